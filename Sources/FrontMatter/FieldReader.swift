public import Dates
public import Diagnostics

/// A typed value and the bytes of the file that it was written in.
public struct Field<Value: Sendable>: Sendable {
  public let value: Value
  /// Offsets in the source file.
  public let range: Range<Int>

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
  public private(set) var diagnostics: [Diagnostic] = []
  private let source: SourceFile
  private let entries: [YAMLEntry]
  /// The keys that lead here, for messages: `event.` within an event.
  private let path: String
  private var known: [String] = []
  /// Reports of required keys that are not there, kept until it is known whether one is misspelt.
  private var missing: [(key: String, diagnostic: Diagnostic)] = []

  /// A reader over `node`, which must be a mapping: anything else is reported and reads as empty.
  public init(_ node: YAMLNode, in source: SourceFile, path: String = "") {
    self.source = source
    self.path = path
    if case .mapping(let entries) = node.content {
      self.entries = entries
    } else {
      entries = []
      reportWrongType(
        path.isEmpty ? "" : String(path.dropLast()), node.range,
        Message("几行“名称: 内容”", "lines of `key: value`"), example: "{from: 2026-07-01}")
    }
  }

  /// Where the mapping has `key`, if it has it.
  public func keyRange(_ key: String) -> Range<Int>? {
    entries.first { $0.key == key }?.keyRange
  }

  /// Adds a diagnostic about the bytes in `range` of the reader's file.
  public mutating func report(
    _ severity: Diagnostic.Severity = .error, id: StaticString, _ range: Range<Int>,
    _ message: Message, suggestion: Message? = nil
  ) {
    diagnostics.append(
      Diagnostic(severity, id, at: Place(source, range), message, suggestion: suggestion))
  }

  private mutating func node(_ key: String) -> YAMLNode? {
    known.append(key)
    guard let node = entries.first(where: { $0.key == key })?.value else { return nil }
    if case .scalar("") = node.content { return nil }
    return node
  }

  /// Text as written.
  public mutating func text(_ key: String) -> Field<String>? {
    guard let node = node(key) else { return nil }
    guard let field = scalar(node) else {
      reportWrongType(key, node.range, Message("一段文字", "text"), example: nil)
      return nil
    }
    if isQuotedInChinese(field.value) {
      report(
        .warning, id: "curly-quotes", field.range,
        Message(
          "“\(path)\(key)”的内容整个在中文引号里，引号会原样显示",
          "the whole of `\(path)\(key)` is in curly quotes, which will be shown"),
        suggestion: Message("如果不要引号，就去掉它，或改用半角引号", "leave them out, or use ASCII quotes"))
    }
    return field
  }

  /// Text that must be there; `hint` says what to write.
  public mutating func requiredText(_ key: String, hint: Message) -> Field<String>? {
    if let field = text(key) { return field }
    if node(key) == nil { reportMissing(key, hint: hint) }
    return nil
  }

  /// `true` or `false`.
  public mutating func flag(_ key: String) -> Field<Bool>? {
    guard let node = node(key) else { return nil }
    switch scalar(node)?.value {
    case "true": return Field(value: true, range: node.range)
    case "false": return Field(value: false, range: node.range)
    default:
      reportWrongType(
        key, node.range, Message("true（是）或 false（否）", "true or false"), example: "true")
      return nil
    }
  }

  /// A whole number of at most nine digits.
  public mutating func integer(_ key: String) -> Field<Int>? {
    guard let node = node(key) else { return nil }
    if let text = scalar(node)?.value, text.utf8.count < 10, let number = Int(text) {
      return Field(value: number, range: node.range)
    }
    reportWrongType(
      key, node.range, Message("一个整数，用半角数字", "a whole number"), example: "3")
    return nil
  }

