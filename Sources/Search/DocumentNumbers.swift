/// The numbers by which the index knows documents: newer ones have higher numbers, and an edit changes none.
///
/// Each day has as many slots as leave half of those of the fullest day free, 16 at least, a power of two. A document takes the one that its
/// id's hash tells, or the next that is free, in the order of hashes: so the numbers follow from dates and ids alone,
/// and another document of the day seldom moves one.
package struct DocumentNumbers: Equatable, Sendable {
  /// A document's day and its permanent id.
  package struct Entry: Equatable, Sendable {
    let day: Int
    let id: String

    /// A document of a day as `IndexLayout.day` counts, or of day 0 if it has no date.
    package init(day: Int, id: String) {
      self.day = day
      self.id = id
    }
  }

  /// The number of slots that a day has.
  package let slots: Int
  /// The number of each document, by its position among the entries.
  package let numbers: [UInt64]

  /// Gives numbers to documents, whose ids differ; in any order. Takes 1 ms for 10,000.
  package init(_ entries: [Entry]) {
    var sorted = entries.enumerated().map { index, entry in
      Ranked(day: entry.day, hash: Self.hash(entry.id), index: index)
    }
    sorted.sort { one, other in
      if one.day != other.day { return one.day < other.day }
      if one.hash != other.hash { return one.hash < other.hash }
      return entries[one.index].id < entries[other.index].id
    }
    let days = Self.days(sorted)
    var slots = 16
    for day in days where day.count * 2 > slots { while day.count * 2 > slots { slots *= 2 } }
    var numbers = [UInt64](repeating: 0, count: entries.count)
    // For each slot the last day, counted from 1, that has a document there.
    var taken = [Int](repeating: 0, count: slots)
    for (order, day) in days.enumerated() {
      for document in sorted[day] {
        var slot = Int(Self.scrambled(document.hash)) & (slots - 1)
        while taken[slot] == order + 1 { slot = (slot + 1) & (slots - 1) }
        taken[slot] = order + 1
        numbers[document.index] = UInt64(document.day * slots + slot)
      }
    }
    self.slots = slots
    self.numbers = numbers
  }

  private struct Ranked {
    let day: Int
    let hash: UInt32
    let index: Int
  }

  /// The documents of each day.
  private static func days(_ sorted: [Ranked]) -> [Range<Int>] {
    var days: [Range<Int>] = []
    var start = 0
    for index in sorted.indices
    where index + 1 == sorted.count || sorted[index + 1].day != sorted[index].day {
      days.append(start..<index + 1)
      start = index + 1
    }
    return days
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
