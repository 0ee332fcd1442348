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
  }

  private let folders: [String: Folder]
  private let namesakes: [String: Namesakes]

  /// A search for paths that lead nowhere, `missing`, among the paths of documents and of assets, which must be sorted.
  package init(
    missing: some Sequence<String>, documents: some Sequence<String>, assets: some Sequence<String>
  ) {
    var names: [String: (documents: [String], assets: [String])] = [:]
    var namesakes: [String: Namesakes] = [:]
    for path in missing {
      names[parentFolder(of: path)] = ([], [])
      namesakes[fileName(of: path)] = Namesakes()
    }
    if !names.isEmpty {
      for path in assets {
        let name = fileName(of: path)
        names[parentFolder(of: path)]?.assets.append(name)
        if namesakes[name]?.asset == nil { namesakes[name]?.asset = path }
      }
      for path in documents {
        let name = fileName(of: path)
        names[parentFolder(of: path)]?.documents.append(name)
        if let known = namesakes[name], known.documents.count < 2 {
          namesakes[name]?.documents.append(path)
        }
      }
    }
    self.namesakes = namesakes
    folders = names.mapValues {
      Folder(all: NearWords($0.assets + $0.documents), assets: NearWords($0.assets))
    }
  }

  /// A file with a similar name in the same folder, or one with the same name elsewhere, but never `document`, which
  /// contains the path. `path` must be one of the missing paths; nil if nothing is near.
  package func nearest(to path: String, in document: String, assetsOnly: Bool) -> String? {
    let (folder, name) = (parentFolder(of: path), fileName(of: path))
    let own = parentFolder(of: document) == folder ? fileName(of: document) : nil
    let words = assetsOnly ? folders[folder]?.assets : folders[folder]?.all
    if let near = words?.nearest(to: name, except: own) {
      return folder.isEmpty ? near : folder + "/" + near
    }
    let elsewhere = namesakes[name]
    let others = assetsOnly ? nil : elsewhere?.documents.first { $0 != document }
    return [elsewhere?.asset, others].compactMap(\.self).min()
  }
}
