internal import ByteText
internal import Content
internal import Diagnostics
internal import Markdown
internal import Pictures
internal import SiteModel

/// The text of a document for the page that shows it.
struct Body: Sendable {
  let text: MarkdownDocument
  /// The HTML, with the final addresses of its links.
  let html: HTMLFragment
}

/// A source of the bodies of documents whose links are resolved. A document that this build did not parse is read again
/// for the pages that show its text.
struct Bodies: Sendable {
  let site: Site
  let inputs: Inputs
  private var config: SiteConfig { site.config }

  /// The body of a published document; nil after reporting that its file has changed or cannot be read.
  func body(of index: Int, diagnostics: inout [Diagnostic]) -> Body? {
    let document = site.documents[index]
    return body(
      document.parsed, document.references.links, at: document.address, diagnostics: &diagnostics)
  }

  /// The body of a column's description; nil where there is none, or after reporting that it cannot be read.
  func body(ofColumn index: Int, diagnostics: inout [Diagnostic]) -> Body? {
    let column = site.columns[index]
    return column.description.flatMap {
      body($0, column.links, at: column.address, diagnostics: &diagnostics)
    }
  }

  private func body(
    _ parsed: ParsedDocument, _ links: [ResolvedLink], at address: Address,
    diagnostics: inout [Diagnostic]
  ) -> Body? {
    renderText(of: parsed, in: inputs.content, config: config, diagnostics: &diagnostics).map {
      Body(text: $0, html: html($0, links, at: address))
    }
  }

  private func html(
    _ text: MarkdownDocument, _ links: [ResolvedLink], at address: Address
  ) -> HTMLFragment {
    if text.slots.isEmpty { return HTMLFragment(bytes: text.html) }
    var rest = links[...]
    // Links that the writer made lead to places on the same page.
    let targets = text.links.map { link in
      (isResolved(link) ? rest.popFirst() : nil)
        ?? ResolvedLink(target: .page(address), suffix: link.destination)
    }
    return HTMLFragment(
      bytes: text.html, insertions: text.slots.compactMap { insertion($0, targets, of: text) })
  }

  private func insertion(
    _ slot: MarkdownDocument.Slot, _ targets: [ResolvedLink], of body: MarkdownDocument
  ) -> HTMLFragment.Insertion? {
    switch slot.kind {
    case .address(let index):
      let target = targets[index]
      var writer = ByteWriter(capacity: 128)
      guard let found = site.address(of: target.target) else {
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
    case .imageAttributes(let index):
      guard let asset = targets[index].asset, let size = site.pictures[asset]?.size else {
        return nil
      }
      return .init(
        offset: slot.offset, text: " width=\"\(size.width)\" height=\"\(size.height)\"",
        isLocal: false)
    case .afterLink(let index):
      guard let asset = targets[index].asset else { return nil }
      let file = inputs.assets[asset]
      var writer = ByteWriter(capacity: 128)
      writer.append(" <span class=\"file-facts\">")
      writer.append(
        html: config.words.file(type: MediaType(fileName: file.name).name, size: file.size))
      writer.append("</span>")
      return .init(offset: slot.offset, text: string(writer), isLocal: false)
    }
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
