import Content
import Diagnostics
import Foundation
@testable import Portal
import TestSupport
import Testing

extension SiteFixture {
  @discardableResult
  fileprivate func move(_ old: String, _ new: String, isTrial: Bool = false) -> MoveReport {
    Portal.move(old, to: new, of: options, isTrial: isTrial)
  }

  /// Moves a document of a site that is built; feeds must know all items as before, and a build have nothing to say.
  fileprivate func expectKept(
    _ old: String, _ new: String, from address: String?, to page: String
  ) throws {
    let before = messages(.chinese, of: build())
    let guids = try guids()
    let report = move(old, new)
    #expect(report.problems.isEmpty, "\(messages(.english, of: report.problems))")
    #expect(messages(.chinese, of: build()) == before)
    #expect(try self.guids().sorted() == guids.sorted())
    #expect(output(page + "index.html") != nil)
    if let address {
      let up = String(repeating: "../", count: address.split(separator: "/").count)
      let target = page.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? page
      #expect(output(address + "index.html")?.contains("url=\(up)\(target)") == true)
    }
  }

  fileprivate func isThere(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.path + "/content/" + path)
  }
}

/// A picture of one pixel.
private let picture: [UInt8] = [
  0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1,
  0, 0, 0, 1, 8, 2, 0, 0, 0,
]

