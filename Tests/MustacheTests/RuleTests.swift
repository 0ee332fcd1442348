import Diagnostics
import Testing

@testable import Mustache

/// A rule of the Mustache specification, with a template of our own that needs it.
struct Rule: CustomTestStringConvertible, Sendable {
  let name: String
  let template: String
  let data: Sample
  let partials: [String: String]
  let expected: String

  init(
    _ name: String, _ template: String, _ data: Sample = [:], partials: [String: String] = [:],
    gives expected: String
  ) {
    self.name = name
    self.template = template
    self.data = data
    self.partials = partials
    self.expected = expected
  }

  var testDescription: String { name }
}

/// The specification's rules, each alone, without strictness: what is missing renders as nothing.
/// The specification's own cases stand outside the repository; whoever clones it checks these.
@Suite struct SpecificationRules {
  func check(_ rule: Rule) {
    let outcome = outcome(
      rule.template, rule.data, partials: rule.partials, checking: .lenient)
    #expect(outcome.output == rule.expected)
    #expect(outcome.diagnostics.allSatisfy { $0.severity == .warning })
  }

  @Test(arguments: [
    Rule("text without tags stays", "甲 {乙} }丙{", gives: "甲 {乙} }丙{"),
    Rule("a value is not read as a template", "{{x}}", ["x": "{{y}}", "y": 1], gives: "{{y}}"),
    Rule("two braces escape", "{{x}}", ["x": "<&>\""], gives: "&lt;&amp;&gt;&quot;"),
    Rule("three braces do not escape", "{{{x}}}", ["x": "<&>\""], gives: "<&>\""),
    Rule("an ampersand does not escape", "{{&x}}", ["x": "<&>\""], gives: "<&>\""),
    Rule("a number is shown in digits", "{{x}} {{{x}}} {{&x}}", ["x": -85], gives: "-85 -85 -85"),
    Rule("null is empty", "({{x}}{{{x}}}{{&x}})", ["x": nil], gives: "()"),
    Rule("a name that is missing is empty", "({{x}}{{{x}}}{{&x}})", gives: "()"),
    Rule(
      "null hides an outer name", "{{#a}}({{x}}){{/a}}", ["x": 1, "a": ["x": nil]], gives: "()"),
    Rule("dots lead inward", "{{a.b}}{{{a.b}}}{{&a.b}}", ["a": ["b": "<"]], gives: "&lt;<<"),
    Rule(
      "dots lead inward at any depth", "{{a.b.c.d.e}}", ["a": ["b": ["c": ["d": ["e": 5]]]]],
      gives: "5"),
    Rule("a chain that breaks is empty", "({{a.b.c}})", ["a": ["d": 1]], gives: "()"),
    Rule(
      "each part is looked up in its parent only", "({{a.b.x}})", ["a": ["b": [:]], "x": 1],
      gives: "()"),
    Rule(
      "the first part is looked up everywhere", "{{#s}}{{a.x}}{{/s}}",
      ["s": ["y": 1], "a": ["x": 2]], gives: "2"),
    Rule(
      "the first part that is found decides", "{{#s}}({{a.x}}){{/s}}",
      ["s": ["a": [:]], "a": ["x": 2]], gives: "()"),
    Rule("a dot is never part of a key", "({{a.b}})", ["a.b": 1], gives: "()"),
    Rule("such a key hides nothing", "{{a.b}}", ["a.b": 1, "a": ["b": 2]], gives: "2"),
    Rule(
      "a dot alone is the value at hand", "{{#x}}{{.}}{{{.}}}{{&.}}{{/x}}", ["x": ["<"]],
      gives: "&lt;<<"),
    Rule(
      "white space around a value stays", "| {{x}} |\t{{{x}}}\t| {{&x}}|", ["x": 1],
      gives: "| 1 |\t1\t| 1|"),
    Rule(
      "a value's line stays", "  {{x}}\n  {{{x}}}\n  {{&x}}\n", ["x": 1],
      gives: "  1\n  1\n  1\n"),
    Rule("white space in a tag is nothing", "{{ x }}{{{ x }}}{{& x }}", ["x": 1], gives: "111"),
  ])
  func interpolation(_ rule: Rule) { check(rule) }

