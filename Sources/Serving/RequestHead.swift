/// A request's head as it came, before any check.
struct RequestHead: Sendable {
  let method: String
  let target: String
  /// The second number of the version: 1 for HTTP/1.1.
  let minorVersion: Int
  let fields: Fields

  init(
    method: String = "GET", target: String = "/", minorVersion: Int = 1,
    fields: [(name: String, value: String)]
  ) {
    self.method = method
    self.target = target
    self.minorVersion = minorVersion
    self.fields = Fields(fields)
  }

  /// Whether bytes follow the head, or might be taken to follow it.
  var hasBody: Bool {
    fields.has("transfer-encoding") || fields.all("content-length").contains { $0 != "0" }
  }

  /// Whether the connection stays for further requests, as far as the client is concerned.
  var keepsConnection: Bool {
    let options = fields.joined("connection")?.lowercased() ?? ""
    return minorVersion >= 1 && !options.contains("close") && !fields.has("upgrade")
  }

  /// The host that a target in absolute form names, and the rest of it.
  private var absoluteTarget: (host: String, rest: String)? {
    guard target.lowercased().hasPrefix("http://") else { return nil }
    let rest = target.dropFirst("http://".count)
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    let path = rest[end...]
    return (String(rest[..<end]), path.hasPrefix("/") ? String(path) : "/" + path)
  }

  /// The host that the request is for, in small letters; nil unless there is exactly one.
  var host: String? {
    let hosts = fields.all("host")
    guard hosts.count == 1 || hosts.isEmpty && minorVersion == 0 else { return nil }
    let named = hosts.first?.lowercased() ?? ""
    guard let absolute = absoluteTarget?.host.lowercased() else { return named }
    return absolute == named || hosts.isEmpty ? absolute : nil
  }

  /// The target that begins with a slash; nil for one in another form.
  var localTarget: String? {
    let target = absoluteTarget?.rest ?? target
    return target.hasPrefix("/") && !target.utf8.contains(UInt8(ascii: "#")) ? target : nil
  }
}
