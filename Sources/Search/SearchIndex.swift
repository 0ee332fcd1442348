/// The index of a site: shards as a function of its documents, in whatever order and after whatever edits.
package struct SearchIndex: Equatable, Sendable {
  /// The numbers of the documents.
  package let numbers: DocumentNumbers
  /// Lists with places, by the lowest bits of their grams' hashes.
  package private(set) var shards: [Shard]
  /// Lists of code points and pairs of letters, without places, by the lowest bits of their hashes.
  package private(set) var presences: [Shard]

  /// The most grams for each shard: with 9.7 million in 10,000 documents there are 4,096 shards.
  private static let gramsOfShard = 2400
  /// Presences are a tenth of the lists with places.
  private static let shardsOfPresences = 8

  /// Indexes documents, whose ids differ.
  package init(_ documents: [SearchDocument]) {
    self.init(emptyFor: documents)
    for document in documents { change(document, number: numbers.numbers[document.entry.id]) }
  }

  /// Indexes documents where an index of others is at hand: only what differs is taken out and put in, unless the number of shards
  /// or of a day's numbers changed. The result is the same as without.
  package init(_ documents: [SearchDocument], from old: SearchIndex, of before: [SearchDocument]) {
    let empty = SearchIndex(emptyFor: documents)
    guard empty.shards.count == old.shards.count,
      empty.numbers.numbersOfDay == old.numbers.numbersOfDay
    else {
      self.init(documents)
      return
    }
    self = empty
    shards = old.shards
    presences = old.presences
    let known = Dictionary(uniqueKeysWithValues: before.map { ($0.entry.id, $0) })
    let kept = Dictionary(uniqueKeysWithValues: documents.map { ($0.entry.id, $0) })
    let changed = Set(known.keys).union(kept.keys).filter { id in
      known[id] != kept[id] || old.numbers.numbers[id] != empty.numbers.numbers[id]
    }
    for document in before where changed.contains(document.entry.id) {
      change(document, number: old.numbers.numbers[document.entry.id], isRemoved: true)
    }
    for document in documents where changed.contains(document.entry.id) {
      change(document, number: numbers.numbers[document.entry.id])
    }
  }

  private init(emptyFor documents: [SearchDocument]) {
    numbers = DocumentNumbers(documents.map(\.entry))
    let grams = documents.reduce(0) { $0 + $1.gramCount }
    var count = 1
    while count * Self.gramsOfShard < grams { count *= 2 }
    shards = Array(repeating: Shard(hasPlaces: true), count: count)
    presences = Array(
      repeating: Shard(hasPlaces: false), count: max(1, count / Self.shardsOfPresences))
  }

  /// Puts a document's postings into their shards, or takes them out.
  private mutating func change(
    _ document: SearchDocument, number: UInt32?, isRemoved: Bool = false
  ) {
    guard let number else { return }
    for (key, places) in document.places {
      let shard = Self.shard(of: key.gram, count: shards.count)
      if isRemoved {
        shards[shard].remove(number, from: key)
      } else {
        shards[shard].insert(Posting(document: number, places: places), under: key)
      }
    }
    for key in document.presences {
      let shard = Self.shard(of: key.gram, count: presences.count)
      if isRemoved {
        presences[shard].remove(number, from: key)
      } else {
        presences[shard].insert(Posting(document: number, places: []), under: key)
      }
    }
  }

  /// The number of the shard that has a gram, among a power of two.
  static func shard(of gram: Gram, count: Int) -> Int { Int(gram.hash) & (count - 1) }
}
