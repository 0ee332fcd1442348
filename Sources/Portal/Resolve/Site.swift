internal import Dates
internal import Files
internal import Pictures

/// The site as the documents make it together: the Resolve phase's result. Everything refers to
/// everything else by index, and nothing in it changes any more.
final class Site: Sendable {
  let config: SiteConfig
  /// The published documents, in the order of their paths.
  let documents: [Document]
  let sections: [Section]
  let columns: [Column]
  let branches: [Branch]
  /// Sorted by how often they are used, then by name.
  let tags: [Listing]
  /// Sorted likewise.
  let authors: [Listing]
  /// The site's own first, then in the order of their groups.
  let feeds: [FeedPlan]
  let feedGroups: [FeedGroup]
  /// The site's own first, then one for each branch; none where nothing takes place.
  let calendars: [CalendarPlan]
  let meetings: [PlannedMeeting]
  /// The document whose text stands on the home page.
  let homePage: Int?
  /// The page that explains subscribing, if there is one.
  let subscribePage: Int?
  /// Single pages with a place in the menu, in its order.
  let menuPages: [Int]
  /// Every file of the site, sorted by path; paths are unique.
  let outputs: [Output]
  /// Where each file that is published as it is goes, by its index in `Inputs.assets`.
  let assetAddresses: [Address]
  /// What the pictures among those files are, by the same index.
  let pictures: [PictureHeader?]

  init(
    config: SiteConfig, documents: [Document], sections: [Section], columns: [Column],
    branches: [Branch], tags: [Listing], authors: [Listing], feeds: FeedPlans,
    calendars: CalendarPlans, homePage: Int?, subscribePage: Int?, menuPages: [Int],
    outputs: [Output], assetAddresses: [Address], pictures: [PictureHeader?]
  ) {
    self.config = config
    self.documents = documents
    self.sections = sections
    self.columns = columns
    self.branches = branches
    self.tags = tags
    self.authors = authors
    self.feeds = feeds.feeds
    feedGroups = feeds.groups
    self.calendars = calendars.calendars
    meetings = calendars.meetings
    self.homePage = homePage
    self.subscribePage = subscribePage
    self.menuPages = menuPages
    self.outputs = outputs
    self.assetAddresses = assetAddresses
    self.pictures = pictures
  }
}

/// A published document and its place in the site.
///
/// Its place is found step by step, which is why it has variables: only Resolve sets them, each on one thread.
/// Copying a structure instead, for every list that holds it, would cost more than the rest of Resolve.
final class Document: @unchecked Sendable {
  let parsed: ParsedDocument
  let address: Address
  /// The file of its page; nil if its address cannot be one.
  let outputFile: FilePath?
  /// The permanent id: the front matter's, else the path without its ending.
  let id: String
  let section: Int?
  /// A study's column and its place in it, from 0.
  var column: Int?
  var position = 0
  /// The branch that it belongs to.
  var branch: Int?
  /// The branch that this is the page of.
  var ownBranch: Int?
  var tags: [Int] = []
  var author: Int?
  /// The neighbours in its series, or the newer and the older one in its section.
  var previous: Int?
  var next: Int?
  /// What it refers to within the site.
  var references = References.none

  init(parsed: ParsedDocument, address: Address, id: String, section: Int? = nil) {
    self.parsed = parsed
    self.address = address
    outputFile = FilePath(address.outputPath)
    self.id = id
    self.section = section
  }

  /// What a notice announces.
  var event: NoticeDetails.Event? {
    if case .notice(let notice) = parsed.details { notice.event } else { nil }
  }

  /// Where the event stands alone, to be added to a calendar.
  var eventAddress: Address { address.appending("event.ics") }

  /// When it last changed, as far as the front matter says.
  var changed: Moment? {
    parsed.header.updated.map { max($0, date ?? $0) } ?? date
  }

  /// When it was published: an activity without a date counts from when it was held.
  var date: Moment? {
    if let date = parsed.header.date { return date }
    if case .activity(let activity) = parsed.details { return activity.held }
    return nil
  }
}

