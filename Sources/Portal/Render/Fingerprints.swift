internal import Dates
internal import Digests
internal import Mustache
internal import Pictures

/// What every output is made from, as one digest: while it is the same, so are the output's bytes.
///
/// Each digest is made of those of what the output shows, in the way in which `PageData`, `FeedData`
/// and `CalendarData` go about it; whoever has a page show more must add it here. Tests hold the
/// trees of incremental builds to those of clean ones after random changes, and `build --verify`
/// does the same for a site.
struct Fingerprints: Sendable {
  private let site: Site
  private let templates: Templates
  private let inputs: Inputs
  private let now: Moment
  /// Of what all outputs share: the program, `site.yml`, the address.
  private let common: Digest
  /// Of what all pages share: words, the menu, what the site as a whole has.
  private let root: Digest
  /// Of all feeds and calendars, for the pages that list them.
  private let feeds: Digest
  /// By document: what lists, neighbours and feeds show of it, its text left out.
  private let entries: [Digest]
  /// By document: of its page's address.
  private let addresses: [Digest]
  /// By document: when it last changed, looked at in the same go.
  let changes: [Moment?]

  init(
    _ site: Site, _ templates: Templates, _ inputs: Inputs, _ options: BuildOptions,
    _ program: Digest
  ) {
    self.site = site
    self.templates = templates
    self.inputs = inputs
    now = options.now
    var parts = Ingredients()
    parts.add(program)
    parts.add(inputs.settings)
    parts.add(site.config.url)
    common = parts.digest()
    root = rootDigest(site, templates, common)
    feeds = feedsDigest(site)
    let now = options.now
    let groups = GroupDigests(site)
    let run = 64
    let count = site.documents.count
    let runs = parallelMap(count: (count + run - 1) / run, jobs: options.jobs) { index in
      var parts = Ingredients()
      let documents = site.documents[index * run..<min((index + 1) * run, count)]
      return (
        entries: documents.map { groups.entryDigest(of: $0, now, &parts) },
        addresses: documents.map { Digest(of: $0.address.path) },
        changes: documents.map(\.changed)
      )
    }
    entries = Array(runs.lazy.map(\.entries).joined())
    addresses = Array(runs.lazy.map(\.addresses).joined())
    changes = Array(runs.lazy.map(\.changes).joined())
  }

  /// The fingerprint of an output.
  func fingerprint(of output: Output) -> Digest {
    var parts = Ingredients()
    parts.add(output.path)
    if let template = site.template(of: output.content) {
      let digest = templates.digest(of: template)
      parts.add(template)
      parts.add(digest.text)
      parts.add(root)
      if digest.listsFeeds { parts.add(feeds) }
      addPage(output.content, &parts)
      if digest.listsLatest { addLatest(beside: output.content, &parts) }
    } else {
      parts.add(common)
      addFile(output.content, &parts)
    }
    return parts.digest()
  }

  /// The fingerprint of the sitemap's files, which are made together: of all that they say, in their order.
  func fingerprintOfSitemap() -> Digest {
    var parts = Ingredients()
    parts.add(common)
    for output in site.outputs {
      guard let change = site.change(of: output.content, changes) else { continue }
      if case .document(let index) = output.content {
        parts.add(addresses[index])
      } else {
        parts.add(output.address.path)
      }
      parts.add(change?.seconds)
      guard let change else { continue }
      parts.add(change.offsetMinutes)
      parts.add(change.hasTime)
    }
    return parts.digest()
  }

  // MARK: - Pages

  private func addPage(_ content: Output.Content, _ parts: inout Ingredients) {
    switch content {
    case .home: addHome(&parts)
    case .section(let index, let page): addSection(index, page, &parts)
    case .column(let index, let page):
      addColumn(index, &parts)
      if page == 0, let description = site.columns[index].description {
        parts.add(description.source)
        add(site.columns[index].links, &parts)
      }
      addPage(page, of: site.columns[index].documents, &parts)
    case .document(let index): addDocument(index, &parts)
    case .tagIndex: add(site.tags, &parts)
    case .tag(let index, let page): add(site.tags[index], page, &parts)
    case .authorIndex: add(site.authors, &parts)
    case .author(let index, let page): add(site.authors[index], page, &parts)
    case .redirect(let document): parts.add(entries[document])
    case .notFound, .feed, .feedArchive, .feedList, .calendar, .event, .sitemap, .robots, .asset,
      .themeAsset:
      break
    }
  }

  private func addHome(_ parts: inout Ingredients) {
    if let index = site.homePage { addText(index, &parts) }
    add(documents: site.pinned(now: now), &parts)
    for index in site.sections.indices {
      addSection(index, &parts)
      add(documents: site.latest(of: site.sections[index], now: now), &parts)
      for column in site.sections[index].columns { addColumn(column, &parts) }
      addBranches(of: site.sections[index], &parts)
    }
  }

  private func addSection(_ index: Int, _ page: Int, _ parts: inout Ingredients) {
    let section = site.sections[index]
    addSection(index, &parts)
    switch section.config.kind {
    case .study: for column in section.columns { addColumn(column, &parts) }
    case .directory: addBranches(of: section, &parts)
    case .notice, .activity, .page: addPage(page, of: section.documents, &parts)
    }
  }

  private func addDocument(_ index: Int, _ parts: inout Ingredients) {
    let document = site.documents[index]
    addText(index, &parts)
    for neighbour in [document.previous, document.next] {
      parts.add(neighbour != nil)
      if let neighbour { parts.add(entries[neighbour]) }
    }
    if let branch = document.ownBranch {
      addBranch(branch, &parts)
      add(documents: site.branches[branch].documents, &parts)
    }
  }

