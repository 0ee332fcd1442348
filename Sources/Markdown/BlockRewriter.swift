import ByteText

/// Rewrites the blocks that libcmark does not know into such as it knows, so that one parse sees
/// their text with all the document's references.
///
/// A table becomes a heading for each cell, at the table's place in lists and quotes. The text of a
/// footnote moves to the end, into a list of which each item begins with a comment that holds the
/// footnote's number. All else is copied, with `InlineMarks`.
struct BlockRewriter: ~Copyable {
  private let text: Bytes
  private let marks: InlineMarks
  private let findsTables: Bool
  private var scanner: BlockScanner
  private var main: RewrittenLines
  private var notes = RewrittenLines(capacity: 16)
  private(set) var tables = RewrittenTables()
  private(set) var definitions: [FootnoteDefinition] = []
  private(set) var tooDeep: [Int] = []
  /// Up to where the text has been copied or moved.
  private var copied = 0
  /// The last line, if it may be the header of a table.
  private var header: Header?

  private struct Header {
    let line: Range<Int>
    /// From the first byte that is no space.
    let row: Range<Int>
    /// The bytes before, as far as they are copied.
    let prefix: Range<Int>
    let isInFootnote: Bool
    /// How much there was before the line.
    let written: RewrittenLines.Position
  }

  /// Whether the last line was empty.
  private var isBehindBlank = false

  init(
    text: Bytes, marks: InlineMarks, findsTables: Bool, findsFootnotes: Bool
  ) {
    self.text = text
    self.marks = marks
    self.findsTables = findsTables
    scanner = BlockScanner(text: text, findsFootnotes: findsFootnotes)
    main = RewrittenLines(capacity: text.count + text.count / 8 + 64)
  }

  /// Rewrites the whole text into `output`; gives the offset in the source of each line of it.
  mutating func rewrite(into output: inout ByteWriter) -> [Int] {
    var start = 0
    while start < text.count {
      let end = text.lineEnd(from: start)
      let next = end + (text.holds("\r\n", at: end) ? 2 : 1)
      rewrite(line: start..<end, kind: scanner.read(start..<end), next: min(next, text.count))
      start = next
    }
    copyMain(to: text.count)
    if !definitions.isEmpty { appendNotes() }
    swap(&output, &main.bytes)
    return main.sources
  }

  private mutating func rewrite(line: Range<Int>, kind: BlockScanner.Line, next: Int) {
    let lastHeader = header
    header = nil
    defer { isBehindBlank = kind == .blank }
    switch kind {
    case .blank where isBehindBlank && scanner.containers.count > shallow:
      // One empty line says as much as two, and costs libcmark a look at every list that is open.
      copyMain(to: line.lowerBound)
      copied = next
    case .definition(let label, let start):
      beginFootnote(line: line, label: label, text: start)
      copied = next
    case .row:
      writeRow(scanner.cursor.nonspace..<line.upperBound, of: line, prefix: nil)
      copied = next
    case .paragraph(let begins, let isLazy):
      if !begins, !isLazy, let lastHeader, beginTable(lastHeader, line) {
        copied = next
      } else {
        copy(line, isLazy: isLazy, next: next)
      }
    default: copy(line, isLazy: false, next: next)
    }
  }

  /// Copies a line to where it belongs.
  private mutating func copy(_ line: Range<Int>, isLazy: Bool, next: Int) {
    if scanner.isInFootnote || isLazy && scanner.hasOpenFootnote {
      copyMain(to: line.lowerBound)
      copyNote(line, isLazy: isLazy)
      copied = next
    } else {
      if !isLazy { noteHeader(line: line, from: line.lowerBound) }
      if let offset = scanner.limitedAt {
        copyMain(to: offset)
        marks.copyAsText(offset..<line.upperBound, to: &main.bytes)
        copied = line.upperBound
        tooDeep.append(offset)
      }
      main.sources.append(line.lowerBound)
    }
  }

  /// Copies what the main text has up to an offset.
  private mutating func copyMain(to end: Int) {
    guard end > copied else { return }
    marks.copy(copied..<end, to: &main.bytes, always: true)
    copied = end
  }

  // MARK: Tables

