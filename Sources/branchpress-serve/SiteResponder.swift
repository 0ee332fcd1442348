import ByteText
import CPreviewPage
import Content
import Digests
import Files
import Preview
import Serving

/// The answers of the preview server: the site's files, and below a path of their own those of the preview itself.
struct SiteResponder: Responder {
  let site: PreviewSite
  let hub: EventHub

  private static let script = unsafe bytes { unsafe branchpress_preview_script($0) }
  private static let style = unsafe bytes { unsafe branchpress_preview_style($0) }

  /// The bytes of an embedded file.
  private static func bytes(
    _ embedded: (UnsafeMutablePointer<Int>) -> UnsafePointer<UInt8>?
  ) -> [UInt8] {
    var count = 0
    let start = unsafe embedded(&count)
    return unsafe Array(UnsafeBufferPointer(start: start, count: count))
  }

  func respond(to request: Request) -> Response {
    if request.path.hasPrefix(PreviewSite.ownFolder) {
      return own(String(request.path.dropFirst(PreviewSite.ownFolder.count)), request)
    }
    let audience = audience(of: request)
    guard site.isShown else {
      return Response(
        status: 503, fields: [("Content-Type", htmlType), ("Cache-Control", "no-store")],
        body: .bytes(site.waitingPage))
    }
    let files = SiteFiles(site: site, audience: audience)
    return StaticHost(mount: site.mount).response(to: request, from: files)
  }

  /// One of the preview's own files, by its name.
  private func own(_ name: String, _ request: Request) -> Response {
    switch name {
    case "events":
      return Response(
        fields: [("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")],
        body: .events(hub))
    case "preview.js":
      return ServedFile(bytes: Self.script, named: name).response(to: request)
    case "preview.css":
      return ServedFile(bytes: Self.style, named: name).response(to: request)
    default: return .sentence(404, "这里没有文件。", "There is no file here.")
    }
  }

  /// The audience that the browser has chosen in a cookie of this server's port: cookies are common to all ports of a host.
  private func audience(of request: Request) -> Audience {
    let host = request.field("host") ?? ""
    let port = host.utf8.lastIndex(of: UInt8(ascii: ":")).map { host[host.index(after: $0)...] }
    return request.cookie(named: "branchpress-view-\(port ?? "80")").flatMap(Audience.init)
      ?? .authors
  }
}

private let htmlType = "text/html; charset=utf-8"

/// The files of a site as an audience sees them.
private struct SiteFiles: ServedFiles {
  let site: PreviewSite
  let audience: Audience

  func file(at path: [String]) -> ServedFile? {
    guard let name = path.last else { return nil }
    switch site.output(at: path.joined(separator: "/"), for: audience) {
    case nil: return nil
    case .made(let bytes): return ServedFile(bytes: bytes, named: name)
    case .copy(let file, let folder, let stamp, let edits):
      // A file that has just been changed is read again in a moment, and its pages then load anew.
      guard let open = FileAtOffsets(file, in: folder), open.stamp == stamp else { return nil }
      var digest = DigestBuilder()
      digest.add(stamp)
      for edit in edits {
        digest.add(edit.range.lowerBound)
        digest.add(edit.count)
      }
      return ServedFile(
        name: name, contents: [Segment](open, with: edits), digest: digest.digest().hexadecimal)
    }
  }

  func isFolder(_ path: [String]) -> Bool {
    site.isFolder(path.joined(separator: "/"), for: audience)
  }

  func notFound() -> ServedFile? { file(at: ["404.html"]) }
}

extension ServedFile {
  /// A file in memory.
  fileprivate init(bytes: [UInt8], named name: String) {
    self.init(
      name: name, contents: bytes.isEmpty ? [] : [.bytes(bytes[...])],
      digest: Digest(of: bytes).hexadecimal)
  }
}
