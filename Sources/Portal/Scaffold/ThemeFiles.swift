internal import ByteText
internal import Content
package import Diagnostics
internal import Digests
internal import Files
internal import Pages

/// A file of the default theme, and what a site has in its place.
package struct ReplaceableFile: Sendable {
  /// The file of a site that takes the place of one of the theme.
  package enum Own: Sendable, Equatable {
    /// A copy that was not edited.
    case copy
    /// A copy that was edited.
    case edited
    /// A copy, edited or not, of a file that this version of the theme has changed since.
    case outdated(version: String)
    /// A file without the mark of a copy.
    case other
  }

  /// The path below the theme's folder, such as `partials/entry.mustache`.
  package let path: String
  /// The part of the site that the file makes.
  package let about: Message
  /// The site's own file, nil where it has none.
  package let own: Own?
}

/// The files of the theme that a site may replace by its own, in the order of their paths. `templates` is the path of the
/// site's folder.
package func replaceableFiles(in templates: String) -> [ReplaceableFile] {
  let folder = Folder(path: templates)
  return themeFiles().map { file in
    ReplaceableFile(
      path: file.path, about: describe(file.path),
      own: ownFile(file, in: folder).map { state(of: $0, replacing: file.bytes) })
  }
}

/// The result of copying a file of the theme: the path of the copy as people see it, or the errors.
package enum CopiedFile: Sendable {
  case made(path: String)
  case failed(Diagnostic)
}

/// Copies a file of the theme, named with or without its folder and ending, into the site's folder, with a line at its
/// top that tells from which version it is. An existing file is never overwritten.
package func copyThemeFile(_ name: String, into templates: String) -> CopiedFile {
  guard let file = themeFile(named: name) else { return .failed(unknown(name)) }
  let folder = Folder(path: templates)
  guard let path = FilePath(file.path) else { return .failed(unknown(name)) }
  if folder.kind(of: path) != nil {
    return .failed(
      Diagnostic(
        .error, "file-exists", at: Place(path: folder.shown(path)),
        Message("这里已有文件，没有写入", "there is already a file here; nothing was written"),
        suggestion: Message(
          "看它和主题现在的文件有什么不同，运行 branchpress theme --diff \(file.path)",
          "to see how it differs from the theme's file, run branchpress theme --diff \(file.path)"))
    )
  }
  do throws(FileError) {
    var maker = FileMaker(below: try Folder.make(templates))
    var writer = ByteWriter(capacity: file.bytes.count + 100)
    writer.append(Mark(of: file).line(for: file.path))
    writer.append(file.bytes)
    _ = try maker.make(path, writer)
    return .made(path: folder.shown(path))
  } catch {
    return .failed(
      error.diagnostic(
        path: folder.shown(path), doing: Message("无法写入", "this file cannot be written")))
  }
}

/// The lines by which a site's own file differs from the theme's, as a unified diff has them; empty where they are the same.
/// Nil after reporting that there is no such file.
package func themeDifference(
  _ name: String, in templates: String, diagnostics: inout [Diagnostic]
) -> [String]? {
  guard let file = themeFile(named: name) else {
    diagnostics.append(unknown(name))
    return nil
  }
  let folder = Folder(path: templates)
  guard let own = ownFile(file, in: folder) else {
    diagnostics.append(
      Diagnostic(
        .error, "no-own-file", at: Place(path: templates + "/" + file.path),
        Message("没有这个文件，用的是主题自带的", "there is no such file, so the theme's own is used"),
        suggestion: Message(
          "要改它，先运行 branchpress theme \(file.path)",
          "to change it, first run branchpress theme \(file.path)")))
    return nil
  }
  let body = Mark(in: own) == nil ? own[...] : own.drop { $0 != 0x0A }.dropFirst()
  let hunks = LineDiff(file.bytes, Array(body)).hunks
  return hunks.isEmpty
    ? [] : ["--- theme:\(file.path)", "+++ \(templates)/\(file.path)"] + hunks
}

