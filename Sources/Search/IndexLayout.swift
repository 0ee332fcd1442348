/// The numbers of an index's files, which follow from its documents alone, and their paths below `search/`.
package struct IndexLayout: Equatable, Sendable {
  /// The kinds of shards.
  package enum Kind: CaseIterable, Sendable {
    /// Lists of grams with their places.
    case places
    /// Lists of single code points and of two letters.
    case presences
  }

  /// The number of shards with places, a power of two.
  package let shards: Int
  /// The number of shards of presences, a power of two.
  package let presences: Int
  /// The number of slots of a day.
  package let slots: Int

  /// The most places for each shard: 10,000 documents of 1,000 characters have 8,192 or 4,096 shards.
  private static let placesOfShard = 2400
  /// Presences are a tenth of the lists with places.
  private static let shardsOfPresences = 8

  /// The layout for documents whose lengths have a sum, and whose days have a number of slots.
  package init(length: Int, slots: Int) {
    var shards = 1
    while shards * Self.placesOfShard < length { shards *= 2 }
    self.shards = shards
    presences = max(1, shards / Self.shardsOfPresences)
    self.slots = slots
  }

  /// The number of shards of a kind.
  package func count(_ kind: Kind) -> Int { kind == .places ? shards : presences }

  /// The number of the shard that has a hash: its highest bits.
  static func shard(of hash: UInt32, count: Int) -> Int {
    Int((UInt64(hash) * UInt64(count)) >> 32)
  }

  /// The number of a date's day: those since 1900, at least 1.
  package static func day(year: Int, month: Int, day: Int) -> Int {
    // Years that begin in March end with the day that some do not have.
    let year = month > 2 ? year : year - 1
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let before = year * 365 + floor(year, 4) - floor(year, 100) + floor(year, 400)
    return max(1, before + ofYear - 693_901)
  }

  private static func floor(_ number: Int, _ divisor: Int) -> Int {
    number >= 0 ? number / divisor : -((divisor - 1 - number) / divisor)
  }
}

extension IndexLayout {
  /// The folder of this generation's files.
  package var folder: String { "\(shards)x\(slots)" }

  /// The path of a shard without its extension.
  package func path(_ kind: Kind, _ number: Int) -> String {
    let low = String(number & 255, radix: 16)
    let high = String(number >> 8, radix: 16)
    let kind = kind == .places ? "g" : "p"
    return "\(folder)/\(kind)/\(high)/\(low.utf8.count < 2 ? "0" : "")\(low)"
  }

  /// The path of a piece of a document's text, without its extension.
  package func path(ofPiece piece: Int, number: UInt64) -> String {
    "\(folder)/t/\(number / 1024)/\(number)\(piece == 0 ? "" : "-\(piece)")"
  }

  /// The path of the documents of a filter's value, without its extension.
  package func path(ofFilter filter: Int, value: Int) -> String {
    "\(folder)/f/\(filter)-\(value)"
  }
}
