internal import CWords

/// The hash of a word, which grows by one character after the other.
struct WordHash {
  private(set) var value: UInt64 = 0

  /// Adds a character; `Scripts/word-list` does the same.
  @inline(__always)
  mutating func add(_ character: UInt32) {
    value = (value ^ UInt64(character)) &* 0x9E37_79B9_7F4A_7C15
    value ^= value >> 32
  }

  /// The cost of the word in the list of common words; nil where it has none.
  var commonCost: Int32? {
    let cost = branchpress_cost_of_word(value)
    return cost < 0 ? nil : cost
  }

  /// Whether common words of three or more characters may begin with these two.
  var mayBeginCommonWord: Bool { branchpress_may_begin_word(value) }

  /// Whether neighbours that have these characters together make one word.
  var mayBeJoined: Bool { branchpress_may_be_joined(value) }
}

/// The words that a site has besides the common ones: its names.
struct SiteWords: Sendable {
  /// The hashes of the words, each at the first free place from that which its last bits name; 0 where none is.
  private var places: [UInt64] = []
  /// A bit for each beginning of two characters that a word has.
  private var beginnings: [UInt64] = []

  init(_ words: [[UInt32]]) {
    if words.isEmpty { return }
    var size = 16
    while size < words.count * 3 { size *= 2 }
    places = [UInt64](repeating: 0, count: size)
    beginnings = [UInt64](repeating: 0, count: 64)
    for word in words {
      var hash = WordHash()
      for (index, character) in word.enumerated() {
        hash.add(character)
        if index == 1 { beginnings[Int(hash.value >> 58)] |= 1 << (hash.value >> 52 & 63) }
      }
      insert(hash.value)
    }
  }

  private mutating func insert(_ hash: UInt64) {
    var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
    while places[place] != 0, places[place] != hash { place = (place + 1) & (places.count - 1) }
    places[place] = hash
  }

  /// Whether words may begin with two characters.
  @inline(__always)
  func mayBegin(with hash: WordHash) -> Bool {
    !places.isEmpty && beginnings[Int(hash.value >> 58)] >> (hash.value >> 52 & 63) & 1 == 1
  }

  @inline(__always)
  func contains(_ hash: WordHash) -> Bool {
    !places.isEmpty && isFound(hash)
  }

  private func isFound(_ hash: WordHash) -> Bool {
    var place = Int(truncatingIfNeeded: hash.value) & (places.count - 1)
    while places[place] != 0 {
      if places[place] == hash.value { return true }
      place = (place + 1) & (places.count - 1)
    }
    return false
  }
}
