/// A few code points beside each other, under which the index keeps places: two if one of them is Chinese, else three.
///
/// Letters and digits are so few that two of them are everywhere.
package struct Gram: Hashable, Comparable, Sendable {
  /// The code points, 21 bits each from the highest on; those that are missing are 0.
  private let packed: UInt64

  /// One, two or three code points.
  package init(_ first: UInt32, _ second: UInt32 = 0, _ third: UInt32 = 0) {
    packed = UInt64(first) << 42 | UInt64(second) << 21 | UInt64(third)
  }

  /// The code points.
  package var scalars: [UInt32] { (0..<count).map(scalar) }

  /// The number of code points.
  package var count: Int { scalar(2) != 0 ? 3 : scalar(1) != 0 ? 2 : 1 }

  /// Grams are ordered by their code points.
  package static func < (one: Gram, other: Gram) -> Bool { one.packed < other.packed }

  /// A number that tells in which shard the gram is: its lowest bits, so that shards divide when their number doubles.
  package var hash: UInt32 {
    var hash: UInt32 = 0x811C_9DC5
    for index in 0..<count { hash = (hash ^ scalar(index)) &* 0x0100_0193 }
    hash ^= hash >> 15
    hash = hash &* 0x2C1B_3C6D
    return hash ^ hash >> 12
  }

  private func scalar(_ index: Int) -> UInt32 {
    UInt32(packed >> UInt64(42 - 21 * index) & 0x1F_FFFF)
  }
}

/// A gram with the place at which it begins.
package struct PlacedGram: Equatable, Sendable {
  /// The code points.
  package let gram: Gram
  /// The number of code points before it, separators among them.
  package let place: Int

  /// The place after the gram's last code point.
  package var end: Int { place + gram.count }
}

extension FoldedText {
  /// The grams that the index keeps with their places, in ascending order of places.
  ///
  /// Any two code points beside each other are within one of them, unless the text is two letters long.
  package var grams: [PlacedGram] {
    var found: [PlacedGram] = []
    found.reserveCapacity(scalars.count)
    for place in scalars.indices.dropLast() {
      let (first, second) = (scalars[place], scalars[place + 1])
      if isPair(at: place) { found.append(PlacedGram(gram: Gram(first, second), place: place)) }
      if isTriple(at: place) {
        found.append(PlacedGram(gram: Gram(first, second, scalars[place + 2]), place: place))
      }
    }
    return found
  }

  /// Every code point, and every two letters beside each other, in ascending order.
  ///
  /// The index keeps them without places, for queries of one code point or two letters.
  package var presences: [Gram] {
    var found: Set<Gram> = []
    for (place, scalar) in scalars.enumerated() where scalar != Self.separator {
      found.insert(Gram(scalar))
      if Self.isLetter(scalar), place + 1 < scalars.count, Self.isLetter(scalars[place + 1]) {
        found.insert(Gram(scalar, scalars[place + 1]))
      }
    }
    return found.sorted()
  }

  private func isPair(at place: Int) -> Bool {
    let (one, other) = (scalars[place], scalars[place + 1])
    return one != Self.separator && other != Self.separator
      && (Self.isDense(one) || Self.isDense(other))
  }

  /// A separator has both its neighbours, and a letter between two code points another letter on one side at least.
  private func isTriple(at place: Int) -> Bool {
    guard place + 2 < scalars.count else { return false }
    let middle = scalars[place + 1]
    return middle == Self.separator
      || Self.isLetter(middle)
        && (Self.isLetter(scalars[place]) || Self.isLetter(scalars[place + 2]))
  }
}
