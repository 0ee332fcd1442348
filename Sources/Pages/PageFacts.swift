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

/// What a page says of itself, whatever its kind.
struct PageFacts {
  var title = ""
  var description: String?
  var address: Address
  var breadcrumb: [Crumb] = []
  /// The feed nearest to the page, by its index in `Site.feeds`, if that is not the site's own.
  var feed: Int?
  var image: Picture?
  var published: Moment?
  var updated: Moment?
  var kind: String
  var isArticle = false
  /// The document that it is the page of.
  var document: Int?
  /// Whether it is meant to be found.
  var isFound = true
  /// The menu's entry that the page lies under.
  var menu: Int?
}
