package import Content
internal import Diagnostics
package import Digests
internal import Files
internal import FrontMatter

/// The address that a document's page had in the last build.
package struct KnownPage: Sendable {
  /// The digest of the document's permanent id.
  package let id: Digest
  /// The digest of the page's address.
  package let address: Digest

  /// A page by the digests of its document's id and of its address.
  package init(id: Digest, address: Digest) {
    self.id = id
    self.address = address
  }
}

/// The pages of the last build, by which documents are found whose addresses have changed since.
package struct LastPages: Sendable {
  let pages: [KnownPage]
  /// The documents without an id that were renamed, by their paths, with the ids and the addresses that they had.
  let renamed: [(path: String, id: String, former: Address)]
  /// The addresses with digests, as far as they are still known. Walks over all addresses once.
  let addresses: @Sendable (Set<Digest>) -> [Digest: String]

  /// The pages of the last build; by default none, so that nothing can have moved.
  package init(
    _ pages: [KnownPage] = [], renamed: [(path: String, id: String, former: Address)] = [],
    addresses: @escaping @Sendable (Set<Digest>) -> [Digest: String] = { _ in [:] }
  ) {
    self.pages = pages
    self.renamed = renamed
    self.addresses = addresses
  }
}

/// A document whose page has another address than in the last build.
package struct MovedPage: Sendable {
  /// The index of the document.
  package let document: Int
  /// The address that its page had.
  package let former: Address
  /// The names that `redirects.yml` gives the document: its id, or where it has none the one that it should have, which is
  /// that of its former path, and its path.
  package let names: [String]
  /// The entries of `redirects.yml` that the page's former address replaces, by their ranges.
  package fileprivate(set) var replaced: [Range<Int>] = []
}

/// The former addresses that lead to documents though no front matter names them.
struct FormerPages: Sendable {
  /// The addresses, each with the index of its document; every one of them gives way to whatever else has its address.
  private(set) var redirects: [(address: Address, document: Int)] = []
  /// The pages that moved since the last build and that no list of former addresses has yet.
  private(set) var moved: [MovedPage] = []

  /// The addresses that `redirects.yml` lists and, unless they are to be ignored, those that have changed since the last
  /// build, which take the place of entries with the same address. Entries that lead to no document are reported, and so are
  /// the pages that moved.
  init(
    _ all: Collections, listed list: Redirects, schedule: Schedule, since last: LastPages,
    config: SiteConfig, sources: SourcePlaces, diagnostics: inout [Diagnostic]
  ) {
    let listed = resolve(list, all, config)
    if !schedule.isPreview, config.moved != .ignore {
      find(movedPages(all, since: last), all, listed: listed, config)
      for page in moved {
        let document = all.documents[page.document]
        diagnostics.append(
          told(page, at: document.address, config, in: sources.place(document.parsed.path)))
      }
    }
    let isRedirected = config.moved == .redirect
    let replaced = Set(isRedirected ? moved.map(\.former.path) : [])
    let keptBack = NamesKeptBack(schedule)
    for entry in listed {
      guard let address = entry.address else {
        diagnostics.append(badAddress(entry.entry, sources))
        continue
      }
      if replaced.contains(address.path) { continue }
      if let document = entry.document {
        redirects.append((address, document))
      } else if !entry.entry.documents.contains(where: { keptBack.mayBe($0.value) }) {
        diagnostics.append(leadsNowhere(entry.entry, sources))
      }
    }
    if isRedirected { redirects += moved.map { ($0.former, $0.document) } }
  }

  /// Finds the pages that moved of which no list of former addresses knows.
  private mutating func find(
    _ found: [MovedPage], _ all: Collections, listed: [ListedPage], _ config: SiteConfig
  ) {
    if found.isEmpty { return }
    var taken = Set(all.documents.map(\.address.path))
    let listedAt = Dictionary(grouping: listed, by: { $0.address?.path })
    for var page in found {
      let document = all.documents[page.document]
      let aliases = document.parsed.header.aliases.map {
        FormerAddress($0.value, in: config).address
      }
      let same = listedAt[page.former.path] ?? []
      // On many disks two addresses that differ in letter case alone are one.
      let isOne = lowercasedASCII(page.former.path) == lowercasedASCII(document.address.path)
      guard !taken.contains(page.former.path), !aliases.contains(page.former), !isOne,
        !same.contains(where: { $0.document == page.document })
      else { continue }
      taken.insert(page.former.path)
      page.replaced = same.map(\.entry.range)
      moved.append(page)
    }
  }
}

/// An entry of `redirects.yml` with its address, nil where it is none of the site, and the index of its document, nil where
/// no published one has its names.
private typealias ListedPage = (entry: Redirects.Entry, address: Address?, document: Int?)

