/// The signs of a text that comes out of Word, WPS or WeChat, where a line is a paragraph.
struct OfficeText: OptionSet {
  let rawValue: UInt8

  /// A line begins with white space that CommonMark takes for text, or with a deep indent before Chinese.
  static let indents = Self(rawValue: 1)
  /// A line that follows another begins with a number or a label.
  static let marks = Self(rawValue: 2)
  /// A tab stands within a line.
  static let tabs = Self(rawValue: 4)
  /// Lines look like rows of a table.
  static let bars = Self(rawValue: 8)
}

extension OfficeText {
  /// Notes tabs and bars, which may stand anywhere.
  mutating func noteInnerBytes(of text: Bytes) {
    if text.holdsInnerTab { insert(.tabs) }
    if text.holds(UInt8(ascii: "|")) { insert(.bars) }
  }

  /// Notes the signs at the beginning of a line, which is not empty.
  @inline(__always)
  mutating func note(_ text: Bytes, _ line: Range<Int>, isBehindText: Bool) {
    switch text[line.lowerBound] {
    case 0x20, 0x09, UInt8(ascii: "&"), 0xC2, 0xE2, 0xE3:
      if !contains(.indents) {
        let blanks = text.behindBlanks(at: line.lowerBound, end: line.upperBound)
        let isDeep = blanks.width >= paragraphIndent && blanks.offset < line.upperBound
        if blanks.isWide
          || isDeep && text[blanks.offset] >= 0xE2 && text.endsSentence(before: line.lowerBound)
        {
          insert(.indents)
        }
      }
    case 0xEF: if text.holds("｜", at: line.lowerBound) { insert(.bars) }
    // Markup, with which no number, label or sign begins.
    case UInt8(ascii: "|"), UInt8(ascii: "-"), UInt8(ascii: ">"), UInt8(ascii: "#"): return
    default: break
    }
    guard !contains(.marks) else { return }
    if isBehindText
      ? text.beginsWithLineMark(at: line.lowerBound, end: line.upperBound)
      : text.isNumberedTitle(at: line.lowerBound, end: line.upperBound, isChinese: false)
    {
      insert(.marks)
    }
  }
}

extension Bytes {
  /// Whether a tab stands behind text on its line.
  fileprivate var holdsInnerTab: Bool {
    var from = 0
    while let tab = first(0x09, from: from) {
      from = tab + 1
      guard tab > 0 else { continue }
      switch self[tab - 1] {
      case 0x09, 0x0A, 0x0D, 0x20: break
      default: return true
      }
    }
    return false
  }

  /// The number of tabs on a line, if they set cells apart: nil where there is none, or only such as align what stands
  /// behind a label or a number, or what begins with a bar.
  func cellTabs(in line: Range<Int>) -> Int? {
    // Only the line is looked at: the next tab may be at the text's end, for each of its lines.
    guard let first = self[0..<line.upperBound].first(0x09, from: line.lowerBound) else {
      return nil
    }
    var count = 0
    for at in first..<line.upperBound where self[at] == 0x09 { count += 1 }
    let start = behindBlanks(at: line.lowerBound, end: line.upperBound).offset
    if holds("|", at: start) { return nil }
    guard start < first,
      let mark = numberEnd(at: start, end: first) ?? colonEnd(before: first, from: start)
    else { return count }
    let value = behindBlanks(at: mark, end: line.upperBound).offset
    return value > first && !self[value..<line.upperBound].holds(0x09) ? nil : count
  }

  /// `end` if a colon stands before it, white space left out.
  private func colonEnd(before end: Int, from start: Int) -> Int? {
    var index = end
    while index > start, self[index - 1] == 0x20 { index -= 1 }
    guard index > start else { return nil }
    let value = codePoint(at: codePointStart(before: index, from: start)).value
    return value == 0x3A || value == 0xFF1A ? end : nil
  }
}
