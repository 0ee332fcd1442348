extension ShardPatch {
  /// The shards of a kind in which two versions of a document have different postings, so that only these have to be patched. A longer
  /// title counts as a difference everywhere.
  package static func shards(
    inWhich old: SearchText, differsFrom new: SearchText, layout: IndexLayout,
    kind: IndexLayout.Kind
  ) -> [Int] {
    let all = 0..<layout.count(kind)
    let (one, other) = (postings(of: old, layout, kind), postings(of: new, layout, kind))
    return all.filter { shard in
      one.keys[one.range(of: shard)] != other.keys[other.range(of: shard)]
    }
  }

  private static func postings(
    of text: SearchText, _ layout: IndexLayout, _ kind: IndexLayout.Kind
  ) -> ShardPostings {
    let maker = ShardMaker(
      [IndexedDocument(number: 0, text: text)], layout: layout, kind: kind)
    return maker.gather(0..<maker.count, of: 0..<1, counts: maker.counts(of: 0..<1))
  }
}
