/// A reader of numbers of variable length: seven bits a byte, from the lowest on; the highest bit says that more follow.
///
/// Bytes that are cut end with zeros, and `isCut` says so; a shard from the network may be.
struct NumberReader {
  private var bytes: ArraySlice<UInt8>
  private(set) var isCut = false

  init(bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { bytes.isEmpty }

  mutating func byte() -> UInt8 {
    guard let byte = bytes.popFirst() else {
      isCut = true
      return 0
    }
    return byte
  }

  mutating func number() -> UInt32 {
    var value: UInt32 = 0
    for shift in stride(from: UInt32(0), to: 35, by: 7) {
      let next = byte()
      value |= UInt32(next & 127) << shift
      if next < 128 { break }
    }
    return value
  }

  mutating func signed() -> Int64 {
    let value = Int64(number())
    return value & 1 == 0 ? value / 2 : -(value + 1) / 2
  }

  /// The next bytes, as many as are there.
  mutating func slice(_ count: Int) -> ArraySlice<UInt8> {
    if count > bytes.count { isCut = true }
    defer { bytes = bytes.dropFirst(count) }
    return bytes.prefix(count)
  }
}

extension [UInt8] {
  /// Appends a number of variable length.
  mutating func append(number: UInt32) {
    var rest = number
    while rest > 127 {
      append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }
}
