import ByteText

/// The text that libcmark is given to parse, and the knowledge with which its tree is written.
struct PreparedText: ~Copyable {
  /// The text with marks in it; empty where the source is parsed as it is.
  var text = ByteWriter(capacity: 16)
  var traits: TextTraits
  /// The offset in the source of the line that each line of `text` was made of; empty where they
  /// are the same lines.
  var lines: [Int] = []
  var tables: [Table] = []
  var cells: [Table.Cell] = []
  var footnotes: [FootnoteDefinition] = []
  /// The offsets in the source of what would have begun a block where too many are open.
  var tooDeep: [Int] = []
  /// The findings about lines as Word leaves them, and where in the source.
  var officeFindings: [(OfficeFinding, at: Range<Int>)] = []

  /// Reads through `source` and does only what its bytes and the options can need.
  init(_ source: Bytes, options: MarkdownOptions) {
    let needs = TextNeeds(source, options.extensions)
    traits = TextTraits(
      marks: nil, holdsMarks: source.holdsReference, triggers: needs.triggers,
      strikes: needs.strikes, unreadLinks: needs.survey.holdsUnreadLinks,
      wideFootnotes: needs.footnotes && wideFootnote(in: source, from: 0) != nil,
      telephones: needs.survey.holdsTelephones
        && !(options.rawHTML == .trusted && source.holds("<a")),
      signs: needs.survey.signs,
      joinsLines: needs.joinsLines, office: needs.office)
    guard needs.needsMarks, let marks = rewrite(source, needs) else { return }
    traits.marks = marks
    traits.holdsMarks = true
  }

  /// Fills `text` if the source needs any marks, and gives those that were used.
  private mutating func rewrite(_ source: Bytes, _ needs: TextNeeds) -> PrivateMarks? {
    if !needs.needsBlocks {
      // Most texts get no mark, and few hold a noncharacter: that is looked for afterwards.
      copy(source, needs, .usual)
      guard !text.isEmpty else { return nil }
      let marks = needs.marks(unusedIn: source)
      if marks == .usual { return marks }
      text.removeAll()
      if let marks { copy(source, needs, marks) }
      return marks
    }
    guard let marks = needs.marks(unusedIn: source) else { return nil }
    rewriteBlocks(source, needs, InlineMarker(text: source, marks: marks, needs: needs))
    return marks
  }

  private mutating func copy(_ source: Bytes, _ needs: TextNeeds, _ marks: PrivateMarks) {
    InlineMarker(text: source, marks: marks, needs: needs)
      .copy(0..<source.count, to: &text, always: false)
  }

  private mutating func rewriteBlocks(_ source: Bytes, _ needs: TextNeeds, _ marks: InlineMarker) {
    var rewriter = BlockRewriter(text: source, marker: marks, needs: needs)
    lines = rewriter.rewrite(into: &text)
    tables = rewriter.tables.tables
    cells = rewriter.tables.cells
    footnotes = rewriter.definitions
    tooDeep = rewriter.tooDeep
    officeFindings = rewriter.officeFindings
  }

  /// Parses what was prepared of `source`.
  func parse(_ source: Bytes) -> Tree {
    unsafe Tree(parsing: text.isEmpty ? source.buffer : text.bytes.buffer)
  }
}
