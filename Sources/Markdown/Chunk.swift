/// Sixteen bytes that are looked at at once.
///
/// Only operations between two vectors become machine instructions; those of the standard library
/// that take a scalar, and `any`, go through the bytes one by one.
typealias Chunk = SIMD16<UInt8>

/// One truth value for each byte of a chunk.
typealias ChunkMask = SIMDMask<SIMD16<Int8>>

extension ChunkMask where Storage == SIMD16<Int8> {
  static var none: Self { Self(repeating: false) }

  /// Whether a byte is set.
  @inline(__always)
  var isAny: Bool {
    let words = unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self)
    return words[0] | words[1] != 0
  }

  /// The index of the first byte that is set, nil if none is.
  @inline(__always)
  var first: Int? {
    guard isAny else { return nil }
    let words = unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self)
    let isInFirstHalf = words[0] != 0
    let word = isInFirstHalf ? words[0] : words[1]
    return (isInFirstHalf ? 0 : 8) + word.littleEndian.trailingZeroBitCount / 8
  }

  /// 255, which is minus one, for the bytes that are set, 0 for the others.
  @inline(__always)
  var bytes: Chunk { unsafe unsafeBitCast(self, to: Chunk.self) }
}

extension Chunk {
  /// Which bytes are equal to an ASCII character or another byte.
  @inline(__always)
  func equals(_ byte: UInt8) -> ChunkMask { self .== Chunk(repeating: byte) }

  @inline(__always)
  func isAtLeast(_ byte: UInt8) -> ChunkMask { self .>= Chunk(repeating: byte) }

  /// Which bytes lie in a range.
  @inline(__always)
  func isIn(_ range: ClosedRange<UInt8>) -> ChunkMask {
    (self &- Chunk(repeating: range.lowerBound))
      .<= Chunk(repeating: range.upperBound &- range.lowerBound)
  }
}

extension UnsafeRawBufferPointer {
  /// The sixteen bytes from `index` on, which must be there.
  @inline(__always)
  func chunk(at index: Int) -> Chunk {
    unsafe loadUnaligned(fromByteOffset: index, as: Chunk.self)
  }
}
