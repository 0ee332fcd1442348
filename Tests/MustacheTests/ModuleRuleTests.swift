import Testing

@testable import Mustache

/// The rules of the specification's optional modules.
extension SpecificationRules {
  @Test(arguments: [
    Rule("a value names the partial", "({{>*x}})", ["x": "p"], partials: ["p": "甲"], gives: "(甲)"),
    Rule(
      "the star is not part of the name", "{{>*x}}", ["x": "p", "*x": "q"],
      partials: ["p": "1", "q": "2"], gives: "1"),
    Rule("a name that is missing is empty", "({{>*x}})", partials: ["p": "1"], gives: "()"),
    Rule(
      "a partial that is missing is empty", "({{>*x}})", ["x": "q"], partials: ["p": "1"],
      gives: "()"),
    Rule(
      "it sees what is around it", "{{>*x}}", ["x": "p", "y": 1], partials: ["p": "{{y}}"],
      gives: "1"),
    Rule(
      "dots lead inward first", "({{>*a.b}})", ["a": "c", "c": ["b": "p"]], partials: ["p": "1"],
      gives: "()"),
    Rule("dots find a name", "{{>*a.b}}", ["a": ["b": "p"]], partials: ["p": "1"], gives: "1"),
    Rule(
      "they enter nothing", "{{#a}}{{>*b.x}}{{/a}}", ["a": ["v": 1], "b": ["x": "p", "v": 2]],
      partials: ["p": "{{v}}"], gives: "1"),
    Rule(
      "nor for each item", "{{#a}}{{>*b.x}}{{/a}}",
      ["v": 0, "a": [1, 2], "b": ["x": "p", "v": 2]],
      partials: ["p": "{{v}}"], gives: "00"),
    Rule(
      "it may use itself", "{{>*x}}", ["x": "p", "n": 1, "below": [["n": 2, "below": []]]],
      partials: ["p": "{{n}}<{{#below}}{{>*x}}{{/below}}>"], gives: "1<2<>>"),
    Rule(
      "a name is followed once", "({{>**x}})", ["x": "y", "y": "p"], partials: ["p": "1"],
      gives: "()"),
    Rule(
      "a name is not put together", "({{>*a.*b}})", ["a": "c", "b": "d", "c": ["d": ["p": nil]]],
      partials: ["p": "1"], gives: "()"),
    Rule(
      "white space around stays", "| {{>*x}} |", ["x": "p"], partials: ["p": "\t|\t"],
      gives: "| \t|\t |"),
    Rule(
      "one alone is indented", "1\n  {{>*x}}\n2", ["x": "p"], partials: ["p": "a\nb\n"],
      gives: "1\n  a\n  b\n2"),
    Rule(
      "a line may end as on Windows", "|\r\n{{>*x}}\r\n|", ["x": "p"], partials: ["p": "1"],
      gives: "|\r\n1|"),
    Rule(
      "the text's ends are a line's", "  {{>*x}}", ["x": "p"], partials: ["p": "1\n1"],
      gives: "  1\n  1"),
    Rule(
      "white space in the tag is nothing", "{{> * x }}", ["x": "p"], partials: ["p": "1"],
      gives: "1"),
  ])
  func dynamicNames(_ rule: Rule) { check(rule) }

