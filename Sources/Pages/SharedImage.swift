internal import Content

/// The picture that messengers and other sites show beside a link to a page.
struct SharedImage: Sendable {
  let address: Address
  let size: (width: Int, height: Int)
  let alternative: String

  /// Whether others may show the picture over the whole width, since it has about the shape of a card.
  var isLarge: Bool {
    size.width >= Self.leastWidth
      && (size.height * 17...size.height * 22).contains(size.width * 10)
  }

  /// The width in pixels below which a picture is shown as a stamp beside the link.
  private static let leastWidth = 600
}
