internal import ByteText
internal import Content
internal import Diagnostics
internal import Markdown
internal import Pictures
internal import SiteModel

/// The kind of output that a text is made for: pages offer pictures in several sizes, and feeds contain one.
enum TextUse {
  case page, feed
}

/// The text of a document for the page or the feeds that show it.
struct Body: Sendable {
  let text: MarkdownDocument
  /// The HTML, with the final addresses of its links.
  let html: HTMLFragment

  /// Whether a picture in it is a link to its original.
  var leadsToOriginals: Bool {
    html.insertions.contains { $0.text.utf8.starts(with: linkToOriginal.utf8) }
  }
}

/// A source of the bodies of documents whose links are resolved. A document that this build did not parse is read again
/// for the pages that show its text.
struct Bodies: Sendable {
  let site: Site
  let inputs: Inputs
  private var config: SiteConfig { site.config }

  /// The body of a published document; nil after reporting that its file has changed or cannot be read.
  func body(
    of index: Int, for use: TextUse = .page, diagnostics: inout [Diagnostic]
  ) -> Body? {
    let document = site.documents[index]
    return body(
      document.parsed, document.references.links, at: document.address, for: use,
      diagnostics: &diagnostics)
  }

  /// The body of a column's description; nil where there is none, or after reporting that it cannot be read.
  func body(ofColumn index: Int, diagnostics: inout [Diagnostic]) -> Body? {
    let column = site.columns[index]
    return column.description.flatMap {
      body($0, column.links, at: column.address, for: .page, diagnostics: &diagnostics)
    }
  }

  private func body(
    _ parsed: ParsedDocument, _ links: [ResolvedLink], at address: Address, for use: TextUse,
    diagnostics: inout [Diagnostic]
  ) -> Body? {
    renderText(of: parsed, in: inputs.content, config: config, diagnostics: &diagnostics).map {
      Body(text: $0, html: html($0, links, at: address, for: use))
    }
  }

  private func html(
    _ text: MarkdownDocument, _ links: [ResolvedLink], at address: Address, for use: TextUse
  ) -> HTMLFragment {
    if text.slots.isEmpty { return HTMLFragment(bytes: text.html) }
    var rest = links[...]
    // Links that the writer made lead to places on the same page.
    let targets = text.links.map { link in
      (isResolved(link) ? rest.popFirst() : nil)
        ?? ResolvedLink(target: .page(address), suffix: link.destination)
    }
    var insertions: [HTMLFragment.Insertion] = []
    insertions.reserveCapacity(text.slots.count)
    for slot in text.slots {
      switch slot.kind {
      case .beforeImage, .imageAttributes, .afterImage:
        if let picture = picture(slot, targets) {
          insertions += picture.insertions(at: slot, for: use, config)
        }
      case .address, .either, .afterLink:
        if let insertion = insertion(slot, targets, of: text) { insertions.append(insertion) }
      }
    }
    return HTMLFragment(bytes: text.html, insertions: insertions)
  }

  /// The picture that a slot belongs to; nil where it is no file of the site, or does not state its size.
  private func picture(
    _ slot: MarkdownDocument.Slot, _ targets: [ResolvedLink]
  ) -> PictureInText? {
    guard let asset = targets[slot.link].asset, let size = site.pictures[asset]?.size else {
      return nil
    }
    let facts = config.words.file(
      type: MediaType(fileName: inputs.assets[asset].name).name, size: inputs.assets[asset].size)
    return PictureInText(
      address: site.assetAddresses[asset], size: size, renditions: site.renditions[asset],
      facts: facts)
  }

