/// A finder of the places within a title at which a line may end: between phrases, never within a word.
/// docs/internals/phrases.md describes the method.
package struct PhraseFinder: Sendable {
  /// The longest word that is looked for, in characters.
  private static let longestWord = 8
  /// The cost of a single character that is no word of the list.
  private static let unknownCost: Int32 = 52
  /// The cost of a name of the site.
  private static let nameCost: Int32 = 14
  /// The largest number of Chinese characters in a text that is one phrase in any case.
  private static let longestPhrase = 4

  private let names: SiteWords

  /// A finder that knows, besides common words, the names of a site; those of one character or more than eight are left out.
  package init(names: [String] = []) {
    let words = names.map { name in
      unsafe withBytes(of: name) { unsafe characters(of: $0) }.map(\.value)
    }
    self.names = SiteWords(
      words.filter { (2...Self.longestWord).contains($0.count) })
  }

  /// The offsets of the bytes before which a line may end besides the places that browsers find, in ascending order. The text is
  /// UTF-8. Takes time linear in its length, and next to none for a text without as many as five Chinese characters.
  package func breaks(in text: UnsafeBufferPointer<UInt8>) -> [Int] {
    var count = 0
    for index in 0..<text.count where unsafe text[index] >= 0xE3 { count += 1 }
    guard count > Self.longestPhrase else { return [] }
    var characters = unsafe characters(of: text)
    var start = 0
    var chinese = 0
    while start < characters.count {
      guard characters[start].kind == .han else {
        start += 1
        continue
      }
      var end = start + 1
      while end < characters.count, characters[end].kind == .han { end += 1 }
      markWords(of: &characters, start..<end)
      chinese += end - start
      start = end
    }
    guard chinese > Self.longestPhrase else { return [] }
    var joiner = PhraseJoiner(characters)
    joiner.run()
    return joiner.breaks
  }

  /// Whether a name is a single word by the list of common words, which no name of a site has to add.
  package func isWord(_ name: String) -> Bool {
    var hash = WordHash()
    for character in name.unicodeScalars { hash.add(character.value) }
    return hash.commonCost != nil
  }

  /// Divides a run of Chinese characters into the words that are most likely together, and marks where each begins.
  private func markWords(of characters: inout [TitleCharacter], _ run: Range<Int>) {
    var best = [Step](repeating: Step(cost: .max, start: 0), count: run.count + 1)
    best[0].cost = 0
    for start in 0..<run.count {
      let cost = best[start].cost
      var hash = WordHash()
      for end in start + 1...min(start + Self.longestWord, run.count) {
        hash.add(characters[run.lowerBound + end - 1].value)
        let length = end - start
        var word = hash.commonCost
        if length > 1, names.contains(hash) { word = min(word ?? .max, Self.nameCost) }
        if word == nil, length == 1 { word = Self.unknownCost }
        if let word, cost + word < best[end].cost {
          best[end] = Step(cost: cost + word, start: Int32(truncatingIfNeeded: start))
        }
        if length == 2, !hash.mayBeginCommonWord, !names.mayBegin(with: hash) { break }
      }
    }
    var end = run.count
    while end > 0 {
      end = Int(best[end].start)
      characters[run.lowerBound + end].beginsWord = true
    }
  }
}

/// The cheapest way to an offset: what it costs, and where its last word begins.
private struct Step {
  var cost: Int32
  var start: Int32
}

/// Calls `body` with the UTF-8 of a text.
private func withBytes<Result>(
  of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result
) -> Result {
  var text = text
  return text.withUTF8 { unsafe body($0) }
}
