internal import Content
internal import Diagnostics

/// A search for the files that mistyped paths were probably meant to lead to.
///
/// It is made when all missing paths are known, in one walk over the paths of all files, and keeps only those that can
/// be an answer, so that ten thousand broken links cost little more than one.
package struct NearestFiles: Sendable {
  /// The names of files in a folder in which something is missing: those of all files, and those of files that are no
  /// documents.
  private struct Folder: Sendable {
    let all: NearWords
    let assets: NearWords
  }

  /// The first files, in the order of their paths, with a name that is missing in some folder.
  private struct Namesakes: Sendable {
    var asset: String?
    /// The first two documents, since a document cannot be the answer to a path that it contains itself.
    var documents: [String] = []

    mutating func add(asset path: String) {
      if asset == nil { asset = path }
    }

    mutating func add(document path: String) {
      if documents.count < 2 { documents.append(path) }
    }

    /// The first of them that may be meant in a document.
    func nearest(in document: String, assetsOnly: Bool) -> String? {
      [asset, assetsOnly ? nil : documents.first { $0 != document }].compactMap(\.self).min()
    }
  }

  private let folders: [String: Folder]
  private let namesakes: [String: Namesakes]
  /// The files that have the last folder too in common with a path that is missing: `会议/index.md`.
  private let neighbours: [String: Namesakes]

  /// A search for paths that lead nowhere, `missing`, among the paths of documents and of assets, which must be sorted.
  package init(
    missing: some Sequence<String>, documents: some Sequence<String>, assets: some Sequence<String>
  ) {
    var names: [String: (documents: [String], assets: [String])] = [:]
    var namesakes: [String: Namesakes] = [:]
    var neighbours: [String: Namesakes] = [:]
    for path in missing {
      if let tail = tail(of: path) { neighbours[tail] = Namesakes() }
      names[parentFolder(of: path)] = ([], [])
      namesakes[fileName(of: path)] = Namesakes()
    }
    if !names.isEmpty {
      for path in assets {
        let name = fileName(of: path)
        names[parentFolder(of: path)]?.assets.append(name)
        namesakes[name]?.add(asset: path)
        if !neighbours.isEmpty, let tail = tail(of: path) { neighbours[tail]?.add(asset: path) }
      }
      for path in documents {
        let name = fileName(of: path)
        names[parentFolder(of: path)]?.documents.append(name)
        namesakes[name]?.add(document: path)
        if !neighbours.isEmpty, let tail = tail(of: path) { neighbours[tail]?.add(document: path) }
      }
    }
    self.namesakes = namesakes
    self.neighbours = neighbours
    folders = names.mapValues {
      Folder(all: NearWords($0.assets + $0.documents), assets: NearWords($0.assets))
    }
  }

  /// A file with a similar name in the same folder, or one with the same name elsewhere, best in a folder of the same name,
  /// but never `source`, the document that
  /// contains the path. `path` must be one of the missing paths; nil if nothing is near.
  package func nearest(to path: String, in source: String, assetsOnly: Bool) -> String? {
    let (folder, name) = (parentFolder(of: path), fileName(of: path))
    let own = parentFolder(of: source) == folder ? fileName(of: source) : nil
    let words = assetsOnly ? folders[folder]?.assets : folders[folder]?.all
    // A name without an ending may be that of a document.
    let hasEnding = name.utf8.contains(UInt8(ascii: "."))
    let near =
      words?.nearest(to: name, except: own)
      ?? (hasEnding ? nil : words?.nearest(to: name + ".md", except: own))
    if let near {
      return folder.isEmpty ? near : folder + "/" + near
    }
    let neighbour = tail(of: path).flatMap { neighbours[$0] }?
      .nearest(in: source, assetsOnly: assetsOnly)
    if let neighbour { return neighbour }
    // All folders have an index, so that the name says nothing.
    if isIndex(path) { return nil }
    return namesakes[name]?.nearest(in: source, assetsOnly: assetsOnly)
  }
}

/// The last two parts of a path; nil where it has but one.
private func tail(of path: String) -> String? {
  let folder = parentFolder(of: path)
  return folder.isEmpty ? nil : fileName(of: folder) + "/" + fileName(of: path)
}
