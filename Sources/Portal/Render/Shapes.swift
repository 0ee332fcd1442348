internal import Mustache

/// The names that templates may use, by kind of object: what docs/templates.md describes, and the
/// one place where they are written down. Values are given in the same order where an object is
/// made.
final class Shapes: Sendable {
  let root: Shape
  let site: Shape
  let strings: Shape
  let assets: Shape
  let menuItem: Shape
  let page: Shape
  let link: Shape
  let feed: Shape
  let feedGroup: Shape
  let resource: Shape
  let calendar: Shape
  let date: Shape
  let document: Shape
  let picture: Shape
  let study: Shape
  let source: Shape
  let notice: Shape
  let publicity: Shape
  let event: Shape
  let attachment: Shape
  let activity: Shape
  let heading: Shape
  let section: Shape
  let column: Shape
  let branch: Shape
  let parent: Shape
  let block: Shape
  let pager: Shape
  let pagerPage: Shape
  let tag: Shape
  let listing: Shape

  /// What a page's own template sees beside `root`.
  let pages: PageShapes

  /// Every kind of object, in the order in which they are made.
  let all: [Shape]

  /// `words` are the keys of the theme's strings, which a theme chooses.
  init(_ vocabulary: inout Vocabulary, words: [String]) {
    var all: [Shape] = []
    func shape(_ label: String, _ names: String) -> Shape {
      all.append(vocabulary.shape(label, names.split(separator: " ").map(String.init)))
      return all[all.count - 1]
    }
    root = shape("every page", "site strings asset")
    site = shape(
      "site",
      "title subtitle description language url home organization email phone tel place icp "
        + "hasContact feeds feedGroups feed opml calendar calendars subscribe tags authors generator"
    )
    strings = vocabulary.shape("strings", words)
    assets = shape("asset", "style icon copy")
    menuItem = shape("menu", "title address current")
    page = shape(
      "page",
      "title description url address breadcrumb feed image published updated kind isHome isArticle "
        + "structuredData")
    link = shape("link", "title address")
    feed = shape("feed", "title name address url atom json hasOtherFormats isSite")
    feedGroup = shape(
      "feed group", "title feeds isSite isSections isColumns isBranches isTags isAuthors")
    resource = shape("resource", "address url")
    calendar = shape("calendar", "title name address url webcal isSite")
    date = shape("date", "iso long short year monthDay time weekday")
    document = shape(
      "document",
      "title address url summary date updated author branch tags hasTags pinned cover section "
        + "study notice activity")
    picture = shape("picture", "address url alt caption width height")
    study = shape("study", "column position total source required optional")
    source = shape("source", "title url")
    notice = shape(
      "notice",
      "number issuer recipients hasRecipients publicity expires expired event attachments "
        + "hasAttachments")
    publicity = shape("publicity", "from until upcoming running ended")
    event = shape("event", "start end sameDay place ended cancelled calendar")
    attachment = shape("attachment", "title address type size")
    activity = shape("activity", "held place photos hasPhotos photoCount")
    heading = shape("heading", "id title level isSub")
    let kinds = "isStudy isNotice isActivity isPage isDirectory"
    section = shape("section", "title description address feed count \(kinds)")
    column = shape("column", "title summary address count feed first latest")
    branch = shape(
      "branch",
      "title name address contact place parent children hasChildren feed calendar count")
    parent = shape("parent", "title address")
    block = shape(
      "block", "section items hasItems columns hasColumns branches hasBranches \(kinds)")
    pager = shape("pager", "current total isPaged previous next pages")
    pagerPage = shape("pager page", "number address current gap")
    tag = shape("tag", "title")
    listing = shape("listing", "title address count")
    pages = PageShapes(shape)
    self.all = all + [strings]
  }
}

/// The names on a page itself, by kind of page.
struct PageShapes: Sendable {
  let home: Shape
  let document: Shape
  let branch: Shape
  let columns: Shape
  let column: Shape
  let list: Shape
  let directory: Shape
  let tags: Shape
  let tag: Shape
  let authors: Shape
  let author: Shape
  let notFound: Shape
  let redirect: Shape

  fileprivate init(_ shape: (_ label: String, _ names: String) -> Shape) {
    let own = "menu page"
    let body = "document content headings hasHeadings words minutes previous next latest"
    home = shape("home page", "\(own) content pinned hasPinned blocks")
    document = shape("document page", "\(own) \(body)")
    branch = shape("branch page", "\(own) \(body) info items hasItems")
    columns = shape("columns page", "\(own) section columns hasColumns")
    column = shape("column page", "\(own) column content items hasItems pager")
    list = shape("list page", "\(own) section items hasItems pager")
    directory = shape("directory page", "\(own) section branches hasBranches")
    tags = shape("tags page", "\(own) tags hasTags")
    tag = shape("tag page", "\(own) tag items hasItems pager")
    authors = shape("authors page", "\(own) authors hasAuthors")
    author = shape("author page", "\(own) author items hasItems pager")
    notFound = shape("not-found page", own)
    redirect = shape("redirect page", "\(own) target targetURL")
  }
}
