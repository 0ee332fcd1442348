/// A reader that takes only well-formed JSON (RFC 8259), as far as feeds use it.
public struct JSONReader {
  public enum Value: Equatable {
    case string(String)
    case number(Int)
    case list([Value])
    case object([String: Value])

    public subscript(name: String) -> Value? {
      if case .object(let members) = self { members[name] } else { nil }
    }

    public var items: [Value] { if case .list(let items) = self { items } else { [] } }
    public var text: String? { if case .string(let text) = self { text } else { nil } }
  }

  public struct Failure: Error, Equatable { let message: String }

  private var rest: Substring.UnicodeScalarView

  public static func read(_ bytes: [UInt8]) throws -> Value {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(message: "not UTF-8")
    }
    var reader = JSONReader(rest: Substring(text).unicodeScalars)
    let value = try reader.value()
    reader.skipSpace()
    guard reader.rest.isEmpty else { throw Failure(message: "text behind the value") }
    return value
  }

  private mutating func value() throws -> Value {
    skipSpace()
    if take("\"") { return .string(try string()) }
    if take("[") { return .list(try list()) }
    if take("{") { return .object(try object()) }
    let digits = rest.prefix { $0.properties.numericType == .decimal }
    guard let number = Int(String(digits)) else {
      throw Failure(message: "no value at \(rest.prefix(20))")
    }
    rest.removeFirst(digits.count)
    return .number(number)
  }

  private mutating func list() throws -> [Value] {
    skipSpace()
    if take("]") { return [] }
    var items: [Value] = []
    while true {
      items.append(try value())
      skipSpace()
      if take("]") { return items }
      guard take(",") else { throw Failure(message: "no comma at \(rest.prefix(20))") }
    }
  }

  private mutating func object() throws -> [String: Value] {
    var members: [String: Value] = [:]
    if take("}") { return members }
    while true {
      guard take("\"") else { throw Failure(message: "no name at \(rest.prefix(20))") }
      let name = try string()
      guard take(":") else { throw Failure(message: "no colon at \(rest.prefix(20))") }
      guard members.updateValue(try value(), forKey: name) == nil else {
        throw Failure(message: "\(name) twice")
      }
      if take("}") { return members }
      guard take(",") else { throw Failure(message: "no comma at \(rest.prefix(20))") }
    }
  }

  /// Reads on behind the opening quote.
  private mutating func string() throws -> String {
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      if scalar == "\"" { return String(text) }
      guard scalar.value >= 0x20 else { throw Failure(message: "control character") }
      text.append(scalar == "\\" ? try escape() : scalar)
    }
    throw Failure(message: "endless string")
  }

  private mutating func escape() throws -> Unicode.Scalar {
    switch rest.popFirst() {
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "\"": return "\""
    case "\\": return "\\"
    case "u":
      let digits = rest.prefix(4)
      rest.removeFirst(digits.count)
      guard digits.count == 4, let value = UInt32(String(digits), radix: 16),
        let scalar = Unicode.Scalar(value)
      else { throw Failure(message: "bad \\u") }
      return scalar
    default: throw Failure(message: "unknown escape")
    }
  }

  private mutating func skipSpace() {
    while let first = rest.first, first == " " || first == "\n" { rest.removeFirst() }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }
}
