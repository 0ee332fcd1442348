internal import Dates
public import Diagnostics

/// A typed value and the bytes of the file that it was written in.
public struct Field<Value: Sendable>: Sendable {
  /// The value, read and checked.
  public let value: Value
  /// Offsets in the source file.
  public let range: Range<Int>

  /// A value that was written at `range`.
  public init(value: Value, range: Range<Int>) {
    self.value = value
    self.range = range
  }
}

extension Field: Equatable where Value: Equatable {}

/// Reads typed fields out of a mapping and reports what does not fit.
///
/// Every key that is asked for is a known key; `finish` reports the keys that nobody asked for. A
/// value of the wrong type is reported and read as absent, so that one run shows every mistake. An
/// empty value (`author:` with nothing behind it) counts as absent.
public struct FieldReader {
  /// The diagnostics of what does not fit, of each kind as many as are told of a file; one mistake is told once.
  public var diagnostics: [Diagnostic] {
    let told = parsed.lazy.filter { $0.severity == .error }.compactMap(\.place?.range)
    return parsed.isEmpty
      ? found.list
      : found.list.filter { diagnostic in
        guard diagnostic.severity == .error, let range = diagnostic.place?.range else {
          return true
        }
        return !told.contains { range.contains($0.lowerBound) }
      }
  }
  /// The diagnostics of parsing the file.
  public var parsed: [Diagnostic] = []
  var found = FileDiagnostics()
  let source: SourceFile
  let names: KeyNames
  let notesForms: Bool
  let entries: [YAMLEntry]
  /// The index of each key's entry where there are many; few are looked through.
  private let indices: [String: Int]
  /// Whether some key may be a name of one, as `标题` is of `title`.
  private let hasNames: Bool
  /// The key that a name stands for which is also another's, unless something else does: an activity's `日期` is when it
  /// was held.
  public var preferredKey: String?
  /// Whether there is a mapping at all, of which a key can be missing.
  let isMapping: Bool
  /// The keys that lead here, for messages: `event.` within an event.
  let path: String
  /// The keys that were asked for, in that order, some of them twice.
  private(set) var known: [String] = []
  /// Reports of required keys that are not there, kept until it is known whether one is misspelt.
  var missing: [(key: String, diagnostic: Diagnostic)] = []
  /// The ends that were written with dates, by the dates' keys.
  var ends: [String: Field<Moment>] = [:]

  /// A reader over `node`, which must be a mapping: anything else is reported and reads as empty.
  /// `names` are those of the keys that it may have. With `notingForms` it adds a note for each value that is understood
  /// in another form than the usual one, about which a build has nothing to say.
  public init(
    _ node: YAMLNode, in source: SourceFile, names: KeyNames, notingForms: Bool = false
  ) {
    self.init(
      node, in: source, names, notingForms, path: "",
      example: Message("title: 标题", "title: A title"))
  }

  /// A reader over the value that the keys of `path`, with a dot behind each, lead to; `example` is
  /// such a value.
  private init(
    _ node: YAMLNode, in source: SourceFile, _ names: KeyNames, _ notesForms: Bool, path: String,
    example: Message
  ) {
    self.source = source
    self.names = names
    self.notesForms = notesForms
    self.path = path
    if case .mapping(let entries) = node.content {
      self.entries = entries
      isMapping = true
      indices =
        entries.count <= 64
        ? [:] : Dictionary(uniqueKeysWithValues: zip(entries.map(\.key), entries.indices))
      hasNames = entries.contains { $0.key.utf8.first.map { $0 >= 0x80 } ?? false }
      return
    }
    entries = []
    indices = [:]
    hasNames = false
    isMapping = false
    let name = String(path.utf8.dropLast()) ?? ""
    let whole = headerName(in: source)
    report(
      id: "wrong-type", node.range,
      name.isEmpty
        ? Message(
          "\(whole.chinese)要一行一项，写成“名称: 内容”",
          "\(whole.english) must consist of lines such as `key: value`")
        : Message(
          "“\(name)”要写成 {名称: 内容, 名称: 内容}", "`\(name)` must be written as {key: value, key: value}"),
      suggestion: Message("例如 \(example.chinese)", "for example, \(example.english)"))
  }

