import ByteText
import Diagnostics
import Testing

@testable import Mustache

@Suite struct Sharing {
  @Test func manyThreadsRenderWithOneSet() async throws {
    var vocabulary = Vocabulary()
    let shape = vocabulary.shape("Page", ["title", "items"])
    let items = (0..<100).map { Value.text("项目 \($0) &") }
    let texts = [
      "page": "{{<layout}}{{$b}}\n{{#items}}\n {{.}} {{title}}\n{{/items}}\n{{/b}}{{/layout}}",
      "layout": "<{{title}}>\n  {{$b}}\n  {{/b}}\n",
    ]
    let sources = texts.sorted { $0.key < $1.key }.map {
      (name: $0.key, file: SourceFile(path: $0.key, bytes: Array($0.value.utf8)))
    }
    let set = try #require(TemplateSet.compile(sources, vocabulary: &vocabulary).set)
    let page = try #require(set.template(named: "page"))
    let shared = Object(shape, [.text("题"), .list(items)])

    @Sendable func output() -> [UInt8] {
      var writer = ByteWriter()
      let diagnostics = set.render(page, stack: [shared], page: "p", into: &writer)
      return diagnostics.isEmpty ? writer.array() : []
    }

    let expected = output()
    #expect(!expected.isEmpty)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask { (0..<50).allSatisfy { _ in output() == expected } }
      }
      for await isSame in group { #expect(isSame) }
    }
  }

  @Test func theInnermostObjectIsAskedFirst() throws {
    var vocabulary = Vocabulary()
    let site = vocabulary.shape("Site", ["name", "title"])
    let page = vocabulary.shape("Page", ["title"])
    let source = SourceFile(path: "a", bytes: Array("{{name}}: {{title}}".utf8))
    let compiled = TemplateSet.compile([("a", source)], vocabulary: &vocabulary)
    let set = try #require(compiled.set)
    let template = try #require(set.template(named: "a"))
    var writer = ByteWriter()
    writer.append("before ")
    let stack = [
      Object(site, [.text("site"), .text("outer")]), Object(page, [.text("inner")]),
    ]
    #expect(set.render(template, stack: stack, page: "p", into: &writer) == [])
    #expect(String(decoding: writer.array(), as: UTF8.self) == "before site: inner")
  }

  @Test func anObjectGivesItsValuesBack() throws {
    var vocabulary = Vocabulary()
    let inner = vocabulary.shape("Inner", ["text"])
    let shape = vocabulary.shape("Page", ["inner", "list", "address", "html", "none"])
    let object = Object(
      shape,
      [
        .object(Object(inner, [.text("一个比较长的标题，不在行内")])),
        .list([.integer(1), .bool(true)]), .address("a/"),
        .html(HTMLFragment(bytes: Array("<b>".utf8))), .null,
      ])
    guard case .object(let found)? = object["inner"], case .text(let text)? = found["text"],
      case .list(let items)? = object["list"], case .address("a/")? = object["address"],
      case .html(let html)? = object["html"], case .null? = object["none"]
    else { throw Missing() }
    #expect(text == "一个比较长的标题，不在行内")
    #expect(items.values.count == 2 && html.bytes == Array("<b>".utf8))
    #expect(found.shape === inner && object["unknown"] == nil)
    #expect(vocabulary.shapes.map(\.label) == ["Inner", "Page"])
  }

  private struct Missing: Error {}

  @Test func aTemplateTellsWhatItRefersTo() throws {
    let text = """
      {{<layout}}{{$head}}{{>parts/head}}{{/head}}{{/layout}}
      {{#items}}{{^a.b}}{{ name }}{{/a.b}}{{>*kind}}{{{.}}}{{/items}}{{$own}}{{/own}}
      """
    var vocabulary = Vocabulary()
    let sources = [("page", text), ("layout", "{{$head}}{{/head}}"), ("parts/head", "")]
    let compiled = TemplateSet.compile(
      sources.map { ($0.0, SourceFile(path: $0.0, bytes: Array($0.1.utf8))) },
      vocabulary: &vocabulary)
    let set = try #require(compiled.set)
    let page = try #require(set.template(named: "page"))
    let references = set.references(in: page)
    #expect(
      references.map(\.name) == [
        "layout", "head", "parts/head", "items", "a.b", "name", "kind", ".", "own",
      ])
    #expect(
      references.map(\.kind) == [
        .parent, .override(parent: "layout"), .partial, .test, .test, .interpolation, .dynamicName,
        .interpolation, .block,
      ])
    let name = references[5].place
    #expect(String(decoding: name.file.bytes[name.range], as: UTF8.self) == "{{ name }}")
    #expect(set.names == ["page", "layout", "parts/head"])
  }
}
