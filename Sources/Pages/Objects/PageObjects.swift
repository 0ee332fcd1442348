internal import ByteText
internal import Content
internal import Markdown
internal import Mustache
internal import QRCodes
internal import SiteModel

// The names of a page itself, by its kind.

func describePage(_ names: inout ObjectNames<ShownFacts>) {
  names.text("title", "empty on the home page", example: "关于召开党员大会的通知") { $0.facts.title }
  names.value(
    "titlePhrases", as: "html?", "`title` with `<wbr>` where a line may end",
    example: "关于召开<wbr>党员大会的<wbr>通知"
  ) { shown in
    shown.demand.asksForTitlePhrases
      ? shown.make.phrases(shown.facts.markedTitle ?? shown.facts.title) : .null
  }
  names.optionalText("description", "for search engines and previews") {
    $0.facts.description ?? $0.make.config.description
  }
  names.url("url", "canonical address, absolute") { $0.facts.address }
  names.address("address", example: "`./`") { $0.facts.address }
  names.list("breadcrumb", of: "link", "from the home page down to the parent") {
    $0.facts.breadcrumb.map(\.link)
  }
  names.optionalObject("feed", of: "feed", "the nearest feed, if there is one besides the site's") {
    shown in
    shown.facts.feed.map { shown.data.feeds[$0] }
  }
  describeImages(&names)
  names.optionalDate("published") { $0.demand.asksForTimes ? $0.facts.published : nil }
  names.optionalDate("updated") { $0.demand.asksForTimes ? $0.facts.updated : nil }
  names.text(
    "kind",
    "`home`, `calendar`, `section`, `archive`, `column`, `study`, `notice`, `activity`, `page`, `branch`, `tags`, `tag`, `authors`, `author`, `not-found` or `redirect`",
    example: "`notice`"
  ) { $0.facts.kind }
  names.flag("isHome") { $0.facts.kind == "home" }
  names.flag("isArticle", "the page is an article, a notice or an activity record") {
    $0.facts.isArticle
  }
  names.value(
    "qr", as: "html?",
    "an SVG picture of the page's absolute address as a QR code, on pages of notices and activities and where front matter has `qr: true`"
  ) { shown in
    guard shown.facts.hasQRCode, shown.demand.asksForQRCode else { return .null }
    let make = shown.make
    return QRCode(make.config.url + shown.facts.address.encoded).map {
      .html(HTMLFragment(bytes: $0.svg(title: make.words.qrCode)))
    } ?? .null
  }
  names.value(
    "structuredData", as: "html?",
    "JSON-LD, safe inside a script element; none on pages that search engines should not index",
    example: "`{\"@context\":\"https://schema.org\",…}`"
  ) { shown in
    shown.facts.isIndexed && shown.demand.asksForStructuredData
      ? .html(StructuredData(shown.data.site, shown.data.documentData).html(shown.facts)) : .null
  }
}

/// The names of the pictures that stand for a page.
private func describeImages(_ names: inout ObjectNames<ShownFacts>) {
  names.optionalObject(
    "sharedImage", of: "shared image",
    "the picture that others show beside a link to the page: its own, or else the site's card"
  ) { shown in
    shown.data.site.sharedImage(of: shown.facts).map {
      shown.make.kinds.sharedImage(Shown(it: $0, make: shown.make))
    }
  }
}

extension ObjectNames {
  fileprivate mutating func own<Content>() where Subject == OnPage<Content> {
    value("menu", as: "list of menu", "the menu") { $0.menu }
    object("page", of: "page", "this page's own facts") { $0.page }
  }

  /// Adds the names of one page of a list of documents.
  fileprivate mutating func items<Content>(
    _ meaning: String = "", _ items: @escaping @Sendable (Content) -> [Int]
  ) where Subject == OnPage<Content> {
    value("items", as: "list of document", meaning) { $0.data.list(items($0.it)) }
    flag("hasItems") { !items($0.it).isEmpty }
  }

  fileprivate mutating func pager<Content>(
    _ list: @escaping @Sendable (Content) -> PageOfList
  ) where Subject == OnPage<Content> {
    object("pager", of: "pager") { shown in
      shown.make.kinds.pager(Shown(it: list(shown.it), make: shown.make))
    }
  }

  /// Adds the names of the views of a section.
  fileprivate mutating func views<Content>(
    _ section: @escaping @Sendable (Content) -> Int,
    current: @escaping @Sendable (Content) -> Int?
  ) where Subject == OnPage<Content> {
    list(
      "views", of: "view",
      "the pages of the section by state and by year, if it has any"
    ) { shown in
      let views = shown.data.site.sections[section(shown.it)].views
      return views.enumerated().filter(\.element.isPlanned).map { index, view in
        shown.make.kinds.view(
          Shown(it: (view, index == current(shown.it)), make: shown.make))
      }
    }
    flag("hasViews") { shown in
      shown.data.site.sections[section(shown.it)].views.contains(where: \.isPlanned)
    }
  }

