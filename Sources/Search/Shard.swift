/// A document in the list of a gram.
struct Posting: Equatable, Sendable {
  /// The list's gram, and the zone in which it is.
  struct Key: Hashable, Comparable, Sendable {
    let gram: Gram
    let zone: Zone

    static func < (one: Key, other: Key) -> Bool {
      (one.gram, one.zone.rawValue) < (other.gram, other.zone.rawValue)
    }
  }

  let document: UInt32
  /// Ascending; none where the index keeps presences.
  let places: [UInt32]
}

/// The lists of the grams that have a hash in common: a file of the index.
///
/// docs/internals/search.md describes its bytes. An edit takes postings out and puts others in, and leaves the bytes that
/// a shard made from all documents has.
package struct Shard: Equatable, Sendable {
  private(set) var lists: [Posting.Key: [Posting]] = [:]
  /// Whether places stand in it.
  let hasPlaces: Bool

  init(hasPlaces: Bool) { self.hasPlaces = hasPlaces }

  /// Puts a document into a list where its number belongs.
  mutating func insert(_ posting: Posting, under key: Posting.Key) {
    var list = lists.removeValue(forKey: key) ?? []
    let index = list.lastIndex { $0.document < posting.document }.map { $0 + 1 } ?? 0
    list.insert(posting, at: index)
    lists[key] = list
  }

  /// Takes a document out of a list, which goes with its last document.
  mutating func remove(_ document: UInt32, from key: Posting.Key) {
    let rest = lists[key]?.filter { $0.document != document } ?? []
    lists[key] = rest.isEmpty ? nil : rest
  }

  /// The file's bytes: lists in the order of their grams and zones.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(number: UInt32(lists.count))
    var before: UInt32 = 0
    for (key, list) in lists.sorted(by: { $0.key < $1.key }) {
      let scalars = key.gram.scalars
      bytes.append(UInt8(truncatingIfNeeded: key.zone.rawValue << 2) | UInt8(scalars.count))
      bytes.append(number: scalars[0] - before)
      for scalar in scalars.dropFirst() { bytes.append(number: scalar) }
      before = scalars[0]
      let body = encoded(list)
      bytes.append(number: UInt32(body.count))
      bytes += body
    }
    return bytes
  }

  /// Reads a file; nil if it is cut or is no shard.
  package init?(bytes: [UInt8], hasPlaces: Bool) {
    self.hasPlaces = hasPlaces
    var reader = NumberReader(bytes: bytes[...])
    var before: UInt32 = 0
    for _ in 0..<reader.number() {
      let head = UInt32(reader.byte())
      guard let zone = Zone(rawValue: head >> 2), head & 3 > 0, !reader.isCut else { return nil }
      before &+= reader.number()
      let second = head & 3 > 1 ? reader.number() : 0
      let third = head & 3 > 2 ? reader.number() : 0
      let body = reader.slice(Int(reader.number()))
      guard !reader.isCut, let list = decoded(body) else { return nil }
      lists[Posting.Key(gram: Gram(before, second, third), zone: zone)] = list
    }
    guard reader.isAtEnd, !reader.isCut else { return nil }
  }

  /// Each document's distance from the last one; twice that, plus one if several places follow, where places are kept.
  private func encoded(_ list: [Posting]) -> [UInt8] {
    var bytes: [UInt8] = []
    var before: UInt32 = 0
    for posting in list {
      let distance = posting.document - before
      before = posting.document
      guard hasPlaces else {
        bytes.append(number: distance)
        continue
      }
      bytes.append(number: distance << 1 | (posting.places.count > 1 ? 1 : 0))
      if posting.places.count > 1 { bytes.append(number: UInt32(posting.places.count - 2)) }
      var last: UInt32 = 0
      for place in posting.places {
        bytes.append(number: place - last)
        last = place
      }
    }
    return bytes
  }

  private func decoded(_ body: ArraySlice<UInt8>) -> [Posting]? {
    var reader = NumberReader(bytes: body)
    var list: [Posting] = []
    var document: UInt32 = 0
    while !reader.isAtEnd {
      let head = reader.number()
      document &+= hasPlaces ? head >> 1 : head
      var places: [UInt32] = []
      if hasPlaces {
        var place: UInt32 = 0
        let count = head & 1 == 0 ? 1 : UInt64(reader.number()) + 2
        for _ in 0..<count where !reader.isCut {
          place &+= reader.number()
          places.append(place)
        }
      }
      list.append(Posting(document: document, places: places))
    }
    return reader.isCut ? nil : list
  }
}
