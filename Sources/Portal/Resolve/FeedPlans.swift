/// Plans a feed for the site and for each section, column, branch and tag, in that order, and tells
/// each group where its feed is.
func planFeeds(_ all: inout Collections, _ config: SiteConfig) -> [FeedPlan] {
  var feeds: [FeedPlan] = []
  let documents = all.documents
  func plan(_ title: String, _ description: String?, _ page: Address, _ items: [Int]) -> Int {
    let dated = newestFirst(items.filter { isFeedItem(documents[$0]) }, in: documents)
    feeds.append(
      FeedPlan(
        title: title, description: description, page: page,
        items: Array(dated.prefix(config.feedItems))))
    return feeds.count - 1
  }
  let everything = Array(documents.indices)
  _ = plan(config.title, config.description, Address(path: ""), everything)
  for index in all.sections.indices where all.sections[index].config.kind.hasFeed {
    let section = all.sections[index]
    all.sections[index].feed = plan(
      "\(section.config.title) - \(config.title)", section.config.description, section.address,
      section.documents)
  }
  for index in all.columns.indices {
    let column = all.columns[index]
    all.columns[index].feed = plan(
      "\(column.title) - \(config.title)", column.summary, column.address, column.documents)
  }
  for index in all.branches.indices {
    let branch = all.branches[index]
    let document = documents[branch.document]
    all.branches[index].feed = plan(
      "\(branch.name) - \(config.title)", document.parsed.header.summary, document.address,
      branch.documents)
  }
  for index in all.tags.indices {
    let tag = all.tags[index]
    all.tags[index].feed = plan(
      "\(tag.title) - \(config.title)", nil, tag.address, tag.documents)
  }
  return feeds
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
