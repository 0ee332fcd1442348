internal import Diagnostics

/// Walks over a header before libyaml does, reports the slips that people make in its punctuation,
/// and mends them in a copy, so that the rest is checked too.
///
/// It knows as much of YAML as it takes to tell keys from prose: the lines of block scalars and
/// those that go on with a text are left alone. What it does not understand it leaves to libyaml.
/// Costs one pass over the bytes, and no allocation where there is nothing to say. What it looks back at is of
/// bounded length, so that no text of mistakes costs more.
struct PunctuationScanner {
  /// The key whose value is read, or the item of a list.
  struct Entry {
    /// The column where the key or the item's dash stands; lines further right belong to it.
    var column = 0
    var key: Range<Int>?
    /// The beginning of the value, and the end of its line.
    var value = 0
    var lineEnd = 0
  }

  /// A bracket or brace that is open.
  struct Bracket {
    let start: Int
    let isBrace: Bool
    /// Within braces: the entry's key, once its colon has been read.
    var key: Range<Int>?
    /// The text or bracket that ended last, with only a comma to be expected behind it.
    var ended: Range<Int>?
    /// Nothing has been read since the bracket was opened, or since a comma.
    var expectsItem = true
    var isFirst = true

    init(at start: Int, isBrace: Bool) {
      self.start = start
      self.isBrace = isBrace
    }
  }

  /// From where on a line there is nothing that ends a text between brackets, and where something is.
  struct FlowText {
    var range = 0..<0
    var isInBraces = false
    var lineEnd = 0
  }

  let source: SourceFile
  let bytes: [UInt8]
  let range: Range<Int>
  private(set) var found = FileDiagnostics()
  var edits = Edits()

  var entry = Entry()
  /// Lines further right than this column are the prose of a block scalar, or go on with a text.
  var proseColumn: Int?
  var textColumn: Int?
  var brackets: [Bracket] = []
  /// The last text between brackets whose end was looked for.
  var flowText = FlowText()
  /// The beginning of a quoted text that has not ended.
  var quote: Int?
  /// Behind the last thing read of an open value.
  var contentEnd = 0
  /// The `#` that left a key without a value, unless lines further right follow.
  private var pendingComment: Int?
  /// The names of the keys that the file may have.
  let names: KeyNames
  /// Whether what is understood in another form than the usual one is noted.
  private let notesForms: Bool

  init(_ source: SourceFile, in range: Range<Int>, names: KeyNames, notingForms: Bool) {
    self.source = source
    notesForms = notingForms
    self.names = names
    bytes = source.bytes
    self.range = range
  }

  mutating func scan() {
    var line = range.lowerBound
    while line < range.upperBound {
      var end = line
      while end < range.upperBound, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      readLine(line, to: end)
      line = end + 1
    }
    if isOpen { closeUnfinished() }
    settleComment(unless: false)
  }

  /// Reports a slip; `fixes` do what is suggested, where that is one thing.
  mutating func report(
    _ slip: PunctuationSlip, at range: Range<Int>, fixes: [Replacement] = []
  ) {
    found.add(slip.id) { [source] in
      Diagnostic(
        slip.severity, slip.id, at: Place(source, range), slip.message, suggestion: slip.suggestion,
        fixes: fixes)
    }
  }

  /// Takes bytes of the file for others, which libyaml gets to read in their place; `written` is what a person would write.
  mutating func understand(_ range: Range<Int>, as copy: String, written: String) {
    edits.replace(range, with: copy)
    if notesForms { found.note(source, [Replacement(range, written)]) }
  }

  // MARK: Lines

  private var isOpen: Bool { quote != nil || !brackets.isEmpty }

  private mutating func readLine(_ line: Int, to end: Int) {
    var start = skipSpaces(from: line, to: end)
    guard start < end else { return }
    if let prose = proseColumn {
      if start - line > prose { return }
      proseColumn = nil
    }
    if isOpen {
      guard isUnfinished(before: start, to: end, column: start - line) else {
        return readOn(from: start, to: end)
      }
      closeUnfinished()
    }
    let column = readIndentation(of: line, to: end, textStart: &start)
    guard start < end, bytes[start] != UInt8(ascii: "#"), bytes[start] != 0x09 else { return }
    settleComment(unless: column > entry.column || isDash(at: start, to: end))
    if let text = textColumn, column > text { return }
    textColumn = nil
    readEntry(from: start, to: end, column: column)
  }

