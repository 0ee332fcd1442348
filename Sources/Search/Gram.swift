/// A few code points beside each other, under which the index keeps places: two if one of them is Chinese, else three.
///
/// Letters and digits are so few that two of them are everywhere.
package struct Gram: Hashable, Comparable, Sendable {
  /// The way in which a list says which gram it is of.
  enum Kind: UInt32 {
    /// One or two code points of the basic plane, which the hash alone identifies.
    case pair
    /// Two code points of the basic plane and a separator between them, which their hash identifies.
    case parted
    /// Code points that are written down.
    case spelled
  }

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

  /// A number whose highest bits tell in which shard the gram is, so that shards divide when their number doubles.
  package var hash: UInt32 {
    let (first, second, third) = (scalar(0), scalar(1), scalar(2))
    if third == 0 { return second == 0 ? GramHash.mixed(first) : GramHash.pair(first, second) }
    return second == FoldedText.separator
      ? GramHash.pair(first, third) : GramHash.triple(first, second, third)
  }

  /// The way in which its list says which gram it is.
  var kind: Kind {
    let (first, second, third) = (scalar(0), scalar(1), scalar(2))
    if third == 0 { return second == 0 || first | second < 0x10000 ? .pair : .spelled }
    return second == FoldedText.separator && first | third < 0x10000 ? .parted : .spelled
  }

  /// The code points, 21 bits each.
  var spelling: UInt64 { packed }

  private func scalar(_ index: Int) -> UInt32 {
    UInt32(packed >> UInt64(42 - 21 * index) & 0x1F_FFFF)
  }
}

/// The hashes of grams. Those of two code points of the basic plane all differ.
enum GramHash {
  @inline(__always)
  static func mixed(_ number: UInt32) -> UInt32 {
    let product = number &* 0x9E37_79B1
    return (product ^ product &>> 15) &* 0x85EB_CA6B
  }

  @inline(__always)
  static func pair(_ first: UInt32, _ second: UInt32) -> UInt32 { mixed(first &<< 16 ^ second) }

  @inline(__always)
  static func triple(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> UInt32 {
    mixed(pair(first, second) ^ third)
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

  /// The fewest grams that cover a text of more than one code point, two letters excepted.
  package var cover: [PlacedGram] {
    var chosen: [PlacedGram] = []
    var end = 0
    var best: PlacedGram?
    for gram in grams {
      if gram.place > end, let next = best {
        chosen.append(next)
        end = next.end
        best = nil
      }
      if gram.end > end, gram.end > best?.end ?? 0 { best = gram }
    }
    if let best, best.end > end { chosen.append(best) }
    return chosen
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
