internal import ByteText
package import Content
package import Diagnostics
internal import Files
internal import Pages
internal import Search
package import SiteModel

/// Stages the files of the search's index that are made together and that the site does not have: it does so before pages are made, so that
/// the postings of shards and the values of pages are not in memory at once.
package func stageSearch(
  _ plan: Plan, of site: Site, _ inputs: Inputs, _ changes: SearchChanges, publisher: Publisher?,
  options: BuildOptions, diagnostics: inout [Diagnostic]
) -> [StagedOutput] {
  let outputs = plan.waiting.filter { plan.outputs[$0].isMadeWithOthers }
  guard !plan.isTrial, let publisher, !outputs.isEmpty,
    let renderer = SearchRenderer(site, inputs)
  else { return [] }
  return SearchStaging(
    plan: plan, renderer: renderer, changes: changes, publisher: publisher, jobs: options.jobs
  ).stage(outputs, diagnostics: &diagnostics)
}

extension Output {
  /// Whether it is made together with others: a shard of the search's index, or a piece of a text.
  var isMadeWithOthers: Bool {
    if case .search(.piece) = content { true } else { isShard }
  }
}

/// A maker of the files of the search's index that are made together: all pieces of a text, and all shards of a part of the index.
private struct SearchStaging {
  let plan: Plan
  let renderer: SearchRenderer
  let changes: SearchChanges
  let publisher: Publisher
  let jobs: Int

  /// The most postings that are gathered at once, eight bytes each.
  private static let postingsAtOnce = 2_500_000

  /// Makes the outputs of the plan with these indices, and reports what was found meanwhile.
  func stage(_ outputs: [Int], diagnostics: inout [Diagnostic]) -> [StagedOutput] {
    var (pieces, patched, whole): ([Int], [Int], [Int]) = ([], [], [])
    for index in outputs {
      if !plan.outputs[index].isShard {
        pieces.append(index)
      } else if plan.oldShard(of: index) != nil {
        patched.append(index)
      } else {
        whole.append(index)
      }
    }
    var staged = stagePieces(pieces)
    let (others, failed) = stagePatched(patched, &diagnostics)
    staged += others
    staged += stageWhole(whole + failed, &diagnostics)
    return staged.sorted { $0.index < $1.index }
  }

  // MARK: - Pieces

  /// Makes pieces, all of a text after each other.
  private func stagePieces(_ outputs: [Int]) -> [StagedOutput] {
    var runs: [Range<Int>] = []
    for (position, index) in outputs.enumerated() {
      let entry = piece(index).entry
      if let last = runs.last, piece(outputs[last.lowerBound]).entry == entry {
        runs[runs.count - 1] = last.lowerBound..<position + 1
      } else {
        runs.append(position..<position + 1)
      }
    }
    return parallelMap(count: runs.count, jobs: jobs, each: { publisher.stager() }) {
      [runs] number, stager -> [StagedOutput] in
      let run = outputs[runs[number]]
      guard let first = run.first else { return [] }
      let entry = piece(first).entry
      var problems: [Diagnostic] = []
      guard let pieces = renderer.pieces(of: entry, &problems) else {
        return run.map {
          StagedOutput(index: $0, staged: .unchanged(.none), problems: problems, seconds: 0)
        }
      }
      return run.map { index in
        let number = piece(index).number
        var writer = ByteWriter(capacity: 1 << 13)
        renderer.write(pieces[number], number, of: entry, to: &writer)
        return self.staged(index, writer, by: &stager)
      }
    }.flatMap(\.self)
  }

  private func piece(_ index: Int) -> (entry: Int, number: Int) {
    guard case .search(.piece(let entry, let number)) = plan.outputs[index].content else {
      preconditionFailure("the output is no piece")
    }
    return (entry, number)
  }

  private func staged(
    _ index: Int, _ writer: borrowing ByteWriter, by stager: inout FileStager
  ) -> StagedOutput {
    let staged = stager.stage(plan.outputs[index].file, writer)
    return StagedOutput(index: index, staged: staged, problems: [], seconds: 0)
  }

