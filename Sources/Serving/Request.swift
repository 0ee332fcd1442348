/// The methods that a responder is asked for.
package enum Method: Sendable {
  case get
  /// As `get`, without the body, which the server leaves out by itself.
  case head
}

/// A request that has passed every check of the server.
package struct Request: Sendable {
  /// The method, which is one of two.
  package let method: Method
  /// The path as it was sent, still percent-encoded; it begins with a slash.
  package let path: String
  /// The part after the first question mark, as it was sent; nil without one.
  package let query: String?
  /// Whether the client is on this machine.
  package let isOnLoopback: Bool
  private let fields: Fields

  /// A request as a client would send it.
  package init(
    method: Method = .get, target: String, fields: [(name: String, value: String)] = [],
    isOnLoopback: Bool = true
  ) {
    self.init(method, target, Fields(fields), isOnLoopback: isOnLoopback)
  }

  init(_ method: Method, _ target: String, _ fields: Fields, isOnLoopback: Bool) {
    self.method = method
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = parts.first.map(String.init) ?? ""
    query = parts.count > 1 ? String(parts[1]) : nil
    self.fields = fields
    self.isOnLoopback = isOnLoopback
  }

  /// The value of a field, by a name in small letters; several are joined by commas.
  package func field(_ name: String) -> String? { fields.joined(name) }

  /// The value of the first cookie of a name.
  package func cookie(named name: String) -> String? {
    for field in fields.all("cookie") {
      for pair in field.split(separator: ";") {
        let pair = pair.trimmed
        guard let equals = pair.firstIndex(of: "="), pair[..<equals] == name else { continue }
        return String(pair[pair.index(after: equals)...])
      }
    }
    return nil
  }
}

/// The fields of a request's head, by names in small letters.
struct Fields: Sendable {
  private let fields: [(name: String, value: String)]

  init(_ fields: [(name: String, value: String)]) {
    self.fields = fields.map { ($0.name.lowercased(), $0.value) }
  }

  /// The values of all fields of a name, in their order.
  func all(_ name: String) -> [String] {
    fields.lazy.filter { $0.name == name }.map { String($0.value[...].trimmed) }
  }

  func joined(_ name: String) -> String? {
    let values = all(name)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }

  func has(_ name: String) -> Bool { fields.contains { $0.name == name } }
}

extension Substring {
  /// The text without the spaces and tabs at its ends.
  var trimmed: Substring {
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    guard let first = utf8.firstIndex(where: { !isSpace($0) }),
      let last = utf8.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return self[first...last]
  }
}
