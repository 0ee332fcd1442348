/// A document's number and text.
package struct IndexedDocument: Sendable {
  /// The number, as `DocumentNumbers` gives it.
  package let number: UInt64
  /// The folded text.
  package let text: SearchText

  /// A document that is to be indexed.
  package init(number: UInt64, text: SearchText) {
    self.number = number
    self.text = text
  }
}

/// A maker of shards from documents, in rounds of bounded memory, each of which can be made by several threads.
///
/// The documents are divided into `chunks`, whose postings are counted (`counts`) and, for the shards of each of the `rounds`, gathered
/// (`gather`) on a thread each; then the `bytes` of any shard of the round follow from the postings of all chunks.
package struct ShardMaker: Sendable {
  let documents: [IndexedDocument]
  /// The kind of the shards.
  package let kind: IndexLayout.Kind
  /// The number of shards.
  package let count: Int
  /// The documents' numbers and positions, and the end.
  let facts: [DocumentFacts]
  /// The number of the document that has every 128th position.
  let marks: [UInt32]
  let keys: PostingKeys

  /// A maker for documents in ascending order of their numbers.
  package init(_ documents: [IndexedDocument], layout: IndexLayout, kind: IndexLayout.Kind) {
    self.documents = documents
    self.kind = kind
    count = layout.count(kind)
    keys = PostingKeys(shards: count)
    var facts: [DocumentFacts] = []
    facts.reserveCapacity(documents.count + 1)
    var end = 0
    var marks: [UInt32] = []
    for (index, document) in documents.enumerated() {
      let flow = end + document.text.flowStart
      facts.append(DocumentFacts(number: document.number, start: end, flow: flow))
      end += document.text.unitCount
      while marks.count << 7 < end { marks.append(UInt32(index)) }
    }
    facts.append(DocumentFacts(number: 0, start: end, flow: end))
    precondition(end < keys.positions, "more text than shards have places for")
    self.facts = facts
    self.marks = marks
  }

  /// Ranges of documents of about the same length of text, as many as given or fewer.
  package func chunks(_ most: Int) -> [Range<Int>] {
    guard let end = facts.last?.start, !documents.isEmpty else { return [] }
    var chunks: [Range<Int>] = []
    var first = 0
    for index in documents.indices
    where facts[index + 1].start * most >= end * (chunks.count + 1) || index + 1 == documents.count
    {
      chunks.append(first..<index + 1)
      first = index + 1
    }
    return chunks
  }

  /// The ranges of shards that have, in all chunks together, about as many postings as given, or one shard.
  package static func rounds(_ counts: [[UInt32]], most: Int) -> [Range<Int>] {
    guard let shards = counts.first?.count else { return [] }
    var rounds: [Range<Int>] = []
    var first = 0
    var postings = 0
    for shard in 0..<shards {
      let more = counts.reduce(0) { $0 + Int($1[shard]) }
      if postings + more > most, shard > first {
        rounds.append(first..<shard)
        first = shard
        postings = 0
      }
      postings += more
    }
    rounds.append(first..<shards)
    return rounds
  }

  /// The number of postings of each shard in a range of documents.
  package func counts(of chunk: Range<Int>) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: count)
    unsafe counts.withUnsafeMutableBufferPointer { counts in
      var sink = unsafe CountSink(counts: counts, shift: keys.shardShift)
      scan(chunk, for: &sink)
    }
    return counts
  }

  /// The postings of a range of shards in a range of documents. The counts must be those that this maker has for the same documents:
  /// there is room for no more.
  package func gather(
    _ shards: Range<Int>, of chunk: Range<Int>, counts: [UInt32]
  ) -> ShardPostings {
    var offsets = [Int](repeating: 0, count: shards.count + 1)
    for (index, shard) in shards.enumerated() {
      offsets[index + 1] = offsets[index] + Int(counts[shard])
    }
    let total = offsets[shards.count]
    let all = unsafe [UInt64](unsafeUninitializedCapacity: total) { output, written in
      var cursors = offsets
      unsafe gather(shards, of: chunk, to: output, cursors: &cursors)
      written = total
    }
    return ShardPostings(first: shards.lowerBound, offsets: offsets, keys: all)
  }

  /// Puts the keys of a range of shards where there is room for those of each.
  private func gather(
    _ shards: Range<Int>, of chunk: Range<Int>, to output: UnsafeMutableBufferPointer<UInt64>,
    cursors: inout [Int]
  ) {
    guard let output = output.baseAddress else { return }
    unsafe cursors.withUnsafeMutableBufferPointer { cursors in
      guard let cursors = cursors.baseAddress else { return }
      let found = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 * PostingBlock.places + 2)
      defer { unsafe found.deallocate() }
      var sink = unsafe KeySink(
        keys: keys, first: UInt32(shards.lowerBound), length: UInt32(shards.count), found: found,
        output: output, cursors: cursors)
      scan(chunk, for: &sink)
    }
  }

  /// The postings of a single shard in a range of documents.
  package func gather(_ shard: Int, of chunk: Range<Int>) -> ShardPostings {
    let found = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 * PostingBlock.places + 2)
    defer { unsafe found.deallocate() }
    var sink = unsafe SingleSink(keys: keys, shard: UInt32(shard), found: found)
    scan(chunk, for: &sink)
    return ShardPostings(first: shard, offsets: [0, sink.all.count], keys: sink.all)
  }

  /// The bytes of a shard from the postings of all chunks, in their order.
  package func bytes(of shard: Int, from chunks: [ShardPostings]) -> [UInt8] {
    var encoder = ListEncoder(kind, shards: count)
    let total = chunks.reduce(0) { $0 + $1.range(of: shard).count }
    guard total > 0 else { return encoder.bytes }
    unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: total * 2) { buffer in
      var filled = 0
      for chunk in chunks {
        let range = chunk.range(of: shard)
        unsafe chunk.keys.withUnsafeBufferPointer { keys in
          for index in range {
            unsafe buffer[filled] = keys[index]
            filled &+= 1
          }
        }
      }
      let sorted = unsafe keys.sort(buffer, count: total)
      unsafe write(sorted, with: &encoder)
    }
    return encoder.bytes
  }
}

