internal import ByteText
internal import Content
internal import Diagnostics
internal import Markdown
internal import Pictures
internal import SiteModel

/// The kind of output that a text is made for: pages offer pictures in several sizes, and feeds contain one.
enum TextUse { case page, feed }

/// The text of a document for the page or the feeds that show it.
struct Body: Sendable {
  let text: MarkdownDocument
  /// The HTML, with the final addresses of its links.
  let html: HTMLFragment
  /// Whether a picture in it is a link to its original.
  let leadsToOriginals: Bool
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
      body($0, links, at: address, for: use)
    }
  }

  private func body(
    _ text: MarkdownDocument, _ links: [ResolvedLink], at address: Address, for use: TextUse
  ) -> Body {
    if text.slots.isEmpty {
      return Body(text: text, html: HTMLFragment(bytes: text.html), leadsToOriginals: false)
    }
    var rest = links[...]
    // Links that the writer made lead to places on the same page.
    let targets = text.links.map { link in
      (isResolved(link) ? rest.popFirst() : nil)
        ?? ResolvedLink(target: .page(address), suffix: link.destination)
    }
    var insertions: [HTMLFragment.Insertion] = []
    insertions.reserveCapacity(text.slots.count)
    var leadsToOriginals = false
    for slot in text.slots {
      switch slot.kind {
      case .beforeImage(let link, _), .imageAttributes(let link), .afterImage(let link, _):
        guard let picture = picture(targets[link]) else { continue }
        var markup = PictureMarkup(config)
        picture.write(slot.kind, for: use, to: &markup)
        if use == .page, picture.leadsToOriginal(in: slot.kind) { leadsToOriginals = true }
        insertions += markup.insertions(at: slot.offset)
      case .address, .either, .afterLink:
        if let insertion = insertion(slot, targets, of: text) { insertions.append(insertion) }
      }
    }
    return Body(
      text: text, html: HTMLFragment(bytes: text.html, insertions: insertions),
      leadsToOriginals: leadsToOriginals)
  }

  /// The picture that a link shows; nil where it is no file of the site, or does not state its size.
  private func picture(_ target: ResolvedLink) -> PictureInText? {
    guard let asset = target.asset, let size = site.pictures[asset]?.size else { return nil }
    return PictureInText(
      address: site.assetAddresses[asset], size: size, bytes: site.copies.size(of: asset),
      renditions: site.renditions[asset], words: config.words)
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
      writer.append(html: config.words.file(named: file.name, size: site.copies.size(of: asset)))
      writer.append("</span>")
      return .init(offset: slot.offset, text: string(writer), isLocal: false)
    }
  }
}

/// A picture of a text, whose size is known.
private struct PictureInText {
  let address: Address
  let size: PictureSize
  /// The number of bytes of the original.
  let bytes: Int
  let renditions: RenditionSet?
  let words: Words

  /// Whether the HTML for a slot begins a link to the original: where the picture is shown smaller than it is, and not within
  /// another link.
  func leadsToOriginal(in slot: MarkdownDocument.Slot.Kind) -> Bool {
    guard case .beforeImage(_, isLinked: false) = slot else { return false }
    return isReduced
  }

  private var isReduced: Bool { renditions?.usual.map { $0.width < size.width } ?? false }

  /// Writes the HTML for a slot of the picture. Feeds contain the picture alone.
  func write(
    _ slot: MarkdownDocument.Slot.Kind, for use: TextUse, to markup: inout PictureMarkup
  ) {
    switch (slot, use) {
    case (.imageAttributes, .feed):
      let usual = renditions?.usual
      write(width: usual?.width ?? size.width, height: usual?.height ?? size.height, to: &markup)
    case (.imageAttributes, .page):
      write(width: size.width, height: size.height, to: &markup)
      guard let set = shownSet else { return }
      markup.append(" srcset=\"")
      markup.append(set, in: .plain)
      markup.append("\" sizes=\"\(widthInText)\"")
    case (.beforeImage, .page):
      if leadsToOriginal(in: slot) { writeLink(to: &markup) }
      guard let set = shownSet else { return }
      markup.append("<picture><source type=\"\(set.bestType)\" srcset=\"")
      markup.append(set, in: .best)
      markup.append("\" sizes=\"\(widthInText)\" />")
    case (.afterImage(_, let isLinked), .page):
      if shownSet != nil { markup.append("</picture>") }
      if isReduced, !isLinked { markup.append("</a>") }
    default: break
    }
  }

  /// The renditions that pages show in the picture's place, nil where they show the original.
  private var shownSet: RenditionSet? { renditions.flatMap { $0.sizes.isEmpty ? nil : $0 } }

  private func write(width: Int, height: Int, to markup: inout PictureMarkup) {
    markup.append(" width=\"\(width)\" height=\"\(height)\"")
  }

  private func writeLink(to markup: inout PictureMarkup) {
    markup.append("<a class=\"original\" href=\"")
    markup.append(address)
    markup.append("\" title=\"")
    markup.append(html: words.original(words.file(named: address.path, size: bytes)))
    markup.append("\">")
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
