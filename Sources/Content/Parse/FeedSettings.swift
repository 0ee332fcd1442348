/// The formats of a feed, by the names of their files beside the page that they belong to. Every feed
/// has an RSS file.
package enum FeedFormat: String, Sendable, CaseIterable {
  case rss = "rss.xml"
  case atom = "atom.xml"
  case json = "feed.json"

  /// The name of an archive's file: `rss-2025.xml` for the archive `2025`.
  package func archiveName(_ archive: String) -> String {
    switch self {
    case .rss: "rss-\(archive).xml"
    case .atom: "atom-\(archive).xml"
    case .json: "feed-\(archive).json"
    }
  }
}

/// The groups that feeds are listed in, in their order.
package enum FeedGroupKind: Int, Sendable, CaseIterable {
  case site, sections, columns, branches, tags, authors
}

/// The settings under `feeds` in `site.yml`: which feeds and archives the site has, and what they
/// contain.
///
/// The defaults keep a site's feeds linear in its documents: a whole text is in the feeds of the
/// site, its section, its column and its branch, however many tags the document has.
package struct FeedSettings: Sendable {
  /// The feeds that have archives.
  enum Archives: Sendable { case site, all, none }

  /// How a feed's items are divided into archives: by the year or month in which they were published,
  /// or by their number, counted from the oldest.
  package enum Division: Sendable { case year, number }

  /// In the order of their cases, RSS the first.
  package var formats = FeedFormat.allCases
  /// The groups of which every member has a feed. The site's own feed is there in any case.
  package var groups = FeedGroupKind.allCases
  /// How many documents a tag or an author must have to have a feed, if the site says so.
  package var writtenLeast: Int?
  /// How many items the document to subscribe to contains.
  package var items = 20
  /// The groups whose items are summaries, not whole texts.
  var summaries: [FeedGroupKind] = [.tags, .authors]
  var archives = Archives.site
  /// How archives are divided, if the site says so.
  package var writtenDivision: Division?
  /// The formats whose archives contain whole texts; the items of others are summaries.
  var archiveTexts: [FeedFormat] = [.rss]
  /// The WebSub hub that tells subscribers of news at once.
  package var hub: String?
  /// How many minutes a reader may keep what it has fetched.
  package var ttl: Int?
  /// Hours of the day, 0 to 23 in UTC, in which nothing is published.
  package var skipHours: [Int] = []
  /// The bytes of the key `feeds` in `site.yml`, where it is there.
  package var place: Range<Int>?

  package var least: Int { writtenLeast ?? 3 }
  package var division: Division { writtenDivision ?? .year }

  /// Whether the feeds of a group have archives.
  package func archivesFeeds(of group: FeedGroupKind) -> Bool {
    archives == .all || archives == .site && group == .site
  }

  /// Whether a group's feeds, or their archives, contain whole texts.
  package func hasWholeTexts(_ group: FeedGroupKind, _ format: FeedFormat, isArchive: Bool) -> Bool
  {
    !summaries.contains(group) && (!isArchive || archiveTexts.contains(format))
  }
}
