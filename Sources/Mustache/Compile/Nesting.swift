import Diagnostics

/// Pairs every opening tag with the one that closes it, and reports those that have none.
struct Nesting {
  /// The deepest nesting of tags; nobody writes so by hand.
  static let deepest = 200

  private(set) var template: TokenizedTemplate
  private(set) var diagnostics: [Diagnostic] = []
  /// Indices of the tags that are open, the outermost first.
  private var open: [Int] = []
  /// Tags that another's end has closed: the tag, and that end. If their own end is still to come
  /// the two cross each other, else they were never closed.
  private var overtaken: [(tag: Int, by: Int)] = []

  /// The template with partners and overrides marked.
  static func pair(_ template: TokenizedTemplate) -> Nesting {
    var nesting = Nesting(template: template)
    for index in template.tokens.indices {
      if nesting.diagnostics.count >= mostMistakes { break }
      if template.tokens[index].opensBody {
        guard nesting.push(index) else { return nesting }
      } else if template.tokens[index].kind == .close {
        nesting.close(index)
      }
    }
    for index in (nesting.overtaken.map(\.tag) + nesting.open).prefix(mostMistakes) {
      nesting.diagnostics.append(.unclosedSection(template.tokens[index], in: template))
    }
    return nesting
  }

  private init(template: TokenizedTemplate) { self.template = template }

  private mutating func push(_ index: Int) -> Bool {
    if open.count == Self.deepest {
      diagnostics.append(
        .tooDeep(template.tokens[index], outermost: template.tokens[open[0]], in: template))
      return false
    }
    template.tokens[index].isOverride =
      template.tokens[index].kind == .block
      && open.last.map { template.tokens[$0].kind == .parent } == true
    open.append(index)
    return true
  }

  private mutating func close(_ index: Int) {
    let token = template.tokens[index]
    if let match = open.lastIndex(where: { template.hasSameName(template.tokens[$0], token) }) {
      overtaken += open[(match + 1)...].map { (tag: $0, by: index) }
      template.tokens[open[match]].partner = index
      template.tokens[index].partner = open[match]
      open.removeSubrange(match...)
    } else if let match = overtaken.lastIndex(where: {
      template.hasSameName(template.tokens[$0.tag], token)
    }) {
      let (tag, by) = overtaken.remove(at: match)
      diagnostics.append(
        .crossedSections(
          template.tokens[tag], closedBefore: template.tokens[by], closedHere: token, in: template))
    } else {
      closeNothing(index)
    }
  }

  /// A tag that closes what is not open. If it looks like the innermost one's end, it is taken for
  /// that, so that one slip of the pen is one message.
  private mutating func closeNothing(_ index: Int) {
    let token = template.tokens[index]
    let innermost = open.last.map { template.tokens[$0] }
    diagnostics.append(.strayClose(token, innermost: innermost, in: template))
    if let innermost, template.isNear(token, innermost) { open.removeLast() }
  }
}
