internal import ByteText
package import Diagnostics
package import Digests
package import Files

extension FoundFile {
  /// The size of the file in bytes.
  package var size: Int { stamp.size }

  /// The name of the file, without its folder.
  package var name: String { fileName(of: path) }

  var isMarkdown: Bool { endsIn(path, ".md") || endsIn(path, ".markdown") }

  /// The path of the folder that contains the file, without a slash at its end; empty for `content/` itself.
  package var folder: String { parentFolder(of: path) }
}

/// The files that a build will read, found but not yet read.
package struct FoundInputs: Sendable {
  var content: Folder
  /// The files below `content/`, in the order of the walk.
  package var files: [FoundFile] = []
  var templates: Folder
  /// The files below the site's own template folder, in the order of the walk.
  package var templateFiles: [FoundFile] = []

  /// The folders of a build, with no files found yet.
  init(_ options: BuildOptions) {
    content = Folder(path: options.content)
    templates = Folder(path: options.templates)
  }
}

extension FoundInputs {
  /// The same files after those at some paths, as they are written below the folders that were given, were changed, made or removed;
  /// nil where this has to be found out by walking the folders again.
  package func updated(_ paths: [String]) -> FoundInputs? {
    var found = self
    // The folders may have been made, or others put in their places, since these were opened.
    (found.content, found.templates) = (Folder(path: content.path), Folder(path: templates.path))
    for path in paths {
      let isOfContent = isBelow(content, path)
      guard isOfContent || isBelow(templates, path) else { return nil }
      let isDone =
        isOfContent
        ? update(&found.files, in: found.content, path)
        : update(&found.templateFiles, in: found.templates, path)
      if !isDone { return nil }
    }
    return found
  }
}

private func isBelow(_ folder: Folder, _ path: String) -> Bool {
  path.utf8.starts(with: folder.shown("x").utf8.dropLast())
}

/// Brings the files of a folder up to date with one path below it; false where that is not possible.
private func update(_ files: inout [FoundFile], in folder: Folder, _ path: String) -> Bool {
  let prefix = folder.shown("x").utf8.count - 1
  guard let file = FilePath(String(path.utf8.dropFirst(prefix)) ?? "") else { return false }
  let facts = folder.facts(of: file)
  let (found, kind) = (FoundFile(file: file, stamp: facts?.stamp ?? .none), facts?.kind)
  let index = firstIndex(among: files.count) { !precedes(files[$0].path, found.path) }
  let isKnown = index < files.count && order(files[index].path, found.path) == 0
  if isKnown, files[index].file != file { return false }
  switch (isKnown, kind) {
  case (true, .regular): files[index] = found
  case (true, nil): files.remove(at: index)
  // Whether anything else is read, the walk decides.
  case (false, .regular) where unsafe found.name.withBytes({ unsafe isLeftBehind($0) }): break
  case (false, .regular)
  where endsIn(found.path, ".md") && (found.folder.isEmpty || files.haveSome(below: found.folder)):
    files.insert(found, at: index)
  case (false, nil): return !files.haveSome(below: found.path)
  default: return false
  }
  return true
}

extension [FoundFile] {
  /// Whether there are files below a path, so that the walk has read that folder.
  fileprivate func haveSome(below folder: String) -> Bool {
    let prefix = folder + "/"
    let index = Content.firstIndex(among: count) { !precedes(self[$0].path, prefix) }
    return index < count && self[index].path.utf8.starts(with: prefix.utf8)
  }
}

/// The input of a build: everything that it reads, except for the documents' bytes.
package struct Inputs: Sendable {
  /// The folder of the site's content.
  package let content: Folder
  /// The folder of the site's own templates.
  package let templates: Folder
  /// The text of `site.yml`, nil after reporting that it could not be read.
  package let config: SourceFile?
  /// The digest of the bytes of `site.yml`, on which everything depends.
  package var settings: Digest { Digest(of: config?.bytes ?? []) }
  /// The Markdown files, in the order of the walk.
  package let documents: [FoundFile]
  /// The files that are no documents, which are published as they are.
  package let assets: [FoundFile]
  /// The theme, with the site's own files in place of the default ones.
  package let theme: Theme
  /// The former addresses that `redirects.yml` lists.
  package let redirects: Redirects
}

/// Runs the first half of the Read phase: walks `content/` and `templates/`.
package func find(_ options: BuildOptions, diagnostics: inout [Diagnostic]) -> FoundInputs {
  var found = FoundInputs(options)
  if found.content.exists {
    found.files = found.content.walk(jobs: options.jobs, diagnostics: &diagnostics)
  }
  findTemplates(&found, diagnostics: &diagnostics)
  return found
}

func findTemplates(_ found: inout FoundInputs, diagnostics: inout [Diagnostic]) {
  if found.templates.exists {
    found.templateFiles = found.templates.walk(diagnostics: &diagnostics)
  }
}

