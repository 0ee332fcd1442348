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
      "永久标识（identity）从“\(last)”变成了“\(identity)”，订阅的人会把每一篇都再收到一次",
      "the identity has changed from `\(last)` to `\(identity)`: all subscribers will receive every item again"
    ),
    suggestion: Message(
      "改回 identity: \(last)；换网址，不用改永久标识",
      "write `identity: \(last)` again; a new address does not need a new identity"))
}

/// A document without an `id` that was renamed since the last build.
struct RenamedDocument: Sendable {
  /// The path that it has now.
  let path: String
  /// The id that it had, which is its former path, and must have to stay the same item of feeds.
  let id: String
  /// The address that its page had; nil where it has it still, or a former address of the document is that one.
  let former: Address?
  let warning: Diagnostic
}

/// The documents without an `id` that were renamed or moved since the last build: their guids in feeds changed by that, and
/// mostly their addresses. Those with an id are found by their pages.
func renamedDocuments(
  _ parsed: ParsedDocuments, since known: DocumentJournal, _ config: SiteConfig, in content: Folder,
  now: Moment
) -> [RenamedDocument] {
  if config.moved == .ignore || known.count == 0 { return [] }
  let new = parsed.results.filter { result in
    guard case .parsed? = result.version?.origin, let document = result.document else {
      return false
    }
    return document.header.id == nil && !document.isColumn
      && known.version(of: document.path, at: 0) == nil
  }
  guard !new.isEmpty else { return [] }
  let missing = known.documents(besides: parsed.results.map(\.file.text.composed), in: content)
  guard !missing.isEmpty else { return [] }
  var gone = GoneDocuments(missing)
  let renamed = new.compactMap { result -> (new: ParsedDocument, old: ParsedDocument)? in
    guard let document = result.document,
      let old = gone.take(sameAs: document, result.version),
      // Nobody knows the address of what was never published.
      isPublished(old.header, at: now)
    else { return nil }
    return (document, old)
  }
  guard !renamed.isEmpty else { return [] }
  let book = AddressBook(parsed.documents + renamed.map(\.old), assets: [], config: config)
  return renamed.map { new, old in
    warning(
      about: new, from: old, at: book.addresses(of: [old])[0], now: book.addresses(of: [new])[0],
      config, in: content)
  }
}

/// Whether a document with this header is published at a moment.
func isPublished(_ header: Header, at now: Moment) -> Bool {
  !header.isDraft && !(header.date.map { $0 > now } ?? false)
}

/// The warning about a document that was called otherwise and has no id, and the address that must lead to it.
private func warning(
  about document: ParsedDocument, from old: ParsedDocument, at address: Address, now: Address,
  _ config: SiteConfig, in content: Folder
) -> RenamedDocument {
  let isKept =
    address == now || document.header.aliases.contains { $0.value == "/" + address.path }
  let lines = [
    "id: \(withoutEnding(old.path))",
    isKept || config.moved == .redirect ? nil : "aliases: [/\(address.path)]",
  ].compactMap(\.self)
  let warning = Diagnostic(
    .warning, "renamed", at: Place(path: content.shown(document.path)),
    lines.count == 1
      ? Message(
        "这篇稿件原来是 \(old.path)，又没有永久编号（id），改名以后订阅的人会再收到一次",
        "this document was \(old.path) and has no `id`: subscribers will receive it again")
      : Message(
        "这篇稿件原来是 \(old.path)，又没有永久编号（id），改名以后旧网址打不开，订阅的人会再收到一次",
        "this document was \(old.path) and has no `id`: its former address no longer works, and subscribers will receive it again"
      ),
    suggestion: Message(
      "在开头信息里写上“\(lines.joined(separator: "”和“"))”；用 branchpress move 改名，会自动写上",
      "add \(lines.map { "`\($0)`" }.joined(separator: " and ")) to its front matter; `branchpress move` does this automatically"
    ))
  return RenamedDocument(
    path: document.path, id: withoutEnding(old.path), former: isKept ? nil : address,
    warning: warning)
}

/// A document that the last build knew and that is gone.
struct GoneDocument {
  let version: DocumentVersion
  let document: ParsedDocument
}

/// The documents that are gone, by what is the same of one that got another name.
private struct GoneDocuments {
  private var list: [GoneDocument?]
  /// The indices of those with the same bytes, and of those with the same kind, title and date.
  private var ofBytes: [Digest: [Int]] = [:]
  private var ofTitle: [String: [Int]] = [:]

  init(_ documents: [GoneDocument]) {
    list = documents
    for (index, gone) in documents.enumerated().reversed() {
      ofBytes[gone.version.source, default: []].append(index)
      ofTitle[Self.title(of: gone.document), default: []].append(index)
    }
  }

  private static func title(of document: ParsedDocument) -> String {
    let date = document.header.date.map { "\($0.seconds) \($0.hasTime)" } ?? ""
    return "\(document.kind.rawValue)\n\(date)\n\(document.header.title)"
  }

  /// The document that a new one was under another name, which is not given again; nil if it is another. One with the
  /// same bytes comes before one with the same title, and neither may have an `id` that the new one has not.
  mutating func take(sameAs new: ParsedDocument, _ version: DocumentVersion?) -> ParsedDocument? {
    var index: Int?
    if let version {
      index = firstGone(among: &ofBytes[version.source, default: []], of: list, like: new)
    }
    index =
      index ?? firstGone(among: &ofTitle[Self.title(of: new), default: []], of: list, like: new)
    guard let index else { return nil }
    defer { list[index] = nil }
    return list[index]?.document
  }
}

/// The first of some gone documents that may be a new one; `indices` are descending, and lose those that were given.
private func firstGone(
  among indices: inout [Int], of list: [GoneDocument?], like new: ParsedDocument
) -> Int? {
  while let last = indices.last, list[last].map({ _ in false }) ?? true { indices.removeLast() }
  return indices.last { index in
    guard let gone = list[index] else { return false }
    return gone.document.header.id.map { $0.value == new.header.id?.value } ?? true
  }
}
