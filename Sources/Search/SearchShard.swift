/// A list of a shard: its documents, ascending, and their places, or the piece of the first one.
struct ListContent: Equatable, Sendable {
  let numbers: [UInt64]
  let counts: [UInt32]
  let places: [UInt32]

  init(_ list: borrowing ListBuffer) {
    let view = list.view
    numbers = unsafe Array(view.numbers)
    counts = unsafe Array(view.counts)
    places = unsafe Array(view.places)
  }
}

/// The lists of a shard, read at once.
struct SearchShard: Sendable {
  private let lists: [ListKey: ListContent]
  private let count: Int

  private struct ListKey: Hashable {
    let rest: UInt32
    let kind: UInt32
    let spelling: UInt64
    let zone: UInt32

    init(_ head: ListHead) {
      (rest, kind, spelling, zone) = (head.rest, head.kind.rawValue, head.spelling, head.zone)
    }
  }

  /// Reads a file; nil if it is damaged.
  init?(_ bytes: [UInt8], kind: IndexLayout.Kind, shards: Int) {
    count = shards
    var lists: [ListKey: ListContent] = [:]
    let isWhole = unsafe withPadding(bytes) { base in
      var cursor = unsafe ShardCursor(base, count: bytes.count, kind: kind, shards: shards)
      var list = ListBuffer()
      while cursor.next() {
        guard cursor.read(into: &list) else { return false }
        lists[ListKey(cursor.head)] = ListContent(list)
      }
      return !cursor.isBroken
    }
    guard isWhole else { return nil }
    self.lists = lists
  }

  /// The list of a gram in a zone.
  func list(of gram: Gram, in zone: Zone) -> ListContent? {
    var head = ListHead()
    head.rest = UInt32(UInt64(gram.hash) % (1 << 32 / UInt64(count)))
    head.kind = gram.kind
    head.spelling = gram.kind == .spelled ? gram.spelling : 0
    head.zone = zone.rawValue
    return lists[ListKey(head)]
  }
}
