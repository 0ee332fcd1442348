/// A word that others are compared with: the positions of each of its characters, a bit for each position.
struct WordPattern {
  static let longest = UInt64.bitWidth

  private let count: Int
  /// A table of twice as many slots as there may be characters; a slot without positions is empty.
  private var characters = [UInt32](repeating: 0, count: 128)
  private var positions = [UInt64](repeating: 0, count: 128)

  /// The pattern of a word of at most `longest` characters.
  init(_ word: [UInt32]) {
    count = word.count
    for (position, character) in word.enumerated() {
      let slot = slot(of: character)
      characters[slot] = character
      positions[slot] |= 1 << UInt64(position)
    }
  }

  private func slot(of character: UInt32) -> Int {
    var slot = Int((character &* 0x9E37_79B1) >> 25)
    while positions[slot] != 0, characters[slot] != character { slot = (slot + 1) & 127 }
    return slot
  }

  /// The optimal string alignment distance to another word: how many characters to insert, delete, replace or
  /// swap with their neighbour.
  ///
  /// A column of the table of distances is two words of bits, which say where it goes up and where down (Hyyrö,
  /// "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", 2003).
  func distance(to other: ArraySlice<UInt32>) -> Int {
    guard count > 0 else { return other.count }
    let last: UInt64 = 1 << UInt64(count - 1)
    var (up, down): (UInt64, UInt64) = (.max, 0)
    var (diagonal, before): (UInt64, UInt64) = (0, 0)
    var distance = count
    for character in other {
      let same = positions[slot(of: character)]
      let swapped = ((~diagonal & same) << 1) & before
      diagonal = (((same & up) &+ up) ^ up) | same | down | swapped
      var right = down | ~(diagonal | up)
      let left = diagonal & up
      if right & last != 0 { distance += 1 }
      if left & last != 0 { distance -= 1 }
      right = right << 1 | 1
      up = left << 1 | ~(diagonal | right)
      down = right & diagonal
      before = same
    }
    return distance
  }
}
