internal import ByteText
internal import Content
internal import Digests
internal import FrontMatter
internal import Pictures

/// A resolver of documents' links. Each document is resolved by itself, from immutable values, so that all can be
/// resolved in parallel.
struct LinkResolver: Sendable {
  let inputs: Inputs
  let links: LinkMap
  let assetAddresses: [Address]
  let admission: Admission
  /// The headers of the pictures among the assets, by asset; nil for other files.
  let pictures: [PictureHeader?]
  /// Whether renditions can be made.
  let hasRenditions: Bool
  /// All files of the site, sorted by path, since authors may also link to generated pages and feeds.
  let outputs: [Output]
  /// The files as they are published.
  var copies: AssetCopies

  /// The targets of a document's links, in their order; `address` is that of its page.
  func resolve(
    _ parsed: ParsedDocument, at address: Address, problems: inout ReferenceProblems
  ) -> [ResolvedLink] {
    if case .remembered(let record, let position) = parsed.facts.links,
      let found = files(record.knownLinks(at: position), in: parsed, at: address)
    {
      return found
    }
    var places = PlacesInTexts()
    return parsed.facts.links.all.map { link in
      let target = target(of: link, at: address, &problems)
      if !leadsToPlace(KnownLink(link), target, in: parsed, &places) {
        problems.add(missingPlace(link, target, in: parsed))
      }
      return target
    }
  }

  /// The targets of an unchanged document's links; nil unless all of them lead to the page itself, to documents, or to
  /// files about which there is nothing to report.
  private func files(
    _ links: consuming KnownLinks, in parsed: ParsedDocument, at address: Address
  ) -> [ResolvedLink]? {
    var found: [ResolvedLink] = []
    found.reserveCapacity(links.count)
    var places = PlacesInTexts()
    for _ in 0..<links.count {
      let link = links.next()
      guard let file = file(link, at: address), isPublished(file), isShown(file, as: link),
        leadsToPlace(link, file, in: parsed, &places)
      else { return nil }
      found.append(file)
    }
    return found
  }

  /// The target of a link that leads to the page itself, a document or a file; nil for any other link. A file whose name
  /// is the whole destination comes first, since `#` and `%` are written in names as well.
  private func file(_ link: KnownLink, at address: Address) -> ResolvedLink? {
    if let literal = link.literal, let file = links[file: literal] {
      return ResolvedLink(target: file, suffix: "")
    }
    if link.isFragment { return ResolvedLink(target: .page(address), suffix: link.suffix) }
    guard let path = link.path, let file = links[file: path] else { return nil }
    return ResolvedLink(target: file, suffix: link.suffix)
  }

  /// Whether the target of a link is published, which only files may not be.
  private func isPublished(_ found: ResolvedLink) -> Bool {
    found.asset.map { !admission.refuses($0) } ?? true
  }

  /// Whether browsers can show the target of a link; true for links that are not shown as pictures.
  private func isShown(_ found: ResolvedLink, as link: KnownLink) -> Bool {
    guard link.isPicture, let asset = found.asset else { return true }
    return isShown(asset) || PlayedFile(asset, of: inputs, copies) != nil
  }

  /// Whether the place in a text that a link names is there; true for links that name none.
  private func leadsToPlace(
    _ link: KnownLink, _ target: ResolvedLink, in parsed: ParsedDocument,
    _ places: inout PlacesInTexts
  ) -> Bool {
    guard !target.suffix.isEmpty, let place = fragment(of: target.suffix),
      let anchors = anchors(of: target, link, in: parsed)
    else { return true }
    let document: Int? = if case .document(let index) = target.target { index } else { nil }
    return places.contain(place, of: anchors, in: link.isFragment ? nil : document)
  }

  /// The places of the text that a link leads to; nil where it leads to none.
  private func anchors(
    of target: ResolvedLink, _ link: KnownLink, in parsed: ParsedDocument
  ) -> Anchors? {
    if link.isFragment { return parsed.facts.anchors }
    if case .document(let index) = target.target { return links.anchors(ofDocument: index) }
    return nil
  }

  private func missingPlace(
    _ link: LocalLink, _ target: ResolvedLink, in parsed: ParsedDocument
  ) -> ReferenceProblem {
    let known = KnownLink(link)
    return ReferenceProblem(
      kind: .missingPlace(
        fragment(of: known.suffix) ?? "",
        anchors: anchors(of: target, known, in: parsed)?.all ?? []),
      written: link.written, range: link.range)
  }

