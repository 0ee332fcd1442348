import Foundation

/// The fenced blocks of a page of `docs/internals/`, by the words behind their fences.
func internalsExamples(_ page: String) -> [String: String] {
  let file = packageFolder.appending(path: "docs/internals/\(page).md")
  let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  let pieces = text.split(separator: "````", omittingEmptySubsequences: false)
  return stride(from: 1, to: pieces.count, by: 2).reduce(into: [:]) { found, index in
    let parts = pieces[index].split(
      separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    found[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
  }
}
