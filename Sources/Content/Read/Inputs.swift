package import Diagnostics
package import Digests
package import Files

extension FoundFile {
  package var size: Int { stamp.size }

  package var name: String { fileName(of: path) }

  var isMarkdown: Bool { endsIn(path, ".md") || endsIn(path, ".markdown") }

  /// The folder that holds it, without a slash at its end; empty for `content/` itself.
  package var folder: String { parentFolder(of: path) }
}

/// What is there to be read, before any of it is.
package struct FoundInputs: Sendable {
  let content: Folder
  /// Below `content/`, in the order of the walk.
  package var files: [FoundFile] = []
  let templates: Folder
  package var templateFiles: [FoundFile] = []

  /// The folders, before they are walked.
  init(_ options: BuildOptions) {
    content = Folder(path: options.content)
    templates = Folder(path: options.templates)
  }
}

/// Everything that a build reads, found but for the documents' bytes.
package struct Inputs: Sendable {
  package let content: Folder
  package let templates: Folder
  /// `site.yml`, or nil after reporting that it cannot be had.
  package let config: SourceFile?
  /// Of the bytes of `site.yml`, on which everything depends.
  package var settings: Digest { Digest(of: config?.bytes ?? []) }
  /// The Markdown files, in the order of the walk.
  package let documents: [FoundFile]
  /// All other files, which are published as they are.
  package let assets: [FoundFile]
  package let theme: Theme
}

/// The first half of the Read phase: walks `content/` and `templates/`.
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

/// The second half: reads the settings and the theme, and tells documents from other files.
package func readInputs(_ found: FoundInputs, diagnostics: inout [Diagnostic]) -> Inputs {
  let config = readConfig(in: found.content, found.files, diagnostics: &diagnostics)
  let files = withoutLeftovers(found.files, in: found.content, &diagnostics)
  warnOfOddNames(files, in: found.content, &diagnostics)
  let theme = Theme(
    found.templateFiles.filter { Leftover($0.path) == nil }, overridingIn: found.templates,
    diagnostics: &diagnostics)
  var documents: [FoundFile] = []
  var assets: [FoundFile] = []
  documents.reserveCapacity(files.count)
  for file in files {
    if file.isMarkdown {
      documents.append(file)
    } else if file.size > SizeLimit.attachment {
      let error = FileError.tooLarge(limit: SizeLimit.attachment)
      diagnostics.append(
        error.diagnostic(
          path: found.content.shown(file.file), doing: Message("发布不了", "cannot be published"),
          suggestion: Message("换成小一些的文件", "use a smaller file")))
    } else if file.file != settingsFile {
      assets.append(file)
    }
  }
  return Inputs(
    content: found.content, templates: found.templates, config: config, documents: documents,
    assets: assets, theme: theme)
}

/// `site.yml`, below `content/`.
package let settingsFile = FilePath(fixed: "site.yml")

/// Reads `site.yml`, or says what to do where there is none.
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
      Message("没有站点设置文件 site.yml", "there is no site.yml"),
      suggestion: near.map {
        Message("把 \($0.name) 改名为 site.yml", "rename \($0.name) to site.yml")
      }
        ?? Message(
          "用 branchpress init 新建一个站点，照着写", "make a site with `branchpress init` and copy it")))
  return nil
}

/// Whether the content folder is there; reports what to do where it is not. Without one nothing is touched.
package func hasContent(_ options: BuildOptions, diagnostics: inout [Diagnostic]) -> Bool {
  if Folder(path: options.content).exists { return true }
  diagnostics.append(
    Diagnostic(
      .error, "no-content", at: Place(path: options.content),
      Message("这里没有 \(options.content) 文件夹", "there is no folder \(options.content) here"),
      suggestion: Message(
        "先进入站点所在的文件夹（cd），或用 branchpress init 新建一个站点",
        "go to the site's folder first, or make a site with `branchpress init`")))
  return false
}

/// Files that were meant to be Markdown, by a name that a system gave them.
private func warnOfOddNames(
  _ files: [FoundFile], in content: Folder, _ diagnostics: inout [Diagnostic]
) {
  for file in files where endsIn(file.path, ".md.txt") {
    diagnostics.append(
      Diagnostic(
        .warning, "odd-name", at: Place(path: content.shown(file.path)),
        Message(
          "文件名不是以 .md 结尾，当作附件原样发布了",
          "the name does not end in .md, so that the file is published as it is"),
        suggestion: Message("改名，去掉 .md 后面的部分；不要的删去", "rename it to end in .md, or remove it")))
  }
}
