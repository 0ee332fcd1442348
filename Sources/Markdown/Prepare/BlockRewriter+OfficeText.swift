import ByteText

/// The lines that Word, WPS and WeChat leave: paragraphs without empty lines between, and tables of tabs. All this is
/// for lines that stand in no quote, list or footnote, and in no code.
extension BlockRewriter {
  /// Whether the line at hand stands in no container.
  var isFree: Bool { scanner.containers.isEmpty }

  // MARK: Paragraphs

  /// The line, or nothing in its place if it has nothing but white space that CommonMark takes for text.
  mutating func leavingOutWideBlank(_ line: Range<Int>) -> Range<Int> {
    guard office.contains(.indents), isFree, takesText, text.isWideBlank(line) else { return line }
    copyMain(to: line.lowerBound)
    copied = line.upperBound
    return line.upperBound..<line.upperBound
  }

  private var takesText: Bool {
    switch scanner.leaf {
    case .none, .paragraph, .table: true
    case .indentedCode, .fence, .html: false
    }
  }

  func isIndented(_ line: Range<Int>) -> Bool {
    office.contains(.indents) && text.beginsIndented(at: line.lowerBound, end: line.upperBound)
  }

  /// Ends the paragraph at hand before a line that is indented as the first one of another.
  mutating func separateParagraph(at line: Range<Int>) {
    guard beginsParagraph(line), !isHardBreak(before: line.lowerBound) else { return }
    copyMain(to: line.lowerBound)
    // A line feed behind a carriage return would only end the same line.
    main.bytes.append(main.bytes.last == 0x0D ? 0x0D : 0x0A)
    main.sources.append(line.lowerBound)
    // Behind an empty line four spaces would be code.
    if scanner.cursor.indent >= paragraphIndent { copied = scanner.cursor.nonspace }
  }

  /// Whether a line is indented as the first one of a paragraph, or less behind a whole sentence.
  func beginsParagraph(_ line: Range<Int>) -> Bool {
    office.contains(.indents)
      && (isIndented(line) || isIndentedLess(line) && text.endsSentence(before: line.lowerBound))
  }

  /// Whether a line begins with four spaces or a tab before Chinese, or with an ideographic space.
  private func isIndentedLess(_ line: Range<Int>) -> Bool {
    let start = scanner.cursor.nonspace
    guard start < line.upperBound, text[start] >= 0xE2 else { return false }
    return scanner.cursor.indent >= paragraphIndent || text.holds("\u{3000}", at: start)
  }

  /// Whether the line before ends with a backslash or two spaces.
  private func isHardBreak(before start: Int) -> Bool {
    let end = lineEnd(before: start)
    return end > 0 && text[end - 1] == UInt8(ascii: "\\")
      || end > 1 && text[end - 1] == 0x20 && text[end - 2] == 0x20
  }

  private func lineEnd(before start: Int) -> Int {
    var end = start
    while end > 0, text[end - 1] == 0x0A || text[end - 1] == 0x0D { end -= 1 }
    return end
  }

  // MARK: Tables of tabs

  /// Begins a table if the line and the next ones have tabs, each as many; notes the first that has another number.
  mutating func beginTabTable(_ line: Range<Int>, next: Int) -> Bool {
    guard office.contains(.tabs), line.lowerBound >= tabsReadTo,
      let tabs = text.cellTabs(in: line),
      text[scanner.cursor.nonspace..<line.upperBound].holds(0x09)
    else { return false }
    var uneven: Range<Int>?
    var rows = 1
    var isIndented = text[line.lowerBound] == 0x09
    tabsReadTo = next
    while tabsReadTo < text.count {
      let row = tabsReadTo..<text.lineEnd(from: tabsReadTo)
      guard let count = text.cellTabs(in: row) else { break }
      if count != tabs { uneven = uneven ?? row }
      isIndented = isIndented && text[row.lowerBound] == 0x09
      rows += 1
      tabsReadTo = row.upperBound + (text.holds("\r\n", at: row.upperBound) ? 2 : 1)
    }
    guard rows > 1, !isDelimiterRow(next..<text.lineEnd(from: next)) else { return false }
    if let uneven {
      officeFindings.append((.unevenTabs, at: uneven))
      return false
    }
    tabTableEnd = tabsReadTo
    tabTableIndent = isIndented ? 1 : 0
    copyMain(to: line.lowerBound)
    tables.begin(
      [Table.Alignment](repeating: .none, count: tabs + 1 - tabTableIndent), prefix: [],
      separator: 0x09)
    scanner.beginTable()
    writeTabCells(line)
    return true
  }

  private func isDelimiterRow(_ line: Range<Int>) -> Bool {
    let start = text.behindBlanks(at: line.lowerBound, end: line.upperBound).offset
    return tableAlignments(in: text, start..<line.upperBound) != nil
  }

  mutating func writeTabRow(_ line: Range<Int>, next: Int) {
    header = nil
    writeTabCells(line)
    copied = min(next, text.count)
    noteState(behind: line, isBlank: false)
    if next >= tabTableEnd { scanner.endTable() }
  }

  private mutating func writeTabCells(_ line: Range<Int>) {
    var start = line.lowerBound + tabTableIndent
    let blanks = text.behindBlanks(at: start, end: line.upperBound).offset
    if !text[start..<blanks].holds(0x09) { start = blanks }
    tables.write(start..<line.upperBound, from: line.lowerBound, marker, to: &main)
  }
}
