/// The names of keys in an author's language, who writes `标题: …` for `title: …`. A name may stand for several keys, of which a
/// mapping usually knows one.
public final class KeyNames: Sendable {
  private let keysOfName: [String: [String]]
  private let keys: Set<String>

  /// The names of some keys. A key may stand in several entries.
  public init(_ names: [(key: String, names: [String])]) {
    keys = Set(names.lazy.filter { !$0.names.isEmpty }.map(\.key))
    keysOfName = names.reduce(into: [:]) { keys, entry in
      for name in entry.names where keys[name]?.contains(entry.key) != true {
        keys[name, default: []].append(entry.key)
      }
    }
  }

  /// No names.
  public static let none = KeyNames([])

  /// The keys that a name may stand for; blanks within it, as in `联 系 人`, do not count.
  public func keys(named name: String) -> [String] {
    if let keys = keysOfName[name] { return keys }
    let blanks = " \u{3000}".unicodeScalars
    guard name.unicodeScalars.contains(where: { blanks.contains($0) }) else { return [] }
    let letters = name.unicodeScalars.filter { !blanks.contains($0) }
    return keysOfName[String(String.UnicodeScalarView(letters))] ?? []
  }

  /// Whether a word is a key that has a name, or such a name.
  func know(_ word: String) -> Bool { keys.contains(word) || keysOfName[word] != nil }
}