private func resolve(
  _ list: Redirects, _ all: Collections, _ config: SiteConfig
) -> [ListedPage] {
  if list.entries.isEmpty { return [] }
  let paths = Dictionary(
    all.documents.indices.map { (all.documents[$0].parsed.path, $0) },
    uniquingKeysWith: { first, _ in first })
  let indices = Dictionary(
    all.keys.ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  return list.entries.map { entry in
    // A document without an id may have been given one since, which is its path.
    let document = entry.documents.lazy.map(\.value).compactMap { name in
      indices[Digest(of: name)] ?? paths[name] ?? indices[Digest(of: withoutEnding(name))]
    }.first
    return (entry, FormerAddress(entry.address.value, in: config).address, document)
  }
}

/// The ids and paths of documents that are not published yet.
private struct NamesKeptBack {
  private let ids: Set<String>
  /// The paths without their endings.
  private let paths: Set<String>
  /// Whether a document could not be read, which may have any name.
  private let isIncomplete: Bool

  init(_ schedule: Schedule) {
    ids = Set(schedule.keptBack.compactMap { $0.header.id?.value })
    paths = Set(schedule.keptBack.map { withoutEnding($0.path) })
    isIncomplete = !schedule.unread.isEmpty
  }

  /// Whether such a document may have an id or a path.
  func mayBe(_ name: String) -> Bool {
    isIncomplete || ids.contains(name) || paths.contains(withoutEnding(name))
  }
}

/// The documents whose pages had other addresses, in the order of their paths. Those that are known by their ids come
/// from the last build's pages, which mostly are in the same order.
private func movedPages(_ all: Collections, since last: LastPages) -> [MovedPage] {
  var found: [(document: Int, address: Digest)] = []
  var (position, indices) = (0, DigestSet?.none)
  for (index, id) in all.keys.ids.enumerated() where !last.pages.isEmpty {
    if position >= last.pages.count || last.pages[position].id != id {
      if indices == nil {
        var set = DigestSet(capacity: last.pages.count)
        for page in last.pages { _ = set.insert(page.id) }
        indices = set
      }
      guard let known = indices?.index(of: id) else { continue }
      position = known
    }
    let known = last.pages[position]
    position += 1
    if known.address != Digest(of: all.documents[index].address.path) {
      found.append((index, known.address))
    }
  }
  let addresses = found.isEmpty ? [:] : last.addresses(Set(found.map(\.address)))
  var moved = found.compactMap { document, address in
    addresses[address].map {
      MovedPage(document: document, former: Address(path: $0), names: [all.documents[document].id])
    }
  }
  if last.renamed.isEmpty { return moved }
  let documents = Dictionary(
    all.documents.enumerated().map { ($1.parsed.path, $0) }, uniquingKeysWith: { first, _ in first }
  )
  for (path, id, former) in last.renamed {
    guard let document = documents[path] else { continue }
    moved.append(MovedPage(document: document, former: former, names: [id, path]))
  }
  return moved
}

private func badAddress(_ entry: Redirects.Entry, _ sources: SourcePlaces) -> Diagnostic {
  Diagnostic(
    .error, "bad-redirect", at: sources.place(redirectsFile.text, entry.address.range),
    Message(
      "旧网址写法不对：\(brief(entry.address.value))",
      "not an address of this site: \(brief(entry.address.value))"),
    suggestion: Message(
      "写站内的路径，例如 /notice/old-name/", "write a path of this site, such as /notice/old-name/"))
}

private func leadsNowhere(_ entry: Redirects.Entry, _ sources: SourcePlaces) -> Diagnostic {
  let name = entry.documents[0]
  return Diagnostic(
    .warning, "redirect-to-nothing", at: sources.place(redirectsFile.text, name.range),
    Message(
      "没有这篇稿件，旧网址 \(brief(entry.address.value)) 打不开：\(brief(name.value))",
      "there is no such document, so \(brief(entry.address.value)) no longer works: \(brief(name.value))"
    ),
    suggestion: Message(
      "稿件已经撤下的，删去这一行；换了永久编号（id）的，写上现在的",
      "remove the line if the document was withdrawn, or write the id that it has now"))
}

/// The diagnostic about a page that moved: a note of the redirect that was made, or a warning that there is none.
func told(
  _ page: MovedPage, at address: Address, _ config: SiteConfig, in place: Place
) -> Diagnostic {
  let (former, now) = ("/" + page.former.path, "/" + address.path)
  if config.moved == .redirect {
    return Diagnostic(
      .note, "moved", at: place,
      Message(
        "这篇稿件的网址从 \(brief(former)) 变成了 \(brief(now))，旧网址已写进 \(redirectsFile.text)，会转到新网址",
        "the address was \(brief(former)) and is now \(brief(now)); the former one was added to \(redirectsFile.text) and redirects"
      ),
      suggestion: Message(
        "请保留 \(redirectsFile.text)；以后用 branchpress move 改名",
        "keep \(redirectsFile.text); rename documents with `branchpress move`"))
  }
  return Diagnostic(
    .warning, "renamed", at: place,
    Message(
      "这篇稿件的网址从 \(brief(former)) 变成了 \(brief(now))，旧网址打不开了",
      "the address was \(brief(former)) and is now \(brief(now)); the former one no longer works"),
    suggestion: Message(
      "在开头信息里写上“aliases: [\(former)]”；以后用 branchpress move 改名，会自动写上",
      "add `aliases: [\(former)]` to its front matter; `branchpress move` does this automatically"))
}
