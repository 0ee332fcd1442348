import ByteText
import Diagnostics

extension HTMLWalker {
  mutating func writeRawInline(_ node: Node) {
    let literal = withoutMarks(node.literal)
    let token = nextToken(in: literal, at: 0).token
    if options.rawHTML == .trusted {
      writeTrusted(literal)
      return note(trusted: token, literal)
    }
    switch token {
    case .comment: if isMoreMark(literal) { facts.markMore() }
    case .open(.br): html.append("<br />")
    case .open(.wbr): html.append("<wbr>")
    case .open(let element) where !element.isBlock && isPaired(node):
      openElement(element, at: locator.range(of: literal, line: lineAtHand), depth: depth)
    case .open(let element) where !element.isBlock && !element.isAnnotation:
      html.append(text: literal)
      report(.html(.unclosed(element.rawValue, literal)), at: .text(literal))
    case .end(let element) where isPaired(node) && closeElement(element, depth: depth): break
    default: showAsText(literal)
    }
  }

  /// Keeps what HTML that passes as it is written means for the text's facts.
  private mutating func note(trusted token: HTMLToken, _ literal: Bytes) {
    switch token {
    case .comment: if isMoreMark(literal) { facts.markMore() }
    case .open(let element) where element.isAnnotation: facts.beginAnnotation()
    case .end(let element) where element.isAnnotation: facts.endAnnotation()
    default: break
    }
  }

  /// Writes HTML that is not allowed as text, with a warning.
  private mutating func showAsText(_ literal: Bytes) {
    html.append(text: literal)
    reportHTML(literal)
  }

  mutating func openElement(_ element: SafeElement, at range: Range<Int>, depth: Int) {
    html.append(UInt8(ascii: "<"))
    html.append(element.rawValue)
    html.append(UInt8(ascii: ">"))
    openElements.append(OpenElement(element: element, depth: depth, range: range))
    if element.isAnnotation { facts.beginAnnotation() }
  }

  /// Closes the innermost such element opened at this depth, and what is open inside it.
  mutating func closeElement(_ element: SafeElement, depth: Int) -> Bool {
    var index = openElements.count - 1
    while index >= 0, openElements[index].depth == depth, openElements[index].element != element {
      index -= 1
    }
    guard index >= 0, openElements[index].depth == depth else { return false }
    while openElements.count > index { closeInnermostElement() }
    return true
  }

  /// Closes what the author left open in the node that ends here.
  mutating func closeElements(openedAt depth: Int) {
    while let last = openElements.last, last.depth >= depth {
      // An annotation's end tag may be left out.
      if last.element != .del, !last.element.isAnnotation {
        report(.html(.unclosed(last.element.rawValue, nil)), at: .range(last.range))
      }
      closeInnermostElement()
    }
  }

  private mutating func closeInnermostElement() {
    guard let last = openElements.popLast() else { return }
    if last.element.isAnnotation { facts.endAnnotation() }
    html.append("</")
    html.append(last.element.rawValue)
    html.append(UInt8(ascii: ">"))
  }

  // MARK: Blocks

  mutating func writeRawBlock(_ node: Node) {
    var literal = node.literal
    if !footnotes.definitions.isEmpty, let mark = noteMark(in: literal) {
      if mark >= 4, literal.holds("<!--", at: mark - 4), isBlank(literal[0..<mark - 4]) { return }
      literal = literal[0..<mark]
    }
    blockLine = node.line
    htmlBlock = node
    defer { htmlBlock = nil }
    startLine()
    if options.rawHTML == .trusted {
      let literal = withoutMarks(literal)
      writeTrusted(literal)
      if !literal.isEmpty { note(trusted: nextToken(in: literal, at: 0).token, literal) }
    } else {
      writeSafeBlock(withoutMarks(literal))
      facts.endBlock()
    }
    startLine()
  }

  /// The offset of a mark in an HTML block: in a comment that stands for a footnote, or
  /// before what was added to end the block.
  private func noteMark(in literal: Bytes) -> Int? {
    guard let marks = traits.marks else { return nil }
    var from = 0
    while let index = literal.first(0xEF, from: from) {
      if PrivateMarks.stands(marks.note, in: literal, at: index) { return index }
      from = index + 1
    }
    return nil
  }

