/// The languages in which BranchPress speaks to the person who runs it.
public enum MessageLanguage: Sendable { case chinese, english }

/// One sentence in both languages; whoever reports a mistake says it in both.
public struct Message: Sendable, Equatable {
  /// The sentence in Chinese.
  public let chinese: String
  /// The sentence in English.
  public let english: String

  /// The most characters of a sentence, whatever is quoted in it.
  static let longest = 2000

  /// A sentence in both languages, each cut where it is too long.
  public init(_ chinese: String, _ english: String) {
    self.chinese = brief(chinese, to: Self.longest)
    self.english = brief(english, to: Self.longest)
  }

  /// The sentence in one language.
  public subscript(language: MessageLanguage) -> String {
    language == .chinese ? chinese : english
  }
}

/// Bytes of a file, or a file as a whole where `range` is empty and at 0 of a file without bytes.
public struct Place: Sendable, Equatable {
  /// Without its bytes where the excerpt is all that is known of them.
  public let file: SourceFile
  /// Offsets in the file's bytes.
  public let range: Range<Int>
  private let known: Excerpt?
  /// Whether the file is to be read before the place is shown.
  public let isUnread: Bool

  /// A place of so many bytes of a file that is in memory.
  public init(_ file: SourceFile, _ range: Range<Int>) {
    self.file = file
    self.range = range
    known = nil
    isUnread = false
  }

  /// A file that has no text to show: a picture, a folder, a file that could not be read.
  public init(path: String) { self.init(path: path, 0..<0, nil) }

  /// A place of a file whose bytes are not at hand, with what was seen there.
  public init(path: String, _ range: Range<Int>, _ excerpt: Excerpt?) {
    file = SourceFile(path: path, bytes: [])
    self.range = range
    known = excerpt
    isUnread = false
  }

  /// A place of a file that is read when it is known all that there is to say about it.
  public init(unread path: String, _ range: Range<Int>) {
    file = SourceFile(path: path, bytes: [])
    self.range = range
    known = nil
    isUnread = true
  }

  /// The line of the file that is shown; nil if there is nothing to show.
  public var excerpt: Excerpt? {
    if let known { return known }
    return file.bytes.isEmpty
      ? nil : Excerpt(of: file, range, at: file.position(of: range.lowerBound))
  }

  /// Whether people see the same place.
  public static func == (a: Self, b: Self) -> Bool {
    a.file.path == b.file.path && a.range == b.range && a.isUnread == b.isUnread
      && a.excerpt == b.excerpt
  }
}

/// A change of a file: other text in place of a range of its bytes.
public struct Replacement: Sendable, Equatable {
  /// Offsets in the file's bytes; empty where text is only inserted.
  public let range: Range<Int>
  /// The text to write there.
  public let text: String

  /// The change of a range to a text.
  public init(_ range: Range<Int>, _ text: String) {
    self.range = range
    self.text = text
  }
}

/// Something to tell the author: what is wrong, where, and what to write instead.
public final class Diagnostic: Sendable, Equatable {
  /// The weight of a diagnostic: errors keep a site from being published.
  public enum Severity: Int, Sendable, Comparable {
    case note, warning, error
    /// Notes come first, errors last.
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// A second place that explains the first.
  public struct Note: Sendable, Equatable {
    /// One sentence.
    public let message: Message
    /// The place that is meant, if it is in a file.
    public let place: Place?

    /// A note about a place, or about none.
    public init(_ message: Message, at place: Place? = nil) {
      self.message = message
      self.place = place
    }
  }

  /// The weight.
  public let severity: Severity
  /// Stable, in kebab case: `unknown-key`. Documentation and scripts may rely on it.
  public let id: String
  /// The place of the mistake, if it is in a file.
  public let place: Place?
  /// One sentence that names the field or thing.
  public let message: Message
  /// Further places that explain the mistake, in the order in which they are printed.
  public let notes: [Note]
  /// The thing to write or do instead, if one can be named.
  public let suggestion: Message?
  /// The number of further ones of its kind in the file that are not told one by one.
  public let unlisted: Int
  /// The changes of its place's file that do what it suggests, ascending and without overlaps; none if only a person can
  /// decide. The cache does not contain them: whoever needs them reads the document anew.
  public let fixes: [Replacement]

