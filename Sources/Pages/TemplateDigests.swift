internal import Diagnostics
internal import Digests
internal import Mustache

/// The influence of its template on the bytes of a page.
package struct TemplateDigest: Sendable {
  /// The digest of the template's text, of every partial and parent that it may use, of the words that it uses, and of
  /// the versions of the files that it links.
  var text = Digest.none
  /// The values that the template uses of its page.
  package var demand = PageDemand()
  /// The paths of the theme's files whose versions the template writes.
  package var assets: [String] = []
}

/// The largest number of steps for finding out the demands of all templates. A theme's templates take a few thousand;
/// beyond the limit a template's demand is unknown, and its pages depend on everything.
private let mostSteps = 20_000_000

/// The digests of templates of a set, by the indices of their names.
func templateDigests(
  of wanted: [String], in set: TemplateSet, _ kinds: ObjectKinds, words: [String],
  _ versions: AssetVersions
) -> (names: DigestSet, digests: [TemplateDigest]) {
  let texts = textDigests(of: set)
  var names = DigestSet(capacity: wanted.count)
  var digests: [TemplateDigest] = []
  var steps = mostSteps
  var parts = DigestBuilder()
  for name in wanted {
    guard let template = set.template(named: name), names.insert(Digest(of: name)).isNew else {
      continue
    }
    let asked = demands(
      of: template, in: set, kinds.pages.kinds(of: name), below: kinds.root.shape, &steps)
    parts.add(texts[name] ?? .none)
    for (key, word) in zip(kinds.strings.names, words)
    where asked?.shared["strings"].names.contains(key) ?? true {
      parts.add(key)
      parts.add(word)
    }
    let assets = versionedAssets.filter {
      asked?.shared["asset"].names.contains($0.key) ?? true
    }
    for (key, _) in assets { parts.add(versions[key]) }
    digests.append(
      TemplateDigest(
        text: parts.digest(),
        demand: asked.map { PageDemand(page: $0.page, shared: $0.shared) } ?? PageDemand(),
        assets: assets.map(\.value)))
  }
  return (names, digests)
}

/// The values that a template uses of pages of some kinds and of the object that all pages share; nil where that cannot
/// be found out.
private func demands(
  of template: Template, in set: TemplateSet, _ kinds: [Shape], below root: Shape,
  _ steps: inout Int
) -> (page: Demand, shared: Demand)? {
  var (page, shared) = (Demand(), Demand())
  for kind in kinds {
    guard let demands = set.demands(of: template, stack: [root, kind], steps: &steps) else {
      return nil
    }
    shared.formUnion(demands[0])
    page.formUnion(demands[1])
  }
  return (page, shared)
}

/// The digests of each template's text together with all templates that it may use.
///
/// Each is made of the template's text and the digests of the templates that it uses, so that all take one walk over
/// the references. Templates that use each other in a circle have the same digest.
private func textDigests(of set: TemplateSet) -> [String: Digest] {
  let names = set.names
  var indexOfName: [String: Int] = [:]
  for (index, name) in names.enumerated() { indexOfName[name] = index }
  // A name that comes from a value may use any template, which is represented by a node that leads to all.
  let anything = names.count
  let templates = names.map { set.template(named: $0) }
  func used(by node: Int) -> [Int] {
    if node == anything { return Array(names.indices) }
    return (templates[node].map(set.references(in:)) ?? []).compactMap { reference in
      switch reference.kind {
      case .partial, .parent: indexOfName[reference.name]
      case .dynamicName: anything
      case .interpolation, .test, .block, .override: nil
      }
    }
  }
  var made = [Digest](repeating: .none, count: names.count + 1)
  var parts = DigestBuilder()
  for component in components(of: names.count + 1, used) {
    for node in component where node != anything {
      if let template = templates[node] { parts.add(Digest(of: set.file(of: template).bytes)) }
    }
    // The members of the component itself have no digest yet.
    for other in component.lazy.flatMap(used) where made[other] != .none {
      parts.add(made[other])
    }
    let digest = parts.digest()
    for node in component { made[node] = digest }
  }
  return Dictionary(zip(names, made), uniquingKeysWith: { first, _ in first })
}
