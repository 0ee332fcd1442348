/// Turns diagnostics into the lines that a terminal or an editor shows.
///
///     content/notice/a.md:3:1: 错误：没有“titel”这一项 [unknown-key]
///       3 | titel: 关于召开大会的通知
///         | ^^^^^
///       改法：是不是“title”？
///
/// Whatever the files say, the lines hold only what `printable` lets through.
public struct DiagnosticFormatter: Sendable {
  let language: MessageLanguage
  private let isColoured: Bool

  /// A form of messages in one language, with the colours of a terminal or without.
  public init(language: MessageLanguage, isColoured: Bool = false) {
    self.language = language
    self.isColoured = isColoured
  }

  /// All of them, each followed by an empty line, in the order given.
  public func format(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.reduce(into: "") { $0 += format($1) + "\n" }
  }

  /// One diagnostic, ended by a line feed.
  public func format(_ diagnostic: Diagnostic) -> String {
    var text = line(
      at: diagnostic.place, label: label(of: diagnostic.severity),
      diagnostic.message[language] + " [\(diagnostic.id)]")
    if let suggestion = diagnostic.suggestion {
      text +=
        "  " + coloured(language == .chinese ? "改法：" : "help: ", by: .suggestion)
        + printable(suggestion[language]) + "\n"
    }
    for note in diagnostic.notes {
      text += line(
        at: note.place, label: label(of: .note), note.message[language])
    }
    if diagnostic.unlisted > 0 {
      text += line(at: nil, label: label(of: .note), diagnostic.rest[language])
    }
    return text
  }

  func label(of severity: Diagnostic.Severity) -> String {
    switch (severity, language) {
    case (.error, .chinese): coloured("错误：", by: .error)
    case (.error, .english): coloured("error: ", by: .error)
    case (.warning, .chinese): coloured("警告：", by: .warning)
    case (.warning, .english): coloured("warning: ", by: .warning)
    case (.note, .chinese): coloured("说明：", by: .note)
    case (.note, .english): coloured("note: ", by: .note)
    }
  }

  /// A word of the formatter's own in the colour of what it stands for.
  private func coloured(_ text: String, by colour: TerminalColour) -> String {
    isColoured ? colour.around(text) : text
  }

  private func line(at place: Place?, label: String, _ message: String) -> String {
    let message = printable(message)
    guard let place else { return label + message + "\n" }
    let path = printable(place.file.path)
    guard let excerpt = place.excerpt else { return "\(path): \(label)\(message)\n" }
    return "\(path):\(excerpt.line):\(excerpt.column): \(label)\(message)\n"
      + lines(of: excerpt)
  }

  /// The line with its number, and carets below what is marked.
  private func lines(of excerpt: Excerpt) -> String {
    let number = String(excerpt.line)
    return "  \(number) | \(printable(excerpt.text))\n"
      + "  " + String(repeating: " ", count: number.utf8.count) + " | "
      + String(repeating: " ", count: excerpt.lead)
      + coloured(String(repeating: "^", count: excerpt.width), by: .suggestion) + "\n"
  }
}

/// The columns that a terminal gives a character: two for Han, kana, Hangul, full-width forms and most
/// emoji, none for combining marks, else one. An approximation of East Asian Width that is good
/// enough to put a caret in its place.
package func displayWidth(of scalar: Unicode.Scalar) -> Int {
  switch scalar.value {
  case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
    0x20000...0x3FFFD:
    2
  default: 1
  }
}