/// What a document refers to within the site, found.
final class References: Sendable {
  /// Where its text's links lead, in the order of `TextFacts.links`.
  let links: [ResolvedLink]
  let cover: Picture?
  /// An activity's photographs.
  let photos: [Picture]
  /// A notice's attachments.
  let attachments: [Attachment]

  /// Those of most documents.
  static let none = References(links: [], cover: nil, photos: [], attachments: [])

  init(
    links: [ResolvedLink], cover: Picture?, photos: [Picture], attachments: [Attachment]
  ) {
    self.links = links
    self.cover = cover
    self.photos = photos
    self.attachments = attachments
  }
}

/// Where a link within the site leads.
struct ResolvedLink: Sendable {
  enum Target: Sendable {
    case document(Int)
    /// A file that is published as it is.
    case asset(Int)
    /// Any other page, or the one that the link stands on.
    case page(Address)
  }

  let target: Target
  /// `?…` and `#…` as written.
  let suffix: String

  var asset: Int? { if case .asset(let asset) = target { asset } else { nil } }
}

extension Site {
  func address(of target: ResolvedLink.Target) -> Address {
    switch target {
    case .document(let document): documents[document].address
    case .asset(let asset): assetAddresses[asset]
    case .page(let address): address
    }
  }
}

/// A picture that front matter names.
struct Picture: Sendable {
  let address: Address
  let caption: String?
  /// In pixels, where the file tells.
  let size: (width: Int, height: Int)?
}

/// A file that a notice comes with.
struct Attachment: Sendable {
  let address: Address
  let title: String
  let mediaType: String
  /// What people call the format: `PDF`.
  let typeName: String
  /// In bytes.
  let size: Int
}

/// A folder that is a section, with its documents in the order in which they are listed.
struct Section: Sendable {
  let config: SectionConfig
  let address: Address
  var documents: [Int] = []
  /// The ten newest.
  var latest: [Int] = []
  /// The study columns in their order, as indices of `Site.columns`.
  var columns: [Int] = []
  var feed: Int?
}

/// A study column: an ordered series of articles.
struct Column: Sendable {
  let section: Int
  /// Relative to `content/`.
  let folder: String
  let address: Address
  let title: String
  let summary: String?
  /// Its description, `_column.md`, which is not a published document of its own.
  let description: ParsedDocument?
  /// Where the description's links lead.
  var links: [ResolvedLink] = []
  /// In series order.
  var documents: [Int] = []
  /// The ten newest.
  var latest: [Int] = []
  var feed: Int?
}

/// A branch of the directory and what it published.
struct Branch: Sendable {
  let document: Int
  /// What other documents call it.
  let name: String
  let details: BranchDetails
  var parent: Int?
  var children: [Int] = []
  /// Newest first.
  var documents: [Int] = []
  var feed: Int?
  /// Its calendar, where the site has any.
  var calendar: Int?
}

/// A tag or an author: what documents that name the same thing form, newest first.
struct Listing: Sendable {
  let title: String
  let address: Address
  var documents: [Int] = []
  var feed: Int?
}

/// A file of the site and what it is made from.
struct Output: Sendable {
  enum Content: Sendable {
    case home
    /// A section's index; pages count from 0.
    case section(Int, page: Int)
    /// A column's index, page by page.
    case column(Int, page: Int)
    case document(Int)
    case tagIndex
    case tag(Int, page: Int)
    case authorIndex
    case author(Int, page: Int)
    case notFound
    /// An alias that leads to a document.
    case redirect(document: Int)
    case feed(Int, FeedFormat)
    /// Older items of a feed, by the archive's index.
    case feedArchive(Int, FeedFormat, archive: Int)
    case feedList
    /// A calendar to subscribe to.
    case calendar(Int)
    /// A notice's event, to be added to a calendar.
    case event(document: Int)
    /// The sitemap, or one of its files where it is too large for one.
    case sitemap
    case robots
    /// A file of `content/`, by its index in `Inputs.assets`.
    case asset(Int)
    /// A file of the theme, by its index in `Theme.assets`.
    case themeAsset(Int)
  }

  let address: Address
  let content: Content
  /// The file, below the output folder.
  let file: FilePath
  var path: String { file.text }
}