/// A document's number, and the positions of its first unit and of its flow's in the sequence of all documents.
struct DocumentFacts: Sendable {
  let number: UInt64
  let start: Int
  let flow: Int
}

/// Postings of a range of shards, one shard after the other, in the order of the documents.
package struct ShardPostings: Sendable {
  let first: Int
  let offsets: [Int]
  let keys: [UInt64]

  func range(of shard: Int) -> Range<Int> { offsets[shard - first]..<offsets[shard - first + 1] }
}

/// The layout of postings in 64 bits: what the hash has besides the shard's number; two bits for a pair (0), a parted one (1), a spelled
/// gram of two (2) or three (3); zone; position. In their order lists are complete one after the other, but for those of spelled
/// grams whose hashes are the same.
struct PostingKeys: Sendable {
  /// The number of bits of a shard's number.
  let shardBits: Int
  /// The number of bits of a position.
  let positionBits: Int

  init(shards: Int) {
    shardBits = shards.trailingZeroBitCount
    positionBits = 28 + shardBits
  }

  /// The shift that leaves the number of its shard of a hash, which is to have 64 bits.
  var shardShift: UInt64 { UInt64(32 - shardBits) }

  /// The number of positions that a key can have.
  var positions: Int { 1 << positionBits }

  @inline(__always)
  func key(hash: UInt32, kindAndZone: UInt64, position: Int) -> UInt64 {
    UInt64(hash) &<< UInt64(32 &+ shardBits) | kindAndZone &<< UInt64(positionBits)
      | UInt64(truncatingIfNeeded: position)
  }

  /// The head of a key's list, but for the spelling.
  func head(_ key: UInt64) -> ListHead {
    let group = key >> UInt64(positionBits)
    return ListHead(
      rest: UInt32(group >> 4), kind: Gram.Kind(rawValue: UInt32(group >> 2 & 3)) ?? .spelled,
      spelling: 0, zone: UInt32(group & 3))
  }

  /// Whether a spelled gram has three code points.
  func isOfThree(_ key: UInt64) -> Bool { key >> UInt64(positionBits + 2) & 1 == 1 }

  @inline(__always)
  func position(_ key: UInt64) -> Int { Int(key & (1 << UInt64(positionBits) - 1)) }

  /// Sorts the first half of a buffer by all but the positions, which ascend in it; the sorted ones are in one of its halves.
  func sort(_ buffer: UnsafeMutableBufferPointer<UInt64>, count: Int) -> UnsafeBufferPointer<UInt64>
  {
    let lower = unsafe UnsafeMutableBufferPointer(rebasing: buffer[..<count])
    let upper = unsafe UnsafeMutableBufferPointer(rebasing: buffer[count...])
    if count <= 32 {
      unsafe insertionSort(lower)
      return UnsafeBufferPointer(lower)
    }
    let width = (64 - positionBits + 2) / 3
    unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 3 << width) { counters in
      unsafe counters.initialize(repeating: 0)
      let mask = UInt64(1) << UInt64(width) - 1
      let shifts = (0..<3).map { UInt64(positionBits + $0 * width) }
      for index in 0..<count {
        let key = unsafe lower[index]
        for digit in 0..<3 {
          unsafe counters[digit << width | Int(key &>> shifts[digit] & mask)] &+= 1
        }
      }
      for digit in 0..<3 {
        var sum: UInt32 = 0
        for index in digit << width..<(digit + 1) << width {
          let count = unsafe counters[index]
          unsafe counters[index] = sum
          sum &+= count
        }
        let from = unsafe digit == 1 ? upper : lower
        let to = unsafe digit == 1 ? lower : upper
        for position in 0..<count {
          let key = unsafe from[position]
          let index = digit << width | Int(key &>> shifts[digit] & mask)
          unsafe to[Int(counters[index])] = key
          unsafe counters[index] &+= 1
        }
      }
    }
    return UnsafeBufferPointer(upper)
  }

  private func insertionSort(_ keys: UnsafeMutableBufferPointer<UInt64>) {
    for index in 1..<max(1, keys.count) {
      let key = unsafe keys[index]
      var place = index
      while place > 0, unsafe keys[place - 1] > key {
        unsafe keys[place] = keys[place - 1]
        place -= 1
      }
      unsafe keys[place] = key
    }
  }
}