/// Runs the second half of the Read phase: reads the settings and the theme, and separates documents from other files.
package func readInputs(_ found: FoundInputs, diagnostics: inout [Diagnostic]) -> Inputs {
  let config = readConfig(in: found.content, found.files, diagnostics: &diagnostics)
  let files = withoutTwins(
    withoutLeftovers(found.files, in: found.content, &diagnostics), in: found.content, &diagnostics)
  warnOfOddNames(files, in: found.content, &diagnostics)
  let theme = Theme(
    found.templateFiles.filter { Leftover($0.path) == nil }, overridingIn: found.templates,
    diagnostics: &diagnostics)
  var documents: [FoundFile] = []
  var assets: [FoundFile] = []
  var hasRedirects = false
  documents.reserveCapacity(files.count)
  for file in files {
    if file.isMarkdown {
      documents.append(file)
    } else if file.size > SizeLimit.attachment {
      let error = FileError.tooLarge(limit: SizeLimit.attachment)
      diagnostics.append(
        error.diagnostic(
          path: found.content.shown(file.file),
          doing: Message("无法写入网站", "this file cannot be written into the site"),
          suggestion: Message("换成小一些的文件", "use a smaller file")))
    } else if file.file == redirectsFile {
      hasRedirects = true
    } else if file.file != settingsFile {
      assets.append(file)
    }
  }
  return Inputs(
    content: found.content, templates: found.templates, config: config, documents: documents,
    assets: assets, theme: theme,
    redirects: hasRedirects
      ? readRedirects(in: found.content, diagnostics: &diagnostics) : Redirects())
}

/// The former addresses of `redirects.yml`; none after reporting why it cannot be read.
private func readRedirects(in content: Folder, diagnostics: inout [Diagnostic]) -> Redirects {
  let source = readText(
    redirectsFile, in: content, limit: SizeLimit.settings, diagnostics: &diagnostics)
  return source.map { Redirects($0, diagnostics: &diagnostics) } ?? Redirects()
}

/// The files without those whose names differ from another one's only in whether accents are characters of their own, as
/// Macs write them. Each of these is reported.
private func withoutTwins(
  _ files: [FoundFile], in content: Folder, _ diagnostics: inout [Diagnostic]
) -> [FoundFile] {
  var kept: [FoundFile] = []
  kept.reserveCapacity(files.count)
  for file in files {
    guard let last = kept.last, order(last.path, file.path) == 0 else {
      kept.append(file)
      continue
    }
    diagnostics.append(
      Diagnostic(
        .error, "same-name", at: Place(path: content.shown(file.file)),
        Message(
          "这里有两个同名的文件，只是带声调的字母编码不同，网址会相同",
          "two files have the same name in different Unicode forms of accented letters and would share one address"
        ),
        suggestion: Message("删去其中一个，或者给它改名", "remove one of them, or rename it"),
        notes: [
          Diagnostic.Note(
            Message("另一个在这里", "the other one is here"),
            at: Place(path: content.shown(last.file)))
        ]))
  }
  return kept
}

/// The path of `site.yml`, below `content/`.
package let settingsFile = FilePath(fixed: "site.yml")

/// The text of `site.yml`; nil after reporting what to do where there is none or it cannot be read.
private func readConfig(
  in content: Folder, _ files: [FoundFile], diagnostics: inout [Diagnostic]
) -> SourceFile? {
  if files.contains(where: { $0.path == "site.yml" }) {
    return readText(
      settingsFile, in: content, limit: SizeLimit.settings, diagnostics: &diagnostics)
  }
  let near = files.first { $0.folder.isEmpty && $0.name.utf8.starts(with: "site.y".utf8) }
  diagnostics.append(
    Diagnostic(
      .error, "no-settings", at: Place(path: content.shown(settingsFile)),
      Message("没有网站的设置文件 site.yml", "the settings file site.yml is missing"),
      suggestion: near.map {
        Message("把 \($0.name) 改名为 site.yml", "rename \($0.name) to site.yml")
      }
        ?? Message(
          "用 branchpress init 新建一个网站，照着它的 site.yml 写",
          "create a site with `branchpress init` and copy its site.yml")))
  return nil
}

/// Whether the content folder exists. Where it does not, this is reported and a build must not write anything.
package func hasContent(_ options: BuildOptions, diagnostics: inout [Diagnostic]) -> Bool {
  if Folder(path: options.content).exists { return true }
  diagnostics.append(
    Diagnostic(
      .error, "no-content", at: Place(path: options.content),
      Message("这里没有 \(options.content) 文件夹", "there is no folder named \(options.content) here"),
      suggestion: Message(
        "先进入网站所在的文件夹（cd），或者用 branchpress init 新建一个网站",
        "change to the site's folder first (cd), or create a site with `branchpress init`")))
  return false
}

/// Reports files that were meant to be Markdown but have a name that a system changed.
private func warnOfOddNames(
  _ files: [FoundFile], in content: Folder, _ diagnostics: inout [Diagnostic]
) {
  for file in files where endsIn(file.path, ".md.txt") {
    diagnostics.append(
      Diagnostic(
        .warning, "odd-name", at: Place(path: content.shown(file.path)),
        Message(
          "文件名不是以 .md 结尾，当作附件原样写入了网站",
          "the name does not end in .md, so the file was copied into the site as it is"),
        suggestion: Message("改名，去掉 .md 后面的部分；如果不要，就删去", "rename it to end in .md, or remove it")))
  }
}
