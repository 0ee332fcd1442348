/// A few byte values to look for, sixteen bytes at a time.
struct TriggerBytes {
  private let vectors:
    (
      SixteenBytes, SixteenBytes, SixteenBytes, SixteenBytes, SixteenBytes, SixteenBytes,
      SixteenBytes, SixteenBytes
    )
  /// Whether the first three vectors are all there are.
  private let isFew: Bool

  /// Takes at least one and at most eight byte values.
  init(_ bytes: [UInt8]) {
    precondition((1...8).contains(bytes.count))
    func vector(_ index: Int) -> SixteenBytes {
      SixteenBytes(repeating: bytes[min(index, bytes.count - 1)])
    }
    vectors = (
      vector(0), vector(1), vector(2), vector(3), vector(4), vector(5), vector(6), vector(7)
    )
    isFew = bytes.count <= 3
  }

  /// The offset of the first of them from `start`, or `end`.
  func next(in text: Bytes, from start: Int, to end: Int) -> Int {
    isFew
      ? unsafe text.first(from: start, to: end) { unsafe few(in: $0.sixteenBytes(at: $1)) }
      : unsafe text.first(from: start, to: end) { unsafe matches(in: $0.sixteenBytes(at: $1)) }
  }

  @inline(__always)
  private func few(in chunk: SixteenBytes) -> SixteenBools {
    (chunk .== vectors.0) .| (chunk .== vectors.1) .| (chunk .== vectors.2)
  }

  /// The bytes of a chunk that are wanted.
  @inline(__always)
  private func matches(in chunk: SixteenBytes) -> SixteenBools {
    few(in: chunk) .| (chunk .== vectors.3) .| (chunk .== vectors.4) .| (chunk .== vectors.5)
      .| (chunk .== vectors.6) .| (chunk .== vectors.7)
  }
}

/// A set of byte values, as four words.
struct ByteSet {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  mutating func insert(_ byte: UInt8) {
    let bit: UInt64 = 1 << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  func contains(_ byte: UInt8) -> Bool {
    let word =
      switch byte >> 6 {
      case 0: words.0
      case 1: words.1
      case 2: words.2
      default: words.3
      }
    return word >> UInt64(byte & 63) & 1 == 1
  }
}
