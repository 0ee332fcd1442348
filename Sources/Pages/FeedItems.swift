internal import ByteText
package import Content
internal import Dates
internal import Diagnostics
internal import Feeds
package import SiteModel

/// The part of a document that an item contains: its whole text or its summary.
package enum FeedText: Sendable, CaseIterable { case whole, summary }

/// The items of documents in feeds of each format.
///
/// A document that is in several feeds is written once and copied into each. Items that only archives contain are made
/// when these are written, so that the memory of a build does not grow with them.
struct FeedItems: Sendable {
  private let bodies: Bodies
  private let documentData: DocumentData
  /// The items with whole texts, by document, for documents in feeds that are to be written.
  private let whole: [Int: Kept]
  private let summaries: [Int: Kept]
  private var site: Site { bodies.site }

  private struct Kept: Sendable {
    /// The item in each of the site's formats, in their order.
    let entries: [FeedEntry]
    let diagnostics: [Diagnostic]
  }

  /// The items of feeds, which are given by their indices in `Site.feeds`.
  init(of feeds: [Int], _ bodies: Bodies, _ documentData: DocumentData, jobs: Int) {
    self.bodies = bodies
    self.documentData = documentData
    func keep(_ text: FeedText) -> [Int: Kept] {
      let plans = feeds.lazy.map { bodies.site.feeds[$0] }.filter {
        bodies.site.text(of: $0, .rss, isArchive: false) == text
      }
      return Self.kept(plans.map(\.items), as: text, bodies, documentData, jobs: jobs)
    }
    whole = keep(.whole)
    summaries = keep(.summary)
  }

  /// The items of lists of documents, each made once.
  private static func kept(
    _ lists: [[Int]], as text: FeedText, _ bodies: Bodies, _ documentData: DocumentData, jobs: Int
  ) -> [Int: Kept] {
    let site = bodies.site
    var uses = [Int](repeating: 0, count: lists.isEmpty ? 0 : site.itemCount)
    for index in lists.joined() { uses[index] += 1 }
    let counts = uses
    let wanted = counts.indices.filter { counts[$0] > 0 }
    let formats = site.config.feeds.formats
    let root = site.config.url
    let made = parallelMap(count: wanted.count, jobs: jobs) { number -> Kept in
      var diagnostics: [Diagnostic] = []
      let item = feedItem(wanted[number], as: text, bodies, documentData, diagnostics: &diagnostics)
      let entries =
        counts[wanted[number]] == 1
        ? [FeedEntry](repeating: .item(item), count: formats.count)
        : formats.map { .made(item.bytes(as: $0, root: root)) }
      return Kept(entries: entries, diagnostics: diagnostics)
    }
    return Dictionary(uniqueKeysWithValues: zip(wanted, made))
  }

  /// The items of documents as a feed of the format contains them.
  func entries(
    of indices: [Int], as format: FeedFormat, _ text: FeedText,
    diagnostics: inout [Diagnostic]
  ) -> [FeedEntry] {
    let number = site.config.feeds.formats.firstIndex(of: format) ?? 0
    return indices.map { index in
      guard let kept = text == .whole ? whole[index] : summaries[index] else {
        return .item(feedItem(index, as: text, bodies, documentData, diagnostics: &diagnostics))
      }
      diagnostics += kept.diagnostics
      return kept.entries[number]
    }
  }

  /// The latest moment of publication or change of the items at `indices`; nil where there are none.
  func newestChange(of indices: [Int]) -> Moment? {
    indices.lazy.map { [site] index -> Moment in
      let zone = site.config.zone
      let source = site.source(ofItem: index)
      let document = site.documents[source.document]
      let changed = document.updated(on: zone) ?? document.published(on: zone)
      return source.reissue.map { max(changed, $0.date.inFeeds(of: zone)) } ?? changed
    }.max()
  }
}

extension Site {
  /// The part of its documents that a feed in a format contains, or that its archives contain.
  package func text(of plan: FeedPlan, _ format: FeedFormat, isArchive: Bool) -> FeedText {
    config.feeds.hasWholeTexts(plan.group, format, isArchive: isArchive) ? .whole : .summary
  }
}

extension FeedItem {
  fileprivate func bytes(as format: FeedFormat, root: String) -> [UInt8] {
    switch format {
    case .rss: RSS.item(self, root: root)
    case .atom: Atom.item(self, root: root)
    case .json: JSONFeed.item(self, root: root)
    }
  }
}

extension Document {
  /// The moment of publication in feeds, on the site's clocks.
  fileprivate func published(on zone: Zone) -> Moment {
    (date ?? Moment(seconds: 0, offsetMinutes: 0)).inFeeds(of: zone)
  }

  /// The moment of the last change in feeds, which is never before the publication; all formats of feeds say the same.
  fileprivate func updated(on zone: Zone) -> Moment? {
    updated.map { max($0.inFeeds(of: zone), published(on: zone)) }
  }
}

/// An item, by its index: a document as it is, or as a correction.
private func feedItem(
  _ index: Int, as text: FeedText, _ bodies: Bodies, _ data: DocumentData,
  diagnostics: inout [Diagnostic]
) -> FeedItem {
  let source = bodies.site.source(ofItem: index)
  var item = feedItem(
    of: source.document, as: text, bodies, data, diagnostics: &diagnostics)
  if let standing = bodies.site.documents[source.document].standing {
    item.show(standing, bodies.site.config)
  }
  if let reissue = source.reissue {
    item.becomeCorrection(
      reissue, of: bodies.site.documents[source.document], bodies.site.config)
  }
  return item
}

