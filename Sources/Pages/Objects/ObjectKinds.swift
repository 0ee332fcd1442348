internal import Content
internal import Markdown
internal import Mustache
internal import SiteModel

/// The kinds of objects that templates see, which docs/templates.md describes.
struct ObjectKinds: Sendable {
  let root: ObjectKind<ShownSite>
  let site: ObjectKind<ShownSite>
  /// The theme's own words, whose names the theme chooses.
  let strings: Shape
  let assets: ObjectKind<Shown<Void>>
  let feedback: ObjectKind<Shown<Feedback>>
  let menuItem: ObjectKind<Shown<MenuItem>>
  let page: ObjectKind<ShownFacts>
  let sharedImage: ObjectKind<Shown<SharedImage>>
  let link: ObjectKind<Shown<Link>>
  let feed: ObjectKind<Shown<FeedPlan>>
  let feedGroup: ObjectKind<Shown<ShownFeedGroup>>
  let search: ObjectKind<Shown<SearchPlan>>
  let resource: ObjectKind<Shown<Address>>
  let calendar: ObjectKind<Shown<CalendarPlan>>
  let date: ObjectKind<Shown<ShownMoment>>
  let document: ObjectKind<ShownDocument>
  let correction: ObjectKind<Shown<Reissue>>
  let withdrawal: ObjectKind<Shown<NoticeDetails.Withdrawal>>
  let reviewers: ObjectKind<Shown<Reviewers>>
  let picture: ObjectKind<Shown<ShownPicture>>
  let study: ObjectKind<ShownDetails<StudyDetails>>
  let source: ObjectKind<Shown<StudyDetails.Source>>
  let notice: ObjectKind<ShownDetails<NoticeDetails>>
  let publicity: ObjectKind<ShownDetails<NoticeDetails.Publicity>>
  let event: ObjectKind<ShownDetails<NoticeDetails.Event>>
  let attachment: ObjectKind<Shown<Attachment>>
  let official: ObjectKind<ShownNotice>
  let imprint: ObjectKind<Shown<ShownImprint>>
  let enclosure: ObjectKind<Shown<Enclosure>>
  let activity: ObjectKind<ShownDetails<ActivityDetails>>
  let heading: ObjectKind<Shown<MarkdownDocument.Heading>>
  let section: ObjectKind<ShownPart<Section>>
  let column: ObjectKind<ShownPart<ShownColumn>>
  let branch: ObjectKind<ShownPart<Branch>>
  let parent: ObjectKind<Shown<ParentLink>>
  let block: ObjectKind<Shown<HomeBlock>>
  let pager: ObjectKind<Shown<PageOfList>>
  let pagerPage: ObjectKind<Shown<PagerPage>>
  let year: ObjectKind<Shown<YearOfList>>
  let view: ObjectKind<Shown<ShownView>>
  let occasion: ObjectKind<Shown<ShownOccasion>>
  let meeting: ObjectKind<Shown<ShownMeeting>>
  let day: ObjectKind<Shown<DayOfCalendar>>
  let month: ObjectKind<Shown<MonthOfCalendar>>
  let tag: ObjectKind<Shown<Listing>>
  let listing: ObjectKind<Shown<Listing>>
  let pages: PageKinds
  let card: ObjectKind<Shown<SiteCard>>
  let cardLine: ObjectKind<Shown<SiteCard.Line>>

  /// The shapes of all kinds but `strings`, in the order in which they are made.
  let shapes: [Shape]
  /// The descriptions of the names of each kind in the documentation.
  let described: [(label: String, names: [ObjectName])]
}

/// The names that only a page has, by kind of page.
struct PageKinds: Sendable {
  let home: ObjectKind<OnPage<HomePage>>
  let calendar: ObjectKind<OnPage<CalendarPage>>
  let document: ObjectKind<OnPage<DocumentPage>>
  let branch: ObjectKind<OnPage<BranchPage>>
  let columns: ObjectKind<OnPage<ColumnsPage>>
  let column: ObjectKind<OnPage<ListPage>>
  let list: ObjectKind<OnPage<ListPage>>
  let archive: ObjectKind<OnPage<ViewPage>>
  let directory: ObjectKind<OnPage<DirectoryPage>>
  let tags: ObjectKind<OnPage<[Object]>>
  let tag: ObjectKind<OnPage<ListPage>>
  let authors: ObjectKind<OnPage<[Object]>>
  let author: ObjectKind<OnPage<ListPage>>
  let notFound: ObjectKind<OnPage<Void>>
  let redirect: ObjectKind<OnPage<Address>>
  let search: ObjectKind<OnPage<Void>>

  /// The kinds of pages for which a template may be used: documents may name any template, and a document's page has no
  /// name that a branch's page does not have.
  func kinds(of template: String) -> [Shape] {
    let indexes: KeyValuePairs = [
      "home": home.shape, "columns": columns.shape, "column": column.shape, "list": list.shape,
      "directory": directory.shape, "tags": tags.shape, "tag": tag.shape,
      "authors": authors.shape, "author": author.shape, "not-found": notFound.shape,
      "redirect": redirect.shape, "calendar": calendar.shape,
      "archive": archive.shape, "search": search.shape,
    ]
    return indexes.filter { $0.key == template }.map(\.value) + [branch.shape]
  }
}
