import ByteText

/// The table that is being written.
struct OpenTable {
  let number: Int
  var row = -1
  /// The number of the row's cells that have been written.
  var column = 0
  /// The offset in the HTML at which it begins.
  let start: Int
}

/// The largest number of columns that a table has which a phone shows as rows of labelled values. Wider ones scroll.
private let mostLabelledColumns = 6
/// The largest number of bytes of a column's name that is repeated in each cell.
private let longestLabel = 48

extension HTMLWalker {
  /// The number of the cell that a heading stands for, if it stands for one.
  func cellNumber(of heading: Node) -> Int? {
    guard !tables.cells.isEmpty, let marks = traits.marks, let text = heading.firstChild,
      text.kind == .text
    else {
      return nil
    }
    return PrivateMarks.number(in: text.literal, between: marks.cell, at: 0)?.value
  }

  mutating func openCell(_ number: Int) {
    if tables.open == nil {
      startLine()
      tables.open = OpenTable(number: tables.cells[number].table, start: html.count)
      html.append(
        options.extensions.contains(.labels)
          && tables.all[tables.cells[number].table].alignments.count <= mostLabelledColumns
          ? "<table class=\"rows\">\n<thead>\n" : "<table>\n<thead>\n")
      tables.alignments = tables.all[tables.cells[number].table].alignments
      tables.labels.removeAll(keepingCapacity: true)
    }
    beginCell(tables.cells[number])
    tables.cell = number
  }

  /// Ends a cell and writes those behind it that have no headings.
  mutating func closeCell(_ number: Int) {
    tables.cell = nil
    let table = tables.cells[number].table
    endCell(tables.cells[number])
    var next = number + 1
    while next < tables.cells.count, tables.cells[next].table == table,
      let plain = tables.cells[next].plain
    {
      beginCell(tables.cells[next])
      writeRun(text[plain])
      if traits.signs.areWithinLines {
        reportInlineSigns(in: text[plain], beginsLine: false)
      }
      endCell(tables.cells[next])
      next += 1
    }
    if next == tables.cells.count || tables.cells[next].table != table { closeTable() }
  }

  private mutating func beginCell(_ cell: Table.Cell) {
    while let open = tables.open, open.row < cell.row { beginRow() }
    padRow(to: cell.column)
    appendCellTag(column: cell.column, isEmpty: false)
    tables.cellStart = html.count
  }

  private mutating func endCell(_ cell: Table.Cell) {
    if cell.row == 0, options.extensions.contains(.labels) { noteLabel() }
    if cell.row == 0, options.extensions.contains(.phrases) {
      markPhrases(from: tables.cellStart)
    }
    html.append(cell.row == 0 ? "</th>\n" : "</td>\n")
    tables.open?.column = cell.column + 1
    facts.endBlock()
  }

  private mutating func closeTable() {
    guard let open = tables.open else { return }
    while let row = tables.open?.row, row < tables.all[open.number].rowCount - 1 { beginRow() }
    endRow()
    html.append(tables.all[open.number].rowCount > 1 ? "</tbody>\n</table>\n" : "</table>\n")
    if scrolls { html.append("</div>\n") }
    tables.open = nil
  }

  private mutating func beginRow() {
    if let row = tables.open?.row, row >= 0 { endRow() }
    tables.open?.row += 1
    tables.open?.column = 0
    if tables.open?.row == 1 { html.append("<tbody>\n") }
    html.append("<tr>\n")
  }

  private mutating func endRow() {
    guard let open = tables.open else { return }
    padRow(to: tables.alignments.count)
    html.append(open.row == 0 ? "</tr>\n</thead>\n" : "</tr>\n")
    if open.row == 0, scrolls { encloseTable(from: open.start) }
  }

  /// Writes empty cells up to a column, as long as the document may have more of them: a row of one
  /// bar must not cost as much as the header has columns, again and again.
  private mutating func padRow(to column: Int) {
    while let open = tables.open, open.column < column, tables.paddingLeft > 0 {
      if open.row == 0, options.extensions.contains(.labels) { tables.labels.append([]) }
      appendCellTag(column: open.column, isEmpty: true)
      html.append(open.row == 0 ? "</th>\n" : "</td>\n")
      tables.open?.column += 1
      tables.paddingLeft -= 1
    }
  }

