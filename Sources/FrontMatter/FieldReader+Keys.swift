public import Diagnostics

/// Keys that are missing, and keys that are not known.
extension FieldReader {
  /// Reports the required keys that are missing, and every key that was never asked for with the
  /// known key that it resembles; where that one is missing, it is told only once. `elsewhere`
  /// says what a key is that resembles none.
  public mutating func finish(elsewhere: (String) -> Message? = { _ in nil }) {
    var words: NearWords?
    for entry in entries where !known.contains(entry.key) {
      let isQuoted = isInCurlyQuotes(entry.key)
      let id = isQuoted ? "curly-quotes" : "unknown-key"
      var advice: Message?
      // A key that is only counted is not compared either.
      if found.hasRoom(for: id) {
        let some = words ?? NearWords(known)
        words = some
        let meant = meantKey(entry.key, among: some)
        missing.removeAll { $0.key == meant }
        advice = meant.map { didYouMean($0, by: entry.key) } ?? elsewhere(entry.key) ?? listOfKeys
      }
      let name = brief(path + entry.key)
      report(
        id: id, entry.keyRange,
        isQuoted
          ? Message("名称不能带中文引号：\(name)", "a key cannot be in curly quotes: \(name)")
          : Message("不认识“\(name)”", "unknown key `\(name)`"),
        suggestion: advice)
    }
    found.add(missing.map(\.diagnostic))
    missing = []
  }

  private var listOfKeys: Message {
    var listed: Set<String> = []
    let keys = known.filter { listed.insert($0).inserted }
    return Message(
      "可以写：\(keys.joined(separator: "、"))", "known keys: \(keys.joined(separator: ", "))")
  }

  /// Whether an unknown key was probably meant to be `key`, which is known. Looks at as many as are told.
  public func isMisspelt(_ key: String) -> Bool {
    let words = NearWords(known)
    return entries.lazy.filter { !known.contains($0.key) }.prefix(mostOfAKind).contains {
      meantKey($0.key, among: words) == key
    }
  }

  /// The known key that an unknown one was probably meant to be, in Chinese or by a slip; `words` are those that
  /// are known.
  private func meantKey(_ key: String, among words: NearWords) -> String? {
    names.key(named: key, in: known) ?? words.nearest(to: key)
  }

  private func didYouMean(_ meant: String, by key: String) -> Message {
    names.key(named: key, in: known) == nil
      ? Message("是不是“\(meant)”？", "did you mean `\(meant)`?")
      : Message("“\(key)”要写成“\(meant)”", "write `\(meant)`")
  }

  /// Keeps the report of a required key that is not there; the place is the mapping's beginning.
  mutating func reportMissing(_ key: String, hint: Message) {
    guard isMapping else { return }
    let place = Place(source, entries.first?.keyRange ?? 0..<0)
    let message = Message("缺少“\(path)\(key)”", "`\(path)\(key)` is missing")
    missing.append(
      (key, Diagnostic(.error, "missing-field", at: place, message, suggestion: hint)))
  }
}

private func isInCurlyQuotes(_ key: String) -> Bool {
  key.unicodeScalars.first.map { "“”‘’「".unicodeScalars.contains($0) } ?? false
}
