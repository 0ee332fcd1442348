import Testing

@testable import Mustache

/// A page and the templates that it uses.
struct Family: CustomTestStringConvertible, Sendable {
  let template: String
  let partials: [String: String]
  let data: Sample
  let expected: String

  init(
    _ template: String, _ partials: [String: String], _ data: Sample = [:], gives expected: String
  ) {
    self.template = template
    self.partials = partials
    self.data = data
    self.expected = expected
  }

  var testDescription: String { template.debugDescription }
  var output: String { render(template, data, partials: partials) }
  /// The same with the line ends of Windows in every template.
  var windowsOutput: String {
    render(
      template.replacing("\n", with: "\r\n"), data,
      partials: partials.mapValues { $0.replacing("\n", with: "\r\n") })
  }
}

@Suite struct Partials {
  static let cases = [
    Family("[{{>p}}]", ["p": "{{x}}"], ["x": 1], gives: "[1]"),
    Family("[{{> parts/p }}]", ["parts/p": "p"], gives: "[p]"),
    Family("{{#x}}{{>p}}{{/x}}", ["p": "{{.}};"], ["x": [1, 2]], gives: "1;2;"),
    Family("{{>a}}", ["a": "<{{>b}}>", "b": "b"], gives: "<b>"),
    Family(
      "{{>node}}", ["node": "{{x}}({{#below}}{{>node}}{{/below}})"],
      ["x": "a", "below": [["x": "b", "below": []], ["x": "c", "below": []]]],
      gives: "a(b()c())"),
  ]