  private func insertion(
    _ slot: MarkdownDocument.Slot, _ targets: [ResolvedLink], of body: MarkdownDocument
  ) -> HTMLFragment.Insertion? {
    switch slot.kind {
    case .address(let index):
      let target = targets[index]
      var writer = ByteWriter(capacity: 128)
      let rendition =
        body.links[index].kind == .image
        ? target.asset.flatMap { site.renditions[$0]?.usual?.plain } : nil
      guard let found = rendition ?? site.address(of: target.target) else {
        if body.links[index].isTentative { return nil }
        writer.append(html: encodedAddress(body.links[index].destination))
        return .init(offset: slot.offset, text: string(writer), isLocal: false)
      }
      let address = config.link(found)
      if address.isEmpty, target.suffix.isEmpty { writer.append("./") }
      writer.append(html: address)
      writer.append(html: encodedAddress(target.suffix))
      return .init(offset: slot.offset, text: string(writer), isLocal: true)
    case .either(let index, let found, let missing):
      let isText = site.address(of: targets[index].target) == nil
      return .init(offset: slot.offset, text: isText ? missing : found, isLocal: false)
    case .beforeImage, .imageAttributes, .afterImage: return nil
    case .afterLink(let index):
      guard let asset = targets[index].asset else { return nil }
      let file = inputs.assets[asset]
      var writer = ByteWriter(capacity: 128)
      writer.append(" <span class=\"file-facts\">")
      writer.append(
        html: config.words.file(
          type: MediaType(fileName: file.name).name, size: site.copies.size(of: asset)))
      writer.append("</span>")
      return .init(offset: slot.offset, text: string(writer), isLocal: false)
    }
  }
}

extension MarkdownDocument.Slot {
  /// The index of the slot's link.
  fileprivate var link: Int {
    switch kind {
    case .address(let link), .imageAttributes(let link), .afterLink(let link): link
    case .beforeImage(let link, _), .afterImage(let link, _), .either(let link, _, _): link
    }
  }
}

/// The beginning of a link around a picture.
private let linkToOriginal = "<a class=\"original\" href=\""

/// A picture of a text, whose size is known.
private struct PictureInText {
  let address: Address
  let size: PictureSize
  let renditions: RenditionSet?
  /// The type and the number of bytes of the original, in words.
  let facts: String

  /// Whether the page shows the picture smaller than it is, and leads to the original.
  private var isReduced: Bool { renditions?.usual.map { $0.width < size.width } ?? false }

  /// The HTML for a slot of the picture.
  func insertions(
    at slot: MarkdownDocument.Slot, for use: TextUse, _ config: SiteConfig
  ) -> [HTMLFragment.Insertion] {
    var html = SourceList(config)
    switch slot.kind {
    case .imageAttributes:
      let shown = use == .feed ? renditions?.usual : nil
      html.html.append(
        " width=\"\(shown?.width ?? size.width)\" height=\"\(shown?.height ?? size.height)\"")
      if use == .page, let set = renditions, !set.sizes.isEmpty {
        html.html.append(" srcset=\"")
        html.add(set, in: .plain)
        html.html.append("\" sizes=\"\(widthInText)\"")
      }
    case .beforeImage(_, let isLinked) where use == .page:
      if isReduced, !isLinked {
        html.html.append(linkToOriginal)
        html.add(address)
        html.html.append("\" title=\"")
        html.html.append(html: config.words.original(facts))
        html.html.append("\">")
      }
      if let set = renditions, !set.sizes.isEmpty {
        html.html.append("<picture><source type=\"\(set.bestType)\" srcset=\"")
        html.add(set, in: .best)
        html.html.append("\" sizes=\"\(widthInText)\" />")
      }
    case .afterImage(_, let isLinked) where use == .page:
      if let set = renditions, !set.sizes.isEmpty { html.html.append("</picture>") }
      if isReduced, !isLinked { html.html.append("</a>") }
    default: return []
    }
    return html.insertions(at: slot.offset)
  }
}

/// The address, or a part of one, in which bytes that addresses may not contain are percent-encoded; existing encoding
/// stays.
func encodedAddress(_ written: String) -> String {
  if written.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return written }
  var writer = ByteWriter(capacity: written.utf8.count * 3)
  for byte in written.utf8 {
    if byte > 0x20, byte < 0x7F { writer.append(byte) } else { writer.append(percentEncoded: byte) }
  }
  return string(writer)
}

private func string(_ writer: borrowing ByteWriter) -> String {
  unsafe writer.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
}
