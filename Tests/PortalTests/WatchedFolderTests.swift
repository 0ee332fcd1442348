import Content
import Diagnostics
import Foundation
import Pages
import Portal
import Publishing
import SiteModel
import Testing

/// Somebody who wishes harm to files beside a site, and can change whatever is in its folders.
private struct Attacker {
  let site: SiteFixture
  var numbers: SeededNumbers
  private var made = 0

  init(_ site: SiteFixture, seed: UInt64) {
    self.site = site
    numbers = SeededNumbers(seed: seed)
  }

  private static let names = [
    "a", "b", "..", ".", "beside", "a\n../../beside/x.txt", "A\nbeside", "x\0y", "%2e%2e", "a b",
    "index.html", "rss.xml",
    "assets", "CON", "党", "..\u{2215}x", "\u{1B}[2J", "a\r", ".hidden", "-o", "*", "site", "é",
    "e\u{301}",
    String(repeating: "长", count: 80),
  ]

  private mutating func name() -> String { Self.names.randomElement(using: &numbers) ?? "a" }
  private mutating func number(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &numbers) }

  private mutating func path(_ folder: String) -> String {
    (0..<(1 + number(3))).reduce(folder) { path, _ in
      let name = name().replacing("\0", with: "")
      return path + "/" + (name == ".." || name == "." ? "dots" : name)
    }
  }

  /// Makes one change.
  mutating func strike() {
    made += 1
    let manager = FileManager.default
    let root = site.root.path
    switch number(12) {
    case 0, 1: try? write(path("content") + (number(2) == 0 ? ".md" : ""), document())
    case 2: link(path(["content", "site", "templates", ".branchpress"][number(4)]))
    case 3: remove("content")
    case 4: remove("site")
    case 5: link("site/.branchpress-staging")
    case 6: settings()
    case 7: forgeManifest()
    case 8:
      let folder = ["notice", "study", "assets", "tags", "a"][number(5)]
      try? manager.removeItem(atPath: root + "/site/" + folder)
      link("site/" + folder)
    case 9:
      try? write(
        "templates/" + ["home", "notice"][number(2)] + ".mustache", "{{>../../beside/x}}{{title}}")
    case 10: remove(".branchpress")
    default: try? write("content/notice/n\(number(5)).md", document())
    }
  }

  private func write(_ path: String, _ text: String) throws {
    let url = site.root.appending(path: path)
    // The attacker writes within the site's own folders only.
    guard !url.resolvingSymlinksInPath().path.contains("/beside") else { return }
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    guard !url.deletingLastPathComponent().resolvingSymlinksInPath().path.contains("/beside") else {
      return
    }
    try Data(text.utf8).write(to: url)
  }

  private mutating func link(_ path: String) {
    let url = site.root.appending(path: path)
    guard !url.deletingLastPathComponent().resolvingSymlinksInPath().path.contains("/beside") else {
      return
    }
    let target =
      site.root.path + ["/beside", "/beside/x.txt", "/beside/content", "/nowhere"][number(4)]
    try? FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? FileManager.default.removeItem(at: url)
    try? FileManager.default.createSymbolicLink(atPath: url.path, withDestinationPath: target)
  }

  private mutating func remove(_ folder: String) {
    let names =
      (try? FileManager.default.subpathsOfDirectory(atPath: site.root.path + "/" + folder)) ?? []
    guard let name = names.sorted().randomElement(using: &numbers) else { return }
    let url = site.root.appending(path: folder + "/" + name)
    guard !url.deletingLastPathComponent().resolvingSymlinksInPath().path.contains("/beside") else {
      return
    }
    try? FileManager.default.removeItem(at: url)
  }

  private mutating func document() -> String {
    let target = [
      "../../beside/x.txt", "/etc/passwd", "../..", "x.txt", "a.md", "%2e%2e/%2e%2e/beside/x.txt",
    ][number(6)]
    let lines = [
      "slug: \"\(name().replacing("\0", with: ""))\"",
      "aliases: [\"/\(name().replacing("\0", with: ""))/\"]",
      "cover: \"\(target)\"", "attachments: [\"\(target)\"]", "template: \"../../beside/x\"",
      "tags: [甲, \"../x\"]",
      "id: x\(made)",
    ]
    return
      "---\ntitle: 第\(made)篇\ndate: 2026-06-01\n\(lines[number(7)])\n---\n[链接](\(target)) ![图](\(target))\n"
  }

  private mutating func settings() {
    let folder = ["notice", "../beside", "a/../../beside", "/beside", "notice/..", "."][number(6)]
    site.file(
      "content/site.yml",
      "title: 测试\nurl: https://example.org/\nsections:\n  study: {kind: study, title: 学习}\n"
        + "  \"\(folder)\": {kind: notice, title: 通知}\n")
  }

  private mutating func forgeManifest() {
    for name in site.tree(".branchpress").keys.sorted() where name.hasPrefix("manifest") {
      let line = [
        "../beside/x.txt", "/etc/x", "../content/site.yml", "a/../../beside/content/a.md",
      ][number(4)]
      site.file(".branchpress/\(name)", "branchpress manifest 1\nsite\n\(line)\nzzz\n")
    }
  }
}

@Suite struct `A watched folder beside a site` {
  /// `SOAK=600 swift test --filter WatchedFolder` strikes so often.
  static let steps = ProcessInfo.processInfo.environment["SOAK"].flatMap(Int.init) ?? 25

  @Test(arguments: 0..<8)
  func `is never read, changed or removed, whatever is done to the site's own folders`(seed: Int)
    throws
  {
    let site = SiteFixture().notice("a").file(
      "content/study/c/01-x.md", "---\ntitle: 一\ndate: 2026-01-01\n---\n")
    let secret = "秘密\(seed)不可外传"
    site.file("beside/x.txt", secret).file(
      "beside/content/a.md", "---\ntitle: \(secret)\n---\n\(secret)\n")
    site.file("beside/index.html", secret).file("precious.txt", secret)
    let before = site.tree("beside")
    site.build()
    var attacker = Attacker(site, seed: UInt64(seed) &+ 77)
    for step in 0..<Self.steps {
      for _ in 0..<3 { attacker.strike() }
      _ = site.build()
      #expect(site.tree("beside") == before, "step \(step)")
      #expect(site.output("../precious.txt") == secret, "step \(step)")
      for (path, data) in regularFiles(site, "site") {
        #expect(data.range(of: Data(secret.utf8)) == nil, "step \(step): \(path)")
      }
      if site.tree("beside") != before { return }
    }
  }

  /// The regular files below a folder that are not reached through a link.
  private func regularFiles(_ site: SiteFixture, _ folder: String) -> [String: Data] {
    let base = site.root.path + "/" + folder
    var files: [String: Data] = [:]
    for name in (try? FileManager.default.subpathsOfDirectory(atPath: base)) ?? [] {
      let path = base + "/" + name
      guard
        URL(filePath: path).resolvingSymlinksInPath().path == URL(filePath: base)
          .resolvingSymlinksInPath().path + "/" + name,
        let data = FileManager.default.contents(atPath: path)
      else { continue }
      files[name] = data
    }
    return files
  }
}
