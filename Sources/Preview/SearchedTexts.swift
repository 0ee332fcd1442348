internal import Content
internal import Digests
internal import Pages
internal import Search
internal import SiteModel
internal import Synchronization

/// The texts of a view's documents as the search finds them, of which shards are made when they are asked for. Views that follow each
/// other share what has not changed.
final class SearchedTexts: Sendable {
  private let known = Mutex<[Digest: SearchText]>([:])

  /// The texts of a site's entries, in their order.
  private func texts(of site: Site, _ renderer: SearchRenderer, jobs: Int) -> [SearchText] {
    known.withLock { known in
      let sources = renderer.plan.entries.map(\.length.digest)
      let missing = sources.indices.filter { known[sources[$0]] == nil }
      let texts = parallelMap(count: missing.count, jobs: jobs) { renderer.text(of: missing[$0]) }
      for (index, text) in zip(missing, texts) { known[sources[index]] = text }
      if known.count > sources.count * 2 {
        let present = Set(sources)
        known = known.filter { present.contains($0.key) }
      }
      return sources.map { known[$0] ?? SearchText([]) }
    }
  }

  /// The bytes of a shard.
  func bytes(
    of shard: (kind: IndexLayout.Kind, number: Int), of site: Site, _ renderer: SearchRenderer,
    jobs: Int
  ) -> [UInt8] {
    let texts = texts(of: site, renderer, jobs: jobs)
    let documents = zip(renderer.plan.entries, texts).map {
      IndexedDocument(number: $0.number, text: $1)
    }
    let maker = ShardMaker(documents, layout: renderer.plan.layout, kind: shard.kind)
    let chunks = maker.chunks(jobs)
    let postings = parallelMap(count: chunks.count, jobs: jobs, run: 1) {
      maker.gather(shard.number, of: chunks[$0])
    }
    return maker.bytes(of: shard.number, from: postings)
  }
}
