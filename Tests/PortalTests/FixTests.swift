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
    #expect(report.files.map(\.lines) == [1, 1])
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

  @Test func `gives files that a Mac named the names by which others know them`() {
    let (written, usual) = ("cafe\u{301}", "caf\u{E9}")
    let site = SiteFixture().notice(
      "a", header: "id: a\nattachments: [\(written)/\(written).pdf]\n",
      body: "见[计划](\(written)/\(written).pdf)和cafe\u{301}。"
    ).file("content/notice/\(written)/\(written).pdf", "%PDF-1.7")
    let report = site.fix()
    #expect(report.renamings.count == 2)
    #expect(report.files.map(\.lines) == [2])
    #expect(
      Array(site.content("notice/a.md").utf8)
        == Array(
          """
          ---
          title: 通知a
          date: 2026-06-01
          id: a
          attachments: [\(usual)/\(usual).pdf]
          ---
          见[计划](\(usual)/\(usual).pdf)和cafe\u{301}。

          """.utf8))
    #expect(site.contentBytes("notice/\(usual)/\(usual).pdf").count == 8)
    #expect(site.messages(.chinese, of: site.build()) == "")
    let again = site.fix()
    #expect(again.files.isEmpty && again.renamings.isEmpty)
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

/// Front matter and texts in the usual form, and the same with what authors write in its place.
private struct PlantedSlips {
  private var numbers: SeededNumbers

  init(seed: UInt64) { numbers = SeededNumbers(seed: seed) }

  /// A document as it should be, and as somebody wrote it.
  mutating func document() -> (usual: String, written: String) {
    let end = pick(["\n", "\r\n"])
    var (usual, written) = (["---"], ["---"])
    for field in fields.shuffled(using: &numbers) where field.usual.hasPrefix("title") || chance(2)
    {
      usual.append(field.usual)
      written.append(chance(2) ? field.usual : pick(field.written))
    }
    let id = "id: a\(Int.random(in: 0...9999, using: &numbers))"
    let body =
      ["---", "```"] + (0..<6).map { _ in pick(Self.pieces) + pick(Self.pieces) } + ["```"]
    usual += [id] + body
    written += [id] + body
    return (usual.joined(separator: end), written.joined(separator: end))
  }

  private let fields: [(usual: String, written: [String])] = [
    ("title: 关于召开大会的通知", ["title：关于召开大会的通知", "标题:关于召开大会的通知", "标题： 关于召开大会的通知"]),
    ("date: 2026-06-01", ["日期：2026年6月1日", "date: ２０２６/６/１", "发布日期: 二〇二六年六月一日"]),
    ("tags: [学习, 党史]", ["标签：学习、党史", "tags:[学习，党史]", "tags: [“学习”，“党史”]"]),
    ("author: [张三, 李四]", ["作者：张三、李四", "author: [张三，李四]"]),
    ("draft: false", ["草稿: 否", "draft：no"]),
    ("number: \"梧联支〔2026〕: 3号\"", ["发文字号: 梧联支〔2026〕: 3号"]),
    ("issuer: \"@党委 #1\"", ["issuer: @党委 #1"]),
    ("event: {start: 2026-06-10 14:30, place: 会议室}", ["会议：｛开始：2026年6月10日下午2点半，地点:会议室｝"]),
    ("publicity: {from: 2026-06-10, until: 2026-06-16}", ["公示期：2026年6月10日至6月16日"]),
    ("summary: 会议：第一次，“七一” # 批注", ["摘要：会议：第一次，“七一” # 批注"]),
    ("recipients: [\"各党委、党总支\", 机关]", ["主送: [\"各党委、党总支\"，机关]"]),
  ]

  private static let pieces = [
    "title：甲", "标签: [甲，乙]", "　　空两格", "｛｝", "日期：2026年7月1日", "---", "# 甲", "\t", "：", "[x](y.md",
    "**",
    "是／否", "🎉", "é",
  ]

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &numbers)]
  }

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &numbers) == 0 }
}

@Suite struct `Whatever was written` {
  @Test func `is fixed as it would usually be written, and not a byte more`() {
    let site = SiteFixture()
    var slips = PlantedSlips(seed: 11)
    var usual: [String: String] = [:]
    for number in 0..<200 {
      let (expected, written) = slips.document()
      usual["notice/d\(number).md"] = expected
      site.file("content/notice/d\(number).md", written)
    }
    site.fix()
    for (path, text) in usual { #expect(site.content(path) == text) }
    #expect(site.fix().files.isEmpty)
  }

  /// The errors that keep a file from being read, so that they hide all others.
  private static let hiding: Set = [
    "no-front-matter", "unclosed-front-matter", "bad-yaml", "yaml-unsupported", "wrong-type",
    "unknown-key", "yaml-too-deep",
  ]

  @Test(arguments: (mistakes + readerMistakes).filter { $0.explained == nil })
  func `and fixed once stays as it is, with no more messages than before`(mistake: Mistake) {
    let site = SiteFixture()
    mistake.make(site)
    func told() -> [Diagnostic] { site.build().diagnostics.filter { $0.severity > .note } }
    let before = told()
    let files = site.tree("content")
    let report = site.fix()
    let once = site.tree("content")
    #expect(Set(once.keys) == Set(files.keys))
    for (path, data) in files where !path.hasSuffix(".md") && path != "site.yml" {
      #expect(once[path] == data)
    }
    #expect(site.fix().files.isEmpty)
    #expect(site.tree("content") == once)
    if report.files.isEmpty { return }
    let after = told()
    let isHiding = before.contains { Self.hiding.contains($0.id) }
    #expect(
      isHiding || after.count <= before.count,
      "\(after.map(\.id)) \(before.map(\.id)) \(report.files.flatMap(\.diff))")
  }
}
