/// Joins words to phrases, from the first to the last, and notes where a line may end between them.
struct PhraseJoiner {
  private let characters: [TitleCharacter]
  private(set) var breaks: [Int] = []

  /// The state of the phrase at hand, by the last word of it.
  private enum Before {
    /// Nothing: the text begins here, or browsers know whether a line may end.
    case nothing
    /// A word that is complete.
    case word
    /// So many single characters that wait for a word: `在`, `新`, `走`.
    case waiting(Int)
    /// A word with the ending of a noun, unless what follows is a single character, to which it may belong: `成立|长|青`.
    case suffixed
    /// A word with a single character that probably belongs to it, or else to what follows.
    case joined
    /// A word that no line should end with, such as `关于`.
    case preposition
    case number
    /// A number with a single character behind it: `2026年`.
    case counted
    case latin
    /// A quotation mark that closes.
    case quote
  }

  private var before = Before.nothing
  /// The index of the first character of the phrase at hand.
  private var phraseStart = 0
  /// The most characters of a phrase that is made of words which might be divided in other ways.
  private static let longestPhrase = 10
  /// The longest word that is looked for where two words meet, in characters, and the longest that they make.
  private static let longestAmbiguity = 4
  private static let longestJoin = 6
  /// The last word.
  private var wordBefore = 0..<0
  /// Whether the last character of the word before is a numeral.
  private var isBehindNumeral = false
  /// Whether a line may end before the first of the characters that wait.
  private var mayEndBeforeWaiting = false

  init(_ characters: [TitleCharacter]) { self.characters = characters }

  mutating func run() {
    var index = 0
    while index < characters.count {
      let start = index
      let kind = characters[start].kind
      index += 1
      switch kind {
      case .han:
        while index < characters.count, characters[index].kind == .han,
          !characters[index].beginsWord
        {
          index += 1
        }
        addWord(start..<index)
      case .digit:
        while index < characters.count, characters[index].kind == .digit { index += 1 }
        addNumber(at: start)
      case .letter:
        while index < characters.count, characters[index].kind == .letter { index += 1 }
        addLatin(start..<index)
      case .openingQuote:
        settle()
        if !isWaiting, !isAtStart { endPhrase(before: start) }
        before = .nothing
      case .closingQuote:
        settle()
        before = .quote
      case .opening, .closing, .other:
        settle()
        before = .nothing
      }
    }
    settle()
  }

  private var isAtStart: Bool { if case .nothing = before { true } else { false } }
  private var isWaiting: Bool { if case .waiting = before { true } else { false } }

  private mutating func endPhrase(before start: Int) {
    breaks.append(Int(characters[start].offset))
    phraseStart = start
  }

  // MARK: - Words

  private mutating func addWord(_ word: Range<Int>) {
    let isSingle = word.count == 1
    let isSuffix = isSingle && isListed(word, isSuffix: true)
    defer { wordBefore = word }
    defer { isBehindNumeral = isNumeral(characters[word.upperBound - 1].value) }
    switch before {
    case .number:
      // A number's measure word, or what it counts.
      before = isSingle ? .counted : .word
    case .waiting(let count) where count > 1 && isSuffix: endWithSuffix(word)
    case .word where isSuffix, .suffixed where isSuffix, .counted where isSuffix,
      .joined where isSuffix, .quote where isSuffix:
      endWithSuffix(word)
    case .word where isSingle && isBehindNumeral: break
    case .waiting(let count) where isSingle && count < 8: before = .waiting(count + 1)
    case .waiting(let count) where !isSingle && count < 6: before = .word
    case .word where isJoined(with: word): before = isSingle ? .joined : .word
    case .word where !isSingle && isAmbiguous(before: word): break
    case .joined: before = isSingle ? .waiting(2) : .word
    case .suffixed where isSingle: before = .waiting(2)
    case .suffixed where isJoined(with: word): before = .word
    case .preposition where word.count < 3:
      mayEndBeforeWaiting = false
      before = isSingle ? .waiting(1) : .word
    case .nothing:
      mayEndBeforeWaiting = false
      begin(word)
    case .word, .suffixed, .counted, .waiting, .preposition, .latin, .quote:
      endPhrase(before: word.lowerBound)
      mayEndBeforeWaiting = true
      begin(word)
    }
  }

