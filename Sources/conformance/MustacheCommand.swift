import ByteText
import Diagnostics
import Foundation
import Mustache
import Synchronization

/// `conformance mustache`: renders `{"template", "data", "partials"}` leniently, as the Mustache
/// specification has it, to `{"output"}` or `{"error"}`.
enum MustacheCommand {
  private struct Case: Decodable {
    let template: String
    let data: JSON?
    let partials: [String: String]?
  }

  static func answer(_ line: Data) -> [String: String] {
    do {
      return render(try JSONDecoder().decode(Case.self, from: line))
    } catch {
      return ["error": "the case is not what was agreed: \(error)"]
    }
  }

  private static func render(_ test: Case) -> [String: String] {
    var vocabulary = Vocabulary()
    let value = (test.data ?? .null).value(&vocabulary)
    let partials = (test.partials ?? [:]).sorted { $0.key < $1.key }
    // No partial can have the template's own name, which is not a name.
    let sources = ([("", test.template)] + partials).map { name, text in
      (name: name, file: SourceFile(path: name + ".mustache", bytes: Array(text.utf8)))
    }
    let (set, diagnostics) = TemplateSet.compile(
      sources, vocabulary: &vocabulary, checking: .lenient)
    guard let set, let template = set.template(named: "") else { return error(diagnostics) }
    var writer = ByteWriter()
    let mistakes = set.render(template, values: [value], page: "case", into: &writer)
    if mistakes.hasErrors { return error(mistakes) }
    return ["output": String(decoding: writer.array(), as: UTF8.self)]
  }

  private static func error(_ diagnostics: [Diagnostic]) -> [String: String] {
    ["error": DiagnosticFormatter(language: .english).format(diagnostics)]
  }
}

/// Any JSON value.
private enum JSON: Decodable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([JSON])
  case object([String: JSON])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let bool = try? container.decode(Bool.self) {
      self = .bool(bool)
    } else if let integer = try? container.decode(Int.self) {
      self = .integer(integer)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([JSON].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: JSON].self))
    }
  }

  func value(_ vocabulary: inout Vocabulary) -> Value {
    switch self {
    case .null: return .null
    case .bool(let bool): return .bool(bool)
    case .integer(let integer): return .integer(integer)
    case .number(let number): return .text("\(number)")
    case .text(let text): return .text(text)
    case .list(let items): return .list(items.map { $0.value(&vocabulary) })
    case .object(let members):
      if case .text("code")? = members["__tag__"], case .text(let source)? = members["js"] {
        return specificationLambda(source).map(Value.lambda) ?? .null
      }
      let members = members.sorted { $0.key < $1.key }
      let shape = vocabulary.shape("object", members.map(\.key))
      return .object(Object(shape, members.map { $0.value.value(&vocabulary) }))
    }
  }
}

/// The specification's lambdas, told apart by their JavaScript bodies.
private func specificationLambda(_ source: String) -> Lambda? {
  switch source {
  case #"function() { return "world" }"#: .template { _ in "world" }
  case #"function() { return "{{planet}}" }"#: .template { _ in "{{planet}}" }
  case #"function() { return "|planet| => {{planet}}" }"#:
    .template { _ in "|planet| => {{planet}}" }
  case "function() { return (g=(function(){return this})()).calls=(g.calls||0)+1 }": counter()
  case #"function() { return ">" }"#: .template { _ in ">" }
  case #"function(txt) { return (txt == "{{x}}" ? "yes" : "no") }"#:
    .template { $0 == "{{x}}" ? "yes" : "no" }
  case #"function(txt) { return txt + "{{planet}}" + txt }"#: .template { $0 + "{{planet}}" + $0 }
  case #"function(txt) { return txt + "{{planet}} => |planet|" + txt }"#:
    .template { $0 + "{{planet}} => |planet|" + $0 }
  case #"function(txt) { return "__" + txt + "__" }"#: .template { "__" + $0 + "__" }
  case "function(txt) { return false }": .template { _ in "" }
  default: nil
  }
}

private func counter() -> Lambda {
  let calls = Counter()
  return .value { .integer(calls.next()) }
}

private final class Counter: Sendable {
  private let calls = Mutex(0)

  func next() -> Int {
    calls.withLock {
      $0 += 1
      return $0
    }
  }
}
