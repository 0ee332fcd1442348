internal import ByteText
internal import Content
internal import Dates
internal import Diagnostics
internal import Digests
internal import Files
internal import FrontMatter
internal import SiteModel

// Changes since the last build by which subscribers would get everything, or a document, once more.

/// A warning that the site's identity is another than that of the last build; nil where it is the same or none is known.
func identityChange(from last: String, to config: SiteConfig, in settings: SourceFile)
  -> Diagnostic?
{
  let identity = config.identityName
  guard !last.isEmpty, last != identity else { return nil }
  return Diagnostic(
    .warning, "identity-changed", at: Place(settings, 0..<0),
    Message(
      "永久标识从“\(last)”变成了“\(identity)”，所有订阅的人会把每一篇都再收到一次",
      "the identity was `\(last)` and is `\(identity)`: all subscribers get every item once more"),
    suggestion: Message(
      "写回原来的：identity: \(last)；换网址不用改它",
      "write back `identity: \(last)`; another address needs no other"))
}

/// Warnings about documents that were renamed or moved since the last build, whose addresses changed by that, and where
/// they have no `id` their guids in feeds too.
func renamedDocuments(
  _ parsed: ParsedDocuments, since known: DocumentJournal, _ config: SiteConfig, in content: Folder,
  now: Moment
) -> [Diagnostic] {
  let new = parsed.results.filter { result in
    guard case .parsed? = result.version?.origin, let document = result.document else {
      return false
    }
    return !document.isColumn && known.version(of: document.path, at: 0) == nil
  }
  guard !new.isEmpty else { return [] }
  var gone = known.documents(besides: parsed.results.map(\.file.text.composed), in: content)
  return new.compactMap { result in
    guard let document = result.document,
      let index = gone.firstIndex(where: { $0.isSame(as: document, result.version) })
    else { return nil }
    let old = gone.remove(at: index).document
    // Nobody knows the address of what was never published.
    guard isPublished(old.header, at: now) else { return nil }
    let book = AddressBook(
      parsed.documents + [old], assets: [], config: config)
    return renamed(
      document, from: old, at: book.addresses(of: [old])[0], now: book.addresses(of: [document])[0],
      in: content)
  }
}

/// Whether a document with this header is published at a moment.
func isPublished(_ header: Header, at now: Moment) -> Bool {
  !header.isDraft && !(header.date.map { $0 > now } ?? false)
}

/// The warning about a document that was called otherwise; nil where neither its address nor its id changed.
private func renamed(
  _ document: ParsedDocument, from old: ParsedDocument, at address: Address, now: Address,
  in content: Folder
) -> Diagnostic? {
  let alias =
    address == now || document.header.aliases.contains { $0.value == "/" + address.path }
    ? nil : "aliases: [/\(address.path)]"
  let id = document.header.id == nil ? "id: \(withoutEnding(old.path))" : nil
  let lines = [id, alias].compactMap(\.self)
  guard !lines.isEmpty else { return nil }
  return Diagnostic(
    .warning, "renamed", at: Place(path: content.shown(document.path)),
    Message(
      id == nil
        ? "这篇稿件原来是 \(old.path)，改名以后旧网址打不开了"
        : "这篇稿件原来是 \(old.path)，又没有 id，改名以后旧网址打不开，订阅的人会再收到一次",
      id == nil
        ? "the document was \(old.path); its former address leads nowhere"
        : "the document was \(old.path) and has no `id`: its former address leads nowhere, and subscribers get it again"
    ),
    suggestion: Message(
      "在开头信息里写上“\(lines.joined(separator: "”和“"))”；以后用 branchpress move 改名，会自动写上",
      "add \(lines.map { "`\($0)`" }.joined(separator: " and ")) to its front matter; `branchpress move` does so itself"
    ))
}

/// A document that the last build knew and that is gone.
struct GoneDocument {
  let version: DocumentVersion
  let document: ParsedDocument

  /// Whether a new document is this one under another name: it has the same bytes, or the same title and date.
  func isSame(as other: ParsedDocument, _ version: DocumentVersion?) -> Bool {
    let (header, new) = (document.header, other.header)
    if header.id != nil, header.id?.value != new.id?.value { return false }
    return version?.source == self.version.source
      || document.kind == other.kind && header.title == new.title && header.date == new.date
  }
}
