/// The passes that the options ask for and the text can need.
struct TextNeeds {
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
  /// The signs of what CommonMark does not read.
  let survey: TextSurvey

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
    survey = TextSurvey(text, extensions)
  }

  /// Whether links may lead to files whose names hold spaces or brackets.
  var fileNames: Bool { survey.holdsFileNames }

  /// Marks that the text does not hold; nil where there are too few.
  func marks(unusedIn text: Bytes) -> PrivateMarks? {
    PrivateMarks(unusedIn: text, holdsNoncharacters: survey.holdsNoncharacters)
  }

  /// The signs of lines as Word leaves them.
  var office: OfficeText { survey.office }

  var needsMarks: Bool {
    runs || escapes || footnotes || tasks || protectsAddresses || needsBlocks
      || fileNames || limits.hasManyPictures || !htmlInsertions.isEmpty
  }

  /// Whether lines must be looked at with the blocks that they are in.
  var needsBlocks: Bool {
    tables || definitions || limits.needsBlocks || renamedBlocks
      || !office.isDisjoint(with: [.indents, .tabs])
  }

  /// The bytes to look for inside text nodes.
  var triggers: TriggerBytes? {
    var bytes: [UInt8] = []
    if strikes { bytes.append(UInt8(ascii: "~")) }
    if footnotes { bytes.append(UInt8(ascii: "[")) }
    if addresses { bytes += [UInt8(ascii: ":"), UInt8(ascii: ".")] }
    if mail { bytes.append(UInt8(ascii: "@")) }
    return bytes.isEmpty ? nil : TriggerBytes(bytes)
  }

  /// The bytes that the pass over inline text looks for.
  var marked: TriggerBytes {
    var bytes = [UInt8(ascii: "\\")]
    if runs { bytes += [UInt8(ascii: "*"), UInt8(ascii: "_")] }
    if protectsAddresses { bytes += [UInt8(ascii: ":"), UInt8(ascii: ".")] }
    if escapes || footnotes { bytes.append(UInt8(ascii: "&")) }
    if footnotes || limits.hasManyPictures { bytes.append(UInt8(ascii: "[")) }
    if limits.hasManyPictures || fileNames { bytes.append(UInt8(ascii: "]")) }
    return TriggerBytes(bytes)
  }
}
