internal import Dates
internal import Feeds

/// The sitemap, or its index.
let sitemapName = "sitemap.xml"

/// A page that is meant to be found, and when it changed.
struct SitemapPage: Sendable {
  let address: Address
  let changed: Moment?
}

/// All that the sitemap says, in its order. `changes` tells when each document last changed.
func sitemapPages(_ site: Site, _ changes: [Moment?]) -> [SitemapPage] {
  site.outputs.compactMap { output in
    if case .document(let index) = output.content {
      return SitemapPage(address: output.address, changed: changes[index])
    }
    return documents(listedBy: output.content, site).map { documents in
      SitemapPage(
        address: output.address, changed: documents.lazy.compactMap { changes[$0] }.max())
    }
  }
}

/// The sitemap's files.
func makeSitemap(_ pages: [SitemapPage], _ config: SiteConfig) -> [(name: String, bytes: [UInt8])] {
  Sitemap.files(
    for: pages.map { page in
      Sitemap.Page(url: config.url + page.address.encoded, lastModified: page.changed)
    }, root: config.url)
}

/// Whether the sitemap is one file whatever stands in it: no byte of a path takes more than
/// five in its entry, and what is around it takes 200 and the site's own address.
func fitsIntoOneSitemap(_ site: Site) -> Bool {
  let limit = Sitemap.Limit()
  let length = site.outputs.reduce(0) { $0 + 5 * $1.path.utf8.count }
  return site.outputs.count <= limit.pages
    && length + site.outputs.count * (200 + site.config.url.utf8.count) < limit.bytes
}

/// The documents whose changes change a list; nil for what is no list.
private func documents(listedBy content: Output.Content, _ site: Site) -> ArraySlice<Int>? {
  switch content {
  case .home: site.feeds[0].items[...]
  case .section(let index, let page):
    part(page, of: site.sections[index].documents, site.sections[index].config.kind, site)
  case .column(let index, let page): part(page, of: site.columns[index].documents, nil, site)
  case .tag(let index, let page): part(page, of: site.tags[index].documents, nil, site)
  case .author(let index, let page): part(page, of: site.authors[index].documents, nil, site)
  case .tagIndex, .authorIndex: []
  case .document, .notFound, .redirect, .feed, .feedArchive, .feedList, .calendar, .event,
    .sitemap, .robots, .asset, .themeAsset:
    nil
  }
}

/// The part of a list that one of its pages shows; indexes of studies and branches show them all.
private func part(
  _ page: Int, of list: [Int], _ kind: DocumentKind?, _ site: Site
) -> ArraySlice<Int> {
  guard kind?.indexTemplate ?? "list" == "list" else { return list[...] }
  return list.dropFirst(page * site.config.pageSize).prefix(site.config.pageSize)
}
