public import Diagnostics

/// Keys that are missing, and keys that are not known.
extension FieldReader {
  /// Reports the required keys that are missing, and every key that was never asked for with the
  /// known key that it resembles; where that one is missing, it is told only once. `elsewhere`
  /// says what a key is that resembles none.
  public mutating func finish(elsewhere: (String) -> Message? = { _ in nil }) {
    for entry in entries where !known.contains(entry.key) {
      let meant = meantKey(entry.key)
      missing.removeAll { $0.key == meant }
      let advice = meant.map { didYouMean($0, by: entry.key) } ?? elsewhere(entry.key)
      report(
        id: isInCurlyQuotes(entry.key) ? "curly-quotes" : "unknown-key", entry.keyRange,
        isInCurlyQuotes(entry.key)
          ? Message("名称不能带中文引号：\(entry.key)", "a key cannot be in curly quotes: \(entry.key)")
          : Message("不认识“\(path)\(entry.key)”", "unknown key `\(path)\(entry.key)`"),
        suggestion: advice ?? listOfKeys)
    }
    diagnostics += missing.map(\.diagnostic)
    missing = []
  }

  private var listOfKeys: Message {
    var listed: Set<String> = []
    let keys = known.filter { listed.insert($0).inserted }
    return Message(
      "可以写：\(keys.joined(separator: "、"))", "known keys: \(keys.joined(separator: ", "))")
  }

  /// Whether an unknown key was probably meant to be `key`, which is known.
  public func isMisspelt(_ key: String) -> Bool {
    entries.contains { !known.contains($0.key) && meantKey($0.key) == key }
  }

  /// The known key that an unknown one was probably meant to be, in Chinese or by a slip.
  private func meantKey(_ key: String) -> String? {
    FrontMatter.key(named: key, in: known) ?? nearMatch(for: key, in: known)
  }

  private func didYouMean(_ meant: String, by key: String) -> Message {
    FrontMatter.key(named: key, in: known) == nil
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
