/// Hashes of some places, with what a posting has besides: bit 0 says whether it is one, two bits the way of its gram, the others the
/// index of its unit.
@safe struct PostingBlock {
  /// The most places that are looked at at once.
  static let places = 512

  let hashes: UnsafeMutablePointer<UInt32>
  let notes: UnsafeMutablePointer<UInt32>
  var count = 0

  /// Adds a posting if `isOne` is 1, and none if it is 0.
  @inline(__always)
  mutating func add(_ hash: UInt32, index: Int, kind: UInt32, isOne: UInt32) {
    unsafe hashes[count] = hash
    unsafe notes[count] = UInt32(truncatingIfNeeded: index) &<< 3 | kind &<< 1 | 1
    count &+= Int(truncatingIfNeeded: isOne)
  }
}

extension PostingBlock {
  /// The key of an entry.
  @inline(__always)
  func key(_ entry: Int, _ keys: PostingKeys, zone: UInt64, start: Int) -> UInt64 {
    let note = unsafe notes[entry]
    return unsafe keys.key(
      hash: hashes[entry], kindAndZone: UInt64(note & 6) &<< 1 | zone,
      position: start &+ Int(truncatingIfNeeded: note &>> 3))
  }
}

/// A receiver of what a scan of documents finds.
protocol PostingSink {
  /// Takes the postings of a block, which are of one zone of a document whose units begin at a position.
  mutating func take(_ block: PostingBlock, zone: UInt64, start: Int)
}

/// The number of postings of each shard.
@safe struct CountSink: PostingSink {
  let counts: UnsafeMutableBufferPointer<UInt32>
  let shift: UInt64

  @inline(__always)
  func take(_ block: PostingBlock, zone: UInt64, start: Int) {
    for entry in 0..<block.count {
      let shard = unsafe Int(truncatingIfNeeded: UInt64(block.hashes[entry]) &>> shift)
      unsafe counts[shard] &+= block.notes[entry] & 1
    }
  }
}

/// The keys of postings in one shard.
@safe struct SingleSink: PostingSink {
  let keys: PostingKeys
  let shard: UInt32
  /// Room for the entries of a block.
  let found: UnsafeMutablePointer<UInt32>
  var all: [UInt64] = []

  @inline(__always)
  mutating func take(_ block: PostingBlock, zone: UInt64, start: Int) {
    let shift = keys.shardShift
    var count = 0
    for entry in 0..<block.count {
      let other = unsafe UInt32(truncatingIfNeeded: UInt64(block.hashes[entry]) &>> shift)
      unsafe found[count] = UInt32(truncatingIfNeeded: entry)
      // 1 if the shard is the one, without a branch.
      let isIn = (UInt64(other ^ shard) &- 1) &>> 63
      unsafe count &+= Int(truncatingIfNeeded: UInt64(block.notes[entry]) & isIn)
    }
    for number in 0..<count {
      let entry = unsafe Int(truncatingIfNeeded: found[number])
      all.append(block.key(entry, keys, zone: zone, start: start))
    }
  }
}

/// The keys of postings in a range of shards, which are put where there is room for those of each shard, or behind each other.
@safe struct KeySink: PostingSink {
  let keys: PostingKeys
  let first: UInt32
  let length: UInt32
  /// Room for the entries of a block.
  let found: UnsafeMutablePointer<UInt32>
  /// Room for the keys, and the next index for each shard.
  let output: UnsafeMutablePointer<UInt64>
  let cursors: UnsafeMutablePointer<Int>

