internal import Content
internal import Dates
package import Digests
internal import Feeds
package import SiteModel

/// The sitemap's files, which are made together, in as many as its size takes.
package struct SitemapFiles: Sendable {
  /// By document: when it last changed.
  let changes: [Moment?]
  package let fingerprint: Digest
  /// `sitemap.xml` the last.
  package let names: [String]
  /// Empty where the site has them all, or where there is one, which is made when it is written.
  let files: [(name: String, bytes: [UInt8])]

  /// Makes them, unless they are those of the last build, or need not be made to know their names.
  ///
  /// `known` tells which files the last build made from what a fingerprint stands for, and whether they are all as it
  /// left them.
  package init(
    _ site: Site, _ fingerprints: Fingerprints,
    known: (Digest) -> (paths: [String], areCurrent: Bool)
  ) {
    changes = fingerprints.changes
    fingerprint = fingerprints.fingerprintOfSitemap()
    let last = known(fingerprint)
    let isCurrent = last.areCurrent && last.paths.contains(sitemapName)
    let isOne = fitsIntoOneSitemap(site)
    files = isCurrent || isOne ? [] : makeSitemap(site, changes)
    names = isOne ? [sitemapName] : isCurrent ? last.paths : files.map(\.name)
  }
}

/// The sitemap's files. `changes` tells when each document last changed.
func makeSitemap(_ site: Site, _ changes: [Moment?]) -> [(name: String, bytes: [UInt8])] {
  Sitemap.files(
    for: site.outputs.compactMap { output in
      site.change(of: output.content, changes).map { change in
        Sitemap.Page(url: site.config.url + output.address.encoded, lastModified: change)
      }
    }, root: site.config.url)
}

/// Whether the sitemap is one file whatever stands in it: no byte of a path takes more than
/// five in its entry, and what is around it takes 200 and the site's own address.
func fitsIntoOneSitemap(_ site: Site) -> Bool {
  let limit = Sitemap.Limit()
  let length = site.outputs.reduce(0) { $0 + 5 * $1.path.utf8.count }
  return site.outputs.count <= limit.pages
    && length + site.outputs.count * (200 + site.config.url.utf8.count) < limit.bytes
}

extension Site {
  /// When a page last changed, if it is one that is meant to be found and if that is known. `changes` tells
  /// it of each document.
  func change(of content: Output.Content, _ changes: [Moment?]) -> Moment?? {
    if case .document(let index) = content { return .some(changes[index]) }
    return documents(listedBy: content).map { documents in
      documents.lazy.compactMap { changes[$0] }.max()
    }
  }

  /// The documents whose changes change a list; nil for what is no list.
  package func documents(listedBy content: Output.Content) -> ArraySlice<Int>? {
    switch content {
    case .home: feeds[0].items[...]
    case .section(let index, let page):
      part(page, of: sections[index].documents, sections[index].config.kind)
    case .column(let index, let page): part(page, of: columns[index].documents)
    case .tag(let index, let page): part(page, of: tags[index].documents)
    case .author(let index, let page): part(page, of: authors[index].documents)
    case .tagIndex, .authorIndex: []
    case .document, .notFound, .redirect, .feed, .feedArchive, .feedList, .calendar, .event,
      .sitemap, .robots, .asset, .themeAsset:
      nil
    }
  }

  /// The part of a list that one of its pages shows; indexes of studies and branches show them all.
  private func part(_ page: Int, of list: [Int], _ kind: DocumentKind? = nil) -> ArraySlice<Int> {
    guard kind?.indexTemplate ?? "list" == "list" else { return list[...] }
    return list.dropFirst(page * config.pageSize).prefix(config.pageSize)
  }
}
