/// The beginnings of blocks, as libcmark 0.30 knows them. Each is looked for at the line's first byte that
/// is no space.
extension LineCursor {
  /// Whether the line can begin nothing but a paragraph: most begin with a letter.
  var isText: Bool { isASCIILetter(first) || first >= 0x80 }

  /// `# …`
  var startsHeading: Bool {
    var index = nonspace
    while byte(at: index) == UInt8(ascii: "#") { index += 1 }
    return (1...6).contains(index - nonspace) && isSpaceOrEnd(byte(at: index))
  }

  /// The character and length of an opening code fence.
  var openingFence: (byte: UInt8, length: Int)? {
    let length = runLength
    guard length >= 3, first == UInt8(ascii: "`") || first == UInt8(ascii: "~") else { return nil }
    if first == UInt8(ascii: "`"), holds(first, from: nonspace + length) { return nil }
    return (first, length)
  }

  func closesFence(_ fence: UInt8, length: Int) -> Bool {
    first == fence && indent <= 3 && runLength >= length && isBlank(from: nonspace + runLength)
  }

  /// The line below a heading.
  var isUnderline: Bool {
    (first == UInt8(ascii: "=") || first == UInt8(ascii: "-"))
      && isBlank(from: nonspace + runLength)
  }

  /// A line of three or more of one mark. Where it is none the line is not looked through again from
  /// any place before the byte that makes it none.
  mutating func isThematicBreak() -> Bool {
    let mark = first
    guard nonspace >= noThematicBreakBefore,
      mark == UInt8(ascii: "*") || mark == UInt8(ascii: "-") || mark == UInt8(ascii: "_")
    else {
      return false
    }
    var count = 0
    for index in nonspace..<end {
      if text[index] == mark {
        count += 1
      } else if text[index] != 0x20, text[index] != 0x09 {
        noThematicBreakBefore = index
        return false
      }
    }
    return count >= 3
  }

  /// The length of a list marker.
  func listMarker(interruptsParagraph: Bool) -> Int? {
    var index = nonspace
    switch first {
    case UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "+"): index += 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      var number = 0
      while index - nonspace < 9, isDigit(byte(at: index)) {
        number = number * 10 + Int(text[index] - UInt8(ascii: "0"))
        index += 1
      }
      let isNumber = byte(at: index) == UInt8(ascii: ".") || byte(at: index) == UInt8(ascii: ")")
      guard isNumber, number == 1 || !interruptsParagraph else { return nil }
      index += 1
    default: return nil
    }
    guard isSpace(byte(at: index)) else { return nil }
    return interruptsParagraph && isBlank(from: index) ? nil : index - nonspace
  }

  /// The range of a footnote's label and where its text begins: `[^label]: text`.
  var footnoteDefinition: (label: Range<Int>, text: Int)? {
    guard first == UInt8(ascii: "["),
      let labelEnd = footnoteLabelEnd(in: text, at: nonspace, end: end),
      byte(at: labelEnd) == UInt8(ascii: ":")
    else { return nil }
    var start = labelEnd + 1
    while byte(at: start) == 0x20 || byte(at: start) == 0x09 { start += 1 }
    return (nonspace + 2..<labelEnd - 1, start)
  }

  /// A bar and nothing else is no row of a table.
  var isLoneBar: Bool { first == UInt8(ascii: "|") && isBlank(from: nonspace + 1) }

  /// The number of bytes at the beginning that are equal to the first.
  private var runLength: Int {
    var index = nonspace
    while index < end, text[index] == first { index += 1 }
    return index - nonspace
  }

  func isBlank(from start: Int) -> Bool {
    var index = start
    while index < end, text[index] == 0x20 || text[index] == 0x09 { index += 1 }
    return index >= end
  }

  private func holds(_ byte: UInt8, from start: Int) -> Bool {
    var index = start
    while index < end {
      if text[index] == byte { return true }
      index += 1
    }
    return false
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

private func isSpaceOrEnd(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A }
