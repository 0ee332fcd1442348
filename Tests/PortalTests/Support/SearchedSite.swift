import Foundation
import TestSupport

@testable import Portal
@testable import Search

/// The search of a built site, asked as the script in a browser asks it.
struct SearchedSite {
  struct Failure: Error { let message: String }

  private let folder: URL
  private let about: JSONReader.Value
  private let layout: IndexLayout

  /// The search of the site in a folder of a fixture.
  init(_ site: SiteFixture, in output: String = "site") throws {
    folder = site.root.appending(path: output).appending(path: "search")
    about = try JSONReader.read(Array(Data(contentsOf: folder.appending(path: "about.json"))))
    guard case .number(let shards)? = about["shards"], case .number(let slots)? = about["slots"]
    else { throw Failure(message: "no layout") }
    layout = IndexLayout(length: shards * 2400, slots: slots)
    guard about["folder"]?.text == layout.folder else { throw Failure(message: "another folder") }
  }

  /// The addresses of the pages that a query finds, the best first.
  func find(_ line: String) throws -> [String] {
    var reader = SearchReader(layout) { [folder] paths in
      paths.map { path in
        (try? Data(contentsOf: folder.appending(path: path + ".bin"))).map(Array.init)
      }
    }
    return try reader.results(of: Query(line)).map { result in
      let piece = try self.piece(result.piece, of: result.document)
      guard let url = piece["url"]?.text else { throw Failure(message: "no address") }
      return url
    }
  }

  /// A piece of a document's text.
  func piece(_ piece: Int, of number: UInt64) throws -> JSONReader.Value {
    let path = layout.path(ofPiece: piece, number: number) + ".json"
    return try JSONReader.read(Array(Data(contentsOf: folder.appending(path: path))))
  }

  /// The labels of a filter with the number of documents of each.
  func filter(_ id: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for filter in about["filters"]?.items ?? [] where filter["id"]?.text == id {
      for value in filter["values"]?.items ?? [] {
        if case .number(let count)? = value["count"] { counts[value["label"]?.text ?? ""] = count }
      }
    }
    return counts
  }
}