  /// Remembers a paragraph's line, of which the bytes from `start` on are copied.
  private mutating func noteHeader(line: Range<Int>, from start: Int) {
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
    }
    tables.begin(alignments, prefix: header.isInFootnote ? noteIndent + prefix : prefix)
    scanner.beginTable()
    writeRow(header.row, of: header.line, prefix: header.prefix)
    return true
  }

  private mutating func writeRow(_ row: Range<Int>, of line: Range<Int>, prefix: Range<Int>?) {
    if scanner.isInFootnote {
      let first = bytes(of: prefix).map { noteIndent + $0 }
      tables.write(row, from: line.lowerBound, marks, firstPrefix: first, to: &notes)
    } else {
      copyMain(to: line.lowerBound)
      tables.write(
        row, from: line.lowerBound, marks, firstPrefix: bytes(of: prefix), to: &main)
    }
  }

  private func bytes(of range: Range<Int>?) -> [UInt8]? {
    guard let range else { return nil }
    return unsafe Array(text[range].buffer)
  }

  /// What a line must begin with to stand in all containers that are open, footnotes left out.
  private var continuation: [UInt8] {
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

  // MARK: Footnotes

  private mutating func beginFootnote(line: Range<Int>, label: Range<Int>, text start: Int) {
    copyMain(to: label.lowerBound - 2)
    main.bytes.append("<!--")
    main.bytes.append(mark: marks.marks.note)
    main.bytes.append("-->\n")
    main.sources.append(line.lowerBound)
    notes.bytes.append("-   <!--")
    notes.bytes.append(number: definitions.count, between: marks.marks.note)
    notes.bytes.append("-->\n")
    notes.sources.append(line.lowerBound)
    definitions.append(
      FootnoteDefinition(label: text[label].string, place: label.lowerBound - 2..<start))
    guard start < line.upperBound else { return }
    noteHeader(line: line, from: start)
    notes.bytes.append(noteIndent)
    copyNoteText(start..<line.upperBound)
    notes.endLine(source: line.lowerBound)
  }

  private mutating func copyNote(_ line: Range<Int>, isLazy: Bool) {
    if !isLazy, let cursor = scanner.cursorInFootnote {
      noteHeader(line: line, from: cursor.nextByte)
      if !cursor.isBlank { notes.bytes.append(noteIndent) }
      for _ in 0..<cursor.leftOfTab { notes.bytes.append(UInt8(ascii: " ")) }
      copyNoteText(cursor.nextByte..<line.upperBound)
    } else {
      // Indented so far that it is text of the paragraph here, too, whatever it begins with.
      for _ in 0..<continuation.count + 8 { notes.bytes.append(UInt8(ascii: " ")) }
      marks.copy(scanner.cursor.nonspace..<line.upperBound, to: &notes.bytes, always: true)
    }
    notes.endLine(source: line.lowerBound)
  }

  /// Copies a footnote's text. What looks like the definition of another is text there, and must not
  /// be taken for the definition of a link; nor must what is nested too deep begin a block.
  private mutating func copyNoteText(_ range: Range<Int>) {
    let text = scanner.cursor.nonspace
    if let offset = scanner.limitedAt {
      marks.copy(range.lowerBound..<offset, to: &notes.bytes, always: true)
      marks.copyAsText(offset..<range.upperBound, to: &notes.bytes)
      tooDeep.append(offset)
    } else if scanner.leaf == .paragraph, range.contains(text),
      scanner.cursor.footnoteDefinition != nil
    {
      marks.copy(range.lowerBound..<text, to: &notes.bytes, always: true)
      notes.bytes.append(mark: marks.marks.literal)
      marks.copy(text..<range.upperBound, to: &notes.bytes, always: true)
    } else {
      marks.copy(range, to: &notes.bytes, always: true)
    }
  }

  /// Ends the main text, whatever is open in it, and appends the footnotes' texts.
  private mutating func appendNotes() {
    if let last = main.bytes.last, last != 0x0A { main.bytes.append(UInt8(ascii: "\n")) }
    if scanner.containers.isEmpty { closeLeaf() }
    main.endLine(source: text.count)
    main.bytes.append("<!--")
    main.bytes.append(mark: marks.marks.note)
    main.bytes.append("-->")
    main.endLine(source: text.count)
    unsafe main.bytes.append(notes.bytes.bytes.buffer)
    main.sources += notes.sources
  }

  /// Ends code or HTML that only the text's end would end. What is added behind a mark is not shown.
  private mutating func closeLeaf() {
    switch scanner.leaf {
    case .fence(let fence, let length, _):
      for _ in 0..<length { main.bytes.append(fence) }
      main.endLine(source: text.count)
    case .html(let kind):
      guard let marker = kind.endMarkers.first else { return }
      main.bytes.append(mark: marks.marks.note)
      main.bytes.append(marker)
      main.endLine(source: text.count)
    default: break
    }
  }
}

/// Where a footnote is defined.
struct FootnoteDefinition {
  let label: String
  /// From the bracket to the text.
  let place: Range<Int>
}

/// A table is only looked for where its lines are indented less; deeper ones would be repeated for
/// every cell.
private let deepestPrefix = 64

/// In so many containers empty lines are cheap.
private let shallow = 8

private let noteIndent = Array("    ".utf8)
