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
    let extensions = options.extensions
    let features = Features(of: source)
    let strikes = extensions.contains(.strikethrough) && features.holdsTilde
    let footnotes = extensions.contains(.footnotes) && features.holdsCaret
    let addresses =
      extensions.contains(.autolink)
      && (features.holdsColon && source.holds("://") || source.holds("www."))
    let isChinese = extensions.contains(.cjk) && features.holdsNonASCII
    let joiner = isChinese && features.holdsStar ? unusedCharacter(in: source, features) : nil
    let marks = InlineMarks(
      text: source, joiner: joiner,
      strikes: strikes && (features.holdsBackslash || features.holdsReference),
      footnotes: footnotes, addresses: addresses && features.holdsDelimiter)
    let findsTables =
      extensions.contains(.table) && features.holdsBar && mayHoldTable(source)
    let findsFootnotes = footnotes && mayHoldFootnote(source)
    if findsTables || findsFootnotes {
      var rewriter = BlockRewriter(
        text: source, marks: marks, findsTables: findsTables, findsFootnotes: findsFootnotes)
      lines = rewriter.rewrite(into: &text)
      tables = rewriter.tables.tables
      cells = rewriter.tables.cells
      self.footnotes = rewriter.definitions
    } else if marks.areNeeded {
      marks.copy(0..<source.count, to: &text, always: false)
    }
    markup = Markup(
      joiner: joiner, holdsMarks: features.holdsReference || !text.isEmpty,
      triggers: textTriggers(
        strikes: strikes, footnotes: footnotes, addresses: addresses,
        mail: extensions.contains(.autolink) && features.holdsAt), strikes: strikes,
      joinsLines: isChinese)
  }

  /// Parses what was prepared of `source`.
  func parse(_ source: Bytes) -> Tree {
    unsafe Tree(parsing: text.isEmpty ? source.buffer : text.bytes.buffer)
  }
}

private func textTriggers(strikes: Bool, footnotes: Bool, addresses: Bool, mail: Bool)
  -> TriggerBytes?
{
  guard strikes || footnotes || addresses || mail else { return nil }
  return TriggerBytes(
    strikes ? UInt8(ascii: "~") : nil, footnotes ? UInt8(ascii: "[") : nil,
    addresses ? UInt8(ascii: ":") : nil, addresses ? UInt8(ascii: ".") : nil,
    mail ? UInt8(ascii: "@") : nil, nil)
}

/// An ASCII control character that the text does not hold, neither as it is nor as a reference, or
/// nil if it holds them all. Nobody writes them; which one it is does not matter, but DEL may stand
/// in an address between `<` and `>`, where libcmark allows none of the others.
private func unusedCharacter(in text: Bytes, _ features: Features) -> UInt8? {
  guard features.holdsControl || features.holdsReference else { return 0x7F }
  var used = ByteSet()
  for index in 0..<text.count {
    used.insert(text[index])
    if text[index] == UInt8(ascii: "&"), let (value, _) = numericReference(in: text, at: index),
      value < 0x80
    {
      used.insert(UInt8(value))
    }
  }
  return ([0x7F] + Array(1...8) + Array(14...31)).first { !used.contains($0) }
}
