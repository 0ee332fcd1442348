/// A list that was read or is to be written: documents, ascending, and their places, or the piece of the first one.
@safe struct ListBuffer: ~Copyable {
  private var numbers: UnsafeMutablePointer<UInt64>
  private var counts: UnsafeMutablePointer<UInt32>
  private var places: UnsafeMutablePointer<UInt32>
  private var documentCapacity = 64
  private var placeCapacity = 64
  /// The number of documents.
  private(set) var count = 0
  /// The number of places of all documents.
  private(set) var placeCount = 0

  init() {
    unsafe numbers = .allocate(capacity: 64)
    unsafe counts = .allocate(capacity: 64)
    unsafe places = .allocate(capacity: 64)
  }

  deinit {
    unsafe numbers.deallocate()
    unsafe counts.deallocate()
    unsafe places.deallocate()
  }

  /// The whole list.
  var view: ListView {
    unsafe ListView(
      numbers: UnsafeBufferPointer(start: numbers, count: count),
      counts: UnsafeBufferPointer(start: counts, count: count),
      places: UnsafeBufferPointer(start: places, count: placeCount))
  }

  mutating func removeAll() { (count, placeCount) = (0, 0) }

  mutating func append(_ number: UInt64, place: UInt32) {
    reserve(documents: 1, places: 1)
    unsafe numbers[count] = number
    unsafe counts[count] = 1
    unsafe places[placeCount] = place
    count += 1
    placeCount += 1
  }

  /// Makes room for as many documents and places more.
  private mutating func reserve(documents more: Int, places morePlaces: Int) {
    if count + more > documentCapacity {
      documentCapacity = max(count + more, documentCapacity * 2)
      unsafe Self.grow(&numbers, count: count, to: documentCapacity)
      unsafe Self.grow(&counts, count: count, to: documentCapacity)
    }
    if placeCount + morePlaces > placeCapacity {
      placeCapacity = max(placeCount + morePlaces, placeCapacity * 2)
      unsafe Self.grow(&places, count: placeCount, to: placeCapacity)
    }
  }

  private static func grow<Element>(
    _ old: inout UnsafeMutablePointer<Element>, count: Int, to capacity: Int
  ) {
    let new = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    unsafe new.moveInitialize(from: old, count: count)
    unsafe old.deallocate()
    unsafe old = new
  }

  // MARK: - Merging

  /// Becomes what two lists have, in the order of their documents, but for some documents of the first, whose numbers ascend. Returns false
  /// if a document is in both.
  mutating func merge(
    _ old: borrowing ListBuffer, without removed: [UInt64], _ new: borrowing ListBuffer
  ) -> Bool {
    removeAll()
    var (from, place) = (0, 0)
    var (taken, added, addedPlace) = (0, 0, 0)
    while taken < removed.count || added < new.count {
      let goes = taken < removed.count ? removed[taken] : .max
      let comes = unsafe added < new.count ? new.numbers[added] : .max
      let index = old.index(of: min(goes, comes), from: from)
      place = append(old, documents: from..<index, place: place)
      from = index
      if goes <= comes {
        taken += 1
        if index < old.count, unsafe old.numbers[index] == goes {
          unsafe place += Int(old.counts[index])
          from += 1
        }
      }
      if comes <= goes {
        if from < old.count, unsafe old.numbers[from] == comes { return false }
        addedPlace = append(new, documents: added..<added + 1, place: addedPlace)
        added += 1
      }
    }
    _ = append(old, documents: from..<old.count, place: place)
    return true
  }

  /// The index of the first document from an index on whose number is not below a given one.
  private func index(of number: UInt64, from start: Int) -> Int {
    var (low, high) = (start, count)
    while low < high {
      let middle = (low + high) / 2
      if unsafe numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Appends documents of another list whose places begin at an index, and returns the index of the places after them.
  private mutating func append(
    _ other: borrowing ListBuffer, documents: Range<Int>, place: Int
  ) -> Int {
    var end = place + documents.count
    if other.placeCount != other.count {
      end = place
      for index in documents { unsafe end &+= Int(other.counts[index]) }
    }
    reserve(documents: documents.count, places: end - place)
    unsafe (numbers + count).update(
      from: other.numbers + documents.lowerBound, count: documents.count)
    unsafe (counts + count).update(
      from: other.counts + documents.lowerBound, count: documents.count)
    unsafe (places + placeCount).update(from: other.places + place, count: end - place)
    count += documents.count
    placeCount += end - place
    return end
  }

  // MARK: - Reading

  /// Reads postings; false if they are damaged.
  mutating func read(_ kind: IndexLayout.Kind, from bytes: BitReader, length: Int) -> Bool {
    removeAll()
    var reader = bytes
    let distance = Int(reader.bits(5))
    let parameter = kind == .places ? Int(reader.bits(4)) : 0
    let documents = reader.golomb(ShardCode.documents) &+ 1
    // As many documents need as many bits.
    guard documents <= length * 8 else { return false }
    reserve(documents: Int(documents), places: Int(documents))
    count = Int(documents)
    var number = reader.golomb(ShardCode.firstNumber)
    unsafe numbers[0] = number
    let numbers = unsafe numbers
    var index = 1
    var all = number
    reader.golombs(distance, count: count - 1) {
      number = number &+ $0 &+ 1
      all |= number
      unsafe numbers[index] = number
      index &+= 1
    }
    guard !reader.isBroken, all <= ShardCode.mostNumber else { return false }
    if kind == .presences {
      placeCount = count
      for index in 0..<count {
        unsafe places[index] = UInt32(truncatingIfNeeded: reader.golomb(0))
        unsafe counts[index] = 1
      }
      return reader.isAtEnd
    }
    guard readCounts(&reader, most: length * 8) else { return false }
    return readPlaces(&reader, parameter) && reader.isAtEnd
  }

  private mutating func readCounts(_ bits: inout BitReader, most: Int) -> Bool {
    var reader = bits
    var index = 0
    var all = 0
    while index < count {
      // Most documents have one place, which is a single bit.
      let ones = min(reader.ones, count &- index)
      if ones > 0 {
        for offset in 0..<ones { unsafe counts[index &+ offset] = 1 }
        index &+= ones
        all &+= ones
        reader.skip(ones)
        continue
      }
      let more = Int(truncatingIfNeeded: reader.golomb(0) &+ 1)
      guard !reader.isBroken, more <= most else { return false }
      unsafe counts[index] = UInt32(truncatingIfNeeded: more)
      index &+= 1
      all &+= more
      if all > most { return false }
    }
    bits = reader
    reserve(documents: 0, places: all)
    placeCount = all
    return true
  }

  /// Reads the places; false if one is too large.
  private mutating func readPlaces(_ bits: inout BitReader, _ parameter: Int) -> Bool {
    var reader = bits
    var all: UInt64 = 0
    if placeCount == count {
      let places = unsafe places
      var index = 0
      reader.golombs(parameter, count: count) {
        unsafe places[index] = UInt32(truncatingIfNeeded: $0)
        all |= $0
        index &+= 1
      }
      bits = reader
      return all <= UInt32.max
    }
    var index = 0
    for document in 0..<count {
      var place = reader.golomb(parameter)
      all |= place
      unsafe places[index] = UInt32(truncatingIfNeeded: place)
      let end = unsafe index &+ Int(counts[document])
      index &+= 1
      while index < end {
        place = place &+ reader.golomb(parameter) &+ 1
        all |= place
        unsafe places[index] = UInt32(truncatingIfNeeded: place)
        index &+= 1
      }
    }
    bits = reader
    return all <= UInt32.max
  }
}
