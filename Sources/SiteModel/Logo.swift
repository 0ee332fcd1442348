internal import Content
internal import Diagnostics
internal import Digests
internal import FrontMatter
internal import Pictures

/// The site's logo. Reports one that does not exist, and one in a format that feed readers do not show.
func findLogo(
  _ config: SiteConfig, _ resolver: LinkResolver, _ sources: SourcePlaces,
  diagnostics: inout [Diagnostic]
) -> Picture? {
  guard let written = config.logo else { return nil }
  func report(_ id: String, _ message: Message, _ suggestion: Message) {
    diagnostics.append(
      Diagnostic(
        .error, id, at: sources.place("site.yml", written.range), message, suggestion: suggestion))
  }
  let found = paths(namedBy: written.value, from: "").lazy.compactMap { path -> Int? in
    guard case .asset(let asset)? = resolver.links[file: Digest(of: path)] else { return nil }
    return asset
  }
  guard let asset = found.first, !resolver.admission.refuses(asset) else {
    let pictures = resolver.inputs.assets.lazy.filter { MediaType(fileName: $0.name).isPicture }
    let near = nearMatch(for: written.value, in: pictures.map(\.path))
    report(
      "missing-logo",
      Message(
        "标志的文件不存在：\(brief(written.value))",
        "the logo's file does not exist: \(brief(written.value))"),
      near.map { Message("是不是“\($0)”？", "did you mean `\($0)`?") }
        ?? Message(
          "把图片放进 content 文件夹，写上从 content 算起的路径，例如“logo: images/logo.png”",
          "put the picture into `content` and write its path from there: `logo: images/logo.png`"))
    return nil
  }
  guard let format = resolver.pictures[asset]?.format, logoFormats.contains(format) else {
    report(
      "bad-logo",
      Message("阅读器只显示 PNG、JPG、GIF 格式的标志", "feed readers show logos in PNG, JPEG or GIF only"),
      Message(
        "另存为 PNG，最好是 512×512 像素的正方形", "save it as PNG, at best a square of 512 by 512 pixels"))
    return nil
  }
  return resolver.picture(asset, caption: nil)
}

/// The formats that all feed readers show.
private let logoFormats: [PictureFormat] = [.png, .jpeg, .gif]