  @Test(arguments: cases)
  func areRenderedInPlace(_ family: Family) { #expect(family.output == family.expected) }

  static let indented = [
    Family("a\n  {{>p}}\nb", ["p": "1\n2\n"], gives: "a\n  1\n  2\nb"),
    Family("a\n  {{>p}}\nb", ["p": "1\n2"], gives: "a\n  1\n  2b"),
    Family("  {{>p}}\n", ["p": "{{x}}\n"], ["x": "1\n2"], gives: "  1\n2\n"),
    Family("  {{>p}}\n", ["p": "{{#x}}\n{{.}}\n{{/x}}\n"], ["x": [1, 2]], gives: "  1\n  2\n"),
    Family("  {{>p}}\n", ["p": "{{#x}}a\n{{/x}}b\n"], ["x": true], gives: "  a\n  b\n"),
    Family("  {{>p}}\n", ["p": "a\n {{>q}}\nb\n", "q": "c\nd\n"], gives: "  a\n   c\n   d\n  b\n"),
    Family("  {{>p}}\n", ["p": "a {{>q}}\n", "q": "c\nd"], gives: "  a c\nd\n"),
    Family("  {{>p}}{{>p}}\n", ["p": "1\n2"], gives: "  1\n21\n2\n"),
    Family("  {{>p}}\n", ["p": "{{! note }}\n{{!x}}a\n"], gives: "  a\n"),
    Family("\t{{>p}}\n", ["p": "a\n\nb\n"], gives: "\ta\n\t\n\tb\n"),
  ]

  @Test(arguments: indented)
  func takeOnTheIndentationOfTheirTag(_ family: Family) {
    #expect(family.output == family.expected)
  }

  @Test(arguments: indented)
  func doSoWithTheLineEndsOfWindows(_ family: Family) {
    let expected = family.expected.replacing("\n", with: "\r\n")
    // A value's own line ends stay as they are.
    guard !family.template.contains("{{x}}"), !family.partials.values.contains("{{x}}\n") else {
      return
    }
    #expect(family.windowsOutput == expected)
  }

  @Test(arguments: [
    Family("{{>*x}}", ["p": "P", "q": "Q"], ["x": "q"], gives: "Q"),
    Family("{{> * x.y }}", ["p": "P"], ["x": ["y": "p"]], gives: "P"),
    Family("{{#x}}{{>*.}}{{/x}}", ["p": "P", "q": "Q"], ["x": ["q", "p"]], gives: "QP"),
    Family("[{{>*x}}]", ["p": "P"], ["x": nil], gives: "[]"),
    Family(" {{>*x}}\n", ["p": "1\n2\n"], ["x": "p"], gives: " 1\n 2\n"),
    Family("{{<*x}}{{$b}}in{{/b}}{{/*x}}", ["p": "({{$b}}{{/b}})"], ["x": "p"], gives: "(in)"),
  ])
  func mayBeNamedByAValue(_ family: Family) { #expect(family.output == family.expected) }
}

@Suite struct Inheritance {
  @Test(arguments: [
    Family("{{$b}}own{{/b}}", [:], gives: "own"),
    Family("{{<p}}{{/p}}", ["p": "a{{$b}}default{{/b}}c"], gives: "adefaultc"),
    Family("{{<p}}{{$b}}new{{/b}}{{/p}}", ["p": "a{{$b}}default{{/b}}c"], gives: "anewc"),
    Family("{{<p}}{{$b}}{{/b}}{{/p}}", ["p": "a{{$b}}default{{/b}}c"], gives: "ac"),
    Family("{{<p}}{{$b}}n{{/b}}{{/p}}", ["p": "{{$b}}{{/b}}-{{$b}}{{/b}}"], gives: "n-n"),
    Family(
      "{{<p}}{{$b}}{{x}}{{/b}}{{/p}}", ["p": "{{#o}}{{$b}}{{/b}}{{/o}}"],
      ["x": "out", "o": ["x": "in"]], gives: "in"),
    Family(
      "{{<a}}{{$b}}page{{/b}}{{/a}}", ["a": "{{<c}}{{$b}}a{{/b}}{{/c}}", "c": "{{$b}}c{{/b}}"],
      gives: "page"),
    Family(
      "{{<a}}{{$x}}1{{/x}}{{/a}}",
      ["a": "{{<c}}{{$y}}[{{$x}}{{/x}}]{{/y}}{{/c}}", "c": "<{{$y}}{{/y}}>"], gives: "<[1]>"),
    Family(
      "{{<p}}{{$b}}({{$b}}inner{{/b}}){{/b}}{{/p}}", ["p": "{{$b}}outer{{/b}}"],
      gives: "(inner)"),
    Family("{{<p}}{{$b}}new{{/b}}{{/p}}", ["p": "{{>q}}", "q": "{{$b}}q{{/b}}"], gives: "new"),
    Family(
      "{{<p}}{{$b}}{{<p}}{{$b}}x{{/b}}{{/p}}{{/b}}{{/p}}", ["p": "<{{$b}}{{/b}}>"],
      gives: "<<x>>"),
    Family("{{<p}}\n  {{! note }}\n  {{$b}}x{{/b}}\n{{/p}}\n", ["p": "{{$b}}{{/b}}"], gives: "x"),
  ])
  func fillsBlocksFromOutside(_ family: Family) { #expect(family.output == family.expected) }

  static let indented = [
    // The layout says how deep a block lies, whoever fills it.
    Family(
      "{{<p}}\n{{$b}}\n<p>1\n  2\n{{/b}}\n{{/p}}\n", ["p": "<main>\n  {{$b}}\n  {{/b}}\n</main>\n"],
      gives: "<main>\n  <p>1\n    2\n</main>\n"),
    Family(
      "{{<p}}\n      {{$b}}\n        1\n        2\n      {{/b}}\n{{/p}}\n",
      ["p": "<main>\n  {{$b}}\n  {{/b}}\n</main>\n"], gives: "<main>\n  1\n  2\n</main>\n"),
    Family(
      "{{<p}}{{$b}}x{{/b}}{{/p}}\n", ["p": "<title>{{$b}}{{/b}}</title>\n"],
      gives: "<title>x</title>\n"),
    Family(
      "{{<p}}{{$b}}x{{/b}}{{/p}}\n", ["p": "  {{$b}}\n  old\n  {{/b}}\nend\n"], gives: "  xend\n"),
    Family(
      "  {{<p}}{{$b}}\nx\ny\n{{/b}}{{/p}}\n", ["p": "1\n {{$b}}\n {{/b}}\n2\n"],
      gives: "  1\n   x\n   y\n  2\n"),
    Family(
      "{{<p}}\n{{$b}}\n{{#x}}\n  {{.}}\n{{/x}}\n{{/b}}\n{{/p}}\n", ["p": "  {{$b}}\n  {{/b}}\n"],
      ["x": [1, 2]], gives: "    1\n    2\n"),
    Family(
      "{{<p}}{{$b}}\n{{>q}}\n{{/b}}{{/p}}\n", ["p": "  {{$b}}{{/b}}", "q": "1\n2\n"],
      gives: "  1\n  2\n"),
    Family(
      "{{<p}}{{$b}}\nx\n  {{>q}}\n{{/b}}{{/p}}\n", ["p": "{{$b}}{{/b}}", "q": "1\n2\n"],
      gives: "x\n  1\n  2\n"),
    Family("a\n{{<p}}\n{{/p}}\nb\n", ["p": "p\n"], gives: "a\np\nb\n"),
    Family("a {{<p}}{{/p}} b\n", ["p": "p"], gives: "a p b\n"),
  ]

  @Test(arguments: indented)
  func bringsBlocksToTheIndentationOfTheirPlace(_ family: Family) {
    #expect(family.output == family.expected)
  }

  @Test(arguments: indented)
  func doesSoWithTheLineEndsOfWindows(_ family: Family) {
    #expect(family.windowsOutput == family.expected.replacing("\n", with: "\r\n"))
  }
}

@Suite struct Lambdas {
  private func render(_ template: String, _ lambda: Lambda) -> String {
    MustacheTests.render(template, ["f": .value(.lambda(lambda)), "x": "&"])
  }

  @Test func giveValues() {
    #expect(render("{{f}}{{{f}}}", .value { .text("<") }) == "&lt;<")
    #expect(render("{{#f}}{{.}};{{/f}}", .value { .list([.integer(1), .integer(2)]) }) == "1;2;")
    #expect(render("{{#f}}no{{/f}}{{^f}}yes{{/f}}", .value { .bool(false) }) == "yes")
  }

  @Test func giveTemplateTextForASection() {
    #expect(render("{{#f}}[{{x}}]{{/f}}", .template { "<b>" + $0 + "</b>" }) == "<b>[&amp;]</b>")
    #expect(render("{{=| |=}}|#f||x||/f|", .template { $0 + "{{x}}" }) == "&amp;{{x}}")
    #expect(render("a\n{{#f}}\n{{x}}\n{{/f}}\nb", .template { $0 + $0 }) == "a\n&amp;\n&amp;\nb")
  }

  @Test func giveTemplateTextThatIsEscapedWhereItIsInterpolated() {
    #expect(render("{{f}} {{{f}}}", .template { _ in "<{{{x}}}>" }) == "&lt;&amp;&gt; <&>")
  }

  @Test func areAskedEachTime() {
    let calls = Counter()
    #expect(render("{{f}}{{f}}{{f}}", .value { .integer(calls.next()) }) == "123")
  }
}
