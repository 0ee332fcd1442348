internal import Mustache

/// What a page shows of the documents that stand at one of its places, divided by what makes it change:
/// one article more changes the place and the number of a thousand others, and nothing else of them.
package struct ShownParts: OptionSet, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// How many documents there are, none perhaps.
  static let count = ShownParts(rawValue: 1)
  /// Title and address.
  static let link = ShownParts(rawValue: 2)
  /// Whatever the other parts leave out.
  package static let entry = ShownParts(rawValue: 4)
  package static let tags = ShownParts(rawValue: 8)
  /// The place in the series.
  static let position = ShownParts(rawValue: 16)
  /// How many articles the series has.
  static let total = ShownParts(rawValue: 32)
  /// Whether a document stands on top.
  static let pinned = ShownParts(rawValue: 64)
  /// Whether a notice has expired, and where its publicity period is.
  static let times = ShownParts(rawValue: 128)
  /// Whether a notice's event is over.
  static let ended = ShownParts(rawValue: 256)
  package static let author = ShownParts(rawValue: 512)
  /// The branch that it belongs to.
  package static let branch = ShownParts(rawValue: 1024)
  /// All that does not change with other documents or with time.
  package static let own: ShownParts = [.entry, .tags, .author, .branch]
  static let all = ShownParts(rawValue: 2047)
}

extension ShownParts {
  /// What a template asks of the documents that a page has under some names: lists, documents, and flags
  /// that tell whether there are any.
  init(_ names: [String], of page: Demand) {
    self = page.names.isDisjoint(with: names) ? [] : .count
    for name in names { formUnion(ShownParts(page[name])) }
  }

  private init(_ document: Demand) {
    self = []
    for name in document.names {
      switch name {
      case "title", "address", "url": insert(.link)
      case "tags", "hasTags": insert(.tags)
      case "study": formUnion(ShownParts(ofStudy: document[name]))
      case "notice": formUnion(ShownParts(ofNotice: document[name]))
      case "pinned": insert(.pinned)
      case "author": insert(.author)
      case "branch": insert(.branch)
      default: insert(.entry)
      }
    }
  }

  /// What is asked of an article's own details.
  private init(ofStudy study: Demand) {
    self = study.isEmpty ? .entry : []
    for name in study.names {
      switch name {
      case "position": insert(.position)
      case "total": insert(.total)
      default: insert(.entry)
      }
    }
  }

  /// What is asked of a notice's own details.
  private init(ofNotice notice: Demand) {
    self = .entry
    let phases = ["upcoming", "running", "ended"]
    if notice.names.contains("expired") || !notice["publicity"].names.isDisjoint(with: phases) {
      insert(.times)
    }
    if notice["event"].names.contains("ended") { insert(.ended) }
  }
}

/// What a template asks of a page beyond what every page of its kind is made anew for. What nobody asks
/// for need not be made, and may change without changing the page.
package struct PageDemand: Sendable {
  /// Whether it lists feeds or calendars of the site: then a new tag changes the page.
  package var listsFeeds = true
  /// Whether it asks for the page's title, for its data for machines, and for its times.
  var asksForTitle = true
  var asksForStructuredData = true
  var asksForTimes = true
  /// Whether it tells how many documents sections, columns and branches have, and tags or authors in
  /// their index.
  var countsSections = true
  var countsColumns = true
  var countsBranches = true
  var countsListings = true
  /// What it shows of documents, by the place at which they stand.
  package var document = ShownParts.all
  package var previous = ShownParts.all
  package var next = ShownParts.all
  package var latest = ShownParts.all
  package var items = ShownParts.all
  package var pinned = ShownParts.all
  package var firstOfColumns = ShownParts.all
  package var latestOfColumns = ShownParts.all

  /// Everything that there is.
  package init() {}

  /// What is asked of a page, and of what all pages share.
  init(page: Demand, shared: Demand) {
    let block = page["blocks"]
    func isAsked(_ name: String, of places: [Demand]) -> Bool {
      places.contains { $0.names.contains(name) }
    }
    let columns = [block["columns"], page["columns"], page["column"]]
    listsFeeds = !shared["site"].names.isDisjoint(with: ["feeds", "feedGroups", "calendars"])
    asksForTitle = page["page"].names.contains("title")
    asksForStructuredData = page["page"].names.contains("structuredData")
    asksForTimes = !page["page"].names.isDisjoint(with: ["published", "updated"])
    countsSections = isAsked("count", of: [block["section"], page["section"]])
    countsColumns = isAsked("count", of: columns)
    countsBranches = isAsked("count", of: [block["branches"], page["branches"], page["info"]])
    countsListings = isAsked("count", of: [page["tags"], page["authors"]])
    document = ShownParts(["document"], of: page)
    previous = ShownParts(["previous"], of: page)
    next = ShownParts(["next"], of: page)
    latest = ShownParts(["latest"], of: page)
    items = ShownParts(["items", "hasItems"], of: page)
      .union(ShownParts(["items", "hasItems"], of: block))
    pinned = ShownParts(["pinned", "hasPinned"], of: page)
    firstOfColumns = columns.reduce(into: []) { $0.formUnion(ShownParts(["first"], of: $1)) }
    latestOfColumns = columns.reduce(into: []) { $0.formUnion(ShownParts(["latest"], of: $1)) }
  }
}
