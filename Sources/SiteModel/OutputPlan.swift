package import Content
internal import Diagnostics
internal import Files
internal import FrontMatter
internal import Search

/// The name of the sitemap, or of its index.
package let sitemapName = "sitemap.xml"

/// The address of the page of the site's calendar.
let calendarAddress = Address(path: "calendar/")

/// The number of pages that a list of `count` entries takes, `size` on each; an empty list has one page.
package func pageCount(_ count: Int, size: Int) -> Int { max(1, (count + size - 1) / size) }

/// The address of a page of a list, counted from 0; the first is the list's index itself.
package func listAddress(_ index: Address, page: Int) -> Address {
  page == 0 ? index : index.appending("page/\(page + 1)/")
}

/// Plans every file of the site, and reports the files that two sources claim.
func planOutputs(
  _ all: Collections, feeds: [FeedPlan], calendars: CalendarPlans, isPreview: Bool,
  _ inputs: Inputs,
  assetAddresses: [Address], formerPages: FormerPages, without keptBack: Set<String>,
  search: SearchPlan?, _ admission: Admission, config: SiteConfig, sources: SourcePlaces,
  diagnostics: inout [Diagnostic]
) -> [Output] {
  let listings = all.tags.count + all.authors.count + all.columns.count
  var plan = OutputPlan(
    all: all, inputs: inputs, config: config, sources: sources,
    capacity: all.documents.count + assetAddresses.count + listings * 2 + feeds.count * 4 + 64)
  for (index, address) in assetAddresses.enumerated()
  where !keptBack.contains(inputs.assets[index].path) && !admission.refuses(index) {
    plan.add(address, .asset(index))
  }
  for index in all.documents.indices where all.documents[index].parsed.path != "index.md" {
    plan.add(all.documents[index].address, .document(index), at: all.documents[index].outputFile)
  }
  plan.add(Address(path: ""), .home)
  plan.addIndexes(all, config: config)
  plan.addAliases(all, config: config)
  plan.add(formerPages)
  if !isPreview {
    plan.addSubscriptions(feeds, calendars.calendars, formats: config.feeds.formats)
  }
  if let search { plan.add(search) }
  if config.hasCalendarPage, calendars.hasOccasions { plan.addCalendarPage() }
  for (index, file) in inputs.theme.assets.enumerated() {
    plan.add(Address(path: file.path), .themeAsset(index))
  }
  plan.add(Address(path: "404.html"), .notFound)
  plan.add(Address(path: "robots.txt"), .robots)
  if !isPreview, config.hasManifest(inputs.assets) { plan.add(manifestAddress, .manifest) }
  let refused = admission.refused.map { (asset: $0, address: assetAddresses[$0]) }
  return plan.finish(refusing: refused, &diagnostics)
}

/// Whether the page of the search is planned: something else may have its place, and then the site has no search.
func hasSearchPage(_ outputs: [Output]) -> Bool {
  guard let index = outputs.index(of: searchAddress.outputPath, \.path),
    case .searchPage = outputs[index].content
  else { return false }
  return true
}

struct OutputPlan {
  let all: Collections
  let inputs: Inputs
  let config: SiteConfig
  let sources: SourcePlaces
  var outputs: [Output] = []
  /// The indices of the outputs that give way to whatever else has their path, since no author wrote them: redirects,
  /// views of sections, and the calendar's page.
  private var yielding: Set<Int> = []
  var diagnostics: [Diagnostic] = []

  init(
    all: Collections, inputs: Inputs, config: SiteConfig, sources: SourcePlaces, capacity: Int
  ) {
    self.all = all
    self.inputs = inputs
    self.config = config
    self.sources = sources
    outputs.reserveCapacity(capacity)
  }

  /// Adds a file of the site, or reports that its address cannot be a path on disk.
  mutating func add(_ address: Address, _ content: Output.Content, at file: FilePath? = nil) {
    if let file = file ?? FilePath(address.outputPath) {
      outputs.append(Output(address: address, content: content, file: file))
    } else {
      reportBadAddress(address, place(of: content, at: address))
    }
  }

  /// The outputs, sorted by path. Of two with one path the first is kept and the other reported, except where a file of
  /// `content/` replaces `robots.txt` or the manifest. Files that are `refused` are reported too where they are in the place of an
  /// output.
  mutating func finish(
    refusing refused: [(asset: Int, address: Address)], _ reported: inout [Diagnostic]
  ) -> [Output] {
    let order = PathBlock(count: outputs.count) { outputs[$0].path }.order()
    var kept: [Int] = []
    kept.reserveCapacity(order.count)
    var conflicts: [(index: Int, other: Int)] = []
    for index in order {
      guard let last = kept.last, outputs[last].path == outputs[index].path else {
        kept.append(index)
        continue
      }
      if yielding.contains(index) { continue }
      if yielding.contains(last) {
        kept[kept.count - 1] = index
        continue
      }
      if !mayReplace(last, index) { conflicts.append((index, last)) }
    }
    let blockedPages = blockedAliases(among: kept)
    kept.removeAll { [yielding] index in
      yielding.contains(index) && blockedPages.contains { $0.index == index }
    }
    conflicts += blockedPages.filter { !yielding.contains($0.index) }
    for (index, other) in conflicts.sorted(by: { $0.index < $1.index }) {
      reportConflict(outputs[index], outputs[other])
    }
    let blocked = Set(conflicts.map(\.index))
    let planned = kept.compactMap { blocked.contains($0) ? nil : outputs[$0] }
    for conflict in pathConflicts(planned) {
      reportFolder(planned[conflict.file], planned[conflict.below])
    }
    reportReplacements(by: refused, planned)
    reportCaseTwins(among: planned)
    reported += diagnostics
    if hasSearchPage(planned) { return planned }
    return planned.filter { if case .search = $0.content { false } else { true } }
  }

