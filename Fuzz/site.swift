// A small site from bytes: settings, front matter, Markdown, templates, names, a damaged state. Whatever they
// are, a build ends with a site or with a message, touches nothing beside its folders, and where it ends with a
// site, a second build finds nothing to do and a clean build gives the same tree.
import Content
import Dates
import Diagnostics
import Foundation
import Portal

/// The folder of the site that is built again and again, with a watched one beside it.
private let home = URL(filePath: "/dev/shm/branchpress-fuzz-\(getpid())")
private let watched = home.appending(path: "beside")

/// Files that an input may replace, each by the letter that it names them with.
private let places: [UInt8: String] = [
  UInt8(ascii: "s"): "content/site.yml", UInt8(ascii: "n"): "content/notice/n.md",
  UInt8(ascii: "a"): "content/study/c/01-a.md", UInt8(ascii: "c"): "content/study/c/_column.md",
  UInt8(ascii: "d"): "content/activity/d/index.md", UInt8(ascii: "b"): "content/branches/b.md",
  UInt8(ascii: "p"): "content/p.md", UInt8(ascii: "i"): "content/index.md",
  UInt8(ascii: "g"): "content/activity/d/1.svg", UInt8(ascii: "j"): "content/activity/d/2.jpg",
  UInt8(ascii: "t"): "templates/notice.mustache", UInt8(ascii: "l"): "templates/list.mustache",
  UInt8(ascii: "w"): "templates/strings/zh.yml", UInt8(ascii: "y"): "templates/assets/style.css",
]

/// Files of the state, by the beginnings of their names.
private let stateFiles: [UInt8: String] = [
  UInt8(ascii: "M"): "manifest-", UInt8(ascii: "C"): "cache-", UInt8(ascii: "D"): "documents-",
]

private func write(_ bytes: some Collection<UInt8>, to path: String) {
  let url = home.appending(path: "site/" + path)
  try? FileManager.default.createDirectory(
    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
  try? Data(bytes).write(to: url)
}

/// A site of every kind, before an input changes it.
private func writeSite() {
  try? FileManager.default.removeItem(at: home)
  let files: KeyValuePairs<String, String> = [
    "content/site.yml":
      "title: 测试\nurl: https://example.org/p/\nidentity: example.org,2025\nsections:\n  study: {kind: study, title: 学习}\n  notice: {kind: notice, title: 通知}\n  activity: {kind: activity, title: 活动}\n  branches: {kind: directory, title: 名录}\ntrusted-html: [study]\npage-size: 2\nfeed-items: 2\n",
    "content/notice/n.md":
      "---\ntitle: 通知\ndate: 2026-06-01\ntags: [甲, 乙]\nevent: {start: 2026-06-09 09:00, place: 室}\nattachments: [a.pdf]\n---\n正文，见[甲](../study/c/01-a.md)。\n",
    "content/notice/m.md": "---\ntitle: 又一个\ndate: 2026-06-02\naliases: [/old/]\n---\n正文。\n",
    "content/notice/a.pdf": "%PDF-1.4",
    "content/study/c/01-a.md":
      "---\ntitle: 一\ndate: 2026-01-01\nauthor: 李\n---\n## 节\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<div>x</div>\n",
    "content/activity/d/index.md": "---\ntitle: 活动\nheld: 2026-02-01\nphotos: [1.svg]\n---\n",
    "content/activity/d/1.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>",
    "content/branches/b.md": "---\ntitle: 支部\nmeetings:\n  - {title: 会, start: 2026-01-10, every: 每月}\n---\n",
  ]
  for (path, text) in files { write(text.utf8, to: path) }
  try? FileManager.default.createDirectory(at: watched, withIntermediateDirectories: true)
  try? Data("别人的".utf8).write(to: watched.appending(path: "x.txt"))
}

private func options() -> BuildOptions {
  func path(_ name: String) -> String { home.appending(path: "site/" + name).path }
  return BuildOptions(
    content: path("content"), templates: path("templates"), output: path("out"),
    state: path(".branchpress"), now: Moment(seconds: 1_782_878_400, offsetMinutes: 480), jobs: 2)
}

/// Every regular file below a folder with its bytes.
private func tree(_ folder: URL) -> [String: Data] {
  var files: [String: Data] = [:]
  for case let name as String in FileManager.default.enumerator(atPath: folder.path) ?? .init() {
    let url = folder.appending(path: name)
    if let data = try? Data(contentsOf: url) { files[name] = data }
  }
  return files
}

/// Takes an input apart: pieces behind 0xFF, each a letter that says what it replaces and the bytes for it. `N` gives a
/// name of its own: up to a zero byte the path below `content/`.
private func apply(_ input: UnsafeBufferPointer<UInt8>) {
  for piece in input.split(separator: 0xFF) {
    guard let letter = piece.first else { continue }
    let bytes = piece.dropFirst()
    if let path = places[letter] {
      write(bytes, to: path)
    } else if letter == UInt8(ascii: "N") {
      let name = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      // The test itself must stay within the folder.
      guard !name.isEmpty, !name.contains(".."), !name.hasPrefix("/") else { continue }
      write(bytes.drop { $0 != 0 }.dropFirst(), to: "content/" + name)
    } else if let prefix = stateFiles[letter] {
      let state = home.appending(path: "site/.branchpress")
      let names = (try? FileManager.default.contentsOfDirectory(atPath: state.path)) ?? []
      for name in names where name.hasPrefix(prefix) { damage(state.appending(path: name), by: bytes) }
    }
  }
}

/// Overwrites bytes of a file at a place that the first two say, or all of it.
private func damage(_ file: URL, by bytes: UnsafeBufferPointer<UInt8>.SubSequence) {
  guard var data = try? Data(contentsOf: file), bytes.count > 2, !data.isEmpty else { return }
  let start = (Int(bytes[bytes.startIndex]) << 8 | Int(bytes[bytes.startIndex + 1])) % data.count
  let patch = bytes.dropFirst(2)
  data.replaceSubrange(start..<min(start + patch.count, data.count), with: patch)
  try? data.write(to: file)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSite(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  writeSite()
  precondition(build(options()).succeeded, "the site is good before the input changes it")
  apply(UnsafeBufferPointer(start: start, count: count))
  let report = build(options())
  precondition(!report.isHalfPublished, "a commit stopped half-way")
  _ = DiagnosticFormatter(language: .chinese).format(report.diagnostics)
  precondition(tree(watched) == ["x.txt": Data("别人的".utf8)], "something beside the site was touched")
  guard report.succeeded else { return 0 }
  precondition(build(options()).written == 0, "a second build wrote something")
  var clean = options()
  clean.output = home.appending(path: "site/clean").path
  clean.state = home.appending(path: "site/clean-state").path
  precondition(build(clean).succeeded, "a clean build of the same failed")
  precondition(
    tree(home.appending(path: "site/out")) == tree(home.appending(path: "site/clean")),
    "an incremental build differs from a clean one")
  return 0
}
