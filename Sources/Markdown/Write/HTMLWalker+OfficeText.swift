import ByteText

/// Paragraphs as Word, WPS and WeChat leave them. Only those are looked at that stand in no quote and no list.
extension HTMLWalker {
  /// Finds out how a paragraph that begins is to be written, and reports what its lines should perhaps have been.
  mutating func openOfficeText(_ node: Node) {
    guard node.parent?.kind == .document else { return }
    if traits.office.contains(.indents) { shortenIndent(of: node) }
    guard !traits.office.isDisjoint(with: [.marks, .bars]), node.lastLine >= node.line else {
      return
    }
    let numbers = node.line...node.lastLine
    if traits.office.contains(.bars), holdsBar(locator.file[locator.sourceRange(ofLines: numbers)]),
      let table = UnreadTable(in: locator.file, locator.sourceLines(numbers))
    {
      report(.officeText(.unreadTable(table)), at: .range(table.range))
    } else if traits.office.contains(.marks), numbers.count > 1 {
      decideLines(locator.sourceLines(numbers), of: node)
    }
  }

  /// Leaves out the white space at the beginning of a paragraph or a heading, unless there is nothing else.
  mutating func shortenIndent(of block: Node) {
    guard let first = block.firstChild, first.kind == .text else { return }
    let literal = first.literal
    let blanks = literal.behindBlanks(at: 0, end: literal.count, isSource: false)
    guard blanks.isWide, blanks.offset < literal.count || first.next != nil else { return }
    shortened = (first, blanks.offset)
  }

  // MARK: Ends of lines

  /// Decides whether the ends of a paragraph's lines are shown: each begins with a number or a label, the first perhaps
  /// not if it ends with a colon, nor one behind a title that is numbered in Chinese. Reports a paragraph of which only
  /// some do.
  private mutating func decideLines(_ lines: [Range<Int>], of paragraph: Node) {
    let marked = lines.map {
      locator.file.beginsWithLineMark(at: $0.lowerBound, end: $0.upperBound) || isPicture($0)
    }
    let count = marked.count(where: { $0 })
    let titles = lines.indices.dropLast().filter { !marked[$0 + 1] && isTitle(lines[$0], true) }
    guard count > 1 || !titles.isEmpty || isTitle(lines[0], false) else { return }
    let unmarked = lines.indices.filter {
      !marked[$0] && ($0 > 0 || !endsWithColon(lines[0])) && !titles.contains($0 - 1)
    }
    if unmarked.isEmpty {
      keepsLines = true
    } else if unmarked.count < count || count == 1 || !titles.isEmpty, holdsSoftBreak(paragraph),
      !unmarked.contains(where: { isUnreadSign(lines[$0]) })
    {
      report(.officeText(.runTogether), at: .range(lines[unmarked[0]]))
    }
  }

  private func isPicture(_ line: Range<Int>) -> Bool {
    let text = locator.file[line]
    return text.holds("![", at: 0) && text.count > 2 && text[text.count - 1] == UInt8(ascii: ")")
  }

  private func isTitle(_ line: Range<Int>, _ isChinese: Bool) -> Bool {
    locator.file.isNumberedTitle(at: line.lowerBound, end: line.upperBound, isChinese: isChinese)
  }

  /// Whether a line is reported as one that was meant for a heading or a list: to correct it divides the paragraph.
  private func isUnreadSign(_ line: Range<Int>) -> Bool {
    lineSign(in: locator.file[line], isFollowed: true) != nil
  }

  private func holdsSoftBreak(_ paragraph: Node) -> Bool {
    var child = paragraph.firstChild
    while let node = child, node.kind != .softBreak { child = node.next }
    return child != nil
  }

  private func endsWithColon(_ line: Range<Int>) -> Bool {
    let text = locator.file[line]
    var end = text.count
    while end > 0, isSpace(text[end - 1]) || text[end - 1] == UInt8(ascii: "*") { end -= 1 }
    guard end > 0 else { return false }
    let last = text.codePoint(at: text.codePointStart(before: end, from: 0)).value
    return last == 0xFF1A || last == 0x3A
  }

  // MARK: Indented prose

  /// Reports a block of code that is prose: indented by four spaces or a tab, it begins with Chinese and has Chinese
  /// punctuation, or it is indented so far that its author meant to centre it.
  mutating func reportIndentedProse(_ node: Node) {
    guard node.parent?.kind == .document, isProse(node.literal) else { return }
    let first = locator.range(ofLine: node.line)
    guard !first.isEmpty, locator.file[first.lowerBound] >= 0x80 else { return }
    report(.officeText(.indentedProse(indents(of: node))), at: .range(first))
  }