  @Test(arguments: [
    Rule("a block shows what it holds", "{{$b}}甲{{/b}}", gives: "甲"),
    Rule(
      "values, sections and their opposites included",
      "{{$b}}{{x}}{{{x}}}{{#a}}1{{/a}}{{^a}}2{{/a}}{{/b}}", ["x": "<", "a": true], gives: "&lt;<1"),
    Rule(
      "values in it are no templates", "{{$b}}{{{x}}}{{/b}}", ["x": "{{y}}", "y": 1], gives: "{{y}}"
    ),
    Rule(
      "a parent's block stays unless it is filled", "{{<p}}{{/p}}",
      partials: ["p": "{{$b}}1{{/b}}"], gives: "1"),
    Rule(
      "it is filled", "{{<p}}{{$b}}2{{/b}}{{/p}}", partials: ["p": "({{$b}}1{{/b}})"], gives: "(2)"),
    Rule(
      "data do not fill it", "{{<p}}{{/p}}", ["b": 3], partials: ["p": "{{$b}}1{{/b}}"], gives: "1"),
    Rule(
      "nor what fills it", "{{<p}}{{$b}}2{{/b}}{{/p}}", ["b": 3], partials: ["p": "{{$b}}1{{/b}}"],
      gives: "2"),
    Rule(
      "two uses are filled apart", "{{<p}}{{$b}}2{{/b}}{{/p}}{{<p}}{{$b}}3{{/b}}{{/p}}",
      partials: ["p": "({{$b}}1{{/b}})"], gives: "(2)(3)"),
    Rule(
      "one block of two is filled", "{{<p}}{{$c}}3{{/c}}{{/p}}",
      partials: ["p": "{{$b}}1{{/b}}{{$c}}2{{/c}}"], gives: "13"),
    Rule(
      "a parent without blocks is a partial", "{{<p}}{{/p}}", ["x": 1], partials: ["p": "({{x}})"],
      gives: "(1)"),
    Rule(
      "what is nearest to the page fills a block", "{{<a}}{{$x}}1{{/x}}{{/a}}",
      partials: ["a": "{{<b}}{{$x}}2{{/x}}{{/b}}", "b": "{{$x}}3{{/x}}"], gives: "1"),
    Rule(
      "else what is between", "{{<a}}{{/a}}",
      partials: ["a": "{{<b}}{{$x}}2{{/x}}{{/b}}", "b": "{{$x}}3{{/x}}"], gives: "2"),
    Rule(
      "text in a parent's tag is nothing", "{{<p}}甲{{$b}}2{{/b}}乙{{/p}}",
      partials: ["p": "{{$b}}1{{/b}}"], gives: "2"),
    Rule("alone as well", "{{<p}}甲{{/p}}", partials: ["p": "{{$b}}1{{/b}}"], gives: "1"),
    Rule(
      "a block sees what is around its place", "{{<p}}{{$b}}{{x}}{{/b}}{{/p}}",
      ["x": 1, "o": ["x": 2]], partials: ["p": "{{#o}}{{$b}}{{/b}}{{/o}}"], gives: "2"),
    Rule(
      "a parent alone takes its line", "1\n{{<p}}{{$b}}2{{/b}}\n{{/p}}\n3",
      partials: ["p": "{{$b}}{{/b}}\n"], gives: "1\n2\n3"),
    Rule(
      "a block is indented as its place is", "{{<p}}{{$b}}\n1\n2\n{{/b}}{{/p}}",
      partials: ["p": "<\n  {{$b}}\n  {{/b}}\n>"], gives: "<\n  1\n  2\n>"),
    Rule(
      "a parent alone is indented", " {{<p}}\n {{/p}}\n", partials: ["p": "1\n{{$b}}2\n{{/b}}"],
      gives: " 1\n 2\n"),
    Rule(
      "a parent may use itself", "{{<p}}{{$b}}{{<p}}{{$b}}1{{/b}}{{/p}}{{/b}}{{/p}}",
      partials: ["p": "({{$b}}{{/b}})"], gives: "((1))"),
  ])
  func inheritance(_ rule: Rule) { check(rule) }

  @Test func `lambdas give text, with the delimiters that the specification has`() {
    func render(_ template: String, _ lambda: Lambda) -> String {
      MustacheTests.render(
        template, ["f": .value(.lambda(lambda)), "x": "<"], checking: .lenient)
    }
    #expect(render("({{f}})", .value { .text("甲") }) == "(甲)")
    #expect(render("{{#f}}{{x}}{{/f}}", .template { $0 == "{{x}}" ? "yes" : "no" }) == "yes")
    #expect(render("{{=| |=}}(|#f|-|/f|)", .template { $0 + "{{x}}" + $0 }) == "(-{{x}}-)")
    #expect(render("{{=| |=}}(|&f|)", .template { _ in "|x|{{x}}" }) == "(|x|&lt;)")
    #expect(render("({{^f}}no{{/f}})", .template { _ in "" }) == "()")
  }
}
