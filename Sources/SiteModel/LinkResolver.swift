internal import Content
internal import Digests
internal import FrontMatter
internal import Pictures

/// Finds what documents link to. Each document is resolved alone, from frozen values, so that all can
/// be done in parallel.
struct LinkResolver: Sendable {
  let inputs: Inputs
  let links: LinkMap
  let assetAddresses: [Address]
  let admission: Admission
  /// What the pictures among the assets are, by asset; nil for other files.
  let pictures: [PictureHeader?]
  /// All files of the site, sorted by path: a document may name generated pages and feeds by hand.
  let outputs: [Output]

  /// Where the links of a document lead whose page stands at `address`, in their order.
  func resolve(
    _ parsed: ParsedDocument, at address: Address, problems: inout ReferenceProblems
  ) -> [ResolvedLink] {
    if case .remembered(let record, let place) = parsed.facts.links,
      let found = files(record.knownLinks(at: place), at: address)
    {
      return found
    }
    return parsed.facts.links.all.map { target(of: $0, at: address, &problems) }
  }

  /// The same of an unchanged document, if all of its links lead to the page itself, to documents or to files of
  /// which there is nothing to say.
  private func files(_ links: consuming KnownLinks, at address: Address) -> [ResolvedLink]? {
    var found: [ResolvedLink] = []
    found.reserveCapacity(links.count)
    for _ in 0..<links.count {
      let link = links.next()
      guard let file = file(link, at: address), isPublished(file), isShown(file, as: link) else {
        return nil
      }
      found.append(file)
    }
    return found
  }

  /// Where a link leads, if that is the page itself, a document or a file.
  private func file(_ link: KnownLink, at address: Address) -> ResolvedLink? {
    if link.isFragment { return ResolvedLink(target: .page(address), suffix: link.suffix) }
    guard let path = link.path, let file = links[file: path] else { return nil }
    return ResolvedLink(target: file, suffix: link.suffix)
  }

  /// Whether what a link leads to is published, if it is a file.
  private func isPublished(_ found: ResolvedLink) -> Bool {
    found.asset.map { !admission.refuses($0) } ?? true
  }

  /// Whether browsers can show what a link leads to, if it is a picture.
  private func isShown(_ found: ResolvedLink, as link: KnownLink) -> Bool {
    guard link.isPicture, let asset = found.asset else { return true }
    return pictures[asset] != nil
  }

  private func target(
    of link: LocalLink, at address: Address, _ problems: inout ReferenceProblems
  ) -> ResolvedLink {
    let known = KnownLink(link)
    func report(_ kind: ReferenceProblem.Kind, path: String? = nil) {
      problems.add(
        ReferenceProblem(kind: kind, written: link.written, range: link.range, path: path))
    }
    if let file = file(known, at: address) {
      if let asset = file.asset, admission.refuses(asset) {
        report(.notAdmitted(asset: asset))
      } else if !isShown(file, as: known) {
        report(.notAPicture)
      }
      return file
    }
    let fallback = ResolvedLink(target: .page(address), suffix: "")
    guard let path = link.target.path else {
      report(.outside)
      return fallback
    }
    switch links[page: path] {
    case .page(let page)?: return ResolvedLink(target: .page(page), suffix: known.suffix)
    case .keptBack(let section)?:
      report(.unpublished)
      return ResolvedLink(target: .page(section), suffix: "")
    case nil:
      let written = Address(path: path)
      for candidate in [written, written.appending("/")]
      where outputs.place(of: candidate.outputPath, \.path) != nil {
        return ResolvedLink(target: .page(candidate), suffix: known.suffix)
      }
      report(link.isPicture ? .missingPicture : .missingLink, path: path)
      return fallback
    }
  }

  /// An asset that front matter names, by its index, or nil after reporting that it is not there or kept out.
  func asset(
    _ field: Field<String>, key: String, in parsed: ParsedDocument,
    problems: inout ReferenceProblems
  ) -> Int? {
    let destination = LocalDestination(field.value, from: parentFolder(of: parsed.path))
    func report(_ kind: ReferenceProblem.Kind) {
      problems.add(
        ReferenceProblem(
          kind: kind, written: field.value, range: field.range, path: destination.path))
    }
    if let path = destination.path, case .asset(let asset)? = links[file: Digest(of: path)] {
      if !admission.refuses(asset) { return asset }
      report(.notAdmitted(asset: asset))
    } else {
      report(.missingFile(key: key))
    }
    return nil
  }
}
