import ByteText
import Diagnostics

/// Writes a document's HTML in one walk over its nodes and gathers its facts on the way.
struct HTMLWalker: ~Copyable {
  let source: SourceFile
  /// The body as the author wrote it.
  let text: Bytes
  let options: MarkdownOptions
  let traits: TextTraits
  var locator: SourceLocator
  var html: ByteWriter
  var slots: [MarkdownDocument.Slot] = []
  var links: [MarkdownDocument.Link] = []
  var headings = Headings()
  /// The offsets in the HTML of the digits of headings' tags, and whether one of them is 1.
  var headingLevels: [Int] = []
  /// The offset in the HTML at which the text of the last heading begins.
  var headingStart = 0
  var holdsFirstLevel = false
  var facts: Facts
  /// The findings for the author, of each kind as many as for any file.
  var found = FileDiagnostics()
  /// The changes that findings suggest that are only counted, by the id of the one that is told.
  var laterFixes: [String: [Replacement]] = [:]

  /// The picture whose alternative text is being written: inside it there are no tags.
  var picture: OpenPicture?
  /// Indices of the links that are open; their place is known when they end.
  var openLinks: [Int] = []
  /// Raw elements that are open, the innermost last.
  var openElements: [OpenElement] = []
  /// The HTML block that is being written.
  var htmlBlock: Node?
  /// The offset in the file up to which raw HTML that is shown as text was reported.
  var reportedHTMLEnd = 0
  /// The end of the last line on which a tag was reported that is allowed elsewhere.
  var reportedLineEnd = 0
  /// The number of nodes that are open.
  var depth = 0
  /// The line of the parsed text on which the block at hand begins.
  var blockLine = 1 { didSet { lineAtHand = blockLine } }
  /// The line of the parsed text that is being written, as far as its line breaks tell.
  var lineAtHand = 1
  /// The line of the last block in which control characters were reported.
  var reportedControlLine = 0
  var tables: WrittenTables
  var strikes = Strikes()
  var footnotes: Footnotes
  /// The labels of footnotes whose texts begin with full-width marks, once they were asked for.
  var wideLabels: Set<String>?
  /// The labels in marks with full-width brackets, which are told instead of their texts.
  var wideReferences: Set<String> = []
  /// The number of signs of which the place was looked for.
  var placedSigns = 0
  /// Block quotes that are written as alerts, the innermost last.
  var alerts: [Node] = []
  /// The text that names the kind of the last alert.
  var alertLabel: Node?
  /// The text whose beginning is not written, and the number of bytes of that: the box of a task, the indent of a
  /// paragraph.
  var shortened: (text: Node, length: Int)?
  /// Whether the ends of lines in the paragraph at hand are shown.
  var keepsLines = false
  /// Whether marks were met where there should be none, so that the HTML cannot be right.
  var isBroken = false
  /// The text at hand without marks, and which of its bytes were escaped.
  var markRemover = MarkRemover()
  /// The text at hand without markup.
  var plain = ByteWriter(capacity: 16)

  init(
    source: SourceFile, file: Bytes, body: Range<Int>, options: MarkdownOptions,
    prepared: borrowing PreparedText
  ) {
    self.source = source
    text = file[body]
    self.options = options
    traits = prepared.traits
    locator = SourceLocator(file: file, body: body, lines: prepared.lines)
    tables = WrittenTables(
      all: prepared.tables, cells: prepared.cells, paddingLeft: body.count / 2 + 1000)
    footnotes = Footnotes(prepared.footnotes, in: text, &headings)
    // Each has a link to its text and one back.
    links.reserveCapacity(prepared.footnotes.count * 2)
    slots.reserveCapacity(prepared.footnotes.count * 2)
    html = ByteWriter(capacity: body.count + body.count / 4 + 256)
    facts = Facts(capacity: body.count + 64)
    for (finding, range) in prepared.officeFindings {
      let line = locator.sourceRange(range)
      var fixes: [Replacement] = []
      if case .joinedToList = finding,
        file.beginsIndented(at: line.lowerBound, end: line.upperBound)
      {
        fixes = [
          Replacement(line.lowerBound..<line.lowerBound, file.lineFeed(before: line.lowerBound))
        ]
      }
      report(.officeText(finding), at: .range(line), fixes: fixes)
    }
    for offset in prepared.tooDeep {
      report(.tooDeep, at: .range(locator.sourceRange(offset..<offset + 1)))
    }
  }

  mutating func write(_ document: Node) {
    walk(document)
    if !footnotes.definitions.isEmpty { writeFootnotes(of: document) }
    if holdsFirstLevel, options.extensions.contains(.pageHeadings) { lowerHeadings() }
  }

  /// Writes a document, or what is inside another node.
  mutating func walk(_ root: Node) {
    var events = Events(root)
    while let (node, entering) = events.next() {
      if node == root {
        if !entering { closeElements(openedAt: depth) }
        depth += entering ? 1 : -1
      } else if entering, isFootnoteList(node) {
        events.skip(node)
      } else if picture != nil {
        writeAlternative(node, entering: entering)
      } else if entering {
        enter(node)
      } else {
        leave(node)
      }
    }
  }

  private mutating func enter(_ node: Node) {
    switch node.kind {
    case .text: writeText(node)
    case .softBreak: writeSoftBreak(node)
    case .lineBreak:
      lineAtHand += 1
      writeLineBreak()
    case .code: writeCode(node.literal)
    case .htmlInline: writeRawInline(node)
    case .thematicBreak:
      startLine()
      html.append("<hr />\n")
    case .codeBlock: writeCodeBlock(node)
    case .htmlBlock: writeRawBlock(node)
    default:
      depth += 1
      open(node)
    }
  }

  private mutating func leave(_ node: Node) {
    if !openElements.isEmpty { closeElements(openedAt: depth) }
    close(node)
    depth -= 1
  }

  consuming func finish() -> MarkdownDocument {
    let diagnostics = listFindings()
    let summary = facts.summary
    let (characters, words) = facts.count()
    return MarkdownDocument(
      html: html.array(), slots: slots, links: links, headings: headings.all, summary: summary,
      characters: characters, words: words, footnoteCount: footnotes.shown.count,
      diagnostics: diagnostics)
  }

  /// Ends the line at hand unless it is empty.
  mutating func startLine() {
    if let last = html.last, last != UInt8(ascii: "\n") { html.append(UInt8(ascii: "\n")) }
  }

  /// The text without marks: itself where it has none, else bytes that hold until the next call.
  /// No mark stands before `start`.
  mutating func withoutMarks(_ text: Bytes, from start: Int = 0) -> Bytes {
    guard traits.holdsMarks else { return text }
    markRemover.forgetLiterals()
    guard let first = TextTraits.nextMark(in: text, from: start) else { return text }
    let result = markRemover.fill(from: text, traits.marks, first: first)
    if markRemover.heldNumbers, tables.cell == nil { isBroken = true }
    if markRemover.heldControls { reportControl() }
    return result
  }
}
