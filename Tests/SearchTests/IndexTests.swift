import TestSupport
import Testing

@testable import Search

/// Random texts and queries of few code points, so that much of what is asked is there.
private struct Writer {
  private static let alphabet = Array("党员党员學习学习服務网5gGａ1２06 ，。-\n”A é〔の髮发𠮷\u{AD}".unicodeScalars)
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func text(_ lengths: ClosedRange<Int>) -> String {
    var view = String.UnicodeScalarView()
    for _ in 0..<number(lengths) {
      view.append(Self.alphabet[number(0...Self.alphabet.count - 1)])
    }
    return String(view)
  }

  mutating func document(_ id: Int, lengths: ClosedRange<Int> = 0...300) -> SearchDocument {
    var passages: [Zone: [FoldedText]] = [.title: [FoldedText(text(0...12))]]
    passages[.heading] = (0..<number(0...3)).map { _ in FoldedText(text(0...9)) }
    passages[.text] = (0..<number(0...5)).map { _ in FoldedText(text(lengths)) }
    let entry = DocumentNumbers.Entry(day: UInt32(number(0...9)), id: "document-\(id)")
    return SearchDocument(entry: entry, passages: passages)
  }

  /// A part of a passage, or any other text.
  mutating func term(in documents: [SearchDocument]) -> String {
    let passages = documents.flatMap { $0.passages[.text] ?? [] }.filter { !$0.scalars.isEmpty }
    guard number(0...4) > 0, !passages.isEmpty else { return text(1...4) }
    let index = number(0...passages.count - 1)
    let scalars = passages[index].scalars
    if number(0...3) == 0, index + 1 < passages.count {
      // Stands nowhere, though its halves are beside each other.
      return Array(scalars.suffix(2) + passages[index + 1].scalars.prefix(2)).asString
    }
    let start = number(0...scalars.count - 1)
    return Array(scalars[start..<min(scalars.count, start + number(1...9))]).asString
  }

  mutating func query(of documents: [SearchDocument]) -> String {
    var line = ""
    for _ in 0..<number(1...3) {
      line += number(0...5) == 0 ? " -" : " "
      let term = term(in: documents)
      line += number(0...2) > 0 ? "\"\(term)\"" : term
    }
    return line
  }

  /// Documents after an edit, a new one or one less.
  mutating func edited(_ documents: [SearchDocument], step: Int) -> [SearchDocument] {
    var documents = documents
    let index = number(0...documents.count - 1)
    switch number(0...3) {
    case 0: documents.append(document(1000 + step))
    case 1 where documents.count > 1: documents.remove(at: index)
    default:
      let other = document(0)
      documents[index] = SearchDocument(
        entry: number(0...3) == 0
          ? .init(day: other.entry.day, id: documents[index].entry.id) : documents[index].entry,
        passages: other.passages)
    }
    return documents
  }
}

extension SearchIndex {
  /// A reader of the files' bytes.
  fileprivate var reader: SearchReader {
    SearchReader(shardCount: shards.count, presenceCount: presences.count) { number, hasPlaces in
      hasPlaces ? shards[number].bytes : presences[number].bytes
    }
  }
}

