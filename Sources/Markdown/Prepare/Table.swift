/// A table, of which libcmark knows nothing: each cell with markup, and the very first, is given to it
/// as a heading that begins with the cell's number.
struct Table {
  enum Alignment: UInt8 { case none, left, center, right }

  /// The alignment of each column.
  let alignments: [Alignment]
  /// The number of rows with the header's, which is the first.
  var rowCount = 1

  /// A cell that has text.
  struct Cell {
    /// The number of its table in the document.
    let table: Int
    let row: Int
    let column: Int
    /// The bytes of its text, if that is all there is to it.
    let plain: Range<Int>?
  }
}

/// The ranges of a row's cells, without white space around them. A bar with a backslash before it
/// is part of its cell; bars at the row's ends are optional. Tabs are all between cells.
struct TableCells: Sequence, IteratorProtocol {
  private let text: Bytes
  private let end: Int
  private let separator: UInt8
  private var start: Int

  init(_ text: Bytes, _ row: Range<Int>, separator: UInt8 = UInt8(ascii: "|")) {
    self.text = text
    self.separator = separator
    end = withoutTrailingSpace(text, row).upperBound
    start = row.lowerBound
    if start < end, separator == UInt8(ascii: "|"), text[start] == separator { start += 1 }
  }

  mutating func next() -> Range<Int>? {
    guard start < end else { return nil }
    let row = text[0..<end]
    var bar = start
    while true {
      bar = row.first(separator, from: bar) ?? end
      guard bar < end, separator != 0x09, isEscaped(text, bar, from: start) else { break }
      bar += 1
    }
    defer { start = bar + 1 }
    return withoutTrailingSpace(text, withoutLeadingSpace(text, start..<bar))
  }
}

private func isEscaped(_ text: Bytes, _ bar: Int, from start: Int) -> Bool {
  bar > start && text[bar - 1] == UInt8(ascii: "\\")
}

private func withoutLeadingSpace(_ text: Bytes, _ range: Range<Int>) -> Range<Int> {
  var start = range.lowerBound
  while start < range.upperBound, isSpace(text[start]) { start += 1 }
  return start..<range.upperBound
}

private func withoutTrailingSpace(_ text: Bytes, _ range: Range<Int>) -> Range<Int> {
  var end = range.upperBound
  while end > range.lowerBound, isSpace(text[end - 1]) { end -= 1 }
  return range.lowerBound..<end
}

/// The alignments that a delimiter row gives, nil if it is none: `| --- | :-: |`.
func tableAlignments(in text: Bytes, _ row: Range<Int>) -> [Table.Alignment]? {
  let first = row.isEmpty ? 0 : text[row.lowerBound]
  guard
    first == UInt8(ascii: "|") || first == UInt8(ascii: "-") || first == UInt8(ascii: ":")
  else { return nil }
  var alignments: [Table.Alignment] = []
  for cell in TableCells(text, row) {
    guard let alignment = tableAlignment(in: text, cell) else { return nil }
    alignments.append(alignment)
  }
  return alignments.isEmpty ? nil : alignments
}

private func tableAlignment(in text: Bytes, _ cell: Range<Int>) -> Table.Alignment? {
  guard !cell.isEmpty else { return nil }
  let isLeft = text[cell.lowerBound] == UInt8(ascii: ":")
  let isRight = cell.count > 1 && text[cell.upperBound - 1] == UInt8(ascii: ":")
  let dashes = cell.lowerBound + (isLeft ? 1 : 0)..<cell.upperBound - (isRight ? 1 : 0)
  guard !dashes.isEmpty, dashes.allSatisfy({ text[$0] == UInt8(ascii: "-") }) else { return nil }
  return isLeft ? (isRight ? .center : .left) : (isRight ? .right : Table.Alignment.none)
}

/// Whether some line looks like a delimiter row from its first bar on.
func mayHoldTable(_ text: Bytes) -> Bool {
  var from = 0
  while let bar = text.first(UInt8(ascii: "|"), from: from) {
    var index = bar + 1
    while index < text.count, isInDelimiterRow(text[index]) { index += 1 }
    if index == text.count || text[index] == 0x0A || text[index] == 0x0D { return true }
    from = text.lineEnd(from: index)
  }
  return false
}

private func isInDelimiterRow(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "|"), UInt8(ascii: "-"), UInt8(ascii: ":"), 0x20, 0x09: true
  default: false
  }
}

/// Whether something looks like the definition of a footnote.
func mayHoldFootnote(_ text: Bytes) -> Bool {
  var from = 1
  while let caret = text.first(UInt8(ascii: "^"), from: from) {
    if let end = footnoteLabelEnd(in: text, at: caret - 1, end: text.count),
      text.holds(":", at: end)
    {
      return true
    }
    from = caret + 1
  }
  return false
}
