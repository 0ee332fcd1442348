package import Diagnostics

/// The answer to the question what a path of a site is made from: lines for a person, and the problems found.
package struct Explanation: Sendable {
  /// The errors of the site, and the problems of the files that the answer names.
  package let findings: Findings
  private let lines: [ExplanationLine]

  init(_ diagnostics: [Diagnostic], _ lines: [ExplanationLine] = []) {
    findings = Findings(diagnostics.sortedForPrinting().withinLimits())
    self.lines = lines
  }

  /// The answer line by line, without line feeds; none where the path or the site could not be read.
  package func lines(in language: MessageLanguage) -> [String] {
    lines.map { String(repeating: "  ", count: $0.depth) + $0.text[language] }
  }
}

/// A line of an answer.
struct ExplanationLine: Sendable {
  /// The number of steps by which the line is indented.
  let depth: Int
  let text: Message
}

extension [ExplanationLine] {
  mutating func add(_ depth: Int, _ text: Message) {
    append(ExplanationLine(depth: depth, text: text))
  }

  /// Adds a line that is the same in both languages.
  mutating func add(_ depth: Int, _ text: String) { add(depth, Message(text, text)) }

  /// Adds the lines of a list; of a long list no more than `limit`, and the number of the others.
  mutating func add(_ depth: Int, list: [String], limit: Int) {
    for text in list.prefix(limit) { add(depth, text) }
    let rest = list.count - limit
    if rest > 0 { add(depth, restOfList(rest)) }
  }

  /// Adds an empty line between two answers.
  mutating func addSpace() { if !isEmpty { add(0, "") } }
}

/// The line in the place of elements that are not listed.
func restOfList(_ count: Int) -> Message {
  Message("……还有 \(count) 项，加上 --all 全部列出", "… and \(count) more; add --all to list them")
}
