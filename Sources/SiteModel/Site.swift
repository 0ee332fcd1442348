package import Content
internal import Digests
package import Pictures

/// The site that the documents form together, which is the result of the Resolve phase. Its parts refer to each other
/// by index, and it is immutable.
package final class Site: Sendable {
  /// The settings of `site.yml`.
  package let config: SiteConfig
  /// Whether it is a preview with drafts, without feeds and calendars.
  package let isPreview: Bool
  /// The published documents, in the order of their paths.
  package let documents: [Document]
  /// The corrections as which documents have been published once more, in the order of the documents.
  package let reissues: [PlannedReissue]
  /// The sections in the order of `site.yml`.
  package let sections: [Section]
  /// The study columns, in the order in which they were found.
  package let columns: [Column]
  /// The branches in the order of their documents' paths.
  package let branches: [Branch]
  /// The tags, sorted by their numbers of documents, the largest first, then by address.
  package let tags: [Listing]
  /// The authors, sorted in the same way.
  package let authors: [Listing]
  /// The documents that are related to each.
  package let related: RelatedDocuments
  /// The feeds: the site's own first, then the others in the order of their groups.
  package let feeds: [FeedPlan]
  /// The groups that have feeds, in their order.
  package let feedGroups: [FeedGroup]
  /// The calendars that are files: all of `agendas`, none in a preview.
  package let calendars: [CalendarPlan]
  /// The calendars: the site's own first, then one for each branch; none where no event or meeting takes place.
  package let agendas: [CalendarPlan]
  /// The address of the calendar's page, nil where the site has none.
  package let calendarPage: Address?
  /// The recurring meetings: the site's own first, then those of the branches.
  package let meetings: [PlannedMeeting]
  /// The index of the document whose text is on the home page, nil where there is none.
  package let homePage: Int?
  /// The pages that every page links to at its foot.
  package let servicePages: ServicePages
  /// The links in the menu and at the foot of every page.
  package let links: SiteLinks
  /// Every file of the site, sorted by path; paths are unique.
  package let outputs: [Output]
  /// The addresses of files that are published as they are, by their index in `Inputs.assets`.
  package let assetAddresses: [Address]
  /// The pictures that `site.yml` names.
  package let sitePictures: SitePictures
  /// The headers of the pictures among those files, by the same index; nil for other files.
  package let pictures: [PictureHeader?]
  /// The same files as they are published.
  package let copies: AssetCopies
  /// The renditions of those pictures.
  package let renditions: SiteRenditions
  /// The search, nil where the site has none.
  package let search: SearchPlan?
  /// The documents whose former addresses redirect to them from this build on, and must be added to `redirects.yml`.
  package let moved: [MovedPage]

  init(
    config: SiteConfig, isPreview: Bool, documents: [Document], reissues: [PlannedReissue],
    sections: [Section], columns: [Column],
    branches: [Branch], tags: [Listing], authors: [Listing], related: RelatedDocuments,
    feeds: [FeedPlan],
    feedGroups: [FeedGroup], agendas: [CalendarPlan], calendarPage: Address?,
    meetings: [PlannedMeeting],
    homePage: Int?, servicePages: ServicePages, links: SiteLinks,
    outputs: [Output], assetAddresses: [Address], sitePictures: SitePictures,
    pictures: [PictureHeader?], copies: AssetCopies, renditions: SiteRenditions,
    search: SearchPlan?, moved: [MovedPage]
  ) {
    self.config = config
    self.isPreview = isPreview
    self.documents = documents
    self.reissues = reissues
    self.sections = sections
    self.columns = columns
    self.branches = branches
    self.tags = tags
    self.authors = authors
    self.related = related
    self.feeds = feeds
    self.feedGroups = feedGroups
    calendars = isPreview ? [] : agendas
    self.agendas = agendas
    self.calendarPage = calendarPage
    self.meetings = meetings
    self.homePage = homePage
    self.servicePages = servicePages
    self.links = links
    self.outputs = outputs
    self.assetAddresses = assetAddresses
    self.sitePictures = sitePictures
    self.pictures = pictures
    self.copies = copies
    self.renditions = renditions
    self.search = search
    self.moved = moved
  }
}

