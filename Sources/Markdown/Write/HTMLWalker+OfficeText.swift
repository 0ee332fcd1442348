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
    if traits.office.contains(.marks), numbers.count > 1 {
      decideLines(locator.sourceLines(numbers), of: node)
    }
    if traits.office.contains(.bars), holdsBar(locator.file[locator.sourceRange(ofLines: numbers)]),
      let table = UnreadTable(in: locator.file, locator.sourceLines(numbers))
    {
      report(.officeText(.unreadTable(table)), at: .range(table.range))
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
  /// not if it ends with a colon. Reports a paragraph of which only some do.
  private mutating func decideLines(_ lines: [Range<Int>], of paragraph: Node) {
    let marked = lines.map {
      locator.file.beginsWithLineMark(at: $0.lowerBound, end: $0.upperBound)
    }
    let count = marked.count(where: { $0 })
    guard count > 1 else { return }
    let unmarked = lines.indices.filter { !marked[$0] && ($0 > 0 || !endsWithColon(lines[0])) }
    if unmarked.isEmpty {
      keepsLines = true
    } else if unmarked.count < count, holdsSoftBreak(paragraph),
      !unmarked.contains(where: { isUnreadSign(lines[$0]) })
    {
      report(.officeText(.runTogether), at: .range(lines[unmarked[0]]))
    }
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
  /// punctuation.
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
    let start = code.behindBlanks(at: 0, end: code.count).offset
    guard start < code.count, code[start] >= 0xE2 else { return false }
    let (first, _) = code.codePoint(at: start)
    guard characterClass(of: first).contains(.cjk) || first == 0x201C else { return false }
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