  private mutating func writeSafeBlock(_ literal: Bytes) {
    var start = 0
    var token = 0
    let arePaired = pairs(in: literal)
    var isInParagraph = false
    while start < literal.count {
      let (kind, end) = nextToken(in: literal, at: start)
      let piece = literal[start..<end]
      start = end
      let isPaired = arePaired[token]
      token += 1
      switch kind {
      case .comment(let isClosed): passComment(piece, isClosed: isClosed)
      case .open(let element) where element == .details || element == .summary && isBehindDetails:
        endRawParagraph(&isInParagraph)
        openElement(element, at: locator.range(of: piece, line: blockLine), depth: depth)
      case .openShown:
        endRawParagraph(&isInParagraph)
        openElement(.details, at: locator.range(of: piece, line: blockLine), depth: depth)
        html.truncate(to: html.count - 1)
        html.append(" open=\"\">")
      case .end(let element) where element.isBlock && isOpen(element):
        endRawParagraph(&isInParagraph)
        _ = closeElement(element, depth: depth)
      case .text where isBlank(piece): if !isInParagraph { startLine() } else { writePlain(piece) }
      default:
        beginRawParagraph(&isInParagraph)
        writeRawPiece(piece, kind, isPaired: isPaired)
      }
    }
    endRawParagraph(&isInParagraph)
  }

  /// Whether each token of an HTML block opens or closes an element that is both in one of its paragraphs.
  private func pairs(in literal: Bytes) -> [Bool] {
    var pairs = ElementPairs()
    var start = 0
    while start < literal.count {
      let (token, end) = nextToken(in: literal, at: start)
      pairs.add(token)
      switch token {
      case .open(let element) where element.isBlock: pairs.endText()
      case .end(let element) where element.isBlock: pairs.endText()
      case .openShown: pairs.endText()
      default: break
      }
      start = end
    }
    return pairs.arePaired
  }

  private func isOpen(_ block: SafeElement) -> Bool {
    openElements.contains { $0.element == block && $0.depth == depth }
  }

  /// Whether nothing but white space was written behind the start tag of a `details`, so that a summary may follow.
  private var isBehindDetails: Bool {
    guard openElements.last?.element == .details else { return false }
    var end = html.count
    while end > 0, isSpace(html.bytes[end - 1]) { end -= 1 }
    let tags: [StaticString] = ["<details>", "<details open=\"\">"]
    return tags.contains { tag in
      let start = end - tag.utf8CodeUnitCount
      return start >= 0 && html.bytes.holds(tag, at: start)
    }
  }

  /// A piece inside a paragraph of raw HTML, whose elements count as opened one node deeper.
  private mutating func writeRawPiece(_ piece: Bytes, _ token: HTMLToken, isPaired: Bool) {
    switch token {
    case .text:
      html.append(text: piece)
      facts.add(piece)
    case .open(.br): html.append("<br />")
    case .open(.wbr): html.append("<wbr>")
    case .open(let element) where isPaired:
      openElement(element, at: locator.range(of: piece, line: blockLine), depth: depth + 1)
    case .open(let element) where !element.isBlock && !element.isAnnotation:
      html.append(text: piece)
      report(.html(.unclosed(element.rawValue, piece)), at: .text(piece))
    case .end(let element) where isPaired && closeElement(element, depth: depth + 1): break
    default: showAsText(piece)
    }
  }

  private mutating func beginRawParagraph(_ isInParagraph: inout Bool) {
    guard !isInParagraph, !openElements.contains(where: { $0.element == .summary }) else { return }
    html.append("<p>")
    isInParagraph = true
  }

  private mutating func endRawParagraph(_ isInParagraph: inout Bool) {
    closeElements(openedAt: depth + 1)
    if isInParagraph {
      while let last = html.last, isSpace(last) { html.truncate(to: html.count - 1) }
      html.append("</p>\n")
    }
    isInParagraph = false
  }

  private mutating func passComment(_ comment: Bytes, isClosed: Bool) {
    if !isClosed {
      report(.html(.unclosedComment), at: .text(comment))
    } else if isMoreMark(comment) {
      facts.markMore()
    }
  }
}

/// Whether a comment is `<!-- more -->`, be it in capitals or with a hyphen too many.
private func isMoreMark(_ comment: Bytes) -> Bool {
  var start = 4
  var end = comment.count
  while end > start, isAroundMore(comment[end - 1]) { end -= 1 }
  while start < end, isAroundMore(comment[start]) { start += 1 }
  guard end - start == 4 else { return false }
  return (0..<4).allSatisfy { comment[start + $0] | 0x20 == moreLetters[$0] }
}

private let moreLetters = Array("more".utf8)

private func isAroundMore(_ byte: UInt8) -> Bool {
  isSpace(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ">")
}