/// A link that every page has, in its menu or its foot.
package struct SiteLink: Sendable {
  /// The target of the link. Numbers are indices of lists in `Site`.
  package enum Target: Sendable, Hashable {
    case section(Int)
    case column(Int)
    case document(Int)
    /// Another page of the site, such as the index of tags.
    case page(Address)
    /// The absolute address of another site.
    case site(String)
  }

  /// The words of the link.
  package let title: String
  /// The target of the link.
  package let target: Target
}

/// The links that every page has.
package struct SiteLinks: Sendable {
  /// The entries of the menu, without the home page.
  package var menu: [SiteLink] = []
  /// The links to pages and sites at the foot.
  package var footer: [SiteLink] = []
  /// The links to the sites of other organisations at the foot.
  package var related: [SiteLink] = []
}

/// The pages that serve all others, as indices of documents; nil where there is none.
package struct ServicePages: Sendable {
  /// The page that explains subscribing, whose template is `subscribe`.
  package let subscribe: Int?
  /// The page with the newest changes, whose template is `updates`.
  package let updates: Int?
  /// The map of the site for readers, whose template is `sitemap`.
  package let map: Int?

  /// All of them, in the order of the foot.
  package var all: [Int?] { [subscribe, updates, map] }
}

/// The pictures that `site.yml` names.
package struct SitePictures: Sendable {
  /// The logo on pages, nil where the site has none.
  package let logo: Picture?
  /// The logo in a format that feed readers show, nil where the site has none.
  package let feedLogo: Picture?
  /// The picture behind the home page's title, nil where the site has none.
  package let band: Picture?
  /// The picture that others show beside a link to a page without one of its own, nil where the site has none.
  package var card: Picture?
  /// The icons of the site.
  package var icons = SiteIcons()
}

/// The icons of a site, as far as it has them.
package struct SiteIcons: Sendable {
  /// The address of the icon file for tabs.
  package var favicon: Address?
  /// The address of the icon for the screens of phones.
  package var touch: Address?
  /// The icons of the manifest, the smallest first, with the lengths of their sides in pixels.
  package var manifest: [(size: Int, address: Address)] = []
  /// The address of the icon that is a drawing: that of the theme, or the logo that the others were made of; nil where that is
  /// no drawing.
  package var drawing: Address?
}

/// The targets of a document's references within the site.
package final class References: Sendable {
  /// The targets of the text's links, in the order of `TextFacts.links`.
  package let links: [ResolvedLink]
  /// The cover picture, nil where there is none or it was reported.
  package let cover: Picture?
  /// The photographs of an activity.
  package let photos: [Picture]
  /// The attachments of a notice.
  package let attachments: [Attachment]
  /// The index of the document that a notice corrects, nil where it corrects none.
  package let corrects: Int?
  /// The index of the document that a notice replaces, nil where it replaces none.
  package let replaces: Int?

  /// The references of a document that has none, as most do not.
  package static let none = References(
    links: [], cover: nil, photos: [], attachments: [], corrects: nil, replaces: nil)

  /// The picture that represents the document; for an activity without a cover it is the first photograph.
  package var mainPicture: Picture? { cover ?? photos.first { $0.played == nil } }

  init(
    links: [ResolvedLink], cover: Picture?, photos: [Picture], attachments: [Attachment],
    corrects: Int?, replaces: Int?
  ) {
    self.links = links
    self.cover = cover
    self.photos = photos
    self.attachments = attachments
    self.corrects = corrects
    self.replaces = replaces
  }
}

