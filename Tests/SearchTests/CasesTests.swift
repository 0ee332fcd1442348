import Foundation
import Testing

@testable import Search

/// The cases that the script in browsers must answer as well: Tests/search/cases.json.
struct SearchCases: Decodable {
  struct Folding: Decodable {
    let text: String
    let folded: String
  }
  struct Grams: Decodable {
    let text: String
    let grams: [String]
    let presences: [String]
  }
  struct Hash: Decodable {
    let gram: String
    let hash: UInt32
  }
  struct Terms: Decodable {
    let query: String
    let included: [String]
    let excluded: [String]
  }
  struct Finding: Decodable {
    let query: String
    let passages: [String]
    let found: Bool
  }

  let fold: [Folding]
  let grams: [Grams]
  let hashes: [Hash]
  let queries: [Terms]
  let finds: [Finding]

  static func read() throws -> SearchCases {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../search/cases.json").standardized
    return try JSONDecoder().decode(SearchCases.self, from: Data(contentsOf: file))
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
      #expect(text.grams.map { "\($0.place) \($0.gram.scalars.asString)" } == each.grams)
      #expect(text.presences.map(\.scalars.asString) == each.presences)
    }
  }

  @Test func `have the same hashes`() throws {
    for each in cases.hashes {
      let scalars = each.gram.unicodeScalars.map(\.value)
      let gram = Gram(scalars[0], scalars[1], scalars.count > 2 ? scalars[2] : 0)
      #expect(gram.hash == each.hash, "\(each.gram)")
    }
  }

  @Test func `have the same terms`() {
    for each in cases.queries {
      let query = Query(each.query)
      #expect(query.included.map(\.string) == each.included, "\(each.query)")
      #expect(query.excluded.map(\.string) == each.excluded, "\(each.query)")
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
