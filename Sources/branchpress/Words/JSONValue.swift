/// A value of the JSON in which the parser of arguments describes the commands.
enum JSONValue: Equatable {
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])
  /// A number, `true`, `false` or `null`, as it is written.
  case word(String)

  /// The value that a text contains; nil where it is no JSON.
  init?(_ json: String) {
    var scanner = JSONScanner(json)
    guard let value = scanner.value() else { return nil }
    self = value
  }

  subscript(name: String) -> JSONValue? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var items: [JSONValue] { if case .list(let items) = self { items } else { [] } }
  var isTrue: Bool { self == .word("true") }
}

private struct JSONScanner {
  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  private var next: UInt8? {
    mutating get {
      while index < bytes.count, bytes[index] <= UInt8(ascii: " ") { index += 1 }
      return index < bytes.count ? bytes[index] : nil
    }
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: sign) else { return false }
    index += 1
    return true
  }

  mutating func value() -> JSONValue? {
    if take("{") { return object() }
    if take("[") { return list() }
    if take("\"") { return string().map(JSONValue.text) }
    let start = index
    while let byte = next, !Array(",]}".utf8).contains(byte) { index += 1 }
    return .word(String(decoding: bytes[start..<index], as: UTF8.self))
  }

  private mutating func object() -> JSONValue? {
    var members: [String: JSONValue] = [:]
    while !take("}") {
      guard take("\""), let name = string(), take(":"), let value = value() else { return nil }
      members[name] = value
      _ = take(",")
    }
    return .object(members)
  }

  private mutating func list() -> JSONValue? {
    var items: [JSONValue] = []
    while !take("]") {
      guard next != nil, let item = value() else { return nil }
      items.append(item)
      _ = take(",")
    }
    return .list(items)
  }

  /// The rest of a string, whose opening quote was taken.
  private mutating func string() -> String? {
    var text: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let escaped = escaped() else { return nil }
        text += escaped
      default: text.append(byte)
      }
    }
    return nil
  }

  /// The character that an escape stands for; the encoder writes all but control characters as they are.
  private mutating func escaped() -> [UInt8]? {
    guard index < bytes.count else { return nil }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "u"):
      guard index + 4 <= bytes.count,
        let code = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(code)
      else { return nil }
      index += 4
      return Array(String(scalar).utf8)
    default: return [byte]
    }
  }
}
