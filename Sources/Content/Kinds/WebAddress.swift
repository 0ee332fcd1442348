internal import ByteText
internal import Diagnostics

/// A fault of an address that should be an absolute address of the web.
enum AddressFault {
  case scheme, character, noHost, host, port, user

  /// The fault of a text; nil for an absolute address with `https` or `http`, a host, perhaps a port, and no user or
  /// password.
  init?(of text: String) {
    guard let start = ["https://", "http://"].first(where: { text.utf8.starts(with: $0.utf8) })
    else {
      self = .scheme
      return
    }
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && !#"<>"\"#.utf8.contains($0) }),
      !text.unicodeScalars.contains(where: { (0x80...0x9F).contains($0.value) })
    else {
      self = .character
      return
    }
    let authority = text.utf8.dropFirst(start.utf8.count).prefix { !"/?#".utf8.contains($0) }
    guard let fault = Self.fault(inAuthority: Array(authority)) else { return nil }
    self = fault
  }

  private static func fault(inAuthority authority: [UInt8]) -> AddressFault? {
    if authority.contains(UInt8(ascii: "@")) { return .user }
    let isLiteral = authority.first == UInt8(ascii: "[")
    let end =
      isLiteral
      ? authority.firstIndex(of: UInt8(ascii: "]")).map { $0 + 1 }
      : authority.firstIndex(of: UInt8(ascii: ":"))
    let host = authority[..<(end ?? authority.endIndex)]
    let rest = authority[host.endIndex...]
    if host.isEmpty { return .noHost }
    let isHost = isLiteral ? end != nil && isIPv6(host.dropFirst().dropLast()) : isName(host)
    guard isHost else { return .host }
    guard !rest.isEmpty else { return nil }
    let port = Int(String(decoding: rest.dropFirst(), as: UTF8.self))
    let isPort =
      rest.first == UInt8(ascii: ":") && rest.dropFirst().allSatisfy(isDigit)
      && (port.map { (1...65_535).contains($0) } ?? false)
    return isPort ? nil : .port
  }

  /// Whether a name has labels of letters, digits, `-` and `_`, or four numbers below 256; names in other
  /// scripts than Latin are names too.
  private static func isName(_ host: ArraySlice<UInt8>) -> Bool {
    let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let named = labels.last?.isEmpty == true && labels.count > 1 ? labels.dropLast() : labels[...]
    guard host.count <= 253, let last = named.last else { return false }
    if last.allSatisfy(isDigit), !last.isEmpty {
      return named.count == 4
        && named.allSatisfy { part in
          part.count < 4 && (Int(String(decoding: part, as: UTF8.self)) ?? 256) < 256
        }
    }
    return named.allSatisfy { label in
      !label.isEmpty && label.count <= 63 && label.first != UInt8(ascii: "-")
        && label.last != UInt8(ascii: "-") && label.allSatisfy(isLabelByte)
    }
  }

  private static func isIPv6(_ host: ArraySlice<UInt8>) -> Bool {
    host.count { $0 == UInt8(ascii: ":") } >= 2
      && host.allSatisfy {
        isDigit($0) || (0x61...0x66).contains($0 | 0x20) || ":.".utf8.contains($0)
      }
  }

  /// The description of the fault, to follow “not an address”.
  var message: Message {
    switch self {
    case .scheme: Message("要以 https:// 或 http:// 开头", "it must begin with https:// or http://")
    case .character:
      Message("里面有空格或者不能用的符号", "it contains a space or a character that is not allowed")
    case .noHost: Message("“//”后面没有域名", "there is no domain after `//`")
    case .host: Message("域名不对", "the domain is not valid")
    case .port: Message("冒号后面的端口不对，应是 1 到 65535", "the port must be from 1 to 65535")
    case .user: Message("不能带用户名和密码", "it must not contain a user name or a password")
    }
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

private func isLabelByte(_ byte: UInt8) -> Bool {
  byte >= 0x80 || isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || "-_".utf8.contains(byte)
}

extension FieldRules {
  static var webAddress: FieldRules {
    var rules = FieldRules(fault: faultOfWebAddress)
    rules.form = withASCIIHost
    return rules
  }
}

/// An absolute address with its host as machines write it.
@Sendable private func withASCIIHost(_ address: String) -> String {
  guard let start = address.utf8.firstIndex(of: slash) else { return address }
  let host = address.utf8[start...].drop { $0 == slash }
  let end = host.firstIndex { "/?#".utf8.contains($0) } ?? host.endIndex
  guard let name = String(host[..<end]), let ascii = asciiHost(name), ascii != name else {
    return address
  }
  return (String(address.utf8[..<host.startIndex]) ?? "") + ascii
    + (String(address.utf8[end...]) ?? "")
}

/// The fault of an address to which a reader's browser may be sent, nil if there is none.
@Sendable private func faultOfWebAddress(_ address: String) -> FieldFault? {
  AddressFault(of: address).map { fault in
    FieldFault(
      id: "bad-address",
      message: Message(
        "这不是完整的网址：\(fault.message.chinese)",
        "this is not a complete address: \(fault.message.english)"),
      suggestion: Message(
        "写完整的网址，如 https://example.org/；没有网址，就删去这一项",
        "write the complete address, such as https://example.org/, or remove the field"))
  }
}
