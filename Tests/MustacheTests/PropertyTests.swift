import ByteText
import Diagnostics
import Testing

@testable import Mustache

/// SplitMix64, so that a failure can be had again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite struct Properties {
  /// Pieces of which templates are made, good and bad.
  private static let pieces = [
    "{{x}}", "{{{x}}}", "{{&y.z}}", "{{.}}", "{{#x}}", "{{^x}}", "{{/x}}", "{{#list}}", "{{/list}}",
    "{{>a}}", "{{>*x}}", "{{<a}}", "{{/a}}", "{{$b}}", "{{/b}}", "{{! c }}", "{{=| |=}}",
    "|={{ }}=|", "{{", "}}", "{", "=", "\n", "\r\n", "  ", "\t", "text", "支部", "<", "&", ".", "*",
    "{{f}}", "{{#f}}", "{{/f}}", "\u{0}",
  ]
  private static let values: [Sample] = [
    nil, true, false, 0, -7, "", "a", "<script>", [], [1, "&"], ["x": "in"], .html("<b>"),
    .value(.address("a/")), .list([["x": 1], ["x": nil]]), ["z": ["z": 1]],
    .value(.lambda(.template { $0 + "{{x}}" })), .value(.lambda(.value { .integer(1) })),
  ]

  private static func template(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...30, using: &random)).map { _ in
      pieces.randomElement(using: &random) ?? ""
    }.joined()
  }

  private static func data(_ random: inout SeededGenerator) -> Sample {
    .object(
      ["x", "y", "list", "f"].map { ($0, values.randomElement(using: &random) ?? nil) })
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func renderingNeverCrashes(_ seed: UInt64) {
    var random = SeededGenerator(state: seed)
    for _ in 0..<60 {
      let partials = ["a": Self.template(&random), "b": Self.template(&random)]
      let checking: Checking = Bool.random(using: &random) ? .strict : .lenient
      let outcome = outcome(
        Self.template(&random), Self.data(&random), partials: partials, checking: checking)
      // Messages can be made of whatever was found.
      #expect(outcome.diagnostics.isEmpty == outcome.chinese.isEmpty)
    }
  }

  /// Well-formed templates that escape everything, over values that need it.
  private static func escaping(_ depth: Int, _ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...4, using: &random)).map { _ in
      let inner = depth > 0 ? escaping(depth - 1, &random) : "{{x}}"
      return switch Int.random(in: 0..<8, using: &random) {
      case 0: "{{x}}"
      case 1: "\n{{#x}}\n\(inner)\n{{/x}}\n"
      case 2: "{{#list}}{{.}}\(inner){{/list}}"
      case 3: "{{^none}}\(inner){{/none}}"
      case 4: "  {{>a}}\n"
      case 5: "{{<a}}{{$b}}\n  \(inner)\n{{/b}}{{/a}}"
      case 6: "{{y.z}}"
      default: "text "
      }
    }.joined()
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func textIsAlwaysEscaped(_ seed: UInt64) {
    var random = SeededGenerator(state: seed)
    let sharp = "<script>alert(\"1\" && '2')</script>"
    let data: Sample = [
      "x": .value(.text(sharp)), "list": [.value(.text(sharp)), 2], "none": false,
      "y": ["z": .value(.address("\"'<&>"))],
    ]
    for _ in 0..<100 {
      let template = Self.escaping(3, &random)
      let output = render(template, data, partials: ["a": "\n{{x}}{{$b}}{{/b}}\n"], root: "'<")
      let raw = output.utf8.filter { "<>\"'".utf8.contains($0) }
      #expect(raw.isEmpty, "\(template.debugDescription)")
    }
  }

  /// Lines of well-formed template text, each ended.
  private static func lines(_ depth: Int, _ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...4, using: &random)).map { _ in
      let inner = depth > 0 ? lines(depth - 1, &random) : "x\n"
      let blanks = ["", " ", "   "].randomElement(using: &random) ?? ""
      return switch Int.random(in: 0..<9, using: &random) {
      case 0: "{{x}} a\n"
      case 1: "\(blanks){{#list}}\n\(inner)\(blanks){{/list}}\n"
      case 2: "\(blanks){{#x}}a{{.}}\n\(inner){{/x}}b\n"
      case 3: "\(blanks){{^x}}\n\(inner){{/x}}\n"
      case 4: "\(blanks){{>a}}\n"
      case 5: "\(blanks)b{{>a}}\n"
      case 6: "\(blanks){{! note }}\n\n"
      case 7: "{{! note }} c {{{x}}}\n"
      default: "\(blanks)text\n"
      }
    }.joined()
  }

  /// What the specification says of a partial that has its line to itself.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func aPartialIsItsTextWithEachLineIndented(_ seed: UInt64) {
    var random = SeededGenerator(state: seed)
    let data: Sample = ["x": "1\n2", "list": ["a", ["x": "b"]]]
    for _ in 0..<50 {
      let partials = ["p": Self.lines(2, &random), "a": "{{x}}\n  {{! }}\n {{#x}}c{{/x}}\n"]
      let lines = (partials["p"] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
      let indented = lines.dropLast().map { "  " + $0 + "\n" }.joined()
      let byTag = render("a\n  {{>p}}\nb", data, partials: partials)
      let byHand = render("a\n\(indented)b", data, partials: partials)
      #expect(byTag == byHand, "\(partials["p"].debugDescription)")
    }
  }

  /// What fills a block: its lines without the indentation of the first, with that of the block.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func aFilledBlockIsItsTextWithEachLineReindented(_ seed: UInt64) {
    var random = SeededGenerator(state: seed)
    let data: Sample = ["x": "1\n2", "list": ["a", ["x": "b"]]]
    for _ in 0..<50 {
      let lines = Self.lines(1, &random).split(separator: "\n", omittingEmptySubsequences: false)
        .dropLast().map { "   " + $0 }
      let first = lines.first { !$0.allSatisfy { $0 == " " } } ?? ""
      let strip = first.prefix { $0 == " " }.count
      let moved = lines.map { line in
        "  " + line.dropFirst(min(strip, line.prefix { $0 == " " }.count)) + "\n"
      }.joined()
      let text = lines.map { $0 + "\n" }.joined()
      let a = "{{x}}\n  d\n"
      let byTag = render(
        "{{<p}}\n {{$b}}\n\(text) {{/b}}\n{{/p}}", data,
        partials: ["p": "<\n  {{$b}}\n  old\n  {{/b}}\n>", "a": a])
      let byHand = render("<\n\(moved)>", data, partials: ["a": a])
      #expect(byTag == byHand, "\(text.debugDescription)")
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func tokensPrintTheTemplateAgain(_ seed: UInt64) {
    var random = SeededGenerator(state: seed)
    var good = 0
    while good < 50 {
      let source = Self.template(&random)
      let scanner = Scanner.scan(SourceFile(path: "a", bytes: Array(source.utf8)))
      guard scanner.diagnostics.isEmpty else { continue }
      good += 1
      #expect(scanner.result.printed == source)
    }
  }
}

extension TokenizedTemplate {
  /// The template from its tokens: marks, sigil and name, with the blanks that stood around them.
  fileprivate var printed: String {
    tokens.reduce(into: "") { text, token in
      guard token.kind != .text else { return text += self.text(token.range) }
      let marks = delimiters[token.delimiters]
      let inner = token.range.dropFirst(marks.open.count).dropLast(marks.close.count)
      text += String(decoding: marks.open, as: UTF8.self)
      text += self.text(inner.startIndex..<token.name.lowerBound)
      text += self.text(token.name)
      text += self.text(token.name.upperBound..<inner.endIndex)
      text += String(decoding: marks.close, as: UTF8.self)
    }
  }
}
