/// A file of the index that is missing or cut.
package struct BrokenShard: Error, Equatable {
  /// Its number among those of its kind.
  package let number: Int
}

/// A document that a query finds.
package struct SearchResult: Equatable, Sendable {
  /// The document's number.
  package let document: UInt32
  /// The best zone that each term has at least.
  package let zone: Zone
}

/// Answers queries from the files of an index, as the script in browsers does.
package struct SearchReader {
  /// A file's bytes by its number, of the lists with places or of the presences; nil if it is not there.
  package typealias Load = (_ number: Int, _ hasPlaces: Bool) -> [UInt8]?

  private let shardCount: Int
  private let presenceCount: Int
  private let load: Load

  /// A reader of as many files of either kind as the index has.
  package init(shardCount: Int, presenceCount: Int, load: @escaping Load) {
    self.shardCount = shardCount
    self.presenceCount = presenceCount
    self.load = load
  }

  /// The documents found, those with the terms in a better zone first, newest first among equals.
  package func results(of query: Query) throws -> [SearchResult] {
    guard let first = query.included.first else { return [] }
    var found = try zones(of: first)
    for term in query.included.dropFirst() {
      let others = try zones(of: term)
      let both = found.compactMap { document, zone in
        others[document].map { (document, zone.rawValue < $0.rawValue ? $0 : zone) }
      }
      found = Dictionary(uniqueKeysWithValues: both)
    }
    for term in query.excluded {
      let others = try zones(of: term)
      found = found.filter { others[$0.key] == nil }
    }
    return found.map { SearchResult(document: $0.key, zone: $0.value) }
      .sorted { ($0.zone.rawValue, $1.document) < ($1.zone.rawValue, $0.document) }
  }

  /// The best zone of each document that has a term.
  private func zones(of term: FoldedText) throws -> [UInt32: Zone] {
    var found: [UInt32: Zone] = [:]
    let hasPlaces = !term.grams.isEmpty
    let grams = hasPlaces ? term.cover : [PlacedGram(gram: term.presenceOfAll, place: 0)]
    let shards = try grams.map { try shard(of: $0.gram, hasPlaces: hasPlaces) }
    for zone in Zone.allCases.reversed() {
      let lists = zip(grams, shards).map { gram, shard in
        shard.lists[Posting.Key(gram: gram.gram, zone: zone)] ?? []
      }
      for document in documents(lists, grams: grams, hasPlaces: hasPlaces) {
        found[document] = zone
      }
    }
    return found
  }

  private func shard(of gram: Gram, hasPlaces: Bool) throws -> Shard {
    let number = SearchIndex.shard(of: gram, count: hasPlaces ? shardCount : presenceCount)
    guard let bytes = load(number, hasPlaces), let shard = Shard(bytes: bytes, hasPlaces: hasPlaces)
    else { throw BrokenShard(number: number) }
    return shard
  }

  /// The documents of all lists that have the grams as far from each other as the term has.
  private func documents(_ lists: [[Posting]], grams: [PlacedGram], hasPlaces: Bool) -> [UInt32] {
    let others = lists.dropFirst().map { list in
      Dictionary(uniqueKeysWithValues: list.map { ($0.document, Set($0.places)) })
    }
    return lists[0].filter { posting in
      !hasPlaces
        || posting.places.contains { start in
          zip(others, grams.dropFirst()).allSatisfy { places, gram in
            places[posting.document]?.contains(start + UInt32(gram.place)) == true
          }
        }
    }.map(\.document)
  }
}

extension FoldedText {
  /// The fewest grams that cover a text of more than one code point, two letters excepted.
  package var cover: [PlacedGram] {
    var chosen: [PlacedGram] = []
    var end = 0
    let grams = grams
    while end < scalars.count,
      let next = grams.filter({ $0.place <= end }).max(by: { $0.end < $1.end }), next.end > end
    {
      chosen.append(next)
      end = next.end
    }
    return chosen
  }

  /// A text of one code point or of two letters as the gram of a presence.
  fileprivate var presenceOfAll: Gram {
    scalars.count > 1 ? Gram(scalars[0], scalars[1]) : Gram(scalars[0])
  }
}
