internal import CTheme
package import Diagnostics
package import Files

/// A file of a theme: a template, its words, a style sheet, a picture.
package struct ThemeFile: Sendable {
  /// The path relative to the theme's folder.
  package let path: String
  /// The path as people see it: `templates/home.mustache`, or `theme:home.mustache` for an embedded file.
  package let shownPath: String
  /// The content; templates, words, styles and scripts are decoded to UTF-8.
  package let bytes: [UInt8]

  /// The colours of a site's own, which the style sheet of pages ends in; nil for any other file, and where it has none.
  package func colours(of config: SiteConfig) -> String? {
    path == styleSheet ? config.accent?.styles : nil
  }

  /// The content as a site with these settings publishes it: styles and scripts without what only their authors need.
  package func published(with config: SiteConfig) -> [UInt8] {
    if endsIn(path, ".css") { return compacted(bytes + Array((colours(of: config) ?? "").utf8)) }
    return endsIn(path, ".js") ? compacted(script: bytes) : bytes
  }

  /// Whether the file is the site's own, and not the default theme's.
  package var isOfSite: Bool { !shownPath.utf8.starts(with: "theme:".utf8) }

  fileprivate var isStrings: Bool { path.utf8.starts(with: "strings/".utf8) }
}

/// The files that define the look of pages: those of the default theme, which are part of the binary, and those of the
/// site, which replace default files of the same path.
package struct Theme: Sendable {
  /// The files, sorted by path.
  package let files: [ThemeFile]
  /// The default theme's words, which a site's own `strings/` need not repeat.
  private let defaultStrings: [ThemeFile]

  /// The default theme with the files that were found in the site's own folder.
  package init(_ found: [FoundFile], overridingIn own: Folder, diagnostics: inout [Diagnostic]) {
    let defaults = embeddedFiles(below: "templates/").map { file in
      ThemeFile(path: file.path, shownPath: "theme:" + file.path, bytes: file.bytes)
    }
    defaultStrings = defaults.filter(\.isStrings)
    var files = Dictionary(uniqueKeysWithValues: defaults.map { ($0.path, $0) })
    for file in found {
      guard let bytes = read(file.file, in: own, diagnostics: &diagnostics) else { continue }
      files[file.path] = ThemeFile(path: file.path, shownPath: own.shown(file.path), bytes: bytes)
    }
    completeStyles(&files, &diagnostics)
    self.files = files.values.sorted { precedes($0.path, $1.path) }
  }

  /// The files of words for a language, those of the default theme first.
  package func strings(_ path: String) -> [ThemeFile] {
    let own = files.filter { $0.path == path && $0.isOfSite }
    return defaultStrings.filter { $0.path == path } + own
  }

  /// The files below `assets/`, which are published as they are.
  package var assets: [ThemeFile] { files.filter { $0.path.utf8.starts(with: "assets/".utf8) } }
}

/// The path of the icon below the theme's folder.
package let themeIcon = "assets/icon.svg"

/// The style sheets of the theme for screens and for paper, and the rules that a site adds to them. They are one file of
/// the site, so that every theme has them; paper has them once more, behind its own rules.
private let (styleSheet, paperSheet) = ("assets/style.css", "assets/print.css")
private let ownStyles = "assets/own.css"

/// Appends the site's own rules to both style sheets, and reports a style sheet that takes the theme's place by mistake.
private func completeStyles(_ files: inout [String: ThemeFile], _ diagnostics: inout [Diagnostic]) {
  guard let style = files[styleSheet] else { return }
  let isTheme = style.bytes.prefix(400).contains("BranchPress".utf8)
  if !isTheme {
    diagnostics.append(
      Diagnostic(
        .warning, "replaced-style",
        at: Place(SourceFile(path: style.shownPath, bytes: style.bytes), 0..<0),
        Message(
          "这个文件会代替主题的全部样式，网页会失去原来的版式",
          "this file replaces the theme's whole style sheet, so pages lose their layout"),
        suggestion: Message(
          "如果只是添加几条样式，就把它改名为 own.css；如果要全部代替，就在第一行写上 /* BranchPress */",
          "to add rules, rename it to own.css; to replace the style sheet, begin it with /* BranchPress */"
        )))
  }
  guard let own = files.removeValue(forKey: ownStyles) else { return }
  for sheet in [styleSheet, paperSheet].compactMap({ files[$0] }) {
    files[sheet.path] = ThemeFile(
      path: sheet.path, shownPath: sheet.shownPath, bytes: sheet.bytes + [0x0A] + own.bytes)
  }
}

/// The bytes of a theme's file, decoded if it is text; nil after reporting that it cannot be read. Scripts may contain
/// any character.
private func read(
  _ path: FilePath, in folder: Folder, diagnostics: inout [Diagnostic]
) -> [UInt8]? {
  if [".mustache", ".yml", ".css", ".js"].contains(where: { endsIn(path.text, $0) }) {
    return readBytes(path, in: folder, limit: SizeLimit.template, diagnostics: &diagnostics)
      .flatMap { decodeWhole($0, shown: folder.shown(path), diagnostics: &diagnostics)?.bytes }
  }
  return readBytes(path, in: folder, diagnostics: &diagnostics)
}

/// A file that is part of the binary.
package struct EmbeddedFile: Sendable {
  /// The path with the folder that contains the file; `embeddedFiles` gives it relative to the folder asked for.
  package let path: String
  /// The content.
  package let bytes: [UInt8]
}

/// The embedded files below a folder, with paths relative to it, in a fixed order.
package func embeddedFiles(below folder: String) -> [EmbeddedFile] {
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