  private func target(
    of link: LocalLink, at address: Address, _ problems: inout ReferenceProblems
  ) -> ResolvedLink {
    let known = KnownLink(link)
    func report(_ kind: ReferenceProblem.Kind, path: String? = nil) {
      problems.add(
        ReferenceProblem(
          kind: kind, written: link.written, range: link.range, path: path, isHTML: link.isHTML))
    }
    if let file = file(known, at: address) {
      if let asset = file.asset, admission.refuses(asset) {
        report(.notAdmitted(asset: asset))
      } else if !isShown(file, as: known) {
        report(.notAPicture)
      }
      return file
    }
    let isText = link.isHTML || link.isTentative
    let fallback = ResolvedLink(target: isText ? .asWritten : .page(address), suffix: "")
    guard let path = link.target.path else {
      report(link.isTentative ? .unreadLink(isPicture: link.isPicture) : .outside)
      return fallback
    }
    switch links[page: path] {
    case .page(let page)?: return ResolvedLink(target: .page(page), suffix: known.suffix)
    case .unread?: return fallback
    case .keptBack(let section)?:
      report(.unpublished)
      return ResolvedLink(target: .page(section), suffix: "")
    case nil:
      let written = Address(path: path)
      for candidate in [written, written.appending("/")]
      where outputs.index(of: candidate.outputPath, \.path) != nil {
        return ResolvedLink(target: .page(candidate), suffix: known.suffix)
      }
      report(missing(link), path: path)
      return fallback
    }
  }

  private func missing(_ link: LocalLink) -> ReferenceProblem.Kind {
    if link.isTentative { return .unreadLink(isPicture: link.isPicture) }
    return link.isPicture ? .missingPicture : .missingLink
  }

  /// Whether browsers show a picture, or a rendition in its place.
  private func isShown(_ asset: Int) -> Bool {
    pictures[asset].map { $0.format.isShownByBrowsers || hasRenditions } ?? false
  }

  /// A file as a photograph; nil if browsers can neither show nor play it.
  func picture(_ asset: Int, caption: String?) -> Picture? {
    let played = PlayedFile(asset, of: inputs, copies)
    guard played != nil || isShown(asset) else { return nil }
    return Picture(
      asset: asset, address: assetAddresses[asset], caption: caption,
      size: pictures[asset]?.size.map { ($0.width, $0.height) }, bytes: copies.size(of: asset),
      poster: played?.media == .video ? poster(of: asset) : nil, played: played)
  }

  /// The picture of the same name beside a video.
  private func poster(of video: Int) -> (asset: Int, address: Address)? {
    let path = inputs.assets[video].path
    let name =
      parentFolder(of: path).isEmpty
      ? stem(of: path) : parentFolder(of: path) + "/" + stem(of: path)
    for ending in ["jpg", "jpeg", "JPG", "png", "webp"] {
      guard case .asset(let asset)? = links[file: Digest(of: name + "." + ending)],
        isShown(asset), !admission.refuses(asset)
      else { continue }
      return (asset, assetAddresses[asset])
    }
    return nil
  }

  /// The index of an asset that front matter names; nil after reporting that it does not exist or is kept out.
  func asset(
    _ field: Field<String>, key: String, in parsed: ParsedDocument,
    problems: inout ReferenceProblems
  ) -> Int? {
    let paths = paths(namedBy: field.value, from: parentFolder(of: parsed.path))
    func report(_ kind: ReferenceProblem.Kind) {
      problems.add(
        ReferenceProblem(kind: kind, written: field.value, range: field.range, path: paths.first))
    }
    for path in paths {
      guard case .asset(let asset)? = links[file: Digest(of: path)] else { continue }
      if !admission.refuses(asset) { return asset }
      report(.notAdmitted(asset: asset))
      return nil
    }
    report(isWebAddress(field.value) ? .remoteFile(key: key) : .missingFile(key: key))
    return nil
  }

  /// The index of another document that front matter names by its file or by the folder that it has to itself; nil for
  /// one that is not published yet, and after reporting that there is none.
  func document(
    _ field: Field<String>, key: String, in parsed: ParsedDocument,
    problems: inout ReferenceProblems
  ) -> Int? {
    let paths = paths(namedBy: field.value, from: parentFolder(of: parsed.path))
    for path in paths.flatMap({ [$0, $0 + "/index.md"] }) where path != parsed.path {
      if case .document(let document)? = links[file: Digest(of: path)] { return document }
      switch links[page: path] {
      case .keptBack?, .unread?: return nil
      case .page?, nil: continue
      }
    }
    problems.add(
      ReferenceProblem(
        kind: .missingDocument(key: key), written: field.value, range: field.range,
        path: paths.first))
    return nil
  }
}

/// Whether a text that should name a file is an address of the web.
private func isWebAddress(_ text: String) -> Bool {
  let start = lowercasedASCII(String(String.UnicodeScalarView(text.unicodeScalars.prefix(8))))
  return ["https://", "http://", "//", "www."].contains { start.utf8.starts(with: $0.utf8) }
}

/// The places in the texts that one document links to, each text's looked up once however many links lead to it.
private struct PlacesInTexts {
  private var ofDocument: [Int?: Set<String>] = [:]

  /// Whether a place is among those of a document's text, or of the own text where `document` is nil.
  mutating func contain(_ place: String, of anchors: Anchors, in document: Int?) -> Bool {
    if let known = ofDocument[document] { return known.contains(place) }
    let all = Set(anchors.all)
    ofDocument[document] = all
    return all.contains(place)
  }
}
