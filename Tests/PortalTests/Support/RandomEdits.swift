import Dates
import Diagnostics
import Foundation

@testable import Content
@testable import Pages
@testable import Portal
@testable import Publishing
@testable import SiteModel

/// Numbers that are the same for a seed on every machine (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Somebody who changes a site in all the ways in which sites are changed, one at a time.
struct RandomEditor {
  let site: SiteFixture
  var numbers: SeededNumbers
  var made = 0
  /// Documents and files below `content/` that may be changed.
  var documents: [String] = []
  var files: [String] = []
  /// The fields that were written so far, each behind the name of its list.
  var written: Set<String> = []
  /// How to undo what is wrong: files as they were, nil for those that were not there.
  var mended: [(path: String, bytes: Data?)] = []
  var isErring = false
  /// What the next build counts as now, in days from the fixture's.
  var day = 0
  var includesDrafts = false
  /// What templates are written with, instead of the default theme's texts.
  var theme: RandomTheme?

  /// An editor of a new site, with the default theme or one of its own.
  init(_ site: SiteFixture, seed: UInt64, hasOwnTheme: Bool = false) {
    self.site = site
    numbers = SeededNumbers(seed: seed)
    if hasOwnTheme { theme = RandomTheme(seed: seed) }
    for name in RandomTheme.pages { theme?.write(name, in: site) }
    writeSettings()
    for (index, path) in Self.branches.enumerated() { writeAnew(path, index) }
    site.file("content/study/history/_column.md", "---\ntitle: 历史\n---\n见[首页](/)。\n")
    files = ["a.svg", "b.svg", "c.pdf"].map { "content/files/\($0)" }
    for file in files { write(file: file, size: 10) }
    for _ in 0..<12 { create() }
  }

  /// The branches, which stay, since documents name them.
  static let branches = ["一支部", "二支部"].map { "content/branches/\($0).md" }

  /// Makes one change and says which.
  mutating func edit() -> String {
    switch Int.random(in: 0..<29, using: &numbers) {
    case 0...2: return create()
    case 3...7: return rewrite()
    case 8: return append()
    case 9: return remove()
    case 10: return rename()
    case 11: return changeFile()
    case 12: return writeSettings()
    case 13: return changeTemplate()
    case 14: return changeStyle()
    case 15...16: return moveInTime()
    case 17: return touch()
    case 18: return tamper()
    case 19: return hurtCache()
    case 20: return changeBranch()
    case 21: return changeColumn()
    case 22: return changeHome()
    case 23...27: return changeField()
    default:
      includesDrafts.toggle()
      return "drafts: \(includesDrafts)"
    }
  }

  // MARK: - Documents

  @discardableResult
  mutating func create() -> String {
    made += 1
    let folder = pick(["notice", "activity", "study/history", "study/02-law", ""])
    let path = "content/" + (folder.isEmpty ? "" : folder + "/") + "d\(made).md"
    documents.append(path)
    write(path)
    return "create \(path)"
  }

  private mutating func rewrite() -> String {
    guard let path = documents.randomElement(using: &numbers) else { return create() }
    write(path)
    return "rewrite \(path)"
  }

  private mutating func append() -> String {
    guard let path = documents.randomElement(using: &numbers) else { return create() }
    site.file(path, text(path) + "\n添一句（\(made)）。\n")
    made += 1
    return "append to \(path)"
  }

  private mutating func remove() -> String {
    guard let path = documents.randomElement(using: &numbers) else { return create() }
    drop(path)
    return "remove \(path)"
  }

  private mutating func rename() -> String {
    guard let path = documents.randomElement(using: &numbers) else { return create() }
    made += 1
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    let name = pick(["r", "03-r", "名"])
    site.file("\(folder)/\(name)\(made).md", text(path))
    documents.append("\(folder)/\(name)\(made).md")
    drop(path)
    return "rename \(path)"
  }

