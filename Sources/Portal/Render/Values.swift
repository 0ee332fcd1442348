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

  /// A file of the site that is named by both of its addresses.
  func resource(_ address: Address) -> Object {
    Object(shapes.resource, [self.address(address), url(address)])
  }

  func feed(_ plan: FeedPlan) -> Object {
    Object(
      shapes.feed,
      [
        .text(plan.title), address(plan.rss), url(plan.rss), .bool(plan.page.path.isEmpty),
      ])
  }

  /// A moment in the forms that pages show it in, on the site's clocks.
  func date(_ moment: Moment) -> Object {
    let local = moment.on(config.zone)
    let day = local.date
    let isChinese = config.language == .chinese
    return Object(
      shapes.date,
      [
        .text(moment.hasTime ? local.rfc3339 : day.iso),
        .text(
          isChinese
            ? "\(day.year)年\(day.month)月\(day.day)日"
            : "\(day.day) \(englishMonths[day.month - 1]) \(day.year)"),
        .text(
          isChinese
            ? "\(day.month)月\(day.day)日" : "\(day.day) \(englishMonths[day.month - 1])"),
        .number(day.year), .text(String(day.iso.utf8.dropFirst(5)) ?? ""),
        moment.hasTime ? .text(String(local.rfc3339.utf8.dropFirst(11).prefix(5)) ?? "") : .null,
        .text(isChinese ? chineseWeekdays[day.weekday] : englishWeekdays[day.weekday]),
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

private let chineseWeekdays = ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"]
private let englishWeekdays = [
  "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
]
private let englishMonths = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December",
]
