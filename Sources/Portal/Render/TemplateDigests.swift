internal import Diagnostics
internal import Digests
internal import Mustache

/// What the bytes of a page owe to its template.
struct TemplateDigest: Sendable {
  /// Of the template's text, of every partial and parent that it may use, and of the words that it asks
  /// for.
  let text: Digest
  let demand: PageDemand

  /// The digest of a template that is not there.
  static let none = TemplateDigest(text: .none, demand: PageDemand())
}

extension TemplateDigest {
  /// The digest of a template whose text, with all that it uses, has a digest already.
  init(
    of name: String, _ template: Digest, in set: TemplateSet, _ shapes: Shapes, words: [String]
  ) {
    var parts = Ingredients()
    parts.add(template)
    let asked = set.template(named: name).flatMap { template in
      demands(of: template, in: set, shapes.pages.kinds(of: name), below: shapes.root)
    }
    for (key, word) in zip(shapes.strings.names, words)
    where asked?.shared["strings"].names.contains(key) ?? true {
      parts.add(key)
      parts.add(word)
    }
    text = parts.digest()
    demand = asked.map { PageDemand(page: $0.page, shared: $0.shared) } ?? PageDemand()
  }
}

/// What a template asks of pages of some kinds and of what lies below all of them; nil where that cannot be
/// told.
private func demands(
  of template: Template, in set: TemplateSet, _ kinds: [Shape], below root: Shape
) -> (page: Demand, shared: Demand)? {
  var (page, shared) = (Demand(), Demand())
  for kind in kinds {
    guard let demands = set.demands(of: template, stack: [root, kind]) else { return nil }
    shared.formUnion(demands[0])
    page.formUnion(demands[1])
  }
  return (page, shared)
}

/// The digests of the texts of a set's templates with all that they use, in their order.
///
/// Each is made of its template's text and the digests of what that uses, so that all take one walk over the
/// references. Templates that use each other in a circle share one.
func textDigests(of set: TemplateSet) -> [Digest] {
  let names = set.names
  let templates = names.map { set.template(named: $0) }
  var places: [String: Int] = [:]
  for (place, name) in names.enumerated() { places[name] = place }
  // Where a name comes from a value, anything may be used: that is one node more, which leads to all.
  let anything = names.count
  let references = templates.map { $0.map(set.references(in:)) ?? [] }
  func edges(_ node: Int) -> [Int] {
    node == anything ? Array(names.indices) : uses(references[node], places, anything: anything)
  }
  var made = [Digest](repeating: .none, count: names.count + 1)
  var parts = Ingredients()
  for component in components(of: names.count + 1, edges) {
    for node in component where node != anything {
      if let template = templates[node] { parts.add(Digest(of: set.file(of: template).bytes)) }
    }
    // What the component itself contains has no digest yet.
    for node in component {
      for other in edges(node) where made[other] != .none { parts.add(made[other]) }
    }
    let digest = parts.digest()
    for node in component { made[node] = digest }
  }
  return Array(made.dropLast())
}

/// The names of the templates that others use by name.
func namesInUse(_ set: TemplateSet) -> Set<String> {
  var names: Set<String> = []
  for name in set.names {
    for reference in set.template(named: name).map(set.references(in:)) ?? [] {
      switch reference.kind {
      case .partial, .parent: names.insert(reference.name)
      case .dynamicName, .interpolation, .test, .block, .override: break
      }
    }
  }
  return names
}

/// The places of the templates that references lead to.
private func uses(
  _ references: [TemplateReference], _ places: [String: Int], anything: Int
) -> [Int] {
  references.compactMap { reference in
    switch reference.kind {
    case .partial, .parent: places[reference.name]
    case .dynamicName: anything
    case .interpolation, .test, .block, .override: nil
    }
  }
}