  private func addLatest(beside content: Output.Content, _ parts: inout Ingredients) {
    guard case .document(let index) = content else { return }
    if let column = site.documents[index].column {
      add(documents: site.columns[column].latest, &parts)
    } else if let section = site.documents[index].section {
      add(documents: site.sections[section].latest, &parts)
    }
  }

  private func add(_ listings: [Listing], _ parts: inout Ingredients) {
    for listing in listings {
      parts.add(listing.title)
      parts.add(listing.address.path)
      parts.add(listing.documents.count)
    }
  }

  private func add(_ listing: Listing, _ page: Int, _ parts: inout Ingredients) {
    parts.add(listing.title)
    parts.add(listing.address.path)
    parts.add(listing.feed != nil)
    addPage(page, of: listing.documents, &parts)
  }

  /// One page of a list, and how many there are.
  private func addPage(_ page: Int, of documents: [Int], _ parts: inout Ingredients) {
    let size = site.config.pageSize
    parts.add(page)
    parts.add(documents.count)
    add(documents: documents.dropFirst(page * size).prefix(size), &parts)
  }

  // MARK: - Feeds and other files

  private func addFile(_ content: Output.Content, _ parts: inout Ingredients) {
    switch content {
    case .feed(let index, let format): addFeed(index, format, nil, &parts)
    case .feedArchive(let index, let format, let archive):
      addFeed(index, format, archive, &parts)
    case .feedList: parts.add(feeds)
    case .calendar(let index): addCalendar(site.calendars[index], &parts)
    case .event(let document): parts.add(entries[document])
    case .asset(let index): parts.add(inputs.assets[index].stamp)
    case .themeAsset(let index): parts.add(Digest(of: inputs.theme.assets[index].bytes))
    case .robots, .sitemap, .home, .section, .column, .document, .tagIndex, .tag, .authorIndex,
      .author, .notFound, .redirect:
      break
    }
  }

  private func addFeed(
    _ index: Int, _ format: FeedFormat, _ archive: Int?, _ parts: inout Ingredients
  ) {
    let plan = site.feeds[index]
    parts.add(plan.title)
    parts.add(plan.description)
    parts.add(plan.page.path)
    parts.add(format.rawValue)
    // JSON Feed has no link to a newer archive.
    let next = format == .json ? nil : plan.next(of: archive)
    for neighbour in [archive, plan.previous(of: archive), next] {
      parts.add(neighbour.map { plan.archives[$0].name })
    }
    let isSummary = site.text(of: plan, format, isArchive: archive != nil) == .summary
    for document in plan.items(of: archive) {
      if isSummary { parts.add(entries[document]) } else { addText(document, &parts) }
    }
  }

  private func addCalendar(_ plan: CalendarPlan, _ parts: inout Ingredients) {
    parts.add(plan.title)
    parts.add(plan.description)
    parts.add(plan.page.path)
    add(documents: plan.documents, &parts)
    for index in plan.meetings {
      let meeting = site.meetings[index]
      parts.add(meeting.name)
      parts.add(meeting.branch != nil)
      if let branch = meeting.branch { parts.add(entries[site.branches[branch].document]) }
      add(documents: meeting.announcements.filter(plan.documents.contains), &parts)
    }
  }

  // MARK: - What outputs have in common

  private func add(documents: some Sequence<Int>, _ parts: inout Ingredients) {
    var count = 0
    for index in documents {
      parts.add(entries[index])
      count += 1
    }
    parts.add(count)
  }

  /// A document with its text.
  private func addText(_ index: Int, _ parts: inout Ingredients) {
    parts.add(entries[index])
    parts.add(site.documents[index].parsed.source)
    add(site.documents[index].references.links, &parts)
  }

  private func add(_ links: [ResolvedLink], _ parts: inout Ingredients) {
    parts.add(links.count)
    for index in links.indices {
      parts.add(links[index].suffix)
      switch links[index].target {
      case .document(let document):
        parts.add(0)
        parts.add(addresses[document])
      case .asset(let asset):
        parts.add(1)
        parts.add(site.assetAddresses[asset].path)
        parts.add(inputs.assets[asset].size)
        parts.add(site.pictures[asset]?.size?.width)
        parts.add(site.pictures[asset]?.size?.height)
      case .page(let address):
        parts.add(2)
        parts.add(address.path)
      }
    }
  }

  private func addSection(_ index: Int, _ parts: inout Ingredients) {
    let section = site.sections[index]
    parts.add(index)
    parts.add(section.address.path)
    parts.add(section.documents.count)
  }

  private func addColumn(_ index: Int, _ parts: inout Ingredients) {
    let column = site.columns[index]
    parts.add(column.title)
    parts.add(column.summary)
    parts.add(column.address.path)
    parts.add(column.section)
    parts.add(column.documents.count)
    for document in [column.documents.first, column.documents.last] {
      if let document { parts.add(entries[document]) }
    }
  }

  private func addBranches(of section: Section, _ parts: inout Ingredients) {
    guard section.config.kind == .directory else { return }
    parts.add(section.documents.count)
    for branch in section.documents.compactMap({ site.documents[$0].ownBranch }) {
      addBranch(branch, &parts)
    }
  }

  private func addBranch(_ index: Int, _ parts: inout Ingredients) {
    let branch = site.branches[index]
    parts.add(entries[branch.document])
    parts.add(branch.documents.count)
    parts.add(branch.parent.map { site.branches[$0].document })
    if let parent = branch.parent { parts.add(entries[site.branches[parent].document]) }
    add(documents: branch.children.map { site.branches[$0].document }, &parts)
    parts.add(branch.calendar.map { site.calendars[$0].address.path })
  }
}