  /// Adds the name of the text that a page shows, if it has one.
  fileprivate mutating func optionalContent<Content>(
    _ meaning: String, _ body: @escaping @Sendable (Content) -> Body?
  ) where Subject == OnPage<Content> {
    value("content", as: "html?", meaning) { shown in
      body(shown.it).map { $0.html.isEmpty ? .null : .html($0.html) } ?? .null
    }
  }
}

func describeHomePage(_ names: inout ObjectNames<OnPage<HomePage>>) {
  names.own()
  names.optionalContent("the text of `content/index.md`") { $0.body }
  names.value("pinned", as: "list of document", "pinned documents, newest first") {
    $0.data.list($0.it.pinned)
  }
  names.flag("hasPinned") { !$0.it.pinned.isEmpty }
  names.list(
    "occasions", of: "occasion",
    "the next ten meetings and events, recurring meetings among them, without those that are cancelled"
  ) { $0.it.occasions }
  names.flag("hasOccasions") { !$0.it.occasions.isEmpty }
  names.list("blocks", of: "block", "the sections in the order of `site.yml`") { $0.it.blocks }
}

func describeCalendarPage(_ names: inout ObjectNames<OnPage<CalendarPage>>) {
  names.own()
  names.date("asOf", "the day of the build, to which `ended` refers") { $0.it.asOf }
  names.list("months", of: "month", "the days with something that is not over, by month") {
    $0.it.months
  }
  names.flag("hasMonths") { !$0.it.months.isEmpty }
  names.list(
    "pastMonths", of: "month", "the days on which all is over, by month, the latest month first"
  ) { $0.it.pastMonths }
  names.flag("hasPastMonths") { !$0.it.pastMonths.isEmpty }
  names.list("meetings", of: "meeting", "the recurring meetings, those of all branches first") {
    $0.it.meetings
  }
  names.flag("hasMeetings") { !$0.it.meetings.isEmpty }
  names.date("meetingsUntil", "the last day for which recurring meetings are in `months`") {
    $0.it.lastOfMeetings
  }
}

// MARK: - Documents

func describeDocumentPage(_ names: inout ObjectNames<OnPage<DocumentPage>>) {
  names.own()
  describeDocument(on: &names) { $0 }
}

func describeBranchPage(_ names: inout ObjectNames<OnPage<BranchPage>>) {
  names.own()
  describeDocument(on: &names) { $0.document }
  names.object("info", of: "branch") { $0.data.branches[$0.it.branch] }
  names.items { $0.items }
  names.list(
    "meetings", of: "meeting", "its recurring meetings, then those of all branches"
  ) { $0.it.meetings }
  names.flag("hasMeetings") { !$0.it.meetings.isEmpty }
  names.list(
    "occasions", of: "occasion",
    "its next ten meetings and events, those of all branches among them"
  ) { $0.it.occasions }
  names.flag("hasOccasions") { !$0.it.occasions.isEmpty }
}

private func describeDocument<Content>(
  on names: inout ObjectNames<OnPage<Content>>,
  _ page: @escaping @Sendable (Content) -> DocumentPage
) {
  names.object("document", of: "document") { $0.data.document(page($0.it).index) }
  names.value("content", as: "html", "its body") { shown in
    page(shown.it).body.map { .html($0.html) } ?? .null
  }
  names.list("headings", of: "heading") { shown in
    page(shown.it).headings.map { shown.make.kinds.heading(Shown(it: $0, make: shown.make)) }
  }
  names.flag("hasHeadings", "the page has at least two headings") { page($0.it).headings.count > 1 }
  names.flag("hasOriginals", "pictures of its text or its gallery lead to their originals") {
    shown in
    let page = page(shown.it)
    return page.body?.leadsToOriginals == true
      || shown.data.site.documents[page.index].references.photos.contains { $0.played == nil }
  }
  names.count("words", "Chinese characters and words", example: "`1234`") { shown in
    page(shown.it).body.map { $0.text.characters + $0.text.words } ?? 0
  }
  names.count("minutes", "reading time", example: "`4`") {
    page($0.it).body?.text.readingMinutes ?? 0
  }
  names.optionalObject(
    "previous", of: "document",
    "the article before it in its column, or the newer document of its section"
  ) { shown in
    page(shown.it).document.previous.map { shown.data.document($0) }
  }
  names.optionalObject(
    "next", of: "document",
    "the article after it in its column, or the older document of its section"
  ) {
    shown in page(shown.it).document.next.map { shown.data.document($0) }
  }
  describeReadingOn(on: &names, page)
  describeSignatures(on: &names, page)
  names.optionalObject("official", of: "official form", "the official form of a notice") {
    shown in
    ShownNotice(page: page(shown.it), data: shown.data).map { shown.make.kinds.official($0) }
  }
  describeRelations(on: &names, page)
  names.value(
    "latest", as: "list of document",
    "the ten newest documents of its column, or else of its section"
  ) { $0.data.latest(beside: page($0.it).document) }
  describeSite(on: &names) { page($0).demand }
}

