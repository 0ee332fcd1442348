package import Dates

/// The people as whom a site is looked at.
package enum Audience: Sendable, Hashable {
  /// The people who write it. They see drafts and documents whose date has not come too, each of them marked.
  case authors
  /// The readers, now, or as the site is when this day begins.
  case readers(on: CivilDate?)

  /// The audience that a text names: `all`, `public` or `public@2026-07-01`; nil for any other text.
  package init?(_ text: String) {
    if text == "all" {
      self = .authors
    } else if text == "public" {
      self = .readers(on: nil)
    } else if text.hasPrefix("public@"),
      let moment = Moment(String(text.dropFirst(7)), zone: .shanghai), !moment.hasTime
    {
      self = .readers(on: moment.on(.shanghai).date)
    } else {
      return nil
    }
  }

  /// The text that names it.
  package var text: String {
    switch self {
    case .authors: "all"
    case .readers(nil): "public"
    case .readers(let day?): "public@\(day.iso)"
    }
  }
}
