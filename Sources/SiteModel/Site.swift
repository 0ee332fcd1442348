package import Content
package import Files
package import Pictures

/// The site as the documents make it together: the Resolve phase's result. Everything refers to
/// everything else by index, and nothing in it changes any more.
package final class Site: Sendable {
  package let config: SiteConfig
  /// The published documents, in the order of their paths.
  package let documents: [Document]
  package let sections: [Section]
  package let columns: [Column]
  package let branches: [Branch]
  /// Sorted by how often they are used, then by name.
  package let tags: [Listing]
  /// Sorted likewise.
  package let authors: [Listing]
  /// The site's own first, then in the order of their groups.
  package let feeds: [FeedPlan]
  package let feedGroups: [FeedGroup]
  /// The site's own first, then one for each branch; none where nothing takes place.
  package let calendars: [CalendarPlan]
  package let meetings: [PlannedMeeting]
  /// The document whose text stands on the home page.
  package let homePage: Int?
  /// The page that explains subscribing, if there is one.
  package let subscribePage: Int?
  /// Single pages with a place in the menu, in its order.
  package let menuPages: [Int]
  /// Every file of the site, sorted by path; paths are unique.
  package let outputs: [Output]
  /// Where each file that is published as it is goes, by its index in `Inputs.assets`.
  package let assetAddresses: [Address]
  /// What the pictures among those files are, by the same index.
  package let pictures: [PictureHeader?]

  init(
    config: SiteConfig, documents: [Document], sections: [Section], columns: [Column],
    branches: [Branch], tags: [Listing], authors: [Listing], feeds: [FeedPlan],
    feedGroups: [FeedGroup], calendars: [CalendarPlan], meetings: [PlannedMeeting],
    homePage: Int?, subscribePage: Int?, menuPages: [Int],
    outputs: [Output], assetAddresses: [Address], pictures: [PictureHeader?]
  ) {
    self.config = config
    self.documents = documents
    self.sections = sections
    self.columns = columns
    self.branches = branches
    self.tags = tags
    self.authors = authors
    self.feeds = feeds
    self.feedGroups = feedGroups
    self.calendars = calendars
    self.meetings = meetings
    self.homePage = homePage
    self.subscribePage = subscribePage
    self.menuPages = menuPages
    self.outputs = outputs
    self.assetAddresses = assetAddresses
    self.pictures = pictures
  }
}

/// What a document refers to within the site, found.
package final class References: Sendable {
  /// Where its text's links lead, in the order of `TextFacts.links`.
  package let links: [ResolvedLink]
  package let cover: Picture?
  /// An activity's photographs.
  package let photos: [Picture]
  /// A notice's attachments.
  package let attachments: [Attachment]

  /// Those of most documents.
  package static let none = References(links: [], cover: nil, photos: [], attachments: [])

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
package struct ResolvedLink: Sendable {
  package enum Target: Sendable {
    case document(Int)
    /// A file that is published as it is.
    case asset(Int)
    /// Any other page, or the one that the link stands on.
    case page(Address)
  }

  package let target: Target
  /// `?…` and `#…` as written.
  package let suffix: String

  package init(target: Target, suffix: String) {
    self.target = target
    self.suffix = suffix
  }

  package var asset: Int? { if case .asset(let asset) = target { asset } else { nil } }
}

extension Site {
  package func address(of target: ResolvedLink.Target) -> Address {
    switch target {
    case .document(let document): documents[document].address
    case .asset(let asset): assetAddresses[asset]
    case .page(let address): address
    }
  }
}

/// A picture that front matter names.
package struct Picture: Sendable {
  package let address: Address
  package let caption: String?
  /// In pixels, where the file tells.
  package let size: (width: Int, height: Int)?
}

/// A file that a notice comes with.
package struct Attachment: Sendable {
  package let address: Address
  package let title: String
  package let mediaType: String
  /// What people call the format: `PDF`.
  package let typeName: String
  /// In bytes.
  package let size: Int
}

/// A folder that is a section, with its documents in the order in which they are listed.
package struct Section: Sendable {
  package let config: SectionConfig
  package let address: Address
  package var documents: [Int] = []
  /// The ten newest.
  package var latest: [Int] = []
  /// The study columns in their order, as indices of `Site.columns`.
  package var columns: [Int] = []
  package var feed: Int?
}

/// A study column: an ordered series of articles.
package struct Column: Sendable {
  package let section: Int
  /// Relative to `content/`.
  package let folder: String
  package let address: Address
  package let title: String
  package let summary: String?
  /// Its description, `_column.md`, which is not a published document of its own.
  package let description: ParsedDocument?
  /// Where the description's links lead.
  package var links: [ResolvedLink] = []
  /// In series order.
  package var documents: [Int] = []
  /// The ten newest.
  package var latest: [Int] = []
  package var feed: Int?
}

/// A branch of the directory and what it published.
package struct Branch: Sendable {
  package let document: Int
  /// What other documents call it.
  package let name: String
  package let details: BranchDetails
  package var parent: Int?
  package var children: [Int] = []
  /// Newest first.
  package var documents: [Int] = []
  package var feed: Int?
  /// Its calendar, where the site has any.
  package var calendar: Int?
}

/// A tag or an author: what documents that name the same thing form, newest first.
package struct Listing: Sendable {
  package let title: String
  package let address: Address
  package var documents: [Int] = []
  package var feed: Int?
}

/// A file of the site and what it is made from.
package struct Output: Sendable {
  package enum Content: Sendable {
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

  package let address: Address
  package let content: Content
  /// The file, below the output folder.
  package let file: FilePath

  package init(address: Address, content: Content, file: FilePath) {
    self.address = address
    self.content = content
    self.file = file
  }
  /// Its path as text.
  package var path: String { file.text }
}
