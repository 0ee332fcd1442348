internal import Content
internal import Dates
internal import Markdown
internal import Mustache
internal import SiteModel

// The subjects of objects, with everything that their values are made from.

/// A page by its title and its address.
typealias Link = (title: String, address: Address)

/// A group of feeds with the objects of its feeds.
typealias ShownFeedGroup = (kind: FeedGroupKind, feeds: [Object])

/// A moment as it was written, and the same moment on the site's clocks.
typealias ShownMoment = (moment: Moment, local: Moment)

/// A picture, with the alternative text that is used where it has no caption, its renditions, and the poster of a video.
typealias ShownPicture = (
  picture: Picture, alternative: String, renditions: RenditionSet?, poster: Address?
)

/// A link of the menu or the foot, with its address within the site; nil where it leads to another one.
typealias MenuItem = (link: SiteLink, address: Address?, isCurrent: Bool)

/// One page of a list among all of them, counted from 0.
typealias PageOfList = (page: Int, count: Int, index: Address)

/// A page of a list that a pager names, with the number of the page that it names before, −1 for the first.
typealias PagerPage = (number: Int, before: Int, list: PageOfList)

/// The documents of one year on a page of a list; nil for pinned ones and those without a date.
typealias YearOfList = (year: Int?, items: [Object])

/// A view of a section in the menu of all of them, and whether it is the one that the page shows.
typealias ShownView = (view: SectionView, isCurrent: Bool)

// MARK: - Documents and parts of the site

/// A document with everything that its object is made from.
struct ShownDocument: ObjectSubject {
  let document: Document
  let data: DocumentData
  var make: ValueFactory { data.make }
  var site: Site { data.site }
}

/// The fields that only the kind of a document has.
struct ShownDetails<Details: Sendable>: ObjectSubject {
  let details: Details
  /// The index of an article's column.
  var column = 0
  let document: Document
  let data: DocumentData
  var make: ValueFactory { data.make }
}

/// The site, which all pages share.
struct ShownSite: ObjectSubject {
  let site: Site
  /// The objects of the site's feeds.
  let feeds: [Object]
  /// The values of `strings`, in the order of its shape.
  let words: [String]
  let make: ValueFactory
}

/// A part of the site with the object of its feed.
struct ShownPart<Part: Sendable>: ObjectSubject {
  let part: Part
  let feed: Object?
  let data: DocumentData
  var make: ValueFactory { data.make }
  var site: Site { data.site }
}

/// A column with the objects of its first and its last article.
typealias ShownColumn = (column: Column, first: Object?, latest: Object?)

/// A branch's parent, with its address if the directory has it.
typealias ParentLink = (title: String, address: Address?)

/// A section as the home page shows it.
struct HomeBlock: Sendable {
  let section: Section
  let object: Object
  let items: [Object]
  let columns: [Object]
  let branches: [Object]
}

// MARK: - Pages

/// The facts of a page, with everything that its own object is made from.
struct ShownFacts: ObjectSubject {
  let facts: PageFacts
  /// The demand of the page's template; values that it does not ask for need not be made.
  let demand: PageDemand
  let data: SiteData
  var make: ValueFactory { data.make }
}

/// The content of a page, with the menu and the object that describes the page.
struct OnPage<Content: Sendable>: ObjectSubject {
  let it: Content
  let menu: Value
  let page: Object
  let data: SiteData
  var make: ValueFactory { data.make }
}

/// The home page: its text, the pinned documents, the next meetings and events, the sections.
typealias HomePage = (
  body: Body?, pinned: [Int], occasions: [Object], blocks: [Object]
)

/// The page of the site's calendar: the day that it was made on, what takes place from its month on and what took place
/// before it, the recurring meetings, and the last day for which their days are listed.
struct CalendarPage: Sendable {
  let asOf: Moment
  let months: [Object]
  let pastMonths: [Object]
  let meetings: [Object]
  let lastOfMeetings: Moment
}

/// The page of a document. It is a reference, since each name's value is taken from it and must not copy its content.
final class DocumentPage: Sendable {
  let index: Int
  let document: Document
  let body: Body?
  /// The headings of levels 2 and 3.
  let headings: [MarkdownDocument.Heading]
  /// The articles around it in its column.
  let series: ArraySlice<Int>
  /// The documents with the same tags.
  let related: [Int]
  /// The values of the whole site that the template uses, which are made for no other page.
  let demand: PageDemand

  init(
    index: Int, document: Document, body: Body?, series: ArraySlice<Int>, related: [Int],
    demand: PageDemand
  ) {
    self.index = index
    self.document = document
    self.body = body
    self.series = series
    self.related = related
    self.demand = demand
    headings = body?.text.headings.filter { (2...3).contains($0.level) } ?? []
  }
}

/// A branch's page: its document, the branch, its documents, its recurring meetings, and its next meetings and events.
typealias BranchPage = (
  document: DocumentPage, branch: Int, items: [Int], meetings: [Object], occasions: [Object]
)

/// The index of a section of studies.
typealias ColumnsPage = (section: Int, columns: [Object])

/// One page of a list of documents, with the index of the group that they belong to.
typealias ListPage = (index: Int, body: Body?, items: [Int], list: PageOfList)

/// One page of a view of a section: their indices, its documents, and the day to which they belong, nil where they belong
/// to every day.
struct ViewPage: Sendable {
  let section: Int
  let view: Int
  let items: [Int]
  let list: PageOfList
  let asOf: Moment?
}

/// The index of a directory of branches.
typealias DirectoryPage = (section: Int, branches: [Object])

/// A notice on its own page.
struct ShownNotice: ObjectSubject {
  let notice: NoticeDetails
  let document: Document
  /// The text with its annexes, apart.
  let text: TextWithAnnexes
  let make: ValueFactory

  /// The notice of a page, nil where the page shows another kind of document.
  init?(page: DocumentPage, data: SiteData) {
    guard case .notice(let notice) = page.document.parsed.details else { return nil }
    (self.notice, document, make) = (notice, page.document, data.make)
    text = TextWithAnnexes(page.body?.html, headings: page.body?.text.headings ?? [])
  }
}

/// An imprint with the date of the document, which serves where the imprint has none.
struct ShownImprint: Sendable {
  let imprint: Imprint
  let document: Document
}

/// A line of a notice's list of attachments: a file, or an annex that the text contains.
enum Enclosure: Sendable {
  case file(Attachment)
  case annex(MarkdownDocument.Heading, title: String)
}
