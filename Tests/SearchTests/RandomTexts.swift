import TestSupport

@testable import Search

/// A document of a random site.
struct RandomDocument: Equatable {
  var day: Int
  let id: String
  var passages: [Passage]
}

/// Random texts and queries of few code points, so that much of what is asked is there.
struct RandomTexts {
  private static let alphabet = Array(
    "党员党员學习学习服務网5gGａ1２06 ，。-\n”A é〔の髮发𠮷\u{AD}e\u{301}🎉\u{E000}\u{378}，、"
      .unicodeScalars)
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

  mutating func document(_ id: Int, lengths: ClosedRange<Int> = 0...300) -> RandomDocument {
    var passages = [Passage(.title, text(0...12))]
    for _ in 0..<number(0...7) {
      passages.append(
        number(0...2) == 0 ? Passage(.heading, text(0...9)) : Passage(.text, text(lengths)))
    }
    if number(0...3) == 0 { passages.append(Passage(.title, text(0...9))) }
    return RandomDocument(day: number(0...9), id: "document-\(id)", passages: passages)
  }

  mutating func documents(_ counts: ClosedRange<Int>) -> [RandomDocument] {
    (0..<number(counts)).map { document($0) }
  }

  /// A part of a passage, or any other text.
  mutating func term(in documents: [RandomDocument]) -> String {
    let passages = documents.flatMap(\.passages).map { FoldedText($0.text) }
      .filter { !$0.scalars.isEmpty }
    guard number(0...4) > 0, !passages.isEmpty else { return text(1...4) }
    let index = number(0...passages.count - 1)
    let scalars = passages[index].scalars
    if number(0...4) == 0, index + 1 < passages.count {
      // Stands nowhere, though its halves are beside each other.
      return Array(scalars.suffix(2) + passages[index + 1].scalars.prefix(2)).asString
    }
    let start = number(0...scalars.count - 1)
    let length = number(0...5) == 0 ? number(10...90) : number(1...9)
    return Array(scalars[start..<min(scalars.count, start + length)]).asString
  }

  mutating func query(of documents: [RandomDocument]) -> String {
    var line = ""
    for _ in 0..<number(1...3) {
      line += number(0...5) == 0 ? " -" : " "
      let term = term(in: documents)
      line += number(0...2) > 0 ? "\"\(term)\"" : term
    }
    return line
  }

  /// Documents after an edit, a new one, one less, or many more.
  mutating func edited(_ documents: [RandomDocument], step: Int) -> [RandomDocument] {
    var documents = documents
    let index = number(0...documents.count - 1)
    switch number(0...9) {
    case 0...2: documents.append(document(1000 * (step + 1)))
    case 3 where documents.count > 1: documents.remove(at: index)
    case 4: documents += (1...12).map { document(1000 * (step + 1) + $0) }
    case 5: documents[index].day = number(0...9)
    default: documents[index].passages = document(0).passages
    }
    return documents
  }
}

/// A site with the files of its index.
struct RandomSite {
  let documents: [RandomDocument]
  let numbers: [UInt64]
  let layout: IndexLayout
  let indexed: [IndexedDocument]

  /// Documents, with as many shards as follow from them or as given.
  init(_ documents: [RandomDocument], shards: Int? = nil) {
    self.documents = documents
    let given = DocumentNumbers(documents.map { .init(day: $0.day, id: $0.id) })
    numbers = given.numbers
    indexed = zip(given.numbers, documents)
      .map { IndexedDocument(number: $0, text: SearchText($1.passages)) }
      .sorted { $0.number < $1.number }
    let length = indexed.reduce(0) { $0 + $1.text.length }
    layout = IndexLayout(length: shards.map { $0 * 2400 } ?? length, slots: given.slots)
  }

  /// The bytes of all shards of a kind, made in rounds by chunks.
  func shards(_ kind: IndexLayout.Kind, chunks: Int = 3, most: Int = 500) -> [[UInt8]] {
    let maker = ShardMaker(indexed, layout: layout, kind: kind)
    let chunks = maker.chunks(chunks)
    let counts = chunks.map { maker.counts(of: $0) }
    guard !chunks.isEmpty else { return (0..<maker.count).map { maker.bytes(of: $0, from: []) } }
    return ShardMaker.rounds(counts, most: most).flatMap { round in
      let gathered = zip(chunks, counts).map { maker.gather(round, of: $0, counts: $1) }
      return round.map { maker.bytes(of: $0, from: gathered) }
    }
  }

  /// The files of shards by their paths.
  var files: [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for kind in IndexLayout.Kind.allCases {
      for (number, bytes) in shards(kind).enumerated() { files[layout.path(kind, number)] = bytes }
    }
    return files
  }

  /// The results that a look at every place gives.
  func results(of query: Query) -> [SearchResult] {
    var found: [SearchResult] = []
    for (number, document) in zip(numbers, documents) {
      let passages = document.passages.map { (zone: $0.zone, text: FoldedText($0.text)) }
      guard query.finds(passages.map(\.text)) else { continue }
      let zones = query.included.compactMap { term in
        passages.filter { $0.text.contains(term) }.map(\.zone.rawValue).min()
      }
      let first = query.included[0]
      let worst = zones.max() ?? 0
      let piece =
        Self.place(of: first, in: passages, zone: .heading)
        ?? Self.place(of: first, in: passages, zone: .text) ?? 0
      found.append(
        SearchResult(
          document: number, zone: Zone(rawValue: worst) ?? .text,
          piece: piece / SearchPieces.length))
    }
    return found.sorted { ($0.zone.rawValue, $1.document) < ($1.zone.rawValue, $0.document) }
  }

  private static func place(
    of term: FoldedText, in passages: [(zone: Zone, text: FoldedText)], zone: Zone
  ) -> Int? {
    var start = 0
    for passage in passages where passage.zone != .title && !passage.text.scalars.isEmpty {
      let scalars = passage.text.scalars
      if passage.zone == zone, passage.text.contains(term) {
        let count = term.scalars.count
        let place = (0...scalars.count - count).first { place in
          scalars[place..<place + count].elementsEqual(term.scalars)
        }
        return place.map { start + $0 }
      }
      start += scalars.count + 1
    }
    return nil
  }
}

extension SearchReader {
  /// A reader of files in memory.
  init(_ layout: IndexLayout, files: [String: [UInt8]]) {
    self.init(layout) { paths in paths.map { files[$0] } }
  }
}