  /// A diagnostic with a stable id in kebab case.
  public init(
    _ severity: Severity, _ id: String, at place: Place?, _ message: Message,
    suggestion: Message? = nil, notes: [Note] = [], unlisted: Int = 0, fixes: [Replacement] = []
  ) {
    self.severity = severity
    self.id = id
    self.place = place
    self.message = message
    self.suggestion = suggestion
    self.notes = notes
    self.unlisted = unlisted
    self.fixes = fixes
  }

  /// Diagnostics are equal when all is that would be printed.
  public static func == (a: Diagnostic, b: Diagnostic) -> Bool {
    a.severity == b.severity && a.id == b.id && a.place == b.place && a.message == b.message
      && a.notes == b.notes && a.suggestion == b.suggestion && a.unlisted == b.unlisted
  }

  /// The same with one more note, and as a warning if it is to be one.
  public func adding(_ note: Note, asWarning: Bool = false) -> Diagnostic {
    Diagnostic(
      asWarning ? .warning : severity, id, at: place, message, suggestion: suggestion,
      notes: notes + [note], unlisted: unlisted, fixes: fixes)
  }

  /// The same with further fixes of the same file, sorted, and without those that overlap one before.
  public func adding(fixes more: [Replacement]) -> Diagnostic {
    var all: [Replacement] = []
    for fix in (fixes + more).sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where all.last.map({ $0.range.upperBound <= fix.range.lowerBound }) ?? true { all.append(fix) }
    return Diagnostic(
      severity, id, at: place, message, suggestion: suggestion, notes: notes, unlisted: unlisted,
      fixes: all)
  }

  /// The same where so many more of its kind are not told.
  package func leavingOut(_ count: Int) -> Diagnostic {
    count == unlisted
      ? self
      : Diagnostic(
        severity, id, at: place, message, suggestion: suggestion, notes: notes, unlisted: count,
        fixes: fixes)
  }

  /// Its own place and those of its notes.
  public var places: [Place] { (place.map { [$0] } ?? []) + notes.compactMap(\.place) }

  /// The same with other places in the stead of these, which are asked for in their order.
  public func withPlaces(_ other: (Place) -> Place) -> Diagnostic {
    Diagnostic(
      severity, id, at: place.map(other), message, suggestion: suggestion,
      notes: notes.map { Note($0.message, at: $0.place.map(other)) }, unlisted: unlisted,
      fixes: fixes)
  }
}

extension [Diagnostic] {
  /// Whether one of them is an error.
  public var hasErrors: Bool { contains { $0.severity == .error } }

  /// In the order in which they are printed: by path, then by place, then by severity, errors
  /// first; what has no place comes first, and what is equal so far keeps its order.
  public func sortedForPrinting() -> [Diagnostic] {
    enumerated().sorted { a, b in
      let (left, right) = (a.element, b.element)
      let (leftPath, rightPath) = (left.place?.file.path ?? "", right.place?.file.path ?? "")
      if leftPath != rightPath { return leftPath < rightPath }
      let (leftStart, rightStart) = (
        left.place?.range.lowerBound ?? 0, right.place?.range.lowerBound ?? 0
      )
      if leftStart != rightStart { return leftStart < rightStart }
      if left.severity != right.severity { return left.severity > right.severity }
      return a.offset < b.offset
    }.map(\.element)
  }

  /// Without those that say the same of the same place as one before them, whatever their notes.
  public func withoutRepetitions() -> [Diagnostic] {
    var seen: Set<String> = []
    return filter { diagnostic in
      let place = diagnostic.place
      let key =
        "\(diagnostic.id) \(place?.range.lowerBound ?? 0) \(place?.file.path ?? "") "
        + diagnostic.message.english
      return seen.insert(key).inserted
    }
  }
}
