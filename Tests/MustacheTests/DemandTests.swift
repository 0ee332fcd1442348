import ByteText
import Diagnostics
import Testing

@testable import Mustache

/// Kinds of objects that hold each other: a page with a list of items, which have leaves.
private struct Kinds {
  var vocabulary = Vocabulary()
  let root: Shape
  let page: Shape
  let item: Shape
  let leaf: Shape

  init() {
    leaf = vocabulary.shape("leaf", ["x", "w"])
    item = vocabulary.shape("item", ["x", "z", "sub"], holding: ["sub": "leaf"])
    page = vocabulary.shape(
      "page", ["x", "y", "list", "one", "none"], holding: ["list": "item", "one": "item"])
    root = vocabulary.shape("root", ["x", "site"], holding: ["site": "leaf"])
  }

  mutating func compile(_ templates: [String: String]) -> TemplateSet? {
    TemplateSet.compile(
      templates.sorted { $0.key < $1.key }.map {
        ($0.key, SourceFile(path: $0.key + ".mustache", bytes: Array($0.value.utf8)))
      }, vocabulary: &vocabulary
    ).set
  }

  /// What the template called `page` asks of the root and of a page; nil where it cannot be told.
  mutating func demands(_ templates: [String: String]) -> [Demand]? {
    compile(templates).flatMap { set in
      set.template(named: "page").flatMap { set.demands(of: $0, stack: [root, page]) }
    }
  }
}

extension Demand {
  /// `x list(x sub)`, in the order of the alphabet.
  fileprivate var written: String {
    names.sorted().map { name in
      self[name].isEmpty ? name : "\(name)(\(self[name].written))"
    }.joined(separator: " ")
  }
}

@Suite struct `What a template asks for` {
  private static let cases: [(templates: [String: String], root: String, page: String)] = [
    (["page": "text"], "", ""),
    (["page": "{{x}}{{{y}}}"], "", "x y"),
    (["page": "{{^none}}{{#y}}a{{/y}}{{/none}}"], "", "none y"),
    (["page": "{{#list}}{{x}}{{y}}{{/list}}"], "", "list(x) y"),
    (["page": "{{#list}}{{site}}{{#site}}{{w}}{{z}}{{/site}}{{/list}}"], "site(w)", "list(z)"),
    (["page": "{{one.sub.w}}{{one.z}}{{one.w}}"], "", "one(sub(w) z)"),
    (["page": "{{#one.sub}}{{x}}{{z}}{{/one.sub}}"], "", "one(sub(x))"),
    (["page": "{{unknown}}{{#unknown}}{{x}}{{/unknown}}{{x.w}}"], "", "x"),
    (["page": "{{#y}}{{.}}{{x}}{{/y}}{{#list}}{{^-last}}, {{/-last}}{{/list}}"], "", "list x y"),
    (["page": "{{#list}}{{>a}}{{/list}}{{>a}}", "a": "{{z}}{{x}}"], "", "list(x z) x"),
    (
      ["page": "{{<a}}{{$b}}{{y}}{{/b}}{{/a}}", "a": "{{$b}}{{x}}{{/b}}{{$c}}{{none}}{{/c}}"], "",
      "none y"
    ),
    (
      [
        "page": "{{<a}}{{$b}}{{z}}{{/b}}{{/a}}",
        "a": "{{<inner}}{{$b}}{{w}}{{/b}}{{/inner}}",
        "inner": "{{#list}}{{$b}}{{x}}{{/b}}{{/list}}",
      ], "", "list(z)"
    ),
    (
      [
        "page": "{{<a}}{{$b}}{{$c}}{{y}}{{/c}}{{/b}}{{/a}}",
        "a": "{{$b}}{{/b}}{{$c}}{{x}}{{/c}}",
      ], "", "x y"
    ),
    (["page": "{{#one}}{{>a}}{{/one}}", "a": "{{z}}{{^sub}}{{>page}}{{/sub}}"], "", "one(sub z)"),
  ]

  @Test(arguments: 0..<cases.count)
  func `is told by the place at which it stands`(index: Int) {
    let (templates, root, page) = Self.cases[index]
    var kinds = Kinds()
    let demands = kinds.demands(templates)
    #expect(demands?.map(\.written) == [root, page])
  }

  @Test(arguments: [
    ["page": "{{>*x}}"], ["page": "{{#list}}{{<*x}}{{/*x}}{{/list}}"],
  ])
  func `is not told where a value names a template`(templates: [String: String]) {
    var kinds = Kinds()
    #expect(kinds.demands(templates) == nil)
  }

  @Test func `is told of templates that use themselves, unless objects do so too`() {
    var kinds = Kinds()
    #expect(kinds.demands(["page": "{{x}}{{>page}}"])?[1].written == "x")
    var vocabulary = Vocabulary()
    let tree = vocabulary.shape("tree", ["x", "below"], holding: ["below": "tree"])
    let set = TemplateSet.compile(
      [("page", SourceFile(path: "p", bytes: Array("{{x}}{{#below}}{{>page}}{{/below}}".utf8)))],
      vocabulary: &vocabulary
    ).set
    #expect(set.map { $0.demands(of: Template(index: 0), stack: [tree]) == nil } == true)
  }

  /// As many steps as are allowed would not do if each use of a template were looked at.
  @Test func `takes no longer where templates use each other again and again`() {
    var templates = ["page": "{{>a0}}{{>a0}}"]
    for level in 0..<90 {
      templates["a\(level)"] =
        "{{#list}}{{>a\(level + 1)}}{{/list}}{{#one}}{{>a\(level + 1)}}{{/one}}"
    }
    templates["a90"] = "{{z}}"
    var kinds = Kinds()
    #expect(kinds.demands(templates)?[1].written == "list(z) one(z)")
    for level in 90..<200 { templates["a\(level)"] = "{{>a\(level + 1)}}" }
    templates["a200"] = "{{z}}"
    #expect(kinds.demands(templates) == nil)
  }

