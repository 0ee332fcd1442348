internal import Mustache

/// The parts of documents that a page shows in one of its lists, divided by the causes of their changes: one more
/// article changes the positions and the number of a thousand others, and nothing else of them.
package struct ShownParts: OptionSet, Sendable {
  /// The parts as bits.
  package let rawValue: UInt16

  /// The parts that the bits stand for.
  package init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// The number of documents, which may be 0.
  static let count = ShownParts(rawValue: 1)
  /// The title and the address.
  package static let link = ShownParts(rawValue: 2)
  /// Every property that the other parts leave out.
  package static let entry = ShownParts(rawValue: 4)
  /// The tags, with their names and addresses.
  package static let tags = ShownParts(rawValue: 8)
  /// The position in the series.
  static let position = ShownParts(rawValue: 16)
  /// The number of articles in the series.
  static let total = ShownParts(rawValue: 32)
  /// Whether a document is pinned and has not expired.
  static let pinned = ShownParts(rawValue: 64)
  /// Whether a notice has expired, and the state of its public notice period.
  static let times = ShownParts(rawValue: 128)
  /// Whether a notice's event is over.
  static let ended = ShownParts(rawValue: 256)
  /// The authors, with names and addresses.
  package static let author = ShownParts(rawValue: 512)
  /// The branch that the document belongs to, with name and address.
  package static let branch = ShownParts(rawValue: 1024)
  /// All parts that do not change with other documents or with time.
  package static let own: ShownParts = [.entry, .tags, .author, .branch]
  static let all = ShownParts(rawValue: 2047)
}

extension ShownParts {
  /// The parts that a template uses of the documents under some names of a page: lists, documents, and flags that tell
  /// whether there are any.
  init(_ names: [String], of page: Demand) {
    self = page.names.isDisjoint(with: names) ? [] : .count
    for name in names { formUnion(ShownParts(page[name])) }
  }

  private init(_ document: Demand) {
    self = []
    for name in document.names {
      switch name {
      case "title", "titlePhrases", "address", "url": insert(.link)
      case "tags", "hasTags": insert(.tags)
      case "study": formUnion(ShownParts(ofStudy: document[name]))
      case "notice": formUnion(ShownParts(ofNotice: document[name]))
      case "pinned": insert(.pinned)
      case "author", "otherAuthors": insert(.author)
      case "branch": insert(.branch)
      default: insert(.entry)
      }
    }
  }

  /// The parts that a template uses of the details of an article.
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

  /// The parts that a template uses of the details of a notice.
  private init(ofNotice notice: Demand) {
    self = .entry
    let phases = ["upcoming", "running", "ended"]
    if notice.names.contains("expired") || !notice["publicity"].names.isDisjoint(with: phases) {
      insert(.times)
    }
    if notice["event"].names.contains("ended") { insert(.ended) }
  }
}

/// The values that a template uses of a page, beyond those whose change makes every page of its kind anew. Values that
/// it does not use need not be made, and may change without changing the page.
package struct PageDemand: Sendable {
  /// Whether the page lists feeds or calendars of the site, so that a new tag changes it.
  package var listsFeeds = true
  /// Whether the page uses its title, its structured data, its times, and the QR code of its address.
  var asksForTitle = true
  var asksForTitlePhrases = true
  var asksForStructuredData = true
  var asksForTimes = true
  var asksForQRCode = true
  /// Whether the page shows the numbers of documents of sections, columns and branches, and those of tags or authors in
  /// their index.
  var countsSections = true
  var countsColumns = true
  var countsBranches = true
  var countsListings = true
  /// Whether the home page or the page of a branch shows the next meetings and events.
  package var listsOccasions = true
  /// Whether the page lists the views of its section.
  var listsViews = true
  /// Whether the page of a branch shows its recurring meetings.
  package var listsMeetings = true
  /// The parts of the document whose page it is.
  package var document = ShownParts.all
  /// The parts of the previous document.
  package var previous = ShownParts.all
  /// The parts of the next document.
  package var next = ShownParts.all
  /// The parts of the newest documents beside a document.
  package var latest = ShownParts.all
  /// The parts of the articles around an article in its column.
  package var series = ShownParts.all
  /// The parts of the documents with the same tags.
  package var related = ShownParts.all
  /// The parts of the documents that were changed last.
  package var updates = ShownParts.all
  /// Whether the page shows all sections, columns, branches and single pages.
  package var showsMap = true
  /// The parts of the documents in the page's list, or in the sections of the home page.
  package var items = ShownParts.all
  /// The parts of the pinned documents on the home page.
  package var pinned = ShownParts.all
  /// The parts of the first article of each column.
  package var firstOfColumns = ShownParts.all
  /// The parts of the newest article of each column.
  package var latestOfColumns = ShownParts.all

  /// A demand for all values.
  package init() {}

  /// The demand of a template, from the names that it uses of a page and of the values that all pages share.
  init(page: Demand, shared: Demand) {
    let block = page["blocks"]
    let map = page["map"]
    func countIsAsked(of places: [Demand]) -> Bool {
      places.contains { !$0.names.isDisjoint(with: ["count", "countIsOne"]) }
    }
    let columns = [block["columns"], map["columns"], page["columns"], page["column"]]
    listsFeeds = !shared["site"].names.isDisjoint(with: ["feeds", "feedGroups", "calendars"])
    asksForTitle = !page["page"].names.isDisjoint(with: ["title", "titlePhrases"])
    asksForTitlePhrases = page["page"].names.contains("titlePhrases")
    asksForStructuredData = page["page"].names.contains("structuredData")
    asksForTimes = !page["page"].names.isDisjoint(with: ["published", "updated"])
    asksForQRCode = page["page"].names.contains("qr")
    countsSections = countIsAsked(of: [block["section"], map["section"], page["section"]])
    countsColumns = countIsAsked(of: columns)
    countsBranches = countIsAsked(
      of: [block["branches"], map["branches"], page["branches"], page["info"]])
    countsListings = countIsAsked(of: [page["tags"], page["authors"]])
    listsOccasions = !page.names.isDisjoint(with: ["occasions", "hasOccasions"])
    listsViews = !page.names.isDisjoint(with: ["views", "hasViews"])
    listsMeetings = !page.names.isDisjoint(with: ["meetings", "hasMeetings"])
    document = ShownParts(["document"], of: page)
    previous = ShownParts(["previous"], of: page)
    next = ShownParts(["next"], of: page)
    latest = ShownParts(["latest"], of: page)
    series = ShownParts(["seriesBefore", "seriesAfter", "hasSeries"], of: page)
    related = ShownParts(["related", "hasRelated"], of: page)
    updates = ShownParts(["updates"], of: page)
    showsMap = !page.names.isDisjoint(with: ["map", "singlePages"])
    items = ShownParts(["items", "hasItems"], of: page)
      .union(ShownParts(["items", "hasItems"], of: block))
      .union(ShownParts(["items"], of: page["years"]))
      .union(ShownParts(["items"], of: page["byYear"]))
    // Where a year begins depends on the documents' dates and on which are pinned.
    if page.names.contains("years") { items.formUnion([.count, .entry, .pinned]) }
    if page.names.contains("byYear") { items.formUnion([.count, .entry]) }
    pinned = ShownParts(["pinned", "hasPinned"], of: page)
    firstOfColumns = columns.reduce(into: []) { $0.formUnion(ShownParts(["first"], of: $1)) }
    latestOfColumns = columns.reduce(into: []) { $0.formUnion(ShownParts(["latest"], of: $1)) }
  }
}
