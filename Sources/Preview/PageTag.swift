internal import ByteText
internal import Content
internal import Dates
internal import Diagnostics
internal import Files
internal import SiteModel

/// The element that the preview adds to each page: its script, with what the script must know.
struct PageTag {
  let version: Int
  let audience: Audience
  let language: MessageLanguage
  /// The path of the file that the page shows, as messages name it; nil for pages of lists.
  var file: String?
  /// Whether and when readers see the document.
  private var standing: (name: StaticString, date: String?)?

  /// The path below which the preview's own files are.
  static let folder = "/__branchpress/"

  init(
    version: Int, audience: Audience, language: MessageLanguage, document: ParsedDocument?,
    in view: SiteView
  ) {
    self.init(version: version, audience: audience, language: language)
    guard let document else { return }
    file = view.snapshot.inputs.content.shown(document.file)
    let zone = view.site.config.zone
    if document.header.isDraft {
      standing = ("draft", nil)
    } else if let date = document.header.date, date > view.options.now {
      standing = ("planned", date.on(zone).date.iso)
    } else {
      standing = ("published", nil)
    }
  }

  init(version: Int, audience: Audience, language: MessageLanguage) {
    self.version = version
    self.audience = audience
    self.language = language
  }

  /// The element as HTML.
  func write(to html: inout ByteWriter) {
    html.append("<script src=\"\(Self.folder)preview.js\" data-version=\"\(version)\" data-view=\"")
    html.append(html: audience.text)
    html.append("\" data-lang=\"\(language == .chinese ? "zh" : "en")\"")
    if let file {
      html.append(" data-file=\"")
      html.append(html: file)
      html.append("\"")
    }
    if let standing {
      html.append(" data-state=\"\(standing.name)\"")
      if let date = standing.date { html.append(" data-date=\"\(date)\"") }
    }
    html.append(" defer></script>")
  }

  /// A page with the element in front of its last `</body>`, or at its end.
  func inserted(into page: [UInt8]) -> [UInt8] {
    var html = ByteWriter(capacity: page.count + 512)
    let place = lastEnd(in: page)
    html.append(page[..<place])
    write(to: &html)
    html.append(page[place...])
    return html.array()
  }
}

/// The index of the last `</body` of a page, or of its end.
private func lastEnd(in page: [UInt8]) -> Int {
  let end = Array("</body".utf8)
  var index = page.count - end.count
  while index >= 0 {
    if page[index] == end[0],
      zip(page[index...], end).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 })
    {
      return index
    }
    index -= 1
  }
  return page.count
}
