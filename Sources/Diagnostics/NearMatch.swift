/// The member of `candidates` that `word` was probably meant to be: at most a third of its
/// characters differ (one for short words), ties go to the first in order. Letter case and the
/// difference between `-` and `_` count as nothing.
public func nearMatch(for word: String, in candidates: some Sequence<String>) -> String? {
  NearWords(candidates).nearest(to: word)
}

/// Words among which the nearest to another one is looked for, as often as it takes: a few hundred of them are
/// compared with it, of more words those that begin or end like it.
public struct NearWords: Sendable {
  /// The most words that are compared with one.
  static let compared = 512

  private let words: [String]
  /// The words as they are compared, one behind the other, and where each ends behind where the first begins.
  private var folds: [UInt32] = []
  private var ends = [0]
  /// The words in the order of how they begin and of how they end; empty where all are compared.
  private var byBeginning: [Int] = []
  private var byEnd: [Int] = []

  /// An index of words in any order.
  public init(_ words: some Sequence<String>) {
    self.words = words.sorted()
    for word in self.words {
      fold(word, into: &folds)
      ends.append(folds.count)
    }
    guard self.words.count > Self.compared else { return }
    byBeginning = self.words.indices.sorted { self[$0].lexicographicallyPrecedes(self[$1]) }
    byEnd = self.words.indices.sorted {
      self[$0].reversed().lexicographicallyPrecedes(self[$1].reversed())
    }
  }

  private subscript(word: Int) -> ArraySlice<UInt32> { folds[ends[word]..<ends[word + 1]] }

  /// The word that `word` was probably meant to be, if it is not `other`.
  public func nearest(to word: String, except other: String? = nil) -> String? {
    var wanted: [UInt32] = []
    fold(word, into: &wanted)
    let pattern = WordPattern(wanted)
    var best: (word: String, distance: Int)?
    func compare(_ index: Int) {
      let candidate = self[index]
      let limit = max(1, max(wanted.count, candidate.count) / 3)
      guard abs(candidate.count - wanted.count) <= limit, words[index] != other else { return }
      let distance = pattern.distance(to: candidate)
      guard distance <= limit else { return }
      if let best, (best.distance, best.word) <= (distance, words[index]) { return }
      best = (words[index], distance)
    }
    if byBeginning.isEmpty {
      words.indices.forEach(compare)
    } else {
      around(position(in: byBeginning) { self[$0].lexicographicallyPrecedes(wanted) }, byBeginning)
        .forEach(compare)
      let ending = wanted.reversed()
      around(
        position(in: byEnd) { self[$0].reversed().lexicographicallyPrecedes(ending) }, byEnd
      ).forEach(compare)
    }
    return best?.word
  }

  /// The position in an order of the first word that does not come before the one that is looked for.
  private func position(in order: [Int], isBefore: (Int) -> Bool) -> Int {
    var range = 0..<order.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range =
        isBefore(order[middle]) ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }

  private func around(_ position: Int, _ order: [Int]) -> ArraySlice<Int> {
    let reach = Self.compared / 4
    return order[max(0, position - reach)..<min(order.count, position + reach)]
  }
}

/// Appends the characters of a word as they are compared, of a long one the first.
private func fold(_ word: String, into folds: inout [UInt32]) {
  for scalar in word.unicodeScalars.prefix(WordPattern.longest) {
    folds.append(
      scalar == "_" ? 0x2D : (0x41...0x5A).contains(scalar.value) ? scalar.value + 32 : scalar.value
    )
  }
}
