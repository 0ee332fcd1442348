internal import Diagnostics

/// A file below `content/`.
struct ContentFile: Sendable {
  /// Relative to `content/`, `/` between its parts.
  let path: String
  let size: Int

  var name: String { fileName(of: path) }

  /// The folder that holds it, without a slash at its end; empty for `content/` itself.
  var folder: String { parentFolder(of: path) }
}

/// Everything that a build reads, found but for the documents' bytes.
struct Inputs: Sendable {
  let content: Folder
  /// `site.yml`, or nil after reporting that it cannot be had.
  let config: SourceFile?
  /// The Markdown files, in the order of the walk.
  let documents: [ContentFile]
  /// All other files, which are published as they are.
  let assets: [ContentFile]
  let theme: Theme
}

/// The Read phase: walks `content/` and `templates/`.
func read(_ options: BuildOptions, diagnostics: inout [Diagnostic]) -> Inputs {
  let content = Folder(path: options.content)
  let files = content.walk(diagnostics: &diagnostics).map {
    ContentFile(path: $0.path, size: $0.size)
  }
  let config =
    content.exists ? readText("site.yml", in: content, diagnostics: &diagnostics) : nil
  let theme = Theme(
    overriddenBy: Folder(path: options.templates), diagnostics: &diagnostics)
  return Inputs(
    content: content, config: config,
    documents: files.filter { $0.path.utf8.reversed().starts(with: "dm.".utf8) },
    assets: files.filter {
      !$0.path.utf8.reversed().starts(with: "dm.".utf8) && $0.path != "site.yml"
    },
    theme: theme)
}
