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
      all.append(vocabulary.shape(label, written: names))
      return all[all.count - 1]
    }
    root = shape("every page", "site:site strings:strings asset:asset")
    site = shape(
      "site",
      "title subtitle description language url home organization email phone tel place icp "
        + "hasContact feeds:feed feedGroups:feed-group feed:feed opml:resource calendar:calendar "
        + "calendars:calendar subscribe tags authors generator"
    )
    strings = vocabulary.shape("strings", words)
    assets = shape("asset", "style icon copy")
    menuItem = shape("menu", "title address current")
    page = shape(
      "page",
      "title description url address breadcrumb:link feed:feed image published:date updated:date "
        + "kind isHome isArticle structuredData")
    link = shape("link", "title address")
    feed = shape(
      "feed", "title name address url atom:resource json:resource hasOtherFormats isSite")
    feedGroup = shape(
      "feed group", "title feeds:feed isSite isSections isColumns isBranches isTags isAuthors")
    resource = shape("resource", "address url")
    calendar = shape("calendar", "title name address url webcal isSite")
    date = shape("date", "iso long short year monthDay time weekday")
    document = shape(
      "document",
      "title address url summary date:date updated:date author:link branch:link tags:link hasTags "
        + "pinned cover:picture section:link study:study notice:notice activity:activity")
    picture = shape("picture", "address url alt caption width height")
    study = shape("study", "column:link position total source:source required optional")
    source = shape("source", "title url")
    notice = shape(
      "notice",
      "number issuer recipients hasRecipients publicity:publicity expires:date expired event:event "
        + "attachments:attachment hasAttachments")
    publicity = shape("publicity", "from:date until:date upcoming running ended")
    event = shape("event", "start:date end:date sameDay place ended cancelled calendar:resource")
    attachment = shape("attachment", "title address type size")
    activity = shape("activity", "held:date place photos:picture hasPhotos photoCount")
    heading = shape("heading", "id title level isSub")
    let kinds = "isStudy isNotice isActivity isPage isDirectory"
    section = shape("section", "title description address feed:feed count \(kinds)")
    column = shape("column", "title summary address count feed:feed first:document latest:document")
    branch = shape(
      "branch",
      "title name address contact place parent:parent children:link hasChildren feed:feed "
        + "calendar:calendar count")
    parent = shape("parent", "title address")
    block = shape(
      "block",
      "section:section items:document hasItems columns:column hasColumns branches:branch "
        + "hasBranches \(kinds)")
    pager = shape("pager", "current total isPaged previous next pages:pager-page")
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
    let own = "menu:menu page:page"
    let body =
      "document:document content headings:heading hasHeadings words minutes previous:document "
      + "next:document latest:document"
    let list = "items:document hasItems"
    home = shape("home page", "\(own) content pinned:document hasPinned blocks:block")
    document = shape("document page", "\(own) \(body)")
    branch = shape("branch page", "\(own) \(body) info:branch \(list)")
    columns = shape("columns page", "\(own) section:section columns:column hasColumns")
    column = shape("column page", "\(own) column:column content \(list) pager:pager")
    self.list = shape("list page", "\(own) section:section \(list) pager:pager")
    directory = shape("directory page", "\(own) section:section branches:branch hasBranches")
    tags = shape("tags page", "\(own) tags:listing hasTags")
    tag = shape("tag page", "\(own) tag:tag \(list) pager:pager")
    authors = shape("authors page", "\(own) authors:listing hasAuthors")
    author = shape("author page", "\(own) author:link \(list) pager:pager")
    notFound = shape("not-found page", own)
    redirect = shape("redirect page", "\(own) target targetURL")
  }

  /// The kinds of pages that a template may be used for: documents may ask for any, and a document's page
  /// has no name that a branch's does not have.
  func kinds(of template: String) -> [Shape] {
    let indexes: KeyValuePairs = [
      "home": home, "columns": columns, "column": column, "list": list, "directory": directory,
      "tags": tags, "tag": tag, "authors": authors, "author": author, "not-found": notFound,
      "redirect": redirect,
    ]
    return indexes.filter { $0.key == template }.map(\.value) + [branch]
  }
}

extension Vocabulary {
  /// A kind of object whose names are written one after the other: `name:kind` where a name holds objects
  /// of a kind, alone or in a list, with a dash for a blank within the kind's name.
  fileprivate mutating func shape(_ label: String, written text: String) -> Shape {
    var names: [String] = []
    var kinds: [String: String] = [:]
    for entry in text.split(separator: " ") {
      let parts = entry.split(separator: ":")
      names.append(String(parts[0]))
      guard parts.count > 1 else { continue }
      kinds[names[names.count - 1]] = String(parts[1].map { $0 == "-" ? " " : $0 })
    }
    return shape(label, names, holding: kinds)
  }
}
