/// The checks that let only a browser in whose user asked for the site, and no page of the web by way of it.
struct Gate: Sendable {
  /// Further hosts, each with or without a port, in small letters.
  private let allowedHosts: [String]
  /// Whether the server is called by the addresses of its machine.
  private let acceptsAddresses: Bool

  init(allowedHosts: [String], acceptsAddresses: Bool) {
    self.allowedHosts = allowedHosts.map { $0.lowercased() }
    self.acceptsAddresses = acceptsAddresses
  }

  /// The answer to a request that is not let in, which came on a connection to `port`.
  func refusal(of head: RequestHead, port: Int) -> Response? {
    guard let host = head.host else {
      return .sentence(
        400, "请求要有一个 Host，而且只能有一个。", "A request needs exactly one Host field.")
    }
    guard isOurs(host, port: port) else {
      return .sentence(
        403, "这个服务器不叫“\(host)”，请用启动时显示的地址打开。",
        "This server is not called “\(host)”. Open the address that was shown at its start.")
    }
    guard head.method == "GET" || head.method == "HEAD" else {
      return .sentence(
        405, "这个服务器只回答 GET 和 HEAD。", "This server answers GET and HEAD only.",
        fields: [("Allow", "GET, HEAD")])
    }
    if head.hasBody {
      return .sentence(
        400, "这样的请求不能有正文。", "Such a request must not have a body.")
    }
    guard head.localTarget != nil else { return .malformedPath }
    return isFromElsewhere(head, host: host)
      ? .sentence(
        403, "别的网站不能读取这里的内容。", "Other sites may not read what is served here.") : nil
  }

  /// Whether a host with its port is a name of this server that no name server can give to another machine's page.
  private func isOurs(_ host: String, port: Int) -> Bool {
    guard let (name, written) = Gate.split(host) else { return false }
    if allowedHosts.contains(name) || allowedHosts.contains(host) { return true }
    guard written ?? 80 == port else { return false }
    let isLocal =
      ["localhost", "127.0.0.1", "[::1]"].contains(name)
      || name.hasSuffix(".localhost") && name.utf8.allSatisfy(isOfName)
    return isLocal || acceptsAddresses && isAddress(name)
  }

  /// A host and its port; nil if they are not written as they must be.
  private static func split(_ host: String) -> (name: String, port: Int?)? {
    guard let last = host.utf8.lastIndex(of: UInt8(ascii: ":")), host.utf8.last != UInt8(ascii: "]")
    else { return host.isEmpty ? nil : (host, nil) }
    let digits = host[host.index(after: last)...]
    guard (1...5).contains(digits.utf8.count),
      digits.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains),
      last > host.startIndex
    else { return nil }
    return (String(host[..<last]), Int(digits))
  }

  /// Whether a page of another origin makes the request: a form, a script, a picture, a frame. A link that the user
  /// follows is none of them.
  private func isFromElsewhere(_ head: RequestHead, host: String) -> Bool {
    let origins = head.fields.all("origin")
    if origins.contains(where: { !["http://" + host, "https://" + host].contains($0.lowercased()) })
    {
      return true
    }
    guard let site = head.fields.joined("sec-fetch-site")?.lowercased(),
      !["same-origin", "none"].contains(site)
    else { return false }
    return head.method != "GET" || head.fields.joined("sec-fetch-mode") != "navigate"
      || head.fields.joined("sec-fetch-dest") != "document"
  }
}

private func isOfName(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
    UInt8(ascii: "-"), UInt8(ascii: "."):
    true
  default: false
  }
}

/// Whether a host is an address in figures and no name: four numbers, or one of IPv6 in brackets.
private func isAddress(_ host: String) -> Bool {
  if host.hasPrefix("["), host.hasSuffix("]") {
    let inside = host.dropFirst().dropLast()
    return inside.contains(":")
      && inside.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "a")...UInt8(ascii: "f"),
          UInt8(ascii: "."):
          true
        default: false
        }
      }
  }
  let parts = host.split(separator: ".", omittingEmptySubsequences: false)
  return parts.count == 4
    && parts.allSatisfy { part in
      (1...3).contains(part.utf8.count) && UInt8(part) != nil && !part.hasPrefix("+")
    }
}
