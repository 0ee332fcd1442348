internal import Content
internal import Dates
internal import Mustache
internal import SiteModel

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

/// The properties that pages of all kinds have.
struct PageFacts {
  var title = ""
  /// The title with zero-width spaces where its author has marked that a line may end; nil where it is `title`.
  var markedTitle: String?
  var description: String?
  var address: Address
  var breadcrumb: [Crumb] = []
  /// The index in `Site.feeds` of the feed nearest to the page, nil if that is the site's own.
  var feed: Int?
  var image: Picture?
  var published: Moment?
  var updated: Moment?
  var kind: String
  var isArticle = false
  /// The index of the document whose page it is, nil for other pages.
  var document: Int?
  /// Whether search engines may list the page.
  var isIndexed = true
  /// Whether the page shows its address as a QR code.
  var hasQRCode = false
  /// The index of the menu entry to which the page belongs, nil if there is none.
  var menu: Int?
}
