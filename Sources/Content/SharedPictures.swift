/// The pictures right below `content/` that stand for the whole site where others show a link to it: the card beside a
/// link, and icons. `branchpress card` makes them, and a build links those that are there.
package enum SharedPicture {
  /// The card that messengers and other sites show beside a link, 1200 by 630 pixels, in the order of preference.
  package static let cards = ["card.png", "card.jpg"]
  /// The size of the card in pixels.
  package static let (cardWidth, cardHeight) = (1200, 630)
  /// The icon of browsers' tabs, with pictures in several sizes.
  package static let favicon = "favicon.ico"
  /// The lengths of the sides of its pictures in pixels.
  package static let faviconSizes = [16, 32, 48]
  /// The icon on the screens of phones that a person puts the site on.
  package static let touchIcon = "apple-touch-icon.png"
  /// The length of its sides in pixels.
  package static let touchSize = 180
  /// The lengths of the sides of the manifest's icons in pixels.
  package static let manifestSizes = [192, 512]

  /// The name of an icon of the manifest by the length of its sides.
  package static func icon(_ size: Int) -> String { "icon-\(size).png" }
}
