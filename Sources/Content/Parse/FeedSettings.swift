/// A format of feeds, by the name of its file beside the page that the feed belongs to. Every feed has an RSS file.
package enum FeedFormat: String, Sendable, CaseIterable {
  case rss = "rss.xml"
  case atom = "atom.xml"
  case json = "feed.json"

  /// The media type, as pages and servers name it.
  package var mediaType: String {
    switch self {
    case .rss: "application/rss+xml"
    case .atom: "application/atom+xml"
    case .json: "application/feed+json"
    }
  }

  /// The name of an archive's file: `rss-2025.xml` for the archive `2025`.
  package func archiveName(_ archive: String) -> String {
    switch self {
    case .rss: "rss-\(archive).xml"
    case .atom: "atom-\(archive).xml"
    case .json: "feed-\(archive).json"
    }
  }
}

/// A group in which feeds are listed, in the order of the cases.
package enum FeedGroupKind: Int, Sendable, CaseIterable {
  case site, sections, columns, branches, tags, authors
}

/// The settings under `feeds` in `site.yml`: the feeds and archives that the site has, and their content.
///
/// The defaults keep the size of a site's feeds proportional to that of its documents: a whole text is in the feeds of
/// the site, its section, its column and its branch, however many tags the document has.
package struct FeedSettings: Sendable {
  /// The groups whose feeds have archives.
  enum Archives: Sendable { case site, all, none }

  /// The way in which a feed's items are divided into archives: by the year or month in which they were published, or
  /// by their number, counted from the oldest.
  package enum Division: Sendable { case year, number }

  /// The formats of feeds, in the order of their cases; RSS is always the first.
  package var formats = FeedFormat.allCases
  /// The groups of which every member has a feed. The site's own feed exists in any case.
  package var groups = FeedGroupKind.allCases
  /// The smallest number of documents with which a tag or an author has a feed; nil where `site.yml` does not set it.
  package var writtenLeast: Int?
  /// The number of items in the feed document to which readers subscribe.
  package var items = 20
  /// The groups whose items are summaries rather than whole texts.
  var summaries: [FeedGroupKind] = [.tags, .authors]
  var archives = Archives.site
  /// The way in which archives are divided; nil where `site.yml` does not set it.
  package var writtenDivision: Division?
  /// The formats whose archives contain whole texts; the items of other formats are summaries.
  var archiveTexts: [FeedFormat] = [.rss]
  /// The address of the WebSub hub that informs subscribers of news at once, nil where there is none.
  package var hub: String?
  /// The time in minutes for which a reader may keep what it has fetched, nil where none is set.
  package var ttl: Int?
  /// The hours of the day, 0 to 23 in UTC, in which nothing is published.
  package var skipHours: [Int] = []
  /// The range of the key `feeds` in `site.yml`, in bytes; nil where the key is absent.
  package var place: Range<Int>?

  /// The format whose address readers are given first: Atom, since its readers alone take changes, where the site has it.
  package var preferred: FeedFormat { formats.contains(.atom) ? .atom : .rss }
  /// The smallest number of documents with which a tag or an author has a feed, 3 where nothing is set.
  package var least: Int { writtenLeast ?? 3 }
  /// The way in which archives are divided, by year where nothing is set.
  package var division: Division { writtenDivision ?? .year }

  /// Whether the feeds of a group have archives.
  package func archivesFeeds(of group: FeedGroupKind) -> Bool {
    archives == .all || archives == .site && group == .site
  }

  /// Whether a group's feeds in a format, or their archives, contain whole texts.
  package func hasWholeTexts(_ group: FeedGroupKind, _ format: FeedFormat, isArchive: Bool) -> Bool
  {
    !summaries.contains(group) && (!isArchive || archiveTexts.contains(format))
  }
}
