import ByteText

/// A text of which the marks have been dropped.
struct MarkRemover: ~Copyable {
  private var bytes = ByteWriter(capacity: 16)
  private var literals: [Int] = []
  /// Whether there were numbers of cells or footnotes.
  private(set) var heldNumbers = false
  /// Whether there were control characters.
  private(set) var heldControls = false

  /// Drops the marks, numbers between marks, what stands beside marks and the author did not write, bytes
  /// that libcmark makes of U+FFFE and U+FFFF, and control characters, which only references make. The
  /// first of them is at `first`. The result holds until the next call.
  mutating func fill(from text: Bytes, _ marks: PrivateMarks?, first: Int) -> Bytes {
    bytes.removeAll()
    literals.removeAll()
    heldNumbers = false
    heldControls = false
    var index = first
    unsafe bytes.append(text[0..<first].buffer)
    while index < text.count {
      if let marks, let last = PrivateMarks.lastByte(in: text, at: index), marks.holds(last) {
        index = drop(last, at: index, in: text, marks)
      } else if let length = lengthOfControl(in: text, at: index) {
        heldControls = true
        index += length
      } else {
        if text[index] >= 0xFE { bytes.append("\u{FFFD}") } else { bytes.append(text[index]) }
        index += 1
      }
      let next = TextTraits.nextMark(in: text, from: index) ?? text.count
      unsafe bytes.append(text[index..<next].buffer)
      index = next
    }
    return bytes.bytes
  }

  /// Drops one mark and gives where the text goes on.
  private mutating func drop(_ last: UInt8, at index: Int, in text: Bytes, _ marks: PrivateMarks)
    -> Int
  {
    switch last {
    case marks.literal: literals.append(bytes.count)
    case marks.beforeAdded:
      switch index + 3 < text.count ? text[index + 3] : 0 {
      case UInt8(ascii: "\\"), UInt8(ascii: ","), UInt8(ascii: ">"): return index + 4
      case UInt8(ascii: "-"): return index + 5
      case UInt8(ascii: "{"): bytes.append(UInt8(ascii: "["))
      case UInt8(ascii: "}"): bytes.append(UInt8(ascii: "]"))
      default: return index + 3
      }
      return index + 4
    case marks.behindAdded:
      let isBracket = bytes.ends(with: "{")
      bytes.truncate(to: bytes.count - lengthOfInsertion)
      if isBracket { bytes.append(UInt8(ascii: "[")) }
    case marks.cell, marks.note:
      heldNumbers = true
      guard let (_, end) = PrivateMarks.number(in: text, between: last, at: index) else { break }
      return text.holds(" ", at: end) ? end + 1 : end
    default: break
    }
    return index + 3
  }

  /// The number of last bytes that the author did not write.
  private var lengthOfInsertion: Int {
    if bytes.ends(with: ",") || bytes.ends(with: "<") || bytes.ends(with: "{") { return 1 }
    if bytes.ends(with: declarationStart) { return declarationStart.utf8CodeUnitCount }
    return bytes.ends(with: blockStart) ? blockStart.utf8CodeUnitCount : 0
  }

  mutating func forgetLiterals() { literals.removeAll() }

  /// Whether the byte at this offset was escaped.
  func isLiteral(_ offset: Int) -> Bool {
    var low = 0
    var high = literals.count
    while low < high {
      let middle = (low + high) / 2
      if literals[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low < literals.count && literals[low] == offset
  }
}

/// The length in bytes of the control character at `index`, nil if none stands there; tabs and line breaks
/// are none.
private func lengthOfControl(in text: Bytes, at index: Int) -> Int? {
  switch text[index] {
  case 0x09, 0x0A, 0x0D: nil
  case 0..<0x20, 0x7F: 1
  case 0xC2 where index + 1 < text.count && (0x80...0x9F).contains(text[index + 1]): 2
  default: nil
  }
}
