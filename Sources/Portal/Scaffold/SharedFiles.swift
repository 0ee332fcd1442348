package import Content
package import Diagnostics
package import Files
internal import ByteText
internal import FrontMatter
internal import Pages
internal import Pictures

/// A drawing of a site's card or of one of its icons.
package struct SharedDrawing: Sendable {
  /// As SVG.
  package let svg: [UInt8]
  /// In pixels.
  package let width: Int
  /// In pixels.
  package let height: Int
}

/// A file that `branchpress card` makes, of drawings that another program draws.
package struct SharedFile: Sendable {
  /// The path below `content/`.
  package let path: FilePath
  /// The drawings: one, or the pictures of an icon file.
  package let drawings: [SharedDrawing]

  /// The bytes of the file from those of its drawings as PNG, in their order; nil if one is no PNG.
  package func bytes(of pictures: [[UInt8]]) -> [UInt8]? {
    let marked = pictures.compactMap(markedAsMade)
    guard marked.count == drawings.count, let first = marked.first else { return nil }
    return drawings.count == 1
      ? first : iconFile(of: zip(drawings, marked).map { ($0.width, $1) })
  }
}

/// The card and the icons of a site, to be drawn.
package struct SharedFiles: Sendable {
  /// The folder of the site's content.
  package let content: Folder
  /// The files, in the order in which people are told of them.
  package let files: [SharedFile]
  /// The families of fonts of which one should be there; none where any will do.
  package let fonts: [String]

  /// Reads the settings, the theme and the logo of a site; nil after reporting that this is not possible.
  package init?(_ options: BuildOptions, diagnostics: inout [Diagnostic]) {
    let content = Folder(path: options.content)
    self.content = content
    guard
      let source = readText(
        settingsFile, in: content, limit: SizeLimit.settings, diagnostics: &diagnostics)
    else { return nil }
    let config = parseSiteConfig(source, diagnostics: &diagnostics)
    let own = Folder(path: options.templates)
    let theme = Theme(
      own.exists ? own.walk(diagnostics: &diagnostics) : [], overridingIn: own,
      diagnostics: &diagnostics)
    guard !diagnostics.hasErrors,
      let templates = Templates(theme, for: [], config, diagnostics: &diagnostics),
      let logo = Logo(config, theme, in: content, settings: source, diagnostics: &diagnostics)
    else { return nil }
    var writer = ByteWriter(capacity: logo.bytes.count * 2)
    let card = SiteCard(config, logo: logo.format.mediaType, logo.bytes)
    diagnostics += templates.write(card, config, to: &writer)
    guard !diagnostics.hasErrors else { return nil }
    files =
      [SharedFile(SharedPicture.cards[0], [SharedDrawing(card: writer.array())])].compactMap(\.self)
      + logo.icons(on: config.accent ?? .band)
    fonts = hasHan(config.title) ? cardFonts(config) : []
  }

  /// The path of a file in the place of one of these that BranchPress did not make, or that was changed since; nil if there is no
  /// such thing.
  package func foreign(inPlaceOf file: SharedFile) -> FilePath? {
    // A card by a person's hand may have another format.
    let names = file.path.text == SharedPicture.cards[0] ? SharedPicture.cards : [file.path.text]
    guard
      let path = names.lazy.compactMap(FilePath.init).first(where: { content.kind(of: $0) != nil })
    else { return nil }
    if content.kind(of: path) == .regular,
      let bytes = try? content.read(path, limit: largestMade).get(), isMarkedAsMade(bytes)
    {
      return nil
    }
    return path
  }

  /// Writes a file, and returns whether it is another one than before; whatever is in its place is lost.
  package func write(_ file: SharedFile, _ bytes: [UInt8]) throws(FileError) -> Bool {
    var writer = ByteWriter(capacity: bytes.count)
    writer.append(bytes)
    if content.file(file.path, equals: writer) != nil { return false }
    let temporary = FilePath(fixed: ".branchpress-card")
    content.removeWhatever(at: temporary)
    try content.replace(file.path, with: writer, by: temporary, isLasting: true)
    return true
  }
}

