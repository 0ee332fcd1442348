internal import Dates
internal import Mustache

extension Value {
  /// A text that may be absent; empty text counts as absent.
  static func optional(_ text: String?) -> Value {
    text.map { $0.isEmpty ? .null : .text($0) } ?? .null
  }

  static func optional(_ object: Object?) -> Value { object.map { .object($0) } ?? .null }

  static func number(_ number: Int) -> Value { .text(String(number)) }
}

/// Makes the small objects that larger ones are made of.
final class ValueFactory: Sendable {
  let shapes: Shapes
  let config: SiteConfig

  init(shapes: Shapes, config: SiteConfig) {
    self.shapes = shapes
    self.config = config
  }

  var words: Words { config.words }

  /// An absolute address of the web.
  func url(_ address: Address) -> Value { .text(config.url + address.encoded) }

  func address(_ address: Address) -> Value { .address(config.link(address)) }

  func link(_ title: String, _ address: Address) -> Object {
    Object(shapes.link, [.text(title), self.address(address)])
  }

  func link(_ listing: Listing) -> Object { link(listing.title, listing.address) }

  /// A file of the site that is named by both of its addresses.
  func resource(_ address: Address) -> Object {
    Object(shapes.resource, [self.address(address), url(address)])
  }

  func feed(_ plan: FeedPlan) -> Object {
    let formats = config.feeds.formats
    func file(_ format: FeedFormat) -> Value {
      formats.contains(format) ? .object(resource(plan.address(format))) : .null
    }
    return Object(
      shapes.feed,
      [
        .text(plan.title), .text(plan.name), address(plan.rss), url(plan.rss), file(.atom),
        file(.json), .bool(formats.count > 1), .bool(plan.group == .site),
      ])
  }

  /// A calendar to subscribe to; its `webcal:` address opens a calendar program instead of a file.
  func calendar(_ plan: CalendarPlan) -> Object {
    let behindScheme = String((config.url + plan.address.encoded).utf8.drop { $0 != 0x3A })
    return Object(
      shapes.calendar,
      [
        .text(plan.title), .text(plan.name), address(plan.address), url(plan.address),
        .text("webcal" + (behindScheme ?? "")), .bool(plan.page.path.isEmpty),
      ])
  }

  /// A group of feeds, of which `feeds` holds every one.
  func feedGroup(_ group: FeedGroup, of feeds: [Object]) -> Object {
    Object(
      shapes.feedGroup,
      [.text(words.title(of: group.kind)), .list(group.feeds.map { .object(feeds[$0]) })]
        + FeedGroupKind.allCases.map { .bool($0 == group.kind) })
  }

  /// A moment in the forms that pages show it in, on the site's clocks.
  func date(_ moment: Moment) -> Object {
    let local = moment.on(config.zone)
    let day = local.date
    return Object(
      shapes.date,
      [
        .text(moment.hasTime ? local.rfc3339 : day.iso), .text(words.day(day)),
        .text(words.shortDay(day)), .number(day.year),
        .text(words.monthDay(day)), .optional(words.clock(local)),
        .text(words.weekday(day)),
      ])
  }

  func picture(_ picture: Picture, alternative: String) -> Object {
    Object(
      shapes.picture,
      [
        address(picture.address), url(picture.address), .text(picture.caption ?? alternative),
        .optional(picture.caption), .optional(picture.size.map { String($0.width) }),
        .optional(picture.size.map { String($0.height) }),
      ])
  }

  /// The five flags that tell what kind a section is, in the order of the shapes.
  func flags(_ kind: DocumentKind) -> [Value] {
    [.study, .notice, .activity, .page, .directory].map { .bool($0 == kind) }
  }
}

/// Objects that many pages show, by index: made at once where most pages are made, else each time that
/// one is shown.
struct SharedObjects: Sendable {
  private let made: [Object]
  private let make: @Sendable (Int) -> Object

  init(count: Int, atOnce: Bool, jobs: Int = 1, _ make: @escaping @Sendable (Int) -> Object) {
    made = atOnce ? parallelMap(count: count, jobs: jobs, make) : []
    self.make = make
  }

  subscript(index: Int) -> Object { made.isEmpty ? make(index) : made[index] }
}
