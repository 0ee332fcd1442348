import ByteText
import Diagnostics
import Testing

@testable import Mustache

/// Values as a test writes them: `["items": ["a", "b"], "many": true]`.
indirect enum Sample: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
  ExpressibleByNilLiteral, Sendable
{
  case value(Mustache.Value)
  case list([Sample])
  case object([(String, Sample)])

  init(stringLiteral text: String) { self = .value(.text(text)) }
  init(integerLiteral number: Int) { self = .value(.integer(number)) }
  init(booleanLiteral bool: Bool) { self = .value(.bool(bool)) }
  init(nilLiteral: ()) { self = .value(.null) }
  init(arrayLiteral items: Sample...) { self = .list(items) }
  init(dictionaryLiteral members: (String, Sample)...) { self = .object(members) }

  static func html(_ text: String) -> Sample {
    .value(.html(HTMLFragment(bytes: Array(text.utf8))))
  }

  /// An object's shape is labelled by the name under which it is found.
  func value(_ label: String, _ vocabulary: inout Vocabulary) -> Mustache.Value {
    switch self {
    case .value(let value): return value
    case .list(let items): return .list(items.map { $0.value(label, &vocabulary) })
    case .object(let members):
      let shape = vocabulary.shape(label, members.map(\.0))
      return .object(Object(shape, members.map { $0.1.value($0.0, &vocabulary) }))
    }
  }
}

/// What came of compiling and rendering.
struct Outcome: Equatable {
  var output = ""
  var diagnostics: [Diagnostic] = []

  var chinese: String { DiagnosticFormatter(language: .chinese).format(diagnostics) }
  var english: String { DiagnosticFormatter(language: .english).format(diagnostics) }
}

/// Renders `template` (in messages `page.mustache`) over `data` (in messages the object `Page`),
/// for the page `p/index.html`. `partials` are other templates by name.
func outcome(
  _ template: String, _ data: Sample = [:], partials: [String: String] = [:], root: String = "",
  checking: Checking = .strict
) -> Outcome {
  var vocabulary = Vocabulary()
  let value = data.value("Page", &vocabulary)
  let sources = [("page", template)] + partials.sorted { $0.key < $1.key }
  let (set, diagnostics) = TemplateSet.compile(
    sources.map { ($0.0, SourceFile(path: $0.0 + ".mustache", bytes: Array($0.1.utf8))) },
    vocabulary: &vocabulary, checking: checking)
  guard let set, let page = set.template(named: "page") else {
    return Outcome(diagnostics: diagnostics)
  }
  var writer = ByteWriter()
  let mistakes = set.render(
    page, values: [value], root: root, page: "p/index.html", into: &writer)
  return Outcome(
    output: String(decoding: writer.array(), as: UTF8.self), diagnostics: diagnostics + mistakes)
}

/// The same where nothing may be wrong.
func render(
  _ template: String, _ data: Sample = [:], partials: [String: String] = [:], root: String = "",
  checking: Checking = .strict, sourceLocation: SourceLocation = #_sourceLocation
) -> String {
  let outcome = outcome(
    template, data, partials: partials, root: root, checking: checking)
  #expect(outcome.chinese == "", sourceLocation: sourceLocation)
  return outcome.output
}

/// Expects exactly these messages, with an empty line between them.
func expect(
  _ template: String, _ data: Sample = [:], partials: [String: String] = [:], chinese: String,
  english: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let outcome = outcome(template, data, partials: partials)
  #expect(outcome.chinese == chinese + "\n\n", sourceLocation: sourceLocation)
  #expect(outcome.english == english + "\n\n", sourceLocation: sourceLocation)
}

/// One rendering, as a case of a parameterised test.
struct Case: CustomTestStringConvertible, Sendable {
  let template: String
  let data: Sample
  let expected: String

  init(_ template: String, _ data: Sample = [:], gives expected: String) {
    self.template = template
    self.data = data
    self.expected = expected
  }

  var testDescription: String { template.debugDescription }
}
