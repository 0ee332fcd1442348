/// The lists of sorted postings.
extension ShardMaker {
  /// Writes the lists of a shard's postings, in the order of their keys.
  func write(_ sorted: UnsafeBufferPointer<UInt64>, with encoder: inout ListEncoder) {
    let shift = UInt64(keys.positionBits)
    unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: sorted.count) { numbers in
      unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: sorted.count * 2) { places in
        var scratch = unsafe ListScratch(
          numbers: numbers, counts: UnsafeMutableBufferPointer(rebasing: places[..<sorted.count]),
          places: UnsafeMutableBufferPointer(rebasing: places[sorted.count...]))
        var first = 0
        while first < sorted.count {
          let group = unsafe sorted[first] &>> shift
          var end = first &+ 1
          while end < sorted.count, unsafe sorted[end] &>> shift == group { end &+= 1 }
          let head = unsafe keys.head(sorted[first])
          if head.kind == .spelled {
            // All zones of the hash, whose grams may differ.
            let hash = group >> 3
            while end < sorted.count, unsafe sorted[end] &>> (shift + 3) == hash { end &+= 1 }
            unsafe writeSpelled(
              UnsafeBufferPointer(rebasing: sorted[first..<end]), &scratch, &encoder)
          } else {
            let list = unsafe UnsafeBufferPointer(rebasing: sorted[first..<end])
            unsafe write(list, under: head, &scratch, &encoder)
          }
          first = end
        }
      }
    }
  }

  /// Writes lists of grams with a hash in common, which are told apart by their texts.
  private func writeSpelled(
    _ sorted: UnsafeBufferPointer<UInt64>, _ scratch: inout ListScratch,
    _ encoder: inout ListEncoder
  ) {
    var spelled = unsafe sorted.map { key in Spelled(spelling: spelling(of: key), key: key) }
    if spelled.contains(where: { $0.spelling != spelled[0].spelling }) {
      spelled.sort { ($0.spelling, $0.key) < ($1.spelling, $1.key) }
    }
    var first = 0
    while first < spelled.count {
      var head = keys.head(spelled[first].key)
      head.spelling = spelled[first].spelling
      var end = first + 1
      while end < spelled.count, spelled[end].spelling == head.spelling,
        keys.head(spelled[end].key).zone == head.zone
      {
        end += 1
      }
      let list = spelled[first..<end].map(\.key)
      unsafe list.withUnsafeBufferPointer { unsafe write($0, under: head, &scratch, &encoder) }
      first = end
    }
  }

  private struct Spelled {
    let spelling: UInt64
    let key: UInt64
  }

  /// The code points of the spelled gram of a posting, 21 bits each.
  private func spelling(of key: UInt64) -> UInt64 {
    let position = keys.position(key)
    let index = document(at: position)
    let text = documents[index].text
    let place = position - facts[index].start
    let third = keys.isOfThree(key) ? UInt64(text.unit(place + 2)) : 0
    return UInt64(text.unit(place)) << 42 | UInt64(text.unit(place + 1)) << 21 | third
  }

  /// The index of the document that has a position.
  @inline(__always)
  private func document(at position: Int) -> Int {
    var index = Int(marks[position &>> 7])
    while facts[index &+ 1].start <= position { index &+= 1 }
    return index
  }

  /// Writes a list from its postings.
  @inline(__always)
  private func write(
    _ list: UnsafeBufferPointer<UInt64>, under head: ListHead, _ scratch: inout ListScratch,
    _ encoder: inout ListEncoder
  ) {
    var documents = 0
    var places = 0
    var start = 0
    var end = 0
    let isTitle = head.zone == Zone.title.rawValue
    for number in 0..<list.count {
      let key = unsafe list[number]
      let position = keys.position(key)
      if position >= end {
        let index = document(at: position)
        let found = facts[index]
        start = isTitle ? found.start : found.flow
        end = facts[index &+ 1].start
        unsafe scratch.numbers[documents] = found.number
        unsafe scratch.counts[documents] = 0
        documents &+= 1
      } else if kind == .presences {
        continue
      }
      let place = UInt32(truncatingIfNeeded: position &- start)
      unsafe scratch.places[places] =
        kind == .places ? place : isTitle ? 0 : place / UInt32(SearchPieces.length)
      places &+= 1
      unsafe scratch.counts[documents &- 1] &+= 1
    }
    encoder.add(head, scratch.view(documents: documents, places: places))
  }
}

/// Room for a list that is about to be written.
@safe private struct ListScratch {
  let numbers: UnsafeMutableBufferPointer<UInt64>
  let counts: UnsafeMutableBufferPointer<UInt32>
  let places: UnsafeMutableBufferPointer<UInt32>

  func view(documents: Int, places count: Int) -> ListView {
    unsafe ListView(
      numbers: UnsafeBufferPointer(rebasing: numbers[..<documents]),
      counts: UnsafeBufferPointer(rebasing: counts[..<documents]),
      places: UnsafeBufferPointer(rebasing: places[..<count]))
  }
}
