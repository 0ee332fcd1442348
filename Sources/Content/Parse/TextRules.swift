internal import Dates
internal import Diagnostics
internal import Digests
internal import FrontMatter
internal import Markdown

/// The rules by which the text of a document is rendered. They follow from `site.yml` and from the front matter.
struct TextRules {
  let options: MarkdownOptions
  private let frame: TextFrame?
  private var isStrict: Bool { !options.extensions.contains(.officeText) }

  init(_ config: SiteConfig, _ path: String, header: Header, details: Details) {
    var options = MarkdownOptions()
    options.language =
      config.language == .english ? .english : config.isTraditional ? .traditional : .chinese
    options.rawHTML = config.trustsHTML(in: path) ? .trusted : .safe
    let isStrict = (header.markdown ?? config.markdown) == .strict
    if isStrict { options.extensions.subtract([.officeText, .telephones]) }
    self.options = options
    frame = isStrict ? nil : TextFrame(header, details, zone: config.zone)
  }

  /// The part of a text that is rendered: without what the page shows above and below it anyway.
  func body(_ body: Range<Int>, of source: SourceFile) -> Range<Int> {
    frame?.inner(of: body, in: source.bytes) ?? body
  }

  /// The signature in a part of a text that the page would show twice; nil where there is none.
  func signature(in body: Range<Int>, of source: SourceFile) -> TextFrame.Signature? {
    frame?.signature(in: body, of: source.bytes)
  }

  /// The digest of all in a file that its rendered text depends on, `body` being the part that is rendered.
  func digest(of body: ArraySlice<UInt8>) -> Digest {
    let digest = Digest(of: body)
    guard isStrict else { return digest }
    var parts = DigestBuilder()
    parts.add(digest)
    parts.add(isStrict)
    return parts.digest()
  }
}
