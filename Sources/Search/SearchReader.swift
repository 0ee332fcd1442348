/// A file of the index that is missing or damaged.
package struct BrokenShard: Error, Equatable {
  /// Its path below `search/`, without the extension.
  package let path: String
}

/// A document that a query finds.
package struct SearchResult: Equatable, Sendable {
  /// The document's number.
  package let document: UInt64
  /// The best zone that each term has at least.
  package let zone: Zone
  /// The piece of the flow that has the first place of the first term; 0 if that is in the title alone.
  package let piece: Int
}

/// Answers queries from the files of an index, as the script in browsers does.
package struct SearchReader {
  /// The bytes of files by their paths below `search/`, without extensions; nil for those that are not there.
  package typealias Load = (_ paths: [String]) -> [[UInt8]?]

  /// The most files that are asked for at once.
  package static let atOnce = 6

  private let layout: IndexLayout
  private let load: Load
  private var shards: [String: SearchShard] = [:]
  /// The files that were asked for, those at once together.
  package private(set) var requests: [[String]] = []

  /// A reader of an index.
  package init(_ layout: IndexLayout, load: @escaping Load) {
    self.layout = layout
    self.load = load
  }

  /// The documents found, those with the terms in a better zone first, newest first among equals. Throws `BrokenShard`.
  package mutating func results(of query: Query) throws -> [SearchResult] {
    guard !query.included.isEmpty else { return [] }
    let terms = query.included.map { LookedUp($0) }
    var found: [UInt64: SearchResult] = [:]
    try lookUp(terms) { reader, isComplete in
      found = reader.results(terms)
      return !found.isEmpty
    }
    let excluded = query.excluded.map { LookedUp($0) }
    for term in excluded where !found.isEmpty {
      var doubtful: Set<UInt64> = []
      try lookUp([term]) { reader, _ in
        doubtful = Set(reader.hits(term).keys).intersection(found.keys)
        return !doubtful.isEmpty
      }
      for number in doubtful { found[number] = nil }
    }
    return found.values.sorted {
      ($0.zone.rawValue, $1.document) < ($1.zone.rawValue, $0.document)
    }
  }

  /// Asks for the files of terms, at most six at once, as long as documents are left.
  private mutating func lookUp(
    _ terms: [LookedUp], _ goesOn: (_ reader: SearchReader, _ isComplete: Bool) -> Bool
  ) throws {
    var paths: [String] = []
    // The best spread grams of each term first, and of no term all before another has one.
    for turn in 0..<(terms.map(\.grams.count).max() ?? 0) {
      for term in terms where turn < term.grams.count {
        let path = path(of: term.grams[term.order[turn]], term.kind)
        if !paths.contains(path) { paths.append(path) }
      }
    }
    paths.removeAll { shards[$0] != nil }
    var next = 0
    repeat {
      let some = Array(paths[next..<min(paths.count, next + Self.atOnce)])
      try fetch(some)
      next += some.count
    } while goesOn(self, next == paths.count) && next < paths.count
  }

  private mutating func fetch(_ paths: [String]) throws {
    guard !paths.isEmpty else { return }
    requests.append(paths)
    for (path, bytes) in zip(paths, load(paths)) {
      let kind =
        path.split(separator: "/").dropFirst().first == "g" ? IndexLayout.Kind.places : .presences
      guard let bytes, let shard = SearchShard(bytes, kind: kind, shards: layout.count(kind)) else {
        throw BrokenShard(path: path)
      }
      shards[path] = shard
    }
  }

  private func path(of gram: PlacedGram, _ kind: IndexLayout.Kind) -> String {
    layout.path(kind, IndexLayout.shard(of: gram.gram.hash, count: layout.count(kind)))
  }

  /// The documents that have all terms, as far as the files that are there tell.
  private func results(_ terms: [LookedUp]) -> [UInt64: SearchResult] {
    var found = hits(terms[0]).mapValues { $0 }
    for term in terms.dropFirst() {
      let others = hits(term)
      found = found.filter { others[$0.key] != nil }.mapValues { hit in hit }
      for (number, hit) in others {
        if let worst = found[number]?.zone, worst.rawValue < hit.zone.rawValue {
          found[number]?.zone = hit.zone
        }
      }
    }
    return Dictionary(
      uniqueKeysWithValues: found.map { number, hit in
        (number, SearchResult(document: number, zone: hit.zone, piece: hit.piece))
      })
  }

  /// A term in a document: its best zone, and the piece of its first heading or else of its first text.
  private struct Hit {
    var zone: Zone
    var piece: Int
  }

  private func hits(_ term: LookedUp) -> [UInt64: Hit] {
    var found: [UInt64: Hit] = [:]
    let known = term.grams.filter { shards[path(of: $0, term.kind)] != nil }
    for zone in Zone.allCases.reversed() {
      for (number, first) in firsts(of: known, term.kind, in: zone) {
        let piece =
          switch (zone, term.kind) {
          case (.title, _): found[number]?.piece ?? 0
          case (_, .places): first / SearchPieces.length
          case (_, .presences): first
          }
        found[number] = Hit(zone: zone, piece: piece)
      }
    }
    return found
  }

  /// The first place in each document at which a term is whose grams are known, or the piece of its presence.
  private func firsts(
    of grams: [PlacedGram], _ kind: IndexLayout.Kind, in zone: Zone
  ) -> [UInt64: Int] {
    var starts: [UInt64: Set<Int>] = [:]
    for (index, gram) in grams.enumerated() {
      guard let list = shards[path(of: gram, kind)]?.list(of: gram.gram, in: zone) else {
        return [:]
      }
      var place = 0
      var next: [UInt64: Set<Int>] = [:]
      for (number, count) in zip(list.numbers, list.counts) {
        let places = list.places[place..<place + Int(count)].map { Int($0) - gram.place }
        place += Int(count)
        let common = index == 0 ? Set(places) : starts[number]?.intersection(places) ?? []
        if !common.isEmpty { next[number] = common }
      }
      starts = next
    }
    return starts.compactMapValues { $0.min() }
  }
}

/// A term with the lists in which it is looked up.
private struct LookedUp {
  let grams: [PlacedGram]
  let kind: IndexLayout.Kind
  /// The grams' indices in the order in which their files are asked for: the first, the last, then always the middle of the longest gap.
  let order: [Int]

  init(_ term: FoldedText) {
    let cover = term.cover
    let scalars = term.scalars
    kind = cover.isEmpty ? .presences : .places
    grams =
      !cover.isEmpty
      ? cover
      : [
        PlacedGram(
          gram: scalars.count > 1 ? Gram(scalars[0], scalars[1]) : Gram(scalars[0]), place: 0)
      ]
    order = Self.spread(grams.count)
  }

  private static func spread(_ count: Int) -> [Int] {
    guard count > 1 else { return [0] }
    var order = [0, count - 1]
    var gaps = [0...count - 1]
    while order.count < count {
      let longest = gaps.indices.max { gaps[$0].count < gaps[$1].count } ?? 0
      let gap = gaps[longest]
      let middle = (gap.lowerBound + gap.upperBound) / 2
      order.append(middle)
      gaps.replaceSubrange(
        longest...longest, with: [gap.lowerBound...middle, middle...gap.upperBound])
    }
    return order
  }
}
