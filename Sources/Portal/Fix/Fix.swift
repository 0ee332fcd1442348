package import Content
package import Diagnostics
internal import Files

/// The result of fixing a site's files, or of finding out what would be fixed.
package struct FixReport: Sendable {
  /// The files that were changed, in the order of their paths.
  package var files: [FixedFile] = []
  /// The files and folders that got other names, folders before what is in them.
  package var renamings: [Renaming] = []
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
  let content = Folder(path: options.content)
  report.renamings = renamings(of: found.files.filter { scope.contains($0.path) }, in: content)
  if !isTrial {
    report.problems += write(report.files, in: content)
    report.problems += rename(report.renamings, in: content)
  }
  return report
}
