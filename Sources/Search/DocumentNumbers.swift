/// The numbers by which the index knows documents: newer ones have higher numbers, and an edit changes none.
///
/// Each day has as many numbers as leave half of those of the fullest day free, 16 at least, a power of two. A document takes the one that its
/// id's hash tells, or the next that is free, in the order of hashes: so the numbers follow from dates and ids alone,
/// and another document of the day seldom moves one.
package struct DocumentNumbers: Equatable, Sendable {
  /// A document's date in days, from 0 on, and its permanent id.
  package struct Entry: Equatable, Sendable {
    let day: UInt32
    let id: String

    /// A document of a day, counted from any first one.
    package init(day: UInt32, id: String) {
      self.day = day
      self.id = id
    }
  }

  /// The number of numbers that a day has.
  package let numbersOfDay: UInt32
  /// The number of each document, by its id.
  package let numbers: [String: UInt32]

  /// Gives numbers to documents, whose ids differ; in any order.
  package init(_ entries: [Entry]) {
    var days: [UInt32: [(hash: UInt32, id: String)]] = [:]
    for entry in entries { days[entry.day, default: []].append((Self.hash(entry.id), entry.id)) }
    var size: UInt32 = 16
    while days.values.contains(where: { $0.count * 2 > size }) { size *= 2 }
    var numbers: [String: UInt32] = [:]
    for (day, documents) in days {
      var taken: Set<UInt32> = []
      for document in documents.sorted(by: { ($0.hash, $0.id) < ($1.hash, $1.id) }) {
        var slot = Self.scrambled(document.hash) % size
        while !taken.insert(slot).inserted { slot = (slot + 1) % size }
        numbers[document.id] = day * size + slot
      }
    }
    numbersOfDay = size
    self.numbers = numbers
  }

  private static func hash(_ id: String) -> UInt32 {
    id.utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }

  /// Another hash than the one that decides who comes first.
  private static func scrambled(_ hash: UInt32) -> UInt32 {
    let mixed = (hash ^ hash >> 16) &* 0x7FEB_352D
    return mixed ^ mixed >> 15
  }
}
