import Content
import Diagnostics
import Foundation
@testable import Portal
import Testing

extension SiteFixture {
  /// Fixes the files, and gives the report.
  @discardableResult
  func fix(_ paths: String..., isTrial: Bool = false) -> FixReport {
    Portal.fix(paths, of: options, isTrial: isTrial)
  }

  /// A file of `content/`.
  func content(_ path: String) -> String { String(decoding: contentBytes(path), as: UTF8.self) }

  func contentBytes(_ path: String) -> [UInt8] {
    (try? Data(contentsOf: root.appending(path: "content/\(path)"))).map(Array.init) ?? []
  }
}

@Suite struct `Fixing files` {
  @Test func `gives a document the id by which its readers know it`() throws {
    let site = SiteFixture().notice("a").file(
      "content/activity/种树 (1)/index.md", "---\r\ntitle: 种树\r\nheld: 2026-03-12\r\n---\r\n正文。\r\n")
    site.build()
    let guids = try site.guids()
    let report = site.fix()
    #expect(report.files.map(\.changes) == [1, 1])
    #expect(
      site.content("notice/a.md")
        == "---\ntitle: 通知a\ndate: 2026-06-01\nid: notice/a\n---\n正文。\n")
    #expect(
      site.content("activity/种树 (1)/index.md")
        == "---\r\ntitle: 种树\r\nid: activity/种树 (1)/index\r\nheld: 2026-03-12\r\n---\r\n正文。\r\n")
    #expect(site.messages(.chinese, of: site.build()) == "")
    #expect(try site.guids() == guids)
    #expect(site.fix().files.isEmpty)
  }

  @Test func `gives no id that another document took with it`() {
    let site = SiteFixture().notice("b", header: "id: notice/a\n").notice("a")
    #expect(site.fix().files.isEmpty)
  }

  @Test func `shows what it would do, and does nothing, in a trial`() {
    let site = SiteFixture().notice("a")
    let before = site.tree("content")
    let report = site.fix(isTrial: true)
    #expect(
      report.files.map { $0.diff.joined(separator: "\n") } == [
        """
        --- \(site.root.path)/content/notice/a.md
        +++ \(site.root.path)/content/notice/a.md
        @@ -1,5 +1,6 @@
         ---
         title: 通知a
         date: 2026-06-01
        +id: notice/a
         ---
         正文。
        """
      ])
    #expect(site.tree("content") == before)
  }

  @Test func `fixes what it is asked to, by file or by folder`() {
    let site = SiteFixture().notice("a").notice("b").file(
      "content/activity/d.md", "---\ntitle: 活动\nheld: 2026-02-01\n---\n")
    #expect(site.fix("notice/b.md", isTrial: true).files.count == 1)
    #expect(site.fix("notice", isTrial: true).files.count == 2)
    #expect(site.fix(site.options.content + "/activity/", isTrial: true).files.count == 1)
    #expect(site.fix(site.options.content, isTrial: true).files.count == 3)
    let unknown = site.fix("notice/c.md")
    #expect(unknown.problems.map(\.id) == ["unknown-path"])
    #expect(unknown.files.isEmpty)
  }

  @Test func `keeps a byte-order mark, line ends and permissions`() throws {
    let text = "\u{FEFF}---\r\ntitle: 通知\r\ndate: 2026-06-01\r\n---\r\n正文。"
    let site = SiteFixture().file("content/notice/a.md", text)
    let path = site.root.appending(path: "content/notice/a.md").path
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    site.fix()
    #expect(
      site.contentBytes("notice/a.md")
        == Array(text.replacing("-01\r\n", with: "-01\r\nid: notice/a\r\n").utf8))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
  }

  @Test func `turns other encodings into UTF-8`() {
    let text = "---\ntitle: 关于召开党员大会的通知\ndate: 2026-06-01\nid: a\n---\n请各党支部做好准备。\n"
    let utf16 = Array(text.utf16).reduce(into: [UInt8]([0xFF, 0xFE])) { bytes, unit in
      bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
    let site = SiteFixture().file("content/notice/a.md", bytes: utf16)
    let report = site.fix()
    #expect(report.files.map(\.encoding) == ["UTF-16LE"])
    #expect(site.content("notice/a.md") == text)
    #expect(site.fix().files.isEmpty)
  }

  @Test func `follows no link out of the folder`() throws {
    let other = SiteFixture().notice("x")
    let site = SiteFixture()
    try FileManager.default.createDirectory(
      atPath: site.root.path + "/content/notice", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: site.root.path + "/content/notice/x.md",
      withDestinationPath: other.root.path + "/content/notice/x.md")
    try FileManager.default.createSymbolicLink(
      atPath: site.root.path + "/content/activity",
      withDestinationPath: other.root.path + "/content/notice")
    let before = other.tree("content")
    #expect(site.fix().files.isEmpty)
    #expect(other.tree("content") == before)
  }
}

@Suite struct `A difference of two texts` {
  @Test func `leads from one to the other and is as short as can be`() throws {
    var numbers = SeededNumbers(seed: 7)
    for _ in 0..<300 {
      let old = (0..<Int.random(in: 0..<12, using: &numbers)).map { _ in
        String("甲乙丙丁".randomElement(using: &numbers) ?? "甲")
      }
      var new = old
      for _ in 0..<Int.random(in: 0..<4, using: &numbers) {
        let index = Int.random(in: 0...new.count, using: &numbers)
        if Bool.random(using: &numbers) || index == new.count {
          new.insert("戊", at: index)
        } else {
          new.remove(at: index)
        }
      }
      let (before, after) = (old.map { $0 + "\n" }.joined(), new.map { $0 + "\n" }.joined())
      let hunks = LineDiff(Array(before.utf8), Array(after.utf8)).hunks
      #expect(try patched(old, by: hunks) == new, "\(old) \(new) \(hunks)")
    }
  }

  /// The lines that a unified diff makes of others.
  private func patched(_ old: [String], by hunks: [String]) throws -> [String] {
    var (result, index) = ([String](), 0)
    for line in hunks {
      if line.hasPrefix("@@") {
        let numbers = line.matches(of: #/\d+/#).compactMap { Int($0.0) }
        let isEmpty = line.contains(#/^@@ -\d+,0 /#)
        let start = isEmpty ? numbers[0] : numbers[0] - 1
        result += old[index..<start]
        index = start
      } else if line.hasPrefix("+") {
        result.append(String(line.dropFirst()))
      } else {
        #expect(index < old.count && old[index] == line.dropFirst(), "\(line)")
        if line.hasPrefix(" ") { result.append(String(line.dropFirst())) }
        index += 1
      }
    }
    return result + old[min(index, old.count)...]
  }
}
