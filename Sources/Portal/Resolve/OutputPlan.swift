internal import FrontMatter
internal import Diagnostics
internal import Files

/// How many pages a list of `count` takes; an empty list has one.
func pageCount(_ count: Int, size: Int) -> Int { max(1, (count + size - 1) / size) }

/// Where the list page number `page` (from 0) of an index stands.
func listAddress(_ index: Address, page: Int) -> Address {
  page == 0 ? index : index.appending("page/\(page + 1)/")
}

/// Names every file of the site, and reports the files that two sources claim.
func planOutputs(
  _ all: Collections, feeds: [FeedPlan], calendars: [CalendarPlan], _ inputs: Inputs,
  assetAddresses: [Address], without keptBack: Set<String>,
  config: SiteConfig, sources: Sources, diagnostics: inout [Diagnostic]
) -> [Output] {
  let listings = all.tags.count + all.authors.count + all.columns.count
  var plan = OutputPlan(
    all: all, inputs: inputs, sources: sources,
    capacity: all.documents.count + assetAddresses.count + listings * 2 + feeds.count * 4 + 64)
  for (index, address) in assetAddresses.enumerated()
  where !keptBack.contains(inputs.assets[index].path) {
    plan.add(address, .asset(index))
  }
  for (index, document) in all.documents.enumerated() where document.parsed.path != "index.md" {
    plan.add(document.address, .document(index), at: document.outputFile)
  }
  plan.add(Address(path: ""), .home)
  plan.addIndexes(all, config: config)
  plan.addAliases(all, config: config)
  for (index, feed) in feeds.enumerated() {
    plan.add(feed, index, formats: config.feeds.formats)
  }
  for (index, calendar) in calendars.enumerated() { plan.add(calendar.address, .calendar(index)) }
  for (index, document) in all.documents.enumerated() where document.event != nil {
    plan.add(document.eventAddress, .event(document: index))
  }
  for (index, file) in inputs.theme.assets.enumerated() {
    plan.add(Address(path: file.path), .themeAsset(index))
  }
  plan.add(Address(path: "404.html"), .notFound)
  plan.add(Address(path: "feeds.opml"), .feedList)
  plan.add(Address(path: sitemapName), .sitemap)
  plan.add(Address(path: "robots.txt"), .robots)
  return plan.finish(&diagnostics)
}

private struct OutputPlan {
  let all: Collections
  let inputs: Inputs
  let sources: Sources
  private var outputs: [Output] = []
  private var diagnostics: [Diagnostic] = []

  init(all: Collections, inputs: Inputs, sources: Sources, capacity: Int) {
    self.all = all
    self.inputs = inputs
    self.sources = sources
    outputs.reserveCapacity(capacity)
  }

  /// Names a file of the site, or reports that its address cannot be a path on disk.
  mutating func add(_ address: Address, _ content: Output.Content, at file: FilePath? = nil) {
    if let file = file ?? FilePath(address.outputPath) {
      outputs.append(Output(address: address, content: content, file: file))
    } else {
      reportBadAddress(address, owner(of: content))
    }
  }

  /// The file of `content/` that an output comes from, if it comes from one.
  private func owner(of output: Int) -> String? { owner(of: outputs[output].content) }

  private func owner(of content: Output.Content) -> String? {
    switch content {
    case .document(let index), .redirect(let index): all.documents[index].parsed.path
    case .asset(let index): inputs.assets[index].path
    default: nil
    }
  }

  /// The outputs, sorted by path. Of two with one path the first stays, and the other is reported, but
  /// where the author put a file in the place of one that BranchPress would write (`robots.txt`).
  mutating func finish(_ reported: inout [Diagnostic]) -> [Output] {
    let order = PathBlock(outputs.lazy.map(\.path)).order()
    var kept: [Output] = []
    kept.reserveCapacity(order.count)
    var last = 0
    var duplicates: [(index: Int, other: Int)] = []
    for index in order {
      if kept.last?.path != outputs[index].path {
        kept.append(outputs[index])
        last = index
      } else if owner(of: index) != nil || owner(of: last) == nil
        || !isReplaceable(outputs[index].content)
      {
        duplicates.append((index, last))
      }
    }
    for (index, other) in duplicates.sorted(by: { $0.index < $1.index }) {
      reportDuplicate(outputs[index].address, owner(of: index), owner(of: other))
    }
    for conflict in pathConflicts(kept) {
      reportConflict(kept[conflict.file], kept[conflict.below])
    }
    reported += diagnostics
    return kept
  }

