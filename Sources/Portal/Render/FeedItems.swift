internal import Dates
internal import Feeds

/// What each document looks like within a feed of each format.
///
/// A document that stands in several feeds is written once and copied into each; one that stands in
/// a single document, as nearly all of an archive's do, is written when that is, so that the memory
/// of a build does not grow with its archives.
struct FeedItems: Sendable {
  private let site: Site
  private let documentData: DocumentData
  /// Indices of documents in ascending order, and beside each what it looks like.
  private let kept: [Int: [FeedFormat: [UInt8]]]

  init(_ site: Site, _ documentData: DocumentData, jobs: Int) {
    self.site = site
    self.documentData = documentData
    var uses = [Int](repeating: 0, count: site.documents.count)
    for plan in site.feeds {
      for index in plan.items { uses[index] += 1 }
      for index in plan.archives.joined() { uses[index] += 1 }
    }
    let shared = uses.indices.filter { uses[$0] > 1 }
    let made = parallelMap(count: shared.count, jobs: jobs) { place in
      let item = feedItem(site.documents[shared[place]], site, documentData)
      return Dictionary(
        uniqueKeysWithValues: FeedFormat.allCases.map { ($0, write(item, $0, site.config.url)) })
    }
    kept = Dictionary(uniqueKeysWithValues: zip(shared, made))
  }

  /// A document's `<item>`, `<entry>` or object.
  func bytes(of index: Int, as format: FeedFormat) -> [UInt8] {
    kept[index]?[format]
      ?? write(feedItem(site.documents[index], site, documentData), format, site.config.url)
  }

  /// When the newest of some documents was published or last changed.
  func newestChange(of indices: [Int]) -> Moment? {
    indices.lazy.compactMap { site.documents[$0].changed }.max()?.on(site.config.zone)
  }
}

private func write(_ item: FeedItem, _ format: FeedFormat, _ root: String) -> [UInt8] {
  switch format {
  case .rss: RSS.item(item, root: root)
  case .atom: Atom.item(item, root: root)
  case .json: JSONFeed.item(item, root: root)
  }
}

private func publication(of document: Document, _ site: Site) -> Moment {
  (document.date ?? Moment(seconds: 0, offsetMinutes: 0)).on(site.config.zone)
}

private func feedItem(_ document: Document, _ site: Site, _ data: DocumentData) -> FeedItem {
  let config = site.config
  let header = document.parsed.header
  var item = FeedItem(
    id: config.identity?.uri(document.id) ?? document.id, title: header.title,
    url: config.url + document.address.encoded, published: publication(of: document, site),
    updated: header.updated?.on(config.zone), summary: data.summary(of: document) ?? "",
    content: feedContent(document, config),
    categories: document.tags.map { site.tags[$0].title })
  if let author = document.author.map({ site.authors[$0] }) {
    item.author = author.title
    item.authorURL = config.url + author.address.encoded
  } else if let branch = document.branch.map({ site.branches[$0] }) {
    item.author = branch.name
    item.authorURL = config.url + site.documents[branch.document].address.encoded
  }
  item.cover = (document.cover ?? document.photos.first).map {
    FeedItem.Picture(url: config.url + $0.address.encoded, size: $0.size)
  }
  switch document.parsed.details {
  case .notice(let notice):
    item.number = notice.number
    item.issuer = notice.issuer
    item.enclosures = enclosures(of: document, config)
  case .study(let study):
    item.source = study.sourceTitle.map { FeedItem.Source(title: $0, url: study.sourceURL) }
  default: break
  }
  return item
}

/// A file that is named twice is sent once.
private func enclosures(of document: Document, _ config: SiteConfig) -> [FeedItem.Enclosure] {
  var seen: Set<String> = []
  return document.attachments.filter { seen.insert($0.address.path).inserted }.map {
    FeedItem.Enclosure(
      url: config.url + $0.address.encoded, length: $0.size, mediaType: $0.mediaType,
      title: $0.title)
  }
}
