internal import ByteText
internal import Dates
internal import Feeds
internal import Mustache

/// What feeds, the sitemap and the list of feeds say, from the frozen site.
final class FeedData: Sendable {
  let site: Site
  let documentData: DocumentData
  /// What each document looks like within a feed of each format, for the documents that some feed
  /// has; made once, copied into every feed.
  private let items: [Int: Item]
  /// The sitemap's files, `sitemap.xml` the last.
  let sitemap: [(name: String, bytes: [UInt8])]

  private struct Item: Sendable {
    let changed: Moment
    let bytes: [FeedFormat: [UInt8]]
  }

  init(_ site: Site, _ documentData: DocumentData, jobs: Int) {
    self.site = site
    self.documentData = documentData
    let wanted = Array(Set(site.feeds.flatMap(\.items))).sorted()
    let made = parallelMap(count: wanted.count, jobs: jobs) { index -> Item in
      let item = feedItem(site.documents[wanted[index]], site, documentData)
      let root = site.config.url
      return Item(
        changed: item.changed,
        bytes: [
          .rss: RSS.item(item, root: root), .atom: Atom.item(item, root: root),
          .json: JSONFeed.item(item, root: root),
        ])
    }
    items = Dictionary(uniqueKeysWithValues: zip(wanted, made))
    sitemap = makeSitemap(site)
  }

  /// Writes a feed. It says that it was updated when its newest item was, so that the same items
  /// give the same bytes.
  func write(feed index: Int, as format: FeedFormat, to writer: inout ByteWriter) {
    let plan = site.feeds[index]
    let config = site.config
    let entries = plan.items.compactMap { items[$0] }
    let feed = Feed(
      id: config.identity?.uri("feed/" + plan.page.path) ?? plan.page.path, title: plan.title,
      description: plan.description ?? config.description ?? "",
      homeURL: config.url + plan.page.encoded, language: config.languageTag,
      organization: config.organization,
      updated: entries.map(\.changed).max() ?? config.identity?.since
        ?? Moment(seconds: 0, offsetMinutes: 0),
      generator: Feed.Generator(name: generatorName, version: generatorVersion),
      icon: config.url + "assets/icon.svg",
      stylesheet: rootPrefix(depth: plan.page.depth) + "assets/feed.css")
    let document = FeedDocument(url: config.url + plan.address(format).encoded)
    let bytes = entries.compactMap { $0.bytes[format] }
    switch format {
    case .rss: RSS.write(feed, as: document, items: bytes, to: &writer)
    case .atom: Atom.write(feed, as: document, items: bytes, to: &writer)
    case .json: JSONFeed.write(feed, as: document, items: bytes, to: &writer)
    }
  }

  /// Writes `feeds.opml`: every feed, so that a reader can take them all at once.
  func writeFeedList(to writer: inout ByteWriter) {
    let config = site.config
    let outlines = site.feeds.map { plan in
      OPML.Outline.feed(
        OPML.Subscription(
          title: plan.title, description: plan.description,
          feedURL: config.url + plan.rss.encoded, homeURL: config.url + plan.page.encoded,
          language: config.languageTag))
    }
    OPML.write(
      OPML.Document(title: config.title, owner: config.organization, outlines: outlines),
      to: &writer)
  }

  func writeRobots(to writer: inout ByteWriter) {
    Robots.write(sitemaps: [site.config.url + "sitemap.xml"], to: &writer)
  }
}

/// Pages that are meant to be found, with the day on which they changed.
private func makeSitemap(_ site: Site) -> [(name: String, bytes: [UInt8])] {
  let changes = site.documents.map { document -> Moment? in
    document.parsed.header.updated.map { max($0, document.date ?? $0) } ?? document.date
  }
  let pages = site.outputs.compactMap { output in
    documents(shownBy: output.content, site).map { documents in
      Sitemap.Page(
        url: site.config.url + output.address.encoded,
        lastModified: documents.lazy.compactMap { changes[$0] }.max())
    }
  }
  return Sitemap.files(for: pages, root: site.config.url)
}

/// The documents whose changes change a page; nil for what is no page for readers.
private func documents(shownBy content: Output.Content, _ site: Site) -> [Int]? {
  switch content {
  case .home: site.feeds[0].items
  case .document(let index): [index]
  case .section(let index, let page):
    part(page, of: site.sections[index].documents, site.sections[index].config.kind, site)
  case .column(let index): site.columns[index].documents
  case .tag(let index, let page): part(page, of: site.tags[index].documents, nil, site)
  case .tagIndex: []
  case .notFound, .redirect, .feed, .feedList, .sitemap, .robots, .asset, .themeAsset: nil
  }
}

/// The part of a list that one of its pages shows; indexes of studies and branches show them all.
private func part(_ page: Int, of list: [Int], _ kind: DocumentKind?, _ site: Site) -> [Int] {
  guard kind?.indexTemplate ?? "list" == "list" else { return list }
  return Array(list.dropFirst(page * site.config.pageSize).prefix(site.config.pageSize))
}

private func feedItem(
  _ document: Document, _ site: Site, _ data: DocumentData
) -> FeedItem {
  let config = site.config
  let header = document.parsed.header
  var item = FeedItem(
    id: config.identity?.uri(document.id) ?? document.id, title: header.title,
    url: config.url + document.address.encoded,
    published: (document.date ?? Moment(seconds: 0, offsetMinutes: 0)).on(config.zone),
    updated: header.updated?.on(config.zone), summary: data.summary(of: document) ?? "",
    content: document.content,
    author: header.author ?? document.branch.map { site.branches[$0].name },
    categories: document.tags.map { site.tags[$0].title })
  item.cover = (document.cover ?? document.photos.first).map {
    FeedItem.Picture(url: config.url + $0.address.encoded, size: $0.size)
  }
  switch document.parsed.details {
  case .notice(let notice):
    item.number = notice.number
    item.issuer = notice.issuer
    item.enclosures = document.attachments.map {
      FeedItem.Enclosure(
        url: config.url + $0.address.encoded, length: $0.size, mediaType: $0.mediaType,
        title: $0.title)
    }
  case .study(let study):
    item.source = study.sourceTitle.map { FeedItem.Source(title: $0, url: study.sourceURL) }
  default: break
  }
  return item
}
