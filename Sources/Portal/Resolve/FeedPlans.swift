/// Every feed of a site, and the groups that they are listed in.
struct FeedPlans: Sendable {
  private(set) var feeds: [FeedPlan] = []
  private(set) var groups: [FeedGroup] = []
  private let documents: [Document]
  private let config: SiteConfig

  /// Plans a feed for the site and for each section, column, branch, tag and author, in that order,
  /// and tells each where its feed is.
  init(_ all: inout Collections, _ config: SiteConfig) {
    documents = all.documents
    self.config = config
    var ofSection = [[Int]](repeating: [], count: all.sections.count)
    var ofColumn = [[Int]](repeating: [], count: all.columns.count)
    for index in all.newest {
      if let section = documents[index].section { ofSection[section].append(index) }
      if let column = documents[index].column { ofColumn[column].append(index) }
    }
    group(.site) {
      _ = $0.add(config.title, config.description, Address(path: ""), all.newest, isSite: true)
    }
    group(.sections) { plans in
      for index in all.sections.indices where all.sections[index].config.kind.hasFeed {
        let section = all.sections[index]
        all.sections[index].feed = plans.add(
          section.config.title, section.config.description, section.address, ofSection[index])
      }
    }
    group(.columns) { plans in
      for index in all.columns.indices {
        let column = all.columns[index]
        all.columns[index].feed = plans.add(
          column.title, column.summary, column.address, ofColumn[index])
      }
    }
    group(.branches) { plans in
      for index in all.branches.indices {
        let branch = all.branches[index]
        let document = all.documents[branch.document]
        all.branches[index].feed = plans.add(
          branch.name, document.parsed.header.summary, document.address, branch.documents)
      }
    }
    group(.tags) { $0.add(&all.tags) }
    group(.authors) { $0.add(&all.authors) }
  }

  private mutating func group(_ kind: FeedGroup.Kind, _ plan: (inout FeedPlans) -> Void) {
    let first = feeds.count
    plan(&self)
    if feeds.count > first { groups.append(FeedGroup(kind: kind, feeds: first..<feeds.count)) }
  }

  private mutating func add(_ listings: inout [Listing]) {
    for index in listings.indices {
      let listing = listings[index]
      listings[index].feed = add(listing.title, nil, listing.address, listing.documents)
    }
  }

  /// Plans one feed of some documents, newest first, and gives its index; all but the site's own are called
  /// after both.
  private mutating func add(
    _ title: String, _ description: String?, _ page: Address, _ newest: [Int],
    isSite: Bool = false
  ) -> Int {
    let isArchived = config.feeds.archives == .all || config.feeds.archives == .site && isSite
    let items = newest.lazy.filter { [documents] in isFeedItem(documents[$0]) }
    let latest = Array(items.prefix(config.feedItems))
    feeds.append(
      FeedPlan(
        title: isSite ? title : "\(title) - \(config.title)", name: title,
        description: description, page: page,
        items: latest,
        archives: isArchived ? archives(of: Array(items), size: config.feedItems) : []))
    return feeds.count - 1
  }
}

/// Divides items into archives of just `size` each, counted from the oldest, as many as it takes to
/// hold all that the newest `size` leave out; so the newest archive may share items with them.
private func archives(of newestFirst: [Int], size: Int) -> [[Int]] {
  let count = max(0, newestFirst.count - 1) / size
  return (0..<count).map { archive in
    let end = newestFirst.count - archive * size
    return Array(newestFirst[(end - size)..<end])
  }
}

extension DocumentKind {
  /// Whether what a section of this kind publishes is news to a subscriber.
  var hasFeed: Bool {
    switch self {
    case .study, .notice, .activity: true
    case .page, .directory: false
    }
  }
}

/// Whether a document stands in feeds: news of its kind, with a date.
private func isFeedItem(_ document: Document) -> Bool {
  document.parsed.kind.hasFeed && document.date != nil
}
