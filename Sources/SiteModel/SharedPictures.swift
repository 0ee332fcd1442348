package import Content
internal import Diagnostics
internal import Files
internal import Pictures

// The pictures for links to the site and its icons, which have fixed names.

/// The address of the manifest with the site's icons.
package let manifestAddress = Address(path: "manifest.webmanifest")

extension Site {
  /// The address of the manifest, nil where the site has none.
  package var manifest: Address? {
    outputs.index(of: manifestAddress.outputPath, \.path) == nil ? nil : manifestAddress
  }
}

extension SiteConfig {
  /// Whether the site has a manifest: its icons are there. Browsers read none from a folder without a server.
  func hasManifest(_ assets: [FoundFile]) -> Bool {
    !linksToFiles
      && SharedPicture.manifestSizes.map(SharedPicture.icon).allSatisfy { name in
        assets.index(of: name, \.path) != nil
      }
  }
}

/// The card of the site; nil where there is none, or after reporting one of another size or format.
func findCard(_ resolver: LinkResolver, _ diagnostics: inout [Diagnostic]) -> Picture? {
  for name in SharedPicture.cards {
    guard let asset = resolver.published(name) else { continue }
    let size = PictureSize(width: SharedPicture.cardWidth, height: SharedPicture.cardHeight)
    let format: PictureFormat = endsIn(name, ".png") ? .png : .jpeg
    guard let found = resolver.pictures[asset], found.format == format, found.size == size else {
      diagnostics.append(
        resolver.wrong(
          asset, id: "bad-card",
          Message(
            "分享图要 1200×630 像素的 PNG 或 JPG，这个文件不是，没有用上",
            "the share card has to be a PNG or JPEG of 1200 by 630 pixels; this file is not, so it is not used"
          ),
          Message(
            "按这个大小另存；或者移走它，再运行 branchpress card 生成一个",
            "save it in that size, or move it away and run `branchpress card` to make one")))
      continue
    }
    return resolver.picture(asset, caption: nil)
  }
  return nil
}

/// The icons that are there. Reports those of another size or format than their names say, which are left out.
func findIcons(
  logo: Int?, _ resolver: LinkResolver, _ diagnostics: inout [Diagnostic]
) -> SiteIcons {
  var search = IconSearch(resolver: resolver)
  var icons = SiteIcons()
  icons.favicon = search.favicon()
  icons.touch = search.square(SharedPicture.touchIcon, SharedPicture.touchSize)
  icons.manifest = SharedPicture.manifestSizes.compactMap { size in
    search.square(SharedPicture.icon(size), size).map { (size, $0) }
  }
  icons.drawing = drawing(logo: logo, isReplaced: icons.favicon != nil, resolver)
  diagnostics += search.diagnostics
  return icons
}

/// The icon that is a drawing. Where the others were made of a logo, it is that logo and not the theme's icon, unless the site
/// has one in the theme's place.
private func drawing(logo: Int?, isReplaced: Bool, _ resolver: LinkResolver) -> Address? {
  let icon = resolver.inputs.theme.assets.first { $0.path == themeIcon }
  guard isReplaced, let logo, icon?.isOfSite != true else { return Address(path: themeIcon) }
  return resolver.pictures[logo]?.format == .svg ? resolver.assetAddresses[logo] : nil
}

private struct IconSearch {
  let resolver: LinkResolver
  var diagnostics: [Diagnostic] = []

  mutating func favicon() -> Address? {
    guard let asset = resolver.published(SharedPicture.favicon) else { return nil }
    let file = resolver.inputs.assets[asset]
    let start = resolver.inputs.content.readPrefix(file.file, limit: 4096)
    if iconSizes(start) != nil { return resolver.assetAddresses[asset] }
    report(
      asset,
      Message("这个文件不是 ICO 格式的图标，没有用上", "this file is not an icon in ICO format, so it is not used"))
    return nil
  }

  mutating func square(_ name: String, _ size: Int) -> Address? {
    guard let asset = resolver.published(name) else { return nil }
    if let found = resolver.pictures[asset], found.format == .png,
      found.size == PictureSize(width: size, height: size)
    {
      return resolver.assetAddresses[asset]
    }
    report(
      asset,
      Message(
        "这个图标要 \(size)×\(size) 像素的 PNG，这个文件不是，没有用上",
        "this icon has to be a PNG of \(size) by \(size) pixels; this file is not, so it is not used"
      ))
    return nil
  }

  private mutating func report(_ asset: Int, _ message: Message) {
    diagnostics.append(
      resolver.wrong(
        asset, id: "bad-icon", message,
        Message(
          "移走它，再运行 branchpress card 生成一个",
          "move it away and run `branchpress card` to make one")))
  }
}

extension LinkResolver {
  fileprivate func wrong(
    _ asset: Int, id: String, _ message: Message, _ suggestion: Message
  ) -> Diagnostic {
    Diagnostic(
      .warning, id, at: Place(path: inputs.content.shown(inputs.assets[asset].path)), message,
      suggestion: suggestion)
  }
}
