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
    guard wanted.tables || wanted.definitions || wanted.limits.isDeep else {
      marks.copy(0..<source.count, to: &text, always: false)
      return
    }
    var rewriter = BlockRewriter(
      text: source, marks: marks, findsTables: wanted.tables,
      findsFootnotes: wanted.definitions, deepestBlock: wanted.limits.deepestBlock)
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
  let limits: Limits

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
    limits = Limits(text, features)
  }

  var needsMarks: Bool {
    emphasis || escapes || footnotes || tasks || protectsAddresses || tables || limits.isDeep
      || limits.hasManyPictures
  }

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
    if emphasis { bytes.append(UInt8(ascii: "*")) }
    if protectsAddresses { bytes += [UInt8(ascii: ":"), UInt8(ascii: ".")] }
    if escapes || footnotes { bytes.append(UInt8(ascii: "&")) }
    if footnotes || limits.hasManyPictures { bytes.append(UInt8(ascii: "[")) }
    if limits.hasManyPictures { bytes.append(UInt8(ascii: "]")) }
    return TriggerBytes(bytes)
  }
}
