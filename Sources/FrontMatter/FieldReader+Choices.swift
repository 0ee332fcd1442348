internal import Diagnostics

/// Lists of words from a closed set.
extension FieldReader {
  /// Whether there is an entry for a key; it is a known key from now on, or when its value is asked for.
  public mutating func hasEntry(_ key: String) -> Bool {
    if entry(key) != nil { return true }
    makeKnown(key)
    return false
  }

  /// Whether a key is not there or has no value; it is a known key from now on.
  public mutating func isAbsent(_ key: String) -> Bool { node(key) == nil }

  /// Whether the value of a key is one of a few words.
  public mutating func isWord(_ key: String, among words: [String]) -> Bool {
    node(key).flatMap(scalar).map { words.contains($0.value) } ?? false
  }

  /// A list of some of a few words, as their meanings; an empty list is one too. `choices` and `meant`
  /// are those of `choice`. A list with another word in it is reported whole, as it should be written.
  public mutating func choices<Value>(
    _ key: String, _ choices: KeyValuePairs<String, Value>,
    meant: KeyValuePairs<String, String> = [:]
  ) -> Field<[Value]>? {
    guard let node = node(key) else { return nil }
    let words = choices.map(\.key)
    func word(_ text: String) -> String? {
      words.first { $0 == text } ?? meant.first { $0.key == text }?.value
        ?? nearMatch(for: text, in: words)
    }
    if let list = understoodWords(node, words, meant) {
      note(list: node, as: list)
      return Field(
        value: list.compactMap { word in choices.first { $0.key == word }?.value },
        range: node.range)
    }
    guard case .sequence(let items) = node.content else {
      let found = withoutRepetitions(listItems(written(node.range)).compactMap(word))
      reportWrongType(
        key, node.range, Message("列表，用半角方括号和半角逗号", "a list in square brackets"),
        instead: found.isEmpty ? nil : bracketed(found), example: bracketed(words))
      return nil
    }
    let texts = items.map { scalar($0)?.value ?? written($0.range) }
    if let wrong = texts.firstIndex(where: { !words.contains($0) }) {
      let meant = texts.flatMap(listItems).compactMap(word)
      reportNoChoice(key, items[wrong].range, words, instead: withoutRepetitions(meant))
      return nil
    }
    return Field(
      value: texts.compactMap { text in choices.first { $0.key == text }?.value },
      range: node.range)
  }

  private mutating func reportNoChoice(
    _ key: String, _ range: Range<Int>, _ words: [String], instead: [String]
  ) {
    let list = bracketed(instead.isEmpty ? words : instead)
    report(
      id: "wrong-type", range,
      Message(
        "“\(path)\(key)”里只能写：\(words.joined(separator: "、"))",
        "`\(path)\(key)` takes only \(words.joined(separator: ", "))"),
      suggestion: instead.isEmpty
        ? Message("例如 \(key): \(list)", "for example, \(key): \(list)")
        : Message("写成：\(key): \(list)", "write: \(key): \(list)"))
  }

  /// The words of a list that is not written in the usual way and has one meaning; nil for any other.
  private func understoodWords(
    _ node: YAMLNode, _ words: [String], _ meant: KeyValuePairs<String, String>
  ) -> [String]? {
    let written: [String]
    switch node.content {
    case .mapping: return nil
    case .scalar(let text): written = listItems(text)
    case .sequence(let items):
      let texts = items.compactMap { scalar($0)?.value }
      guard texts.count == items.count, texts.contains(where: { !words.contains($0) }) else {
        return nil
      }
      written = texts.flatMap(listItems)
    }
    let known = written.compactMap { text in
      words.first { $0 == text } ?? meant.first { $0.key == text }?.value
    }
    if !known.isEmpty, known.count == written.count { return withoutRepetitions(known) }
    return scalar(node).flatMap { wholeList($0.value, words) }
  }

  /// A key with those that lead to it, as messages name it: `feeds.items`.
  public func name(of key: String) -> String { path + key }
}

/// The list that somebody meant who wrote a word for all or none of `words`.
private func wholeList(_ text: String, _ words: [String]) -> [String]? {
  switch text {
  case "all", "yes", "true", "全部", "所有", "都": words
  case "none", "no", "false", "无", "没有", "不要": []
  default: nil
  }
}

private func withoutRepetitions(_ words: [String]) -> [String] {
  var seen: Set<String> = []
  return words.filter { seen.insert($0).inserted }
}