  private mutating func endWithSuffix(_ word: Range<Int>) {
    switch characters[word.lowerBound].value {
    // 的 了 着
    case 0x7684, 0x4E86, 0x7740: before = .word
    default: before = .suffixed
    }
  }

  /// Begins a phrase with a word.
  private mutating func begin(_ word: Range<Int>) {
    if word.count == 1 {
      before = .waiting(1)
    } else {
      before = word.count == 2 && isListed(word, isSuffix: false) ? .preposition : .word
    }
  }

  private mutating func addNumber(at start: Int) {
    switch before {
    case .word, .suffixed, .quote: endPhrase(before: start)
    case .nothing, .waiting, .joined, .preposition, .number, .counted, .latin: break
    }
    before = .number
  }

  private mutating func addLatin(_ letters: Range<Int>) {
    switch before {
    case .word, .suffixed, .quote, .preposition, .counted: endPhrase(before: letters.lowerBound)
    case .nothing, .waiting, .joined, .number, .latin: break
    }
    mayEndBeforeWaiting = false
    // `A座`, `B超`
    before = letters.count == 1 ? .waiting(1) : .latin
  }

  /// Joins a single character for which no word has come to what precedes.
  private mutating func settle() {
    guard case .waiting(1) = before, mayEndBeforeWaiting else { return }
    breaks.removeLast()
    mayEndBeforeWaiting = false
  }

  /// Whether the word before and this one are one.
  private func isJoined(with word: Range<Int>) -> Bool {
    guard wordBefore.upperBound == word.lowerBound,
      wordBefore.count + word.count <= Self.longestJoin
    else { return false }
    return mayBeJoined(wordBefore.lowerBound..<word.upperBound)
  }

  /// Whether a word may also end elsewhere than before this one, so that it is not sure that a line may: `气象观测` in
  /// `气象|观测站`, `燃气管` in `燃气|管道`.
  private func isAmbiguous(before word: Range<Int>) -> Bool {
    guard wordBefore.count > 1, wordBefore.upperBound == word.lowerBound,
      word.upperBound - phraseStart <= Self.longestPhrase
    else { return false }
    let lastEnd = min(word.upperBound - 1, wordBefore.lowerBound + Self.longestAmbiguity)
    let firstStart = max(wordBefore.lowerBound + 1, word.upperBound - Self.longestAmbiguity)
    return (word.lowerBound..<max(lastEnd, word.lowerBound)).contains {
      isWord(wordBefore.lowerBound..<$0 + 1)
    }
      || (min(firstStart, word.lowerBound)..<word.lowerBound).contains {
        isWord($0..<word.upperBound)
      }
  }

  private func hash(_ range: Range<Int>) -> WordHash {
    var hash = WordHash()
    for index in range { hash.add(characters[index].value) }
    return hash
  }

  private func mayBeJoined(_ range: Range<Int>) -> Bool { hash(range).mayBeJoined }

  private func isWord(_ range: Range<Int>) -> Bool {
    let hash = hash(range)
    return hash.mayBeJoined || hash.commonCost != nil
  }

  /// Whether a word is listed as one that belongs to what follows, or to what precedes: `关于-`, `-会`.
  private func isListed(_ word: Range<Int>, isSuffix: Bool) -> Bool {
    var hash = WordHash()
    if isSuffix { hash.add(hyphen) }
    for index in word { hash.add(characters[index].value) }
    if !isSuffix { hash.add(hyphen) }
    return hash.commonCost != nil
  }
}

private let hyphen: UInt32 = 0x2D

/// Chinese numerals, behind which a single character is the measure word.
private func isNumeral(_ character: UInt32) -> Bool {
  switch character {
  // 一二三四五六七八九十百千万亿两几第
  case 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E,
    0x5343,
    0x4E07, 0x4EBF, 0x4E24, 0x51E0, 0x7B2C:
    true
  default: false
  }
}
