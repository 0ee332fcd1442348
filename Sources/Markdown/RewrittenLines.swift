import ByteText

/// Lines for libcmark, and where in the source each of them comes from.
struct RewrittenLines: ~Copyable {
  var bytes: ByteWriter
  /// For each line, where the line of the source begins that it was made of.
  var sources: [Int] = []

  struct Position {
    let bytes: Int
    let lines: Int
  }

  init(capacity: Int) { bytes = ByteWriter(capacity: capacity) }

  var position: Position { Position(bytes: bytes.count, lines: sources.count) }

  mutating func goBack(to position: Position) {
    bytes.truncate(to: position.bytes)
    sources.removeLast(sources.count - position.lines)
  }

  mutating func endLine(source: Int) {
    bytes.append(UInt8(ascii: "\n"))
    sources.append(source)
  }

}

/// The tables of a text, written as headings.
struct RewrittenTables {
  private(set) var tables: [Table] = []
  private(set) var cells: [Table.Cell] = []
  private var row = 0

  mutating func begin(_ alignments: [Table.Alignment]) {
    tables.append(Table(alignments: alignments))
    row = 0
  }

  /// Writes the next row of the last table: a heading for each cell that has text, and for the very
  /// first. The first line gets the first prefix, the others the second.
  mutating func write(
    _ range: Range<Int>, from line: Int, _ marks: InlineMarks,
    prefixes: (first: [UInt8], others: [UInt8]), to output: inout RewrittenLines
  ) {
    let table = tables.count - 1
    let columns = tables[table].alignments.count
    var prefix = prefixes.first
    for (column, cell) in tableCells(in: marks.text, range).prefix(columns).enumerated()
    where !cell.isEmpty || row == 0 && column == 0 {
      output.bytes.append(prefix)
      output.bytes.append("# ")
      output.bytes.append(number: cells.count, between: marks.marks.cell)
      output.bytes.append(UInt8(ascii: " "))
      marks.copyCell(cell, to: &output.bytes)
      output.endLine(source: line)
      cells.append(Table.Cell(table: table, row: row, column: column))
      prefix = prefixes.others
    }
    row += 1
    tables[table].rowCount = row
  }
}

extension InlineMarks {
  /// Appends a cell's text with marks, escaped bars as bars, and a mark at the end if it could be
  /// taken for the closing sequence of a heading.
  func copyCell(_ cell: Range<Int>, to output: inout ByteWriter) {
    if text[cell].holds("\\|") {
      var unescaped = ByteWriter(capacity: cell.count)
      for index in cell {
        let isBefore = index + 1 < cell.upperBound && text[index + 1] == UInt8(ascii: "|")
        if text[index] != UInt8(ascii: "\\") || !isBefore { unescaped.append(text[index]) }
      }
      let copy = with(text: unescaped.bytes)
      copy.copy(0..<unescaped.count, to: &output, always: true)
    } else {
      copy(cell, to: &output, always: true)
    }
    if output.last == UInt8(ascii: "#") { output.append(mark: marks.literal) }
  }
}