private func feedItem(
  of index: Int, as text: FeedText, _ bodies: Bodies, _ data: DocumentData,
  diagnostics: inout [Diagnostic]
) -> FeedItem {
  let site = bodies.site
  let document = site.documents[index]
  let config = site.config
  var item = FeedItem(
    id: config.identity?.uri(document.id) ?? document.id, title: document.title,
    url: config.url + document.address.encoded,
    published: document.published(on: config.zone),
    day: document.date.map { config.words.day($0.on(config.zone).date) },
    updated: document.updated(on: config.zone),
    summary: summary(of: document, data, config))
  // A document is in as many feeds of summaries as it has tags, so that an item there must not name all of them.
  let tags = text == .whole ? document.tags[...] : document.tags.prefix(summaryTags)
  item.categories = tags.map { site.tags[$0].title }
  if text == .whole {
    let body =
      bodies.body(of: index, for: .feed, diagnostics: &diagnostics)?.html
      ?? HTMLFragment(bytes: [])
    item.content = feedContent(document, body, site)
    if item.content.allSatisfy(\.isEmpty) {
      item.content = [paragraph(item.summary.isEmpty ? item.title : item.summary)]
    }
    item.enclosures = enclosures(of: document, bodies)
  }
  item.authors = senders(of: document, site)
  item.cover = document.references.mainPicture.flatMap {
    // Readers that show small pictures read no SVG.
    $0.address.path.hasSuffix(".svg")
      ? nil
      : FeedItem.Picture(
        url: config.url + site.usualAddress(of: $0).encoded, size: site.usualSize(of: $0))
  }
  switch document.parsed.details {
  case .notice(let notice):
    item.number = notice.number
    item.issuer = notice.issuer
  case .study(let study):
    item.source = study.source.map { FeedItem.Source(title: $0.title, url: $0.url) }
  default: break
  }
  return item
}

/// The names under which readers show an item, by one rule for all formats: the authors, else the branch, else the issuing
/// body, else the organisation.
private func senders(of document: Document, _ site: Site) -> [FeedItem.Author] {
  let config = site.config
  let authors = document.authors.map { site.authors[$0] }.map {
    FeedItem.Author(name: $0.title, url: config.url + $0.address.encoded)
  }
  if !authors.isEmpty { return authors }
  if let branch = document.branch.map({ site.branches[$0] }) {
    let url = config.url + site.documents[branch.document].address.encoded
    return [FeedItem.Author(name: branch.name, url: url)]
  }
  if case .notice(let notice) = document.parsed.details, let issuer = notice.issuer {
    return [FeedItem.Author(name: issuer)]
  }
  return [FeedItem.Author(name: config.organization ?? config.title)]
}

/// The summary of an item. That of a notice of a meeting begins with its time and place, since some programs send nothing
/// but the summary; without a text, the summary is the time and the place of an activity, or the attachments of a notice.
private func summary(
  of document: Document, _ data: DocumentData, _ config: SiteConfig
) -> String {
  let (summary, words) = (data.summary(of: document) ?? "", config.words)
  switch document.parsed.details {
  case .notice:
    if let event = document.event {
      let announcement = config.announcement(of: event)
      return summary.isEmpty ? announcement : announcement + words.fullStop + summary
    }
    let attachments = document.references.attachments.map(\.title)
    guard summary.isEmpty, !attachments.isEmpty else { return summary }
    return words.attachments + words.colon + attachments.joined(separator: words.separator)
  case .activity(let activity):
    guard summary.isEmpty else { return summary }
    let time = activity.held.map { words.moment($0.on(config.zone)) }
    return [time, activity.place].compactMap(\.self).joined(separator: words.comma)
  case .study, .column, .page, .branch: return summary
  }
}

/// A paragraph that stands for the text of a document that has none: readers show no empty items.
private func paragraph(_ text: String) -> HTMLFragment {
  var html = ByteWriter(capacity: text.utf8.count + 16)
  html.append("<p>")
  html.append(html: text)
  html.append("</p>\n")
  return HTMLFragment(bytes: html.array())
}

/// The largest number of tags that an item with a summary names.
private let summaryTags = 10

/// The enclosures of a document, once for each file: a notice's attachments, and the videos and sounds that the text or an
/// activity's photographs contain.
private func enclosures(of document: Document, _ bodies: Bodies) -> [FeedItem.Enclosure] {
  let (site, references) = (bodies.site, document.references)
  var seen: Set<String> = []
  func enclosure(
    _ address: Address, _ size: Int, _ mediaType: String, title: String?
  ) -> FeedItem.Enclosure? {
    guard seen.insert(address.path).inserted else { return nil }
    return FeedItem.Enclosure(
      url: site.config.url + address.encoded, length: size, mediaType: mediaType, title: title)
  }
  let attached = references.attachments.compactMap {
    enclosure($0.address, $0.size, $0.mediaType, title: $0.title)
  }
  let played = references.links.compactMap(\.asset).compactMap { asset in
    PlayedFile(asset, of: bodies.inputs, site.copies).flatMap {
      enclosure(site.assetAddresses[asset], $0.size, $0.mediaType, title: nil)
    }
  }
  let shown = references.photos.compactMap { photo in
    photo.played.flatMap { enclosure(photo.address, $0.size, $0.mediaType, title: photo.caption) }
  }
  return attached + played + shown
}