  /// Writes the documents anew that a build has errors in.
  mutating func mend(_ diagnostics: [Diagnostic]) -> String {
    let wrong = Set(diagnostics.filter { $0.severity == .error }.compactMap(\.place?.file.path))
    if wrong.contains(where: { $0.contains("/templates/") }) { site.remove("templates") }
    for path in documents where wrong.contains(site.root.appending(path: path).path) {
      write(path)
    }
    for path in wrong where !documents.contains(where: path.hasSuffix) && path.hasSuffix(".md") {
      site.remove(String(path.dropFirst(site.root.path.count + 1)))
    }
    for (index, path) in Self.branches.enumerated()
    where wrong.contains(site.root.appending(path: path).path) { writeAnew(path, index) }
    return "mend"
  }

  /// Removes a document and, mostly, the links to it, which would be mistakes.
  private mutating func drop(_ path: String) {
    documents.removeAll { $0 == path }
    site.remove(path)
    if chance(6) { return }
    let link = "[另一篇](/\(path.dropFirst("content/".count)))"
    for other in documents where text(other).contains(link) {
      site.file(other, text(other).replacing(link, with: "另一篇"))
    }
  }

  func text(_ path: String) -> String {
    (try? String(contentsOf: site.root.appending(path: path), encoding: .utf8)) ?? ""
  }

  private mutating func write(_ path: String) {
    let kind = kind(of: path)
    let header = lines("header", fields(of: Header.self), of: path, always: needed(by: kind))
    let own = lines(kind.rawValue, kind.ownFields, of: path, always: needed(by: kind))
    write(header + own, to: path)
  }

  private func kind(of path: String) -> DocumentKind {
    path.contains("/activity/")
      ? .activity : path.contains("/study/") ? .study : path.contains("/notice/") ? .notice : .page
  }

  /// The fields without which a document would be a mistake.
  private func needed(by kind: DocumentKind) -> Set<String> {
    ["title", kind == .activity ? "held" : "date"]
  }

  /// Changes one field of a document and nothing else, so that no other change hides this one.
  private mutating func changeField() -> String {
    guard let path = documents.randomElement(using: &numbers) else { return create() }
    let kind = kind(of: path)
    let (list, possible) =
      chance(2) ? ("header", fields(of: Header.self)) : (kind.rawValue, kind.ownFields)
    let field = pick(possible)
    let parts = text(path).split(separator: "---\n", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return rewrite() }
    var kept = parts[1].split(separator: "\n").map(String.init)
    let old = kept.firstIndex { $0.hasPrefix(field.key + ": ") }
    if let old { kept.remove(at: old) }
    let isLeftOut = old != nil && chance(3) && !needed(by: kind).contains(field.key)
    let new = isLeftOut ? [] : lines(list, [field], of: path, always: [field.key])
    let front = (kept + new).joined(separator: "\n")
    site.file(path, "---\n\(front)\n---\n\(parts[2])")
    return "change \(field.key) of \(path)"
  }

  /// Writes a file with front matter and a text.
  mutating func write(_ lines: [String], to path: String) {
    site.file(path, "---\n" + lines.joined(separator: "\n") + "\n---\n" + body(of: path))
  }

  private mutating func body(of path: String) -> String {
    var text = "正文\(Int.random(in: 0..<1000, using: &numbers))。\n\n## 小标题\n\n"
    if chance(2), let other = documents.randomElement(using: &numbers) {
      text += "见[另一篇](/\(other.dropFirst("content/".count)))。\n\n"
    }
    if chance(3), let file = files.randomElement(using: &numbers) {
      let address = "/" + file.dropFirst("content/".count)
      text += (file.hasSuffix(".svg") ? "![图](\(address))" : "[文件](\(address))") + "\n\n"
    }
    return text
  }

  // MARK: - Choices

  mutating func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &numbers) == 0 }

  mutating func pick<Item>(_ items: [Item]) -> Item {
    items[Int.random(in: 0..<items.count, using: &numbers)]
  }
}
