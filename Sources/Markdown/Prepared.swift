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

  /// Reads through `source` and does only what its bytes and the options can need.
  init(_ source: Bytes, options: MarkdownOptions) {
    let features = Features(of: source)
    let wanted = Wanted(source, options.extensions, features)
    markup = Markup(
      marks: nil, holdsMarks: features.holdsReference, triggers: wanted.triggers,
      strikes: wanted.strikes, joinsLines: wanted.joinsLines)
    guard wanted.needsMarks, let marks = Marks(unusedIn: source, features) else { return }
    rewrite(source, wanted, InlineMarks(text: source, marks: marks, wanted: wanted))
    if !text.isEmpty {
      markup.marks = marks
      markup.holdsMarks = true
    }
  }

  private mutating func rewrite(_ source: Bytes, _ wanted: Wanted, _ marks: InlineMarks) {
    guard wanted.tables || wanted.definitions else {
      marks.copy(0..<source.count, to: &text, always: false)
      return
    }
    var rewriter = BlockRewriter(
      text: source, marks: marks, findsTables: wanted.tables,
      findsFootnotes: wanted.definitions)
    lines = rewriter.rewrite(into: &text)
    tables = rewriter.tables.tables
    cells = rewriter.tables.cells
    footnotes = rewriter.definitions
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
  /// Emphasis beside Chinese punctuation.
  let emphasis: Bool
  /// Whether escapes of `~` must be told from `~`.
  let escapes: Bool
  /// Whether addresses can hold what looks like delimiters.
  let protectsAddresses: Bool
  let tables: Bool
  /// Whether footnotes may be defined.
  let definitions: Bool

  init(_ text: Bytes, _ extensions: MarkdownOptions.Extensions, _ features: Features) {
    strikes = extensions.contains(.strikethrough) && features.holdsTilde
    footnotes = extensions.contains(.footnotes) && features.holdsCaret
    addresses =
      extensions.contains(.autolink)
      && (features.holdsColon && text.holds("://") || text.holds("www."))
    mail = extensions.contains(.autolink) && features.holdsAt
    tasks = extensions.contains(.taskList) && text.holds("\\[")
    joinsLines = extensions.contains(.cjk) && features.holdsNonASCII
    emphasis = joinsLines && features.holdsStar
    escapes = strikes && (features.holdsBackslash || features.holdsReference)
    protectsAddresses = addresses && features.holdsDelimiter
    tables = extensions.contains(.table) && features.holdsBar && mayHoldTable(text)
    definitions = footnotes && mayHoldFootnote(text)
  }

  var needsMarks: Bool {
    emphasis || escapes || footnotes || tasks || protectsAddresses || tables
  }

  /// What to look for inside text nodes.
  var triggers: TriggerBytes? {
    guard strikes || footnotes || addresses || mail else { return nil }
    return TriggerBytes(
      strikes ? UInt8(ascii: "~") : nil, footnotes ? UInt8(ascii: "[") : nil,
      addresses ? UInt8(ascii: ":") : nil, addresses ? UInt8(ascii: ".") : nil,
      mail ? UInt8(ascii: "@") : nil, nil)
  }
}
