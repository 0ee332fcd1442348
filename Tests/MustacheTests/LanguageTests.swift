import ByteText
import Testing

@testable import Mustache

@Suite struct Interpolation {
  @Test(arguments: [
    Case("{{x}}", ["x": "a<b>&\"'"], gives: "a&lt;b&gt;&amp;&quot;&#39;"),
    Case("{{{x}}}", ["x": "<b>"], gives: "<b>"),
    Case("{{&x}}", ["x": "<b>"], gives: "<b>"),
    Case("{{ & x }}", ["x": "<b>"], gives: "<b>"),
    Case("[{{ x }}]", ["x": "党支部"], gives: "[党支部]"),
    Case("[{{\n x\n}}]", ["x": 1], gives: "[1]"),
    Case("{{x}}", ["x": -12], gives: "-12"),
    Case("{{x}} {{y}}", ["x": true, "y": false], gives: "true false"),
    Case("[{{x}}]", ["x": nil], gives: "[]"),
    Case("[{{x.y.z}}]", ["x": nil], gives: "[]"),
    Case("{{x}}{{{x}}}", ["x": .html("<b>粗</b>")], gives: "<b>粗</b><b>粗</b>"),
    Case("{{a.b.c}}", ["a": ["b": ["c": "deep"]]], gives: "deep"),
    Case("{{#a}}{{x}}{{/a}}", ["a": ["y": 1], "x": "outer"], gives: "outer"),
    Case("{{#a}}{{x.y}}{{/a}}", ["a": ["x": ["y": 1]], "x": ["y": 2]], gives: "1"),
    Case("{{名称}}", ["名称": "支部"], gives: "支部"),
    Case("{ {x} }}", gives: "{ {x} }}"),
    Case("", gives: ""),
  ])
  func showsAValue(_ one: Case) {
    #expect(render(one.template, one.data) == one.expected)
  }

  @Test(arguments: [
    ("", "", "./"), ("../", "", "../"), ("../../", "a/b/", "../../a/b/"),
    ("https://e.org/", "a?b&c", "https://e.org/a?b&amp;c"), ("", "a'b", "a&#39;b"),
  ])
  func putsTheRootBeforeAnAddress(_ root: String, _ path: String, _ expected: String) {
    #expect(render("{{a}}", ["a": .value(.address(path))], root: root) == expected)
  }

  @Test func putsTheRootBeforeTheLocalAddressesOfHTML() {
    let fragment = HTMLFragment(
      bytes: Array("<a href=\"\">".utf8),
      insertions: [HTMLFragment.Insertion(offset: 9, text: "b/", isLocal: true)])
    let data: Sample = ["content": .value(.html(fragment))]
    #expect(render("{{content}}", data, root: "../") == "<a href=\"../b/\">")
  }
}

@Suite struct Sections {
  @Test(arguments: [
    Case("{{#x}}{{y}},{{/x}}", ["x": [["y": 1], ["y": 2]]], gives: "1,2,"),
    Case("{{#x}}{{.}},{{/x}}", ["x": ["a", 2, true]], gives: "a,2,true,"),
    Case("{{#x}}{{#.}}{{.}}{{/.}};{{/x}}", ["x": [[1, 2], [3]]], gives: "12;3;"),
    Case("{{#x}}{{y}}{{/x}}", ["x": ["y": "in"]], gives: "in"),
    Case("{{#x}}{{x}}{{.}}{{/x}}", ["x": "text"], gives: "texttext"),
    Case("{{#x.y}}{{z}}{{/x.y}}", ["x": ["y": ["z": 1]]], gives: "1"),
    Case("{{#x}}{{.}}{{^-last}}、{{/-last}}{{/x}}", ["x": ["甲", "乙", "丙"]], gives: "甲、乙、丙"),
    Case(
      "{{#x}}{{#-first}}[{{/-first}}{{-number}}{{#-odd}}*{{/-odd}}{{#-last}}]{{/-last}}{{/x}}",
      ["x": [1, 2, 3]], gives: "[1*23*]"),
    Case(
      "{{#x}}{{#y}}{{-number}}{{/y}}{{-number}};{{/x}}", ["x": [["y": [1, 2]], ["y": [3]]]],
      gives: "121;12;"),
    Case("{{#x}}{{#y}}{{-number}}{{/y}}{{/x}}", ["x": [["y": "in"]]], gives: "1"),
    Case("{{#-first}}no{{/-first}}", gives: ""),
    Case("{{#unknown}}no{{/unknown}}{{^unknown}}yes{{/unknown}}", gives: "yes"),
    Case("{{#x.unknown}}no{{/x.unknown}}", ["x": ["y": 1]], gives: ""),
    Case("{{# x }}y{{/ x }}", ["x": true], gives: "y"),
    Case("{{#a}}{{#b}}{{#a}}x{{/a}}{{/b}}{{/a}}", ["a": true, "b": true], gives: "x"),
  ])
  func showTheirContentForEach(_ one: Case) {
    #expect(render(one.template, one.data) == one.expected)
  }

