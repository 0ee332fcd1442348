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
  /// The text for a person: all messages if `all` is true or there are few, otherwise the worst ones and the numbers of
  /// messages of each kind. It ends in a line feed unless it is empty.
  package func text(
    in language: MessageLanguage, all isAllWanted: Bool, isColoured: Bool = false,
    messages: Int = 50, lines: Int = 200
  ) -> String {
    let formatter = DiagnosticFormatter(language: language, isColoured: isColoured)
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
