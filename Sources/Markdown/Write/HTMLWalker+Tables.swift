import ByteText

/// The table that is being written.
struct OpenTable {
  let number: Int
  var row = -1
  /// The number of the row's cells that have been written.
  var column = 0
}

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
      html.append("<table>\n<thead>\n")
      tables.open = OpenTable(number: tables.cells[number].table)
      tables.alignments = tables.all[tables.cells[number].table].alignments
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
      writePlain(text[plain])
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
    appendCellTag(column: cell.column)
  }

  private mutating func endCell(_ cell: Table.Cell) {
    html.append(cell.row == 0 ? "</th>\n" : "</td>\n")
    tables.open?.column = cell.column + 1
    facts.endBlock()
  }

  private mutating func closeTable() {
    guard let open = tables.open else { return }
    while let row = tables.open?.row, row < tables.all[open.number].rowCount - 1 { beginRow() }
    endRow()
    html.append(tables.all[open.number].rowCount > 1 ? "</tbody>\n</table>\n" : "</table>\n")
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
  }

  /// Writes empty cells up to a column, as long as the document may have more of them: a row of one
  /// bar must not cost as much as the header has columns, again and again.
  private mutating func padRow(to column: Int) {
    while let open = tables.open, open.column < column, tables.paddingLeft > 0 {
      appendCellTag(column: open.column)
      html.append(open.row == 0 ? "</th>\n" : "</td>\n")
      tables.open?.column += 1
      tables.paddingLeft -= 1
    }
  }

  private mutating func appendCellTag(column: Int) {
    html.append(tables.open?.row == 0 ? "<th" : "<td")
    let usesStyle = options.tableAlignment == .style
    switch tables.alignments[column] {
    case .none: html.append(">")
    case .left: html.append(usesStyle ? " style=\"text-align: left\">" : " align=\"left\">")
    case .center: html.append(usesStyle ? " style=\"text-align: center\">" : " align=\"center\">")
    case .right: html.append(usesStyle ? " style=\"text-align: right\">" : " align=\"right\">")
    }
  }
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
  var paddingLeft: Int
}
