import Diagnostics
import FrontMatter
import TestSupport
import Testing

/// What is found in a header that is read with a field of every type.
private func found(_ text: String) -> [Diagnostic] { diagnostics(MarkedText(text), read) }

private func many(_ count: Int, _ text: (Int) -> String) -> String {
  (0..<count).map(text).joined()
}

/// A header of one slip after the other, for any number of them.
struct Slips: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let id: String
  let text: @Sendable (Int) -> String

  init(_ name: String, _ id: String, _ text: @escaping @Sendable (Int) -> String) {
    testDescription = name
    self.id = id
    self.text = text
  }

  static let all: [Slips] = [
    Slips("unknown keys", "unknown-key") { many($0) { "k\($0): x\n" } },
    Slips("keys that are nearly known", "unknown-key") { many($0) { "tit\($0): x\n" } },
    Slips("one key", "duplicate-key") { many($0) { _ in "title: x\n" } },
    Slips("keys in braces", "unknown-key") {
      "event: {start: 2026-07-01" + many($0) { ", k\($0): x" } + "}\n"
    },
    Slips("colons", "unknown-key") { many($0) { "k\($0)：x\n" } },
    Slips("missing spaces", "unknown-key") { many($0) { "k\($0):x\n" } },
    Slips("comments", "comment-in-value") { many($0) { "k\($0): a #b\n" } },
    Slips("comments in brackets", "comment-in-value") { "tags: [a\n" + many($0) { _ in " #b\n" } },
    Slips("texts behind quotes", "bad-yaml") { many($0) { "k\($0): \"a\"b\n" } },
    Slips("texts behind quotes in brackets", "bad-yaml") {
      "tags: [\"a\"\n" + many($0) { _ in " b\n" } + "]\n"
    },
    Slips("commas", "unknown-key") {
      "event: {start: 2026-07-01" + many($0) { "，k\($0): x" } + "}\n"
    },
    Slips("items without text", "bad-yaml") { "tags: [" + many($0) { _ in "," } + "]\n" },
    Slips("items of another type", "wrong-type") { "tags: [" + many($0) { _ in "[x]," } + "]\n" },
    Slips("quotes that do not end", "bad-yaml") { many($0) { "k\($0): \"a\n" } },
    Slips("brackets that do not end", "bad-yaml") { many($0) { "k\($0): [a\n" } },
    Slips("wide blanks", "unknown-key") { "event:\n" + many($0) { "　k\($0): a\n" } },
  ]
}

@Suite struct `Headers of nothing but mistakes` {
  @Test(arguments: Slips.all)
  func `tell a few of a kind and count the others`(slips: Slips) {
    let count = 5 * mostOfAKind
    let found = found(slips.text(count)).filter { $0.id.description == slips.id }
    #expect(found.count <= mostOfAKind)
    #expect(found.map { 1 + $0.unlisted }.reduce(0, +) >= count - 1 || found.count == 1)
  }

  /// Eight times as many take about eight times as long; sixty-four times would be the square.
  @Test(arguments: Slips.all)
  func `take time that grows as they do`(slips: Slips) {
    let (few, many) = (slips.text(1000), slips.text(8000))
    _ = found(few)
    let (short, long) = (threadSeconds { _ = found(few) }, threadSeconds { _ = found(many) })
    #expect(long < short * 24 + 0.05, "\(short) s, \(long) s")
  }

  @Test(arguments: [
    ("，", "event: {start: "), ("、a", "event: {start: "), ("】\n", "tags: [【"),
    ("b\n", "tags: [\"a\" "),
    ("\"", "tags: ["), ("#", "tags: [a "), ("标", ""), ("：", ""), ("[", "tags: "),
    ("\\", "title: \""),
    ("a: ", "title: "), ("- ", "title: "), ("?", ""), ("\t", "event:\n"), ("　", "event:\n"),
  ])
  func `of one sign alone take time that grows as they do`(sign: String, start: String) {
    func text(_ count: Int) -> String { start + String(repeating: sign, count: count) + "\n" }
    let (few, many) = (text(4000), text(32_000))
    _ = found(few)
    let (short, long) = (threadSeconds { _ = found(few) }, threadSeconds { _ = found(many) })
    #expect(long < short * 24 + 0.05, "\(short) s, \(long) s")
  }

  @Test func `quote no more of a value than anybody reads`() {
    let long = String(repeating: "长", count: 20_000)
    let header = """
      title: [\(long)]
      \(long): x
      order: \(long)
      draft: \(long)
      tags: \(long)，\(long)
      reading: \(long)
      event: {start: \(long), \(long): "a"b\(long)}

      """
    for diagnostic in found(header) {
      for message in [diagnostic.message, diagnostic.suggestion].compactMap(\.self) {
        #expect(message.chinese.unicodeScalars.count < 1200)
        #expect(message.english.unicodeScalars.count < 1200)
      }
    }
  }
}

@Suite struct `Front matter that is too large` {
  private func parts(_ header: Int) -> (parts: DocumentParts?, found: [Diagnostic]) {
    let text = "---\n" + String(repeating: "a", count: header - 1) + "\n---\n正文"
    var found: [Diagnostic] = []
    let file = SourceFile(path: "a.md", bytes: Array(text.utf8))
    return (splitFrontMatter(file, names: names, diagnostics: &found), found)
  }

  @Test func `is not read`() {
    #expect(parts(largestFrontMatter).parts?.header.count == largestFrontMatter)
    let (none, found) = parts(largestFrontMatter + 1)
    #expect(none == nil)
    #expect(found.summary == ["front-matter-too-large:0..<3"])
  }
}

@Suite struct `A list that is too long` {
  @Test func `keeps what it may hold, and says at which item it ends`() throws {
    let text = MarkedText("tags: [a, b, ⟦c⟧, d]\n")
    var ignored: [Diagnostic] = []
    let root = try #require(
      parseYAML(text.file, in: 0..<text.file.bytes.count, names: names, diagnostics: &ignored))
    var fields = FieldReader(root, in: text.file, names: names)
    #expect(fields.texts("tags", atMost: 2).map(\.value) == ["a", "b"])
    #expect(
      fields.diagnostics == [
        Diagnostic(
          .error, "too-many", at: text.place,
          Message("“tags”最多写 2 项，这里写了 4 项", "`tags` takes at most 2 items, but has 4"),
          suggestion: Message(
            "只留最要紧的 2 项，其余的删去", "keep the 2 most important items and remove the others"))
      ])
    #expect(fields.texts("tags", atMost: 4).count == 4)
  }
}
