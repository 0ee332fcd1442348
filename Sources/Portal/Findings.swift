package import Diagnostics

/// The findings of a build, in the order in which they are printed.
///
/// The findings of a build that had nothing to do are those of the last one. They are read from the cache only as far
/// as they are asked for, so that printing a few of many thousand messages is quick.
package struct Findings: Sendable {
  private enum Content: Sendable {
    case found([Diagnostic])
    case remembered(RememberedFindings)
  }

  private let content: Content

  /// Findings from diagnostics in the order of `sortedForPrinting`.
  package init(_ sorted: [Diagnostic]) { content = .found(sorted) }

  init(_ remembered: RememberedFindings) { content = .remembered(remembered) }

  /// All diagnostics.
  package var all: [Diagnostic] {
    switch content {
    case .found(let diagnostics): diagnostics
    case .remembered(let findings): findings.diagnostics()
    }
  }

  /// The numbers of diagnostics of each kind.
  package var tally: DiagnosticTally {
    switch content {
    case .found(let diagnostics): DiagnosticTally(of: diagnostics)
    case .remembered(let findings): findings.tally
    }
  }

  /// Whether there is an error among the diagnostics. Findings from the cache are those of a build that succeeded.
  package var hasErrors: Bool {
    if case .found(let diagnostics) = content { diagnostics.hasErrors } else { false }
  }

  /// The first `limit` diagnostics, errors before warnings before notes.
  func worst(_ limit: Int) -> [Diagnostic] {
    var worst: [Diagnostic] = []
    visitBySeverity { diagnostic in
      guard worst.count < limit else { return false }
      worst.append(diagnostic)
      return true
    }
    return worst
  }

  /// The first diagnostic of each kind in each file, with the number of the others, at most `limit` of them; errors
  /// before warnings before notes.
  func examples(_ limit: Int) -> [Diagnostic] {
    var examples: [(diagnostic: Diagnostic, others: Int)] = []
    // Diagnostics of one file and severity follow each other.
    var file: (path: String?, severity: Diagnostic.Severity)?
    var indexOfKind: [String: Int] = [:]
    visitBySeverity { diagnostic in
      let path = diagnostic.place?.file.path
      if file.map({ $0 != (path, diagnostic.severity) }) ?? true {
        if examples.count >= limit { return false }
        file = (path, diagnostic.severity)
        indexOfKind = [:]
      }
      if let index = indexOfKind[diagnostic.id] {
        examples[index].others += 1 + diagnostic.unlisted
      } else {
        indexOfKind[diagnostic.id] = examples.count
        examples.append((diagnostic, 0))
      }
      return true
    }
    return examples.prefix(limit).map { $0.leavingOut($0.unlisted + $1) }
  }

  /// Gives all diagnostics, errors before warnings before notes, as long as `visit` asks for more.
  private func visitBySeverity(_ visit: (Diagnostic) -> Bool) {
    for severity in [Diagnostic.Severity.error, .warning, .note] {
      switch content {
      case .found(let diagnostics):
        for diagnostic in diagnostics where diagnostic.severity == severity {
          if !visit(diagnostic) { return }
        }
      case .remembered(let findings):
        if !findings.visit(severity, visit) { return }
      }
    }
  }
}

extension Findings {
  /// The text for a person: all messages if `all` is true or there are few, otherwise the first of each kind in a file,
  /// the worst ones first, and the numbers of messages of each kind. It ends in a line feed unless it is empty.
  package func text(
    in language: MessageLanguage, all isAllWanted: Bool, isColoured: Bool = false,
    messages: Int = 50, lines: Int = 200
  ) -> String {
    let formatter = DiagnosticFormatter(language: language, isColoured: isColoured)
    func together(_ texts: some Sequence<String>) -> String { texts.joined(separator: "\n") }
    if isAllWanted { return together(all.lazy.map(formatter.format)) }
    /// The texts of as many diagnostics as fit, at least one.
    func fitting(_ diagnostics: [Diagnostic]) -> [String] {
      var texts: [String] = []
      var room = lines
      for diagnostic in diagnostics {
        let text = formatter.format(diagnostic)
        room -= text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
        if room < 0, !texts.isEmpty { break }
        texts.append(text)
      }
      return texts
    }
    let tally = tally
    let number = tally.count - tally.unlisted
    if number <= messages, fitting(worst(messages)).count == number {
      return together(all.lazy.map(formatter.format))
    }
    let texts = fitting(examples(messages))
    return together(texts + [formatter.format(tally, shown: texts.count)])
  }
}
