/// A change of documents, by which shards of an index are made from those before, without the texts of the other documents.
///
/// The bytes are those that `ShardMaker` makes from all documents.
package struct ShardPatch: Sendable {
  private let removed: [UInt64]
  private let maker: ShardMaker
  private let added: ShardPostings

  /// A patch that takes documents out by their numbers, and puts others in, which may have the same numbers; the numbers of the index's
  /// files must stay as they are.
  package init(
    removing numbers: [UInt64], adding documents: [IndexedDocument], layout: IndexLayout,
    kind: IndexLayout.Kind
  ) {
    removed = numbers.sorted()
    maker = ShardMaker(documents.sorted { $0.number < $1.number }, layout: layout, kind: kind)
    let all = documents.indices
    added = maker.gather(0..<maker.count, of: all, counts: maker.counts(of: all))
  }

  /// The shards of a kind in which texts are: those of a document if the texts have, one or the other, all of its places two beside
  /// each other, as its pieces have.
  package static func shards(
    of texts: [SearchText], layout: IndexLayout, kind: IndexLayout.Kind
  ) -> [Int] {
    let documents = texts.map { IndexedDocument(number: 0, text: $0) }
    let maker = ShardMaker(documents, layout: layout, kind: kind)
    let counts = maker.counts(of: documents.indices)
    return counts.indices.filter { counts[$0] > 0 }
  }

  /// The bytes of a shard after the change, from those before it; nil if they are damaged.
  package func bytes(of shard: Int, from old: [UInt8]) -> [UInt8]? {
    let new = maker.bytes(of: shard, from: [added])
    return unsafe withPadding(old) { oldBase in
      unsafe withPadding(new) { newBase in
        let one = unsafe ShardCursor(
          oldBase, count: old.count, kind: maker.kind, shards: maker.count)
        let other = unsafe ShardCursor(
          newBase, count: new.count, kind: maker.kind, shards: maker.count)
        var merge = ShardMerge(
          old: one, new: other, removed: removed, kind: maker.kind,
          encoder: ListEncoder(maker.kind, shards: maker.count))
        return merge.bytes()
      }
    }
  }
}

/// The merging of two shards, list by list.
private struct ShardMerge: ~Copyable {
  private var old: ShardCursor
  private var new: ShardCursor
  private let removed: [UInt64]
  private let kind: IndexLayout.Kind
  private var encoder: ListEncoder
  /// The lists of the old shard that are copied as they are, and their number.
  private var kept = 0..<0
  private var keptLists = 0
  private var keptHead = ListHead()
  /// Whether the last list that was written is the one before in the old shard, so that the next may be copied with its head.
  private var isInStep = true
  private var oldList = ListBuffer()
  private var newList = ListBuffer()
  private var list = ListBuffer()

  init(
    old: ShardCursor, new: ShardCursor, removed: [UInt64], kind: IndexLayout.Kind,
    encoder: consuming ListEncoder
  ) {
    self.old = old
    self.new = new
    self.removed = removed
    self.kind = kind
    self.encoder = encoder
  }

  mutating func bytes() -> [UInt8]? {
    var hasOld = old.next()
    var hasNew = new.next()
    while hasOld || hasNew {
      if hasNew, !hasOld || new.head < old.head {
        guard new.read(into: &newList) else { return nil }
        oldList.removeAll()
        guard write(new.head) else { return nil }
        isInStep = false
        hasNew = new.next()
      } else {
        if hasNew, !(old.head < new.head) {
          guard new.read(into: &newList), change() else { return nil }
          hasNew = new.next()
        } else if old.contains(removed) {
          newList.removeAll()
          guard change() else { return nil }
        } else {
          keep()
        }
        hasOld = old.next()
      }
    }
    guard !old.isBroken, !new.isBroken else { return nil }
    copyKept()
    return encoder.bytes
  }

  /// Writes the old shard's list without what is removed and with the new list; false if it cannot be.
  private mutating func change() -> Bool {
    if newList.count < 2, removed.count < 2, newList.count + removed.count > 0 {
      let number = unsafe newList.count > 0 ? newList.view.numbers[0] : removed[0]
      if removed.allSatisfy({ $0 == number }) {
        let places = unsafe newList.count > 0 ? newList.view.places : nil
        if let splice = unsafe ListSplice(old, of: kind, number: number, places: places),
          splice.isOfWhole(removes: !removed.isEmpty)
        {
          copyKept()
          if encoder.add(old.head, splice) {
            isInStep = true
            return true
          }
        }
      }
    }
    return old.read(into: &oldList) && write(old.head)
  }

  /// Writes what both lists have, unless that is nothing; false if it cannot be.
  private mutating func write(_ head: ListHead) -> Bool {
    copyKept()
    guard list.merge(oldList, without: removed, newList) else { return false }
    isInStep = list.count > 0
    if isInStep { encoder.add(head, list.view) }
    return true
  }

  /// Keeps the old shard's list.
  private mutating func keep() {
    if isInStep {
      kept = (keptLists == 0 ? old.list.lowerBound : kept.lowerBound)..<old.list.upperBound
      keptLists += 1
      keptHead = old.head
    } else if let body = old.body {
      unsafe encoder.add(
        old.head, body: UnsafeBufferPointer(start: old.base + body.lowerBound, count: body.count))
    } else {
      list.removeAll()
      list.append(old.number, place: old.place)
      encoder.add(old.head, list.view)
    }
    isInStep = true
  }

  private mutating func copyKept() {
    guard keptLists > 0 else { return }
    unsafe encoder.copy(
      UnsafeBufferPointer(start: old.base + kept.lowerBound, count: kept.count), lists: keptLists,
      last: keptHead)
    keptLists = 0
  }
}