  @inline(__always)
  func take(_ block: PostingBlock, zone: UInt64, start: Int) {
    let shift = keys.shardShift
    var count = 0
    for entry in 0..<block.count {
      let shard = unsafe UInt32(truncatingIfNeeded: UInt64(block.hashes[entry]) &>> shift) &- first
      unsafe found[count] = UInt32(truncatingIfNeeded: entry)
      // 1 if the shard is in the range, without a branch.
      let isIn = (UInt64(shard) &- UInt64(length)) &>> 63
      unsafe count &+= Int(truncatingIfNeeded: UInt64(block.notes[entry]) & isIn)
    }
    for number in 0..<count {
      let entry = unsafe Int(truncatingIfNeeded: found[number])
      let hash = unsafe UInt64(block.hashes[entry])
      let shard = Int(truncatingIfNeeded: hash &>> shift &- UInt64(first))
      let cursor = unsafe cursors[shard]
      unsafe output[cursor] = block.key(entry, keys, zone: zone, start: start)
      unsafe cursors[shard] = cursor &+ 1
    }
  }
}

/// The postings of documents, in the order of their places.
extension ShardMaker {
  /// Hands each posting on.
  func scan<Sink: PostingSink>(_ chunk: Range<Int>, for sink: inout Sink) {
    // Each place has two postings at most, and one more is written at the end.
    let capacity = PostingBlock.places * 2 + 2
    let seen = UnsafeMutablePointer<UInt64>.allocate(capacity: DocumentScan.seen)
    let room = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity * 2)
    defer {
      unsafe seen.deallocate()
      unsafe room.deallocate()
    }
    unsafe seen.initialize(repeating: .max, count: DocumentScan.seen)
    let block = unsafe PostingBlock(hashes: room, notes: room + capacity)
    for index in chunk {
      let text = documents[index].text
      let scan = unsafe DocumentScan(
        text: text, start: facts[index].start, document: index, kind: kind, seen: seen)
      if text.wideUnits.isEmpty {
        unsafe text.units.withUnsafeBufferPointer { units in
          unsafe scan.all(of: units, block, for: &sink)
        }
      } else {
        unsafe text.wideUnits.withUnsafeBufferPointer { units in
          unsafe scan.all(of: units, block, for: &sink)
        }
      }
    }
  }
}

/// A document whose postings are handed on.
@safe private struct DocumentScan {
  /// The number of presences that are remembered, so that most are handed on once; those that are pushed out come again.
  static let seen = 4096

  let text: SearchText
  /// The position of its first unit.
  let start: Int
  let document: Int
  let kind: IndexLayout.Kind
  let seen: UnsafeMutablePointer<UInt64>

  func all<Unit: FixedWidthInteger & UnsignedInteger, Sink: PostingSink>(
    of units: UnsafeBufferPointer<Unit>, _ block: PostingBlock, for sink: inout Sink
  ) {
    guard let base = units.baseAddress else { return }
    var next = 0
    var heading = 0
    let headings = text.headings
    let end = units.count - 2
    var block = block
    while next < end {
      var zone = Zone.title
      var last = text.flowStart
      if next >= text.flowStart {
        if heading < headings.count, next >= headings[heading].lowerBound {
          (zone, last) = (.heading, headings[heading].upperBound)
          heading += 1
        } else {
          (zone, last) = (.text, heading < headings.count ? headings[heading].lowerBound : end)
        }
      }
      while next < last {
        let part = next..<min(last, next + PostingBlock.places)
        block.count = 0
        if kind == .places {
          unsafe addGrams(of: base, in: part, to: &block)
        } else {
          unsafe addPresences(of: base, in: part, zone: UInt64(zone.rawValue), to: &block)
        }
        sink.take(block, zone: UInt64(zone.rawValue), start: start)
        next = part.upperBound
      }
    }
  }