/// The names by which a page shows the whole site: its newest changes, and everything that it has.
private func describeSite<Content>(
  on names: inout ObjectNames<OnPage<Content>>,
  _ demand: @escaping @Sendable (Content) -> PageDemand
) {
  names.value(
    "updates", as: "list of document", "the fifty documents that were published or changed last"
  ) { shown in
    shown.data.list(demand(shown.it).updates.isEmpty ? [] : shown.data.site.lastChanged)
  }
  names.list("map", of: "block", "the sections, each with all its columns and branches") { shown in
    demand(shown.it).showsMap
      ? shown.data.site.sections.indices.map(shown.data.wholeBlock) : []
  }
  names.list("singlePages", of: "link", "the pages outside the sections") { shown in
    demand(shown.it).showsMap
      ? shown.data.site.singlePages.map(shown.data.link(toDocument:)) : []
  }
}

/// The names of the corrections of a document, and of the documents that it corrects or replaces or that do so to it.
private func describeRelations<Content>(
  on names: inout ObjectNames<OnPage<Content>>,
  _ page: @escaping @Sendable (Content) -> DocumentPage
) {
  names.list("corrections", of: "correction", "those of `reissue` whose dates have come") { shown in
    page(shown.it).document.reissues.map {
      shown.make.kinds.correction(Shown(it: $0, make: shown.make))
    }
  }
  names.optionalObject("corrects", of: "link", "the document that a notice corrects") { shown in
    page(shown.it).document.references.corrects.map { shown.data.link(toDocument: $0) }
  }
  names.list("correctedBy", of: "link", "the notices that correct it") { shown in
    page(shown.it).document.correctedBy.map { shown.data.link(toDocument: $0) }
  }
  names.optionalObject("withdrawn", of: "withdrawal", "its withdrawal, once the day has come") {
    shown in
    page(shown.it).document.standing?.withdrawal.map {
      shown.make.kinds.withdrawal(Shown(it: $0, make: shown.make))
    }
  }
  names.optionalObject("replaces", of: "link", "the document that a notice replaces") { shown in
    page(shown.it).document.references.replaces.map { shown.data.link(toDocument: $0) }
  }
  names.list("replacedBy", of: "link", "the notices that replace it") { shown in
    page(shown.it).document.standing?.successors.map {
      shown.data.link(toDocument: $0.document)
    } ?? []
  }
}

/// The names of what to read next.
private func describeReadingOn<Content>(
  on names: inout ObjectNames<OnPage<Content>>,
  _ page: @escaping @Sendable (Content) -> DocumentPage
) {
  names.value(
    "seriesBefore", as: "list of document",
    "the articles before it in its column, at most eight with those after it"
  ) { shown in
    let page = page(shown.it)
    return shown.data.list(page.series.prefix { $0 != page.index })
  }
  names.value("seriesAfter", as: "list of document", "the articles after it in its column") {
    shown in
    let page = page(shown.it)
    return shown.data.list(page.series.drop { $0 != page.index }.dropFirst())
  }
  names.flag("hasSeries", "its column has other articles") { page($0.it).series.count > 1 }
  names.value(
    "related", as: "list of document",
    "documents with the same tags, at most four: most tags in common first, then the newest; articles of its own column are left out"
  ) { shown in shown.data.list(page(shown.it).related) }
  names.flag("hasRelated") { !page($0.it).related.isEmpty }
}

/// The names of the people who answer for a document's text. They are the page's, since lists do not show them.
private func describeSignatures<Content>(
  on names: inout ObjectNames<OnPage<Content>>,
  _ page: @escaping @Sendable (Content) -> DocumentPage
) {
  names.optionalText("editor", "责任编辑") { page($0.it).document.parsed.header.editor }
  names.optionalObject("reviewers", of: "reviewers", "审核") { shown in
    page(shown.it).document.parsed.header.reviewers.map {
      shown.make.kinds.reviewers(Shown(it: $0, make: shown.make))
    }
  }
  names.flag("isSigned", "the document names an editor or a reviewer") {
    let header = page($0.it).document.parsed.header
    return header.editor != nil || header.reviewers?.isEmpty == false
  }
}

