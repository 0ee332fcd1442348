/// A list of several documents in which one is taken out, put in, or put in place of itself, without reading the others' places.
///
/// The result is the list that is written of all its documents. It cannot always be made in this way.
@safe struct ListSplice {
  private let reader: BitReader
  private let kind: IndexLayout.Kind
  private let zone: UInt32
  /// The document.
  private let number: UInt64
  /// The document's places, unless it is only taken out.
  private let places: UnsafeBufferPointer<UInt32>?
  private var distance = 0
  private var count = 0
  /// The bits of the first number up to the last.
  private var numbers = Part()
  private var counts = Part()
  private var ofPlaces = Part()
  /// The number before the document, that of the document or else the next one, and the one after that, with their bits.
  private var before: UInt64?
  private var at: UInt64?
  private var after: UInt64?
  private var afterEnd = 0
  private var first: UInt64 = 0
  private var last: UInt64 = 0
  /// Whether the document is in the list.
  private var isFound = false

  /// A part of the postings, and the bits of it that are the document's.
  private struct Part {
    var whole = 0..<0
    var own = 0..<0
  }

  /// Looks for the place of a document in a list; nil if it must be read as a whole.
  init?(
    _ cursor: ShardCursor, of kind: IndexLayout.Kind, number: UInt64,
    places: UnsafeBufferPointer<UInt32>?
  ) {
    guard let body = cursor.body else { return nil }
    unsafe reader = BitReader(cursor.base, bytes: body)
    self.kind = kind
    zone = cursor.head.zone
    self.number = number
    unsafe self.places = unsafe places
    guard find(most: body.count * 8) else { return nil }
  }

  private mutating func find(most: Int) -> Bool {
    var bits = reader
    distance = Int(bits.bits(5))
    let parameter = kind == .places ? Int(bits.bits(4)) : 0
    guard kind == .presences || parameter == ShardCode.place(zone) else { return false }
    count = Int(truncatingIfNeeded: bits.golomb(ShardCode.documents) &+ 1)
    guard !bits.isBroken, count > 0, count <= most else { return false }
    let index = findNumber(&bits)
    isFound = at == number
    guard !bits.isBroken else { return false }
    // The places, or the pieces.
    let start = bits.position
    let before = Self.skip(&bits, documents: index)
    let own = bits.position
    let ofOwn = isFound ? Self.skip(&bits, documents: 1) : 0
    let ownEnd = bits.position
    let rest = Self.skip(&bits, documents: count - index - (isFound ? 1 : 0))
    counts = Part(whole: start..<bits.position, own: own..<ownEnd)
    guard !bits.isBroken, before <= most, ofOwn <= most, rest <= most else { return false }
    if kind == .places {
      let start = bits.position
      bits.golombs(parameter, count: before) { _ in }
      let own = bits.position
      bits.golombs(parameter, count: ofOwn) { _ in }
      let ownEnd = bits.position
      bits.golombs(parameter, count: rest) { _ in }
      guard !bits.isBroken else { return false }
      ofPlaces = Part(whole: start..<bits.position, own: own..<ownEnd)
    }
    return bits.isAtEnd
  }

  /// Finds the document, and returns the number of those before it.
  private mutating func findNumber(_ bits: inout BitReader) -> Int {
    let start = bits.position
    var value = bits.golomb(ShardCode.firstNumber)
    first = value
    var index = 0
    var begin = start
    let wanted = number
    while value < wanted, index + 1 < count, !bits.isBroken {
      before = value
      begin = bits.position
      value = value &+ bits.golomb(distance) &+ 1
      index += 1
    }
    if value < wanted {
      before = value
      last = value
      numbers = Part(whole: start..<bits.position, own: bits.position..<bits.position)
      return count
    }
    at = value
    numbers.own = begin..<bits.position
    var left = count - index - 1
    if left > 0 {
      value = value &+ bits.golomb(distance) &+ 1
      after = value
      left -= 1
    }
    afterEnd = bits.position
    var all = value
    bits.golombs(distance, count: left) {
      value = value &+ $0 &+ 1
      all |= value
    }
    if all > ShardCode.mostNumber { bits.fail() }
    last = value
    numbers.whole = start..<bits.position
    return index
  }

