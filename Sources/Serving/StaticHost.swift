internal import Pictures

/// A file as it is served.
package struct ServedFile: Sendable {
  /// The name, by whose ending the media type is told.
  package var name: String
  /// All bytes of the file.
  package var contents: [Segment]
  /// A digest of all bytes, in ASCII without spaces and quotation marks; an empty one tells browsers nothing.
  package var digest: String
  /// The value of `Content-Type`, if the name's ending does not tell it.
  package var mediaType: String?

  /// A file of some segments.
  package init(
    name: String, contents: [Segment], digest: String = "", mediaType: String? = nil
  ) {
    self.name = name
    self.contents = contents
    self.digest = digest
    self.mediaType = mediaType
  }
}

/// Protocol of the files that a `StaticHost` serves, as one request sees them.
package protocol ServedFiles {
  /// The file at a path below the site's root, by its decoded and checked parts.
  func file(at path: [String]) -> ServedFile?
  /// Whether a folder is there; the root is the empty path.
  func isFolder(_ path: [String]) -> Bool
  /// The page that says that nothing is there.
  func notFound() -> ServedFile?
}

/// Addresses as a good static host answers them, below one path.
package struct StaticHost: Sendable {
  /// The parts of the path that the site lies under; none at the root.
  private let mount: [String]

  /// A host below the path of a site's address, as `/branch/`; at the root where it is not a path.
  package init(mount path: String) {
    mount = (try? RequestPath(path))?.parts ?? []
  }

  /// The path that the site lies under, with slashes at both ends.
  package var root: String { encodedFolder(mount) }

  /// The parts below the site's root of an address of the site; nil for others.
  package func path(of request: Request) -> [String]? {
    guard let path = try? RequestPath(request.path), path.parts.starts(with: mount) else {
      return nil
    }
    return Array(path.parts.dropFirst(mount.count))
  }

  /// The answer to a request.
  package func response(to request: Request, from files: some ServedFiles) -> Response {
    let path: RequestPath
    do throws(RequestPath.Fault) { path = try RequestPath(request.path) } catch {
      return error == .malformed ? .malformedPath : notFound(files)
    }
    if path.parts.isEmpty, !mount.isEmpty { return redirect(to: mount, request, status: 302) }
    guard path.parts.starts(with: mount) else { return notFound(files) }
    let below = Array(path.parts.dropFirst(mount.count))
    if path.endsWithSlash {
      guard let index = files.file(at: below + ["index.html"]) else { return notFound(files) }
      return index.response(to: request)
    }
    if !below.isEmpty, let file = files.file(at: below) { return file.response(to: request) }
    guard files.isFolder(below) else { return notFound(files) }
    return redirect(to: path.parts, request, status: 301)
  }

  /// A redirect to a folder of this host. Its parts have no empty one among them, so that it cannot name another host.
  private func redirect(to parts: [String], _ request: Request, status: Int) -> Response {
    let query = request.query.map { "?" + percentEncoded($0, keeping: "-._~!$&'()*+,;=:@/?%") }
    return Response(
      status: status,
      fields: [
        ("Location", encodedFolder(parts) + (query ?? "")), ("Cache-Control", "no-cache"),
      ])
  }

  private func notFound(_ files: some ServedFiles) -> Response {
    guard let page = files.notFound() else {
      return .sentence(404, "这里没有网页。", "There is no page here.")
    }
    return Response(
      status: 404,
      fields: [("Content-Type", page.contentType), ("Cache-Control", "no-cache")],
      body: .segments(page.contents))
  }
}

extension ServedFile {
  /// The value of `Content-Type`; UTF-8 is what all texts of a site are in.
  var contentType: String {
    if let mediaType { return mediaType }
    let type = MediaType(fileName: name)
    return type.isText ? type.text + "; charset=utf-8" : type.text
  }

  /// The entity tag with its quotation marks; nil without a digest that can be one.
  var entityTag: String? {
    let isTag = digest.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }
    return isTag && !digest.isEmpty ? "\"\(digest)\"" : nil
  }

  /// The answer with the file, a part of it, or the word that the browser has it.
  package func response(to request: Request) -> Response {
    var fields = [(name: "Cache-Control", value: "no-cache")]
    if let entityTag { fields.append(("ETag", entityTag)) }
    if let field = request.field("if-none-match"), isNamed(in: field) {
      return Response(status: 304, fields: fields)
    }
    fields += [("Content-Type", contentType), ("Accept-Ranges", "bytes")]
    let size = contents.size
    switch range(for: request, size: size) {
    case .whole: return Response(fields: fields, body: .segments(contents))
    case .part(let range):
      let shown = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
      return Response(
        status: 206, fields: fields + [("Content-Range", shown)],
        body: .segments(contents.part(range)))
    case .beyond:
      return .sentence(
        416, "文件没有这一段。", "The file has no such range.",
        fields: [("Content-Range", "bytes */\(size)"), ("Cache-Control", "no-cache")])
    }
  }

  private func range(for request: Request, size: Int) -> ByteRange {
    guard request.method == .get, let field = request.field("range") else { return .whole }
    if let condition = request.field("if-range"), condition != entityTag { return .whole }
    return ByteRange(field, size: size)
  }

  /// Whether an `If-None-Match` field has the tag, be it marked as weak or not.
  private func isNamed(in field: String) -> Bool {
    guard let entityTag else { return false }
    return field.split(separator: ",").contains {
      let tag = $0.trimmed
      return tag == "*" || tag == entityTag || tag.hasPrefix("W/") && tag.dropFirst(2) == entityTag
    }
  }
}

extension Response {
  /// An answer that says in both languages why there is no other.
  package static func sentence(
    _ status: Int, _ chinese: String, _ english: String,
    fields: [(name: String, value: String)] = []
  ) -> Response {
    Response(
      status: status, fields: [("Content-Type", "text/plain; charset=utf-8")] + fields,
      body: .bytes(Array("\(chinese)\n\(english)\n".utf8)))
  }

  static let malformedPath = Response.sentence(
    400, "地址的写法不对。", "The address is malformed.")
}
