import Diagnostics

/// Joins compiled templates: every partial and parent gets its index in the set, and every block
/// that overrides is looked for in what it overrides.
struct Linker {
  private let indices: [String: Int32]
  private let checking: Checking
  /// The names of all templates, once one is looked for that is not among them.
  private var names: NearWords?
  /// The number of references that may still be followed to find out which blocks there are.
  private var budget = Self.mostFollowed
  private var told: [Diagnostic] = []
  /// The number of mistakes beyond those that are told.
  private var untold = 0

  /// Themes have a few hundred references. Blocks are looked for in all that a parent uses, so that templates made
  /// to cost much could have each follow all others; beyond so many steps it is not told that a block overrides
  /// nothing.
  private static let mostFollowed = 2_000_000

  init(indices: [String: Int32], checking: Checking, names: NearWords? = nil) {
    self.indices = indices
    self.checking = checking
    self.names = names
  }

  /// Gives the draft's calls their targets. An unknown name is an error, or renders nothing where
  /// checking is lenient.
  mutating func resolveCalls(of draft: inout Draft) {
    let named = draft.references.filter {
      $0.kind == .partial || $0.kind == .parent || $0.kind == .dynamicName
    }
    // Calls and references of these kinds are made together, in the same order.
    for (index, reference) in named.enumerated() {
      guard case .template = draft.calls[index].target else { continue }
      let target = indices[reference.name]
      draft.calls[index].target = .template(target)
      if target == nil, checking == .strict {
        report {
          let known = $0.names ?? NearWords($0.indices.keys)
          $0.names = known
          return .unknownPartial(reference, known: known)
        }
      }
    }
  }

  private mutating func report(_ make: (inout Linker) -> Diagnostic) {
    if told.count < mostMistakes { told.append(make(&self)) } else { untold += 1 }
  }

  /// The mistakes, of which the last says how many more there are.
  var diagnostics: [Diagnostic] {
    guard untold > 0, let last = told.last else { return told }
    let note = Diagnostic.Note(
      Message(
        "模板里还有 \(untold) 处同类错误，没有逐条列出",
        "\(counted(untold, "more mistake")) of this kind in the templates \(untold == 1 ? "is" : "are") not listed"
      ))
    return told.dropLast() + [last.adding(note)]
  }

  /// Reports blocks that override nothing: neither the parent nor anything that it uses has them.
  mutating func checkOverrides(in drafts: [Draft]) {
    guard checking == .strict else { return }
    var reachable: [Int32: Set<String>?] = [:]
    for draft in drafts {
      for reference in draft.references {
        guard case .override(let parent?) = reference.kind, let target = indices[parent] else {
          continue
        }
        let blocks = reachable[target] ?? blocks(reachableFrom: target, in: drafts)
        reachable[target] = .some(blocks)
        if let blocks, !blocks.contains(reference.name) {
          report { _ in .unknownBlock(reference, parent: parent, known: blocks) }
        }
      }
    }
  }

  /// The blocks of a template and of all that it uses; none if they are not all known, since a
  /// template has mistakes, its name comes from a value, or they are too many to be followed.
  private mutating func blocks(reachableFrom start: Int32, in drafts: [Draft]) -> Set<String>? {
    var blocks: Set<String> = []
    var seen: Set<Int32> = [start]
    var waiting = [start]
    while let template = waiting.popLast() {
      budget -= drafts[Int(template)].references.count + 1
      if drafts[Int(template)].isBroken || budget < 0 { return nil }
      for reference in drafts[Int(template)].references {
        switch reference.kind {
        case .block: blocks.insert(reference.name)
        case .dynamicName: return nil
        case .partial, .parent:
          if let next = indices[reference.name], seen.insert(next).inserted { waiting.append(next) }
        case .override, .interpolation, .test: break
        }
      }
    }
    return blocks
  }
}
