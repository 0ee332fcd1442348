internal import Dates
internal import Feeds

/// The sitemap, or its index.
let sitemapName = "sitemap.xml"

/// Pages that are meant to be found, with the day on which they changed.
func makeSitemap(_ site: Site) -> [(name: String, bytes: [UInt8])] {
  let changes = site.documents.map(\.changed)
  let pages = site.outputs.compactMap { output in
    documents(shownBy: output.content, site).map { documents in
      Sitemap.Page(
        url: site.config.url + output.address.encoded,
        lastModified: documents.lazy.compactMap { changes[$0] }.max())
    }
  }
  return Sitemap.files(for: pages, root: site.config.url)
}

/// Whether the sitemap is one file whatever stands in it: no byte of a path takes more than
/// five in its entry, and what is around it takes 200 and the site's own address.
func fitsIntoOneSitemap(_ site: Site) -> Bool {
  let limit = Sitemap.Limit()
  let length = site.outputs.reduce(0) { $0 + 5 * $1.path.utf8.count }
  return site.outputs.count <= limit.pages
    && length + site.outputs.count * (200 + site.config.url.utf8.count) < limit.bytes
}

/// The documents whose changes change a page; nil for what is no page for readers.
private func documents(shownBy content: Output.Content, _ site: Site) -> [Int]? {
  switch content {
  case .home: site.feeds[0].items
  case .document(let index): [index]
  case .section(let index, let page):
    part(page, of: site.sections[index].documents, site.sections[index].config.kind, site)
  case .column(let index, let page): part(page, of: site.columns[index].documents, nil, site)
  case .tag(let index, let page): part(page, of: site.tags[index].documents, nil, site)
  case .author(let index, let page): part(page, of: site.authors[index].documents, nil, site)
  case .tagIndex, .authorIndex: []
  case .notFound, .redirect, .feed, .feedArchive, .feedList, .calendar, .event, .sitemap, .robots,
    .asset,
    .themeAsset:
    nil
  }
}

/// The part of a list that one of its pages shows; indexes of studies and branches show them all.
private func part(_ page: Int, of list: [Int], _ kind: DocumentKind?, _ site: Site) -> [Int] {
  guard kind?.indexTemplate ?? "list" == "list" else { return list }
  return Array(list.dropFirst(page * site.config.pageSize).prefix(site.config.pageSize))
}
