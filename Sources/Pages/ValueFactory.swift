internal import Content
internal import Dates
internal import Mustache
internal import SiteModel

extension Value {
  /// The value of a text that may be absent; an empty text counts as absent.
  static func optional(_ text: String?) -> Value {
    text.map { $0.isEmpty ? .null : .text($0) } ?? .null
  }

  static func optional(_ object: Object?) -> Value { object.map { .object($0) } ?? .null }

  static func number(_ number: Int) -> Value { .text(String(number)) }
}

/// A maker of the small objects that larger ones contain.
final class ValueFactory: Sendable {
  let kinds: ObjectKinds
  let config: SiteConfig
  let assets: AssetVersions
  let renditions: SiteRenditions
  private let titles: TitlePhrases

  init(kinds: ObjectKinds, site: Site, assets: AssetVersions) {
    self.kinds = kinds
    config = site.config
    self.assets = assets
    renditions = site.renditions
    titles = TitlePhrases(of: site)
  }

  /// A maker that knows the site's settings alone.
  init(kinds: ObjectKinds, config: SiteConfig, assets: AssetVersions) {
    self.kinds = kinds
    self.config = config
    self.assets = assets
    renditions = SiteRenditions()
    titles = TitlePhrases(of: config)
  }

  var words: Words { config.words }

  /// The absolute address of a page or file.
  func url(_ address: Address) -> Value { .text(config.url + address.encoded) }

  func address(_ address: Address) -> Value { .address(config.link(address)) }

  /// A title with marks where a line may end.
  func phrases(_ title: String, isName: Bool = false) -> Value {
    titles.value(of: title, isName: isName)
  }

  func link(_ title: String, _ address: Address) -> Object {
    kinds.link(Shown(it: (title, address), make: self))
  }

  /// A link of the menu or the foot.
  func siteLink(_ link: SiteLink, of site: Site, isCurrent: Bool = false) -> Object {
    let shown = (link, site.address(of: link), isCurrent)
    return kinds.menuItem(Shown(it: shown, make: self))
  }

  func link(_ listing: Listing) -> Object { link(listing.title, listing.address) }

  /// A file of the site with both its addresses, within the site and absolute.
  func resource(_ address: Address) -> Object { kinds.resource(Shown(it: address, make: self)) }

  func feed(_ plan: FeedPlan) -> Object { kinds.feed(Shown(it: plan, make: self)) }

  /// A feed in another format; nil where the site does not have that format.
  func feedFile(_ plan: FeedPlan, _ format: FeedFormat) -> Object? {
    config.feeds.formats.contains(format) ? resource(plan.address(format)) : nil
  }

  /// A calendar to which readers subscribe.
  func calendar(_ plan: CalendarPlan) -> Object { kinds.calendar(Shown(it: plan, make: self)) }

  /// The `webcal:` address of a calendar, which opens a calendar program rather than a file.
  func calendarProgramAddress(_ plan: CalendarPlan) -> String {
    let behindScheme = String((config.url + plan.address.encoded).utf8.drop { $0 != 0x3A })
    return "webcal" + (behindScheme ?? "")
  }

  /// A moment in the forms that pages show, on the site's clocks.
  func date(_ moment: Moment) -> Object {
    kinds.date(Shown(it: (moment, moment.on(config.zone)), make: self))
  }

  func picture(_ picture: Picture, alternative: String) -> Object {
    let poster = picture.poster.map { renditions.usualAddress(of: $0.asset, original: $0.address) }
    let shown = (picture, alternative, renditions[picture.asset], poster)
    return kinds.picture(Shown(it: shown, make: self))
  }
}

/// The objects that many pages show, by index. They are made at once where most pages are made, otherwise each time
/// that one is shown.
struct SharedObjects: Sendable {
  private let made: [Object]
  private let make: @Sendable (Int) -> Object

  init(count: Int, atOnce: Bool, jobs: Int = 1, _ make: @escaping @Sendable (Int) -> Object) {
    made = atOnce ? parallelMap(count: count, jobs: jobs, make) : []
    self.make = make
  }

  subscript(index: Int) -> Object { made.isEmpty ? make(index) : made[index] }
}

extension Site {
  /// The address of a link's target, nil where it leads to another site.
  func address(of link: SiteLink) -> Address? {
    switch link.target {
    case .section(let index): sections[index].address
    case .column(let index): columns[index].address
    case .document(let index): documents[index].address
    case .page(let address): address
    case .site: nil
    }
  }
}
