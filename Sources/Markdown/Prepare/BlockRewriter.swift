import ByteText

/// Rewrites the blocks that libcmark does not know into such as it knows, so that one parse sees
/// their text with all the document's references.
///
/// A table becomes a heading for each cell, at the table's place in lists and quotes. The text of a
/// footnote moves to the end, into a list of which the first item begins with a comment that holds a
/// number. All else is copied, with `InlineMarker`.
struct BlockRewriter: ~Copyable {
  let text: Bytes
  let marker: InlineMarker
  private let findsTables: Bool
  private let findsRenamedBlocks: Bool
  let office: OfficeText
  var scanner: BlockScanner
  var main: RewrittenLines
  var notes = RewrittenLines(capacity: 16)
  var tables = RewrittenTables()
  var definitions: [FootnoteDefinition] = []
  var tooDeep: [Int] = []
  var officeFindings: [(OfficeFinding, at: Range<Int>)] = []
  /// The tags that begin HTML blocks, or begin none any more, in the part of the main text that is not
  /// copied yet.
  private var htmlInsertions: [HTMLInsertion] = []
  /// The offset up to which the text has been copied or moved.
  var copied = 0
  /// The offset up to which lines are rows of a table of tabs, and up to which such a table has been looked for.
  var tabTableEnd = 0
  var tabsReadTo = 0
  /// The number of tabs, 0 or 1, with which each of its lines is indented.
  var tabTableIndent = 0
  /// The last line, if it may be the header of a table.
  var header: Header?

  struct Header {
    let line: Range<Int>
    /// The row itself, from the first byte that is no space.
    let row: Range<Int>
    /// The bytes before, as far as they are copied.
    let prefix: Range<Int>
    let isInFootnote: Bool
    /// Whether a footnote begins on the line, so that what it is indented by has been written.
    var isBehindIndent = false
    /// The position of the output before the line.
    var written: RewrittenLines.Position
  }

  /// Whether the last line was empty.
  private var isBehindBlank = false
  /// Whether the main text's last line that is not empty leaves a block open that may go on behind an
  /// empty one: even a list whose items have ended may.
  var isMainOpen = false
  /// Whether in the main text nothing is open.
  var isMainFree = true
  /// The last footnote's text, if it may be plain.
  var plainNote: PlainNote?

  init(
    text: Bytes, marker: InlineMarker, needs: TextNeeds
  ) {
    self.text = text
    self.marker = marker
    findsTables = needs.tables
    findsRenamedBlocks = needs.renamedBlocks
    office = needs.office
    scanner = BlockScanner(text: text, findsFootnotes: needs.definitions)
    main = RewrittenLines(capacity: text.count + text.count / 8 + 64)
  }

  /// Rewrites the whole text into `output`; gives the offset in the source of each line of it.
  mutating func rewrite(into output: inout ByteWriter) -> [Int] {
    let holdsReturns = text.holds(0x0D)
    var start = 0
    while start < text.count {
      let end = text.lineEnd(from: start, mayHoldReturns: holdsReturns)
      let next = end + (holdsReturns && text.holds("\r\n", at: end) ? 2 : 1)
      rewrite(start..<end, next: min(next, text.count))
      start = next
    }
    _ = settlePlainNote(before: nil, text.count..<text.count)
    copyMain(to: text.count)
    if !notes.bytes.isEmpty { appendNotes() }
    // No text would stand for the source as it is.
    if main.bytes.isEmpty { main.endLine(source: 0) }
    swap(&output, &main.bytes)
    return main.sources
  }

  private mutating func rewrite(_ line: Range<Int>, next: Int) {
    if line.lowerBound < tabTableEnd { return writeTabRow(line, next: next) }
    let line = leavingOutWideBlank(line)
    let depth = scanner.containers.count
    let mayLeaveOut = isBehindBlank && depth > shallow
    // One empty line says as much as two, and costs libcmark a look at every list that is open.
    if mayLeaveOut, line.isEmpty, scanner.ignoresEmptyLine {
      leaveOut(line.lowerBound..<next)
      return
    }
    let kind = scanner.read(line)
    if mayLeaveOut, kind == .blank, scanner.containers.count == depth {
      leaveOut(line.lowerBound..<next)
    } else {
      rewrite(line, kind: kind, next: next)
    }
  }

  private mutating func rewrite(_ line: Range<Int>, kind: BlockScanner.Line, next: Int) {
    defer { noteState(behind: line, isBlank: kind == .blank) }
    let isWaiting = settlePlainNote(before: kind, line)
    let lastHeader = header
    header = nil
    if isWaiting {
      leaveOut(line.lowerBound..<next)
      return
    }
    switch kind {
    case .definition(let label, let start):
      beginFootnote(line: line, label: label, text: start)
      copied = next
    case .row where isFree && isIndented(line):
      scanner.beginParagraph()
      copy(line, isLazy: false, next: next)
    case .row:
      writeRow(scanner.cursor.nonspace..<line.upperBound, of: line, first: nil)
      copied = next
    case .paragraph(let begins, let isLazy):
      if !begins, !isLazy, let lastHeader, beginTable(lastHeader, line) {
        copied = next
      } else if !isLazy, isFree, beginTabTable(line, next: next) {
        copied = next
      } else {
        if isLazy, beginsParagraph(line) {
          officeFindings.append((.joinedToList(isIndented: true), at: line))
        }
        if !begins, !isLazy, isFree { separateParagraph(at: line) }
        copy(line, isLazy: isLazy, next: next)
      }
    default: copy(line, isLazy: false, next: next)
    }
  }

