import ByteText

/// What libcmark is given to parse, and what must be known to write what it makes of it.
struct Prepared: ~Copyable {
  /// The text with marks in it; empty where the source is parsed as it is.
  var text = ByteWriter(capacity: 16)
  var markup: Markup
  /// For each line of `text` the offset in the source of the line it was made of; empty where they
  /// are the same lines.
  var lines: [Int] = []
  var tables: [Table] = []
  var cells: [Table.Cell] = []
  var footnotes: [FootnoteDefinition] = []
  /// The offsets in the source of what would have begun a block where too many are open.
  var tooDeep: [Int] = []

  /// Reads through `source` and does only what its bytes and the options can need.
  init(_ source: Bytes, options: MarkdownOptions) {
    let wanted = Wanted(source, options.extensions)
    markup = Markup(
      marks: nil, holdsMarks: source.holdsReference, triggers: wanted.triggers,
      strikes: wanted.strikes, unreadLinks: unreadLink(in: source, from: 0) != nil,
      joinsLines: wanted.joinsLines)
    guard wanted.needsMarks, let marks = rewrite(source, wanted) else { return }
    markup.marks = marks
    markup.holdsMarks = true
  }

  /// Fills `text` if the source needs any marks, and gives those that were used.
  private mutating func rewrite(_ source: Bytes, _ wanted: Wanted) -> Marks? {
    if !wanted.needsBlocks {
      // Most texts get no mark, and few hold a noncharacter: that is looked for afterwards.
      copy(source, wanted, .usual)
      guard !text.isEmpty else { return nil }
      let marks = Marks(unusedIn: source)
      if marks == .usual { return marks }
      text.removeAll()
      if let marks { copy(source, wanted, marks) }
      return marks
    }
    guard let marks = Marks(unusedIn: source) else { return nil }
    rewriteBlocks(source, wanted, InlineMarks(text: source, marks: marks, wanted: wanted))
    return marks
  }

  private mutating func copy(_ source: Bytes, _ wanted: Wanted, _ marks: Marks) {
    InlineMarks(text: source, marks: marks, wanted: wanted)
      .copy(0..<source.count, to: &text, always: false)
  }

  private mutating func rewriteBlocks(_ source: Bytes, _ wanted: Wanted, _ marks: InlineMarks) {
    var rewriter = BlockRewriter(text: source, marks: marks, wanted: wanted)
    lines = rewriter.rewrite(into: &text)
    tables = rewriter.tables.tables
    cells = rewriter.tables.cells
    footnotes = rewriter.definitions
    tooDeep = rewriter.tooDeep
  }

  /// Parses what was prepared of `source`.
  func parse(_ source: Bytes) -> Tree {
    unsafe Tree(parsing: text.isEmpty ? source.buffer : text.bytes.buffer)
  }
}

/// What the options ask for and the text can need.
struct Wanted {
  let strikes: Bool
  let footnotes: Bool
  let addresses: Bool
  let mail: Bool
  let joinsLines: Bool
  let tasks: Bool
  /// Whether there are runs of `*` or `_` of which it matters what stands beside them.
  let runs: Bool
  /// Whether emphasis may stand beside Chinese punctuation.
  let emphasis: Bool
  /// Whether escapes of `~` must be told from `~`.
  let escapes: Bool
  /// Whether addresses can hold what looks like delimiters.
  let protectsAddresses: Bool
  let tables: Bool
  /// Whether footnotes may be defined.
  let definitions: Bool
  let limits: Limits
  /// The bytes that comments and declarations need.
  let htmlInsertions: [HTMLInsertion]
  /// Whether there may be tags that begin HTML blocks in one version of CommonMark only.
  let renamedBlocks: Bool

  init(_ text: Bytes, _ extensions: MarkdownOptions.Extensions) {
    strikes = extensions.contains(.strikethrough) && text.holds(UInt8(ascii: "~"))
    footnotes = extensions.contains(.footnotes) && text.holds(UInt8(ascii: "^"))
    addresses =
      extensions.contains(.autolink)
      && (text.holds("://") || text.holds("www."))
    mail = extensions.contains(.autolink) && text.holds(UInt8(ascii: "@"))
    tasks = extensions.contains(.taskList) && text.holds("\\[")
    let isASCII = !text.holdsNonASCII
    joinsLines = extensions.contains(.cjk) && !isASCII
    runs = !isASCII && (text.holds(UInt8(ascii: "*")) || text.holds(UInt8(ascii: "_")))
    emphasis = runs && joinsLines
    escapes = strikes && (text.holds(UInt8(ascii: "\\")) || text.holdsReference)
    protectsAddresses = addresses && text.holdsDelimiter
    tables = extensions.contains(.table) && mayHoldTable(text)
    definitions = footnotes && mayHoldFootnote(text)
    limits = Limits(text)
    htmlInsertions = Markdown.htmlInsertions(in: text)
    renamedBlocks = mayHoldRenamedBlock(text)
  }

  var needsMarks: Bool {
    runs || escapes || footnotes || tasks || protectsAddresses || needsBlocks
      || limits.hasManyPictures || !htmlInsertions.isEmpty
  }

  /// Whether lines must be looked at with the blocks that they are in.
  var needsBlocks: Bool { tables || definitions || limits.needsBlocks || renamedBlocks }

  /// What to look for inside text nodes.
  var triggers: TriggerBytes? {
    var bytes: [UInt8] = []
    if strikes { bytes.append(UInt8(ascii: "~")) }
    if footnotes { bytes.append(UInt8(ascii: "[")) }
    if addresses { bytes += [UInt8(ascii: ":"), UInt8(ascii: ".")] }
    if mail { bytes.append(UInt8(ascii: "@")) }
    return bytes.isEmpty ? nil : TriggerBytes(bytes)
  }

  /// What the pre-pass looks for.
  var marked: TriggerBytes {
    var bytes = [UInt8(ascii: "\\")]
    if runs { bytes += [UInt8(ascii: "*"), UInt8(ascii: "_")] }
    if protectsAddresses { bytes += [UInt8(ascii: ":"), UInt8(ascii: ".")] }
    if escapes || footnotes { bytes.append(UInt8(ascii: "&")) }
    if footnotes || limits.hasManyPictures { bytes.append(UInt8(ascii: "[")) }
    if limits.hasManyPictures { bytes.append(UInt8(ascii: "]")) }
    return TriggerBytes(bytes)
  }
}
