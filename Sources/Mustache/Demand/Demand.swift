/// The names that a template looks up in an object of one kind that stands at one place, and those that it looks
/// up in the objects that these names hold.
///
/// Whoever remembers rendered pages can tell from it which values a page depends on: a value that nobody
/// asks for may change without changing the page.
public struct Demand: Sendable {
  /// The names that are written, tested or opened.
  public internal(set) var names: Set<String> = []
  /// By the name that holds them: what is asked of objects, and of the items of lists, that are opened.
  var below: [String: Demand] = [:]

  /// A demand for nothing.
  public init() {}

  /// The demand on the objects that `name` holds; nothing where they are not opened.
  public subscript(name: String) -> Demand { below[name] ?? Demand() }

  /// Whether no name is asked for.
  public var isEmpty: Bool { names.isEmpty }

  /// Adds what another template asks, or the same of a page of another kind.
  public mutating func formUnion(_ other: Demand) {
    names.formUnion(other.names)
    below.merge(other.below) { mine, others in
      var both = mine
      both.formUnion(others)
      return both
    }
  }
}

extension TemplateSet {
  /// The demands of a template on the objects of a stack, whatever their values are, in the order of their
  /// kinds; nil where that cannot be told, since a value names a template or templates use each other
  /// without end.
  ///
  /// Kinds of objects know what kinds their names hold from `Vocabulary.shape`. Values must be of these
  /// kinds, and none may be a lambda, whose text may ask for anything.
  public func demands(of template: Template, stack: [Shape]) -> [Demand]? {
    var steps = Int.max
    return demands(of: template, stack: stack, steps: &steps)
  }

  /// The same within so many steps, from which those that it takes are subtracted; nil where it takes more.
  public func demands(of template: Template, stack: [Shape], steps: inout Int) -> [Demand]? {
    var walk = DemandWalk(library, within: steps)
    let roots = stack.map { walk.add($0) }
    let isKnown = walk.enter(template.index, stack: roots)
    steps = max(0, steps - walk.steps)
    return isKnown ? roots.map { walk.demand(at: $0) } : nil
  }
}

extension DemandWalk {
  fileprivate func demand(at index: Int32) -> Demand {
    let node = nodes[Int(index)]
    var demand = Demand()
    for (slot, name) in node.shape.names.enumerated() where node.isAsked[slot] {
      demand.names.insert(name)
      if node.below[slot] >= 0 { demand.below[name] = self.demand(at: node.below[slot]) }
    }
    return demand
  }
}