  /// A date, with or without a time of day; `zone` holds where none is written.
  public mutating func moment(_ key: String, zone: Zone) -> Field<Moment>? {
    guard let node = node(key) else { return nil }
    let text = scalar(node)?.value
    if let text, let moment = Moment(text, zone: zone) {
      return Field(value: moment, range: node.range)
    }
    let repaired = text.flatMap { repairedDate($0, zone: zone) } ?? "2026-07-01"
    report(
      id: "bad-date", node.range,
      Message("“\(path)\(key)”不是正确的日期", "`\(path)\(key)` is not a valid date"),
      suggestion: Message(
        "写成 \(repaired)，带时间写成 2026-07-01 09:30",
        "write \(repaired), or with a time 2026-07-01 09:30"))
    return nil
  }

  public mutating func requiredMoment(_ key: String, zone: Zone) -> Field<Moment>? {
    if let field = moment(key, zone: zone) { return field }
    if node(key) == nil {
      reportMissing(
        key, hint: Message("加一行“\(key): 2026-07-01”", "add a line `\(key): 2026-07-01`"))
    }
    return nil
  }

  /// One of a few words; `choices` pairs each accepted spelling with its meaning.
  public mutating func choice<Value>(
    _ key: String, _ choices: KeyValuePairs<String, Value>
  ) -> Field<Value>? {
    guard let node = node(key) else { return nil }
    if let text = scalar(node)?.value, let match = choices.first(where: { $0.key == text }) {
      return Field(value: match.value, range: node.range)
    }
    let list = choices.map(\.key)
    reportWrongType(
      key, node.range,
      Message(list.joined(separator: "、") + " 之一", "one of " + list.joined(separator: ", ")),
      example: scalar(node).flatMap { nearMatch(for: $0.value, in: list) } ?? list.first)
    return nil
  }

  /// A list of texts.
  public mutating func texts(_ key: String) -> [Field<String>] {
    items(key).compactMap { item in
      guard let field = scalar(item), !field.value.isEmpty else {
        reportWrongType(key, item.range, Message("文字的列表", "a list of texts"), example: "[学习, 通知]")
        return nil
      }
      return checked(field, in: key) ? field : nil
    }
  }

  /// The items of a list, of any type.
  public mutating func items(_ key: String) -> [YAMLNode] {
    guard let node = node(key) else { return [] }
    if case .sequence(let items) = node.content { return items }
    let example = scalar(node).map { "[" + listItems($0.value).joined(separator: ", ") + "]" }
    reportWrongType(
      key, node.range, Message("列表，用半角方括号和逗号", "a list in brackets"),
      example: example ?? "[学习, 通知]")
    return []
  }

  /// A reader over the mapping under `key`; give it back to `absorb` when it has been read.
  public mutating func object(_ key: String) -> FieldReader? {
    node(key).map { FieldReader($0, in: source, path: path + key + ".") }
  }

  /// The keys and values of the mapping under `key`, for names that the author chooses.
  public mutating func entries(_ key: String) -> [YAMLEntry] {
    guard let node = node(key) else { return [] }
    if case .mapping(let entries) = node.content { return entries }
    reportWrongType(
      key, node.range, Message("几行“名称: 内容”", "lines of `key: value`"), example: nil)
    return []
  }

  /// A reader over a list's item or a mapping's value.
  public func reader(_ node: YAMLNode, path: String) -> FieldReader {
    FieldReader(node, in: source, path: self.path + path + ".")
  }

  /// Reports the unknown keys of a nested reader and takes over what it reported.
  public mutating func absorb(_ nested: FieldReader) {
    var nested = nested
    nested.finish()
    diagnostics += nested.diagnostics
  }

  /// Reports the required keys that are missing, and every key that was never asked for with the
  /// known key that it resembles; where that one is missing, it is told only once. `elsewhere`
  /// names what a known key of another kind belongs to.
  public mutating func finish(elsewhere: (String) -> Message? = { _ in nil }) {
    for entry in entries where !known.contains(entry.key) {
      let near = nearMatch(for: entry.key, in: known)
      missing.removeAll { $0.key == near }
      let quoted =
        entry.key.unicodeScalars.first.map { "“”‘’「".unicodeScalars.contains($0) } ?? false
      let fallback = Message(
        "可以写：\(known.joined(separator: "、"))", "known keys: \(known.joined(separator: ", "))")
      report(
        id: quoted ? "curly-quotes" : "unknown-key", entry.keyRange,
        quoted
          ? Message("名称不能带中文引号：\(entry.key)", "a key cannot be in curly quotes: \(entry.key)")
          : Message("不认识“\(path)\(entry.key)”", "unknown key `\(path)\(entry.key)`"),
        suggestion: near.map { Message("是不是“\($0)”？", "did you mean `\($0)`?") }
          ?? elsewhere(entry.key) ?? fallback)
    }
    diagnostics += missing.map(\.diagnostic)
    missing = []
  }

