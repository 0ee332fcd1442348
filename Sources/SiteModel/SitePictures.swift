internal import Content
internal import Diagnostics
internal import Digests
internal import FrontMatter
internal import Pictures

/// Finds the site's logo and the picture of its band. Reports those that do not exist or that browsers do not show, and a
/// logo that feed readers do not show.
func findSitePictures(
  _ config: SiteConfig, _ resolver: LinkResolver, _ sources: SourcePlaces,
  diagnostics: inout [Diagnostic]
) -> SitePictures {
  var search = PictureSearch(resolver: resolver, sources: sources)
  let logo = config.logo.flatMap { search.logo($0) }
  let band = config.band.flatMap { search.asset($0, .band) }
  diagnostics += search.diagnostics
  func picture(_ asset: Int?) -> Picture? {
    asset.flatMap { resolver.picture($0, caption: nil) }
  }
  var found = SitePictures(
    logo: picture(logo?.page), feedLogo: picture(logo?.feeds), band: picture(band))
  found.card = findCard(resolver, &diagnostics)
  found.icons = findIcons(logo: logo?.page, resolver, &diagnostics)
  return found
}

/// The formats that all feed readers show.
private let feedFormats: [PictureFormat] = [.png, .jpeg, .gif]

extension LinkResolver {
  /// The index of the asset at a path below `content/`, nil where none is published.
  func published(_ path: String) -> Int? {
    guard case .asset(let asset)? = links[file: Digest(of: path)], !admission.refuses(asset) else {
      return nil
    }
    return asset
  }
}

private struct PictureSearch {
  enum Role { case logo, band }

  let resolver: LinkResolver
  let sources: SourcePlaces
  var diagnostics: [Diagnostic] = []

  /// The logo for pages and for feeds: one in SVG, say, has a file of the same name in another format beside it.
  mutating func logo(_ written: Field<String>) -> (page: Int, feeds: Int?)? {
    guard let page = asset(written, .logo) else { return nil }
    guard let format = resolver.pictures[page]?.format, !feedFormats.contains(format) else {
      return (page, page)
    }
    let path = resolver.inputs.assets[page].path
    let beside = ["png", "jpg", "jpeg", "gif"].lazy.compactMap { [self] in
      resolver.published(withoutEnding(path) + "." + $0)
    }.first
    if beside == nil {
      diagnostics.append(
        Diagnostic(
          .warning, "logo-not-in-feeds", at: sources.place("site.yml", written.range),
          Message(
            "阅读器只显示 PNG、JPG、GIF 格式的标志", "feed readers show logos in PNG, JPEG or GIF only"),
          suggestion: Message(
            "把标志另存为 PNG（最好是 512×512 像素的正方形），用同样的文件名放在旁边",
            "save the logo as PNG, at best a square of 512 by 512 pixels, beside it under the same name"
          )
        ))
    }
    return (page, beside)
  }

  /// The picture that a setting names; nil after a report if there is none.
  mutating func asset(_ written: Field<String>, _ role: Role) -> Int? {
    let found = paths(namedBy: written.value, from: "").lazy.compactMap { [resolver] in
      resolver.published($0)
    }
    guard let asset = found.first else {
      reportMissing(written, role)
      return nil
    }
    guard resolver.pictures[asset]?.format.isShownByBrowsers == true else {
      reportFormat(written, role)
      return nil
    }
    return asset
  }

  private mutating func reportMissing(_ written: Field<String>, _ role: Role) {
    let pictures = resolver.inputs.assets.lazy.filter { MediaType(fileName: $0.name).isPicture }
    let near = nearMatch(for: written.value, in: pictures.map(\.path))
    let name = brief(written.value)
    let message =
      switch role {
      case .logo: Message("标志的文件不存在：\(name)", "the logo's file does not exist: \(name)")
      case .band: Message("横幅图片的文件不存在：\(name)", "the file of `band` does not exist: \(name)")
      }
    let key = role == .logo ? "logo: images/logo.png" : "band: images/band.jpg"
    diagnostics.append(
      Diagnostic(
        .error, role == .logo ? "missing-logo" : "missing-band",
        at: sources.place("site.yml", written.range), message,
        suggestion: near.map { Message("是不是“\($0)”？", "did you mean `\($0)`?") }
          ?? Message(
            "把图片放进 content 文件夹，写上从 content 算起的路径，例如“\(key)”",
            "put the picture into `content` and write its path from there: `\(key)`")))
  }

  private mutating func reportFormat(_ written: Field<String>, _ role: Role) {
    let (message, suggestion) =
      switch role {
      case .logo:
        (
          Message(
            "标志的文件不是浏览器能显示的图片", "the logo's file is not a picture that browsers show"),
          Message(
            "另存为 PNG，最好是 512×512 像素的正方形", "save it as PNG, at best a square of 512 by 512 pixels")
        )
      case .band:
        (
          Message(
            "横幅图片的文件不是浏览器能显示的图片", "the file of `band` is not a picture that browsers show"),
          Message("另存为 JPG，宽 1600 像素左右", "save it as JPEG, about 1600 pixels wide")
        )
      }
    diagnostics.append(
      Diagnostic(
        .error, role == .logo ? "bad-logo" : "bad-band",
        at: sources.place("site.yml", written.range), message, suggestion: suggestion))
  }
}
