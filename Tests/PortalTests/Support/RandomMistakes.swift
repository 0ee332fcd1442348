import Foundation

extension RandomEditor {
  /// Makes a change, or a mistake, or mends all mistakes, and says which.
  mutating func editOrErr() -> String {
    if isErring, chance(4) { return mendAll() }
    return chance(3) ? err() : edit()
  }

  /// Makes one of the mistakes that are known, beside those that are there.
  private mutating func err() -> String {
    // These are about what a build writes, or wrote.
    let others: Set = [
      "file-system", "output-is-link", "foreign-files", "foreign-file", "link-in-output",
      "no-content", "feeds-left-out",
    ]
    // Errors of documents may stay together; those of the settings are told alone.
    let usual = (mistakes + readerMistakes).filter { !others.contains($0.id) }
    let mild: Set = [
      "no-alternative-text", "raw-html", "comment-in-value", "curly-quotes", "not-utf8",
      "unclosed-element", "unused-footnote", "unsafe-address", "odd-name", "unread-link",
      "link-to-unpublished", "misplaced-column", "meeting-skips-months", "nested-too-deep",
      "missing-file", "repeated-footnote", "unclosed-comment",
    ]
    let wanted = chance(3) ? usual : usual.filter { mild.contains($0.id) }
    let mistake = pick(wanted)
    let before = sources()
    mistake.make(site)
    let after = sources()
    for path in Set(before.keys).union(after.keys).sorted() where before[path] != after[path] {
      if !mended.contains(where: { $0.path == path }) { mended.append((path, before[path])) }
    }
    isErring = true
    return mistake.name
  }

  private mutating func mendAll() -> String {
    var files = sources()
    for (path, bytes) in mended { files[path] = bytes }
    // What is no file goes too.
    site.remove("content").remove("templates")
    for (path, bytes) in files { site.file(path, bytes: Array(bytes)) }
    mended = []
    isErring = false
    return "mend all"
  }

  private func sources() -> [String: Data] {
    var files: [String: Data] = [:]
    for folder in ["content", "templates"] {
      for (path, bytes) in site.tree(folder) { files[folder + "/" + path] = bytes }
    }
    return files
  }
}
