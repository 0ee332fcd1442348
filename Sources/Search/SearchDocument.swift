/// A part of a document in which a term may be found, best first.
package enum Zone: UInt32, CaseIterable, Sendable {
  /// Title and number.
  case title
  /// Headings.
  case heading
  /// Paragraphs, summary and facts.
  case text
}

/// A document as the index takes it.
package struct SearchDocument: Equatable, Sendable {
  /// The permanent id and the day.
  package let entry: DocumentNumbers.Entry
  /// The passages of each zone, in their order.
  package let passages: [Zone: [FoldedText]]

  /// A document of folded passages.
  package init(entry: DocumentNumbers.Entry, passages: [Zone: [FoldedText]]) {
    self.entry = entry
    self.passages = passages
  }

  /// The places of each gram. A passage begins two places after the end of the last one of its zone, so that nothing spans both.
  var places: [Posting.Key: [UInt32]] {
    var found: [Posting.Key: [UInt32]] = [:]
    for zone in Zone.allCases {
      var start: UInt32 = 0
      for passage in passages[zone] ?? [] {
        for each in passage.grams {
          found[Posting.Key(gram: each.gram, zone: zone), default: []]
            .append(start + UInt32(each.place))
        }
        start += UInt32(passage.scalars.count) + 1
      }
    }
    return found
  }

  /// The code points and pairs of letters of each zone.
  var presences: Set<Posting.Key> {
    var found: Set<Posting.Key> = []
    for (zone, passages) in passages {
      for gram in passages.lazy.flatMap(\.presences) {
        found.insert(Posting.Key(gram: gram, zone: zone))
      }
    }
    return found
  }

  /// The number of grams with places, by which the number of shards is chosen.
  var gramCount: Int {
    passages.values.reduce(0) { $0 + $1.reduce(0) { $0 + $1.grams.count } }
  }
}