  /// The bytes of the file in which the mapping has `key`, if it has it.
  public func keyRange(_ key: String) -> Range<Int>? { entry(key)?.keyRange }

  /// The bytes of the file in which the value of `key` stands, if the mapping has it.
  public func valueRange(_ key: String) -> Range<Int>? { entry(key)?.value.range }

  /// The entry of a key, or the first whose key is a name of it.
  func entry(_ key: String) -> YAMLEntry? {
    let own =
      indices.isEmpty ? entries.first { $0.isNamed(key) } : indices[key].map { entries[$0] }
    return own != nil || !hasNames ? own : entries.first { isName($0.key, of: key) }
  }

  /// Whether a key that is none of ours stands for one of ours.
  func isName(_ name: String, of key: String) -> Bool {
    guard name.utf8.first.map({ $0 >= 0x80 }) ?? false else { return false }
    let meant = names.keys(named: name)
    guard meant.contains(key) else { return false }
    guard let preferred = preferredKey, meant.count > 1, meant.contains(preferred) else {
      return true
    }
    let isTaken = entries.contains { other in
      other.key != name
        && (other.isNamed(preferred) || names.keys(named: other.key) == [preferred])
    }
    return (key == preferred) != isTaken
  }

  /// Adds a diagnostic about the bytes in `range` of the reader's file.
  public mutating func report(
    _ severity: Diagnostic.Severity = .error, id: String, _ range: Range<Int>,
    _ message: Message, suggestion: Message? = nil, fixes: [Replacement] = []
  ) {
    found.add(id) { [source] in
      Diagnostic(
        severity, id, at: Place(source, range), message, suggestion: suggestion, fixes: fixes)
    }
  }

  /// Makes a key one of those that the mapping may have.
  mutating func makeKnown(_ key: String) { known.append(key) }

  /// The value of `key`, which is known from now on.
  mutating func node(_ key: String) -> YAMLNode? {
    known.append(key)
    guard let entry = entry(key) else { return nil }
    if hasNames, !entry.isNamed(key) { note(entry.keyRange, as: key) }
    if case .scalar("") = entry.value.content { return nil }
    return entry.value
  }

  // MARK: Texts

  /// Text as written.
  public mutating func text(_ key: String) -> Field<String>? {
    node(key).flatMap { text($0, of: key) }
  }

  /// The text of a key's value.
  mutating func text(_ node: YAMLNode, of key: String) -> Field<String>? {
    guard let field = scalar(node) else {
      reportBracketed(key, node)
      return nil
    }
    if node.isPlain, isQuotedInChinese(field.value) {
      report(
        .warning, id: "curly-quotes", field.range,
        Message(
          "“\(path)\(key)”的内容整个在中文引号里，引号会显示出来",
          "the whole of `\(path)\(key)` is in curly quotes, which readers will see"),
        suggestion: Message(
          "去掉引号；要显示引号，就在外面再加一对半角双引号",
          "remove the quotes, or, to show them, put straight double quotes around them"))
    }
    return field
  }

  /// Text that must be there; `hint` says what to write.
  public mutating func requiredText(_ key: String, hint: Message) -> Field<String>? {
    if let field = text(key) { return field }
    if node(key) == nil { reportMissing(key, hint: hint) }
    return nil
  }

  // MARK: Words and numbers

  /// `true` or `false`, in any letter case, or another word for yes or no.
  public mutating func flag(_ key: String) -> Field<Bool>? {
    guard let node = node(key) else { return nil }
    let word = scalar(node).map { lowercased($0.value) }
    if word == "true" || word == "false" { return Field(value: word == "true", range: node.range) }
    if let meant = word.flatMap(flag(meantBy:)) {
      note(node.range, as: meant ? "true" : "false")
      return Field(value: meant, range: node.range)
    }
    reportWrongType(
      key, node.range, Message(" true（是）或者 false（否）", "true or false"),
      instead: word.flatMap { nearMatch(for: $0, in: ["true", "false"]) }, example: "true")
    return nil
  }

