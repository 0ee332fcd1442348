package import Content
package import Dates
internal import Digests
package import Search

/// The plan of a site's search: the documents in the order of their numbers, and the files of the index.
package struct SearchPlan: Sendable {
  /// A document of the index.
  package struct Entry: Sendable {
    /// The source of an entry's text. Numbers are indices of lists in `Site`.
    package enum Source: Sendable, Hashable {
      case document(Int)
      /// A column, with its description.
      case column(Int)
    }

    /// The number by which the index knows the document: newer documents have higher ones.
    package let number: UInt64
    /// The source of the text.
    package let source: Source
    /// The number of places that the document takes up in the index.
    package let length: SearchLength
    /// The date of publication, nil where there is none.
    package let date: CivilDate?
  }

  /// The values by which a reader can narrow a search down.
  package struct Filter: Sendable {
    /// The groups by which documents can be filtered, in the order in which they are offered.
    package enum Kind: String, Sendable { case section, column, branch, year }

    /// A value with its documents.
    package struct Value: Sendable {
      /// The value as addresses contain it.
      package let id: String
      /// The value as readers see it.
      package let label: String
      /// The indices of the documents in `SearchPlan.entries`, ascending.
      package internal(set) var entries: [Int] = []
    }

    /// The group.
    package let kind: Kind
    /// The values that have documents.
    package let values: [Value]
  }

  /// The division of the index into files.
  package let layout: IndexLayout
  /// The documents, ascending by number.
  package let entries: [Entry]
  /// The filters that have values.
  package let filters: [Filter]
  /// The ending of the files' names: pages that are opened from a folder can only read scripts.
  private let isOfScripts: Bool

  init(
    layout: IndexLayout, entries: [Entry], filters: [Filter], isOfScripts: Bool
  ) {
    self.layout = layout
    self.entries = entries
    self.filters = filters
    self.isOfScripts = isOfScripts
  }
}

extension SearchPlan {
  /// The same plan after the texts of some documents have changed, which are given by their indices in `Site.documents`; nil where
  /// the index has other files then.
  func with(_ versions: [(index: Int, document: ParsedDocument)]) -> SearchPlan? {
    var entries = entries
    for (index, parsed) in versions {
      guard let place = entries.firstIndex(where: { $0.source == .document(index) }) else {
        continue
      }
      let entry = entries[place]
      let length = parsed.facts.searchLength
      if length.pieces != entry.length.pieces { return nil }
      entries[place] = Entry(
        number: entry.number, source: entry.source, length: length, date: entry.date)
    }
    let layout = IndexLayout(
      length: entries.reduce(0) { $0 + $1.length.places }, slots: layout.slots)
    return layout == self.layout
      ? SearchPlan(layout: layout, entries: entries, filters: filters, isOfScripts: isOfScripts)
      : nil
  }
}

// MARK: - Files

extension SearchPlan {
  /// Whether the index is of scripts, for pages that are opened from a folder.
  package var hasScripts: Bool { isOfScripts }

  /// The files of the index.
  var files: [SearchFile] {
    var files: [SearchFile] = [.about, .foldTable]
    files.reserveCapacity(entries.count + layout.shards + layout.presences + 64)
    files += (0..<layout.shards).map(SearchFile.shard)
    files += (0..<layout.presences).map(SearchFile.presences)
    for (index, filter) in filters.enumerated() where filter.kind != .year {
      files += filter.values.indices.map { .filter(index, value: $0) }
    }
    for (index, entry) in entries.enumerated() {
      for piece in 0..<entry.length.pieces { files.append(.piece(entry: index, piece)) }
    }
    return files
  }

  /// The path of a file below the folder of the search, without its ending, as the script asks for it.
  package func name(of file: SearchFile) -> String {
    switch file {
    case .about: "about"
    case .foldTable: foldTableName
    case .shard(let shard): layout.path(.places, shard)
    case .presences(let shard): layout.path(.presences, shard)
    case .filter(let filter, let value): layout.path(ofFilter: filter, value: value)
    case .piece(let entry, let piece): layout.path(ofPiece: piece, number: entries[entry].number)
    }
  }

  /// The path of a file.
  package func path(of file: SearchFile) -> String {
    switch file {
    case .about, .piece: concatenated(searchAddress.path, name(of: file), endingOfTexts)
    case .foldTable, .shard, .presences, .filter:
      concatenated(searchAddress.path, name(of: file), isOfScripts ? ".js" : ".bin")
    }
  }

  /// The path of a piece of the text that has a number, which need not be one of this plan.
  package func path(ofPiece piece: Int, of number: UInt64) -> String {
    concatenated(searchAddress.path, layout.path(ofPiece: piece, number: number), endingOfTexts)
  }

  private var endingOfTexts: String { isOfScripts ? ".js" : ".json" }
}

/// The name of the fold table's file without its ending, which changes with its bytes so that browsers may keep it.
private let foldTableName = "fold-" + hexadecimal(Digest(of: Fold.tableOfProgram()).low)

private func hexadecimal(_ number: UInt64) -> String {
  let text = String(number & 0xFFFF_FFFF, radix: 16)
  return String(repeating: "0", count: 8 - text.utf8.count) + text
}
