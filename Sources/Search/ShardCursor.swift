/// A reader of the lists of a shard one after the other, which goes over postings only where it is asked to.
///
/// After the bytes there must be eight more.
@safe struct ShardCursor {
  let base: UnsafePointer<UInt8>
  private let count: Int
  private let kind: IndexLayout.Kind
  private let code: ShardCode
  /// The number of lists after this one.
  private var left: Int
  private var isFirst = true
  /// Whether the bytes are no shard.
  private(set) var isBroken = false
  /// The list's gram and zone.
  private(set) var head = ListHead()
  /// The list's bytes.
  private(set) var list = 0..<0
  /// The postings' bytes; nil if there is only `number`, with `place`.
  private(set) var body: Range<Int>?
  /// The number of the list's only document.
  private(set) var number: UInt64 = 0
  /// The only document's only place, or the piece.
  private(set) var place: UInt32 = 0

  /// A cursor before the first list.
  init(_ base: UnsafePointer<UInt8>, count: Int, kind: IndexLayout.Kind, shards: Int) {
    unsafe self.base = unsafe base
    self.count = count
    self.kind = kind
    code = ShardCode(shards: shards)
    (left, list) = (0, 0..<0)
    var (index, shift) = (0, 0)
    while index < min(count, 5) {
      let byte = unsafe Int(base[index])
      left |= (byte & 127) << shift
      index += 1
      shift += 7
      if byte < 128 {
        list = index..<index
        return
      }
    }
    isBroken = true
  }

  /// Goes to the next list; false at the end, or if there is none where one must be.
  mutating func next() -> Bool {
    guard !isBroken else { return false }
    guard left > 0 else {
      isBroken = list.upperBound != count
      return false
    }
    left -= 1
    let start = list.upperBound
    var reader = unsafe BitReader(base, bytes: start..<count)
    let before = head
    readHead(&reader)
    if reader.bits(1) == 1 {
      body = nil
      number = reader.golomb(ShardCode.firstNumber)
      let place = reader.golomb(ShardCode.singlePlace(kind))
      self.place = UInt32(truncatingIfNeeded: place)
      if number > ShardCode.mostNumber || place > UInt32.max { isBroken = true }
      reader.align()
      list = start..<max(start, reader.byte)
    } else {
      let length = Int(reader.golomb(ShardCode.length))
      let begin = reader.byte
      if begin > count || length > count - begin || length == 0 { isBroken = true }
      list = start..<(isBroken ? start : begin + length)
      body = isBroken ? nil : begin..<begin + length
    }
    if reader.isBroken || list.upperBound > count || !(isFirst || before < head) { isBroken = true }
    isFirst = false
    return !isBroken
  }

  private mutating func readHead(_ reader: inout BitReader) {
    let kind = UInt32(reader.bits(2))
    head.zone = UInt32(reader.bits(2))
    if head.zone > 2 { isBroken = true }
    guard let kind = Gram.Kind(rawValue: kind) else {
      // The gram of the list before.
      if isFirst { isBroken = true }
      return
    }
    head.kind = kind
    head.rest = UInt32(truncatingIfNeeded: UInt64(head.rest) &+ reader.golomb(code.distance))
    head.spelling = 0
    guard kind == .spelled else { return }
    let hasThree = reader.bits(1) == 1
    for index in 0..<(hasThree ? 3 : 2) {
      let scalar = reader.golomb(ShardCode.spelled) & 0x1F_FFFF
      head.spelling |= scalar << UInt64(42 - 21 * index)
    }
  }

  /// Whether one of some documents, whose numbers ascend, is in the list.
  func contains(_ numbers: [UInt64]) -> Bool {
    guard let body else { return numbers.contains(number) }
    guard var wanted = numbers.first else { return false }
    var index = 0
    var reader = unsafe BitReader(base, bytes: body)
    let distance = Int(reader.bits(5))
    if kind == .places { _ = reader.bits(4) }
    var left = reader.golomb(ShardCode.documents)
    var number = reader.golomb(ShardCode.firstNumber)
    while true {
      while number >= wanted {
        if number == wanted { return true }
        index += 1
        guard index < numbers.count else { return false }
        wanted = numbers[index]
      }
      guard left > 0, !reader.isBroken else { return false }
      left &-= 1
      number = number &+ reader.golomb(distance) &+ 1
    }
  }

  /// Reads the list; false if it is damaged.
  func read(into list: inout ListBuffer) -> Bool {
    guard let body else {
      list.removeAll()
      list.append(number, place: place)
      return true
    }
    return list.read(kind, from: unsafe BitReader(base, bytes: body), length: body.count)
  }
}

/// Hands on bytes with eight more after them.
func withPadding<Result>(_ bytes: [UInt8], _ body: (UnsafePointer<UInt8>) -> Result) -> Result {
  unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count + 8) { padded in
    unsafe bytes.withUnsafeBufferPointer { _ = unsafe padded.update(fromContentsOf: $0) }
    for index in bytes.count..<bytes.count + 8 { unsafe padded[index] = 0 }
    guard let base = padded.baseAddress else {
      preconditionFailure("a buffer of eight bytes is empty")
    }
    return unsafe body(UnsafePointer(base))
  }
}