func describeWithdrawal(_ names: inout ObjectNames<Shown<NoticeDetails.Withdrawal>>) {
  names.date("date") { $0.it.date }
  names.optionalText("reason", example: "会议改期") { $0.it.reason }
}

func describeReviewers(_ names: inout ObjectNames<Shown<Reviewers>>) {
  names.fields(of: Reviewers.self) { $0.it }
}

func describeHeading(_ names: inout ObjectNames<Shown<MarkdownDocument.Heading>>) {
  names.text("id", "for `#…`") { $0.it.id }
  names.text("title") { $0.it.text }
  names.number("level", example: "`2`") { $0.it.level }
  names.flag("isSub", "level 3") { $0.it.level > 2 }
}

// MARK: - Indexes

func describeColumnsPage(_ names: inout ObjectNames<OnPage<ColumnsPage>>) {
  names.own()
  names.object("section", of: "section") { $0.data.sections[$0.it.section] }
  names.views {
    $0.section
  } current: { _ in
    nil
  }
  names.list("columns", of: "column") { $0.it.columns }
  names.flag("hasColumns") { !$0.it.columns.isEmpty }
}

func describeColumnPage(_ names: inout ObjectNames<OnPage<ListPage>>) {
  names.own()
  names.object("column", of: "column") { $0.data.columns[$0.it.index] }
  names.optionalContent("the introduction from `_column.md`, on the first page") { $0.body }
  names.items("the articles in the order of the column, `page-size` on each page") { $0.items }
  names.pager { $0.list }
}

func describeListPage(_ names: inout ObjectNames<OnPage<ListPage>>) {
  names.own()
  names.object("section", of: "section") { $0.data.sections[$0.it.index] }
  names.views {
    $0.index
  } current: { _ in
    nil
  }
  names.items { $0.items }
  names.list("years", of: "year", "the same documents by year, in the same order") { shown in
    shown.data.years(of: shown.it.items).map {
      shown.make.kinds.year(Shown(it: $0, make: shown.make))
    }
  }
  names.pager { $0.list }
}

func describeArchivePage(_ names: inout ObjectNames<OnPage<ViewPage>>) {
  names.own()
  names.object("section", of: "section") { $0.data.sections[$0.it.section] }
  names.views {
    $0.section
  } current: {
    $0.view
  }
  names.flag("isOfState", "the page lists the notices in a state") { $0.it.asOf != nil }
  names.optionalDate("asOf", "the day of the build, if the page lists the notices in a state") {
    $0.it.asOf
  }
  names.items("newest first, `page-size` times ten on each page") { $0.items }
  names.list("byYear", of: "year", "the same documents by year, pinned ones among them") { shown in
    shown.data.years(of: shown.it.items, separatingPinned: false).map {
      shown.make.kinds.year(Shown(it: $0, make: shown.make))
    }
  }
  names.pager { $0.list }
}

func describeDirectoryPage(_ names: inout ObjectNames<OnPage<DirectoryPage>>) {
  names.own()
  names.object("section", of: "section") { $0.data.sections[$0.it.section] }
  names.list("branches", of: "branch") { $0.it.branches }
  names.flag("hasBranches") { !$0.it.branches.isEmpty }
}

func describeTagsPage(_ names: inout ObjectNames<OnPage<[Object]>>) {
  names.own()
  names.list("tags", of: "listing", "tags, the most used first") { $0.it }
  names.flag("hasTags") { !$0.it.isEmpty }
}

func describeTagPage(_ names: inout ObjectNames<OnPage<ListPage>>) {
  names.own()
  names.object("tag", of: "tag") { shown in
    shown.make.kinds.tag(Shown(it: shown.data.site.tags[shown.it.index], make: shown.make))
  }
  names.items { $0.items }
  names.pager { $0.list }
}

func describeAuthorsPage(_ names: inout ObjectNames<OnPage<[Object]>>) {
  names.own()
  names.list("authors", of: "listing", "authors, by number of documents") { $0.it }
  names.flag("hasAuthors") { !$0.it.isEmpty }
}

func describeAuthorPage(_ names: inout ObjectNames<OnPage<ListPage>>) {
  names.own()
  names.object("author", of: "link") { $0.data.documentData.authorLinks[$0.it.index] }
  names.items { $0.items }
  names.pager { $0.list }
}

// MARK: - Other pages

func describeNotFoundPage(_ names: inout ObjectNames<OnPage<Void>>) { names.own() }

func describeSearchPage(_ names: inout ObjectNames<OnPage<Void>>) { names.own() }

func describeRedirectPage(_ names: inout ObjectNames<OnPage<Address>>) {
  names.own()
  names.address("target", "the document's present address") { $0.it }
  names.url("targetURL", "absolute") { $0.it }
}
