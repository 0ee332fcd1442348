internal import Content
internal import Diagnostics

/// Finds the files that mistyped paths were probably meant to lead to.
///
/// It is made when all that is missing is known, in one walk over all paths, and keeps no more of them than can be
/// an answer, so that ten thousand broken links cost little more than one.
package struct NearestFiles: Sendable {
  /// The names in the folders in which something is missing: of all files, and of those alone that are no
  /// documents.
  private struct Folder: Sendable {
    let all: NearWords
    let assets: NearWords
  }

  /// The first files, in the order of their paths, that have a name which is missing somewhere.
  private struct Namesakes: Sendable {
    var asset: String?
    /// Two, since a document is no answer to itself.
    var documents: [String] = []
  }

  private let folders: [String: Folder]
  private let namesakes: [String: Namesakes]

  /// `missing` are paths that lead nowhere; those of documents and of assets are sorted.
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

  /// A file of a similar name in the same folder, or one of the same name elsewhere; never `document`, in which
  /// `path` is written. `path` must be one of those that are missing.
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
