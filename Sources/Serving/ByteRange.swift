/// The part of a file that a `Range` field asks for (RFC 9110, section 14).
enum ByteRange: Equatable {
  /// All of it: several ranges, another unit than bytes, or no correct range.
  case whole
  case part(Range<Int>)
  /// Nothing that the file has.
  case beyond

  /// The answer to a field for a file of `size` bytes.
  init(_ field: String, size: Int) {
    let text = field[...].trimmed
    guard text.lowercased().hasPrefix("bytes="), !text.contains(",") else {
      self = .whole
      return
    }
    let ends = text.dropFirst(6).split(
      separator: "-", maxSplits: 1, omittingEmptySubsequences: false
    ).map(\.trimmed)
    guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy(isDigit) }) else {
      self = .whole
      return
    }
    switch (ends[0].isEmpty, ends[1].isEmpty) {
    case (true, true): self = .whole
    case (true, false):
      let count = min(number(ends[1]), size)
      self = count == 0 ? .beyond : .part((size - count)..<size)
    case (false, let isOpen):
      let (first, last) = (number(ends[0]), isOpen ? Int.max - 1 : number(ends[1]))
      if last < first {
        self = .whole
      } else if first >= size {
        self = .beyond
      } else {
        self = .part(first..<min(last + 1, size))
      }
    }
  }
}

private func isDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

/// A number of digits alone; one that is too large is as large as can be.
private func number(_ digits: Substring) -> Int { min(Int(digits) ?? .max, .max - 1) }
