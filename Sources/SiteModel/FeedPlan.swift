package import Content

/// A feed: its address, its titles, and its items, newest first.
package struct FeedPlan: Sendable {
  /// The group in which the feed is listed.
  package let group: FeedGroupKind
  /// The title, with that of the site.
  package let title: String
  /// The title without that of the site.
  package let name: String
  /// The description, nil where the feed's subject has none.
  package let description: String?
  /// The page that the feed belongs to.
  package let page: Address
  /// The newest items, by their indices (`Site.source(ofItem:)`), which the feed document to which readers subscribe
  /// contains.
  package let items: [Int]
  /// The archives, the oldest first. They contain at least the items that are not in `items`.
  package let archives: [FeedArchive]

  /// The address of the document to which readers subscribe, or of the archive with an index.
  package func address(_ format: FeedFormat, archive: Int? = nil) -> Address {
    page.appending(archive.map { format.archiveName(archives[$0].name) } ?? format.rawValue)
  }

  /// The items of the document to which readers subscribe, or of the archive with an index.
  package func items(of archive: Int?) -> [Int] { archive.map { archives[$0].items } ?? items }

  /// The index of the archive with the items before those of an archive, or of the document to which readers subscribe;
  /// nil if there is none.
  package func previous(of archive: Int?) -> Int? {
    let index = (archive ?? archives.count) - 1
    return index >= 0 ? index : nil
  }

  /// The index of the archive with the items after those of an archive; nil if there is none.
  package func next(of archive: Int?) -> Int? {
    archive.flatMap { $0 + 1 < archives.count ? $0 + 1 : nil }
  }
}

/// Older items of a feed, newest first.
package struct FeedArchive: Sendable, Equatable {
  /// The part of the names of the archive's files that distinguishes it: `2025`, `2025-07`, `2025-07-2`, or its number.
  package let name: String
  let items: [Int]
}

/// A group of feeds that are listed under one heading.
package struct FeedGroup: Sendable {
  /// The kind of the group.
  package let kind: FeedGroupKind
  /// The feeds of the group, as indices of `Site.feeds`.
  package let feeds: Range<Int>
}
