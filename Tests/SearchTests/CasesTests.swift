import Foundation
import Testing

@testable import Search

/// The cases that the script in browsers must answer as well: Tests/search/cases.json.
struct SearchCases: Codable {
  struct Folding: Codable {
    let text: String
    let folded: String
  }
  struct Shown: Codable {
    let text: String
    /// Nothing if the passage has no word.
    var shown: String
  }
  struct Grams: Codable {
    let text: String
    let grams: [String]
    let presences: [String]
  }
  /// The hash of a gram, and the number of its shard among 4,096.
  struct Hash: Codable {
    let gram: String
    var hash: UInt32
    var shard: Int
  }
  struct Cover: Codable {
    let text: String
    /// Place and gram of each.
    var cover: [String]
  }
  struct Terms: Codable {
    let query: String
    let included: [String]
    let excluded: [String]
    let isCut: Bool
  }
  struct Finding: Codable {
    let query: String
    let passages: [String]
    let found: Bool
  }
  struct Document: Codable {
    let id: String
    let day: Int
    var number: UInt64
    /// Zone and text of each, in the order of the page.
    let passages: [[String]]
  }
  struct Results: Codable {
    let query: String
    /// Number, zone and piece of each, in the order of results.
    var results: [[UInt64]]
  }
  /// A whole index.
  struct Index: Codable {
    let shards: Int
    var presences: Int
    var slots: Int
    var documents: [Document]
    /// The bytes of each shard in hexadecimal, by its path; those that are not here are the byte 0.
    var files: [String: String]
    var queries: [Results]
  }

  let fold: [Folding]
  var shown: [Shown]
  let grams: [Grams]
  var hashes: [Hash]
  var covers: [Cover]
  let queries: [Terms]
  let finds: [Finding]
  var indexes: [Index]

  private static var file: URL {
    URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../search/cases.json").standardized
  }

  static func read() throws -> SearchCases {
    var cases = try JSONDecoder().decode(SearchCases.self, from: Data(contentsOf: file))
    if ProcessInfo.processInfo.environment["RENEW"] != nil {
      cases = cases.renewed
      try cases.write()
    }
    return cases
  }

  /// The cases with the answers of this program, where they do not stand for themselves.
  private var renewed: SearchCases {
    var cases = self
    for index in shown.indices {
      cases.shown[index].shown = Passage(.text, shown[index].text).shown()?.text ?? ""
    }
    for index in hashes.indices {
      let hash = Gram(of: hashes[index].gram).hash
      cases.hashes[index].hash = hash
      cases.hashes[index].shard = IndexLayout.shard(of: hash, count: 4096)
    }
    for index in covers.indices {
      cases.covers[index].cover = FoldedText(covers[index].text).cover.map(\.string)
    }
    cases.indexes = indexes.map(\.renewed)
    return cases
  }

  /// Writes one case a line.
  private func write() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    func section(_ name: String, _ cases: [some Encodable]) throws -> String {
      let lines = try cases.map { "    " + String(decoding: try encoder.encode($0), as: UTF8.self) }
      return "  \"\(name)\": [\n" + lines.joined(separator: ",\n") + "\n  ]"
    }
    let sections = [
      try section("fold", fold), try section("shown", shown), try section("grams", grams),
      try section("hashes", hashes), try section("covers", covers),
      try section("queries", queries), try section("finds", finds),
      try section("indexes", indexes),
    ]
    let text = "{\n" + sections.joined(separator: ",\n") + "\n}\n"
    try Data(text.utf8).write(to: Self.file)
  }
}

extension SearchCases.Index {
  /// The site of the case.
  var site: RandomSite {
    RandomSite(
      documents.map { document in
        RandomDocument(
          day: document.day, id: document.id,
          passages: document.passages.map { passage in
            let zone: Zone =
              switch passage[0] {
              case "title": .title
              case "heading": .heading
              default: .text
              }
            return Passage(zone, passage[1])
          })
      }, shards: shards)
  }