  private mutating func reportBadAddress(_ address: Address, _ source: String?) {
    let start = String(String.UnicodeScalarView(address.path.unicodeScalars.prefix(60)))
    diagnostics.append(
      Diagnostic(
        .error, "unusable-address", at: source.map { sources.place($0) },
        Message(
          "网址太长，或者含有不能用的字符：/\(start)…",
          "the address is too long, or has characters that it cannot have: /\(start)…"),
        suggestion: Message(
          "缩短文件夹和文件的名字，或者写短的“slug: …”；旧网址（aliases）太长的删去",
          "shorten the names of the folders and the file, write a short `slug: …`, or remove an alias of this length"
        )))
  }

  /// A file stands where a folder of other pages must be.
  private mutating func reportConflict(_ file: Output, _ below: Output) {
    let (source, other) = (owner(of: file.content), owner(of: below.content))
    diagnostics.append(
      Diagnostic(
        .error, "file-and-folder", at: (source ?? other).map { sources.place($0) },
        Message(
          "网址 /\(file.path) 不能既是文件，又是 /\(below.path) 的文件夹",
          "the address /\(file.path) cannot be both a file and the folder of /\(below.path)"),
        suggestion: Message("给其中一个改名", "rename one of them"),
        notes: [
          Diagnostic.Note(
            source == nil || other == nil
              ? Message(
                "另一个是栏目、标签、作者页或订阅源", "the other one is a section, tag, author or feed")
              : Message("另一个在这里", "the other one is here"),
            at: source == nil ? nil : other.map { sources.place($0) })
        ]))
  }

  private func isReplaceable(_ content: Output.Content) -> Bool {
    switch content {
    case .robots, .notFound, .themeAsset, .calendar, .event: true
    default: false
    }
  }

  private mutating func reportDuplicate(_ address: Address, _ source: String?, _ owner: String?) {
    let shown = "/" + address.path
    let other = source == nil ? nil : owner
    diagnostics.append(
      Diagnostic(
        .error, "duplicate-address", at: (source ?? owner).map { sources.place($0) },
        Message("网址 \(shown) 已经有别的内容了", "the address \(shown) is taken"),
        suggestion: Message(
          "改文件名，或在开头信息里另写“slug: …”", "rename the file, or give it another `slug: …`"),
        notes: [
          Diagnostic.Note(
            other == nil
              ? Message("这个网址是栏目、标签、作者页或订阅源自己要用的", "a section, tag, author or feed stands there")
              : Message("另一个在这里", "the other one is here"), at: other.map { sources.place($0) })
        ]))
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

  private mutating func addPages(
    of listings: [Listing], size: Int, _ content: (Int, Int) -> Output.Content
  ) {
    for (index, listing) in listings.enumerated() {
      for page in 0..<pageCount(listing.documents.count, size: size) {
        add(listAddress(listing.address, page: page), content(index, page))
      }
    }
  }

  /// A former address becomes a page that redirects; one that leads out of the site is reported.
  mutating func addAliases(_ all: Collections, config: SiteConfig) {
    for (index, document) in all.documents.enumerated() {
      for alias in document.parsed.header.aliases {
        let destination = LocalDestination(alias.value, from: "")
        guard let path = destination.path, !path.isEmpty,
          path.utf8.split(separator: UInt8(ascii: "/")).allSatisfy({
            isAddressSegment(String($0) ?? "")
          })
        else {
          reportBadAlias(alias.value, document, alias.range)
          continue
        }
        let isFile = endsIn(path, ".html")
        add(Address(path: isFile ? path : path + "/"), .redirect(document: index))
      }
    }
  }

  private mutating func reportBadAlias(_ alias: String, _ document: Document, _ range: Range<Int>) {
    diagnostics.append(
      Diagnostic(
        .error, "bad-alias", at: sources.place(document.parsed.path, range),
        Message("旧网址写法不对：\(alias)", "not an address of this site: \(alias)"),
        suggestion: Message(
          "写站内的路径，例如 /notice/old-name/", "write a path of this site, such as /notice/old-name/")))
  }
}
