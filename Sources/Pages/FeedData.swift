internal import ByteText
internal import Content
internal import Dates
internal import Diagnostics
internal import Feeds
internal import Search
internal import SiteModel

/// A writer of feeds and of the list of feeds from the immutable site.
final class FeedData: Sendable {
  let site: Site
  private let items: FeedItems

  /// A writer of the feeds with the given indices, whose shared items it makes beforehand.
  init(of feeds: [Int], _ bodies: Bodies, _ documentData: DocumentData, jobs: Int) {
    site = bodies.site
    items = FeedItems(of: feeds, bodies, documentData, jobs: jobs)
  }

  /// Writes the feed document to which readers subscribe, or one of its archives. The document's date is that of its
  /// newest item, so that the same items give the same bytes.
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

  /// The properties of a feed itself. An archive leaves out those that concern news and those that change with the
  /// program, so that its bytes are lasting.
  private func feed(_ plan: FeedPlan, updated: Moment?, isArchive: Bool) -> Feed {
    let config = site.config
    let logo = site.sitePictures.feedLogo.map { config.url + $0.address.encoded }
    var feed = Feed(
      id: config.identity?.uri("feed/" + plan.page.path) ?? plan.page.path, title: plan.title,
      description: config.words.description(of: plan) ?? "",
      homeURL: config.url + plan.page.encoded, language: config.languageTag,
      organization: config.organization,
      updated: updated ?? config.identity?.since ?? Moment(seconds: 0, offsetMinutes: 0),
      icon: logo ?? config.url + "assets/icon.svg", logo: logo,
      stylesheet: rootPrefix(depth: plan.page.depth) + "assets/feed.css")
    if isArchive { return feed }
    feed.generator = Feed.Generator(name: generatorName, version: generatorVersion)
    feed.hubs = config.feeds.hub.map { [$0] } ?? []
    feed.ttl = config.feeds.ttl
    feed.skipHours = config.feeds.skipHours
    return feed
  }

  /// The links between the documents of a feed: archives link to the older and the newer one, and the document to which
  /// readers subscribe links to the newest archive.
  private func document(_ plan: FeedPlan, _ format: FeedFormat, _ archive: Int?) -> FeedDocument {
    func url(_ archive: Int?) -> String {
      site.config.url + plan.address(format, archive: archive).encoded
    }
    return FeedDocument(
      url: url(archive), current: archive.map { _ in url(nil) },
      previousArchive: plan.previous(of: archive).map(url),
      nextArchive: plan.next(of: archive).map(url))
  }

  /// Writes `feeds.opml`, which lists every feed in its group, so that a reader can import them all at once (OPML 2.0).
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
      title: plan.title, description: config.words.description(of: plan),
      feedURL: config.url + plan.address(config.feeds.preferred).encoded,
      homeURL: config.url + plan.page.encoded,
      language: config.languageTag)
  }

  func writeRobots(to writer: inout ByteWriter) {
    if site.isPreview {
      writer.append("\(previewMark)\nUser-agent: *\nDisallow: /\n")
      return
    }
    // The index has every text once more, in pieces.
    let index = site.search.map {
      basePath(of: site.config.url) + searchAddress.path + $0.layout.folder + "/"
    }
    Robots.write(
      disallowed: [index].compactMap(\.self), sitemaps: [site.config.url + "sitemap.xml"],
      to: &writer)
  }
}

/// The first line of a preview's `robots.txt`, by which its folder is recognised.
package let previewMark = "# branchpress build --drafts"

extension Words {
  /// One sentence about a feed: the description of its subject, or else what it contains; nil where the whole site has no
  /// description.
  fileprivate func description(of plan: FeedPlan) -> String? {
    if let description = plan.description, !description.isEmpty { return description }
    let name = plan.name
    return switch plan.group {
    case .site: nil
    case .sections: isChinese ? "“\(name)\(han("”栏目的新内容"))" : "News of the section “\(name)”"
    case .columns:
      isChinese ? "\(han("专栏“"))\(name)\(han("”的文章"))" : "Articles of the column “\(name)”"
    case .branches:
      isChinese
        ? "\(name)\(han("的文章、通知和活动记录"))" : "Articles, notices and activity records of \(name)"
    case .tags:
      isChinese ? "\(han("带有标签“"))\(name)\(han("”的稿件"))" : "Documents with the tag “\(name)”"
    case .authors: isChinese ? "\(name)\(han("的文章"))" : "Articles by \(name)"
    }
  }
}
