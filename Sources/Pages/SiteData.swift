internal import Content
internal import Dates
internal import FrontMatter
internal import Mustache
internal import SiteModel

/// The program's name, as pages and feeds state it.
package let generatorName = "BranchPress"
/// The program's version, as pages and feeds state it.
package let generatorVersion = "0.1.0"

/// The objects that more than one page shows.
final class SiteData: Sendable {
  let site: Site
  let make: ValueFactory
  let documentData: DocumentData
  /// The object with `site`, `strings` and `asset`, which every page's stack has at its bottom.
  let root: Object
  /// The objects of documents, by index as in `Site`.
  private let documents: SharedObjects
  let feeds: [Object]
  let columns: [Object]
  let latestOfColumns: [Value]
  let latestOfSections: [Value]
  let sections: [Object]
  let branches: [Object]
  /// The first element of every breadcrumb.
  let home: Crumb
  /// The menu with the entry at each index marked as current, and last the menu without a mark.
  let menus: [Value]
  /// The entries of the menu, by their targets.
  let menuEntries: [SiteLink.Target: Int]

  init(
    _ site: Site, _ kinds: ObjectKinds, words: [String], now: Moment, showsMost: Bool, jobs: Int
  ) {
    let make = ValueFactory(kinds: kinds, site: site)
    let data = DocumentData(site: site, make: make, now: now, showsMost: showsMost)
    self.site = site
    self.make = make
    documentData = data
    let documents = SharedObjects(count: site.documents.count, atOnce: showsMost, jobs: jobs) {
      data.document($0)
    }
    self.documents = documents
    let feeds = site.feeds.map(make.feed)
    self.feeds = feeds
    columns = site.columns.map { column in
      let (first, latest) = (column.documents.first, column.documents.last)
      let ends = (column, first.map { documents[$0] }, latest.map { documents[$0] })
      return kinds.column(ShownPart(part: ends, feed: column.feed.map { feeds[$0] }, data: data))
    }
    latestOfColumns = site.columns.map { .list($0.latest.map { .object(documents[$0]) }) }
    latestOfSections = site.sections.map { .list($0.latest.map { .object(documents[$0]) }) }
    sections = site.sections.map { section in
      kinds.section(ShownPart(part: section, feed: section.feed.map { feeds[$0] }, data: data))
    }
    branches = site.branches.map { branch in
      kinds.branch(ShownPart(part: branch, feed: branch.feed.map { feeds[$0] }, data: data))
    }
    home = Crumb(make.words.home, Address(path: ""), make)
    menus = menuValues(site, make)
    menuEntries = Dictionary(
      site.links.menu.enumerated().map { ($1.target, $0) }, uniquingKeysWith: { first, _ in first })
    root = kinds.root(ShownSite(site: site, feeds: feeds, words: words, make: make))
  }

  /// The object of a document in lists and on its own page.
  func document(_ index: Int) -> Object { documents[index] }

  /// The title and the address of the document at an index.
  func link(toDocument index: Int) -> Object {
    make.link(site.documents[index].title, site.documents[index].address)
  }

  /// The newest documents of a document's column or, without a column, of its section.
  func latest(beside document: Document) -> Value {
    if let column = document.column { return latestOfColumns[column] }
    return document.section.map { latestOfSections[$0] } ?? .list([])
  }

  /// The documents at `indices`, as a list for a template.
  func list(_ indices: some Sequence<Int>) -> Value {
    .list(indices.map { .object(document($0)) })
  }

  /// A section with all its columns and branches, and without documents.
  func wholeBlock(_ index: Int) -> Object {
    let section = site.sections[index]
    return make.kinds.block(
      Shown(
        it: HomeBlock(
          section: section, object: sections[index], items: [],
          columns: section.columns.map { columns[$0] }, branches: branches(of: section)),
        make: make))
  }

  /// The branches of a section that is a directory, none of another one.
  func branches(of section: Section) -> [Object] {
    guard section.config.kind == .directory else { return [] }
    return section.documents.compactMap { site.documents[$0].ownBranch.map { branches[$0] } }
  }

  /// The documents of a list, divided where the year of their dates changes; pinned ones, which come first, have none.
  func years(of indices: [Int]) -> [YearOfList] {
    var years: [YearOfList] = []
    for index in indices {
      let listed = site.documents[index]
      let date = listed.parsed.isPinned(at: documentData.now) ? nil : listed.date
      let year = date?.on(make.config.zone).date.year
      if years.isEmpty || years[years.count - 1].year != year { years.append((year, [])) }
      years[years.count - 1].items.append(document(index))
    }
    return years
  }
}

/// The menu once with each of its entries as the current one, and once without a current one.
private func menuValues(_ site: Site, _ make: ValueFactory) -> [Value] {
  let entries = site.links.menu
  return (0...entries.count).map { current in
    .list(
      entries.enumerated().map { index, entry in
        .object(make.siteLink(entry, of: site, isCurrent: index == current))
      })
  }
}
