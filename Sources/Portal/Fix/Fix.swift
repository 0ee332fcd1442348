package import Content
package import Diagnostics
internal import Files

/// The result of fixing a site's files, or of finding out what would be fixed.
package struct FixReport: Sendable {
  /// The files that were changed, in the order of their paths.
  package var files: [FixedFile] = []
  /// The number of errors and warnings in the files looked at that only a person can fix.
  package var left = 0
  /// The reasons why something could not be done.
  package var problems: [Diagnostic] = []
}

/// Writes what messages suggest into the files that they are about, and the usual form in place of others that are
/// understood. Without `paths` all files are fixed, otherwise those, and those in these folders. With `isTrial` nothing
/// is written.
///
/// Fixing goes on until there is nothing more to fix, so that doing it again changes nothing. A file in which it does
/// not come to an end is left as it is.
package func fix(_ paths: [String], of options: BuildOptions, isTrial: Bool) -> FixReport {
  var report = FixReport()
  guard hasContent(options, diagnostics: &report.problems) else { return report }
  var ignored: [Diagnostic] = []
  let found = find(options, diagnostics: &ignored)
  let scope = FixScope(paths, among: found, in: options.content)
  guard scope.problems.isEmpty else {
    report.problems = scope.problems
    return report
  }
  var site = SiteToFix(found, scope, options)
  report.left = site.fix()
  report.files = site.fixedFiles
  if !isTrial { report.problems += write(report.files, in: Folder(path: options.content)) }
  return report
}

/// A file that was changed, or would be.
package struct FixedFile: Sendable {
  let file: FilePath
  let stamp: FileStamp
  /// The path as messages show it.
  package let path: String
  /// The encoding that the file had, if that is changed too.
  package let encoding: String?
  /// The text that it had, and the one that it gets, in UTF-8.
  let before: [UInt8]
  let after: [UInt8]
  /// The bytes in front of the text that stay: a byte-order mark.
  let mark: [UInt8]
  /// The number of places that were changed.
  package let changes: Int

  /// The changes as a unified diff, a line of text each.
  package var diff: [String] {
    let old = encoding.map { "\(path) (\($0))" } ?? path
    let new = encoding == nil ? path : "\(path) (UTF-8)"
    return ["--- \(old)", "+++ \(new)"] + LineDiff(before, after).hunks
  }
}

/// The files that are to be fixed.
struct FixScope {
  /// The files and folders, relative to `content/`; empty for all.
  private var wanted: [String] = []
  private(set) var problems: [Diagnostic] = []

  /// The files that `paths` name, with the folder's name in front or relative to it.
  init(_ paths: [String], among found: FoundInputs, in content: String) {
    for path in paths {
      guard let clean = Self.clean(path, in: content) else { continue }
      let isThere = found.files.contains { $0.path == clean || isBelow($0.path, clean) }
      if isThere {
        wanted.append(clean)
      } else {
        problems.append(unknown(path, among: found, in: content))
      }
    }
    if paths.contains(where: { Self.clean($0, in: content) == nil }) { wanted = [] }
  }

  func contains(_ path: String) -> Bool {
    wanted.isEmpty || wanted.contains { path == $0 || isBelow(path, $0) }
  }

  /// A path relative to the folder of the content; nil for that folder itself.
  private static func clean(_ path: String, in content: String) -> String? {
    let parts = path.split(separator: "/").filter { $0 != "." }
    let folder = content.split(separator: "/").filter { $0 != "." }
    let rest = parts.starts(with: folder) ? parts.dropFirst(folder.count) : parts[...]
    return rest.isEmpty ? nil : rest.joined(separator: "/")
  }

  private func unknown(_ path: String, among found: FoundInputs, in content: String) -> Diagnostic {
    let shown = found.files.map { Folder(path: content).shown($0.path) }
    let near = nearMatch(for: path, in: shown)
    return Diagnostic(
      .error, "unknown-path", at: nil,
      Message("没有这个文件或文件夹：\(brief(path))", "there is no file or folder \(brief(path))"),
      suggestion: near.map { Message("是不是“\($0)”？", "did you mean `\($0)`?") }
        ?? Message(
          "写 \(content) 里的文件或文件夹，例如 \(content)/notice", "name a file or a folder of \(content)"))
  }
}
