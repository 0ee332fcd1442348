/// Finds out which raw elements that may hold text are closed where they were opened.
struct ElementPairs {
  /// Whether each token that was added, in their order, opens or closes an element that is both.
  private(set) var arePaired: [Bool] = []
  private var open: [(element: SafeElement, token: Int)] = []
  private var openCounts: [SafeElement: Int] = [:]

  /// Adds a token. Takes constant time, taken over all of them.
  mutating func add(_ token: HTMLToken) {
    arePaired.append(false)
    switch token {
    case .open(let element) where !element.isBlock && !element.isVoid: begin(element)
    case .end(let element) where openCounts[element, default: 0] > 0: end(element)
    default: break
    }
  }

  /// Ends the text at hand: what is open in it is closed nowhere.
  mutating func endText() {
    open.removeAll()
    openCounts.removeAll()
  }

  private mutating func begin(_ element: SafeElement) {
    if element.isAnnotation {
      guard openCounts[.ruby, default: 0] > 0 else { return }
      if let last = open.last, last.element.isAnnotation { pop(isPaired: true) }
    }
    open.append((element, arePaired.count - 1))
    openCounts[element, default: 0] += 1
  }

  private mutating func end(_ element: SafeElement) {
    arePaired[arePaired.count - 1] = true
    while let last = open.last {
      // The end tag of an annotation may be left out.
      pop(isPaired: last.element == element || last.element.isAnnotation)
      if last.element == element { return }
    }
  }

  private mutating func pop(isPaired: Bool) {
    guard let last = open.popLast() else { return }
    openCounts[last.element, default: 0] -= 1
    arePaired[last.token] = isPaired
  }
}

extension HTMLWalker {
  /// Whether the tag of an inline node opens or closes an element that is both among the node's siblings. The first question
  /// about one of them answers all.
  func isPaired(_ node: Node) -> Bool {
    if node.tag == 0 { pairElements(among: node.parent) }
    return node.tag == pairedTag
  }

  private func pairElements(among parent: Node?) {
    var pairs = ElementPairs()
    var tags: [Node] = []
    var child = parent?.firstChild
    while let node = child {
      if node.kind == .htmlInline {
        pairs.add(nextToken(in: node.literal, at: 0).token)
        tags.append(node)
      }
      child = node.next
    }
    for (tag, isPaired) in zip(tags, pairs.arePaired) { tag.tag = isPaired ? pairedTag : lonelyTag }
  }
}

private let lonelyTag = 1
private let pairedTag = 2
