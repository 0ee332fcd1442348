internal import Content
internal import Files
internal import Mustache
internal import Pages
internal import SiteModel

/// A collector of an output's sources, by name, in the same way as `Fingerprints` makes the output's fingerprint; tests
/// compare the two.
struct SourceCollector {
  let explained: ExplainedSite
  private(set) var groups = SourceGroups()
  /// The files of `content/` that are published, by their addresses.
  private let assets: [Address: Int]
  var site: Site { explained.site }

  init(_ explained: ExplainedSite) {
    self.explained = explained
    let addresses = explained.site.assetAddresses
    assets = Dictionary(zip(addresses, addresses.indices), uniquingKeysWith: { first, _ in first })
  }

  /// All sources of an output.
  static func sources(of output: Output, in explained: ExplainedSite) -> SourceGroups {
    var collector = Self(explained)
    collector.addOutput(output)
    return collector.groups
  }

  private mutating func addOutput(_ output: Output) {
    groups.add(.settings, content: settingsFile.text)
    groups.add(.program, named: "\(generatorName) \(generatorVersion)")
    guard let name = site.template(of: output.content) else { return addFile(output.content) }
    addTemplates(of: name)
    let demand = explained.theme?.digest(of: name).demand ?? PageDemand()
    for link in site.links.menu + site.links.footer + site.links.related {
      if case .document(let page) = link.target { add(.menu, page) }
    }
    for page in site.servicePages.all.compactMap(\.self) { add(.menu, page) }
    // Titles are not divided within the names of branches.
    for branch in site.branches { add(.branches, branch.document) }
    if demand.listsFeeds { addFeeds() }
    addPage(output.content, demand)
  }

  private mutating func addTemplates(of name: String) {
    let used = explained.theme?.set.templates(usedBy: name)
    for template in used?.names ?? [name] {
      groups.add(.template, theme: template + ".mustache")
    }
    groups.add(.words, theme: explained.wordsFile)
    for path in explained.theme?.digest(of: name).assets ?? [] {
      groups.add(.versions, theme: path)
    }
  }

  // MARK: - Feeds and other files

  private mutating func addFile(_ content: Output.Content) {
    switch content {
    case .feed(let index, let format): addFeed(index, format, nil)
    case .feedArchive(let index, let format, let archive): addFeed(index, format, archive)
    case .feedList: addFeeds()
    case .calendar(let index): addCalendar(site.calendars[index])
    case .event(let document):
      add(.document, document)
      addParts(of: document, .own)
    case .search(let file): addSearch(file)
    case .sitemap:
      for index in site.documents.indices { add(.contained, index) }
    case .asset(let index): groups.add(.copied, content: explained.inputs.assets[index].path)
    case .rendition(let index):
      let original = site.renditions.files[index].original
      groups.add(.scaled, content: explained.inputs.assets[original].path)
    case .themeAsset(let index):
      groups.add(.copied, theme: explained.inputs.theme.assets[index].path)
    case .robots, .manifest, .home, .calendarPage, .section, .view, .column, .document, .tagIndex,
      .tag,
      .authorIndex,
      .author,
      .notFound, .redirect, .searchPage:
      break
    }
  }

  private mutating func addSearch(_ file: SearchFile) {
    guard let search = site.search else { return }
    switch file {
    case .foldTable: break
    case .about:
      for entry in search.entries { addText(of: entry) }
      for column in site.columns { addName(of: column) }
    case .shard, .presences: for entry in search.entries { addText(of: entry) }
    case .filter(let filter, let value):
      for entry in search.filters[filter].values[value].entries {
        addText(of: search.entries[entry])
      }
    case .piece(let entry, _): addText(of: search.entries[entry])
    }
  }

  private mutating func addText(of entry: SearchPlan.Entry) {
    switch entry.source {
    case .document(let document):
      add(.contained, document)
      let placed = site.documents[document]
      if let column = placed.column { addName(of: site.columns[column]) }
      if let branch = placed.branch { add(.branches, site.branches[branch].document) }
    case .column(let column): addIntroduction(of: site.columns[column])
    }
  }

