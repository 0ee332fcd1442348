package import Diagnostics

/// What a build found, in the order in which it is printed.
///
/// Of a build that had nothing to do it is what the last one found, which is read from the cache as far as
/// somebody asks for it: to print a few messages of many thousands takes no longer than to print a few.
package struct Findings: Sendable {
  private enum Content: Sendable {
    case found([Diagnostic])
    case remembered(RememberedFindings)
  }

  private let content: Content

  /// Diagnostics in the order of `sortedForPrinting`.
  package init(_ sorted: [Diagnostic]) { content = .found(sorted) }

  init(_ remembered: RememberedFindings) { content = .remembered(remembered) }

  /// All of them.
  package var all: [Diagnostic] {
    switch content {
    case .found(let diagnostics): diagnostics
    case .remembered(let findings): findings.diagnostics()
    }
  }

  /// How many there are of which kind.
  package var tally: DiagnosticTally {
    switch content {
    case .found(let diagnostics): DiagnosticTally(of: diagnostics)
    case .remembered(let findings): findings.tally
    }
  }

  /// Whether there is an error among them. What is remembered is of a build that succeeded.
  package var hasErrors: Bool {
    if case .found(let diagnostics) = content { diagnostics.hasErrors } else { false }
  }

  /// The first `limit` of them, errors before warnings before notes.
  func worst(_ limit: Int) -> [Diagnostic] {
    var worst: [Diagnostic] = []
    for severity in [Diagnostic.Severity.error, .warning, .note] where worst.count < limit {
      let room = limit - worst.count
      switch content {
      case .found(let diagnostics):
        worst += diagnostics.lazy.filter { $0.severity == severity }.prefix(room)
      case .remembered(let findings):
        worst += findings.diagnostics(of: severity, limit: room)
      }
    }
    return worst
  }
}

extension Findings {
  /// The text that a person is shown: everything if `all` is wanted, or if there is little; else the worst
  /// messages, and how many there are of which kind. Ends in a line feed if there is anything to say.
  package func text(
    in language: MessageLanguage, all isAllWanted: Bool, messages: Int = 50, lines: Int = 200
  ) -> String {
    let formatter = DiagnosticFormatter(language: language)
    func together(_ texts: some Sequence<String>) -> String { texts.joined(separator: "\n") }
    if isAllWanted { return together(all.lazy.map(formatter.format)) }
    let worst = worst(messages)
    var texts: [String] = []
    var room = lines
    for diagnostic in worst {
      let text = formatter.format(diagnostic)
      room -= text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
      if room < 0, !texts.isEmpty { break }
      texts.append(text)
    }
    let tally = tally
    if texts.count == tally.count - tally.unlisted {
      return together(all.lazy.map(formatter.format))
    }
    return together(texts + [formatter.format(tally, shown: texts.count)])
  }
}