  @Test(arguments: [
    Rule("yes shows the content", "[{{#x}}甲{{/x}}]", ["x": true], gives: "[甲]"),
    Rule("no hides it", "[{{#x}}甲{{/x}}]", ["x": false], gives: "[]"),
    Rule("null hides it", "[{{#x}}甲{{/x}}]", ["x": nil], gives: "[]"),
    Rule("a name that is missing hides it", "[{{#x}}甲{{/x}}]", gives: "[]"),
    Rule("an object is entered", "{{#x}}{{y}}{{/x}}", ["x": ["y": "乙"]], gives: "乙"),
    Rule(
      "what it lacks is looked up outside", "{{#x}}{{a}}{{b}}{{/x}}",
      ["a": 1, "b": 2, "x": ["b": 3]],
      gives: "13"),
    Rule("a text is entered", "{{#x}}{{.}}-{{x}}{{/x}}", ["x": "乙"], gives: "乙-乙"),
    Rule(
      "every item sees all that is around it",
      "{{#a}}{{#b}}{{top}}{{a1}}{{b1}};{{/b}}{{/a}}",
      ["top": 0, "a": [["a1": 1, "b": [["b1": 2], ["b1": 3]]]]], gives: "012;013;"),
    Rule(
      "objects nest as deep as they are",
      "{{#a}}{{n}}{{#b}}{{n}}{{#c}}{{n}}{{/c}}{{n}}{{/b}}{{n}}{{/a}}",
      ["a": ["n": 1], "b": ["n": 2], "c": ["n": 3]], gives: "12321"),
    Rule(
      "a list repeats the content", "{{#x}}({{n}}){{/x}}", ["x": [["n": 1], ["n": 2]]],
      gives: "(1)(2)"),
    Rule("an empty list hides it", "[{{#x}}甲{{/x}}]", ["x": []], gives: "[]"),
    Rule(
      "sections may stand side by side", "{{#a}}1{{/a}}-{{#b}}2{{/b}}-{{#a}}3{{/a}}",
      ["a": true, "b": false], gives: "1--3"),
    Rule(
      "sections nest where they are shown", "{{#a}}1{{#a}}2{{/a}}3{{/a}}", ["a": true], gives: "123"
    ),
    Rule("and where they are hidden", "1{{#a}}2{{#a}}3{{/a}}4{{/a}}5", ["a": false], gives: "15"),
    Rule(
      "a list of lists is walked", "{{#x}}<{{#.}}{{.}}{{/.}}>{{/x}}", ["x": [[1, 2], [3]]],
      gives: "<12><3>"),
    Rule(
      "dots name a section", "{{#a.b}}1{{/a.b}}{{#a.c}}2{{/a.c}}", ["a": ["b": true, "c": false]],
      gives: "1"),
    Rule("a chain that breaks hides it", "[{{#a.b.c}}1{{/a.b.c}}]", ["a": [:]], gives: "[]"),
    Rule(
      "white space around a section stays", " |\t{{#a}}x{{/a}}\t| \n", ["a": true],
      gives: " |\tx\t| \n"),
    Rule(
      "white space within it stays", "({{#a}} {{! note }}\n {{/a}})", ["a": true], gives: "( \n )"),
    Rule(
      "a tag that shares its line keeps it", " {{#a}}1{{/a}}\n {{#a}}2{{/a}}\n", ["a": true],
      gives: " 1\n 2\n"),
    Rule(
      "a tag alone takes its line away", "1\n{{#a}}\n2\n{{/a}}\n3\n", ["a": true],
      gives: "1\n2\n3\n"),
    Rule(
      "an indented one as well", "1\n  {{#a}}\n2\n\t{{/a}}  \n3\n", ["a": true], gives: "1\n2\n3\n"),
    Rule(
      "a line may end as on Windows", "1\r\n{{#a}}\r\n{{/a}}\r\n2", ["a": true], gives: "1\r\n2"),
    Rule("the first line needs none before it", "  {{#a}}\n1{{/a}}\n2", ["a": true], gives: "1\n2"),
    Rule("the last line needs no end", "1{{#a}}\n2\n  {{/a}}", ["a": true], gives: "1\n2\n"),
    Rule("white space in a tag is nothing", "{{# a }}1{{/ a }}", ["a": true], gives: "1"),
  ])
  func sections(_ rule: Rule) { check(rule) }