// MARK: - The mark of a copy

/// The first line of a copy: the version of the theme and the digest of the file that was copied.
private struct Mark {
  let version: String
  let digest: String

  private static let opening = "BranchPress theme "

  init(of file: EmbeddedFile) {
    version = generatorVersion
    digest = shortDigest(of: file.bytes[...])
  }

  /// The mark in the first line of a file, nil where it has none.
  init?(in bytes: [UInt8]) {
    let line = String(decoding: bytes.prefix { $0 != 0x0A }.prefix(200), as: UTF8.self)
    guard let start = line.firstRange(of: Self.opening) else { return nil }
    let words = line[start.upperBound...].split(separator: " ")
    guard words.count > 1, words[1].utf8.count == 16 else { return nil }
    (version, digest) = (String(words[0]), String(words[1]))
  }

  /// The line, as a comment of the file's language.
  func line(for path: String) -> String {
    let mark = Self.opening + version + " " + digest
    return switch path.utf8.last {
    case UInt8(ascii: "e"): "{{! \(mark) }}\n"
    case UInt8(ascii: "l"): "# \(mark)\n"
    case UInt8(ascii: "g"): "<!-- \(mark) -->\n"
    case UInt8(ascii: "s") where endsIn(path, ".js"): "// \(mark)\n"
    default: "/* \(mark) */\n"
    }
  }
}

private func shortDigest(of bytes: ArraySlice<UInt8>) -> String {
  let digits = String(Digest(of: bytes).high, radix: 16)
  return String(repeating: "0", count: 16 - digits.utf8.count) + digits
}

private func state(of own: [UInt8], replacing theme: [UInt8]) -> ReplaceableFile.Own {
  guard let mark = Mark(in: own) else { return .other }
  if mark.digest != shortDigest(of: theme[...]) { return .outdated(version: mark.version) }
  let body = own.drop { $0 != 0x0A }.dropFirst()
  return shortDigest(of: body) == mark.digest ? .copy : .edited
}

// MARK: - The theme

private func themeFiles() -> [EmbeddedFile] {
  embeddedFiles(below: "templates/").sorted { precedes($0.path, $1.path) }
}

/// The file of the theme that a person names: by its path, with `templates/` in front, without its ending.
private func themeFile(named name: String) -> EmbeddedFile? {
  let path = name.utf8.starts(with: "templates/".utf8) ? String(name.dropFirst(10)) : name
  let files = themeFiles()
  return files.first { $0.path == path }
    ?? files.first { withoutEnding($0.path) == path }
    ?? files.first { $0.path.split(separator: "/").last.map(String.init) == path }
    ?? files.first { withoutEnding($0.path).split(separator: "/").last.map(String.init) == path }
}

private func ownFile(_ file: EmbeddedFile, in folder: Folder) -> [UInt8]? {
  FilePath(file.path).flatMap { try? folder.read($0, limit: 16 << 20).get() }
}

private func unknown(_ name: String) -> Diagnostic {
  let paths = themeFiles().map(\.path)
  let near = nearMatch(for: name, in: paths) ?? nearMatch(for: name, in: paths.map(withoutEnding))
  return Diagnostic(
    .error, "no-theme-file", at: nil,
    Message("主题里没有文件“\(brief(name))”", "the theme has no file `\(brief(name))`"),
    suggestion: near.map { Message("是不是“\($0)”？", "did you mean `\($0)`?") }
      ?? Message("运行 branchpress theme 列出全部文件", "run branchpress theme for the list of its files"))
}

/// The part of the site that a file of the theme makes.
private func describe(_ path: String) -> Message {
  if let about = descriptions.first(where: { $0.path == path })?.about { return about }
  if path.utf8.starts(with: "partials/".utf8) {
    return Message("网页里的一部分", "a part of pages")
  }
  return Message("主题的文件", "a file of the theme")
}