  /// The width of the blanks in front of a line, of which wide ones count two and are read as so many spaces.
  private mutating func readIndentation(
    of line: Int, to end: Int, textStart start: inout Int
  ) -> Int {
    let behind = skipWideBlanks(from: start, to: end)
    guard behind > start else { return start - line }
    let width = (start..<behind).reduce(0) { width, index in
      width + (bytes[index] == 0xE3 ? 2 : bytes[index] & 0xC0 == 0x80 ? 0 : 1)
    }
    let spaces = String(repeating: " ", count: width)
    understand(start..<behind, as: spaces, written: spaces)
    defer { start = behind }
    return start - line + width
  }

  private mutating func readEntry(from start: Int, to end: Int, column: Int) {
    var index = start
    var dash: Int?
    while isDash(at: index, to: end) {
      dash = column + index - start
      index = skipBlanks(from: index + 1, to: end)
    }
    guard let key = key(at: index, to: end, isItem: dash != nil) else {
      if let dash {
        entry = Entry(column: dash, key: nil)
        readValue(from: index, to: end)
      } else if let name = keyWithoutColon(at: index, to: end, column: column) {
        entry = Entry(column: column, key: name)
        let value = shown(skipBlanks(from: name.upperBound, to: end)..<trimmedEnd(of: index..<end))
        let behind = name.upperBound..<name.upperBound
        report(
          .missingColon(key: shown(name), instead: entryLine(value)), at: name,
          fixes: [Replacement(behind, ":")])
        edits.replace(behind, with: ":")
        readValue(from: name.upperBound, to: end)
      } else if entry.column < column {
        textColumn = entry.column
      }
      return
    }
    entry = Entry(column: column + index - start, key: key.name)
    readValue(from: mendColon(of: key, to: end), to: end)
  }

  // MARK: Comments

  /// Remembers the `#` at `hash`, behind a key that has no other value.
  mutating func noteComment(at hash: Int) {
    pendingComment = hash
  }

  private mutating func settleComment(unless hasValue: Bool) {
    guard let hash = pendingComment else { return }
    pendingComment = nil
    if !hasValue { reportComment(at: hash) }
  }

  /// Reports a `#` that cuts off the end of a value; one with a blank behind it is meant.
  mutating func reportComment(at hash: Int) {
    let next = hash + 1
    guard next < entry.lineEnd, bytes[next] != 0x20, bytes[next] != 0x09 else { return }
    report(
      .commentInValue(instead: entryLine(quoted(shown(entry.value..<entry.lineEnd)))),
      at: hash..<next)
  }

  // MARK: What is never closed

  /// Whether the line at `start` is an entry of its own, so that what is open was never closed.
  private func isUnfinished(before start: Int, to end: Int, column: Int) -> Bool {
    guard column <= entry.column, let key = key(at: start, to: end, isItem: false) else {
      return false
    }
    let isWord = endOfWord(at: start, to: end) >= key.name.upperBound
    return isWord && (quote != nil || brackets.last?.expectsItem != true)
  }

  private mutating func closeUnfinished() {
    let start = brackets.first?.start ?? quote ?? entry.value
    let mark = Unicode.Scalar(bytes[start])
    var closing = quote.map { String(Unicode.Scalar(bytes[$0])) } ?? ""
    for bracket in brackets.reversed() { closing += bracket.isBrace ? "}" : "]" }
    report(.unclosed(mark, instead: closing.unicodeScalars.last ?? mark), at: start..<(start + 1))
    edits.insert(closing, at: contentEnd)
    quote = nil
    brackets = []
  }

  // MARK: Texts of the file

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The same for a message: of a long text the beginning, so that a mistake costs no more than it is long.
  func shown(_ range: Range<Int>) -> String {
    guard range.count > longestCorrection else { return text(range) }
    // No character has more than four bytes.
    let some = range.lowerBound..<min(range.upperBound, range.lowerBound + longestCorrection * 4)
    return brief(text(some), to: longestCorrection)
  }

  /// The line of the entry with another value.
  func entryLine(_ value: String) -> String { line(key: entry.key, value) }

  func line(key: Range<Int>?, _ value: String) -> String {
    key.map { "\(shown($0)): \(value)" } ?? "- \(value)"
  }
}
