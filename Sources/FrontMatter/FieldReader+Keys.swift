public import Diagnostics

/// Keys that are missing, and keys that are not known.
extension FieldReader {
  /// Reports the required keys that are missing, and every key that was never asked for with the
  /// known key that it resembles; where that one is missing, it is told only once. `elsewhere`
  /// says what a key is that resembles none.
  public mutating func finish(elsewhere: (String) -> KeyAdvice? = { _ in nil }) {
    var words: NearWords?
    for entry in entries where !known.contains(entry.key) {
      if let key = known.first(where: { isName(entry.key, of: $0) }) {
        let first = self.entry(key)
        if let first, first.keyRange != entry.keyRange { reportSecond(entry, key, first: first) }
        continue
      }
      let isQuoted = isInCurlyQuotes(entry.key)
      let id = isQuoted ? "curly-quotes" : "unknown-key"
      var advice: KeyAdvice?
      // A key that is only counted is not compared either.
      if found.hasRoom(for: id) {
        let some = words ?? NearWords(known)
        words = some
        let meant = meantKey(entry.key, among: some)
        missing.removeAll { $0.key == meant }
        advice =
          elsewhere(entry.key) ?? meant.map {
            KeyAdvice(
              isQuoted
                ? Message("写成：\($0)", "write \($0) without quotes")
                : Message("是不是“\($0)”？", "did you mean `\($0)`?"))
          }
          ?? KeyAdvice(listOfKeys)
        if case .rename(let key)? = advice?.action { missing.removeAll { $0.key == key } }
      }
      if case .nothing? = advice?.action { continue }
      let name = brief(path + entry.key)
      report(
        id: id, entry.keyRange,
        isQuoted
          ? Message("冒号前面不要加中文引号：\(name)", "a key must not be in curly quotes: \(name)")
          : Message("没有“\(name)”这一项", "unknown key `\(name)`"),
        suggestion: advice?.message, fixes: advice.map { fixes(of: $0, for: entry) } ?? [])
    }
    found.add(missing.map(\.diagnostic))
    missing = []
  }

  /// The changes that follow an advice: the key's right name, or no entry at all.
  private func fixes(of advice: KeyAdvice, for entry: YAMLEntry) -> [Replacement] {
    switch advice.action {
    case .rename(let key): self.entry(key) == nil ? [Replacement(entry.keyRange, key)] : []
    case .remove: lines(of: entry).map { [Replacement($0, "")] } ?? []
    case .nothing, nil: []
    }
  }

  /// Reports that a key stands beside a name of it, or two of its names do.
  private mutating func reportSecond(_ entry: YAMLEntry, _ key: String, first: YAMLEntry) {
    let (name, other) = (brief(entry.key), brief(first.key))
    found.add("duplicate-key") { [source] in
      Diagnostic(
        .error, "duplicate-key", at: Place(source, entry.keyRange),
        Message(
          "“\(name)”和“\(other)”是同一项", "`\(name)` and `\(other)` are the same field, `\(key)`"),
        suggestion: Message("删去其中一个", "remove one of them"),
        notes: [
          Diagnostic.Note(
            Message("另一处在这里", "the other one is here"), at: Place(source, first.keyRange))
        ])
    }
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

  /// The known key that an unknown one was probably meant to be; `words` are those that are known.
  private func meantKey(_ key: String, among words: NearWords) -> String? {
    words.nearest(to: key)
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

/// The advice on a key that is not known.
public struct KeyAdvice: Sendable {
  /// The change that `branchpress fix` makes.
  public enum Action: Sendable {
    /// The key is written under its own name, and its value stays.
    case rename(String)
    /// The entry is removed.
    case remove
    /// None, and there is no report: what is wrong was told of another key.
    case nothing
  }

  /// The advice on a key of which another one told already what is wrong.
  public static var told: KeyAdvice { KeyAdvice(Message("", ""), .nothing) }

  let message: Message
  let action: Action?

  /// An advice, with the change that follows it where there is one.
  public init(_ message: Message, _ action: Action? = nil) {
    self.message = message
    self.action = action
  }
}
