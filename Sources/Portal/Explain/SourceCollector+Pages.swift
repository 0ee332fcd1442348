internal import Content
internal import Pages
internal import SiteModel

// The sources of pages, collected in the same way as by `PageFingerprints`.
extension SourceCollector {
  mutating func addPage(_ content: Output.Content, _ demand: PageDemand) {
    switch content {
    case .home: addHome(demand)
    case .calendarPage:
      addOccasions(of: site.agendas.first)
      for meeting in site.meetings { addBranchName(meeting.branch) }
    case .section(let index, let page): addSection(site.sections[index], page, demand)
    case .view(let section, let view, let page):
      add(
        .listed, site.documents(of: site.sections[section].views[view], page: page), demand.items)
    case .column(let index, let page):
      let column = site.columns[index]
      addColumn(column, demand)
      if page == 0 { addIntroduction(of: column) }
      addPage(page, of: column.documents, demand)
    case .document(let index): addDocument(index, demand)
    case .tagIndex: for tag in site.tags { addTitle(of: tag) }
    case .tag(let index, let page): addListing(site.tags[index], page, demand)
    case .authorIndex: for author in site.authors { addTitle(of: author) }
    case .author(let index, let page): addListing(site.authors[index], page, demand)
    case .redirect(let index): add(.document, index)
    case .notFound, .searchPage, .search, .feed, .feedArchive, .feedList, .calendar, .event,
      .sitemap, .robots, .manifest, .asset, .rendition, .themeAsset:
      break
    }
  }

  private mutating func addHome(_ demand: PageDemand) {
    let now = explained.options.now
    if let index = site.homePage {
      add(.document, index)
      addLinks(site.documents[index].references.links)
    }
    add(.pinned, site.pinned(now: now), demand.pinned)
    if demand.listsOccasions { addOccasions(of: site.agendas.first, toCome: true) }
    for section in site.sections {
      add(.listed, site.latest(of: section, now: now), demand.items)
      for column in section.columns { addColumn(site.columns[column], demand) }
      addBranches(of: section)
    }
  }

  private mutating func addDocument(_ index: Int, _ demand: PageDemand) {
    let document = site.documents[index]
    add(.document, [index], demand.document.union(.own))
    addLinks(document.references.links)
    for other in document.corrections { add(.corrections, other) }
    add(.series, site.series(around: index), demand.series)
    add(.related, site.related[index], demand.related)
    add(.neighbours, document.previous.map { [$0] } ?? [], demand.previous)
    add(.neighbours, document.next.map { [$0] } ?? [], demand.next)
    if let column = document.column {
      add(.latest, site.columns[column].latest, demand.latest)
    } else if let section = document.section {
      add(.latest, site.sections[section].latest, demand.latest)
    }
    if !demand.updates.isEmpty { add(.latest, site.lastChanged, demand.updates) }
    if demand.showsMap { addMap(demand) }
    if let branch = document.ownBranch {
      addBranch(branch)
      add(.listed, site.branches[branch].documents, demand.items)
      if demand.listsOccasions {
        addOccasions(of: site.branches[branch].agenda.map { site.agendas[$0] }, toCome: true)
      }
    }
  }

  private mutating func addMap(_ demand: PageDemand) {
    for section in site.sections {
      for column in section.columns { addColumn(site.columns[column], demand) }
      addBranches(of: section)
    }
    for page in site.singlePages { add(.listed, page) }
  }

  /// Adds the notices and branches of the meetings and events of a calendar, or of those to come.
  private mutating func addOccasions(of plan: CalendarPlan?, toCome: Bool = false) {
    let now = explained.options.now
    for occasion in plan.map({ site.occasions(of: $0, around: now) }) ?? []
    where !toCome || occasion.isToCome(at: now) {
      switch occasion.source {
      case .notice(let notice):
        add(.listed, notice)
        addBranchName(site.documents[notice].branch)
      case .meeting(let meeting): addBranchName(site.meetings[meeting].branch)
      }
      if let notice = occasion.movedTo { add(.listed, notice) }
    }
  }

  private mutating func addBranchName(_ branch: Int?) {
    if let branch { add(.branches, site.branches[branch].document) }
  }

  private mutating func addSection(_ section: Section, _ page: Int, _ demand: PageDemand) {
    switch section.config.kind {
    case .study: for column in section.columns { addColumn(site.columns[column], demand) }
    case .directory: addBranches(of: section)
    case .notice, .activity, .page: addPage(page, of: section.documents, demand)
    }
  }

  private mutating func addColumn(_ column: Column, _ demand: PageDemand) {
    addName(of: column)
    add(.ends, column.documents.prefix(1), demand.firstOfColumns)
    add(.ends, column.documents.suffix(1), demand.latestOfColumns)
  }

  private mutating func addListing(_ listing: Listing, _ page: Int, _ demand: PageDemand) {
    addTitle(of: listing)
    addPage(page, of: listing.documents, demand)
  }

  private mutating func addPage(_ page: Int, of list: [Int], _ demand: PageDemand) {
    let size = site.config.pageSize
    add(.listed, list.dropFirst(page * size).prefix(size), demand.items)
  }

  private mutating func addBranches(of section: Section) {
    guard section.config.kind == .directory else { return }
    for branch in section.documents.compactMap({ site.documents[$0].ownBranch }) {
      addBranch(branch)
    }
  }

  private mutating func addBranch(_ index: Int) {
    let branch = site.branches[index]
    add(.branches, branch.document)
    for other in (branch.parent.map { [$0] } ?? []) + branch.children {
      add(.branches, site.branches[other].document)
    }
  }
}
