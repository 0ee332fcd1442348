internal import ByteText
package import Diagnostics
package import Files

private func hasSameBytes(_ a: String, _ b: String) -> Bool {
  unsafe a.withBytes { a in
    unsafe b.withBytes { b in unsafe a.count == b.count && a.elementsEqual(b) }
  }
}

/// A source of places for diagnostics of later phases. The text of documents is not kept, so a file is read again when
/// there is something to report about it, once for all its diagnostics.
package struct SourcePlaces: Sendable {
  let content: Folder
  /// The files whose names on disk are not in the composed form of their paths, by these.
  private let decomposed: [String: FilePath]

  /// A source of places in the files of a folder, of which it need only know those that are not named as in their paths.
  package init(content: Folder, files: [FoundFile] = []) {
    self.content = content
    decomposed = Dictionary(
      files.lazy.filter { !hasSameBytes($0.file.text, $0.path) }.map {
        ($0.path, $0.file)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The place of a range of bytes in a document, by default its beginning; `read` fills in the text shown there.
  package func place(_ path: String, _ range: Range<Int> = 0..<0) -> Place {
    Place(unread: path, range)
  }

  /// The diagnostics with the text of the files that they are about. Each of these files is read once, and only the
  /// lines that are shown are kept.
  package func read(_ diagnostics: [Diagnostic], jobs: Int) -> [Diagnostic] {
    var indexOfPath: [String: Int] = [:]
    var files: [(path: String, ranges: [Range<Int>])] = []
    for place in diagnostics.lazy.flatMap(\.places) where place.isUnread {
      let index = indexOfPath[place.file.path] ?? files.count
      if index == files.count {
        indexOfPath[place.file.path] = index
        files.append((place.file.path, []))
      }
      files[index].ranges.append(place.range)
    }
    let shown = parallelMap(count: files.count, jobs: jobs) { [files] index in
      places(files[index].ranges, of: files[index].path)
    }
    var used = [Int](repeating: 0, count: files.count)
    return diagnostics.map { diagnostic in
      diagnostic.withPlaces { place in
        guard place.isUnread, let index = indexOfPath[place.file.path] else { return place }
        used[index] += 1
        return shown[index][used[index] - 1]
      }
    }
  }

  private func places(_ ranges: [Range<Int>], of path: String) -> [Place] {
    let shown = content.shown(path)
    var ignored: [Diagnostic] = []
    let text = (decomposed[path] ?? FilePath(path)).flatMap {
      readText($0, in: content, diagnostics: &ignored)
    }
    guard let text else { return ranges.map { _ in Place(path: shown) } }
    return ranges.map { Place(text, $0) }.withoutFiles()
  }
}
