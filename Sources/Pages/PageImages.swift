internal import Content
internal import Pictures
internal import SiteModel

extension Site {
  /// The picture for a page: the part of its own that was cut to the shape of a card, else the site's card, else its own if it
  /// is in a format that others show; nil where there is none.
  func sharedImage(of facts: PageFacts) -> SharedImage? {
    let own = facts.image
    if let own, let card = renditions[own.asset]?.card {
      return SharedImage(
        address: card.plain, size: (card.width, card.height),
        alternative: own.caption ?? facts.title)
    }
    if let card = sitePictures.card, let size = card.size {
      return SharedImage(address: card.address, size: size, alternative: config.title)
    }
    guard let own, let size = usualSize(of: own), isShownByOthers(usualAddress(of: own)) else {
      return nil
    }
    return SharedImage(
      address: usualAddress(of: own), size: size, alternative: own.caption ?? facts.title)
  }

  /// A picture of the organisation itself in a format that search engines read; nil where the site has none.
  var raster: Address? {
    sitePictures.feedLogo?.address ?? sitePictures.icons.manifest.last?.address
  }
}

/// Whether messengers and other sites show pictures of this format.
private func isShownByOthers(_ picture: Address) -> Bool {
  let type = MediaType(fileName: picture.path).text
  return [PictureFormat.png, .jpeg, .gif, .webp].contains { $0.mediaType == type }
}