  /// Plans what machines subscribe to or look for: feeds, calendars, events, the list of feeds and the sitemap.
  mutating func addSubscriptions(
    _ feeds: [FeedPlan], _ calendars: [CalendarPlan], formats: [FeedFormat]
  ) {
    for (index, feed) in feeds.enumerated() { add(feed, index, formats: formats) }
    for (index, calendar) in calendars.enumerated() { add(calendar.address, .calendar(index)) }
    for index in all.documents.indices where all.documents[index].event != nil {
      add(all.documents[index].eventAddress, .event(document: index))
    }
    add(Address(path: "feeds.opml"), .feedList)
    add(Address(path: sitemapName), .sitemap)
  }

  mutating func add(_ feed: FeedPlan, _ index: Int, formats: [FeedFormat]) {
    for format in formats {
      add(feed.address(format), .feed(index, format))
      for archive in feed.archives.indices {
        add(
          feed.address(format, archive: archive), .feedArchive(index, format, archive: archive))
      }
    }
  }

  mutating func addIndexes(_ all: Collections, config: SiteConfig) {
    for (index, section) in all.sections.enumerated() {
      let isPaged = section.config.kind.indexTemplate == "list"
      let count = isPaged ? pageCount(section.documents.count, size: config.pageSize) : 1
      for page in 0..<count {
        add(listAddress(section.address, page: page), .section(index, page: page))
      }
      addViews(of: section, index, size: config.pageSize * pagesInView)
    }
    for (index, column) in all.columns.enumerated() {
      for page in 0..<pageCount(column.documents.count, size: config.pageSize) {
        add(listAddress(column.address, page: page), .column(index, page: page))
      }
    }
    if !all.tags.isEmpty { add(Address(path: "tags/"), .tagIndex) }
    addPages(of: all.tags, size: config.pageSize) { .tag($0, page: $1) }
    if !all.authors.isEmpty { add(Address(path: "authors/"), .authorIndex) }
    addPages(of: all.authors, size: config.pageSize) { .author($0, page: $1) }
  }

  /// Plans the pages of a section's views, which give way to documents of the section with the same addresses.
  private mutating func addViews(of section: Section, _ index: Int, size: Int) {
    for (number, view) in section.views.enumerated() {
      for page in 0..<pageCount(view.documents.count, size: size) {
        yielding.insert(outputs.count)
        add(
          listAddress(view.address, page: page),
          .view(section: index, view: number, page: page))
      }
    }
  }

  private mutating func addPages(
    of listings: [Listing], size: Int, _ content: (Int, Int) -> Output.Content
  ) {
    for (index, listing) in listings.enumerated() {
      for page in 0..<pageCount(listing.documents.count, size: size) {
        add(listAddress(listing.address, page: page), content(index, page))
      }
    }
  }

  /// Plans the page of the site's calendar, which gives way to whatever else has its address: a site may have had a page
  /// there before.
  mutating func addCalendarPage() {
    yielding.insert(outputs.count)
    add(calendarAddress, .calendarPage)
  }

  /// Plans the search, whose page gives way to whatever else has its address.
  mutating func add(_ search: SearchPlan) {
    yielding.insert(outputs.count)
    add(searchAddress, .searchPage)
    outputs.reserveCapacity(outputs.count + search.entries.count * 2 + search.layout.shards)
    for file in search.files { add(Address(path: search.path(of: file)), .search(file)) }
  }

  /// Plans a page that redirects for every former address, and reports addresses that cannot redirect or are not written
  /// as paths of the site.
  mutating func addAliases(_ all: Collections, config: SiteConfig) {
    for index in all.documents.indices {
      let document = all.documents[index].parsed
      for alias in document.header.aliases {
        let former = FormerAddress(alias.value, in: config)
        if let fault = former.fault { report(fault, of: alias, meaning: former.meant, document) }
        if let address = former.address { add(address, .redirect(document: index)) }
      }
    }
  }

  /// Plans a page that redirects for every address that a document had and that its front matter does not name.
  mutating func add(_ pages: FormerPages) {
    for (address, document) in pages.redirects {
      guard let file = FilePath(address.outputPath) else { continue }
      yielding.insert(outputs.count)
      outputs.append(
        Output(address: address, content: .redirect(document: document), file: file))
    }
  }

  /// The place where a document's front matter contains a former address.
  func placeOfAlias(_ address: Address, of document: Int) -> Place {
    let parsed = all.documents[document].parsed
    let alias = parsed.header.aliases.first { alias in
      FormerAddress(alias.value, in: config).address == address
    }
    return sources.place(parsed.path, alias?.range ?? 0..<0)
  }
}