  /// A whole number of at most nine digits.
  public mutating func integer(_ key: String) -> Field<Int>? {
    guard let node = node(key) else { return nil }
    let text = scalar(node)?.value
    if let text, text.utf8.count < 10, let number = Int(text) {
      return Field(value: number, range: node.range)
    }
    if let text, let number = wholeNumber(text) {
      note(node.range, as: String(number))
      return Field(value: number, range: node.range)
    }
    let numbers = text.map { numbersWritten(in: $0) } ?? []
    let isOne = numbers.count == 1 && numbers[0].digits < 10
    reportWrongType(
      key, node.range, Message("一个整数，用半角数字", "a whole number"),
      instead: isOne ? String(numbers[0].value) : nil, example: "3")
    return nil
  }

  /// One of a few words; `choices` pairs each usual spelling with its meaning, and `meant` other words with the spelling
  /// that they stand for. They are asked for only where there is a value.
  public mutating func choice<Value>(
    _ key: String, _ choices: @autoclosure () -> KeyValuePairs<String, Value>,
    meant: KeyValuePairs<String, String> = [:]
  ) -> Field<Value>? {
    guard let node = node(key) else { return nil }
    let choices = choices()
    let text = scalar(node)?.value
    if let text, let match = choices.first(where: { $0.key == text }) {
      return Field(value: match.value, range: node.range)
    }
    let list = choices.map(\.key)
    if let text, let word = meant.first(where: { $0.key == text })?.value,
      let match = choices.first(where: { $0.key == word })
    {
      note(node.range, as: word)
      return Field(value: match.value, range: node.range)
    }
    let near = text.flatMap { nearMatch(for: $0, in: list) }
    reportWrongType(
      key, node.range,
      Message("以下之一：" + list.joined(separator: "、"), "one of: " + list.joined(separator: ", ")),
      instead: near, example: list.first)
    return nil
  }

  // MARK: Mappings

  /// A reader over the mapping under `key`; give it back to `absorb` when it has been read. The
  /// `example` shows such a mapping on one line.
  public mutating func object(_ key: String, example: String) -> FieldReader? {
    node(key).map { reader($0, path: key, example: "\(key): \(example)") }
  }

  /// The keys and values of the mapping under `key`, for names that the author chooses; `example`
  /// is such a pair. Nil after reporting that there is something else, or nothing.
  public mutating func entries(_ key: String, example: String) -> [YAMLEntry]? {
    _ = node(key)
    guard let entry = entry(key) else { return [] }
    if case .mapping(let entries) = entry.value.content { return entries }
    report(
      id: "wrong-type", entry.value.range.isEmpty ? entry.keyRange : entry.value.range,
      Message(
        "“\(path)\(key)”下面要一行一项，写成“名称: 内容”",
        "`\(path)\(key)` must have lines such as `key: value` below it"),
      suggestion: Message(
        "“\(key):”后面不写内容，下面每行前面空两格，例如“  \(example)”",
        "write nothing after `\(key):`, and indent the lines below it by two spaces: `  \(example)`"
      ))
    return nil
  }

  /// A reader over a list's item or a mapping's value.
  public func reader(_ node: YAMLNode, path: String, example: String) -> FieldReader {
    FieldReader(
      node, in: source, names, notesForms, path: self.path + path + ".",
      example: Message(example, example))
  }

  /// Reports the unknown keys of a nested reader and takes over what it reported. `elsewhere` is that of
  /// `finish`.
  public mutating func absorb(
    _ nested: FieldReader, elsewhere: (String) -> KeyAdvice? = { _ in nil }
  ) {
    var nested = nested
    nested.finish(elsewhere: elsewhere)
    found.add(nested.diagnostics)
  }

  // MARK: Wrong types

