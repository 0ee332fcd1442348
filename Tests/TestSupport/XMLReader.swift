/// A reader that takes only well-formed XML 1.0 of the kind that feeds are made of, without document
/// types, so that a test can see what a client sees.
public struct XMLReader {
  public struct Failure: Error, Equatable { let message: String }

  /// An element with its attributes and children; text and CDATA are joined in `text`.
  public struct Element: Equatable {
    public var name: String
    public var attributes: [String: String] = [:]
    public var children: [Element] = []
    public var text = ""

    /// The texts of the children so called.
    public func texts(_ name: String) -> [String] {
      children.filter { $0.name == name }.map(\.text)
    }
  }

  private var rest: Substring.UnicodeScalarView

  /// The root element.
  public static func read(_ bytes: [UInt8]) throws -> Element {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(message: "not UTF-8")
    }
    for scalar in text.unicodeScalars where !isAllowed(scalar) {
      throw Failure(message: "forbidden U+\(String(scalar.value, radix: 16))")
    }
    var reader = XMLReader(rest: Substring(text).unicodeScalars)
    while reader.take("<?") {
      guard reader.upTo("?>") != nil else { throw Failure(message: "endless instruction") }
      reader.skipSpace()
    }
    guard reader.take("<") else { throw Failure(message: "no root") }
    let root = try reader.element()
    reader.skipSpace()
    guard reader.rest.isEmpty else { throw Failure(message: "text behind the root") }
    return root
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// Reads on behind the `<` of a start tag.
  private mutating func element() throws -> Element {
    var element = Element(name: try name())
    while true {
      skipSpace()
      if take("/>") { return element }
      if take(">") { break }
      let name = try name()
      guard take("=\""), let raw = upTo("\""), !raw.contains("<") else {
        throw Failure(message: "bad attribute \(name)")
      }
      guard element.attributes.updateValue(try resolved(raw), forKey: name) == nil else {
        throw Failure(message: "\(name) twice")
      }
    }
    try readContent(of: &element)
    return element
  }

  private mutating func readContent(of element: inout Element) throws {
    while !rest.isEmpty {
      if take("<![CDATA[") {
        guard let raw = upTo("]]>") else { throw Failure(message: "endless CDATA") }
        element.text += raw
      } else if take("</") {
        guard try name() == element.name, take(">") else {
          throw Failure(message: "\(element.name) is not closed")
        }
        return
      } else if take("<") {
        element.children.append(try self.element())
      } else {
        let raw = String(rest.prefix { $0 != "<" })
        guard !raw.contains("]]>") else { throw Failure(message: "]]> in text") }
        rest.removeFirst(raw.unicodeScalars.count)
        element.text += try resolved(raw)
      }
    }
    throw Failure(message: "\(element.name) never ends")
  }

  private mutating func name() throws -> String {
    let name = rest.prefix { $0.properties.isAlphabetic || $0 == ":" || $0 == "-" }
    guard !name.isEmpty else { throw Failure(message: "no name at \(rest.prefix(20))") }
    rest.removeFirst(name.count)
    return String(name)
  }

  private func resolved(_ raw: String) throws -> String {
    // By scalars: to `Character` a semicolon and a mark behind it are one.
    var parts = raw.unicodeScalars.split(separator: "&", omittingEmptySubsequences: false)[...]
    var text = String(parts.removeFirst())
    for part in parts {
      guard let end = part.firstIndex(of: ";") else { throw Failure(message: "bare & in \(raw)") }
      switch String(part[..<end]) {
      case "lt": text += "<"
      case "gt": text += ">"
      case "amp": text += "&"
      case "quot": text += "\""
      case "#39": text += "'"
      default: throw Failure(message: "entity \(part[..<end])")
      }
      text += String(part[part.index(after: end)...])
    }
    return text
  }

  private mutating func skipSpace() {
    while let first = rest.first, first == " " || first == "\n" { rest.removeFirst() }
  }

  private mutating func take(_ prefix: String) -> Bool {
    guard rest.starts(with: prefix.unicodeScalars) else { return false }
    rest.removeFirst(prefix.unicodeScalars.count)
    return true
  }

  /// Consumes what comes before `end`, and `end`.
  private mutating func upTo(_ end: String) -> String? {
    var text = String.UnicodeScalarView()
    while !take(end) {
      guard let scalar = rest.popFirst() else { return nil }
      text.append(scalar)
    }
    return String(text)
  }
}
