internal import ByteText
internal import Content
internal import SiteModel

/// The width that pictures in a text take, for the `sizes` of `<img>`: that of a telephone's screen, or of the text's column.
let widthInText = "(max-width: 45rem) 100vw, 45rem"

extension RenditionSet {
  /// The value of a `srcset`: the addresses of the files in one of the formats, each with its width.
  func sources(in format: Format, _ config: SiteConfig) -> HTMLFragment {
    var markup = PictureMarkup(config)
    markup.append(self, in: format)
    return markup.fragment()
  }
}

/// A picture's files as they are written into a page: HTML, and insertions with the addresses.
struct PictureMarkup: ~Copyable {
  private var html = ByteWriter(capacity: 512)
  private var insertions: [HTMLFragment.Insertion] = []
  private let config: SiteConfig

  init(_ config: SiteConfig) { self.config = config }

  mutating func append(_ markup: String) { html.append(markup) }

  /// Appends a text, which is escaped.
  mutating func append(html text: String) { html.append(html: text) }

  /// Appends the files of a set in one of the formats, as a `srcset` lists them.
  mutating func append(_ set: RenditionSet, in format: RenditionSet.Format) {
    for (index, size) in set.sizes.enumerated() {
      if index > 0 { html.append(", ") }
      append(size.address(format))
      html.append(" \(size.width)w")
    }
  }

  /// Appends an address within the site.
  mutating func append(_ address: Address) {
    var escaped = ByteWriter(capacity: 128)
    escaped.append(html: config.link(address))
    insertions.append(
      .init(
        offset: html.count, text: String(decoding: escaped.array(), as: UTF8.self), isLocal: true))
  }

  /// The HTML by itself.
  consuming func fragment() -> HTMLFragment {
    HTMLFragment(bytes: html.array(), insertions: insertions)
  }

  /// The same as insertions into a text, at an offset of that text.
  consuming func insertions(at offset: Int) -> [HTMLFragment.Insertion] {
    let bytes = html.array()
    var all: [HTMLFragment.Insertion] = []
    var from = 0
    func run(to end: Int) {
      guard end > from else { return }
      let text = String(decoding: bytes[from..<end], as: UTF8.self)
      all.append(.init(offset: offset, text: text, isLocal: false))
    }
    for insertion in insertions {
      run(to: insertion.offset)
      all.append(.init(offset: offset, text: insertion.text, isLocal: true))
      from = insertion.offset
    }
    run(to: bytes.count)
    return all
  }
}

extension SiteRenditions {
  /// The address of a picture for readers that choose no size.
  func usualAddress(of asset: Int, original: Address) -> Address {
    self[asset]?.usual?.plain ?? original
  }
}

extension Site {
  /// The address of a picture for readers that choose no size.
  func usualAddress(of picture: Picture) -> Address {
    renditions.usualAddress(of: picture.asset, original: picture.address)
  }

  /// The size of that file in pixels, nil where the picture does not state it.
  func usualSize(of picture: Picture) -> (width: Int, height: Int)? {
    renditions[picture.asset]?.usual.map { ($0.width, $0.height) } ?? picture.size
  }
}
