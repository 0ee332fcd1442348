import Synchronization

@testable import Serving

/// A site of some files below `/branch/`, and a stream of events at `/events`.
final class SmallSite: Responder, ServedFiles {
  static let page = "<!DOCTYPE html><title>通知</title>"

  let files: [String: ServedFile]
  let hub = EventHub()
  let asked = Atomic(0)
  private let host: StaticHost

  init(mount: String = "/branch/", _ extra: [ServedFile] = []) {
    host = StaticHost(mount: mount)
    var files: [String: ServedFile] = [:]
    let texts = [
      "index.html": "home", "404.html": "none", "notice/index.html": SmallSite.page,
      "notice/a.css": "p{}", "通知/index.html": "zh", "rss.xml": "<rss/>", "a b.txt": "blank",
      "javascript:alert(1)/index.html": "odd", "digits.bin": "0123456789", "empty.txt": "",
      "%2e%2e/index.html": "a folder with an odd name",
    ]
    for (path, text) in texts {
      files[path] = ServedFile(
        name: path, contents: Body.bytes(Array(text.utf8)).segments, digest: "d\(text.utf8.count)")
    }
    for file in extra { files[file.name] = file }
    self.files = files
  }

  func file(at path: [String]) -> ServedFile? { files[path.joined(separator: "/")] }

  func isFolder(_ path: [String]) -> Bool {
    path.isEmpty || files.keys.contains { $0.hasPrefix(path.joined(separator: "/") + "/") }
  }

  func notFound() -> ServedFile? { files["404.html"] }

  func respond(to request: Request) -> Response {
    asked.add(1, ordering: .relaxed)
    if request.path == "/events" { return Response(body: .events(hub)) }
    if request.path == "/split" {
      return Response(fields: [("Location", "/\r\nSet-Cookie: a=b")], body: .bytes([1]))
    }
    if request.path == "/cookie" {
      return Response(body: .bytes(Array((request.cookie(named: "view") ?? "-").utf8)))
    }
    return host.response(to: request, from: self)
  }
}

/// Runs a server on a free port for the time of a test.
func serve<Result>(
  _ site: SmallSite = SmallSite(), password: String? = nil, host: String? = nil,
  allowedHosts: [String] = [], limits: (inout ServerLimits) -> Void = { _ in },
  _ body: (Server) throws -> Result
) throws -> Result {
  var options = ServerOptions(
    host: host, port: .exactly(0), password: password, allowedHosts: allowedHosts)
  options.limits.lingerTime = 300
  limits(&options.limits)
  let server = try Server(options, responder: site)
  defer { server.stop() }
  return try body(server)
}
