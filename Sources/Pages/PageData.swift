internal import ByteText
internal import Content
package import Dates
internal import FrontMatter
internal import Markdown
package import Mustache
package import SiteModel

/// A page with the values for its template.
package struct PageModel: Sendable {
  /// The values of the page, on top of those that all pages share.
  package let object: Object
  /// The relative path from the page to the site's root.
  package let root: String
}

/// A maker of the pages of outputs from the immutable site.
struct PageData: Sendable {
  let data: SiteData
  private var demand = PageDemand()
  var home: Crumb { data.home }
  var site: Site { data.site }
  var make: ValueFactory { data.make }
  var kinds: ObjectKinds { data.make.kinds }
  private var now: Moment { data.documentData.now }
  private var agenda: Agenda { Agenda(site, now: now) }

  init(_ data: SiteData) {
    self.data = data
  }

  /// The page of an output, nil if it is no page. `body` is that of the document or column whose text the page shows,
  /// and `demand` lists the values that its template uses.
  func page(for output: Output, body: Body?, demand: PageDemand) -> PageModel? {
    var pages = self
    pages.demand = demand
    return pages.page(for: output, body)
  }

  private func page(for output: Output, _ body: Body?) -> PageModel? {
    let address = output.address
    switch output.content {
    case .home: return homePage(body)
    case .calendarPage: return calendarPage(address)
    case .document(let index): return document(index, body)
    case .section(let index, let page): return section(index, page, address)
    case .view(let section, let view, let page): return self.view(view, of: section, page, address)
    case .column(let index, let page): return column(index, page, body: body, address)
    case .tagIndex: return tagIndex(address)
    case .tag(let index, let page): return tag(index, page, address)
    case .authorIndex: return authorIndex(address)
    case .author(let index, let page): return author(index, page, address)
    case .notFound: return notFound(address)
    case .redirect(let index): return redirect(index, address)
    case .searchPage: return searchPage(address)
    case .search, .feed, .feedArchive, .feedList, .calendar, .event, .sitemap, .robots, .manifest,
      .asset, .rendition, .themeAsset:
      return nil
    }
  }

  // MARK: - The parts of every page

  func model<Content>(
    _ kind: ObjectKind<OnPage<Content>>, _ facts: PageFacts, _ content: Content
  ) -> PageModel {
    let menu = data.menus[facts.menu ?? data.menus.count - 1]
    let page = kinds.page(ShownFacts(facts: facts, demand: demand, data: data))
    return PageModel(
      object: kind(OnPage(it: content, menu: menu, page: page, data: data)),
      root: rootPrefix(depth: facts.address.depth))
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
    model(
      kinds.pages.home, PageFacts(address: Address(path: ""), kind: "home"),
      (
        body, site.pinned(now: now),
        demand.listsOccasions ? agenda.next().map(make.occasion) : [],
        site.sections.indices.map(block)
      ))
  }

  /// A section as the home page shows it, with its latest documents, its columns or its branches.
  private func block(_ index: Int) -> Object {
    let section = site.sections[index]
    let items = site.latest(of: section, now: data.documentData.now)
    let block = HomeBlock(
      section: section, object: data.sections[index], items: items.map(data.document),
      columns: section.columns.prefix(site.config.homeItems).map { data.columns[$0] },
      branches: Array(data.branches(of: section).prefix(site.config.homeItems)))
    return kinds.block(Shown(it: block, make: make))
  }

  // MARK: - Documents

  private func document(_ index: Int, _ body: Body?) -> PageModel {
    let document = site.documents[index]
    var facts = PageFacts(address: document.address, kind: document.parsed.kind.rawValue)
    facts.title = document.title
    facts.markedTitle = document.markedTitle
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
    facts.image = document.references.mainPicture
    facts.published = document.date
    facts.updated = document.updated
    facts.isArticle = document.parsed.kind.hasFeed
    facts.document = index
    facts.hasQRCode = document.hasQRCode
    facts.menu =
      data.menuEntries[.document(index)]
      ?? document.column.flatMap { data.menuEntries[.column($0)] }
      ?? document.section.flatMap { data.menuEntries[.section($0)] }
    let page = DocumentPage(
      index: index, document: document, body: body,
      series: demand.series.isEmpty ? [] : site.series(around: index),
      related: demand.related.isEmpty ? [] : site.related[index], demand: demand)
    guard let branch = document.ownBranch else { return model(kinds.pages.document, facts, page) }
    facts.feed = site.branches[branch].feed
    facts.kind = "branch"
    return model(
      kinds.pages.branch, facts,
      (
        page, branch, site.branches[branch].documents,
        demand.listsMeetings ? agenda.meetings(ofBranch: branch).map(make.meeting) : [],
        demand.listsOccasions ? agenda.next(ofBranch: branch).map(make.occasion) : []
      ))
  }