  // MARK: - Shards from those of the last build

  /// Makes shards from their old files; those whose file cannot be used are returned too.
  private func stagePatched(
    _ outputs: [Int], _ diagnostics: inout [Diagnostic]
  ) -> (staged: [StagedOutput], failed: [Int]) {
    if outputs.isEmpty { return ([], []) }
    let layout = renderer.plan.layout
    var added: [IndexedDocument] = []
    for entry in changes.added {
      guard let text = renderer.text(of: entry, &diagnostics) else { return ([], outputs) }
      added.append(IndexedDocument(number: renderer.plan.entries[entry].number, text: text))
    }
    let patches = IndexLayout.Kind.allCases.map { kind in
      (
        kind: kind,
        patch: ShardPatch(
          removing: changes.removed, adding: added, layout: layout, kind: kind)
      )
    }
    let made = parallelMap(count: outputs.count, jobs: jobs, each: { publisher.stager() }) {
      position, stager -> StagedOutput? in
      let index = outputs[position]
      guard let path = plan.oldShard(of: index),
        case .success(let bytes) = publisher.output.read(path, limit: mostOfShard),
        case .search(let file) = plan.outputs[index].content, let shard = file.shard,
        let old = renderer.shard(in: bytes),
        let patch = patches.first(where: { $0.kind == shard.kind })?.patch,
        let new = patch.bytes(of: shard.number, from: old)
      else { return nil }
      var writer = ByteWriter(capacity: new.count + 64)
      renderer.write(file, shard: new, to: &writer)
      return staged(index, writer, by: &stager)
    }
    return (
      made.compactMap(\.self), zip(outputs, made).filter { $0.1 == nil }.map(\.0)
    )
  }

  // MARK: - Shards from all texts

  /// Makes shards from all texts, so many at once that what is gathered for them stays small.
  private func stageWhole(
    _ outputs: [Int], _ diagnostics: inout [Diagnostic]
  ) -> [StagedOutput] {
    if outputs.isEmpty { return [] }
    let (texts, problems) = renderer.allTexts(jobs: jobs)
    diagnostics += problems
    let documents = zip(renderer.plan.entries, texts).map {
      IndexedDocument(number: $0.number, text: $1)
    }
    return IndexLayout.Kind.allCases.flatMap { kind in
      let wanted = outputs.filter { shard($0)?.kind == kind }
      return stage(wanted, by: ShardMaker(documents, layout: renderer.plan.layout, kind: kind))
    }
  }

  private func shard(_ index: Int) -> (kind: IndexLayout.Kind, number: Int)? {
    guard case .search(let file) = plan.outputs[index].content else { return nil }
    return file.shard
  }

  /// Makes shards of a kind from all texts.
  private func stage(_ outputs: [Int], by maker: ShardMaker) -> [StagedOutput] {
    if outputs.isEmpty { return [] }
    let chunks = maker.chunks(jobs)
    let counts = parallelMap(count: chunks.count, jobs: jobs, run: 1) {
      maker.counts(of: chunks[$0])
    }
    return ShardMaker.rounds(counts, most: Self.postingsAtOnce).flatMap { round -> [StagedOutput] in
      let wanted = outputs.filter { shard($0).map { round.contains($0.number) } ?? false }
      if wanted.isEmpty { return [] }
      let postings = parallelMap(count: chunks.count, jobs: jobs, run: 1) {
        maker.gather(round, of: chunks[$0], counts: counts[$0])
      }
      return parallelMap(count: wanted.count, jobs: jobs, each: { publisher.stager() }) {
        position, stager in
        let index = wanted[position]
        var writer = ByteWriter(capacity: 1 << 14)
        if case .search(let file) = plan.outputs[index].content, let shard = file.shard {
          renderer.write(
            file, shard: maker.bytes(of: shard.number, from: postings), to: &writer)
        }
        return staged(index, writer, by: &stager)
      }
    }
  }
}

/// The most bytes of a shard that is read.
private let mostOfShard = 1 << 26
