internal import Content
internal import Diagnostics
internal import Files
internal import Pages
internal import SiteModel

/// A path as a person writes it, and its possible meanings in a site.
///
/// A path may begin with the name of a folder, as on the command line or by the folder's last name alone, with the
/// site's URL or the path of that URL, or with none of them; it may be percent-encoded.
struct PathSearch {
  /// The part of a site in which a path is looked for.
  private enum Room: CaseIterable { case output, content, templates }

  /// A reading of the path, normalised and without a folder's name, and the parts of the site in which it is looked
  /// for.
  private struct Reading {
    let path: String
    let rooms: [Room]
  }

  private let explained: ExplainedSite
  private let written: String
  private let readings: [Reading]

  init(_ written: String, in explained: ExplainedSite) {
    self.explained = explained
    self.written = written
    readings = Self.readings(of: written, explained)
  }

  /// The target that the path names; nil if the site has nothing with that name.
  func target() -> ExplainedTarget? {
    for reading in readings {
      for room in reading.rooms {
        let found =
          switch room {
          case .output: explained.target(output: reading.path)
          case .content:
            explained.target(content: reading.path, mayBeFolder: reading.rooms == [.content])
          case .templates: explained.target(theme: reading.path)
          }
        if let found { return found }
      }
    }
    return nil
  }

  /// An error that the site has nothing with that name, and the nearest name.
  func report() -> Diagnostic {
    let near = nearest().map(explainedPath)
    let shown = brief(written)
    if readings.isEmpty, isURL(written) {
      let url = explained.parsed.config.url
      return Diagnostic(
        .error, "unknown-path", at: nil,
        Message("这不是本网站的网址：\(shown)", "this is not an address of this site: \(shown)"),
        suggestion: Message(
          "本网站的网址以 \(url) 开头", "addresses of this site begin with \(url)"))
    }
    return Diagnostic(
      .error, "unknown-path", at: nil,
      Message(
        "网站里没有这个网址、文件、稿件或模板：\(shown)",
        "the site has no such address, file, document or template: \(shown)"),
      suggestion: near.map { Message("是不是“\($0)”？", "did you mean `\($0)`?") }
        ?? Message(
          "写网址、网站里的文件、稿件或模板，例如 rss.xml",
          "write an address, a file of the output folder, a document or a template, such as `rss.xml`"
        ))
  }
}

// MARK: - Readings

extension PathSearch {
  private static func readings(of written: String, _ explained: ExplainedSite) -> [Reading] {
    let options = explained.options
    let url = explained.parsed.config.url
    if isURL(written) {
      return rest(of: written, below: url).map { clean($0, in: [.output]) } ?? []
    }
    if let path = rest(of: written, below: "theme:") { return clean(path, in: [.templates]) }
    let folders: [(path: String, room: Room)] = [
      (options.output, .output), (options.content, .content), (options.templates, .templates),
    ]
    var found: [Reading] = []
    for folder in folders {
      if let path = rest(of: written, below: folder.path) {
        found += clean(path, in: [folder.room])
      }
    }
    if let path = rest(of: written, below: basePath(of: url)) {
      found += clean(path, in: [.output])
    }
    let plain = withoutPrefix("/", of: withoutPrefix("./", of: written))
    for folder in folders {
      if let path = rest(of: plain, below: fileName(of: withoutSlashes(folder.path))) {
        found += clean(path, in: [folder.room])
      }
    }
    return found + clean(plain, in: Room.allCases)
  }

  /// The readings of a path as it is written and, if that differs, percent-decoded and without `?…` and `#…`.
  private static func clean(_ path: String, in rooms: [Room]) -> [Reading] {
    var paths: [String] = []
    for text in [encoded(path), path] {
      if let clean = LocalDestination(text, from: "").path, !paths.contains(clean) {
        paths.append(clean)
      }
    }
    return paths.map { Reading(path: $0, rooms: rooms) }
  }

  /// The path with escapes, so that nothing in it is taken for a percent-encoded byte, a query or a fragment.
  private static func encoded(_ path: String) -> String {
    path.unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "%": text += "%25"
      case "?": text += "%3F"
      case "#": text += "%23"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  /// The part of a path below a folder, or after a prefix that ends in a slash or a colon; empty for the folder itself.
  private static func rest(of path: String, below folder: String) -> String? {
    if folder.utf8.last == UInt8(ascii: ":") {
      return path.utf8.starts(with: folder.utf8) ? withoutPrefix(folder, of: path) : nil
    }
    let folder = withoutSlashes(withoutPrefix("./", of: folder))
    let path = withoutPrefix("./", of: path)
    if folder.isEmpty || folder == "." { return nil }
    if path == folder { return "" }
    return isBelow(path, folder) ? withoutPrefix(folder + "/", of: path) : nil
  }
}

private func isURL(_ text: String) -> Bool {
  ["http://", "https://"].contains { text.utf8.starts(with: $0.utf8) }
}

private func withoutPrefix(_ prefix: String, of text: String) -> String {
  text.utf8.starts(with: prefix.utf8) ? String(text.utf8.dropFirst(prefix.utf8.count)) ?? "" : text
}

private func withoutSlashes(_ path: String) -> String {
  var end = path.utf8[...]
  while end.last == slash { end.removeLast() }
  return String(end) ?? ""
}

// MARK: - What was meant

extension PathSearch {
  /// The path of the site that is most similar to the one written, and the part of the site that contains it.
  private func nearest() -> (path: String, room: Room)? {
    guard let wanted = readings.first else { return nil }
    // If two parts of the site have the same path, that of the output is used.
    var rooms: [String: Room] = [:]
    for room in wanted.rooms.reversed() {
      for path in names(in: room) { rooms[path] = room }
    }
    let all = rooms.keys.sorted(by: precedes)
    let files = NearestFiles(missing: [wanted.path], documents: all, assets: [])
    let near =
      files.nearest(to: wanted.path, in: "", assetsOnly: false)
      ?? NearWords(all).nearest(to: wanted.path)
    return near.flatMap { path in rooms[path].map { (path, $0) } }
  }

  /// The paths that may be written for a part of the site; an output that is a folder's page is named by its folder.
  private func names(in room: Room) -> [String] {
    let index = "/index.html"
    return switch room {
    case .output:
      explained.outputs.map { output in
        output.path.utf8.count > index.utf8.count && endsIn(output.path, "/index.html")
          ? String(output.path.utf8.dropLast(index.utf8.count)) ?? output.path : output.path
      }
    case .content: explained.found.files.files.map(\.path)
    case .templates: explained.inputs.theme.files.map(\.path)
    }
  }

  /// The path with the name of its folder, so that it can be written again as it is.
  private func explainedPath(_ near: (path: String, room: Room)) -> String {
    switch near.room {
    case .output:
      explained.target(output: near.path).map { _ in
        explained.outputs.index(of: near.path, \.path) == nil ? near.path + "/" : near.path
      } ?? near.path
    case .content: explained.shownContent(near.path)
    case .templates: explained.shownTheme(near.path)
    }
  }
}