  @Test(arguments: [
    Rule("no shows the content", "[{{^x}}甲{{/x}}]", ["x": false], gives: "[甲]"),
    Rule("yes hides it", "[{{^x}}甲{{/x}}]", ["x": true], gives: "[]"),
    Rule("null shows it", "[{{^x}}甲{{/x}}]", ["x": nil], gives: "[甲]"),
    Rule("a name that is missing shows it", "[{{^x}}甲{{/x}}]", gives: "[甲]"),
    Rule("an object hides it", "[{{^x}}甲{{/x}}]", ["x": ["y": 1]], gives: "[]"),
    Rule("a list hides it", "[{{^x}}甲{{/x}}]", ["x": [1, 2]], gives: "[]"),
    Rule("an empty list shows it", "[{{^x}}甲{{/x}}]", ["x": []], gives: "[甲]"),
    Rule(
      "they may stand side by side", "{{^a}}1{{/a}}-{{^b}}2{{/b}}-{{^a}}3{{/a}}",
      ["a": false, "b": true], gives: "1--3"),
    Rule("they nest", "{{^a}}1{{^a}}2{{/a}}3{{/a}}", ["a": false], gives: "123"),
    Rule("dots name them", "{{^a.b}}1{{/a.b}}{{^a.c}}2{{/a.c}}", ["a": ["b": true]], gives: "2"),
    Rule("a chain that breaks shows them", "{{^a.b.c}}1{{/a.b.c}}", ["a": [:]], gives: "1"),
    Rule("white space around stays", " |\t{{^a}}x{{/a}}\t| \n", ["a": false], gives: " |\tx\t| \n"),
    Rule(
      "a tag alone takes its line away", "1\n {{^a}}\n2\n {{/a}}\n3", ["a": false], gives: "1\n2\n3"
    ),
    Rule(
      "a line may end as on Windows", "1\r\n{{^a}}\r\n{{/a}}\r\n2", ["a": false], gives: "1\r\n2"),
    Rule("the text's ends are a line's", "{{^a}}\n1\n{{/a}}", ["a": false], gives: "1\n"),
    Rule("white space in a tag is nothing", "{{^ a }}1{{/ a }}", gives: "1"),
  ])
  func invertedSections(_ rule: Rule) { check(rule) }

  @Test(arguments: [
    Rule("a comment vanishes", "1{{! 2 }}3", gives: "13"),
    Rule("over several lines as well", "1{{!\n2\n3\n}}4", gives: "14"),
    Rule("a comment alone takes its line away", "1\n  {{! 2 }}\n3\n", gives: "1\n3\n"),
    Rule("one of several lines as well", "1\n  {{!\n  2\n  }}\n3\n", gives: "1\n3\n"),
    Rule("a line may end as on Windows", "1\r\n{{! 2 }}\r\n3", gives: "1\r\n3"),
    Rule("the text's ends are a line's", "{{! 1 }}\n2\n  {{! 3 }}", gives: "2\n"),
    Rule("one that shares its line keeps it", "  1 {{! 2 }}\n", gives: "  1 \n"),
    Rule("white space around it stays", "1 {{! 2 }} 3", gives: "1  3"),
    Rule("it shows no value", "({{! x }}{{!x}})", ["! x": 1, "!x": 2, "x": 3], gives: "()"),
  ])
  func comments(_ rule: Rule) { check(rule) }

