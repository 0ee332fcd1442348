/// The white space with which authors who write in Word and WPS indent a paragraph.
extension Bytes {
  /// The offset behind the white space at `start`, in a source be it written as references (`&emsp;`), with its width in
  /// columns, of which an ideographic space takes two, and whether there is any that CommonMark does not know as such.
  func behindBlanks(
    at start: Int, end: Int, isSource: Bool = true
  ) -> (offset: Int, width: Int, isWide: Bool) {
    var index = start
    var width = 0
    var isWide = false
    while index < end, isSource || self[index] != UInt8(ascii: "&") {
      guard let blank = blank(at: index, end: end) else { break }
      index += blank.length
      width += blank.width
      isWide = isWide || blank.isWide
    }
    return (index, width, isWide)
  }

  private func blank(at index: Int, end: Int) -> (length: Int, width: Int, isWide: Bool)? {
    switch self[index] {
    case 0x20: return (1, 1, false)
    case 0x09: return (1, 4, false)
    case UInt8(ascii: "&"): return blankReference(at: index, end: end)
    case 0xC2, 0xE2, 0xE3:
      let (value, length) = codePoint(at: index)
      return columns(of: value).map { (length, $0, true) }
    default: return nil
    }
  }

  private func blankReference(
    at index: Int, end: Int
  ) -> (length: Int, width: Int, isWide: Bool)? {
    if let (value, next) = numericReference(in: self[0..<end], at: index) {
      return columns(of: value).map { (next - index, $0, true) }
    }
    if holds("&nbsp;", at: index) || holds("&ensp;", at: index) { return (6, 1, true) }
    return holds("&emsp;", at: index) ? (6, 2, true) : nil
  }

  /// Whether a line is indented as the first line of a paragraph is, by two ideographic spaces or as much.
  func beginsIndented(at start: Int, end: Int) -> Bool {
    let blanks = behindBlanks(at: start, end: end)
    return blanks.isWide && blanks.width >= paragraphIndent && blanks.offset < end
  }

  /// The end of the line before the one that begins at `start`, as it is written.
  func lineFeed(before start: Int) -> String {
    guard start > 0 else { return "" }
    if self[start - 1] == 0x0D { return "\r" }
    return start > 1 && self[start - 2] == 0x0D ? "\r\n" : "\n"
  }

  /// Whether the text before the line that begins at `start` ends as a sentence does, with a mark that Chinese has.
  func endsSentence(before start: Int) -> Bool {
    var end = start
    while end > 0, isSpace(self[end - 1]) { end -= 1 }
    guard end > 0 else { return false }
    switch codePoint(at: codePointStart(before: end, from: 0)).value {
    // 。！？：；”）…
    case 0x3002, 0xFF01, 0xFF1F, 0xFF1A, 0xFF1B, 0x201D, 0xFF09, 0x2026: return true
    default: return false
    }
  }

  /// Whether there is nothing on a line but white space, with some that CommonMark takes for text.
  func isWideBlank(_ line: Range<Int>) -> Bool {
    var index = line.lowerBound
    while index < line.upperBound, self[index] != UInt8(ascii: "&"),
      let blank = blank(at: index, end: line.upperBound)
    {
      index += blank.length
    }
    return index == line.upperBound && !line.isEmpty
  }
}

/// The columns of a space that is none to CommonMark's blocks: no-break and en space, em and ideographic space.
private func columns(of value: UInt32) -> Int? {
  switch value {
  case 0xA0, 0x2002: 1
  case 0x2003, 0x3000: 2
  default: nil
  }
}

/// The columns by which a line is indented that begins a paragraph, and of which four are code to CommonMark.
let paragraphIndent = 4
