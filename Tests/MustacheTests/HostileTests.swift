import ByteText
import Diagnostics
import TestSupport
import Testing

@testable import Mustache

/// Templates that were made to hurt: each ends soon, in a right result or in a message. Built for
/// release each takes less than a second; the limit leaves room for debugging and busy machines.
@Suite struct HostileTemplates {
  private static func many(_ text: String, _ count: Int = 100_000) -> String {
    String(repeating: text, count: count)
  }

  @Test(
    arguments: [
      ("nested sections", many("{{#a}}") + many("{{/a}}"), "template-too-deep"),
      ("nested sections without end", many("{{#a}}"), "template-too-deep"),
      ("nested parents", many("{{<a}}"), "template-too-deep"),
      ("closing tags", many("{{/a}}"), "template-stray-close"),
      ("tags without end", many("{{a "), "template-unclosed-tag"),
      ("braces", many("{", 1_000_000), "template-unclosed-tag"),
      ("comments without end", many("{{! "), "template-unclosed-tag"),
      ("delimiters without end", many("{{= "), "template-unclosed-tag"),
      ("overtaken sections", many("{{#a}}{{#b}}{{/a}}"), "template-unclosed-section"),
      ("a tag of a megabyte", "{{" + many("x", 1_000_000), "template-unclosed-tag"),
      ("a name of a megabyte", "{{" + many("x", 1_000_000) + "}}", "template-unknown-name"),
      ("a name of a million parts", "{{" + many("x.", 500_000) + "x}}", "template-unknown-name"),
      ("blanks in a tag", "{{" + many(" ", 1_000_000) + "}}", "template-bad-name"),
      ("unknown names", many("{{x}}"), "template-unknown-name"),
      ("unknown partials", many("{{>x}}"), "template-unknown-partial"),
      (
        "blocks filled twice", "{{<p}}" + many("{{$a}}{{/a}}") + "{{/p}}",
        "template-duplicate-block"
      ),
    ])
  func endInAMessage(_ name: String, _ template: String, _ id: String) {
    var diagnostics: [Diagnostic] = []
    let time = threadSeconds {
      diagnostics = outcome(template, partials: ["p": "{{$a}}{{/a}}"]).diagnostics
    }
    #expect(diagnostics.contains { $0.id.description == id })
    #expect(diagnostics.count <= 2 * mostMistakes)
    #expect(time < 60)
  }

  @Test func manyTagsAreNothingSpecial() {
    let sections = Self.many("{{#a}}{{.}}{{/a}}")
    #expect(render(sections, ["a": "x"]) == Self.many("x"))
    #expect(render(Self.many("{{! x }}\n")) == "")
    #expect(render(Self.many("{{=<% %>=}}<%={{ }}=%>", 20_000)) == "")
    #expect(render(Self.many(" ", 1_000_000) + "{{! x }}") == "")
  }

  @Test(arguments: [
    ["page": "{{>page}}"], ["page": "{{>a}}", "a": "{{>b}}", "b": "{{>a}}"],
    ["page": "{{<page}}{{/page}}"], ["page": "{{>*name}}"],
    ["page": "{{<a}}{{$b}}{{>page}}{{/b}}{{/a}}", "a": "{{$b}}{{/b}}"],
    ["page": "{{#name}}{{#name}}{{#name}}{{>page}}{{/name}}{{/name}}{{/name}}"],
    ["page": "{{>page}}{{>page}}"],
  ])
  func recursionIsStopped(_ templates: [String: String]) {
    let outcome = outcome(templates["page"] ?? "", ["name": "page"], partials: templates)
    #expect(outcome.diagnostics.map { $0.id.description } == ["template-recursion"])
  }

  @Test func deepDataIsRenderedAsFarAsTemplatesGo() {
    var data: Sample = ["x": "end", "below": []]
    for _ in 0..<90 { data = ["x": "", "below": [data]] }
    let partials = ["node": "{{x}}{{#below}}{{#below}}{{>node}}{{/below}}{{/below}}"]
    #expect(
      render("{{>node}}", data, partials: ["node": "{{x}}{{#below}}{{>node}}{{/below}}"]) == "end")
    #expect(outcome("{{>node}}", data, partials: partials).output.hasPrefix("end") == true)
  }

  /// Each template uses the next one twice: 2^60 renderings.
  @Test func doublingIsStopped() {
    var partials: [String: String] = ["t60": "x"]
    for level in 0..<60 { partials["t\(level)"] = "{{>t\(level + 1)}}{{>t\(level + 1)}}" }
    let outcome = outcome("{{>t0}}", partials: partials)
    #expect(outcome.diagnostics.map { $0.id.description } == ["template-too-large"])
  }

  /// Ten lists within each other, of ten items each: 10^10 renderings.
  @Test func nestedListsAreStopped() {
    let template = Self.many("{{#a}}", 10) + "x" + Self.many("{{/a}}", 10)
    let outcome = outcome(template, ["a": .list(Array(repeating: "x", count: 10))])
    #expect(outcome.diagnostics.map { $0.id.description } == ["template-too-large"])
  }

  @Test func longPagesAreStopped() {
    let template = "{{#a}}{{#a}}" + Self.many("{{{b}}}", 1_000) + "{{/a}}{{/a}}"
    let data: Sample = [
      "a": .list(Array(repeating: 1, count: 1_000)), "b": .value(.text(Self.many("x", 100_000))),
    ]
    let outcome = outcome(template, data)
    #expect(outcome.diagnostics.map { $0.id.description } == ["template-too-large"])
  }

  @Test func lambdasThatGiveThemselvesAreStopped() {
    let lambda = Lambda.template { _ in "{{f}}{{#f}}{{/f}}" }
    let outcome = outcome("{{f}}", ["f": .value(.lambda(lambda))])
    #expect(outcome.diagnostics.map { $0.id.description } == ["template-recursion"])
  }
}
