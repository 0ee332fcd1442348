internal import FrontMatter
internal import Dates
internal import Mustache

/// The program's name and version, as pages and feeds state it.
public let generatorName = "BranchPress"
public let generatorVersion = "0.1.0"

/// Every object that more than one page shows.
final class SiteData: Sendable {
  let site: Site
  let make: ValueFactory
  let documentData: DocumentData
  /// `site`, `strings` and `asset`: the bottom of every page's stack.
  let root: Object
  /// By index, as in `Site`.
  private let documents: SharedObjects
  let feeds: [Object]
  let columns: [Object]
  let latestOfColumns: [Value]
  let latestOfSections: [Value]
  let sections: [Object]
  let branches: [Object]
  /// The first of every breadcrumb.
  let home: Crumb
  /// The menu with the entry at an index marked as current; the last has none marked.
  let menus: [Value]

  init(
    _ site: Site, _ shapes: Shapes, words: [String], now: Moment, showsMost: Bool, jobs: Int
  ) {
    let make = ValueFactory(shapes: shapes, config: site.config)
    let data = DocumentData(site: site, make: make, now: now, showsMost: showsMost)
    self.site = site
    self.make = make
    documentData = data
    let documents = SharedObjects(count: site.documents.count, atOnce: showsMost, jobs: jobs) {
      data.document($0)
    }
    self.documents = documents
    feeds = site.feeds.map(make.feed)
    columns = [Object](site.columns, feeds, make, documents)
    latestOfColumns = site.columns.map { .list($0.latest.map { .object(documents[$0]) }) }
    latestOfSections = site.sections.map { .list($0.latest.map { .object(documents[$0]) }) }
    sections = [Object](site.sections, feeds, make)
    branches = [Object](site, feeds, data)
    home = Crumb(make.words.home, Address(path: ""), make)
    menus = menuValues(site, make)
    root = Object(
      shapes.root,
      [
        .object(siteObject(site, feeds, make)),
        .object(Object(shapes.strings, words.map { .text($0) })),
        .object(
          Object(
            shapes.assets,
            [
              .address("assets/style.css"), .address("assets/icon.svg"),
              .address("assets/copy.js"),
            ])),
      ])
  }

  /// A document as lists and its own page show it.
  func document(_ index: Int) -> Object { documents[index] }

  /// Documents by index, as a list for a template.
  func list(_ indices: some Sequence<Int>) -> Value {
    .list(indices.map { .object(document($0)) })
  }
}

private func siteObject(_ site: Site, _ feeds: [Object], _ make: ValueFactory) -> Object {
  let config = site.config
  let calendars = site.calendars.map { Value.object(make.calendar($0)) }
  return Object(
    make.shapes.site,
    [
      .text(config.title), .optional(config.subtitle), .optional(config.description),
      .text(config.languageTag), .text(config.url), make.address(Address(path: "")),
      .optional(config.organization),
      .optional(config.email), .optional(config.phone), .optional(config.phone.map(dialled)),
      .optional(config.place),
      .optional(config.icp),
      .bool(config.email != nil || config.phone != nil || config.place != nil),
      .list(feeds.map { .object($0) }),
      .list(site.feedGroups.map { .object(make.feedGroup($0, of: feeds)) }), .object(feeds[0]),
      .object(make.resource(Address(path: "feeds.opml"))), calendars.first ?? .null,
      .list(calendars),
      site.subscribePage.map { make.address(site.documents[$0].address) } ?? .null,
      site.tags.isEmpty ? .null : make.address(Address(path: "tags/")),
      site.authors.isEmpty ? .null : make.address(Address(path: "authors/")),
      .text("\(generatorName) \(generatorVersion)"),
    ])
}

/// What of a telephone number is dialled, as `tel:` takes it (RFC 3966).
private func dialled(_ phone: String) -> String {
  String(phone.unicodeScalars.filter { "+0123456789".unicodeScalars.contains($0) })
}

/// The menu once for each of its entries, and once with none current.
private func menuValues(_ site: Site, _ make: ValueFactory) -> [Value] {
  let entries =
    site.sections.map { ($0.config.title, $0.address) }
    + site.menuPages.map { (site.documents[$0].parsed.header.title, site.documents[$0].address) }
  return (0...entries.count).map { current in
    .list(
      entries.enumerated().map { index, entry in
        .object(
          Object(
            make.shapes.menuItem,
            [.text(entry.0), make.address(entry.1), .bool(index == current)]))
      })
  }
}

extension [Object] {
  fileprivate init(
    _ columns: [Column], _ feeds: [Object], _ make: ValueFactory, _ documents: SharedObjects
  ) {
    self = columns.map { column in
      let first = column.documents.first.map { documents[$0] }
      let latest = column.documents.last.map { documents[$0] }
      return Object(
        make.shapes.column,
        [
          .text(column.title), .optional(column.summary), make.address(column.address),
          .number(column.documents.count), .optional(column.feed.map { feeds[$0] }),
          .optional(first),
          .optional(latest),
        ])
    }
  }

  fileprivate init(_ sections: [Section], _ feeds: [Object], _ make: ValueFactory) {
    self = sections.map { section in
      Object(
        make.shapes.section,
        [
          .text(section.config.title), .optional(section.config.description),
          make.address(section.address), .optional(section.feed.map { feeds[$0] }),
          .number(section.documents.count),
        ] + make.flags(section.config.kind))
    }
  }

  fileprivate init(_ site: Site, _ feeds: [Object], _ data: DocumentData) {
    let make = data.make
    self = site.branches.map { branch in
      let document = site.documents[branch.document]
      let children = branch.children.map { Value.object(data.branchLinks[$0]) }
      return Object(
        make.shapes.branch,
        [
          .text(document.parsed.header.title), .text(branch.name), make.address(document.address),
          .optional(branch.details.contact), .optional(branch.details.place),
          .optional(parent(of: branch, site, make)), .list(children), .bool(!children.isEmpty),
          .optional(branch.feed.map { feeds[$0] }),
          .optional(branch.calendar.map { make.calendar(site.calendars[$0]) }),
          .number(branch.documents.count),
        ])
    }
  }
}

/// A branch's parent: a link where it is in the directory, else its name.
private func parent(of branch: Branch, _ site: Site, _ make: ValueFactory) -> Object? {
  if let index = branch.parent {
    let parent = site.branches[index]
    return Object(
      make.shapes.parent,
      [.text(parent.name), make.address(site.documents[parent.document].address)])
  }
  return branch.details.parent.map { Object(make.shapes.parent, [.text($0.value), .null]) }
}
