import ByteText
import Diagnostics
import Testing

@testable import Mustache

@Test func anInterpolationShowsAValue() {
  var vocabulary = Vocabulary()
  let shape = vocabulary.shape("Page", ["title"])
  let source = (name: "a", file: SourceFile(path: "a.mustache", bytes: Array("<{{title}}>".utf8)))
  let (set, diagnostics) = TemplateSet.compile([source], vocabulary: &vocabulary)
  #expect(diagnostics == [])
  guard let set, let template = set.template(named: "a") else { return }
  var writer = ByteWriter()
  let mistakes = set.render(
    template, stack: [Object(shape, [.text("&")])], page: "a", into: &writer)
  #expect(mistakes == [])
  #expect(String(decoding: writer.array(), as: UTF8.self) == "<&amp;>")
}
