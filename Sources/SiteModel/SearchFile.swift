package import Content
package import Search

/// The address of the page of the search, whose folder has the index.
package let searchAddress = Address(path: "search/")

/// A file of the search's index. Numbers are indices of lists in `SearchPlan`, unless another list is named.
package enum SearchFile: Sendable, Hashable {
  /// The file that the script reads first: the layout, and the values of filters.
  case about
  /// The table by which texts and queries are folded.
  case foldTable
  /// A shard with places.
  case shard(Int)
  /// A shard of presences.
  case presences(Int)
  /// The documents of a filter's value.
  case filter(Int, value: Int)
  /// A piece of the text of an entry, counted from 0.
  case piece(entry: Int, Int)
}

extension SearchFile {
  /// The kind and the number of the shard that the file is, nil for other files.
  package var shard: (kind: IndexLayout.Kind, number: Int)? {
    switch self {
    case .shard(let number): (.places, number)
    case .presences(let number): (.presences, number)
    case .about, .foldTable, .filter, .piece: nil
    }
  }
}