  /// Reports that a list or a mapping stands where a text should: mostly a title in brackets.
  private mutating func reportBracketed(_ key: String, _ node: YAMLNode) {
    let line = brief("\(key): \(quoted(written(node.range)))", to: longestCorrection)
    guard let first = written(node.range).unicodeScalars.first, first == "[" || first == "{" else {
      return reportWrongType(key, node.range, Message("一段文字", "text"), instead: nil, example: "…")
    }
    report(
      id: "wrong-type", node.range,
      Message(
        "“\(path)\(key)”应是一段文字，以 \(first) 开头就成了\(first == "[" ? "列表" : "几项内容")",
        "`\(path)\(key)` must be text, which cannot begin with \(first)"),
      suggestion: Message(
        "整个用半角双引号括起来：\(line)\(first == "[" ? "；或者改用【】" : "")",
        "put the whole value in double quotes: \(line)"))
  }

  func scalar(_ node: YAMLNode) -> Field<String>? {
    guard case .scalar(let text) = node.content else { return nil }
    let isFolded = source.bytes[node.range].contains(UInt8(ascii: "\n"))
    return Field(
      value: trimmed(isFolded ? joiningLines(text, node.range) : text), range: node.range)
  }

  /// The bytes of the file in `range`, as text.
  func written(_ range: Range<Int>) -> String {
    String(decoding: source.bytes[range], as: UTF8.self)
  }

  /// Reports that a value is not what is expected. `instead` is what the author meant, where that
  /// is known, else `example` shows such a value. Unless it `isSure`, a person decides whether that is meant.
  mutating func reportWrongType(
    _ key: String, _ range: Range<Int>, _ expected: Message, instead: String?,
    example: String? = nil, isSure: Bool = true
  ) {
    report(
      id: "wrong-type", range,
      Message(
        "“\(path)\(key)”应是\(expected.chinese)", "`\(path)\(key)` must be \(expected.english)"),
      suggestion: instead.map { Message("写成：\(key): \($0)", "write: \(key): \($0)") }
        ?? example.map { Message("例如 \(key): \($0)", "for example, \(key): \($0)") },
      fixes: isSure ? instead.map { [Replacement(range, $0)] } ?? [] : [])
  }
}

/// The most characters that are shown of a line or a list as it should be.
let longestCorrection = 500

/// The text without wide and invisible spaces at its ends, which YAML leaves: input methods write U+3000, and Word a space
/// that keeps words together. Spaces of ASCII within quotation marks are meant.
private func trimmed(_ text: String) -> String {
  guard mayBeginOrEndWide(text) else { return text }
  var scalars = text.unicodeScalars[...]
  func isWide(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map { !$0.isASCII && isBlank($0) } ?? false
  }
  guard isWide(scalars.first) || isWide(scalars.last) else { return text }
  while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
  while let last = scalars.last, isBlank(last) { scalars.removeLast() }
  return String(scalars)
}

/// Whether a text begins or ends with bytes that wide spaces have: Chinese letters have others.
private func mayBeginOrEndWide(_ text: String) -> Bool {
  let mayBe = unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
    guard let first = unsafe bytes.first, let last = unsafe bytes.last else { return false }
    if first == 0xC2 || first == 0xE2 || first == 0xE3 || first == 0xEF { return true }
    guard last >= 0x80 else { return false }
    guard bytes.count >= 3 else { return true }
    let lead = unsafe bytes[bytes.count - 3]
    return lead < 0xE4 || lead == 0xEF && last == 0xBF
  }
  return mayBe ?? true
}

private func isBlank(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09...0x0D, 0x20, 0xA0, 0x2000...0x200B, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF: true
  default: false
  }
}

/// The flag that another word for yes or no means, in small letters.
private func flag(meantBy word: String) -> Bool? {
  switch word {
  case "yes", "y", "on", "t", "1", "是", "是的", "对", "真", "要", "√", "✓": true
  case "no", "n", "off", "f", "0", "否", "不", "不是", "假", "不要", "无", "×": false
  default: nil
  }
}

private func lowercased(_ text: String) -> String {
  String(decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
}

/// Whether a text begins and ends with a pair of curly quotes and has none between them.
func isQuotedInChinese(_ text: String) -> Bool {
  guard text.utf8.starts(with: "“".utf8) else { return false }
  let quotes = text.unicodeScalars.filter { "“”".unicodeScalars.contains($0) }
  return quotes.count == 2 && text.unicodeScalars.last == "”"
}