  private func scalar(_ node: YAMLNode) -> Field<String>? {
    guard case .scalar(let text) = node.content else { return nil }
    return Field(value: text, range: node.range)
  }

  /// Whether a list's item is free of the punctuation of Chinese input methods.
  private mutating func checked(_ field: Field<String>, in key: String) -> Bool {
    if field.value.unicodeScalars.contains("，") || field.value.unicodeScalars.contains("、") {
      report(
        id: "full-width-comma", field.range,
        Message(
          "“\(path)\(key)”的各项要用半角逗号隔开", "items of `\(path)\(key)` are separated by ASCII commas"),
        suggestion: Message(
          "写成 \(listItems(field.value).joined(separator: ", "))",
          "write \(listItems(field.value).joined(separator: ", "))"))
      return false
    }
    if isQuotedInChinese(field.value) {
      report(
        id: "curly-quotes", field.range,
        Message("列表里的内容不用中文引号", "an item of a list is not put in curly quotes"),
        suggestion: Message(
          "写成 \(listItems(field.value).joined())", "write \(listItems(field.value).joined())"))
      return false
    }
    return true
  }

  private mutating func reportWrongType(
    _ key: String, _ range: Range<Int>, _ expected: Message, example: String?
  ) {
    report(
      id: "wrong-type", range,
      Message(
        "“\(path)\(key)”应是\(expected.chinese)", "`\(path)\(key)` must be \(expected.english)"),
      suggestion: example.map {
        Message("例如“\(key): \($0)”", "for example `\(key): \($0)`")
      })
  }

  private mutating func reportMissing(_ key: String, hint: Message) {
    let end = entries.last?.value.range.upperBound ?? 0
    let place = Place(source, entries.first?.keyRange ?? end..<end)
    let message = Message("缺少“\(path)\(key)”", "`\(path)\(key)` is missing")
    missing.append(
      (key, Diagnostic(.error, "missing-field", at: place, message, suggestion: hint)))
  }
}

/// Whether a text begins and ends with a pair of curly quotes and has none between them.
private func isQuotedInChinese(_ text: String) -> Bool {
  guard text.utf8.starts(with: "“".utf8) else { return false }
  let quotes = text.unicodeScalars.filter { "“”".unicodeScalars.contains($0) }
  return quotes.count == 2 && text.unicodeScalars.last == "”"
}

/// What somebody meant who wrote a list with Chinese commas or without brackets.
private func listItems(_ text: String) -> [String] {
  text.unicodeScalars.split { "，、,；;".unicodeScalars.contains($0) }
    .map { part in
      String(
        String.UnicodeScalarView(
          part.filter { !"“”‘’ 　".unicodeScalars.contains($0) }))
    }
}

/// The date that a text in another form means: full-width figures, `2026年7月1日`, `2026/7/1`.
private func repairedDate(_ text: String, zone: Zone) -> String? {
  var numbers: [Int] = []
  var digits = ""
  for scalar in text.unicodeScalars.prefix(40) {
    let value = (0xFF10...0xFF19).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
    if (0x30...0x39).contains(value), digits.utf8.count < 8 {
      digits.unicodeScalars.append(Unicode.Scalar(UInt8(value)))
    } else if !digits.isEmpty {
      numbers.append(Int(digits) ?? 0)
      digits = ""
    }
  }
  if !digits.isEmpty { numbers.append(Int(digits) ?? 0) }
  guard numbers.count >= 3 else { return nil }
  return CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])?.iso
}
