import ByteText

/// Lines for libcmark, and where in the source each of them comes from.
struct RewrittenLines: ~Copyable {
  var bytes: ByteWriter
  /// The offset of the source's line that each line was made of.
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
  /// The bytes that the lines of the table at hand begin with, but perhaps for the first.
  private var prefix: [UInt8] = []
  /// The sign between the cells of the table at hand.
  private var separator = UInt8(ascii: "|")

  mutating func begin(
    _ alignments: [Table.Alignment], prefix: [UInt8], separator: UInt8 = UInt8(ascii: "|")
  ) {
    tables.append(Table(alignments: alignments))
    self.separator = separator
    self.prefix = prefix
    row = 0
  }

  /// Writes the next row of the last table: a heading for each cell with markup, and for the very
  /// first.
  mutating func write(
    _ range: Range<Int>, from line: Int, _ marker: InlineMarker, firstPrefix: [UInt8]? = nil,
    to output: inout RewrittenLines
  ) {
    let table = tables.count - 1
    let columns = tables[table].alignments.count
    var first = firstPrefix
    var column = -1
    for cell in TableCells(marker.text, range, separator: separator) {
      column += 1
      guard column < columns else { break }
      let isFirst = row == 0 && column == 0
      if cell.isEmpty, !isFirst { continue }
      let isPlain = !isFirst && marker.isPlain(cell)
      cells.append(
        Table.Cell(table: table, row: row, column: column, plain: isPlain ? cell : nil))
      if isPlain { continue }
      output.bytes.append(first ?? prefix)
      first = nil
      output.bytes.append("# ")
      output.bytes.append(number: cells.count - 1, between: marker.marks.cell)
      output.bytes.append(UInt8(ascii: " "))
      marker.copyCell(cell, to: &output.bytes)
      output.endLine(source: line)
    }
    row += 1
    tables[table].rowCount = row
  }
}

extension InlineMarker {
  /// Whether a cell holds nothing that could be markup.
  func isPlain(_ cell: Range<Int>) -> Bool {
    var index = cell.lowerBound
    while true {
      index = unsafe text.first(from: index, to: cell.upperBound) {
        let chunk = unsafe $0.sixteenBytes(at: $1)
        return (chunk.isIn(0x26...0x40) .& .!chunk.isIn(0x2F...0x39))
          .| chunk.isIn(0x5B...0x60) .| chunk.equals(0x7E) .| chunk.equals(0)
      }
      guard index < cell.upperBound else { return true }
      if mayBeMarkup(at: index, in: cell) { return false }
      index += 1
    }
  }

  private func mayBeMarkup(at index: Int, in cell: Range<Int>) -> Bool {
    switch text[index] {
    case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
      UInt8(ascii: "["), UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "~"),
      UInt8(ascii: "@"), 0:
      true
    case UInt8(ascii: ":"): text.holds("//", at: index + 1)
    case UInt8(ascii: "."):
      index > cell.lowerBound && text[index - 1] | 0x20 == UInt8(ascii: "w")
    default: false
    }
  }

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

  /// Appends text so that nothing in it begins a block, and nothing but an address is markup.
  func copyAsText(_ range: Range<Int>, to output: inout ByteWriter) {
    output.append(mark: marks.literal)
    for index in range {
      switch text[index] {
      case UInt8(ascii: "~"): output.append(mark: marks.literal)
      case UInt8(ascii: "["):
        output.append(mark: marks.literal)
        output.append(mark: marks.beforeAdded)
        output.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "]"), UInt8(ascii: "`"),
        UInt8(ascii: "<"), UInt8(ascii: "&"):
        output.append(mark: marks.beforeAdded)
        output.append(UInt8(ascii: "\\"))
      default: break
      }
      output.append(text[index])
      // Before a mark a backslash escapes nothing.
      if text[index] == UInt8(ascii: "\\") { output.append(mark: marks.literal) }
    }
  }
}