  fileprivate var renewed: SearchCases.Index {
    let site = site
    var index = self
    (index.presences, index.slots) = (site.layout.presences, site.layout.slots)
    for (order, number) in site.numbers.enumerated() { index.documents[order].number = number }
    index.files = site.files.filter { $0.value != [0] }.mapValues { bytes in
      bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
    for order in queries.indices {
      index.queries[order].results = site.results(of: Query(queries[order].query)).map(\.numbers)
    }
    return index
  }
}

extension SearchResult {
  var numbers: [UInt64] { [document, UInt64(zone.rawValue), UInt64(piece)] }
}

extension PlacedGram {
  var string: String { "\(place) \(gram.scalars.asString)" }
}

extension Gram {
  init(of text: String) {
    let scalars = text.unicodeScalars.map(\.value)
    self.init(
      scalars[0], scalars.count > 1 ? scalars[1] : 0, scalars.count > 2 ? scalars[2] : 0)
  }
}

extension FoldedText {
  /// The folded text as a string.
  var string: String { scalars.asString }
}

extension [UInt32] {
  var asString: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: compactMap(Unicode.Scalar.init))
    return String(view)
  }
}

@Suite struct `Cases of the search` {
  private let cases: SearchCases

  init() throws { cases = try SearchCases.read() }

  @Test func `are folded alike`() {
    for each in cases.fold {
      let folded = FoldedText(each.text)
      #expect(folded.string == each.folded, "\(each.text)")
    }
  }

  @Test func `are folded to code points that stay as they are`() {
    let fold = Fold.standard
    let scalars = (UInt32(0)...0x1_FFFF).compactMap(Unicode.Scalar.init).map(\.value)
    let changed = scalars.filter { scalar in
      guard case .word(let folded) = fold(scalar) else { return false }
      return fold(folded) != .word(folded)
    }
    #expect(changed == [])
  }

  @Test func `are divided into the same grams`() {
    for each in cases.grams {
      let text = FoldedText(each.text)
      #expect(text.grams.map(\.string) == each.grams)
      #expect(text.presences.map(\.scalars.asString) == each.presences)
    }
  }

  @Test func `have the same hashes`() throws {
    for each in cases.hashes {
      let gram = Gram(of: each.gram)
      #expect(gram.hash == each.hash, "\(each.gram)")
      #expect(IndexLayout.shard(of: gram.hash, count: 4096) == each.shard, "\(each.gram)")
    }
  }

  @Test func `are covered by the same grams`() {
    for each in cases.covers {
      #expect(FoldedText(each.text).cover.map(\.string) == each.cover, "\(each.text)")
    }
  }

  @Test func `are shown alike`() {
    for each in cases.shown {
      #expect(Passage(.text, each.text).shown()?.text ?? "" == each.shown, "\(each.text)")
    }
  }

  @Test func `have the same files and results`() throws {
    for each in cases.indexes {
      let site = each.site
      #expect(site.numbers == each.documents.map(\.number))
      #expect(site.layout.slots == each.slots)
      #expect(site.layout.shards == each.shards)
      #expect(site.layout.presences == each.presences)
      let files = site.files
      for (path, bytes) in files {
        let text = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        #expect(each.files[path] ?? "00" == text, "\(path)")
      }
      var reader = SearchReader(site.layout, files: files)
      for query in each.queries {
        let found = try reader.results(of: Query(query.query)).map(\.numbers)
        #expect(found == query.results, "\(query.query)")
      }
    }
  }

  @Test func `have the same terms`() {
    for each in cases.queries {
      let query = Query(each.query)
      #expect(query.included.map(\.string) == each.included, "\(each.query)")
      #expect(query.excluded.map(\.string) == each.excluded, "\(each.query)")
      #expect(query.isCut == each.isCut, "\(each.query)")
    }
  }

  @Test func `are found or not`() {
    for each in cases.finds {
      #expect(Query(each.query).finds(each.passages.map { FoldedText($0) }) == each.found)
    }
  }

  @Test func `lose no two code points between grams`() {
    for each in cases.fold.map(\.text) + cases.grams.map(\.text) {
      let text = FoldedText(each)
      guard text.scalars.count > 2 else { continue }
      for place in 0..<text.scalars.count - 1 {
        #expect(
          text.grams.contains { $0.place <= place && $0.end >= place + 2 }, "\(each) at \(place)")
      }
    }
  }
}