  private mutating func addFeed(_ index: Int, _ format: FeedFormat, _ archive: Int?) {
    let plan = site.feeds[index]
    addName(of: plan)
    let isWhole = site.text(of: plan, format, isArchive: archive != nil) == .whole
    for item in plan.items(of: archive) {
      let document = site.source(ofItem: item).document
      add(.contained, document)
      addParts(of: document, .own)
      if isWhole { addLinks(site.documents[document].references.links) }
    }
  }

  private mutating func addCalendar(_ plan: CalendarPlan) {
    for branch in site.branches where site.documents[branch.document].address == plan.page {
      add(.branches, branch.document)
    }
    for document in plan.documents + plan.meetings.flatMap(\.announcements) {
      add(.contained, document)
      addParts(of: document, .own)
    }
    for meeting in plan.meetings {
      if let branch = site.meetings[meeting.index].branch {
        add(.branches, site.branches[branch].document)
      }
    }
  }

  /// Adds the feeds and the calendars, with the columns and the branches that they are named after.
  private mutating func addFeeds() {
    for feed in site.feeds {
      groups.add(.feeds, named: feed.name)
      addName(of: feed)
    }
    for branch in site.branches where branch.calendar != nil { add(.branches, branch.document) }
  }

  private mutating func addName(of feed: FeedPlan) {
    switch feed.group {
    case .columns:
      for column in site.columns where column.address == feed.page { addName(of: column) }
    case .branches:
      for branch in site.branches where site.documents[branch.document].address == feed.page {
        add(.branches, branch.document)
      }
    case .tags, .authors: groups.add(.groups, named: feed.name)
    case .site, .sections: break
    }
  }

  // MARK: - Documents

  mutating func add(_ role: SourceRole, _ document: Int) {
    groups.add(role, content: site.documents[document].parsed.path)
  }

  /// Adds documents, and the parts that are shown beside each.
  mutating func add(_ role: SourceRole, _ documents: some Sequence<Int>, _ shown: ShownParts) {
    if shown.isEmpty { return }
    for document in documents {
      add(role, document)
      addParts(of: document, shown)
    }
  }

  /// Adds the parts of a document that other files show.
  mutating func addParts(of index: Int, _ shown: ShownParts) {
    let document = site.documents[index]
    if shown.contains(.entry) {
      if let column = document.column { addName(of: site.columns[column]) }
      addFiles(of: document.references)
    }
    if shown.contains(.branch), let branch = document.branch {
      add(.branches, site.branches[branch].document)
    }
    if shown.contains(.author) {
      for author in document.authors { groups.add(.groups, named: site.authors[author].title) }
    }
    if shown.contains(.tags) {
      for tag in document.tags { groups.add(.groups, named: site.tags[tag].title) }
    }
  }

  mutating func addName(of column: Column) {
    if let description = column.description { groups.add(.columns, content: description.path) }
  }

  mutating func addLinks(_ links: [ResolvedLink]) {
    for link in links {
      switch link.target {
      case .document(let document): add(.linked, document)
      case .asset(let asset): groups.add(.files, content: explained.inputs.assets[asset].path)
      case .page, .asWritten: break
      }
    }
  }

  private mutating func addFiles(of references: References) {
    let pictures = (references.cover.map { [$0] } ?? []) + references.photos
    for address in pictures.map(\.address) + references.attachments.map(\.address) {
      if let asset = assets[address] {
        groups.add(.files, content: explained.inputs.assets[asset].path)
      }
    }
  }

  mutating func addTitle(of listing: Listing) { groups.add(.groups, named: listing.title) }

  mutating func addIntroduction(of column: Column) {
    guard let description = column.description else { return }
    groups.add(.introduction, content: description.path)
    addLinks(column.links)
  }
}
