internal import Content
internal import Dates
internal import Digests
internal import SiteModel

// The input of pages, besides their templates and the input that all pages share.
extension Fingerprints {
  func addPage(
    _ content: Output.Content, _ demand: PageDemand, to parts: inout DigestBuilder
  ) {
    switch content {
    case .home: addHome(demand, &parts)
    case .calendarPage: addCalendarPage(&parts)
    case .section(let index, let page): addSection(index, page: page, demand, to: &parts)
    case .view(let section, let view, let page):
      addView(view, of: section, page: page, demand, to: &parts)
    case .column(let index, let page): addColumn(index, page: page, demand, to: &parts)
    case .document(let index): addDocument(index, demand, &parts)
    case .tagIndex: add(site.tags, demand, &parts)
    case .tag(let index, let page): add(site.tags[index], page: page, demand, to: &parts)
    case .authorIndex: add(site.authors, demand, &parts)
    case .author(let index, let page): add(site.authors[index], page: page, demand, to: &parts)
    case .redirect(let index):
      parts.add(demand.asksForTitle ? documents.links[index] : documents.addresses[index])
    case .notFound, .searchPage, .search, .feed, .feedArchive, .feedList, .calendar, .event,
      .sitemap, .robots, .manifest, .asset, .rendition, .themeAsset:
      break
    }
  }

  private func addHome(_ demand: PageDemand, _ parts: inout DigestBuilder) {
    if let index = site.homePage { parts.add(documents.texts[index]) }
    add(site.pinned(now: now), demand.pinned, &parts)
    if demand.listsOccasions { add(Agenda(site, now: now).next(), &parts) }
    for index in site.sections.indices {
      addSection(index, demand, &parts)
      add(site.latest(of: site.sections[index], now: now), demand.items, &parts)
      for column in site.sections[index].columns { addColumn(column, demand, &parts) }
      addBranches(of: site.sections[index], demand, &parts)
    }
  }

  /// Adds the calendar with the day that its page names.
  private func addCalendarPage(_ parts: inout DigestBuilder) {
    let agenda = Agenda(site, now: now)
    parts.add(agenda.today.seconds)
    let (months, past) = agenda.calendar()
    for month in months + past {
      for day in month.days { add(day.occasions, &parts) }
    }
    for meeting in agenda.meetings() { parts.add(meeting) }
  }

  private func add(_ occasions: [ShownOccasion], _ parts: inout DigestBuilder) {
    parts.add(occasions.count)
    for occasion in occasions { parts.add(occasion) }
  }

  private func addDocument(_ index: Int, _ demand: PageDemand, _ parts: inout DigestBuilder) {
    let document = site.documents[index]
    documents.add(
      index, demand.document.union(.own), of: site, to: &parts)
    parts.add(documents.texts[index])
    parts.add(signaturesOf: document.parsed.header)
    if demand.asksForQRCode { parts.add(document.hasQRCode) }
    parts.add(officialFormOf: document.parsed.details)
    for reissue in document.reissues { parts.add(reissue) }
    for other in document.corrections { parts.add(documents.links[other]) }
    if !demand.series.isEmpty { add(site.series(around: index), demand.series, &parts) }
    if !demand.related.isEmpty { add(site.related[index], demand.related, &parts) }
    add(document.previous.map { [$0] } ?? [], demand.previous, &parts)
    add(document.next.map { [$0] } ?? [], demand.next, &parts)
    if let column = document.column {
      add(site.columns[column].latest, demand.latest, &parts)
    } else if let section = document.section {
      add(site.sections[section].latest, demand.latest, &parts)
    }
    if !demand.updates.isEmpty { add(site.lastChanged, demand.updates, &parts) }
    if demand.showsMap { addMap(demand, &parts) }
    if let branch = document.ownBranch {
      addBranch(branch, demand, &parts)
      add(site.branches[branch].documents, demand.items, &parts)
      let agenda = Agenda(site, now: now)
      if demand.listsMeetings {
        for meeting in agenda.meetings(ofBranch: branch) { parts.add(meeting) }
      }
      if demand.listsOccasions { add(agenda.next(ofBranch: branch), &parts) }
    }
  }

  private func addMap(_ demand: PageDemand, _ parts: inout DigestBuilder) {
    for index in site.sections.indices {
      addSection(index, demand, &parts)
      for column in site.sections[index].columns { addColumn(column, demand, &parts) }
      addBranches(of: site.sections[index], demand, &parts)
    }
    parts.add(site.singlePages.count)
    for page in site.singlePages { parts.add(documents.links[page]) }
  }

  // MARK: - Indexes

