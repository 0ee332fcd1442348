internal import ByteText
package import Diagnostics

/// The state of a previewed site, of which its pages in browsers are told.
package struct PreviewState: Sendable {
  /// The number of the last good state; each is greater than the one before.
  package let version: Int
  /// The path of the page that was changed last, from the server's root; nil where many were, or none.
  package var changed: String?
  /// The problems, sorted for printing.
  package let problems: [Diagnostic]
  /// A problem with watching the folders, with what to do; nil as long as there is none.
  package var watching: Message?

  /// The most problems that a page is told of.
  static let mostTold = 100

  /// The state as JSON (RFC 8259) on one line, as docs/internals/serve.md describes it.
  package func json(in language: MessageLanguage) -> String {
    let formatter = DiagnosticFormatter(language: language)
    let sorted = [Diagnostic.Severity.error, .warning, .note].flatMap { severity in
      problems.filter { $0.severity == severity }
    }
    var json = ByteWriter(capacity: 1 << 12)
    json.append("{\"version\":\(version),\"follow\":")
    json.append(jsonText: changed)
    json.append(",\"errors\":\(problems.count { $0.severity == .error })")
    json.append(",\"warnings\":\(problems.count { $0.severity == .warning }),\"problems\":[")
    for (index, problem) in sorted.prefix(Self.mostTold).enumerated() {
      json.append(index == 0 ? "{\"severity\":" : ",{\"severity\":")
      json.append(jsonText: problem.severity.name)
      json.append(",\"text\":")
      json.append(jsonText: formatter.format(problem))
      json.append(",\"file\":")
      json.append(jsonText: problem.place?.file.path)
      json.append(",\"line\":\(problem.place?.excerpt.map { String($0.line) } ?? "null")}")
    }
    json.append("],\"hidden\":\(max(0, sorted.count - Self.mostTold)),\"watch\":")
    json.append(jsonText: watching?[language])
    json.append("}")
    return string(json)
  }
}

extension ByteWriter {
  /// Appends a text as JSON, or `null`.
  fileprivate mutating func append(jsonText text: String?) {
    guard let text else { return append("null") }
    append(json: text)
  }
}

private func string(_ writer: borrowing ByteWriter) -> String {
  unsafe writer.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
}

extension Diagnostic.Severity {
  fileprivate var name: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .note: "note"
    }
  }
}
