/// The gram and the zone of a list, in the order of lists.
struct ListHead: Equatable, Sendable {
  /// The bits of the hash that are not the number of the shard.
  var rest: UInt32 = 0
  var kind: Gram.Kind = .pair
  /// The code points of a gram that is spelled, 21 bits each; else 0.
  var spelling: UInt64 = 0
  var zone: UInt32 = 0

  /// Whether two lists are of the same gram.
  func isOfGram(of other: ListHead) -> Bool {
    rest == other.rest && kind == other.kind && spelling == other.spelling
  }

  static func < (one: ListHead, other: ListHead) -> Bool {
    if one.rest != other.rest { return one.rest < other.rest }
    if one.kind != other.kind { return one.kind.rawValue < other.kind.rawValue }
    return (one.spelling, one.zone) < (other.spelling, other.zone)
  }
}

/// A list's documents and, for each, its places, or the piece of the first one, in flat buffers.
@safe struct ListView {
  let numbers: UnsafeBufferPointer<UInt64>
  /// The number of places of each document; unused for presences.
  let counts: UnsafeBufferPointer<UInt32>
  /// The places of all documents, or the piece of each.
  let places: UnsafeBufferPointer<UInt32>
}

/// A writer of the lists of a shard.
struct ListEncoder: ~Copyable {
  private let kind: IndexLayout.Kind
  private let code: ShardCode
  private var output = BitWriter(capacity: 4096)
  private var body = BitWriter(capacity: 1024)
  private var last: ListHead?
  private var count = 0

  init(_ kind: IndexLayout.Kind, shards: Int) {
    self.kind = kind
    code = ShardCode(shards: shards)
  }

  /// The bytes of the shard.
  var bytes: [UInt8] { output.bytes(count: count) }

  /// Writes a list, which comes after the last one.
  mutating func add(_ head: ListHead, _ list: ListView) {
    output.reserve(64)
    write(head)
    if unsafe list.numbers.count == 1 && list.places.count == 1 {
      output.put(1, width: 1)
      unsafe output.put(list.numbers[0], golomb: ShardCode.firstNumber)
      unsafe output.put(UInt64(list.places[0]), golomb: ShardCode.singlePlace(kind))
    } else {
      output.put(0, width: 1)
      write(list, zone: head.zone)
      output.put(UInt64(body.count), golomb: ShardCode.length)
      output.align()
      output.append(&body)
    }
    output.align()
  }

  /// Copies lists that follow each other, the first one after the same list as before and the last of a certain head.
  mutating func copy(_ bytes: UnsafeBufferPointer<UInt8>, lists: Int, last: ListHead) {
    unsafe output.append(bytes)
    count += lists
    self.last = last
  }

  /// Copies the postings of a list of more than one place under a head.
  mutating func add(_ head: ListHead, body bytes: UnsafeBufferPointer<UInt8>) {
    output.reserve(64)
    write(head)
    output.put(0, width: 1)
    output.put(UInt64(bytes.count), golomb: ShardCode.length)
    output.align()
    unsafe output.append(bytes)
  }

  /// Writes a list with one document put in, out or in place of itself, if its postings' codes allow it; else false.
  mutating func add(_ head: ListHead, _ splice: ListSplice) -> Bool {
    guard splice.write(to: &body) else { return false }
    output.reserve(64)
    write(head)
    output.put(0, width: 1)
    output.put(UInt64(body.count), golomb: ShardCode.length)
    output.align()
    output.append(&body)
    return true
  }

  private mutating func write(_ head: ListHead) {
    let isSame = last.map { head.isOfGram(of: $0) } ?? false
    output.put(UInt64(isSame ? ShardCode.sameGram : head.kind.rawValue), width: 2)
    output.put(UInt64(head.zone), width: 2)
    if !isSame {
      output.put(UInt64(head.rest - (last?.rest ?? 0)), golomb: code.distance)
      if head.kind == .spelled { write(spelling: head.spelling) }
    }
    last = head
    count += 1
  }

  private mutating func write(spelling: UInt64) {
    let third = spelling & 0x1F_FFFF
    output.put(third == 0 ? 0 : 1, width: 1)
    output.put(spelling >> 42, golomb: ShardCode.spelled)
    output.put(spelling >> 21 & 0x1F_FFFF, golomb: ShardCode.spelled)
    if third != 0 { output.put(third, golomb: ShardCode.spelled) }
  }

  private mutating func write(_ list: ListView, zone: UInt32) {
    let documents = unsafe list.numbers.count
    // No code is longer than 14 bytes.
    unsafe body.reserve(14 * (documents * 2 + list.places.count) + 16)
    var bits = body.cursor
    let span = unsafe list.numbers[documents - 1] &- list.numbers[0]
    let distance = min(31, ShardCode.parameter(sum: span, count: documents - 1))
    bits.put(UInt64(distance), width: 5)
    let first = ShardCode.place(zone)
    if kind == .places { bits.put(UInt64(first), width: 4) }
    bits.put(UInt64(documents - 1), golomb: ShardCode.documents)
    var last = unsafe list.numbers[0]
    bits.put(last, golomb: ShardCode.firstNumber)
    for index in 1..<max(1, documents) {
      let number = unsafe list.numbers[index]
      bits.put(number &- last &- 1, golomb: distance)
      last = number
    }
    if kind == .presences {
      for index in 0..<documents { unsafe bits.put(UInt64(list.places[index]), golomb: 0) }
    } else {
      for index in 0..<documents { unsafe bits.put(UInt64(list.counts[index] &- 1), golomb: 0) }
      list.writePlaces(to: &bits, parameter: first)
    }
    bits.align()
    body.cursor = bits
  }
}

extension ListView {
  @inline(__always)
  func writePlaces(to bits: inout BitCursor, parameter: Int) {
    var writer = bits
    var index = 0
    for document in unsafe 0..<counts.count {
      var last = unsafe UInt64(places[index])
      writer.put(last, golomb: parameter)
      let end = unsafe index &+ Int(counts[document])
      index &+= 1
      while index < end {
        let place = unsafe UInt64(places[index])
        writer.put(place &- last &- 1, golomb: parameter)
        last = place
        index &+= 1
      }
    }
    bits = writer
  }
}

/// The parameters of the codes in a shard.
struct ShardCode {
  static let sameGram: UInt32 = 3
  /// The largest number of a document.
  static let mostNumber: UInt64 = 1 << 53 - 1
  static let firstNumber = 20
  static let length = 5
  static let documents = 2
  static let spelled = 7

  /// That of places in lists of several.
  static func place(_ zone: UInt32) -> Int { zone == Zone.title.rawValue ? 3 : 8 }

  static func singlePlace(_ kind: IndexLayout.Kind) -> Int { kind == .places ? 9 : 0 }

  /// That of the distances of grams: as if a shard had 512 lists.
  let distance: Int

  init(shards: Int) { distance = max(0, 23 - shards.trailingZeroBitCount) }

  /// That of numbers with a sum: the number of bits of their mean less one.
  static func parameter(sum: UInt64, count: Int) -> Int {
    guard count > 0 else { return 0 }
    let mean = sum / UInt64(count)
    return mean == 0 ? 0 : 63 - mean.leadingZeroBitCount
  }
}