  private mutating func appendCellTag(column: Int, isEmpty: Bool) {
    let isHeader = tables.open?.row == 0
    html.append(isHeader ? "<th" : "<td")
    if !isHeader, !isEmpty, !scrolls, column < tables.labels.count, column > 0,
      !tables.labels[column].isEmpty
    {
      html.append(" data-label=\"")
      html.append(tables.labels[column])
      html.append(UInt8(ascii: "\""))
    }
    let usesClass = options.tableAlignment == .classes
    switch tables.alignments[column] {
    case .none: html.append(">")
    case .left: html.append(usesClass ? " class=\"left\">" : " align=\"left\">")
    case .center: html.append(usesClass ? " class=\"center\">" : " align=\"center\">")
    case .right: html.append(usesClass ? " class=\"right\">" : " align=\"right\">")
    }
  }
}

// MARK: - Names

extension HTMLWalker {
  /// Whether the table that is open is too wide for a phone however it is shown.
  private var scrolls: Bool {
    options.extensions.contains(.labels) && tables.alignments.count > mostLabelledColumns
  }

  /// Notes the text of the cell of the header that ends, by which the cells below it are named.
  private mutating func noteLabel() {
    var label: [UInt8] = []
    var isMark = false
    let written = html.bytes
    var index = tables.cellStart
    while index < written.count, label.count <= longestLabel {
      guard written[index] == UInt8(ascii: "<") else {
        if !isMark { label.append(written[index]) }
        index += 1
        continue
      }
      // The number of a footnote is no part of the name.
      if written.holds("<sup class", at: index) { isMark = true }
      if written.holds("</sup>", at: index) { isMark = false }
      index = written.first(UInt8(ascii: ">"), from: index).map { $0 + 1 } ?? written.count
    }
    tables.labels.append(shortLabel(label))
  }

  /// Puts a table whose header has been written into a region that a keyboard reaches and a screen reader names.
  private mutating func encloseTable(from start: Int) {
    let written = unsafe Array(html.bytes[start..<html.count].buffer)
    html.truncate(to: start)
    let isChinese = options.language.isChinese
    html.append("<div class=\"table-wide\" role=\"region\" tabindex=\"0\" aria-label=\"")
    html.append(isChinese ? "表格：" : "Table: ")
    for (index, label) in tables.labels.lazy.filter({ !$0.isEmpty }).prefix(3).enumerated() {
      if index > 0 { html.append(isChinese ? "、" : ", ") }
      html.append(label)
    }
    html.append(isChinese ? "等" : " and others, ")
    html.append(decimal: tables.alignments.count)
    html.append(isChinese ? "列\">\n" : " columns\">\n")
    let moved = html.count - start
    html.append(written)
    for index in slots.indices.reversed() {
      guard slots[index].offset >= start else { break }
      slots[index] = .init(offset: slots[index].offset + moved, kind: slots[index].kind)
    }
  }
}

/// A name in escaped HTML, cut between characters if it is too long, fit for a value in quotes.
private func shortLabel(_ label: [UInt8]) -> [UInt8] {
  guard label.count > longestLabel else { return label }
  var end = longestLabel - 3
  while end > 0, label[end] & 0xC0 == 0x80 { end -= 1 }
  // Not within a character reference.
  if let reference = label[..<end].lastIndex(of: UInt8(ascii: "&")),
    !label[reference..<end].contains(UInt8(ascii: ";"))
  {
    end = reference
  }
  return label[..<end] + Array("…".utf8)
}

/// The document's tables and how far they are written.
struct WrittenTables {
  let all: [Table]
  let cells: [Table.Cell]
  var open: OpenTable?
  /// The alignments of the columns of the table that is open.
  var alignments: [Table.Alignment] = []
  /// The cell that is being written.
  var cell: Int?
  /// The offset in the HTML at which the text of the last cell begins.
  var cellStart = 0
  /// The names of the open table's columns, escaped for HTML.
  var labels: [[UInt8]] = []
  var paddingLeft: Int
}
