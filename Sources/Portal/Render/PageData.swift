internal import Markdown
internal import FrontMatter
internal import ByteText
internal import Dates
internal import Mustache

/// A page ready to be rendered: with what, and how deep it lies.
struct PageModel: Sendable {
  let object: Object
  /// The way to the site's root.
  let root: String
}

/// A page above another in the site's order.
struct Crumb {
  let title: String
  let address: Address
  let link: Object
}

extension Crumb {
  init(_ title: String, _ address: Address, _ make: ValueFactory) {
    self.init(title: title, address: address, link: make.link(title, address))
  }
}

/// What a page says of itself, whatever its kind.
struct PageFacts {
  var title = ""
  var description: String?
  var address: Address
  var breadcrumb: [Crumb] = []
  /// The feed nearest to the page, by its index in `Site.feeds`, if that is not the site's own.
  var feed: Int?
  var image: Picture?
  var published: Moment?
  var updated: Moment?
  var kind: String
  var isArticle = false
  /// The document that it is the page of.
  var document: Int?
  /// Whether it is meant to be found.
  var isFound = true
  /// The menu's entry that the page lies under.
  var menu: Int?
}

/// Makes the page of each output from the frozen site.
struct PageData: Sendable {
  let data: SiteData
  private var demand = PageDemand()
  var home: Crumb { data.home }
  var site: Site { data.site }
  var make: ValueFactory { data.make }
  var shapes: Shapes { data.make.shapes }

  init(_ data: SiteData) {
    self.data = data
  }

  /// The page that an output is, or nil if it is no page. `body` is that of the document or column
  /// whose text it shows, `demand` says what is asked for.
  func page(for output: Output, body: Body?, demand: PageDemand) -> PageModel? {
    var pages = self
    pages.demand = demand
    return pages.page(for: output, body)
  }

  private func page(for output: Output, _ body: Body?) -> PageModel? {
    let address = output.address
    switch output.content {
    case .home: return homePage(body)
    case .document(let index): return document(index, body)
    case .section(let index, let page): return section(index, page, address)
    case .column(let index, let page): return column(index, page, body, address)
    case .tagIndex: return tagIndex(address)
    case .tag(let index, let page): return tag(index, page, address)
    case .authorIndex: return authorIndex(address)
    case .author(let index, let page): return author(index, page, address)
    case .notFound: return notFound(address)
    case .redirect(let index): return redirect(index, address)
    case .feed, .feedArchive, .feedList, .calendar, .event, .sitemap, .robots, .asset, .themeAsset:
      return nil
    }
  }

  // MARK: - The parts of every page

  func model(_ shape: Shape, _ facts: PageFacts, _ values: [Value]) -> PageModel {
    let menu = data.menus[facts.menu ?? data.menus.count - 1]
    return PageModel(
      object: Object(shape, [menu, .object(page(facts))] + values),
      root: rootPrefix(depth: facts.address.depth))
  }

  private func page(_ facts: PageFacts) -> Object {
    let asksForTimes = demand.asksForTimes
    let asksForData = facts.isFound && demand.asksForStructuredData
    return Object(
      shapes.page,
      [
        .text(facts.title), .optional(facts.description ?? site.config.description),
        make.url(facts.address), make.address(facts.address),
        .list(facts.breadcrumb.map { .object($0.link) }),
        .optional(facts.feed.map { data.feeds[$0] }),
        facts.image.map { make.url($0.address) } ?? .null,
        .optional(asksForTimes ? facts.published.map(make.date) : nil),
        .optional(asksForTimes ? facts.updated.map(make.date) : nil),
        .text(facts.kind), .bool(facts.kind == "home"), .bool(facts.isArticle),
        asksForData ? .html(StructuredData(site, data.documentData).html(facts)) : .null,
      ])
  }

  func trail(toSection index: Int) -> [Crumb] {
    [
      home,
      Crumb(
        title: site.sections[index].config.title, address: site.sections[index].address,
        link: data.documentData.sectionLinks[index]),
    ]
  }

  // MARK: - Home

  private func homePage(_ body: Body?) -> PageModel {
    let newest = site.pinned(now: data.documentData.now)
    return model(
      shapes.pages.home,
      PageFacts(address: Address(path: ""), kind: "home"),
      [
        html(of: body), data.list(newest),
        .bool(!newest.isEmpty), .list(site.sections.indices.map { .object(block($0)) }),
      ])
  }

  /// A section as the home page shows it: its latest documents, columns or branches.
  private func block(_ index: Int) -> Object {
    let section = site.sections[index]
    let items = site.latest(of: section, now: data.documentData.now)
    let columns = section.columns.map { Value.object(data.columns[$0]) }
    let branches = section.config.kind == .directory ? branches(of: section) : []
    return Object(
      shapes.block,
      [
        .object(data.sections[index]), data.list(items), .bool(!items.isEmpty), .list(columns),
        .bool(!columns.isEmpty), .list(branches), .bool(!branches.isEmpty),
      ] + make.flags(section.config.kind))
  }