@Suite struct `Moving a document` {
  @Test func `keeps its guid and its address, and links lead to it`() throws {
    let site = SiteFixture().notice("a", body: "## x\n\n见[自己](a.md#x)和[乙](b.md)。")
      .notice(
        "b",
        body: "见[甲](a.md)、[甲](/notice/a.md?y#x)、[甲](<a.md> \"题\")和[甲]。\n\n[甲]: a.md"
      )
      .file(
        "content/about.md",
        "---\ntitle: 关于\n---\n`[甲](notice/a.md)`\n\n[甲](notice/a.md)，[又](notice/a/)。\n")
    try site.expectKept(
      "notice/a.md", "notice/关于大会.md", from: "notice/a/", to: "notice/关于大会/")
    #expect(
      site.content("notice/关于大会.md")
        == "---\ntitle: 通知a\ndate: 2026-06-01\nid: notice/a\naliases: [/notice/a/]\n---\n## x\n\n见[自己](关于大会.md#x)和[乙](b.md)。\n"
    )
    #expect(
      site.content("notice/b.md")
        == "---\ntitle: 通知b\ndate: 2026-06-01\n---\n见[甲](关于大会.md)、[甲](/notice/关于大会.md?y#x)、[甲](<关于大会.md> \"题\")和[甲]。\n\n[甲]: 关于大会.md\n"
    )
    #expect(
      site.content("about.md").contains(
        "`[甲](notice/a.md)`\n\n[甲](notice/关于大会.md)，[又](notice/关于大会.md)。"))
    #expect(!site.isThere("notice/a.md"))
  }

  @Test func `takes along the files that it alone refers to, and keeps line ends`() throws {
    let text =
      "---\r\ntitle: 甲\r\ndate: 2026-06-01\r\nid: x1\r\nattachments: [表 1.pdf, 共用.pdf]\r\n---\r\n![图](图/一.png)，[乙](b.md)，[栏目](/notice/)，[上](..)。\r\n"
    let site = SiteFixture().file("content/notice/a.md", text)
      .file("content/notice/表 1.pdf", "%PDF").file("content/notice/共用.pdf", "%PDF")
      .file("content/notice/图/一.png", bytes: picture)
      .notice("b", body: "[共用](共用.pdf)")
    try site.expectKept("notice/a.md", "notice/2026/甲.md", from: "notice/a/", to: "notice/2026/甲/")
    #expect(
      site.content("notice/2026/甲.md")
        == text.replacing("id: x1\r\n", with: "id: x1\r\naliases: [/notice/a/]\r\n")
        .replacing("共用.pdf", with: "../共用.pdf").replacing("(b.md)", with: "(../b.md)")
        .replacing("(..)", with: "(../..)"))
    #expect(site.isThere("notice/2026/表 1.pdf") && site.isThere("notice/2026/图/一.png"))
    #expect(site.isThere("notice/共用.pdf") && !site.isThere("notice/表 1.pdf"))
  }

  @Test func `moves a folder whole`() throws {
    let site = SiteFixture()
      .file(
        "content/activity/种树 (1)/index.md",
        "---\ntitle: 种树\nheld: 2026-03-12\ncover: 图.png\n---\n![图](图.png)，[附](附/说明.md)，[通知](../../notice/a.md)。\n"
      )
      .file(
        "content/activity/种树 (1)/附/说明.md",
        "---\ntitle: 说明\nheld: 2026-03-13\n---\n[回](../index.md)\n"
      )
      .file("content/activity/种树 (1)/图.png", bytes: picture)
      .file("content/activity/种树 (1)/别的.txt.bak", "x")
      .notice(
        "a",
        body:
          "[树](<../activity/种树 (1)/index.md>)，[夹](../activity/种树%20(1)/)，![图](../activity/种树%20(1)/图.png)"
      )
    try site.expectKept(
      "activity/种树 (1)/", "activity/2026/植树", from: "activity/种树-(1)/", to: "activity/2026/植树/")
    #expect(site.isThere("activity/2026/植树/别的.txt.bak") && !site.isThere("activity/种树 (1)"))
    #expect(site.content("activity/2026/植树/index.md").contains("(../../../notice/a.md)"))
    #expect(site.content("activity/2026/植树/附/说明.md").contains("[回](../index.md)"))
    #expect(
      site.content("notice/a.md").contains(
        "[树](<../activity/2026/植树/index.md>)，[夹](../activity/2026/植树/)，![图](../activity/2026/植树/图.png)"
      ))
  }

  @Test func `follows links of trusted HTML and of a column's text`() throws {
    let site = SiteFixture(config: SiteFixture.config + "trusted-html: [study]\n")
      .file("content/study/党史/_column.md", "---\ntitle: 党史\n---\n先读[第一讲](01-一.md)。\n")
      .file("content/study/党史/01-一.md", "---\ntitle: 第一讲\ndate: 2026-06-01\n---\n正文。\n")
      .file(
        "content/study/党史/02-二.md",
        "---\ntitle: 第二讲\ndate: 2026-06-01\n---\n<p><a href=\"01-一.md?a=1&amp;b=2\">一</a></p>\n")
    try site.expectKept(
      "study/党史/01-一.md", "study/党史/03-三.md", from: "study/党史/一/", to: "study/党史/三/")
    #expect(site.content("study/党史/_column.md").contains("[第一讲](03-三.md)"))
  }

  @Test func `finds addresses with backslashes and entities, as converters write them`() throws {
    let site = SiteFixture().notice("a_c", body: "## x\n\n正文。").notice("d&e").notice(
      "b", body: "见 [a\\]](../notice/a\\_c.md#x) 和[丁](d&amp;e.md)、\\[x](y)。")
    try site.expectKept("notice/a_c.md", "notice/甲.md", from: "notice/a_c/", to: "notice/甲/")
    try site.expectKept("notice/d&e.md", "notice/丁.md", from: "notice/d&e/", to: "notice/丁/")
    #expect(site.content("notice/b.md").contains("见 [a\\]](甲.md#x) 和[丁](丁.md)、\\[x](y)。"))
  }

  @Test func `moves back, and again, without a loop of addresses`() throws {
    let site = SiteFixture().notice("a").notice("b")
    try site.expectKept("notice/a.md", "notice/c.md", from: "notice/a/", to: "notice/c/")
    try site.expectKept("notice/c.md", "notice/a.md", from: "notice/c/", to: "notice/a/")
    try site.expectKept("notice/a.md", "notice/d.md", from: "notice/a/", to: "notice/d/")
    #expect(
      site.content("notice/d.md").contains("id: notice/a\naliases: [/notice/c/, /notice/a/]\n"))
  }

  @Test(arguments: [
    ("aliases:\n", "aliases: [/notice/a/]\n"),
    ("aliases: [/old/]\n", "aliases: [/old/, /notice/a/]\n"),
    (
      "aliases:\n  - /old/\n  - /older/ # 很早\n",
      "aliases:\n  - /old/\n  - /older/ # 很早\n  - /notice/a/\n"
    ),
    ("slug: x\n", "slug: x\n"),
  ])
  func `adds its former address to those that it has`(header: String, changed: String) throws {
    let site = SiteFixture().notice("a", header: header)
    let isSame = header == changed
    try site.expectKept(
      "notice/a.md", "notice/b.md", from: isSame ? nil : "notice/a/",
      to: isSame ? "notice/x/" : "notice/b/")
    #expect(site.content("notice/b.md").contains(changed))
  }

  @Test func `gives no former address to what was never published`() throws {
    for header in ["draft: true\n", ""] {
      let site = SiteFixture().notice("z").notice(
        "a", header: header, date: header == "" ? "2027-01-01" : "2026-01-01")
      site.build()
      #expect(site.move("notice/a.md", "notice/b.md").problems.isEmpty)
      #expect(!site.content("notice/b.md").contains("aliases"))
      #expect(site.build().diagnostics.map(\.id) == [])
    }
  }

  @Test func `finds names that a Mac wrote`() throws {
    let site = SiteFixture().file(
      "content/notice/caf\u{65}\u{301}/e\u{301}.md", "---\ntitle: 甲\ndate: 2026-06-01\n---\n正文。\n"
    )
    .notice("b", body: "[甲](café/é.md)")
    try site.expectKept(
      "notice/café/é.md", "notice/café/ü.md", from: "notice/café/é/", to: "notice/café/ü/")
    #expect(
      site.isThere("notice/cafe\u{301}/ü.md") && site.content("notice/b.md").contains("(café/ü.md)")
    )
  }

  @Test func `shows what it would do, and does nothing, in a trial`() {
    let site = SiteFixture().notice("a").notice("b", body: "[甲](a.md)")
    let before = site.tree("content")
    let report = site.move("notice/a.md", "notice/c.md", isTrial: true)
    #expect(report.problems.isEmpty && report.files.count == 2)
    #expect(report.renamings.map(\.shown.to) == [site.options.content + "/notice/c.md"])
    let diff = report.files.flatMap(\.diff)
    #expect(diff.contains("+++ \(site.options.content)/notice/c.md") && diff.contains("+[甲](c.md)"))
    #expect(site.tree("content") == before)
  }

  @Test(arguments: [
    ("notice/x.md", "notice/y.md", "did you mean"), ("notice", "news", "index.md"),
    ("notice/a.md", "notice/b.md", "another name"), ("notice/a.md", "../a.md", "such as"),
    ("notice/a.md", "/tmp/a.md", "such as"), ("notice/a.md", "notice/c", "notice/c.md"),
    ("notice/a.md", "notice/.c.md", "choose another"),
    ("notice/a.md", "notice/a.md", "another name"),
    ("activity/t", "activity/t/u", "choose another"), ("activity/t", "activity/u.md", "activity/u"),
    ("study/c/_column.md", "study/c/b.md", "index.md"), ("study/c", "study/d", "index.md"),
    ("notice/a.md", "study/c.md", "another path"), ("site.yml", "site.md", "index.md"),
  ])
  func `is refused with the way out`(old: String, new: String, way: String) {
    let site = SiteFixture().notice("a").notice("b")
      .file("content/activity/t/index.md", "---\ntitle: 树\nheld: 2026-03-12\n---\n正文。\n")
      .file("content/study/c/_column.md", "---\ntitle: 专栏\n---\n")
    let before = site.tree("content")
    let report = site.move(old, new)
    #expect(report.problems.first?.id == "cannot-move")
    #expect(
      report.problems.first?.suggestion?.english.contains(way) == true,
      "\(site.messages(.english, of: report.problems))")
    #expect(site.tree("content") == before)
  }

  @Test func `is refused where it would change code in place of a link`() {
    let site = SiteFixture().notice("a").notice("b", body: "`[甲](a.md)`和[甲]。\n\n[甲]: a.md")
    let before = site.tree("content")
    let problems = site.move("notice/a.md", "notice/c.md").problems
    #expect(problems.map(\.id) == ["cannot-move"])
    #expect(problems.first?.place?.file.path.hasSuffix("notice/b.md") == true)
    #expect(site.tree("content") == before)
  }

  @Test func `is refused while the content cannot be read`() {
    let site = SiteFixture().notice("a").file("content/notice/b.md", "没有开头信息。\n")
    let problems = site.move("notice/a.md", "notice/c.md").problems
    #expect(problems.first?.id == "cannot-move" && problems.count > 1)
  }

  @Test func `goes into a folder under its name`() throws {
    let site = SiteFixture().notice("a").notice("2026/b")
    try site.expectKept(
      "notice/a.md", "notice/2026", from: "notice/a/", to: "notice/2026/a/")
    try site.expectKept("notice/2026/a.md", "notice/2027/", from: "notice/a/", to: "notice/2027/a/")
  }

  @Test func `leads all links where they led, whatever is moved`() throws {
    var numbers = SeededNumbers(seed: 11)
    let names = [
      "notice/甲", "notice/b c", "notice/夹/丙", "activity/丁", "activity/e/index",
      "activity/旧 树/index",
    ]
    for round in 0..<12 {
      let site = SiteFixture()
      for name in names {
        let links = names.shuffled(using: &numbers).prefix(3).map { other in
          let up = String(repeating: "../", count: name.split(separator: "/").count - 1)
          let path = (Bool.random(using: &numbers) ? "/" : up) + other + ".md"
          return Bool.random(using: &numbers)
            ? "[x](<\(path)>)" : "[x](\(path.replacing(" ", with: "%20"))#y \"题\")"
        }
        let end = Bool.random(using: &numbers) ? "\r\n" : "\n"
        let lines =
          [
            "---", "title: \(name)", name.hasPrefix("a") ? "held: 2026-03-12" : "date: 2026-06-01",
            "---", "## y", "", "*文*  字 `[y](甲.md)`",
          ] + links
        site.file("content/\(name).md", lines.map { $0 + end }.joined())
      }
      let report = site.build()
      #expect(report.diagnostics.isEmpty)
      let guids = try site.guids()
      let old = try #require(names.randomElement(using: &numbers))
      let isFolder = old.hasSuffix("/index")
      let section = old.hasPrefix("a") ? "activity" : "notice"
      let new = section + (Bool.random(using: &numbers) ? "/新 (\(round))" : "/新/\(round)")
      let from = isFolder ? String(old.dropLast(6)) : old + ".md"
      let moved = site.move(from, isFolder ? new : new + ".md")
      #expect(moved.problems.isEmpty, "\(site.messages(.english, of: moved.problems))")
      #expect(site.messages(.english, of: site.build()) == "")
      #expect(try site.guids().sorted() == guids.sorted())
    }
  }
}