  mutating func noteState(behind line: Range<Int>, isBlank: Bool) {
    isBehindBlank = isBlank
    if scanner.hasOpenFootnote { return }
    let isEmpty = isBlank && Markdown.isBlank(text[line])
    if !isEmpty {
      let isText = scanner.leaf == .none || scanner.leaf == .paragraph
      isMainOpen = !scanner.containers.isEmpty || !isText
    }
    isMainFree = isEmpty && !isMainOpen
  }

  private mutating func leaveOut(_ line: Range<Int>) {
    copyMain(to: line.lowerBound)
    copied = line.upperBound
  }

  /// Copies a line to where it belongs.
  private mutating func copy(_ line: Range<Int>, isLazy: Bool, next: Int) {
    if scanner.isInFootnote || isLazy && scanner.hasOpenFootnote {
      copyMain(to: line.lowerBound)
      copyNote(line, isLazy: isLazy)
      copied = next
    } else {
      if !isLazy { noteHeader(line: line, from: max(line.lowerBound, copied)) }
      if let insertion = htmlInsertion { htmlInsertions.append(insertion) }
      if let offset = scanner.limitedAt {
        copyMain(to: offset)
        marker.copyAsText(offset..<line.upperBound, to: &main.bytes)
        copied = line.upperBound
        tooDeep.append(offset)
      }
      main.sources.append(line.lowerBound)
    }
  }

  /// Copies what the main text has up to an offset.
  mutating func copyMain(to end: Int) {
    guard end > copied else { return }
    for insertion in htmlInsertions where copied <= insertion.offset && insertion.offset < end {
      marker.copy(copied..<insertion.offset, to: &main.bytes, always: true)
      main.bytes.append(insertion.kind, marker.marks)
      copied = insertion.offset
    }
    htmlInsertions.removeAll(keepingCapacity: true)
    marker.copy(copied..<end, to: &main.bytes, always: true)
    copied = end
  }

  /// The insertion before the tag with which the line at hand begins, if it is one that begins an HTML
  /// block for only one of libcmark and us.
  var htmlInsertion: HTMLInsertion? {
    let start = scanner.cursor.nonspace
    guard findsRenamedBlocks, start < scanner.cursor.end, text[start] == UInt8(ascii: "<"),
      let kind = renamedBlock(in: text[0..<scanner.cursor.end], at: start)
    else { return nil }
    let isBlock = kind == .block
    guard scanner.leaf == (isBlock ? .html(.block) : .paragraph) else { return nil }
    return HTMLInsertion(offset: start, kind: kind)
  }

  // MARK: Tables

  /// Remembers a paragraph's line, of which the bytes from `start` on are copied.
  mutating func noteHeader(line: Range<Int>, from start: Int) {
    guard findsTables, scanner.leaf == .paragraph else { return }
    let isInFootnote = scanner.isInFootnote
    header = Header(
      line: line, row: scanner.cursor.nonspace..<line.upperBound,
      prefix: start..<max(start, scanner.cursor.nextByte), isInFootnote: isInFootnote,
      written: isInFootnote ? notes.position : main.position)
  }

  /// Begins a table if the line is the delimiter row of the header.
  private mutating func beginTable(_ header: Header, _ line: Range<Int>) -> Bool {
    let row = scanner.cursor.nonspace..<line.upperBound
    guard scanner.cursor.indent < 4, let alignments = tableAlignments(in: text, row),
      TableCells(text, header.row).reduce(0, { count, _ in count + 1 }) == alignments.count
    else { return false }
    let prefix = continuation
    guard prefix.count <= deepestPrefix else { return false }
    if header.isInFootnote {
      notes.goBack(to: header.written)
    } else {
      main.sources.removeLast(main.sources.count - header.written.lines)
      copyMain(to: header.line.lowerBound)
      htmlInsertions.removeAll()
    }
    tables.begin(alignments, prefix: header.isInFootnote ? Array("    ".utf8) + prefix : prefix)
    scanner.beginTable()
    let indent = header.isInFootnote && !header.isBehindIndent ? Array("    ".utf8) : []
    writeRow(header.row, of: header.line, first: indent + bytes(of: header.prefix))
    return true
  }

  /// `first` is what the first cell's line begins with, if not with what all others do.
  private mutating func writeRow(_ row: Range<Int>, of line: Range<Int>, first: [UInt8]?) {
    if scanner.isInFootnote {
      tables.write(row, from: line.lowerBound, marker, firstPrefix: first, to: &notes)
    } else {
      copyMain(to: line.lowerBound)
      tables.write(
        row, from: line.lowerBound, marker, firstPrefix: first, to: &main)
    }
  }

  private func bytes(of range: Range<Int>) -> [UInt8] { unsafe Array(text[range].buffer) }

  /// The bytes that a line must begin with to stand in all containers that are open, footnotes left out.
  var continuation: [UInt8] {
    var prefix: [UInt8] = []
    for container in scanner.containers {
      switch container {
      case .quote: prefix += Array("> ".utf8)
      case .item(let width, _): prefix += [UInt8](repeating: 0x20, count: width)
      case .footnote: prefix = []
      }
    }
    return prefix
  }
}

/// A table is only looked for where its lines are indented less; deeper ones would be repeated for
/// every cell.
private let deepestPrefix = 64

/// The number of containers up to which empty lines are cheap.
private let shallow = 2