  @Test(
    arguments: [
      (nil, "no"), (false, "no"), ("", "no"), ([], "no"), (.html(""), "no"),
      (true, "yes"), (0, "yes"), ("0", "yes"), ([nil], "yes"), ([:], "yes"),
      (.value(.address("")), "yes"), (.html("x"), "yes"),
    ] as [(Sample, String)])
  func takeEmptyValuesForNo(_ value: Sample, _ expected: String) {
    #expect(render("{{#x}}yes{{/x}}{{^x}}no{{/x}}", ["x": value]) == expected)
  }
}

@Suite struct Lines {
  static let cases = [
    Case("a\n{{#x}}\nb\n{{/x}}\nc", ["x": true], gives: "a\nb\nc"),
    Case("a\n  {{#x}}  \nb\n\t{{/x}}\nc", ["x": true], gives: "a\nb\nc"),
    Case("a\n{{#x}}{{/x}}\nb", ["x": true], gives: "a\n\nb"),
    Case("{{^x}}\nb\n{{/x}}\n", ["x": false], gives: "b\n"),
    Case("a\n  {{! note }}\nb", gives: "a\nb"),
    Case("a {{! note }}\nb", gives: "a \nb"),
    Case("a\n{{! a\n note }}\nb", gives: "a\nb"),
    Case("a\n{{=<% %>=}}\n<%x%>", ["x": 1], gives: "a\n1"),
    Case("a\n  {{x}}\nb", ["x": 1], gives: "a\n  1\nb"),
    Case("{{#x}}\n{{.}}\n{{/x}}\n", ["x": [1, 2]], gives: "1\n2\n"),
    Case("\n\n{{#x}}\n\n{{/x}}\n\n", ["x": true], gives: "\n\n\n\n"),
  ]

  @Test(arguments: cases)
  func vanishWithTheTagThatHasThemToItself(_ one: Case) {
    #expect(render(one.template, one.data) == one.expected)
  }

  @Test(arguments: cases)
  func mayEndAsOnWindows(_ one: Case) {
    let windows = one.template.replacing("\n", with: "\r\n")
    #expect(render(windows, one.data) == one.expected.replacing("\n", with: "\r\n"))
  }
}

@Suite struct SetDelimiters {
  @Test(arguments: [
    Case("{{=<% %>=}}<%x%> {{x}}", ["x": 1], gives: "1 {{x}}"),
    Case("{{= | | =}}|x| |#x|y|/x|", ["x": 1], gives: "1 y"),
    Case("{{=<% %>=}}<%={{ }}=%>{{x}}<%x%>", ["x": 1], gives: "1<%x%>"),
    Case("{{=<< >>=}}<<{x}>> <<&x>>", ["x": "&"], gives: "& &"),
    Case("{{=《 》=}}《x》", ["x": 1], gives: "1"),
    Case("{{#x}}{{=<% %>=}}<%y%><%/x%><%y%>", ["x": true, "y": 1], gives: "11"),
  ])
  func changeTheMarks(_ one: Case) {
    #expect(render(one.template, one.data) == one.expected)
  }

  @Test func doNotReachIntoPartials() {
    let partials = ["p": "{{x}}|x|"]
    #expect(render("{{=| |=}}|>p||x|", ["x": 1], partials: partials) == "1|x|1")
  }
}

@Suite struct Comments {
  @Test(arguments: [
    Case("a{{! b }}c", gives: "ac"), Case("a{{!}}c", gives: "ac"),
    Case("a{{! {{x }}c", gives: "ac"), Case("a{{!\nb\n}}c", gives: "ac"),
    Case("{{=<% %>=}}a<%! {{ }} %>c", gives: "ac"),
  ])
  func showNothing(_ one: Case) {
    #expect(render(one.template, one.data) == one.expected)
  }
}
