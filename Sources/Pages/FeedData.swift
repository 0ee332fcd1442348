internal import ByteText
internal import Content
internal import Dates
internal import Diagnostics
internal import Feeds
internal import SiteModel

/// What feeds and the list of feeds say, from the frozen site.
final class FeedData: Sendable {
  let site: Site
  private let items: FeedItems

  /// What the feeds to be written say, which are given by their indices.
  init(of feeds: [Int], _ bodies: Bodies, _ documentData: DocumentData, jobs: Int) {
    site = bodies.site
    items = FeedItems(of: feeds, bodies, documentData, jobs: jobs)
  }

  /// Writes a feed's document to subscribe to, or one of its archives. It says that it was updated
  /// when its newest item was, so that the same items give the same bytes.
  func write(
    feed index: Int, as format: FeedFormat, archive: Int? = nil, to writer: inout ByteWriter
  ) -> [Diagnostic] {
    let plan = site.feeds[index]
    let indices = plan.items(of: archive)
    let text = site.text(of: plan, format, isArchive: archive != nil)
    let feed = feed(plan, updated: items.newestChange(of: indices), isArchive: archive != nil)
    let document = document(plan, format, archive)
    var diagnostics: [Diagnostic] = []
    let entries = items.entries(of: indices, as: format, text, diagnostics: &diagnostics)
    let root = site.config.url
    writer.reserve(8192 + indices.count * (text == .whole ? 6000 : 1500))
    switch format {
    case .rss: RSS.write(feed, as: document, items: entries, root: root, to: &writer)
    case .atom: Atom.write(feed, as: document, items: entries, root: root, to: &writer)
    case .json: JSONFeed.write(feed, as: document, items: entries, root: root, to: &writer)
    }
    return diagnostics
  }

  /// What a feed says of itself. An archive leaves out what concerns those who ask for news and what
  /// changes with the program, so that its bytes are lasting.
  private func feed(_ plan: FeedPlan, updated: Moment?, isArchive: Bool) -> Feed {
    let config = site.config
    var feed = Feed(
      id: config.identity?.uri("feed/" + plan.page.path) ?? plan.page.path, title: plan.title,
      description: plan.description ?? config.description ?? "",
      homeURL: config.url + plan.page.encoded, language: config.languageTag,
      organization: config.organization,
      updated: updated ?? config.identity?.since ?? Moment(seconds: 0, offsetMinutes: 0),
      icon: config.url + "assets/icon.svg",
      stylesheet: rootPrefix(depth: plan.page.depth) + "assets/feed.css")
    if isArchive { return feed }
    feed.generator = Feed.Generator(name: generatorName, version: generatorVersion)
    feed.hubs = config.feeds.hub.map { [$0] } ?? []
    feed.ttl = config.feeds.ttl
    feed.skipHours = config.feeds.skipHours
    return feed
  }

  /// A document's place among its feed's: archives lead to the older and the newer one, the document
  /// to subscribe to leads to the newest archive.
  private func document(_ plan: FeedPlan, _ format: FeedFormat, _ archive: Int?) -> FeedDocument {
    func url(_ archive: Int?) -> String {
      site.config.url + plan.address(format, archive: archive).encoded
    }
    return FeedDocument(
      url: url(archive), current: archive.map { _ in url(nil) },
      previousArchive: plan.previous(of: archive).map(url),
      nextArchive: plan.next(of: archive).map(url))
  }

  /// Writes `feeds.opml`: every feed in its group, so that a reader can take them all at once.
  func writeFeedList(to writer: inout ByteWriter) {
    let config = site.config
    let outlines = site.feedGroups.flatMap { group -> [OPML.Outline] in
      let feeds = group.feeds.map { OPML.Outline.feed(subscription(site.feeds[$0])) }
      return group.kind == .site
        ? feeds : [.group(title: config.words.title(of: group.kind), feeds)]
    }
    OPML.write(
      OPML.Document(title: config.title, owner: config.organization, outlines: outlines),
      to: &writer)
  }

  private func subscription(_ plan: FeedPlan) -> OPML.Subscription {
    let config = site.config
    return OPML.Subscription(
      title: plan.title, description: plan.description,
      feedURL: config.url + plan.rss.encoded, homeURL: config.url + plan.page.encoded,
      language: config.languageTag)
  }

  func writeRobots(to writer: inout ByteWriter) {
    Robots.write(sitemaps: [site.config.url + "sitemap.xml"], to: &writer)
  }
}