/// The files that people mostly look for. Partials have their use in their names.
private let descriptions: [(path: String, about: Message)] = [
  ("activity.mustache", Message("活动记录", "an activity record")),
  ("assets/feed.css", Message("在浏览器里打开订阅源时的样式", "the style of feeds in browsers")),
  ("assets/icon.svg", Message("浏览器标签页上的图标", "the icon of browser tabs")),
  (
    "assets/style.css",
    Message(
      "全部样式；只加几条的，写 assets/own.css",
      "the whole style; put a few rules of your own into assets/own.css")
  ),
  ("archive.mustache", Message("一年的、一种状态的稿件", "the documents of a year or a state")),
  ("author.mustache", Message("一位作者的文章", "the articles of an author")),
  ("authors.mustache", Message("全部作者", "all authors")),
  ("branch.mustache", Message("一个支部", "a branch")),
  (
    "assets/early.js",
    Message(
      "显示网页前设定字号和颜色的脚本", "the script that sets size and colours before a page is drawn")
  ),
  (
    "assets/tools.js",
    Message(
      "网页工具、“复制”按钮、读过的文章和日历的脚本",
      "the script of page tools, copy buttons, what was read, and calendars")
  ),
  (
    "assets/viewer.js",
    Message("看大图的脚本，点开图片时才下载", "the script that shows pictures large, loaded with the first")
  ),
  ("assets/viewer.css", Message("看大图的样式", "the style of that viewer")),
  (
    "assets/search.js",
    Message(
      "搜索的脚本，用到搜索时才下载",
      "the script of the search, loaded when the search is used")
  ),
  ("assets/search.css", Message("搜索页的样式", "the style of the page of the search")),
  (
    "partials/viewer.mustache",
    Message("正文上给看大图的脚本用的属性", "the attributes of a text for the viewer of pictures")
  ),
  ("assets/print.css", Message("打印的样式", "the style of printed pages")),
  (
    "card.mustache",
    Message("分享图，由 branchpress card 画成", "the share card, which branchpress card draws")
  ),
  ("calendar.mustache", Message("会议和活动日历", "the calendar of meetings and events")),
  ("column.mustache", Message("一个学习专栏", "a study column")),
  ("columns.mustache", Message("全部学习专栏", "all study columns")),
  ("directory.mustache", Message("支部名录", "the directory of branches")),
  ("home.mustache", Message("首页", "the home page")),
  ("layout.mustache", Message("每个网页的页头、菜单和页脚", "the head, menu and foot of every page")),
  ("list.mustache", Message("通知、活动等栏目的列表", "the lists of notices, activities and pages")),
  ("not-found.mustache", Message("网址不存在时显示的网页", "the page for missing addresses")),
  ("notice.mustache", Message("一份通知", "a notice")),
  ("page.mustache", Message("单页", "a single page")),
  (
    "partials/head.mustache",
    Message(
      "每个网页 <head> 里另加的几行，自带的是空的",
      "additional lines in the <head> of every page, empty in the theme")
  ),
  ("redirect.mustache", Message("从旧网址跳转的网页", "the page at a former address")),
  ("search.mustache", Message("搜索页", "the page of the search")),
  ("sitemap.mustache", Message("网站地图", "the map of the site")),
  (
    "strings/en.yml",
    Message(
      "英文网站的文字；只改一条的，只写那一条", "the words of English sites; to change one, write that line alone")
  ),
  (
    "strings/zh-Hant.yml",
    Message(
      "繁体中文网站的文字；只改一条的，只写那一条",
      "the words of sites in traditional Chinese; to change one, write that line alone")
  ),
  (
    "strings/zh.yml",
    Message(
      "中文网站的文字；只改一条的，只写那一条", "the words of Chinese sites; to change one, write that line alone")
  ),
  ("study.mustache", Message("一篇学习文章", "a study article")),
  ("subscribe.mustache", Message("怎样订阅", "how to subscribe")),
  ("tag.mustache", Message("一个标签的稿件", "the documents of a tag")),
  ("tags.mustache", Message("全部标签", "all tags")),
  ("updates.mustache", Message("最近更新", "the latest changes")),
]
