internal import ByteText
package import Content
package import Diagnostics
internal import Files

/// The result of moving a document, or of finding out what would be moved.
package struct MoveReport: Sendable {
  /// The files and folders that were moved: the document or its folder first, then files beside it.
  package var renamings: [Renaming] = []
  /// The files that were changed.
  package var files: [FixedFile] = []
  /// The reasons why it could not be done.
  package var problems: [Diagnostic] = []
}

/// Moves a document to another path, with the files that it alone refers to, or its folder as a whole. It keeps its id, its
/// former address leads to it, and all links go on to lead where they did. With `isTrial` nothing is written.
///
/// All is worked out before anything is written: a move after which a build had more to say is not made.
package func move(
  _ old: String, to new: String, of options: BuildOptions, isTrial: Bool
) -> MoveReport {
  var report = MoveReport()
  guard hasContent(options, diagnostics: &report.problems) else { return report }
  var ignored: [Diagnostic] = []
  let found = find(options, diagnostics: &ignored)
  let scope = FixScope([], among: found, in: options.content)
  var site = SiteToFix(found, scope, options)
  let known = site.read()
  let (names, problem) = MoveNames.find(old, new, in: site, options.content)
  guard let names else {
    report.problems = problem.map { [$0] } ?? []
    return report
  }
  guard site.site != nil else {
    report.problems =
      [
        cannotMove(
          options.content,
          Message(
            "稿件里有错误，看不出哪些链接指向这一篇",
            "because of errors in the content, the links that lead to it are not known"),
          Message(
            "先按 branchpress build 的提示改正，再移动",
            "fix the errors that `branchpress build` reports, and then move it"
          ))
      ] + known.filter { $0.severity == .error }
    return report
  }
  var move = DocumentMove(names, in: site, now: options.now)
  move.changeTexts()
  let problems = move.problems(besides: known)
  guard problems.isEmpty else {
    report.problems = problems
    return report
  }
  report.renamings = move.renamings
  report.files = move.changedFiles
  if !isTrial { report.problems = carryOut(report.files, report.renamings, in: site.content) }
  return report
}

/// An error that a document cannot be moved.
func cannotMove(_ path: String, _ message: Message, _ suggestion: Message) -> Diagnostic {
  Diagnostic(.error, "cannot-move", at: Place(path: path), message, suggestion: suggestion)
}

/// Moves files and writes the changed ones; gives what could not be done, and why. Nothing is done if a file was changed
/// meanwhile.
private func carryOut(
  _ files: [FixedFile], _ renamings: [Renaming], in content: Folder
) -> [Diagnostic] {
  func formerPath(_ file: FilePath) -> FilePath {
    for renaming in renamings {
      if file == renaming.to { return renaming.from }
      if file.isBelow(renaming.to) {
        let rest = String(file.text.utf8.dropFirst(renaming.to.text.utf8.count)) ?? ""
        return FilePath(renaming.from.text + rest) ?? file
      }
    }
    return file
  }
  let changed = files.filter { content.facts(of: formerPath($0.file))?.stamp != $0.stamp }
  guard changed.isEmpty else { return changed.map { changedWhileFixing($0.path) } }
  for renaming in renamings {
    do throws(FileError) {
      guard content.kind(of: renaming.to) == nil else { throw .exists }
      if let folder = renaming.to.folder { try content.makeFolder(folder) }
      try content.move(renaming.from, to: renaming.to)
    } catch {
      return [
        error.diagnostic(
          path: content.shown(renaming.from), doing: Message("无法移动", "this cannot be moved"))
      ]
    }
  }
  // A file that was moved has another stamp.
  return write(
    files.map { file in
      var file = file
      if formerPath(file.file) != file.file, let stamp = content.facts(of: file.file)?.stamp {
        file.stamp = stamp
      }
      return file
    }, in: content)
}