  /// Adds the grams that begin in a range; those across the border of passages have a zero. The loop has no branch, so that it is
  /// done for several places at once.
  @inline(__always)
  private func addGrams<Unit: FixedWidthInteger & UnsignedInteger>(
    of units: UnsafePointer<Unit>, in range: Range<Int>, to block: inout PostingBlock
  ) {
    let text = unsafe units + range.lowerBound
    let (hashes, notes) = unsafe (block.hashes, block.notes)
    var letters: UInt32 = 0
    let start = UInt32(truncatingIfNeeded: range.lowerBound)
    for index in 0..<range.count {
      let first = unsafe UInt32(truncatingIfNeeded: text[index])
      let second = unsafe UInt32(truncatingIfNeeded: text[index &+ 1])
      let third = unsafe UInt32(truncatingIfNeeded: text[index &+ 2])
      let isParted = ((second ^ FoldedText.separator) &- 1) &>> 31
      let other = second ^ (second ^ third) & (0 &- isParted)
      // All code points of words are above the separator. One of two must be dense.
      let isGram =
        Self.above(first, FoldedText.separator) & Self.above(other, FoldedText.separator)
        & (isParted | Self.above(first, 0x2E7F) | Self.above(other, 0x2E7F))
      let isWide = Unit.bitWidth > 16 ? Self.above(first | other, 0xFFFF) : 0
      unsafe hashes[index] = GramHash.pair(first, other)
      unsafe notes[index] =
        (start &+ UInt32(truncatingIfNeeded: index)) &<< 3 | isWide &<< 2 | isParted &<< 1 | isGram
      letters |= Self.above(second, FoldedText.separator) & Self.above(0x2E80, second)
    }
    block.count = range.count
    if letters != 0 { unsafe addTriples(of: units, in: range, to: &block) }
  }

  /// Adds the grams of three of which the middle one is a letter.
  private func addTriples<Unit: FixedWidthInteger & UnsignedInteger>(
    of units: UnsafePointer<Unit>, in range: Range<Int>, to block: inout PostingBlock
  ) {
    var local = block
    for index in range {
      let second = unsafe UInt32(truncatingIfNeeded: units[index &+ 1])
      guard Self.isLetter(second) else { continue }
      let first = unsafe UInt32(truncatingIfNeeded: units[index])
      let third = unsafe UInt32(truncatingIfNeeded: units[index &+ 2])
      if first != 0, third != 0, Self.isLetter(first) || Self.isLetter(third) {
        local.add(GramHash.triple(first, second, third), index: index, kind: 3, isOne: 1)
      }
    }
    block = local
  }

  /// 1 if a code point is above another, else 0.
  @inline(__always)
  private static func above(_ scalar: UInt32, _ other: UInt32) -> UInt32 {
    (other &- scalar) &>> 31
  }

  @inline(__always)
  private static func isLetter(_ scalar: UInt32) -> Bool { scalar &- 0x21 < 0x2E80 &- 0x21 }

  /// Adds the code points and pairs of letters that begin in a range.
  @inline(__always)
  private func addPresences<Unit: FixedWidthInteger & UnsignedInteger>(
    of units: UnsafePointer<Unit>, in range: Range<Int>, zone: UInt64, to block: inout PostingBlock
  ) {
    var local = block
    var first = unsafe UInt32(truncatingIfNeeded: units[range.lowerBound])
    for index in range {
      let second = unsafe UInt32(truncatingIfNeeded: units[index &+ 1])
      let hash = GramHash.mixed(first)
      let isOne = Self.above(first, FoldedText.separator) & isNew(hash, zone)
      local.add(hash, index: index, kind: 0, isOne: isOne)
      if Self.isLetter(first), Self.isLetter(second) {
        let pair = GramHash.pair(first, second)
        local.add(pair, index: index, kind: 0, isOne: isNew(pair, zone))
      }
      first = second
    }
    block = local
  }

  /// 1 if a presence was not seen in the document and zone, as far as is remembered, else 0.
  @inline(__always)
  private func isNew(_ hash: UInt32, _ zone: UInt64) -> UInt32 {
    let entry = UInt64(hash) << 32 | UInt64(truncatingIfNeeded: document) << 2 | zone
    let index = Int(hash &>> 20)
    let isNew: UInt32 = unsafe seen[index] == entry ? 0 : 1
    unsafe seen[index] = entry
    return isNew
  }
}
