/// The numbers of messages that a run has of each kind, and the files that have most of them.
public struct DiagnosticTally: Sendable, Equatable {
  /// Messages of one id and severity.
  public struct Kind: Sendable, Equatable {
    /// The weight of each of them.
    public let severity: Diagnostic.Severity
    /// The id of each of them.
    public let id: String
    /// The number of messages.
    public let count: Int

    /// A kind of messages with their number.
    public init(severity: Diagnostic.Severity, id: String, count: Int) {
      self.severity = severity
      self.id = id
      self.count = count
    }
  }

  /// Messages of one file, at its path.
  public struct File: Sendable, Equatable {
    /// The path as messages show it.
    public let path: String
    /// The number of messages.
    public let count: Int

    /// A file with the number of its messages.
    public init(path: String, count: Int) {
      self.path = path
      self.count = count
    }
  }

  /// The worst first, of one severity the most frequent first.
  public let kinds: [Kind]
  /// The files with most messages, the most first, at most ten.
  public let files: [File]
  /// The number of all files that have messages.
  public let fileCount: Int
  /// The number of messages that are not told one by one.
  public let unlisted: Int

  /// A tally that was counted before.
  public init(kinds: [Kind], files: [File], fileCount: Int, unlisted: Int = 0) {
    self.kinds = kinds
    self.files = files
    self.fileCount = fileCount
    self.unlisted = unlisted
  }

  /// Counts messages, and those that they stand for.
  public init(of diagnostics: [Diagnostic]) {
    struct Key: Hashable {
      let severity: Diagnostic.Severity
      let id: String
    }
    var kinds: [Key: Int] = [:]
    var files: [String: Int] = [:]
    for diagnostic in diagnostics {
      let count = 1 + diagnostic.unlisted
      kinds[Key(severity: diagnostic.severity, id: diagnostic.id), default: 0] += count
      if let place = diagnostic.place { files[place.file.path, default: 0] += count }
    }
    self.init(
      kinds: kinds.map { Kind(severity: $0.severity, id: $0.id, count: $1) }.sorted {
        ($1.severity, $1.count, $0.id) < ($0.severity, $0.count, $1.id)
      },
      files: Array(
        files.map { File(path: $0, count: $1) }.sorted {
          ($1.count, $0.path) < ($0.count, $1.path)
        }.prefix(10)),
      fileCount: files.count, unlisted: diagnostics.reduce(0) { $0 + $1.unlisted })
  }

  /// All messages, those that are not told one by one among them.
  public var count: Int { kinds.reduce(0) { $0 + $1.count } }

  /// The messages of one severity.
  public func count(of severity: Diagnostic.Severity) -> Int {
    kinds.reduce(0) { $0 + ($1.severity == severity ? $1.count : 0) }
  }
}

extension DiagnosticFormatter {
  /// Lines that stand behind the first `shown` messages, where there are more of them.
  public func format(_ tally: DiagnosticTally, shown: Int) -> String {
    var lines = [
      say(
        "共有 \(tally.count) 条提示，以上是其中 \(shown) 条。",
        "\(shown) of \(counted(tally.count, "message")) shown."),
      say("按种类：", "By kind:"),
    ]
    let width = String(max(tally.kinds.map(\.count).max() ?? 0, tally.fileCount)).utf8.count + 2
    func line(_ count: Int, _ text: String) -> String {
      let number = String(count)
      return String(repeating: " ", count: width - number.utf8.count) + number + "  " + text
    }
    lines += tally.kinds.map { line($0.count, label(of: $0.severity) + $0.id) }
    if !tally.files.isEmpty {
      lines.append(say("按文件：", "By file:"))
      lines += tally.files.map { line($0.count, printable($0.path)) }
      let others = tally.fileCount - tally.files.count
      if others > 0 {
        lines.append(say("  另外还有 \(others) 个文件", "  and \(counted(others, "other file"))"))
      }
    }
    lines.append(
      say("加上 --all 再运行一次，就会全部列出。", "Run the command again with --all to see all messages."))
    return lines.joined(separator: "\n") + "\n"
  }

  private func say(_ chinese: String, _ english: String) -> String {
    Message(chinese, english)[language]
  }
}
