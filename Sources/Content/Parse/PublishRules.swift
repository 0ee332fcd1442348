internal import ByteText
package import Diagnostics
internal import FrontMatter

/// The entries of `publish` in `site.yml`: files of `content/` that are published even though they could run programs
/// in a browser.
package struct PublishRules: Sendable {
  /// The entries as they are written.
  private(set) var fields: [Field<String>] = []
  /// Indices of `fields`: by the path of a file, by the path of a folder, and by a lower-case ending and the folder
  /// below which it is valid.
  private var files: [String: Int] = [:]
  private var folders: [String: Int] = [:]
  private var endings: [String: [String: Int]] = [:]

  /// Whether there are no entries.
  package var isEmpty: Bool { fields.isEmpty }

  /// Adds an entry; false if it is no path, folder or ending.
  fileprivate mutating func add(_ field: Field<String>) -> Bool {
    let parts = field.value.split(separator: "/", omittingEmptySubsequences: true)
    guard let last = parts.last, !field.value.utf8.contains(UInt8(ascii: "\\")),
      parts.allSatisfy({ $0 != "." && $0 != ".." }), !parts.dropLast().contains(where: hasStar)
    else { return false }
    let path = parts.joined(separator: "/").composed
    if hasStar(last) {
      guard last.utf8.starts(with: "*.".utf8), last.utf8.count > 2, !hasStar(last.dropFirst())
      else { return false }
      endings[lowercasedASCII(String(last.dropFirst())), default: [:]][
        parts.dropLast().joined(separator: "/")] = fields.count
    } else if field.value.utf8.last == UInt8(ascii: "/") {
      folders[path] = fields.count
    } else {
      files[path] = fields.count
    }
    fields.append(field)
    return true
  }

  /// The indices of the entries that match a file, by its path below `content/`.
  fileprivate func entries(for path: String) -> [Int] {
    if isEmpty { return [] }
    var found: [Int] = []
    if let file = files[path] { found.append(file) }
    let name = lowercasedASCII(fileName(of: path)).utf8
    let byEnding =
      endings.isEmpty
      ? []
      : name.indices.filter { name[$0] == UInt8(ascii: ".") }.compactMap {
        endings[String(name[$0...]) ?? ""]
      }
    var folder = path
    repeat {
      folder = parentFolder(of: folder)
      if let entry = folders[folder] { found.append(entry) }
      for ending in byEnding { if let entry = ending[folder] { found.append(entry) } }
    } while !folder.isEmpty
    return found
  }

  /// Whether an entry matches a file, by its path below `content/`.
  package func covers(_ path: String) -> Bool { !entries(for: path).isEmpty }
}

private func hasStar(_ part: some StringProtocol) -> Bool {
  part.utf8.contains(UInt8(ascii: "*"))
}

/// The text with the letters A to Z in lower case.
package func lowercasedASCII(_ text: String) -> String {
  String(decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
}

/// Reads `publish`, a list of paths, folders and endings.
func parsePublishRules(_ fields: inout FieldReader) -> PublishRules {
  var rules = PublishRules()
  for field in fields.texts("publish") where !rules.add(field) {
    fields.report(
      id: "bad-publish", field.range,
      Message(
        "“publish”里这一项写法不对：\(brief(field.value))",
        "`publish` has an invalid entry: \(brief(field.value))"),
      suggestion: Message(
        "写 content 里的路径，如 about/map.html；文件夹以“/”结尾，如 slides/；一类文件写成 \"*.html\"",
        "write a path in the content folder, such as about/map.html; a folder with a slash at its end, "
          + "such as slides/; or a file extension, such as \"*.html\""))
  }
  return rules
}

extension PublishRules {
  /// Reports the entries that match none of the files at `paths`.
  package func reportUnused(
    _ paths: [String], _ sources: SourcePlaces, _ diagnostics: inout [Diagnostic]
  ) {
    if isEmpty { return }
    var isUsed = [Bool](repeating: false, count: fields.count)
    for path in paths { for entry in entries(for: path) { isUsed[entry] = true } }
    let unused = zip(fields, isUsed).filter { !$1 }.map(\.0)
    if unused.isEmpty { return }
    let words = NearWords(paths)
    for field in unused.prefix(20) {
      let isFolder = paths.contains { isBelow($0, field.value) }
      let near = isFolder ? field.value + "/" : words.nearest(to: field.value)
      diagnostics.append(
        Diagnostic(
          .warning, "unused-publish", at: sources.place("site.yml", field.range),
          Message(
            "“publish”里的 \(brief(field.value)) 没有对应的文件",
            "`publish` lists \(brief(field.value)), but there is no such file"),
          suggestion: near.map { Message("是不是“\($0)”？", "did you mean `\($0)`?") }
            ?? Message(
              "核对路径，从 content 里面写起；用不着，就删去这一项",
              "check the path, which begins inside the content folder, or remove the entry")))
    }
  }
}
