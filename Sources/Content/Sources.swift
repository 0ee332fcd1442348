package import Diagnostics
package import Files

/// Gives diagnostics of later phases their places: documents' text is not kept, so a file is read
/// again when there is something to say about it, once for all that there is.
package struct Sources: Sendable {
  let content: Folder

  package init(content: Folder) {
    self.content = content
  }

  /// The bytes in `range` of a document, or its beginning; `read` finds what is shown there.
  package func place(_ path: String, _ range: Range<Int> = 0..<0) -> Place {
    Place(unread: path, range)
  }

  /// The diagnostics with what is shown of the files that they are about. Each of these is read once, and no
  /// more of it is kept.
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
    let text = FilePath(path).flatMap { readText($0, in: content, diagnostics: &ignored) }
    guard let text else { return ranges.map { _ in Place(path: shown) } }
    return ranges.map { Place(text, $0) }.withoutFiles()
  }
}
