/// A run of one or two `~`, which may strike text through.
struct Strike {
  fileprivate let text: Node
  /// The offset in the text node without marks.
  let offset: Int
  let length: Int
  fileprivate let canOpen: Bool
  fileprivate let canClose: Bool
  /// Whether it begins what is struck through or ends it; nil while it does neither.
  fileprivate(set) var opens: Bool?
}

/// The runs of `~` that may be paired. A node of which the children have been looked through is tagged,
/// and so is a text with runs, by the number of its first one, from 1.
struct Strikes {
  /// All runs; the runs of one text node stand together, in ascending order of their offsets.
  fileprivate var all: [Strike] = []
  /// The index of the last run that was found: the next one looked for is mostly behind it.
  fileprivate var found = 0
  /// Runs that may open and are not closed yet.
  fileprivate var open: [Int] = []
}

extension HTMLWalker {
  mutating func strike(of text: Node, at offset: Int) -> Strike? {
    let first = text.tag - 1
    guard first >= 0 else { return nil }
    let isAhead =
      strikes.found >= first && strikes.all[strikes.found].text == text
      && strikes.all[strikes.found].offset <= offset
    var index = isAhead ? strikes.found : first
    while index < strikes.all.count, strikes.all[index].text == text,
      strikes.all[index].offset <= offset
    {
      strikes.found = index
      if strikes.all[index].offset == offset {
        return strikes.all[index].opens == nil ? nil : strikes.all[index]
      }
      index += 1
    }
    return nil
  }

  /// Opens or closes `<del>`, unless raw HTML has closed it already.
  mutating func writeStrike(_ strike: Strike) {
    if strike.opens == true {
      openElement(.del, at: 0..<0, depth: depth)
    } else {
      _ = closeElement(.del, depth: depth)
    }
  }

  /// Finds the runs of `~` among the children of a text's parent that open and close, each pair of one
  /// length and within the one node, so that elements nest whatever emphasis there is.
  mutating func findStrikes(beside text: Node) {
    guard let parent = text.parent, parent.tag == 0 else { return }
    parent.tag = 1
    let first = strikes.all.count
    var child = parent.firstChild
    while let node = child {
      if node.kind == .text, node.literal.holds(UInt8(ascii: "~")) { collectRuns(in: node) }
      child = node.next
    }
    pair(from: first)
  }

  /// Takes linear time: an opener is looked for only where there is one, and what lies behind it is
  /// looked at for the last time.
  private mutating func pair(from first: Int) {
    strikes.open.removeAll(keepingCapacity: true)
    // By their lengths.
    var openCounts = (single: 0, double: 0)
    for index in strikes.all.indices.dropFirst(first) {
      let run = strikes.all[index]
      let hasOpener = (run.length == 1 ? openCounts.single : openCounts.double) > 0
      if run.canClose, hasOpener {
        while let opener = strikes.open.popLast() {
          let length = strikes.all[opener].length
          if length == 1 { openCounts.single -= 1 } else { openCounts.double -= 1 }
          guard length == run.length else { continue }
          strikes.all[opener].opens = true
          strikes.all[index].opens = false
          break
        }
      } else if run.canOpen {
        strikes.open.append(index)
        if run.length == 1 { openCounts.single += 1 } else { openCounts.double += 1 }
      }
    }
  }

  private mutating func collectRuns(in node: Node) {
    let text = withoutMarks(node.literal)
    var index = 0
    while let start = text.first(UInt8(ascii: "~"), from: index) {
      index = start + 1
      if markRemover.isLiteral(start) { continue }
      while index < text.count, text[index] == UInt8(ascii: "~"), !markRemover.isLiteral(index) {
        index += 1
      }
      // In Chinese text a single `~` is a range: 9:00~11:00.
      let shortest = options.extensions.contains(.cjk) ? 2 : 1
      guard (shortest...2).contains(index - start) else { continue }
      let before =
        start > 0
        ? text.characterClass(before: start, start: 0, isChinese: traits.joinsLines)
        : neighbour(of: node, forward: false)
      let after =
        index < text.count
        ? text.characterClass(at: index, end: text.count) : neighbour(of: node, forward: true)
      keepRun(
        Flanks(before: adjusted(before), after: adjusted(after)), in: node,
        at: start..<index)
    }
  }

  private mutating func keepRun(_ flanks: Flanks, in node: Node, at range: Range<Int>) {
    guard flanks.canOpen || flanks.canClose else { return }
    if node.tag == 0 { node.tag = strikes.all.count + 1 }
    strikes.all.append(
      Strike(
        text: node, offset: range.lowerBound, length: range.count, canOpen: flanks.canOpen,
        canClose: flanks.canClose))
  }

  /// The class without what only counts where text is Chinese; symbols are punctuation.
  private func adjusted(_ found: CharacterClass) -> CharacterClass {
    let found = found.contains(.symbol) ? found.union(.punctuation) : found
    return traits.joinsLines ? found : found.subtracting([.cjk, .ideographicSelector])
  }

  /// The class of a text node's neighbour: markup, which is punctuation, or the border of a block.
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

/// The neighbours of a run.
private struct Flanks {
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
