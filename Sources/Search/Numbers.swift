/// A reader of numbers of variable length: seven bits a byte, from the lowest on; the highest bit says that more follow.
struct NumberReader {
  private var bytes: ArraySlice<UInt8>

  init(bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { bytes.isEmpty }

  /// The next byte, or 0 at the end.
  mutating func byte() -> UInt8 { bytes.popFirst() ?? 0 }

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
}

extension [UInt8] {
  /// Appends a number of variable length.
  mutating func append(number: UInt64) {
    var rest = number
    while rest > 127 {
      append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  /// The file of a filter's value: the numbers of its documents, which ascend, as distances from the one before.
  package init(numbersOfFilter numbers: [UInt64]) {
    self = []
    var last: UInt64 = 0
    for number in numbers {
      append(number: number - last)
      last = number
    }
  }
}