  /// What a page shows of a text, where there is one.
  func html(of body: Body?) -> Value {
    body.map { $0.html.isEmpty ? .null : .html($0.html) } ?? .null
  }

  func branches(of section: Section) -> [Value] {
    section.documents.compactMap { site.documents[$0].ownBranch.map { .object(data.branches[$0]) } }
  }

  // MARK: - Documents

  private func document(_ index: Int, _ body: Body?) -> PageModel {
    let document = site.documents[index]
    var facts = PageFacts(address: document.address, kind: document.parsed.kind.rawValue)
    facts.title = document.parsed.header.title
    facts.description = data.documentData.summary(of: document)
    facts.breadcrumb = document.section.map(trail(toSection:)) ?? [home]
    if let column = document.column {
      facts.breadcrumb.append(
        Crumb(
          title: site.columns[column].title, address: site.columns[column].address,
          link: data.documentData.columnLinks[column]))
    }
    facts.feed =
      document.column.flatMap { site.columns[$0].feed }
      ?? document.section.flatMap { site.sections[$0].feed }
    facts.image = document.references.cover ?? document.references.photos.first
    facts.published = document.date
    facts.updated = document.parsed.header.updated
    facts.isArticle = document.parsed.kind.hasFeed
    facts.document = index
    facts.menu =
      document.section ?? site.menuPages.firstIndex(of: index).map { site.sections.count + $0 }
    if let branch = document.ownBranch {
      facts.feed = site.branches[branch].feed
      facts.kind = "branch"
      return branchPage(branch, values(of: index, body), facts)
    }
    return model(shapes.pages.document, facts, values(of: index, body))
  }

  private func branchPage(
    _ branch: Int, _ values: [Value], _ facts: PageFacts
  ) -> PageModel {
    let items = site.branches[branch].documents
    return model(
      shapes.pages.branch, facts,
      values + [
        .object(data.branches[branch]), data.list(items), .bool(!items.isEmpty),
      ])
  }

  /// The values that every document's own page has, in the order of the shapes.
  private func values(of index: Int, _ body: Body?) -> [Value] {
    let document = site.documents[index]
    let headings = body?.text.headings.filter { (2...3).contains($0.level) } ?? []
    return [
      .object(data.document(index)), body.map { .html($0.html) } ?? .null,
      .list(
        headings.map {
          .object(
            Object(
              shapes.heading,
              [.text($0.id), .text($0.text), .number($0.level), .bool($0.level > 2)]))
        }),
      .bool(headings.count > 1), .number((body?.text.characters ?? 0) + (body?.text.words ?? 0)),
      .number(body?.text.readingMinutes ?? 0),
      .optional(document.previous.map { data.document($0) }),
      .optional(document.next.map { data.document($0) }), latest(beside: document),
    ]
  }

  /// What is new in a document's column, or in its section where that has none.
  private func latest(beside document: Document) -> Value {
    if let column = document.column { return data.latestOfColumns[column] }
    return document.section.map { data.latestOfSections[$0] } ?? .list([])
  }

  // MARK: - The rest

  /// A server sends `404.html` for addresses at any depth, so that it must not use relative ones.
  private func notFound(_ address: Address) -> PageModel {
    var facts = PageFacts(address: address, kind: "not-found")
    facts.title = make.words.notFound
    facts.isFound = false
    facts.breadcrumb = [home]
    let page = model(shapes.pages.notFound, facts, [])
    return PageModel(object: page.object, root: basePath(of: site.config.url))
  }

  private func redirect(_ index: Int, _ address: Address) -> PageModel {
    let document = site.documents[index]
    var facts = PageFacts(address: address, kind: "redirect")
    facts.title = document.parsed.header.title
    facts.isFound = false
    return model(
      shapes.pages.redirect, facts,
      [make.address(document.address), make.url(document.address)])
  }
}

/// The path of an absolute address: `/portal/` of `https://example.org/portal/`.
func basePath(of url: String) -> String {
  let behindScheme = url.utf8.drop { $0 != UInt8(ascii: "/") }.dropFirst(2)
  return String(behindScheme.drop { $0 != UInt8(ascii: "/") }) ?? "/"
}

extension Site {
  /// Pinned documents with a date, newest first: what stands on top of the home page.
  func pinned(now: Moment) -> [Int] {
    newestFirst(
      documents.indices.filter { isPinned(documents[$0], now: now) && documents[$0].date != nil },
      in: documents)
  }

  /// The documents of a section that the home page shows: none where it shows columns or branches.
  func latest(of section: Section, now: Moment) -> [Int] {
    guard section.config.kind != .study, section.config.kind != .directory else { return [] }
    return Array(
      section.documents.lazy.filter {
        !hasExpired(self.documents[$0], now: now) && !isPinned(self.documents[$0], now: now)
      }.prefix(config.homeItems))
  }
}
