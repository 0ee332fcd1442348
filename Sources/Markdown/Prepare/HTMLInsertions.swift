import ByteText

/// A place where raw HTML, or what libcmark 0.30 has for such, gets bytes that make libcmark read it as
/// CommonMark 0.31.2 has it.
struct HTMLInsertion {
  enum Kind {
    /// A mark between two hyphens of a comment: to libcmark 0.30 a comment holds no two beside each other.
    case separator
    /// Two hyphens before the `>` of `<!-->` and `<!--->`, which are whole comments.
    case commentEnd
    /// A name in capital letters behind the `<!` of a declaration that has none.
    case declaration
    /// A tag before another that begins an HTML block, as `<search>` does now.
    case block
    /// A mark before a tag that begins no block within a paragraph any more: `<source>`.
    case noBlock
  }

  let offset: Int
  let kind: Kind
}

/// The beginning of a declaration that libcmark 0.30 knows.
let declarationStart: StaticString = "A "

/// The beginning of an HTML block that libcmark 0.30 knows.
let blockStart: StaticString = "<p "

extension ByteWriter {
  /// Appends the bytes of an insertion, which are dropped again with their marks.
  mutating func append(_ insertion: HTMLInsertion.Kind, _ marks: PrivateMarks) {
    switch insertion {
    case .separator, .noBlock: append(mark: marks.letter)
    case .commentEnd:
      append(mark: marks.beforeAdded)
      append("--")
    case .declaration:
      append(declarationStart)
      append(mark: marks.behindAdded)
    case .block:
      append(blockStart)
      append(mark: marks.behindAdded)
    }
  }
}

/// The insertions that the comments and declarations of a text need, in ascending order. Takes linear time.
func htmlInsertions(in text: Bytes) -> [HTMLInsertion] {
  var finder = HTMLInsertionFinder(text: text)
  var from = 0
  while let start = text.first(UInt8(ascii: "<"), from: from) {
    from = start + 1
    guard text.holds("!", at: from) else { continue }
    if text.holds("--", at: start + 2) {
      from = finder.addComment(at: start)
    } else if start + 2 < text.count, isASCIILetter(text[start + 2]) {
      finder.addDeclaration(at: start)
    }
  }
  return finder.found
}

private struct HTMLInsertionFinder {
  let text: Bytes
  private(set) var found: [HTMLInsertion] = []
  /// The offset before which no comment that has not ended yet ends.
  private var noEndBefore = 0
  /// The offset up to which backquotes have been counted, and whether they are odd on its line.
  private var counted = 0
  private var isBehindBackquote = false

  init(text: Bytes) { self.text = text }

  /// libcmark 0.30 knows names in capital letters with white space behind them.
  mutating func addDeclaration(at start: Int) {
    var end = start + 2
    while end < text.count, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(text[end]) { end += 1 }
    let isKnown = end > start + 2 && end < text.count && isSpace(text[end])
    if !isKnown { found.append(HTMLInsertion(offset: start + 2, kind: .declaration)) }
  }

  /// Gives where to go on.
  mutating func addComment(at start: Int) -> Int {
    let content = start + 4
    if text.holds(">", at: content) || text.holds("->", at: content) {
      let close = text[content] == UInt8(ascii: "-") ? content + 1 : content
      if close > content { found.append(HTMLInsertion(offset: content, kind: .separator)) }
      found.append(HTMLInsertion(offset: close, kind: .commentEnd))
      return close + 1
    }
    guard start >= noEndBefore, !isEscaped(start), let end = commentEnd(from: start) else {
      return content
    }
    let count = found.count
    for index in content..<max(content, end)
    where text[index] == UInt8(ascii: "-") && text[index + 1] == UInt8(ascii: "-") {
      found.append(HTMLInsertion(offset: index + 1, kind: .separator))
    }
    if found.count > count, isInCode(content..<max(content, end)) {
      found.removeLast(found.count - count)
    }
    return end + 3
  }

