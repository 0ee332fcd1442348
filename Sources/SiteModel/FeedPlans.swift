internal import Content
internal import Dates

/// The feeds of a site, and the groups in which they are listed.
struct FeedPlans: Sendable {
  private(set) var feeds: [FeedPlan] = []
  private(set) var groups: [FeedGroup] = []
  private let documents: [PlacedDocument]
  private let config: SiteConfig

  /// The dates of the items, in seconds since 1970: those of documents are of their publication, and those of corrections
  /// follow them.
  private let dates: [Int]
  /// The items that are corrections, the newest first, by their documents.
  private var corrections: [Int: [Int]] = [:]

  /// Plans the feeds of the site and of its sections, columns, branches, tags and authors, in that order, as far as the
  /// settings ask for them, and gives each of these the index of its feed.
  ///
  /// A preview has the site's own, which its pages may name, but no feed is written.
  init(_ all: inout Collections, _ config: SiteConfig, isPreview: Bool) {
    documents = all.documents
    dates = all.keys.dates + all.reissues.map(\.reissue.date.seconds)
    for (index, planned) in all.reissues.enumerated().reversed() {
      corrections[planned.document, default: []].append(documents.count + index)
    }
    self.config = config
    var ofSection = [[Int]](repeating: [], count: all.sections.count)
    var ofColumn = [[Int]](repeating: [], count: all.columns.count)
    for index in all.newest {
      if let section = documents[index].section { ofSection[section].append(index) }
      if let column = documents[index].column { ofColumn[column].append(index) }
    }
    group(.site) {
      _ = $0.add(
        .site, title: config.title, description: config.description, page: Address(path: ""),
        all.newest)
    }
    if isPreview { return }
    group(.sections) { plans in
      for index in all.sections.indices where all.sections[index].config.kind.hasFeed {
        let section = all.sections[index]
        all.sections[index].feed = plans.add(
          .sections, title: section.config.title, description: section.config.description,
          page: section.address,
          ofSection[index])
      }
    }
    group(.columns) { plans in
      for index in all.columns.indices {
        let column = all.columns[index]
        all.columns[index].feed = plans.add(
          .columns, title: column.title, description: column.summary, page: column.address,
          ofColumn[index])
      }
    }
    group(.branches) { plans in
      for index in all.branches.indices {
        let branch = all.branches[index]
        let document = all.documents[branch.document]
        all.branches[index].feed = plans.add(
          .branches, title: branch.name, description: document.parsed.summary,
          page: document.address,
          branch.documents)
      }
    }
    group(.tags) { $0.add(.tags, &all.tags) }
    group(.authors) { $0.add(.authors, &all.authors) }
  }

  private mutating func group(_ kind: FeedGroupKind, _ plan: (inout FeedPlans) -> Void) {
    guard kind == .site || config.feeds.groups.contains(kind) else { return }
    let first = feeds.count
    plan(&self)
    if feeds.count > first { groups.append(FeedGroup(kind: kind, feeds: first..<feeds.count)) }
  }

  /// Plans the feeds of the tags or authors that have enough documents.
  private mutating func add(_ group: FeedGroupKind, _ listings: inout [Listing]) {
    for index in listings.indices where listings[index].documents.count >= config.feeds.least {
      let listing = listings[index]
      listings[index].feed = add(
        group, title: listing.title, description: nil, page: listing.address, listing.documents)
    }
  }

  /// Plans a feed of documents, which are given newest first, and returns its index. The titles of all feeds but the
  /// site's own also contain the site's title.
  private mutating func add(
    _ group: FeedGroupKind, title: String, description: String?, page: Address,
    _ newest: [Int]
  ) -> Int {
    let items = withCorrections(newest.lazy.filter { [documents] in isFeedItem(documents[$0]) })
    let isArchived = config.feeds.archivesFeeds(of: group)
    feeds.append(
      FeedPlan(
        group: group, title: group == .site ? title : "\(title) - \(config.title)", name: title,
        description: description, page: page, items: Array(items.prefix(config.feeds.items)),
        archives: isArchived ? archives(of: Array(items)) : []))
    return feeds.count - 1
  }

  /// The items of documents, with those of their corrections; newest first, and of one moment the corrections first.
  private func withCorrections(_ newest: some Sequence<Int>) -> [Int] {
    let documents = Array(newest)
    if corrections.isEmpty { return documents }
    let later = documents.flatMap { corrections[$0] ?? [] }
    if later.isEmpty { return documents }
    var rest = later.sorted { (-dates[$0], $0) < (-dates[$1], $1) }[...]
    var items: [Int] = []
    for document in documents {
      while let next = rest.first, dates[next] >= dates[document] {
        items.append(rest.removeFirst())
      }
      items.append(document)
    }
    return items + rest
  }

  private func archives(of newestFirst: [Int]) -> [FeedArchive] {
    let size = config.feeds.items
    switch config.feeds.division {
    case .number: return archivesByNumber(of: newestFirst, size: size)
    case .year:
      let months = newestFirst.map { month(ofSeconds: dates[$0], config.zone) }
      return archivesByPeriod(of: newestFirst, months: months, newest: size)
    }
  }
}

extension DocumentKind {
  /// Whether documents of this kind are news for subscribers, so that their sections have feeds.
  package var hasFeed: Bool {
    switch self {
    case .study, .notice, .activity: true
    case .page, .directory: false
    }
  }
}

/// Whether a document is an item of feeds: its kind is news, and it has a date.
private func isFeedItem(_ document: PlacedDocument) -> Bool {
  document.parsed.kind.hasFeed && document.date != nil
}
