import Diagnostics
import TestSupport
import Testing

/// The same distance by its definition: a table of all beginnings.
private func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var table = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
  for i in 0...a.count { table[i][0] = i }
  for j in 0...b.count { table[0][j] = j }
  for i in a.indices {
    for j in b.indices {
      var least = min(table[i][j + 1], table[i + 1][j]) + 1
      least = min(least, table[i][j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        least = min(least, table[i - 1][j - 1] + 1)
      }
      table[i + 1][j + 1] = least
    }
  }
  return table[a.count][b.count]
}

private func nearest(to word: String, in words: [String]) -> String? {
  let wanted = Array(word.unicodeScalars)
  let near = words.map { (distance(wanted, Array($0.unicodeScalars)), $0) }.filter {
    $0 <= max(1, max(wanted.count, $1.unicodeScalars.count) / 3)
  }
  return near.min { $0 < $1 }?.1
}

private func word(of letters: String, _ length: Int, _ random: inout SeededGenerator) -> String {
  let letters = Array(letters.unicodeScalars)
  return String(
    String.UnicodeScalarView((0..<length).compactMap { _ in letters.randomElement(using: &random) })
  )
}

@Suite struct `The nearest of many words` {
  @Test(arguments: ["ab", "abcdefgh.-0", "党员大会通知标题ab", "😀é—x"])
  func `is the one that its definition gives`(letters: String) {
    var random = SeededGenerator(seed: UInt64(letters.utf8.count))
    for length in [0, 1, 2, 3, 7, 12, 40, 64] {
      let words = (0..<20).map { _ in
        word(of: letters, max(0, length + Int.random(in: -2...2, using: &random)), &random)
      }.filter { $0.unicodeScalars.count <= 64 }
      for _ in 0..<20 {
        let wanted = word(of: letters, length, &random)
        #expect(NearWords(words).nearest(to: wanted) == nearest(to: wanted, in: words))
      }
    }
  }

  /// A slip of the pen in each of two thousand names is found as it is among a few.
  @Test(arguments: 0..<20)
  func `is found among thousands by a slip at any place`(place: Int) {
    let names = (0..<2000).map { "2026-\(1000 + $0)-meeting-\($0 * 7919 % 2000).md" }
    let words = NearWords(names)
    for name in stride(from: 0, to: names.count, by: 97).map({ names[$0] }) {
      var slip = Array(name.unicodeScalars)
      slip.remove(at: min(place, slip.count - 1))
      let wanted = String(String.UnicodeScalarView(slip))
      #expect(words.nearest(to: wanted) == nearest(to: wanted, in: names), "\(wanted)")
    }
  }

  @Test func `does not depend on the order of the words`() {
    var random = SeededGenerator(seed: 3)
    let names = (0..<1500).map { _ in word(of: "aAbB-_", 6, &random) }
    let (words, others) = (NearWords(names), NearWords(names.shuffled(using: &random)))
    for _ in 0..<200 {
      let wanted = word(of: "aAbB-_", 6, &random)
      #expect(words.nearest(to: wanted) == others.nearest(to: wanted))
    }
  }

  @Test func `can leave one out`() {
    let words = NearWords(["meeting.md", "meetings.md"])
    #expect(words.nearest(to: "meting.md") == "meeting.md")
    #expect(words.nearest(to: "meting.md", except: "meeting.md") == "meetings.md")
  }
}
