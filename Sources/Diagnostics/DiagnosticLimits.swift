/// The most diagnostics of one kind, that is of one id, that are told of a file: nobody reads more, and a file of
/// nothing but mistakes stays cheap. The last of them says how many more there are.
public let mostOfAKind = 200

/// Keeps what is found in one file, of each kind as much as is told.
public struct FileFindings<Finding: Sendable>: Sendable {
  private struct Kind {
    let id: String
    var told = 0
    var unlisted = 0
    /// The index of the last finding of this kind that is told.
    var last = 0
  }

  /// The findings that are told, in the order in which they were added.
  public private(set) var told: [Finding] = []
  /// There are few in one file.
  private var kinds: [Kind] = []

  /// Nothing found yet.
  public init() {}

  /// Adds what `make` gives, which is asked for only as long as it is told: `most` times for a kind, at most
  /// `mostOfAKind`.
  public mutating func add(_ id: String, most: Int = mostOfAKind, _ make: () -> Finding) {
    let index = kind(of: id)
    guard kinds[index].told < min(most, mostOfAKind) else { return kinds[index].unlisted += 1 }
    kinds[index].told += 1
    kinds[index].last = told.count
    told.append(make())
  }

  /// Counts one more of a kind that is not told.
  public mutating func addUnlisted(_ id: String, count: Int = 1) {
    kinds[kind(of: id)].unlisted += count
  }

  /// Whether one more of a kind would be told, of which `most` are.
  public func hasRoom(for id: String, most: Int = mostOfAKind) -> Bool {
    kinds.first { $0.id == id }.map { $0.told < min(most, mostOfAKind) } ?? true
  }

  /// A diagnostic for each that is told; the last of a kind says how many more there are.
  public func diagnostics(_ make: (Finding) -> Diagnostic) -> [Diagnostic] {
    var list = told.map(make)
    for kind in kinds where kind.unlisted > 0 {
      list[kind.last] = list[kind.last].leavingOut(kind.unlisted)
    }
    return list
  }

  private mutating func kind(of id: String) -> Int {
    if let index = kinds.firstIndex(where: { $0.id == id }) { return index }
    kinds.append(Kind(id: id))
    return kinds.count - 1
  }
}

/// The diagnostics of one file, of each kind as many as are told.
public typealias FileDiagnostics = FileFindings<Diagnostic>

extension FileDiagnostics {
  /// The diagnostics that are told, each kind's last with the number of the others.
  public var list: [Diagnostic] { diagnostics { $0 } }

  /// Adds some that were made already, with all that they stand for.
  public mutating func add(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      add(diagnostic.id) { diagnostic.leavingOut(0) }
      if diagnostic.unlisted > 0 { addUnlisted(diagnostic.id, count: diagnostic.unlisted) }
    }
  }
}

extension Diagnostic {
  /// That there are more of its kind.
  var rest: Message {
    Message(
      "这个文件里还有 \(unlisted) 处同类问题，没有逐条列出 [\(id)]",
      "\(counted(unlisted, "more problem")) of this kind in the file \(unlisted == 1 ? "is" : "are") not listed [\(id)]"
    )
  }
}

extension [Diagnostic] {
  /// The diagnostics that are told, of each kind as many as of one file; all of a file must stand together.
  public func withinLimits() -> [Diagnostic] {
    var all: [Diagnostic] = []
    var file = FileDiagnostics()
    for (index, diagnostic) in enumerated() {
      if index > 0, self[index - 1].place?.file.path != diagnostic.place?.file.path {
        all += file.list
        file = FileDiagnostics()
      }
      file.add([diagnostic])
    }
    return all + file.list
  }
}

/// A text as a message quotes it: of a long one the beginning, up to where a character ends that people see.
public func brief(_ text: String, to most: Int = 80) -> String {
  // A text of so few bytes has no more characters.
  guard text.utf8.count > most else { return text }
  let scalars = text.unicodeScalars
  guard let end = scalars.index(scalars.startIndex, offsetBy: most, limitedBy: scalars.endIndex),
    end < scalars.endIndex
  else { return text }
  var whole = end
  while whole > scalars.startIndex, String.Index(whole, within: text) == nil {
    whole = scalars.index(before: whole)
  }
  return String(scalars[..<(whole > scalars.startIndex ? whole : end)]) + "…"
}
