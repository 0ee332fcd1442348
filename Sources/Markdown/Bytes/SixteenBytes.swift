/// Sixteen bytes that are looked at at once.
///
/// Only operations between two vectors become machine instructions; those of the standard library
/// that take a scalar, and `any`, go through the bytes one by one.
typealias SixteenBytes = SIMD16<UInt8>

/// One truth value for each byte of a chunk.
typealias SixteenBools = SIMDMask<SIMD16<Int8>>

extension SixteenBools where Storage == SIMD16<Int8> {
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
  var bytes: SixteenBytes { unsafe unsafeBitCast(self, to: SixteenBytes.self) }
}

extension SixteenBytes {
  /// The bytes that are equal to an ASCII character or another byte.
  @inline(__always)
  func equals(_ byte: UInt8) -> SixteenBools { self .== SixteenBytes(repeating: byte) }

  @inline(__always)
  func isAtLeast(_ byte: UInt8) -> SixteenBools { self .>= SixteenBytes(repeating: byte) }

  /// The bytes that lie in a range.
  @inline(__always)
  func isIn(_ range: ClosedRange<UInt8>) -> SixteenBools {
    (self &- SixteenBytes(repeating: range.lowerBound))
      .<= SixteenBytes(repeating: range.upperBound &- range.lowerBound)
  }
}

extension Bytes {
  /// The offset of the first byte from `start` on that is found, or `end`. `find` is given bytes of
  /// which it may read sixteen from an index on, and `lookahead` more; behind the text all are zero.
  @inline(__always)
  func first(
    from start: Int, to end: Int, lookahead: Int = 0,
    where find: (UnsafeRawBufferPointer, Int) -> SixteenBools
  ) -> Int {
    let bytes = unsafe UnsafeRawBufferPointer(buffer)
    var index = start
    while index < end, index &+ 16 &+ lookahead <= bytes.count {
      if let first = unsafe find(bytes, index).first { return min(index &+ first, end) }
      index &+= 16
    }
    guard index < end else { return end }
    if lookahead == 0, bytes.count - 16 >= start {
      // The last chunk reaches back over bytes that are none.
      let last = bytes.count &- 16
      return unsafe min(last + (find(bytes, last).first ?? 16), end)
    }
    var rest = SIMD32<UInt8>(repeating: 0)
    let first = unsafe withUnsafeMutableBytes(of: &rest) { rest in
      unsafe rest.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[index...]))
      return unsafe find(UnsafeRawBufferPointer(rest), 0).first
    }
    return min(index + (first ?? 16), end)
  }
}

extension UnsafeRawBufferPointer {
  /// The sixteen bytes from `index` on, which must be there.
  @inline(__always)
  func sixteenBytes(at index: Int) -> SixteenBytes {
    unsafe loadUnaligned(fromByteOffset: index, as: SixteenBytes.self)
  }
}