  @Test(arguments: [
    Rule("delimiters change", "{{=<% %>=}}(<%x%>)", ["x": 1], gives: "(1)"),
    Rule("any characters will do", "{{=[ ]=}}([x])", ["x": 1], gives: "(1)"),
    Rule(
      "they reach into sections and behind them", "{{=| |=}}|#a|{{x}}|x|;|/a||x|",
      ["a": true, "x": 1], gives: "{{x}}1;1"),
    Rule("and into inverted ones", "{{=| |=}}|^a|{{x}}|x|;|/a||x|", ["x": 1], gives: "{{x}}1;1"),
    Rule(
      "they do not reach into a partial", "{{=| |=}}|>p|", ["x": 1], partials: ["p": "{{x}}|x|"],
      gives: "1|x|"),
    Rule(
      "nor out of one", "{{>p}}{{x}}|x|", ["x": 1], partials: ["p": "{{=| |=}}|x|"],
      gives: "11|x|"),
    Rule("white space around stays", "| {{=@ @=}} |", gives: "|  |"),
    Rule("a tag alone takes its line away", "1\n  {{=@ @=}}\n2\n", gives: "1\n2\n"),
    Rule("a line may end as on Windows", "1\r\n{{=@ @=}}\r\n2", gives: "1\r\n2"),
    Rule("the text's ends are a line's", "  {{=@ @=}}\n=\n  @={{ }}=@", gives: "=\n"),
    Rule("white space in the tag is nothing", "{{=  @   @  =}}@x@", ["x": 1], gives: "1"),
  ])
  func delimiters(_ rule: Rule) { check(rule) }

  @Test(arguments: [
    Rule("a partial is put in", "({{>p}})", partials: ["p": "甲"], gives: "(甲)"),
    Rule("one that is missing is empty", "({{>p}})", gives: "()"),
    Rule(
      "it sees what is around it", "{{#a}}{{>p}}{{/a}}", ["a": ["x": 1], "y": 2],
      partials: ["p": "{{x}}{{y}}"], gives: "12"),
    Rule(
      "it may use itself", "{{>p}}", ["x": 1, "below": [["x": 2, "below": []]]],
      partials: ["p": "{{x}}<{{#below}}{{>p}}{{/below}}>"], gives: "1<2<>>"),
    Rule("it may use others", "{{>p}}", partials: ["p": "1{{>q}}3", "q": "2"], gives: "123"),
    Rule("white space around stays", "| {{>p}} |", partials: ["p": "\t|\t"], gives: "| \t|\t |"),
    Rule(
      "one that shares its line is not indented", "  {{x}}  {{>p}}\n", ["x": 1],
      partials: ["p": "2\n2"], gives: "  1  2\n2\n"),
    Rule(
      "a line may end as on Windows", "|\r\n{{>p}}\r\n|", partials: ["p": "1"], gives: "|\r\n1|"),
    Rule(
      "the first line needs none before it", "  {{>p}}\n1", partials: ["p": "2\n2"],
      gives: "  2\n  21"),
    Rule(
      "the last line needs no end", "1\n  {{>p}}", partials: ["p": "2\n2"], gives: "1\n  2\n  2"),
    Rule(
      "one alone is indented, not its values", "{\n {{>p}}\n}", ["x": "1\n2"],
      partials: ["p": "a\n{{{x}}}\n"], gives: "{\n a\n 1\n2\n}"),
    Rule("white space in the tag is nothing", "{{> p }}", partials: ["p": "1"], gives: "1"),
  ])
  func partials(_ rule: Rule) { check(rule) }
}
