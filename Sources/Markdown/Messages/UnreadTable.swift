import Diagnostics

/// Lines of a paragraph that look like rows of a table and were not read as such.
struct UnreadTable {
  private enum Reason { case noDelimiter, wrongDelimiter, wideBars, emptyLines }

  private let reason: Reason
  /// The line at fault: below it a row is missing, or it is wrong itself.
  let range: Range<Int>
  /// The row that must stand below the header.
  private let delimiter: String
  /// The changes that make a table of the lines.
  let fixes: [Replacement]

  /// Looks for two rows with bars, one behind the other, among the lines of a paragraph.
  init?(in file: Bytes, _ lines: [Range<Int>]) {
    let rows = lines.map { BarRow(file, $0) }
    if rows.count == 1, rows[0].isOuter, rows[0].isDelimiter {
      (reason, range, delimiter, fixes) = (.emptyLines, rows[0].range, "", [])
      return
    }
    guard let first = rows.indices.dropLast().first(where: { Self.isHeader($0, of: rows) }) else {
      return nil
    }
    let (header, second) = (rows[first], rows[first + 1])
    let alignments =
      second.isDelimiter && second.cellCount == header.cellCount
      ? second.alignments : Array(repeating: "---", count: header.cellCount)
    delimiter = "| " + alignments.joined(separator: " | ") + " |"
    let isWide = header.holdsWideBar || second.holdsWideBar
    reason = isWide ? .wideBars : second.isDelimiter ? .wrongDelimiter : .noDelimiter
    range = reason == .wrongDelimiter ? second.range : header.range
    var fixes = header.narrowed
    if second.isDelimiter {
      fixes.append(Replacement(second.range, delimiter))
    } else {
      let end = file.holds("\r\n", at: lines[first].upperBound) ? "\r\n" : "\n"
      let offset = lines[first].upperBound
      fixes += [Replacement(offset..<offset, end + delimiter)] + second.narrowed
    }
    self.fixes = fixes + rows[(first + 2)...].flatMap(\.narrowed)
  }

  private static func isHeader(_ index: Int, of rows: [BarRow]) -> Bool {
    let (header, second) = (rows[index], rows[index + 1])
    guard header.cellCount > 1, !header.isDelimiter else { return false }
    if second.isDelimiter { return header.isOuter || second.cellCount == header.cellCount }
    if header.isOuter { return second.isOuter && second.cellCount > 1 }
    return header.isSpaced
      && rows[index...].allSatisfy {
        $0.cellCount == header.cellCount && !$0.isOuter && $0.isSpaced
      }
  }

  var message: Message {
    switch reason {
    case .noDelimiter:
      Message(
        "这几行像表格，但标题行下面少了分隔行，没有成为表格",
        "these lines look like a table, but the delimiter row below the header is missing, so they did not become a table"
      )
    case .wrongDelimiter:
      Message(
        "表格标题行下面的分隔行不对，没有成为表格",
        "the delimiter row below the table's header is wrong, so the lines did not become a table")
    case .wideBars:
      Message(
        "竖线“｜”是全角的，没有成为表格", "the bars are full-width (｜), so the lines did not become a table")
    case .emptyLines:
      Message(
        "表格的各行被空行隔开，没有成为表格",
        "the rows are separated by empty lines, so they did not become a table")
    }
  }

  var suggestion: Message {
    switch reason {
    case .noDelimiter:
      Message("在这一行下面加一行 \(delimiter)", "add a line below this one: \(delimiter)")
    case .wrongDelimiter: Message("这一行写成 \(delimiter)", "write this line as \(delimiter)")
    case .wideBars:
      Message(
        "竖线都改成半角的 |，标题行下面写 \(delimiter)",
        "write each bar as |, and \(delimiter) below the header")
    case .emptyLines: Message("删去各行之间的空行", "remove the empty lines between the rows")
    }
  }
}

/// Whether a bar stands in a text, half-width or full-width: few paragraphs have one.
func holdsBar(_ text: Bytes) -> Bool {
  if text.holds(UInt8(ascii: "|")) { return true }
  var index = 0
  while true {
    index = unsafe text.first(from: index, to: text.count, lookahead: 1) {
      unsafe $0.sixteenBytes(at: $1).equals(0xBD) .& $0.sixteenBytes(at: $1 + 1).equals(0x9C)
    }
    guard index < text.count else { return false }
    if index > 0, text.holds("｜", at: index - 1) { return true }
    index += 1
  }
}

/// A line with bars between its cells, half-width or full-width.
private struct BarRow {
  /// The line without white space around.
  let range: Range<Int>
  private(set) var cellCount = 1
  /// Whether it begins with a bar.
  private(set) var isOuter = false
  /// Whether it has nothing but bars, colons and dashes of any kind, as the row below a header.
  private(set) var isDelimiter = false
  /// Whether white space stands on both sides of each bar, or the bars are full-width.
  private(set) var isSpaced = true
  /// The alignments that the cells of a row below a header mean, as they must be written.
  private(set) var alignments: [String] = []
  /// The full-width bars, made half-width.
  private(set) var narrowed: [Replacement] = []

  var holdsWideBar: Bool { !narrowed.isEmpty }

  init(_ text: Bytes, _ line: Range<Int>) {
    var range =
      text.behindBlanks(at: line.lowerBound, end: line.upperBound).offset..<line.upperBound
    while let last = range.last, isSpace(text[last]) { range.removeLast() }
    self.range = range
    read(text)
  }

  private mutating func read(_ text: Bytes) {
    var index = range.lowerBound
    var isInCode = false
    var holdsDash = false
    var holdsText = false
    var cell = (hasDash: false, beginsWithColon: false, endsWithColon: false)
    func alignment() -> String {
      (cell.beginsWithColon ? ":" : "") + "---" + (cell.endsWithColon ? ":" : "")
    }
    while index < range.upperBound {
      let (value, length) = text.codePoint(at: index)
      let next = index + length
      switch value {
      case 0x5C: return leaveOut()
      case 0x60: isInCode.toggle(); holdsText = true
      case 0x7C, 0xFF5C:
        if isInCode { break }
        if value == 0xFF5C { narrowed.append(Replacement(index..<next, "|")) }
        let isFirst = index == range.lowerBound
        if isFirst { isOuter = true }
        if !isFirst {
          alignments.append(alignment())
          if next < range.upperBound { cellCount += 1 }
          if value == 0x7C, next < range.upperBound {
            isSpaced = isSpaced && isSpace(text[index - 1]) && isSpace(text[next])
          }
        }
        cell = (false, false, false)
      case 0x3A, 0xFF1A:
        if cell.hasDash { cell.endsWithColon = true } else { cell.beginsWithColon = true }
      case 0x2D, 0x2010...0x2015, 0x2212, 0x2500, 0xFE63, 0xFF0D:
        (holdsDash, cell.hasDash) = (true, true)
      case 0x20, 0x09, 0x3000: break
      default: holdsText = true
      }
      index = next
    }
    if alignments.count < cellCount { alignments.append(alignment()) }
    isDelimiter = holdsDash && !holdsText && (isOuter || cellCount > 1)
  }

  /// A bar that is escaped is no sign of a table that somebody forgot to finish.
  private mutating func leaveOut() {
    (cellCount, isOuter, isDelimiter, isSpaced, narrowed) = (1, false, false, false, [])
  }
}