/// The target of a link within the site, with its query and fragment.
package struct ResolvedLink: Sendable {
  /// The target of a link.
  package enum Target: Sendable {
    case document(Int)
    /// A file that is published as it is.
    case asset(Int)
    /// Any other page, or the page that contains the link.
    case page(Address)
    /// None that the site has: in HTML that passes as it is written, or in what looks like a link and is shown as the text
    /// that it is.
    case asWritten
  }

  /// The target without query and fragment.
  package let target: Target
  /// The query and fragment, `?…` and `#…`, as written; empty where there are none.
  package let suffix: String

  /// A link to a target.
  package init(target: Target, suffix: String) {
    self.target = target
    self.suffix = suffix
  }

  /// The index of the target in `Inputs.assets`; nil if it is no file that is published as it is.
  package var asset: Int? { if case .asset(let asset) = target { asset } else { nil } }
}

extension Site {
  /// The address of a link's target; nil where the link is written as it is.
  package func address(of target: ResolvedLink.Target) -> Address? {
    switch target {
    case .document(let document): documents[document].address
    case .asset(let asset): assetAddresses[asset]
    case .page(let address): address
    case .asWritten: nil
    }
  }
}

/// A folder that is a section, with its documents in the order in which they are listed.
package struct Section: Sendable {
  /// The settings of the section.
  package let config: SectionConfig
  /// The address of the section's index.
  package let address: Address
  /// The indices of its documents, in the order in which they are listed.
  package var documents: [Int] = []
  /// The indices of its ten newest documents, newest first.
  package var latest: [Int] = []
  /// Its documents by state and by year.
  package var views: [SectionView] = []
  /// The indices of its study columns in `Site.columns`, in their order.
  package var columns: [Int] = []
  /// The index of its feed, nil where it has none.
  package var feed: Int?
}

/// A study column: an ordered series of articles.
package struct Column: Sendable {
  /// The index of its section.
  package let section: Int
  /// The path of its folder, relative to `content/`.
  package let folder: String
  /// The address of its index.
  package let address: Address
  /// The title; the folder's name without its order number where there is no description.
  package let title: String
  /// The title with a zero-width space where its author has marked that a line may end.
  package let markedTitle: String
  /// The summary, nil where none is given.
  package let summary: String?
  /// The description, `_column.md`, which is not published as a document of its own; nil where there is none.
  package let description: ParsedDocument?
  /// The targets of the links in the description's text.
  package var links: [ResolvedLink] = []
  /// The indices of its articles, in the order of the series.
  package var documents: [Int] = []
  /// The indices of its ten newest articles, newest first.
  package var latest: [Int] = []
  /// The index of its feed, nil where it has none.
  package var feed: Int?
}

/// A branch of the directory and the documents that belong to it.
package struct Branch: Sendable {
  /// The index of the document that describes the branch.
  package let document: Int
  /// The name by which other documents refer to the branch.
  package let name: String
  /// The front matter of the branch.
  package let details: BranchDetails
  /// The index of the parent branch, nil where there is none in the directory.
  package var parent: Int?
  /// The indices of the branches of which this is the parent.
  package var children: [Int] = []
  /// The indices of the documents that belong to the branch, newest first.
  package var documents: [Int] = []
  /// The index of its feed, nil where it has none.
  package var feed: Int?
  /// The index of its calendar file, nil where the site has no calendars.
  package var calendar: Int?
  /// The index in `Site.agendas` of its calendar on pages, nil where the site has none.
  package var agenda: Int?
}

/// A tag or an author, with the documents that have it.
package struct Listing: Sendable {
  /// The name, as the first document spells it.
  package let title: String
  /// The address of the tag's or the author's page.
  package let address: Address
  /// The indices of its documents, newest first.
  package var documents: [Int] = []
  /// The index of its feed, nil where it has none.
  package var feed: Int?
}

extension Site {
  /// The pages of the documents, by which the next build finds those that moved.
  package var pages: [KnownPage] {
    documents.lazy.filter { !$0.address.path.isEmpty }.map {
      KnownPage(id: Digest(of: $0.id), address: Digest(of: $0.address.path))
    }
  }
}