  /// Each block is looked for among all overrides: a hundred million of them.
  @Test func `is told of several templates at once, however deep it goes`() throws {
    var kinds = Kinds()
    var both = Demand()
    for text in ["{{#list}}{{x}}{{sub.w}}{{/list}}", "{{#list}}{{z}}{{sub.x}}{{/list}}{{x}}"] {
      let demands = kinds.demands(["page": text])
      both.formUnion(try #require(demands)[1])
    }
    #expect(both.written == "list(sub(w x) x z) x")
  }

  @Test func `is not known where it takes too long to find out`() {
    var kinds = Kinds()
    func many(_ text: String) -> String {
      (0..<10_000).map { text.replacing("*", with: "\($0)") }.joined()
    }
    let templates = [
      "page": "{{<p}}" + many("{{$b*}}{{x}}{{/b*}}") + "{{/p}}", "p": many("{{$b*}}{{/b*}}"),
    ]
    #expect(kinds.demands(templates) == nil)
  }

  @Test func `is found out in as many steps as there are`() throws {
    var kinds = Kinds()
    let compiled = kinds.compile(["page": "{{x}}{{y}}{{>a}}", "a": "{{#list}}{{z}}{{/list}}"])
    let set = try #require(compiled)
    let page = try #require(set.template(named: "page"))
    var steps = 1000
    #expect(
      set.demands(of: page, stack: [kinds.page], steps: &steps)?.first?.written == "list(z) x y")
    let taken = 1000 - steps
    steps = taken * 2 - 1
    #expect(set.demands(of: page, stack: [kinds.page], steps: &steps) != nil)
    #expect(set.demands(of: page, stack: [kinds.page], steps: &steps) == nil && steps == 0)
  }
}

// MARK: - Any template

/// Well-formed templates that ask for this and that.
private func template(_ depth: Int, _ random: inout SeededGenerator) -> String {
  (0..<Int.random(in: 1...4, using: &random)).map { _ in
    let inner = depth > 0 ? template(depth - 1, &random) : "{{x}}"
    let name = ["x", "y", "z", "w", "none"].randomElement(using: &random) ?? ""
    return switch Int.random(in: 0..<12, using: &random) {
    case 0, 1: "{{\(name)}}"
    case 2: "{{#list}}\(inner){{/list}}"
    case 3: "{{#one}}\(inner){{/one}}"
    case 4: "{{#sub}}\(inner){{/sub}}"
    case 5: "{{^\(name)}}\(inner){{/\(name)}}"
    case 6: "{{#\(name)}}\(inner){{/\(name)}}"
    case 7: "{{>a}}"
    case 8: "{{<a}}{{$b}}\(inner){{/b}}{{/a}}"
    case 9: "{{#site.w}}{{site.x}}{{/site.w}}"
    case 10: "{{one.sub.w}}{{#one.sub}}\(inner){{/one.sub}}"
    default: "{{$b}}\(inner){{/b}}"
    }
  }.joined()
}

extension Kinds {
  /// An object at a place, whose values follow from their own places; where nobody asks for one, it is
  /// another.
  fileprivate func object(_ shape: Shape, at place: String, unless demand: Demand?) -> Object {
    Object(
      shape,
      shape.names.enumerated().map { slot, name in
        let isAsked = demand?.names.contains(name) ?? true
        return value(
          named: name, shape.kinds[slot],
          at: isAsked ? "\(place) \(name)" : "\(place) other \(name)",
          unless: isAsked ? demand?[name] : nil)
      })
  }

  private func value(
    named name: String, _ kind: String?, at place: String, unless demand: Demand?
  ) -> Value {
    var random = SeededGenerator(state: place.utf8.reduce(5381) { $0 &* 33 &+ UInt64($1) })
    if Int.random(in: 0..<4, using: &random) == 0 { return .null }
    guard let shape = [leaf, item].first(where: { $0.label == kind }) else {
      return .text(String(Int.random(in: 0..<1000, using: &random)))
    }
    func one(_ number: Int) -> Value {
      .object(object(shape, at: "\(place)\(number)", unless: demand))
    }
    return name == "list" ? .list((0..<2).map(one)) : one(0)
  }
}

extension `What a template asks for` {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `is all that its output depends on`(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    var differ = 0
    for _ in 0..<60 {
      var kinds = Kinds()
      let partial = template(1, &random).replacing("{{>a}}", with: "{{x}}")
        .replacing("{{<a}}", with: "{{<c}}").replacing("{{/a}}", with: "{{/c}}")
      let templates = [
        "page": template(3, &random), "a": "{{y}}{{$b}}\(partial){{/b}}",
        "c": "{{w}}{{$b}}{{z}}{{/b}}",
      ]
      guard let set = kinds.compile(templates), let page = set.template(named: "page"),
        let demands = set.demands(of: page, stack: [kinds.root, kinds.page])
      else {
        Issue.record("\(templates)")
        continue
      }
      func output(unless demands: [Demand?]) -> String {
        let stack = zip([kinds.root, kinds.page], demands).map { shape, demand in
          kinds.object(shape, at: "\(seed)", unless: demand)
        }
        var writer = ByteWriter()
        _ = set.render(page, stack: stack, page: "p", into: &writer)
        return String(decoding: writer.array(), as: UTF8.self)
      }
      let expected = output(unless: [nil, nil])
      #expect(output(unless: demands) == expected, "\(templates)")
      differ += output(unless: [Demand(), Demand()]) == expected ? 0 : 1
    }
    // Where everything is another, most outputs are.
    #expect(differ > 30)
  }
}
