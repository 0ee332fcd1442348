import Diagnostics

/// Joins compiled templates: every partial and parent gets its place in the set, and every block
/// that overrides is looked for in what it overrides.
struct Linker {
  private let indices: [String: Int32]
  private let checking: Checking
  private(set) var diagnostics: [Diagnostic] = []
  private var hasRoom: Bool { diagnostics.count < mostMistakes }

  init(indices: [String: Int32], checking: Checking) {
    self.indices = indices
    self.checking = checking
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
      if target == nil, checking == .strict, hasRoom {
        diagnostics.append(.unknownPartial(reference, known: indices.keys))
      }
    }
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
        if let blocks, !blocks.contains(reference.name), hasRoom {
          diagnostics.append(.unknownBlock(reference, parent: parent, known: blocks))
        }
      }
    }
  }

  /// The blocks of a template and of all that it uses; none if they are not all known, since a
  /// template has mistakes or its name comes from a value.
  private func blocks(reachableFrom start: Int32, in drafts: [Draft]) -> Set<String>? {
    var blocks: Set<String> = []
    var seen: Set<Int32> = [start]
    var waiting = [start]
    while let template = waiting.popLast() {
      if drafts[Int(template)].isBroken { return nil }
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