  /// The white space before each line of a block of code.
  private mutating func indents(of code: Node) -> [Range<Int>] {
    let file = locator.file
    return locator.sourceLines(code.line...max(code.line, code.lastLine)).compactMap { line in
      var end = line.lowerBound
      while end < line.upperBound, file[end] == 0x20 || file[end] == 0x09 { end += 1 }
      return end == line.upperBound ? nil : line.lowerBound..<end
    }
  }

  private func isProse(_ code: Bytes) -> Bool {
    let (start, width, _) = code.behindBlanks(at: 0, end: code.count)
    guard start < code.count, code[start] >= 0xE2 else { return false }
    let (first, _) = code.codePoint(at: start)
    guard characterClass(of: first).contains(.cjk) || first == 0x201C else { return false }
    let lineEnd = code.first(0x0A, from: 0) ?? code.count
    if width >= centredIndent, lineEnd + 1 >= code.count { return true }
    var index = 0
    while index < code.count {
      let (value, length) = code.codePoint(at: index)
      // ，。！？；
      switch value {
      case 0xFF0C, 0x3002, 0xFF01, 0xFF1F, 0xFF1B: return true
      default: index += length
      }
    }
    return false
  }
}

extension HTMLWalker {
  // MARK: Lines that stand alone

  /// Whether a line of a paragraph ends at this break as it does in the source: one of pictures or of nothing but dashes, or
  /// one of several that are links.
  func endsLine(_ softBreak: Node) -> Bool {
    guard traits.joinsLines, options.extensions.contains(.officeText),
      let before = softBreak.previous, let after = softBreak.next,
      let paragraph = softBreak.parent, paragraph.kind == .paragraph,
      paragraph.parent?.kind == .document
    else { return false }
    if isAlone(before, .image) || isAlone(after, .image) { return true }
    if isAlone(after, .link), isAlone(before, .link) || endsWithColon(before) { return true }
    return isRule(before) || isRule(after)
  }

  /// Whether there is nothing but a picture, or a link with a text, on the line where a node stands.
  private func isAlone(_ node: Node, _ kind: NodeKind) -> Bool {
    node.kind == kind && (kind == .image || node.firstChild?.kind != .image)
      && isBreak(node.previous) && isBreak(node.next)
  }

  private func isBreak(_ node: Node?) -> Bool {
    guard let node else { return true }
    return node.kind == .softBreak || node.kind == .lineBreak
  }

  private func endsWithColon(_ node: Node) -> Bool {
    let text = node.kind == .text ? node.literal : locator.file[0..<0]
    return text.count >= 3 && text.holds("：", at: text.count - 3)
  }

  /// Whether a line is a rule that is drawn with dashes or other signs, at least three.
  private func isRule(_ node: Node) -> Bool {
    guard node.kind == .text, isBreak(node.previous), isBreak(node.next) else { return false }
    let text = node.literal
    let start = text.behindBlanks(at: 0, end: text.count, isSource: false).offset
    guard start < text.count, text[start] >= 0xE2, let first = ruleSign(text, at: start) else {
      return false
    }
    var index = start
    while index < text.count, ruleSign(text, at: index) == first { index += 3 }
    return index == text.count && index - start >= 9
  }

  /// ―, —, …, ─, ━, ＊, －, ＝, ＿, ～
  private func ruleSign(_ text: Bytes, at index: Int) -> UInt32? {
    switch text.codePoint(at: index).value {
    case let value where [0x2014, 0x2015, 0x2026, 0x2500, 0x2501].contains(value): value
    case let value where [0xFF0A, 0xFF0D, 0xFF1D, 0xFF3F, 0xFF5E].contains(value): value
    default: nil
    }
  }

  /// Reports a line that goes on an item of a list without being indented, behind a whole sentence.
  mutating func reportJoinedLine(_ softBreak: Node) {
    guard options.extensions.contains(.officeText), traits.joinsLines,
      let item = softBreak.parent?.parent, item.kind == .item, item.parent != footnotes.list
    else { return }
    let line = locator.sourceLines(lineAtHand...lineAtHand)[0]
    guard !line.isEmpty, !isPrefix(locator.file[line.lowerBound]),
      locator.file.endsSentence(before: line.lowerBound)
    else { return }
    report(.officeText(.joinedToList(isIndented: false)), at: .range(line))
  }

  /// Whether a line that begins with this byte is indented or quoted. What begins with an ideographic space was reported.
  private func isPrefix(_ byte: UInt8) -> Bool {
    isSpace(byte) || byte == UInt8(ascii: ">") || byte == 0xC2 || byte == 0xE3
      || byte == UInt8(ascii: "&")
  }
}

/// The columns behind the indent of code from which on a line was meant to stand in the middle or at the right.
private let centredIndent = 4
