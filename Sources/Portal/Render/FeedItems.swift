internal import ByteText
internal import Dates
internal import Diagnostics
internal import Feeds

/// What each document looks like within a feed of each format.
///
/// A document that stands in several feeds is written once and copied into each. What only archives
/// hold is made when they are written, so that the memory of a build does not grow with them.
struct FeedItems: Sendable {
  private let bodies: Bodies
  private let documentData: DocumentData
  /// By document, for those that stand in feeds to be written.
  private let kept: [Int: Kept]
  private var site: Site { bodies.site }

  private struct Kept: Sendable {
    let rss: FeedEntry
    let atom: FeedEntry
    let json: FeedEntry
    let diagnostics: [Diagnostic]
  }

  /// The items of some feeds, by their indices in `Site.feeds`.
  init(of feeds: [Int], _ bodies: Bodies, _ documentData: DocumentData, jobs: Int) {
    self.bodies = bodies
    self.documentData = documentData
    let site = bodies.site
    var uses = [Int](repeating: 0, count: site.documents.count)
    for index in feeds.lazy.map({ site.feeds[$0].items }).joined() { uses[index] += 1 }
    let counts = uses
    let wanted = counts.indices.filter { counts[$0] > 0 }
    let root = site.config.url
    let made = parallelMap(count: wanted.count, jobs: jobs) { place -> Kept in
      var diagnostics: [Diagnostic] = []
      let item = feedItem(wanted[place], bodies, documentData, &diagnostics)
      if counts[wanted[place]] == 1 {
        let entry = FeedEntry.item(item)
        return Kept(rss: entry, atom: entry, json: entry, diagnostics: diagnostics)
      }
      return Kept(
        rss: .made(RSS.item(item, root: root)), atom: .made(Atom.item(item, root: root)),
        json: .made(JSONFeed.item(item, root: root)), diagnostics: diagnostics)
    }
    kept = Dictionary(uniqueKeysWithValues: zip(wanted, made))
  }

  /// Documents as a feed of the format takes them.
  func entries(
    of indices: [Int], as format: FeedFormat, diagnostics: inout [Diagnostic]
  ) -> [FeedEntry] {
    indices.map { index in
      guard let kept = kept[index] else {
        return .item(feedItem(index, bodies, documentData, &diagnostics))
      }
      diagnostics += kept.diagnostics
      switch format {
      case .rss: return kept.rss
      case .atom: return kept.atom
      case .json: return kept.json
      }
    }
  }

  /// When the newest of some documents was published or last changed.
  func newestChange(of indices: [Int]) -> Moment? {
    indices.lazy.compactMap { site.documents[$0].changed }.max()?.on(site.config.zone)
  }
}

private func publication(of document: Document, _ site: Site) -> Moment {
  (document.date ?? Moment(seconds: 0, offsetMinutes: 0)).on(site.config.zone)
}

private func feedItem(
  _ index: Int, _ bodies: Bodies, _ data: DocumentData, _ diagnostics: inout [Diagnostic]
) -> FeedItem {
  let site = bodies.site
  let document = site.documents[index]
  let config = site.config
  let body = bodies.body(of: index, diagnostics: &diagnostics)?.html ?? HTMLFragment(bytes: [])
  let header = document.parsed.header
  var item = FeedItem(
    id: config.identity?.uri(document.id) ?? document.id, title: header.title,
    url: config.url + document.address.encoded, published: publication(of: document, site),
    updated: header.updated?.on(config.zone), summary: data.summary(of: document) ?? "",
    content: feedContent(document, body, config),
    categories: document.tags.map { site.tags[$0].title })
  if let author = document.author.map({ site.authors[$0] }) {
    item.author = author.title
    item.authorURL = config.url + author.address.encoded
  } else if let branch = document.branch.map({ site.branches[$0] }) {
    item.author = branch.name
    item.authorURL = config.url + site.documents[branch.document].address.encoded
  }
  item.cover = (document.references.cover ?? document.references.photos.first).map {
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
  return document.references.attachments.filter { seen.insert($0.address.path).inserted }.map {
    FeedItem.Enclosure(
      url: config.url + $0.address.encoded, length: $0.size, mediaType: $0.mediaType,
      title: $0.title)
  }
}