  /// Leaves out the numbers of places of some documents, and returns the sum.
  private static func skip(_ bits: inout BitReader, documents: Int) -> Int {
    var sum = documents
    bits.golombs(0, count: documents) { sum &+= Int(truncatingIfNeeded: $0 & 0xFFFF_FFFF) }
    return sum
  }

  /// Whether what is found is what is said: a document that is put in without being removed is not there.
  func isOfWhole(removes: Bool) -> Bool { removes || !isFound }

  /// Writes the list, unless it has one document or other codes than before.
  func write(to writer: inout BitWriter) -> Bool {
    let documents = unsafe count - (isFound ? 1 : 0) + (places == nil ? 0 : 1)
    guard documents > 1, unsafe isFound || places != nil else { return false }
    let span = newLast &- newFirst
    guard distance == min(31, ShardCode.parameter(sum: span, count: documents - 1)) else {
      return false
    }
    let placeCount = unsafe places?.count ?? 0
    writer.reserve(
      (numbers.whole.count + counts.whole.count + ofPlaces.whole.count) / 8 + 14 * (placeCount + 6))
    var bits = writer.cursor
    bits.put(UInt64(distance), width: 5)
    if kind == .places { bits.put(UInt64(ShardCode.place(zone)), width: 4) }
    bits.put(UInt64(documents - 1), golomb: ShardCode.documents)
    writeNumbers(to: &bits)
    bits.copy(counts.whole.lowerBound..<counts.own.lowerBound, of: reader)
    if let places = unsafe places {
      let value = unsafe kind == .places ? UInt64(places.count - 1) : UInt64(places[0])
      bits.put(value, golomb: 0)
    }
    bits.copy(counts.own.upperBound..<counts.whole.upperBound, of: reader)
    if kind == .places { writePlaces(to: &bits) }
    bits.align()
    writer.cursor = bits
    return true
  }

  private var newFirst: UInt64 {
    if unsafe places != nil { return min(first, number) }
    return isFound && before == nil ? after ?? 0 : first
  }

  private var newLast: UInt64 {
    if unsafe places != nil { return max(last, number) }
    return isFound && after == nil ? before ?? 0 : last
  }

  private func writeNumbers(to bits: inout BitCursor) {
    bits.copy(numbers.whole.lowerBound..<numbers.own.lowerBound, of: reader)
    var previous = before
    func put(_ value: UInt64) {
      if let previous {
        bits.put(value &- previous &- 1, golomb: distance)
      } else {
        bits.put(value, golomb: ShardCode.firstNumber)
      }
      previous = value
    }
    let isPut = unsafe places != nil
    if isPut { put(number) }
    if isFound, isPut {
      bits.copy(numbers.own.upperBound..<numbers.whole.upperBound, of: reader)
    } else if isFound {
      if let after { put(after) }
      bits.copy(afterEnd..<numbers.whole.upperBound, of: reader)
    } else {
      if let at { put(at) }
      bits.copy(numbers.own.upperBound..<numbers.whole.upperBound, of: reader)
    }
  }

  private func writePlaces(to bits: inout BitCursor) {
    bits.copy(ofPlaces.whole.lowerBound..<ofPlaces.own.lowerBound, of: reader)
    if let places = unsafe places {
      let parameter = ShardCode.place(zone)
      var last: UInt64 = 0
      for index in 0..<places.count {
        let place = unsafe UInt64(places[index])
        bits.put(index == 0 ? place : place &- last &- 1, golomb: parameter)
        last = place
      }
    }
    bits.copy(ofPlaces.own.upperBound..<ofPlaces.whole.upperBound, of: reader)
  }
}
