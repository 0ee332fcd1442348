internal import Content
internal import Diagnostics
package import Digests
package import Files
package import Pages
internal import Search
package import SiteModel

/// A text of the search's index: its number, and the digest of its passages.
package struct KnownText: Sendable, Equatable {
  /// The number by which the index knows the document.
  package let number: UInt64
  /// The digest of the document's passages.
  package let passages: Digest

  /// A text with its number.
  package init(number: UInt64, passages: Digest) {
    self.number = number
    self.passages = passages
  }
}

/// The difference between the texts of the search's index and those of which the last build made it, and the shards that
/// have to be changed for it.
///
/// A shard is made anew from all texts, or, where few have changed, from its old bytes: the numbers of texts that are
/// gone are taken out, and new texts are put in. Which shards had a text that is gone is found out from the pieces of it that the last
/// build wrote.
package struct SearchChanges: Sendable {
  /// The texts of the index, in the order of their numbers.
  package let texts: [KnownText]
  /// The digest of the texts of which the last build made the shards; nil where they must be made from all texts.
  let patched: Digest?
  /// The numbers of texts that are gone.
  let removed: [UInt64]
  /// The entries with texts that are new, ascending.
  let added: [Int]
  /// Whether each shard with places has to be changed, and each shard of presences.
  private let shards: TouchedShards

  /// The share of texts that may have changed for shards to be patched.
  private static let fewTexts = 16

  /// Compares the texts of a site with those of the last build, whose files are in the output folder.
  package init(
    _ site: Site, _ renderer: SearchRenderer?, last texts: [KnownText], known: KnownOutputs,
    in output: Folder?
  ) {
    guard let plan = site.search, let renderer else {
      self.init(texts: [])
      return
    }
    let current = plan.entries.map { KnownText(number: $0.number, passages: $0.length.digest) }
    let (removed, added) = difference(from: texts, to: current)
    guard !texts.isEmpty, removed.count + added.count <= 8 + current.count / Self.fewTexts,
      let output,
      let touched = TouchedShards(
        by: removed, added, of: plan, renderer, known: known, in: output)
    else {
      self.init(texts: current)
      return
    }
    self.init(
      texts: current, patched: digest(of: texts.lazy.map { ($0.number, $0.passages) }),
      removed: removed, added: added, shards: touched)
  }

  /// By default texts of which all shards must be made.
  private init(
    texts: [KnownText], patched: Digest? = nil, removed: [UInt64] = [], added: [Int] = [],
    shards: TouchedShards = TouchedShards()
  ) {
    self.texts = texts
    self.patched = patched
    self.removed = removed
    self.added = added
    self.shards = shards
  }

  /// Whether an output is a shard that can be made from the file that the last build left.
  func canPatch(_ output: Output, _ known: KnownOutput, _ fingerprints: Fingerprints) -> Bool {
    guard let patched, output.isShard else { return false }
    return known.fingerprint == fingerprints.fingerprint(ofShard: output, madeFrom: patched)
  }

  /// Whether a shard has postings of texts that have changed.
  func touches(_ output: Output) -> Bool {
    switch output.content {
    case .search(.shard(let number)): shards.shards[number]
    case .search(.presences(let number)): shards.presences[number]
    default: true
    }
  }
}

extension Output {
  /// Whether it is a shard of the search's index.
  var isShard: Bool {
    if case .search(let file) = content { file.shard != nil } else { false }
  }
}

/// The shards that contain postings of some texts.
private struct TouchedShards: Sendable {
  var shards: [Bool] = []
  var presences: [Bool] = []

  init() {}

  /// The shards of texts that are gone or new; nil where a file that is needed for it was changed by others.
  init?(
    by removed: [UInt64], _ added: [Int], of plan: SearchPlan, _ renderer: SearchRenderer,
    known: KnownOutputs, in output: Folder
  ) {
    shards = Array(repeating: false, count: plan.layout.shards)
    presences = Array(repeating: false, count: plan.layout.presences)
    var texts: [SearchText] = []
    // A document that was edited keeps its number.
    var rest = Dictionary(uniqueKeysWithValues: added.map { (plan.entries[$0].number, $0) })
    for number in removed {
      guard let old = oldTexts(of: number, plan, known: known, in: output) else { return nil }
      // Pieces do not say where in the text they begin, unless there is one alone.
      if old.count == 1, let entry = rest[number], let new = renderer.text(of: entry),
        SearchPieces.count(flowLength: new.flowLength) == 1
      {
        rest[number] = nil
        add(
          ShardPatch.shards(inWhich: old[0], differsFrom: new, layout: plan.layout, kind: .places))
        addPresences(
          ShardPatch.shards(
            inWhich: old[0], differsFrom: new, layout: plan.layout, kind: .presences))
      } else {
        texts += old
      }
    }
    for entry in added where rest[plan.entries[entry].number] != nil {
      guard let text = renderer.text(of: entry) else { return nil }
      texts.append(text)
    }
    add(ShardPatch.shards(of: texts, layout: plan.layout, kind: .places))
    addPresences(ShardPatch.shards(of: texts, layout: plan.layout, kind: .presences))
  }

  private mutating func add(_ touched: [Int]) {
    for shard in touched { shards[shard] = true }
  }

  private mutating func addPresences(_ touched: [Int]) {
    for shard in touched { presences[shard] = true }
  }
}

/// The numbers of texts that are in a first list but not in a second, and the indices of texts in the second that are not in the first;
/// both lists ascend by number.
private func difference(
  from last: [KnownText], to current: [KnownText]
) -> (removed: [UInt64], added: [Int]) {
  var (removed, added): ([UInt64], [Int]) = ([], [])
  var old = 0
  for (index, text) in current.enumerated() {
    while old < last.count, last[old].number < text.number {
      removed.append(last[old].number)
      old += 1
    }
    if old < last.count, last[old].number == text.number {
      if last[old].passages != text.passages {
        removed.append(text.number)
        added.append(index)
      }
      old += 1
    } else {
      added.append(index)
    }
  }
  removed += last[old...].map(\.number)
  return (removed, added)
}

/// The texts of the pieces that the last build wrote for a number; nil where a file is missing or was changed by others.
private func oldTexts(
  of number: UInt64, _ plan: SearchPlan, known: KnownOutputs, in output: Folder
) -> [SearchText]? {
  var texts: [SearchText] = []
  while true {
    let path = plan.path(ofPiece: texts.count, of: number)
    guard let index = known.outputs.index(of: path, at: 0, { $0.file.text }) else { break }
    guard known.isCurrent[index],
      case .success(let bytes) = output.read(known.outputs[index].file, limit: mostOfPiece)
    else { return nil }
    texts.append(SearchText(passages(inPiece: bytes)))
  }
  return texts.isEmpty ? nil : texts
}

/// The most bytes of a piece that is read.
private let mostOfPiece = 1 << 20