  /// The offset of the `-->` of the comment that begins at `start`, nil if it has none in its paragraph.
  private mutating func commentEnd(from start: Int) -> Int? {
    var line: Int?
    var index = start + 4
    while index < text.count {
      if text[index] == UInt8(ascii: "-"), text.holds("-->", at: index) { return index }
      guard text[index] == 0x0A || text[index] == 0x0D else {
        index += 1
        continue
      }
      let ended =
        line.map { isBlockMarker($0..<index) } ?? endsParagraph(from: lineStart(of: start))
      index += text.holds("\r\n", at: index) ? 2 : 1
      if ended || isBlank(from: index) || endsParagraph(from: index) { break }
      line = index
    }
    noEndBefore = index
    return nil
  }

  /// Whether a line is nothing but markers of blocks, with hyphens beside each other among them: a line
  /// below a heading, or a thematic break.
  private func isBlockMarker(_ line: Range<Int>) -> Bool {
    text[line].holds("--") && line.allSatisfy { Limits.isInPrefix(text[$0]) }
  }

  /// Whether only markers of quotes stand between `start` and the line's end.
  private func isBlank(from start: Int) -> Bool {
    var index = start
    while index < text.count, text[index] == UInt8(ascii: ">") || isSpace(text[index]) {
      if text[index] == 0x0A || text[index] == 0x0D { return true }
      index += 1
    }
    return index == text.count
  }

  private func lineStart(of index: Int) -> Int {
    var start = index
    while start > 0, text[start - 1] != 0x0A, text[start - 1] != 0x0D { start -= 1 }
    return start
  }

  /// Whether the line that begins at `start` looks like a heading or the beginning of a comment that is a
  /// block, be it in quotes and lists.
  private func endsParagraph(from start: Int) -> Bool {
    var index = start
    while index < text.count, Limits.isInPrefix(text[index]) { index += 1 }
    return text.holds("#", at: index) || text.holds("<!--", at: index)
  }

  /// Whether an odd number of backslashes stands before `index`.
  private func isEscaped(_ index: Int) -> Bool {
    var start = index
    while start > 0, text[start - 1] == UInt8(ascii: "\\") { start -= 1 }
    return (index - start) % 2 == 1
  }

  /// Whether backquotes stand in a comment and an odd number of them before it on its line: then only the
  /// names of its ends stand there, each in code. Each byte is counted once, however many comments there are.
  private mutating func isInCode(_ content: Range<Int>) -> Bool {
    guard text[content].holds(UInt8(ascii: "`")) else { return false }
    while counted < content.lowerBound {
      switch text[counted] {
      case 0x0A, 0x0D: isBehindBackquote = false
      case UInt8(ascii: "`"): isBehindBackquote.toggle()
      default: break
      }
      counted += 1
    }
    return isBehindBackquote
  }
}

/// The insertion that the tag at `index` needs if its name begins an HTML block for only one of
/// libcmark 0.30 and CommonMark 0.31.2.
func renamedBlock(in text: Bytes, at index: Int) -> HTMLInsertion.Kind? {
  let name = index + (text.holds("/", at: index + 1) ? 2 : 1)
  guard name + 6 <= text.count, lowercased(text[name]) == UInt8(ascii: "s") else { return nil }
  let end = name + 6
  let isWhole =
    end == text.count || isSpace(text[end]) || text.holds(">", at: end) || text.holds("/>", at: end)
  guard isWhole else { return nil }
  switch text[name..<end].string.lowercased() {
  case "search": return .block
  case "source": return .noBlock
  default: return nil
  }
}

/// Whether there may be such a tag. Takes linear time.
func mayHoldRenamedBlock(_ text: Bytes) -> Bool {
  var from = 0
  while let start = text.first(UInt8(ascii: "<"), from: from) {
    if renamedBlock(in: text, at: start) != nil { return true }
    from = start + 1
  }
  return false
}
