package import Content

/// A feed: where it stands, what it is called, and its items, newest first.
package struct FeedPlan: Sendable {
  package let group: FeedGroupKind
  package let title: String
  /// The title without that of the site.
  package let name: String
  package let description: String?
  /// The page that it belongs to.
  package let page: Address
  /// The newest, in the document that readers subscribe to.
  package let items: [Int]
  /// The oldest archive first. The archives contain at least the items that the document to subscribe
  /// to leaves out.
  package let archives: [FeedArchive]

  package var rss: Address { address(.rss) }

  /// The document to subscribe to, or an archive by its index.
  package func address(_ format: FeedFormat, archive: Int? = nil) -> Address {
    page.appending(archive.map { format.archiveName(archives[$0].name) } ?? format.rawValue)
  }

  /// The items of the document to subscribe to, or of an archive.
  package func items(of archive: Int?) -> [Int] { archive.map { archives[$0].items } ?? items }

  /// The archive with the items before those of an archive, or of the document to subscribe to.
  package func previous(of archive: Int?) -> Int? {
    let index = (archive ?? archives.count) - 1
    return index >= 0 ? index : nil
  }

  /// The archive with the items after those of an archive.
  package func next(of archive: Int?) -> Int? {
    archive.flatMap { $0 + 1 < archives.count ? $0 + 1 : nil }
  }
}

/// Older items of a feed, newest first.
package struct FeedArchive: Sendable, Equatable {
  /// The part of its files' names that tells it from others: `2025`, `2025-07`, `2025-07-2`, or its
  /// number.
  package let name: String
  let items: [Int]
}

/// Feeds that are listed under one heading.
package struct FeedGroup: Sendable {
  package let kind: FeedGroupKind
  /// Indices of `Site.feeds`.
  package let feeds: Range<Int>
}
