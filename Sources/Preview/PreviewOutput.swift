package import ByteText
internal import Content
internal import Dates
internal import Diagnostics
package import Files
internal import Pages
internal import SiteModel

/// A file of a previewed site, for whoever serves it.
package enum PreviewOutput: Sendable {
  /// Bytes that were made. In pages, what the preview adds is in them already.
  case made([UInt8])
  /// A file of a folder, which has this stamp, with edits by which what is served differs from it.
  case copy(FilePath, in: Folder, stamp: FileStamp, edits: [ByteEdit])
}

extension PreviewSite {
  /// The file at a path below the mount, such as `notice/a/index.html`, as an audience sees it; nil if there is none.
  package func output(at path: String, for audience: Audience) -> PreviewOutput? {
    let number = version
    guard let view = view(for: audience), let output = view.output(at: path) else { return nil }
    if let original = view.original(of: output) {
      return .copy(
        original.file.file, in: original.folder, stamp: original.file.stamp, edits: original.edits)
    }
    let (bytes, problems) = view.bytes(of: output)
    if !problems.isEmpty { keep(problems, of: view) }
    guard view.site.template(of: output.content) != nil else { return .made(bytes) }
    let tag = PageTag(
      version: number, audience: audience, language: options.language,
      document: view.document(of: output), in: view)
    return .made(tag.inserted(into: bytes))
  }

  /// Whether there is a folder at a path below the mount, as an audience sees it.
  package func isFolder(_ path: String, for audience: Audience) -> Bool {
    view(for: audience)?.hasFolder(path) ?? false
  }
}

extension PreviewSite {
  /// The path, from the server's root, below which the preview's own files are.
  package static let ownFolder = PageTag.folder

  /// Whether the site has been good once, so that there are pages to show.
  package var isShown: Bool { view(for: .authors) != nil }

  /// The page that is shown as long as the site has never been good. The preview's script puts the mistakes over it.
  package var waitingPage: [UInt8] {
    let isChinese = options.language == .chinese
    let title = isChinese ? "网站还不能显示" : "The site cannot be shown yet"
    let text =
      isChinese
      ? "请先改正错误。改好以后，网页自己显示出来。"
      : "Please correct the mistakes first. The page then appears by itself."
    var page = ByteWriter(capacity: 1024)
    page.append("<!DOCTYPE html>\n<html lang=\"\(isChinese ? "zh-CN" : "en")\"><head>")
    page.append("<meta charset=\"utf-8\"><title>\(title)</title>")
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
    page.append("</head><body><h1>\(title)</h1><p>\(text)</p></body></html>\n")
    let tag = PageTag(version: version, audience: .authors, language: options.language)
    return tag.inserted(into: page.array())
  }
}