/// The most bytes of a file that BranchPress can have made.
private let largestMade = 16 << 20

extension SharedFile {
  fileprivate init?(_ name: String, _ drawings: [SharedDrawing]) {
    guard let path = FilePath(name) else { return nil }
    self.init(path: path, drawings: drawings)
  }
}

extension SharedDrawing {
  fileprivate init(card svg: [UInt8]) {
    self.init(svg: svg, width: SharedPicture.cardWidth, height: SharedPicture.cardHeight)
  }
}

private func hasHan(_ text: String) -> Bool {
  text.unicodeScalars.contains { $0.value >= 0x2E80 }
}

// MARK: - Icons

/// The picture that icons are made of: the icon that a site has in the theme's place, else its logo, else the theme's icon.
private struct Logo {
  let format: PictureFormat
  let bytes: [UInt8]

  init?(
    _ config: SiteConfig, _ theme: Theme, in content: Folder, settings: SourceFile,
    diagnostics: inout [Diagnostic]
  ) {
    let icon = theme.assets.first { $0.path == themeIcon }
    if let written = config.logo, icon?.isOfSite != true {
      let found = paths(namedBy: written.value, from: "").lazy.compactMap(FilePath.init).first {
        content.kind(of: $0) == .regular
      }
      let bytes = found.flatMap { try? content.read($0, limit: largestLogo).get() } ?? []
      guard let format = PictureHeader(bytes)?.format, drawnFormats.contains(format) else {
        diagnostics.append(
          unusable(brief(written.value), at: Place(settings, written.range)))
        return nil
      }
      (self.format, self.bytes) = (format, bytes)
      return
    }
    guard let icon, PictureHeader(icon.bytes)?.format == .svg else {
      diagnostics.append(
        unusable(themeIcon, at: Place(path: icon?.shownPath ?? themeIcon)))
      return nil
    }
    (format, bytes) = (.svg, icon.bytes)
  }

  /// The files of icons. The one for phones has a ground, since they show black behind what is transparent.
  func icons(on ground: AccentColour) -> [SharedFile] {
    let sizes =
      [(SharedPicture.favicon, SharedPicture.faviconSizes, false)]
      + [(SharedPicture.touchIcon, [SharedPicture.touchSize], true)]
      + SharedPicture.manifestSizes.map { (SharedPicture.icon($0), [$0], false) }
    return sizes.compactMap { name, sizes, hasGround in
      SharedFile(name, sizes.map { icon($0, on: hasGround ? ground : nil) })
    }
  }

  private func icon(_ size: Int, on ground: AccentColour?) -> SharedDrawing {
    let side = "width=\"\(size)\" height=\"\(size)\""
    var svg = ByteWriter(capacity: bytes.count * 2 + 400)
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" \(side) viewBox=\"0 0 \(size) \(size)\">")
    if let ground { svg.append("<rect \(side) fill=\"\(ground.css)\"/>") }
    svg.append("<image \(side) href=\"\(dataAddress(of: bytes, type: format.mediaType))\"/></svg>")
    return SharedDrawing(svg: svg.array(), width: size, height: size)
  }
}

/// The formats of logos that all programs draw which make cards.
private let drawnFormats: [PictureFormat] = [.png, .jpeg, .gif, .svg]

/// The most bytes of a logo.
private let largestLogo = 4 << 20

private func unusable(_ name: String, at place: Place) -> Diagnostic {
  Diagnostic(
    .error, "unusable-logo", at: place,
    Message("不能用这个文件做图标：\(name)", "icons cannot be made of this file: \(name)"),
    suggestion: Message(
      "换成 4 MB 以内的 PNG、JPG 或 SVG，最好是正方形",
      "use a PNG, JPEG or SVG of at most 4 MB, at best a square"))
}
