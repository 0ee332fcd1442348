/// A feed: where it stands, what it is called, and its items, newest first.
struct FeedPlan: Sendable {
  let group: FeedGroupKind
  let title: String
  /// The title without that of the site.
  let name: String
  let description: String?
  /// The page that it belongs to.
  let page: Address
  /// The newest, in the document that readers subscribe to.
  let items: [Int]
  /// The oldest archive first. The archives contain at least the items that the document to subscribe
  /// to leaves out.
  let archives: [FeedArchive]

  var rss: Address { address(.rss) }

  /// The document to subscribe to, or an archive by its index.
  func address(_ format: FeedFormat, archive: Int? = nil) -> Address {
    page.appending(archive.map { format.archiveName(archives[$0].name) } ?? format.rawValue)
  }

  /// The items of the document to subscribe to, or of an archive.
  func items(of archive: Int?) -> [Int] { archive.map { archives[$0].items } ?? items }

  /// The archive with the items before those of an archive, or of the document to subscribe to.
  func previous(of archive: Int?) -> Int? {
    let index = (archive ?? archives.count) - 1
    return index >= 0 ? index : nil
  }

  /// The archive with the items after those of an archive.
  func next(of archive: Int?) -> Int? {
    archive.flatMap { $0 + 1 < archives.count ? $0 + 1 : nil }
  }
}

/// Older items of a feed, newest first.
struct FeedArchive: Sendable, Equatable {
  /// The part of its files' names that tells it from others: `2025`, `2025-07`, `2025-07-2`, or its
  /// number.
  let name: String
  let items: [Int]
}

/// Feeds that are listed under one heading.
struct FeedGroup: Sendable {
  let kind: FeedGroupKind
  /// Indices of `Site.feeds`.
  let feeds: Range<Int>
}
