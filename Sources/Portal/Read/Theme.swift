internal import CTheme
internal import Diagnostics

/// A file of a theme: a template, its words, a style sheet, a picture.
struct ThemeFile: Sendable {
  /// Relative to the theme's folder.
  let path: String
  /// As people see it: `templates/home.mustache`, or `theme:home.mustache` for an embedded file.
  let shownPath: String
  let bytes: [UInt8]
}

/// The files that give pages their look: the default theme's, which are part of the binary, and
/// those of the site, which go before files of the same path.
struct Theme: Sendable {
  /// Sorted by path.
  let files: [ThemeFile]

  init(overriddenBy own: Folder, diagnostics: inout [Diagnostic]) {
    var files = Dictionary(
      uniqueKeysWithValues: embeddedFiles(below: "templates/").map { file in
        (file.path, ThemeFile(path: file.path, shownPath: "theme:" + file.path, bytes: file.bytes))
      })
    for found in own.exists ? own.walk(diagnostics: &diagnostics) : [] {
      switch own.read(found.path) {
      case .success(let bytes):
        files[found.path] = ThemeFile(
          path: found.path, shownPath: own.shown(found.path), bytes: bytes)
      case .failure(let error):
        diagnostics.append(
          error.diagnostic(
            path: own.shown(found.path), doing: Message("读不了", "cannot be read")))
      }
    }
    self.files = files.values.sorted { precedes($0.path, $1.path) }
  }

  /// Files below `assets/`, which are published as they are.
  var assets: [ThemeFile] { files.filter { $0.path.utf8.starts(with: "assets/".utf8) } }

  /// The file at `path`.
  func file(_ path: String) -> ThemeFile? { files.first { $0.path == path } }
}

/// A file that is part of the binary.
struct EmbeddedFile: Sendable {
  let path: String
  let bytes: [UInt8]
}

/// The embedded files below a folder, by their paths within it, in a fixed order.
func embeddedFiles(below folder: String) -> [EmbeddedFile] {
  var files: [EmbeddedFile] = []
  var index = 0
  while let file = unsafe branchpress_embedded_file(index) {
    let path = unsafe String(cString: file.pointee.path)
    if path.utf8.starts(with: folder.utf8) {
      let bytes = unsafe UnsafeBufferPointer(start: file.pointee.bytes, count: file.pointee.count)
      unsafe files.append(
        EmbeddedFile(
          path: String(path.utf8.dropFirst(folder.utf8.count)) ?? "", bytes: Array(bytes)))
    }
    index += 1
  }
  return files
}
