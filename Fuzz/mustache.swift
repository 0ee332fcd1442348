// Templates from bytes: up to three, separated by zero bytes, the first being the page, the others `a`
// and `b`. They are compiled and rendered strictly and leniently; nothing may crash or hang.
import ByteText
import Diagnostics
import Mustache

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMustache(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  let texts = input.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
  let sources = zip(["page", "a", "b"], texts).map { name, text in
    (name: name, file: SourceFile(path: name + ".mustache", bytes: Array(text)))
  }
  for checking in [Checking.strict, .lenient] { render(sources, checking) }
  return 0
}

private func render(_ sources: [(name: String, file: SourceFile)], _ checking: Checking) {
  var vocabulary = Vocabulary()
  let data = sample(&vocabulary)
  let (set, diagnostics) = TemplateSet.compile(
    sources, vocabulary: &vocabulary, checking: checking)
  var all = diagnostics
  if let set, let page = set.template(named: "page") {
    var writer = ByteWriter()
    all += set.render(page, stack: [data], root: "../'", page: "page", into: &writer)
    _ = set.references(in: page)
  }
  precondition(set != nil || all.hasErrors)
  let text = DiagnosticFormatter(language: .chinese).format(Array(all.prefix(3)))
  precondition(all.isEmpty == text.isEmpty)
}

private func sample(_ vocabulary: inout Vocabulary) -> Object {
  let inner = vocabulary.shape("Inner", ["z", "x"])
  let shape = vocabulary.shape("Page", ["x", "y", "list", "none", "f", "g", "h"])
  let object = Value.object(Object(inner, [.text("<z>"), .null]))
  return Object(
    shape,
    [
      .text("a"), object, .list([object, .text("&"), .integer(-1), .list([.bool(true)])]), .null,
      .lambda(.template { $0 + "{{x}}" }), .lambda(.value { .list([.text("b")]) }),
      .html(HTMLFragment(bytes: Array("<b>".utf8))),
    ])
}