  // MARK: - The calendar

  private func calendarPage(_ address: Address) -> PageModel {
    var facts = PageFacts(address: address, kind: "calendar")
    facts.title = make.words.calendar
    facts.breadcrumb = [home]
    let (agenda, calendar) = (agenda, agenda.calendar())
    return model(
      kinds.pages.calendar, facts,
      CalendarPage(
        asOf: agenda.today, months: calendar.months.map(make.month),
        pastMonths: calendar.past.map(make.month),
        meetings: agenda.meetings().map(make.meeting), lastOfMeetings: agenda.lastOfMeetings))
  }

  // MARK: - The rest

  /// The page for missing addresses. A server sends `404.html` for addresses at any depth, so that it must not contain
  /// relative ones.
  private func notFound(_ address: Address) -> PageModel {
    var facts = PageFacts(address: address, kind: "not-found")
    facts.title = make.words.notFound
    facts.isIndexed = false
    facts.breadcrumb = [home]
    let page = model(kinds.pages.notFound, facts, ())
    return PageModel(object: page.object, root: basePath(of: site.config.url))
  }

  /// The page of the search, which has nothing of its own: its script finds everything in the index.
  private func searchPage(_ address: Address) -> PageModel {
    var facts = PageFacts(address: address, kind: "search")
    facts.title = make.words.search
    facts.isIndexed = false
    facts.breadcrumb = [home]
    return model(kinds.pages.search, facts, ())
  }

  private func redirect(_ index: Int, _ address: Address) -> PageModel {
    let document = site.documents[index]
    var facts = PageFacts(address: address, kind: "redirect")
    facts.title = document.title
    facts.isIndexed = false
    return model(kinds.pages.redirect, facts, document.address)
  }
}

/// The path of an absolute address, such as `/portal/` of `https://example.org/portal/`.
package func basePath(of url: String) -> String {
  let behindScheme = url.utf8.drop { $0 != UInt8(ascii: "/") }.dropFirst(2)
  return String(behindScheme.drop { $0 != UInt8(ascii: "/") }) ?? "/"
}

extension Site {
  /// The pinned documents with a date, newest first, which the home page shows at its top.
  package func pinned(now: Moment) -> [Int] {
    newestFirst(
      documents.indices.filter {
        documents[$0].parsed.isPinned(at: now) && documents[$0].date != nil
          && documents[$0].standing == nil
      },
      published: { documents[$0].date })
  }

  /// The documents with a date outside single pages and branches, at most fifty: those first that were published or
  /// changed last.
  package var lastChanged: [Int] {
    let dated = documents.indices.filter {
      documents[$0].parsed.kind.hasFeed && documents[$0].date != nil
    }
    func change(_ index: Int) -> Moment? {
      let document = documents[index]
      return document.updated.flatMap { updated in document.date.map { max($0, updated) } }
        ?? document.date
    }
    return Array(newestFirst(dated, published: change).prefix(50))
  }

  /// The documents outside the sections, in the order of their paths, without the text of the home page.
  package var singlePages: [Int] {
    documents.indices.filter { documents[$0].section == nil && $0 != homePage }
  }

  /// The documents of a section that the home page shows; none where it shows columns or branches.
  package func latest(of section: Section, now: Moment) -> [Int] {
    guard section.config.kind != .study, section.config.kind != .directory else { return [] }
    return Array(
      section.documents.lazy.filter {
        !self.documents[$0].parsed.hasExpired(at: now)
          && !self.documents[$0].parsed.isPinned(at: now)
          && self.documents[$0].standing == nil
      }.prefix(config.homeItems))
  }
}
