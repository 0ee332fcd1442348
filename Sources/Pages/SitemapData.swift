internal import Content
internal import Dates
package import Digests
internal import Feeds
package import SiteModel

/// The files of the sitemap, which are made together, as many as its size requires.
package struct SitemapFiles: Sendable {
  /// The date of the last change of each document.
  let changes: [Moment?]
  /// The fingerprint of everything that the files contain.
  package let fingerprint: Digest
  /// The names of the files, `sitemap.xml` being the last.
  package let names: [String]
  /// The names and bytes of the files; empty where the last build's files are current, or where there is only one file,
  /// which is made when it is written.
  let files: [(name: String, bytes: [UInt8])]

  /// Makes the files, unless the last build's are current or their names are known without that.
  ///
  /// `known` gives the files that the last build made from the sources of a fingerprint, and whether all of them are
  /// unchanged.
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

  /// All files, made now if they were not made before.
  func all(of site: Site) -> [(name: String, bytes: [UInt8])] {
    files.isEmpty ? makeSitemap(site, changes) : files
  }
}

/// The names and bytes of the sitemap's files. `changes` contains the date of each document's last change.
func makeSitemap(_ site: Site, _ changes: [Moment?]) -> [(name: String, bytes: [UInt8])] {
  Sitemap.files(
    for: site.outputs.compactMap { output in
      site.change(of: output.content, changes).map { change in
        Sitemap.Page(url: site.config.url + output.address.encoded, lastModified: change)
      }
    }, root: site.config.url)
}

/// Whether the sitemap certainly fits into one file: no byte of a path takes more than five bytes in its entry, and the
/// rest of an entry takes 200 and the site's own address.
func fitsIntoOneSitemap(_ site: Site) -> Bool {
  let limit = Sitemap.Limit()
  let length = site.outputs.reduce(0) { $0 + 5 * $1.path.utf8.count }
  return site.outputs.count <= limit.pages
    && length + site.outputs.count * (200 + site.config.url.utf8.count) < limit.bytes
}

extension Site {
  /// The date of the last change of a page in the sitemap: the inner optional is nil where the date is not known, the
  /// outer one for an output that is not in the sitemap. `changes` contains the date of each document's last change.
  func change(of content: Output.Content, _ changes: [Moment?]) -> Moment?? {
    if case .document(let index) = content { return .some(changes[index]) }
    return documents(listedBy: content).map { documents in
      documents.lazy.compactMap { changes[$0] }.max()
    }
  }

  /// The documents whose changes change a list; nil for an output that is no list.
  package func documents(listedBy content: Output.Content) -> ArraySlice<Int>? {
    switch content {
    case .home: feeds[0].items.filter { documents.indices.contains($0) }[...]
    case .section(let index, let page):
      part(page, of: sections[index].documents, sections[index].config.kind)
    case .view(let section, let view, let page) where !sections[section].views[view].isOfState:
      documents(of: sections[section].views[view], page: page)
    case .column(let index, let page): part(page, of: columns[index].documents)
    case .tag(let index, let page): part(page, of: tags[index].documents)
    case .author(let index, let page): part(page, of: authors[index].documents)
    case .tagIndex, .authorIndex: []
    // A sitemap says nothing that time alone changes, such as whether there is a page of the calendar or of a state.
    case .calendarPage, .searchPage, .search, .view, .document, .notFound, .redirect, .feed,
      .feedArchive, .feedList,
      .calendar, .event,
      .sitemap, .robots, .manifest, .asset, .rendition, .themeAsset:
      nil
    }
  }

  /// The documents on one page of a list; indexes of studies and branches show all of them.
  private func part(_ page: Int, of list: [Int], _ kind: DocumentKind? = nil) -> ArraySlice<Int> {
    guard kind?.indexTemplate ?? "list" == "list" else { return list[...] }
    return list.dropFirst(page * config.pageSize).prefix(config.pageSize)
  }
}
