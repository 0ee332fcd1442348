/// The languages in which BranchPress speaks to the person who runs it.
public enum MessageLanguage: Sendable { case chinese, english }

/// One sentence in both languages; whoever reports a mistake says it in both.
public struct Message: Sendable, Equatable {
  public let chinese: String
  public let english: String

  public init(_ chinese: String, _ english: String) {
    self.chinese = chinese
    self.english = english
  }

  public subscript(language: MessageLanguage) -> String {
    language == .chinese ? chinese : english
  }
}

/// Bytes of a file, or a file as a whole where `range` is empty and at 0 of a file without bytes.
public struct Place: Sendable, Equatable {
  public let file: SourceFile
  /// Offsets in the file's bytes.
  public let range: Range<Int>

  public init(_ file: SourceFile, _ range: Range<Int>) {
    self.file = file
    self.range = range
  }

  /// A file that has no text to show: a picture, a folder, a file that could not be read.
  public init(path: String) {
    self.init(SourceFile(path: path, bytes: []), 0..<0)
  }
}

/// Something to tell the author: what is wrong, where, and what to write instead.
public struct Diagnostic: Sendable, Equatable {
  public enum Severity: Int, Sendable, Comparable {
    case note, warning, error
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// A second place that explains the first.
  public struct Note: Sendable, Equatable {
    public let message: Message
    public let place: Place?

    public init(_ message: Message, at place: Place? = nil) {
      self.message = message
      self.place = place
    }
  }

  public let severity: Severity
  /// Stable, in kebab case: `unknown-key`. Documentation and scripts may rely on it.
  public let id: StaticString
  public let place: Place?
  /// One sentence that names the field or thing.
  public let message: Message
  public let notes: [Note]
  /// What to write or do instead, if one thing can be named.
  public let suggestion: Message?

  public init(
    _ severity: Severity, _ id: StaticString, at place: Place?, _ message: Message,
    suggestion: Message? = nil, notes: [Note] = []
  ) {
    self.severity = severity
    self.id = id
    self.place = place
    self.message = message
    self.suggestion = suggestion
    self.notes = notes
  }

  public static func == (a: Self, b: Self) -> Bool {
    a.severity == b.severity && a.id.description == b.id.description && a.place == b.place
      && a.message == b.message && a.notes == b.notes && a.suggestion == b.suggestion
  }
}

extension [Diagnostic] {
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