  private func addSection(
    _ index: Int, page: Int, _ demand: PageDemand, to parts: inout DigestBuilder
  ) {
    let section = site.sections[index]
    addSection(index, demand, &parts)
    addViews(of: section, demand, &parts)
    switch section.config.kind {
    case .study: for column in section.columns { addColumn(column, demand, &parts) }
    case .directory: addBranches(of: section, demand, &parts)
    case .notice, .activity, .page: add(section.documents, page: page, demand, to: &parts)
    }
  }

  private func addViews(of section: Section, _ demand: PageDemand, _ parts: inout DigestBuilder) {
    if !demand.listsViews { return }
    for view in section.views where view.isPlanned { parts.add(view.address.path) }
  }

  /// Adds a page of a view, with the day that it names if the view depends on it.
  private func addView(
    _ number: Int, of index: Int, page: Int, _ demand: PageDemand, to parts: inout DigestBuilder
  ) {
    let section = site.sections[index]
    let view = section.views[number]
    addSection(index, demand, &parts)
    addViews(of: section, demand, &parts)
    parts.add(pageCount(view.documents.count, size: site.config.pageSize * pagesInView))
    if view.isOfState { parts.add(Agenda(site, now: now).today.seconds) }
    add(site.documents(of: view, page: page), demand.items, &parts)
  }

  private func addColumn(
    _ index: Int, page: Int, _ demand: PageDemand, to parts: inout DigestBuilder
  ) {
    let column = site.columns[index]
    addColumn(index, demand, &parts)
    if page == 0, let description = column.description {
      parts.add(description.facts.body)
      parts.add(site.config.trustsHTML(in: description.path))
      parts.add(column.links, of: site, inputs: inputs, documents.addresses)
    }
    add(column.documents, page: page, demand, to: &parts)
  }

  private func add(_ listings: [Listing], _ demand: PageDemand, _ parts: inout DigestBuilder) {
    for listing in listings {
      parts.add(listing.title, listing.address)
      if demand.countsListings { parts.add(listing.documents.count) }
    }
  }

  private func add(
    _ listing: Listing, page: Int, _ demand: PageDemand, to parts: inout DigestBuilder
  ) {
    parts.add(listing.title, listing.address)
    parts.add(listing.feed != nil)
    add(listing.documents, page: page, demand, to: &parts)
  }

  /// Adds one page of a list, and the number of its pages.
  private func add(
    _ list: [Int], page: Int, _ demand: PageDemand, to parts: inout DigestBuilder
  ) {
    let size = site.config.pageSize
    parts.add(page)
    parts.add(pageCount(list.count, size: size))
    add(list.dropFirst(page * size).prefix(size), demand.items, &parts)
  }

  // MARK: - What pages have in common

  private func add(
    _ list: some Collection<Int>, _ shown: ShownParts, _ parts: inout DigestBuilder
  ) {
    if shown.isEmpty { return }
    parts.add(list.count)
    for index in list { documents.add(index, shown, of: site, to: &parts) }
  }

  private func addSection(_ index: Int, _ demand: PageDemand, _ parts: inout DigestBuilder) {
    let section = site.sections[index]
    parts.add(section.address.path)
    if demand.countsSections { parts.add(section.documents.count) }
  }

  private func addColumn(_ index: Int, _ demand: PageDemand, _ parts: inout DigestBuilder) {
    let column = site.columns[index]
    parts.add(column.markedTitle, column.address)
    parts.add(column.summary)
    if demand.countsColumns { parts.add(column.documents.count) }
    add(column.documents.prefix(1), demand.firstOfColumns, &parts)
    add(column.documents.suffix(1), demand.latestOfColumns, &parts)
  }

  private func addBranches(
    of section: Section, _ demand: PageDemand, _ parts: inout DigestBuilder
  ) {
    guard section.config.kind == .directory else { return }
    parts.add(section.documents.count)
    for branch in section.documents.compactMap({ site.documents[$0].ownBranch }) {
      addBranch(branch, demand, &parts)
    }
  }

  private func addBranch(_ index: Int, _ demand: PageDemand, _ parts: inout DigestBuilder) {
    let branch = site.branches[index]
    parts.add(documents.entries[branch.document])
    if demand.countsBranches { parts.add(branch.documents.count) }
    parts.add(branch.parent != nil)
    if let parent = branch.parent { parts.add(documents.groups.branches[parent]) }
    parts.add(branch.children.count)
    for child in branch.children { parts.add(documents.groups.branches[child]) }
    parts.add(branch.calendar.map { site.calendars[$0].address.path })
  }
}
