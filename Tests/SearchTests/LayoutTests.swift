import TestSupport
import Testing

@testable import Search

@Suite struct `The layout of the index` {
  @Test func `has the fewest shards of 2,400 places`() {
    let counts = [0: 1, 2400: 1, 2401: 2, 4801: 4, 9_700_000: 4096, 9_830_401: 8192]
    for (length, shards) in counts {
      let layout = IndexLayout(length: length, slots: 16)
      #expect(layout.shards == shards)
      #expect(layout.presences == max(1, shards / 8))
    }
  }

  @Test func `names its files`() {
    let layout = IndexLayout(length: 9_700_000, slots: 16)
    #expect(layout.path(.places, 0) == "4096x16/g/0/00")
    #expect(layout.path(.places, 4095) == "4096x16/g/f/ff")
    #expect(layout.path(.presences, 0x10a) == "4096x16/p/1/0a")
    #expect(layout.path(ofPiece: 0, number: 2049) == "4096x16/t/2/2049")
    #expect(layout.path(ofPiece: 3, number: 1023) == "4096x16/t/0/1023-3")
    #expect(layout.path(ofFilter: 1, value: 12) == "4096x16/f/1-12")
  }

  @Test func `counts days since 1900`() {
    #expect(IndexLayout.day(year: 1900, month: 1, day: 1) == 1)
    #expect(IndexLayout.day(year: 1900, month: 1, day: 2) == 1)
    #expect(IndexLayout.day(year: 1900, month: 1, day: 3) == 2)
    #expect(IndexLayout.day(year: 1, month: 1, day: 1) == 1)
    #expect(IndexLayout.day(year: 1970, month: 1, day: 1) == 25567)
    #expect(IndexLayout.day(year: 2000, month: 3, day: 1) == 36584)
    #expect(IndexLayout.day(year: 2026, month: 7, day: 1) == 46202)
  }

  @Test func `gives each document of a day a number of its own`() {
    let entries = (0..<100).map { DocumentNumbers.Entry(day: 3, id: "\($0)") }
    let numbers = DocumentNumbers(entries)
    #expect(numbers.slots == 256)
    #expect(Set(numbers.numbers).count == 100)
    #expect(numbers.numbers.allSatisfy { $0 / 256 == 3 })
    #expect(DocumentNumbers(entries.reversed()).numbers == numbers.numbers.reversed())
    let more = DocumentNumbers([.init(day: 3, id: "another")] + entries)
    let moved = zip(numbers.numbers, more.numbers.dropFirst()).count { $0 != $1 }
    #expect(moved <= 2)
  }

  @Test func `has room for all documents of a site on one day`() {
    let entries = (0..<100_000).map { DocumentNumbers.Entry(day: 46202, id: "\($0)") }
    let numbers = DocumentNumbers(entries)
    #expect(numbers.slots == 262_144)
    #expect(Set(numbers.numbers).count == 100_000)
    #expect(numbers.numbers.allSatisfy { $0 < 1 << 53 })
  }

  @Test func `writes the documents of a filter as distances`() {
    #expect([UInt8](numbersOfFilter: [3, 131, 132]) == [3, 128, 1, 1])
  }
}

@Suite struct `Passages of the search` {
  @Test(arguments: 1...4)
  func `fold as they are shown`(seed: UInt64) {
    var texts = RandomTexts(seed: seed)
    for _ in 0..<200 {
      let passage = Passage(.text, texts.text(0...40))
      let folded = FoldedText(passage.text)
      let shown = passage.shown()
      #expect(FoldedText(shown?.text ?? "") == folded)
      #expect(shown?.shown() == shown)
    }
  }

  @Test(arguments: 1...4)
  func `have all their grams in one piece or another`(seed: UInt64) {
    var texts = RandomTexts(seed: seed)
    for _ in 0..<4 {
      let document = texts.document(0, lengths: 0...5000)
      let layout = IndexLayout(length: 2400 << 12, slots: 16)
      for kind in IndexLayout.Kind.allCases {
        let pieces = `The index of the search`.pieces(of: document.passages)
        let whole = [SearchText(document.passages)]
        #expect(
          ShardPatch.shards(of: pieces, layout: layout, kind: kind)
            == ShardPatch.shards(of: whole, layout: layout, kind: kind))
      }
    }
  }

  /// Each piece was once cut by going over the whole text, which took hours for the longest that is read.
  @Test func `of a long text are cut in time that grows with the text`() {
    let text = String(repeating: "一二三四五六七八九，", count: 300_000)
    var pieces = 0
    let seconds = threadSeconds {
      pieces = SearchPieces.pieces(of: [Passage(.text, text)]).count
    }
    #expect(pieces == 2000)
    #expect(seconds < 60)
  }

  @Test func `are cut into pieces by their places`() {
    let long = String(repeating: "一二三四五六七八九，", count: 400)
    let passages = [Passage(.title, "题"), Passage(.text, "前"), Passage(.text, long)]
    let text = SearchText(passages)
    #expect(text.flowLength == 2 + 3999)
    #expect(text.length == 1 + 2 + 3999)
    #expect(SearchPieces.count(flowLength: text.flowLength) == 3)
    let pieces = SearchPieces.pieces(of: passages)
    let second = pieces[1]
    #expect(second.count == 1)
    #expect(FoldedText(second[0].text).scalars.count == 1500 + 128)
    #expect(pieces[0].map(\.text.count) == [1, 1562])
    #expect(pieces.count == 3)
    #expect(SearchPieces.count(flowLength: 0) == 1)
  }

  @Test func `are held in two bytes a place, or in four`() {
    let text = SearchText([
      Passage(.text, "一 二"), Passage(.heading, "，"), Passage(.title, "题"),
      Passage(.heading, "三"),
    ])
    #expect(text.units.map(UInt32.init).asString == "题\0一二\0三\0\0\0")
    #expect(text.headings == [5..<6])
    #expect(text.length == 5)
    #expect(SearchText([Passage(.text, "𠮷")]).wideUnits.count == 4)
    #expect(SearchText([]).length == 0)
  }
}
