internal import Content
internal import Diagnostics
internal import Files
internal import Pictures
internal import Renditions

/// The widths of pictures in pixels: for a card or a telephone, for a text on a telephone with a fine screen, and for a whole
/// screen.
private let widths = [480, 960, 1600]

/// The shape of the picture that other sites and messengers show with a link.
private let cardSize = (width: 1200, height: 630)
private let cardShape = Recipe.Shape.fill(width: cardSize.width, height: cardSize.height)

/// The originals that pages show.
private struct PictureUses {
  /// In the order in which they were found, each once.
  private(set) var shown: [Int] = []
  /// The originals that stand for their documents.
  private(set) var covers: Set<Int> = []
  private var seen: Set<Int> = []
  private let pictures: [PictureHeader?]

  init(_ pictures: [PictureHeader?]) { self.pictures = pictures }

  mutating func show(_ asset: Int) {
    if pictures[asset] != nil, seen.insert(asset).inserted { shown.append(asset) }
  }

  mutating func add(_ references: References, of document: ParsedDocument) {
    if references === References.none { return }
    add(references.links, of: document)
    for photo in references.photos { show(photo.poster?.asset ?? photo.asset) }
    guard let cover = references.mainPicture else { return }
    show(cover.asset)
    covers.insert(cover.asset)
  }

  /// Adds what a text shows, without files that it only links to.
  mutating func add(_ targets: [ResolvedLink], of document: ParsedDocument) {
    var links: [LocalLink]?
    for index in targets.indices {
      guard case .asset(let asset) = targets[index].target, pictures[asset] != nil else { continue }
      let all = links ?? document.facts.links.all
      links = all
      if all[index].isPicture { show(asset) }
    }
  }
}

/// A planner of the renditions that the pages of a site show.
struct RenditionPlanner {
  let all: Collections
  let references: [References]
  let site: SitePictures
  let resolver: LinkResolver

  /// Has the renditions made of all originals that pages show. Reports those of which none could be made, which are shown as
  /// they are.
  func make(from source: RenditionSource, diagnostics: inout [Diagnostic]) -> SiteRenditions {
    if case .none = source { return SiteRenditions() }
    let plans = plans()
    guard !plans.isEmpty else { return SiteRenditions() }
    guard case .making(let make) = source else {
      if case .absent(let note) = source { diagnostics.append(note) }
      return SiteRenditions()
    }
    let outcomes = make(
      plans.map { plan in
        let file = resolver.inputs.assets[plan.asset]
        return RenditionStore.Order(
          file: file.file, stamp: file.stamp, header: plan.header, recipes: plan.recipes)
      })
    var renditions = SiteRenditions()
    renditions.sets = [RenditionSet?](repeating: nil, count: resolver.inputs.assets.count)
    for (plan, outcome) in zip(plans, outcomes) {
      switch outcome {
      case .made(let made):
        renditions.sets[plan.asset] = plan.set
        renditions.files += zip(plan.addresses, made).map { address, made in
          RenditionFile(
            original: plan.asset, address: address,
            file: FoundFile(file: made.file, stamp: made.stamp), digest: made.digest)
        }
      case .failed(let failure): diagnostics.append(problem(with: plan.asset, failure))
      case nil: break
      }
    }
    return renditions
  }

  private func plans() -> [OriginalPlan] {
    if resolver.pictures.allSatisfy({ $0 == nil }) { return [] }
    var uses = PictureUses(resolver.pictures)
    for (document, references) in zip(all.documents, references) {
      uses.add(references, of: document.parsed)
    }
    for column in all.columns {
      if let text = column.description { uses.add(column.links, of: text) }
    }
    if let band = site.band { uses.show(band.asset) }
    return uses.shown.compactMap { asset in
      guard let header = resolver.pictures[asset], let size = header.size else { return nil }
      let plan = OriginalPlan(
        asset, header, size, bytes: resolver.inputs.assets[asset].size,
        at: resolver.assetAddresses[asset], hasCard: uses.covers.contains(asset))
      // A file that somebody made by this very name stays.
      let isFree = plan?.paths.allSatisfy { resolver.outputs.index(of: $0, \.path) == nil } ?? false
      return isFree ? plan : nil
    }
  }

  private func problem(with asset: Int, _ failure: RenditionFailure) -> Diagnostic {
    Diagnostic(
      .warning, "picture-not-scaled",
      at: Place(path: resolver.inputs.content.shown(resolver.inputs.assets[asset].path)),
      Message(
        "这张图片没能缩小，按原样发布：\(failure.reason.chinese)",
        "this picture could not be scaled and is published as it is: \(failure.reason.english)"),
      suggestion: failure.help)
  }
}

/// The renditions that are to be made of an original.
private struct OriginalPlan {
  let asset: Int
  let header: PictureHeader
  private let size: PictureSize
  private let address: Address
  private let shapes: [Recipe.Shape]
  private let formats: (best: Recipe.Format, plain: Recipe.Format)
  private let hasCard: Bool

  /// Nil for originals that are shown as they are: drawings, pictures that move, and those that are small already.
  init?(
    _ asset: Int, _ header: PictureHeader, _ size: PictureSize, bytes: Int, at address: Address,
    hasCard: Bool
  ) {
    let formats = Recipe.formats(for: header, bytes: bytes)
    guard let best = formats.first, let plain = formats.last else { return nil }
    let isLight = header.format.isShownByBrowsers && bytes <= lightPicture
    let narrower = widths.filter { $0 < size.width }
    let all = narrower.count < widths.count ? narrower + [size.width] : narrower
    shapes = (isLight ? [] : all).map { .fit(width: $0) }.filter { shape in
      Recipe(shape, best).isPossible(for: size) && Recipe(shape, plain).isPossible(for: size)
    }
    self.hasCard = hasCard && cardSize.width <= size.width && cardSize.height <= size.height
    guard !shapes.isEmpty || self.hasCard else { return nil }
    self.asset = asset
    self.header = header
    self.size = size
    self.address = address
    self.formats = (best, plain)
  }

  /// The recipes, in the order of `addresses`.
  var recipes: [Recipe] {
    shapes.flatMap { [Recipe($0, formats.best), Recipe($0, formats.plain)] }
      + (hasCard ? [Recipe(cardShape, .jpeg)] : [])
  }

  /// The addresses of the renditions.
  var addresses: [Address] {
    (set.sizes.flatMap { [$0.best, $0.plain] }) + (set.card.map { [$0.plain] } ?? [])
  }

  /// The paths of the renditions.
  var paths: [String] { addresses.map(\.outputPath) }

  /// The renditions as pages show them.
  var set: RenditionSet {
    RenditionSet(
      sizes: shapes.map { shape in
        let size = Recipe(shape, formats.best).size(of: size)
        return RenditionSet.Size(
          width: size.width, height: size.height, best: named("\(size.width)", formats.best),
          plain: named("\(size.width)", formats.plain))
      },
      bestType: formats.best.mediaType, card: hasCard ? card : nil)
  }

  private var card: RenditionSet.Size {
    let size = Recipe(cardShape, .jpeg).size(of: size)
    let address = named("card", .jpeg)
    return RenditionSet.Size(width: size.width, height: size.height, best: address, plain: address)
  }

  /// The address of a rendition, beside the original and with its whole name: `photo.jpg.960.webp`.
  private func named(_ size: String, _ format: Recipe.Format) -> Address {
    address.appending(".\(size).\(format.ending)")
  }
}

/// The number of bytes up to which a picture is shown as it is: renditions would save less than their requests cost.
private let lightPicture = 48 << 10
