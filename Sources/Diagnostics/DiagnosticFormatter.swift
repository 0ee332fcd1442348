/// Turns diagnostics into the lines that a terminal or an editor shows.
///
///     content/notice/a.md:3:1: 错误：不认识的字段“titel” [unknown-key]
///       3 | titel: 关于召开大会的通知
///         | ^^^^^
///       改法：是不是“title”？
///
/// Whatever the files say, the lines hold only what `printable` lets through.
public struct DiagnosticFormatter: Sendable {
  private let language: MessageLanguage

  public init(language: MessageLanguage) { self.language = language }

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
        "  " + (language == .chinese ? "改法：" : "Instead: ") + printable(suggestion[language]) + "\n"
    }
    for note in diagnostic.notes {
      text += line(
        at: note.place, label: language == .chinese ? "说明：" : "note: ", note.message[language])
    }
    return text
  }

  private func label(of severity: Diagnostic.Severity) -> String {
    switch (severity, language) {
    case (.error, .chinese): "错误："
    case (.error, .english): "error: "
    case (.warning, .chinese): "警告："
    case (.warning, .english): "warning: "
    case (.note, .chinese): "说明："
    case (.note, .english): "note: "
    }
  }

  private func line(at place: Place?, label: String, _ message: String) -> String {
    let message = printable(message)
    guard let place else { return label + message + "\n" }
    let path = printable(place.file.path)
    guard !place.file.bytes.isEmpty else { return "\(path): \(label)\(message)\n" }
    let position = place.file.position(of: place.range.lowerBound)
    return "\(path):\(position.line):\(position.column): \(label)\(message)\n"
      + excerpt(of: place, at: position)
  }

  /// The line with its number, and carets below the range as far as it stays on the line. A long
  /// line is cut around the place.
  private func excerpt(of place: Place, at position: Position) -> String {
    let line = place.file.line(startingAt: position.lineStart)
    let scalars = Array(String(decoding: line, as: UTF8.self).unicodeScalars)
    let first = min(position.column - 1, scalars.count)
    let marked = place.range.clamped(
      to: place.range.lowerBound..<max(line.endIndex, place.range.lowerBound))
    let length = String(decoding: place.file.bytes[marked], as: UTF8.self).unicodeScalars.count
    let from = first > 60 ? first - 40 : 0
    let shown = scalars[from..<min(scalars.count, from + 100)]
    let caretEnd = min(first + length, shown.endIndex)
    let lead = width(of: shown[from..<min(first, shown.endIndex)])
    let marks = caretEnd > first ? width(of: shown[first..<caretEnd]) : 1
    let number = String(position.line)
    let text = shown.reduce(into: "") { $0 += shownForm(of: $1) }
    let cutFront = from > 0 ? "…" : ""
    return "  \(number) | \(cutFront)\(text)\(shown.endIndex < scalars.count ? "…" : "")\n"
      + "  " + String(repeating: " ", count: number.utf8.count) + " | "
      + String(repeating: " ", count: lead + cutFront.unicodeScalars.count)
      + String(repeating: "^", count: max(1, marks)) + "\n"
  }
}

/// A character of an excerpt: a tab is a space, so that its width is known.
private func shownForm(of scalar: Unicode.Scalar) -> String {
  scalar == "\t" ? " " : isUnprintable(scalar) ? escape(of: scalar) : String(scalar)
}

/// How many columns some characters of an excerpt take as they are shown.
private func width(of scalars: ArraySlice<Unicode.Scalar>) -> Int {
  scalars.reduce(0) {
    $0 + shownForm(of: $1).unicodeScalars.reduce(0) { $0 + displayWidth(of: $1) }
  }
}

/// Columns that a terminal gives a character: two for Han, kana, Hangul, full-width forms and most
/// emoji, none for combining marks, else one. An approximation of East Asian Width that is good
/// enough to put a caret in its place.
private func displayWidth(of scalar: Unicode.Scalar) -> Int {
  switch scalar.value {
  case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
    0x20000...0x3FFFD:
    2
  default: 1
  }
}