@Suite struct `The index of the search` {
  @Test(arguments: 1...6)
  func `finds what a look at every place finds`(seed: UInt64) throws {
    var writer = Writer(seed: seed)
    let documents = (0..<writer.number(1...20)).map { writer.document($0) }
    let index = SearchIndex(documents)
    let reader = index.reader
    var count = 0
    for _ in 0..<40 {
      let line = writer.query(of: documents)
      let query = Query(line)
      let expected = documents.filter { query.finds($0.passages.values.flatMap { $0 }) }
        .compactMap { index.numbers.numbers[$0.entry.id] }
      count += expected.count
      #expect(
        try reader.results(of: query).map(\.document).sorted() == expected.sorted(), "\(line)")
    }
    #expect(count > 0)
  }

  @Test(arguments: 1...3)
  func `is the same after edits as when it is made anew`(seed: UInt64) {
    var writer = Writer(seed: seed)
    var documents = (0..<12).map { writer.document($0) }
    var index = SearchIndex(documents)
    for step in 0..<8 {
      let next = writer.edited(documents, step: step)
      index = SearchIndex(next, from: index, of: documents)
      documents = next.shuffled(using: &writer.random)
      #expect(index == SearchIndex(documents))
    }
  }

  @Test func `is changed by an edit in the shards of its grams alone`() {
    var writer = Writer(seed: 7)
    let documents = (0..<20).map { writer.document($0) }
    let before = documents[0]
    var passages = before.passages
    passages[.heading] = [FoldedText("全新标题")]
    let after = SearchDocument(entry: before.entry, passages: passages)
    let index = SearchIndex(documents)
    let edited = SearchIndex([after] + documents.dropFirst(), from: index, of: documents)
    #expect(edited == SearchIndex([after] + documents.dropFirst()))
    let keys = Set(before.places.keys).symmetricDifference(after.places.keys)
    let expected = Set(keys.map { SearchIndex.shard(of: $0.gram, count: index.shards.count) })
    let changed = index.shards.indices.filter { index.shards[$0] != edited.shards[$0] }
    #expect(Set(changed) == expected)
    #expect(changed.count < index.shards.count)
  }

  @Test func `is read from the bytes that were written`() {
    var writer = Writer(seed: 3)
    let index = SearchIndex((0..<20).map { writer.document($0) })
    #expect(index.shards.count > 1)
    for shard in index.shards { #expect(Shard(bytes: shard.bytes, hasPlaces: true) == shard) }
    for shard in index.presences { #expect(Shard(bytes: shard.bytes, hasPlaces: false) == shard) }
  }

  @Test func `tells of a shard that is missing or cut`() {
    var writer = Writer(seed: 4)
    let shard = SearchIndex((0..<3).map { writer.document($0) }).shards[0]
    let bytes = shard.bytes
    for length in 0..<min(bytes.count, 200) {
      #expect(Shard(bytes: Array(bytes.prefix(length)), hasPlaces: true) == nil)
    }
    let reader = SearchReader(shardCount: 1, presenceCount: 1) { _, _ in nil }
    #expect(throws: BrokenShard(number: 0)) { try reader.results(of: Query("党员")) }
  }

  @Test func `puts titles first, then headings, then the newest`() throws {
    func document(_ id: String, day: UInt32, _ passages: [Zone: [FoldedText]]) -> SearchDocument {
      SearchDocument(entry: .init(day: day, id: id), passages: passages)
    }
    let term = [FoldedText("关于志愿服务的通知")]
    let index = SearchIndex([
      document("old", day: 1, [.text: term]), document("new", day: 9, [.text: term]),
      document("heading", day: 2, [.heading: term, .text: term]),
      document("title", day: 0, [.title: term]), document("none", day: 9, [.title: []]),
    ])
    let ids = Dictionary(uniqueKeysWithValues: index.numbers.numbers.map { ($1, $0) })
    for line in ["志愿服务", "志", "愿服 通知"] {
      let found = try index.reader.results(of: Query(line)).map { ids[$0.document] }
      #expect(found == ["title", "heading", "new", "old"], "\(line)")
    }
  }

  @Test func `gives each document of a day a number of its own`() {
    let entries = (0..<100).map { DocumentNumbers.Entry(day: 3, id: "\($0)") }
    let numbers = DocumentNumbers(entries)
    #expect(numbers.numbersOfDay == 256)
    #expect(Set(numbers.numbers.values).count == 100)
    #expect(numbers.numbers.values.allSatisfy { $0 / 256 == 3 })
    #expect(DocumentNumbers(entries.reversed()) == numbers)
    let more = DocumentNumbers(entries + [.init(day: 3, id: "another")])
    let moved = entries.count { numbers.numbers[$0.id] != more.numbers[$0.id] }
    #expect(moved <= 2)
  }

  @Test func `needs three lists for six characters`() {
    #expect(FoldedText("网络党支部的").cover.map(\.place) == [0, 2, 4])
    #expect(FoldedText("2026年7月").cover.map(\.end) == [3, 5, 7])
  }
}
