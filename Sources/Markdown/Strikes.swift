/// A run of one or two `~` that strikes text through.
struct Strike {
  fileprivate let text: Node
  /// In the text node without marks.
  let offset: Int
  let length: Int
  let opens: Bool
}

/// The runs of `~` that have been paired.
struct Strikes {
  /// Those of one text node stand together, in ascending order of their offsets.
  fileprivate var all: [Strike] = []
  /// Where those of a text node begin.
  fileprivate var first: [Node: Int] = [:]
  /// Nodes of which the children have been looked through.
  fileprivate var parents: Set<Node> = []
}

extension HTMLWalker {
  func strike(of text: Node, at offset: Int) -> Strike? {
    guard var index = strikes.first[text] else { return nil }
    while index < strikes.all.count, strikes.all[index].text == text {
      if strikes.all[index].offset == offset { return strikes.all[index] }
      index += 1
    }
    return nil
  }

  /// Opens or closes `<del>`, unless raw HTML has closed it already.
  mutating func writeStrike(_ strike: Strike) {
    if strike.opens {
      openElement(.del, at: 0..<0, depth: depth)
    } else {
      _ = closeElement(.del, depth: depth)
    }
  }

  mutating func findStrikes(beside text: Node) {
    guard let parent = text.parent, strikes.parents.insert(parent).inserted else { return }
    findStrikes(in: parent)
  }

  /// Finds the runs of `~` among a node's children that open and close, each pair of one length and
  /// within the one node, so that elements nest whatever emphasis there is. Takes linear time.
  private mutating func findStrikes(in parent: Node) {
    var runs: [Run] = []
    var child = parent.firstChild
    while let node = child {
      if node.kind == .text { collectRuns(in: node, &runs) }
      child = node.next
    }
    guard runs.count > 1 else { return }
    let roles = pair(runs)
    for (run, opens) in zip(runs, roles) {
      guard let opens else { continue }
      if strikes.all.last?.text != run.node { strikes.first[run.node] = strikes.all.count }
      strikes.all.append(
        Strike(text: run.node, offset: run.offset, length: run.length, opens: opens))
    }
  }

  /// For each run whether it opens or closes, nil if it does neither.
  private func pair(_ runs: [Run]) -> [Bool?] {
    var roles = [Bool?](repeating: nil, count: runs.count)
    var single: [Int] = []
    var double: [Int] = []
    for index in runs.indices {
      let isSingle = runs[index].length == 1
      if runs[index].canClose, let opener = isSingle ? single.popLast() : double.popLast() {
        while let last = single.last, last > opener { single.removeLast() }
        while let last = double.last, last > opener { double.removeLast() }
        roles[opener] = true
        roles[index] = false
      } else if runs[index].canOpen {
        if isSingle { single.append(index) } else { double.append(index) }
      }
    }
    return roles
  }

  private mutating func collectRuns(in node: Node, _ runs: inout [Run]) {
    let text = withoutMarks(node.literal)
    var index = 0
    while let start = text.first(UInt8(ascii: "~"), from: index) {
      index = start + 1
      if unmarked.isLiteral(start) { continue }
      while index < text.count, text[index] == UInt8(ascii: "~"), !unmarked.isLiteral(index) {
        index += 1
      }
      // In Chinese text a single `~` is a range: 9:00~11:00.
      let shortest = options.extensions.contains(.cjk) ? 2 : 1
      guard (shortest...2).contains(index - start) else { continue }
      let before =
        start > 0
        ? text.characterClass(before: start, start: 0) : neighbour(of: node, forward: false)
      let after =
        index < text.count
        ? text.characterClass(at: index, end: text.count) : neighbour(of: node, forward: true)
      let run = Run(
        node: node, offset: start, length: index - start, before: adjusted(before),
        after: adjusted(after))
      if run.canOpen || run.canClose { runs.append(run) }
    }
  }

  /// The class without what only counts where text is Chinese.
  private func adjusted(_ found: CharacterClass) -> CharacterClass {
    markup.joinsLines ? found : found.subtracting([.cjk, .ideographicSelector])
  }

  /// What stands beside a text node: markup, which is punctuation, or the border of a block.
  private func neighbour(of node: Node, forward: Bool) -> CharacterClass {
    guard let sibling = forward ? node.next : node.previous else {
      switch node.parent?.kind {
      case .emphasis, .strong, .link, .image: return .punctuation
      default: return .space
      }
    }
    return sibling.kind == .softBreak || sibling.kind == .lineBreak ? .space : .punctuation
  }
}

private struct Run {
  let node: Node
  let offset: Int
  let length: Int
  let before: CharacterClass
  let after: CharacterClass

  /// Whether it is left-flanking; beside Chinese, punctuation does not count.
  var canOpen: Bool {
    !after.contains(.space)
      && (!isForeignPunctuation(after)
        || !before.isDisjoint(with: [.space, .punctuation, .cjk, .ideographicSelector]))
  }

  /// Whether it is right-flanking.
  var canClose: Bool {
    !before.contains(.space)
      && (!isForeignPunctuation(before) || !after.isDisjoint(with: [.space, .punctuation, .cjk]))
  }

  private func isForeignPunctuation(_ found: CharacterClass) -> Bool {
    found.contains(.punctuation) && !found.contains(.cjk)
  }
}
