import Digests
import Testing

@Suite struct `A digest` {
  @Test func `is the one that XXH3 has for these bytes`() {
    // `printf '' | xxhsum -H2` and `printf abc | xxhsum -H2`
    #expect(Digest(of: []) == Digest(high: 0x99aa_06d3_0147_98d8, low: 0x6001_c324_468d_497f))
    #expect(
      Digest(of: Array("abc".utf8))
        == Digest(high: 0x06b0_5ab6_733a_6185, low: 0x78af_5f94_892f_3950))
  }

  @Test func `of a text is that of its bytes`() {
    for text in ["", "abc", "支部党员大会和主题党日"] {
      #expect(Digest(of: text) == Digest(of: Array(text.utf8)))
    }
  }

  @Test func `tells lists of values apart that are written one behind the other`() {
    var seen: Set<Digest> = []
    var values = DigestBuilder()
    for texts in [["ab", "c"], ["a", "bc"], ["abc"], ["", "abc"], ["abc", ""]] {
      for text in texts { values.add(text) }
      #expect(seen.insert(values.digest()).inserted)
    }
    values.add(nil as String?)
    #expect(seen.insert(values.digest()).inserted)
    values.add("" as String?)
    #expect(seen.insert(values.digest()).inserted)
  }

  @Test func `tells values apart of which some are absent`() {
    var seen: Set<Digest> = []
    var values = DigestBuilder()
    for texts in [[nil, "a"], ["a", nil], ["a"], [nil, nil, "a"], [""], [nil]] as [[String?]] {
      for text in texts { values.add(text) }
      #expect(seen.insert(values.digest()).inserted)
    }
    seen = []
    for numbers in [[nil, 1], [1, nil], [1], [nil, nil, 1], [0], [nil]] as [[Int?]] {
      for number in numbers { values.add(number) }
      #expect(seen.insert(values.digest()).inserted)
    }
  }

  @Test func `is told by all its bits`() {
    var seen: Set<Digest> = []
    var values = DigestBuilder()
    for (high, low) in [(1, 2), (1, 3), (2, 2), (2, 1)] as [(UInt64, UInt64)] {
      values.add(Digest(high: high, low: low))
      #expect(seen.insert(values.digest()).inserted)
    }
    values.add(true)
    #expect(seen.insert(values.digest()).inserted)
    values.add(false)
    #expect(seen.insert(values.digest()).inserted)
  }

  @Test func `forgets what it was made of`() {
    var values = DigestBuilder()
    values.add("one")
    let first = values.digest()
    values.add("one")
    #expect(values.digest() == first)
    values.add(true)
    #expect(values.digest() != first)
  }
}

@Suite struct `A set of digests` {
  @Test func `finds each by its index, however many there are`() {
    var set = DigestSet()
    let digests = (0..<1000).map { Digest(of: "\($0)") }
    for (index, digest) in digests.enumerated() {
      #expect(set.index(of: digest) == nil)
      #expect(set.insert(digest) == (index, true))
    }
    for (index, digest) in digests.enumerated() { #expect(set.index(of: digest) == index) }
    #expect(set.insert(digests[7]) == (7, false))
    #expect(set.count == 1000)
    #expect(set.index(of: Digest(of: "1000")) == nil)
  }

  @Test func `tells digests apart that begin in one slot`() {
    var set = DigestSet(capacity: 8)
    let digests = (0..<8).map { Digest(high: UInt64($0), low: 15) }
    for digest in digests { _ = set.insert(digest) }
    #expect(digests.map(set.index) == Array(0..<8))
    #expect(set.index(of: Digest(high: 8, low: 15)) == nil)
  }
}
