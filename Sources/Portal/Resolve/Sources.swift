internal import Diagnostics
internal import Files

/// Gives diagnostics of later phases their places: documents' text is not kept, so a file is read
/// again when there is something to say about it.
struct Sources: Sendable {
  let content: Folder

  /// The bytes in `range` of a document, or its beginning.
  func place(_ path: String, _ range: Range<Int> = 0..<0) -> Place {
    var ignored: [Diagnostic] = []
    let text = FilePath(path).flatMap { readText($0, in: content, diagnostics: &ignored) }
    return text.map { Place($0, range) } ?? Place(path: content.shown(path))
  }
}
