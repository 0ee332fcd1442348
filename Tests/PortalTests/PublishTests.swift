import Content
import Dates
import Diagnostics
import Foundation
import Pages
import Portal
import Publishing
import SiteModel
import Testing

@Suite struct `Publishing` {
  @Test func `an error leaves the old site as it was`() {
    let site = SiteFixture().notice("a")
    #expect(site.build().succeeded)
    let before = site.tree()
    site.notice("b").notice("a", header: "wrong: 1\n", body: "新的正文。")
    #expect(!site.build().succeeded)
    #expect(site.tree() == before)
    #expect(site.tree().keys.allSatisfy { !$0.contains("staging") })
  }

  @Test(arguments: [1, 2, 8])
  func `gives the same bytes with any number of jobs`(jobs: Int) {
    let site = manyKinds()
    site.build { $0.jobs = 3 }
    let expected = site.tree()
    #expect(expected.count > 30)
    site.remove("site").remove(".branchpress")
    site.build { $0.jobs = jobs }
    #expect(site.tree() == expected)
  }

  @Test func `a second run writes nothing, and a change writes what it touches`() {
    let site = manyKinds()
    let first = site.build()
    #expect(first.succeeded)
    #expect(first.written == site.tree().count)
    let second = site.build()
    #expect(second.written == 0)
    #expect(second.removed == 0)
    site.notice("a", header: "id: n1\n", body: "改过的正文，比原来长。")
    let third = site.build()
    #expect(third.written > 0)
    #expect(third.written < first.written / 2)
  }

  @Test func `a long column has pages, and its introduction on the first`() {
    let site = SiteFixture(config: SiteFixture.config + "page-size: 2\n")
      .file("content/study/a/_column.md", "---\ntitle: 专栏\n---\n引言。\n")
    for number in 1...5 {
      site.file(
        "content/study/a/0\(number)-x\(number).md",
        "---\ntitle: 第\(number)篇\ndate: 2026-01-0\(number)\n---\n")
    }
    #expect(site.build().succeeded)
    #expect(site.output("study/a/index.html")?.contains("引言。") == true)
    #expect(site.output("study/a/index.html")?.contains("第2篇") == true)
    #expect(site.output("study/a/index.html")?.contains("第3篇") == false)
    #expect(site.output("study/a/page/3/index.html")?.contains("第5篇") == true)
    #expect(site.output("study/a/page/3/index.html")?.contains("引言。") == false)
    #expect(site.output("study/a/page/4/index.html") == nil)
    #expect(site.output("sitemap.xml")?.contains("study/a/page/3/") == true)
  }

  @Test func `unchanged files keep their times`() throws {
    let site = manyKinds()
    site.build()
    let path = site.root.appending(path: "site/assets/style.css").path
    let old = Date(timeIntervalSince1970: 1_000_000)
    try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path)
    site.notice("c")
    site.build()
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.modificationDate] as? Date == old)
  }

  @Test func `a page that is gone is removed with its folder, and nothing else is`() {
    let site = SiteFixture(config: SiteFixture.withoutSearch).notice("a").notice("b")
    site.build()
    site.file("site/notice/b/own.txt", "自己的").file("site/own/own.txt", "自己的")
    site.remove("content/notice/a.md").remove("content/notice/b.md")
    let report = site.build()
    #expect(report.succeeded)
    #expect(report.removed == 2)
    #expect(site.output("notice/a/index.html") == nil)
    #expect(!FileManager.default.fileExists(atPath: site.root.path + "/site/notice/a"))
    #expect(site.output("notice/b/own.txt") == "自己的")
    #expect(site.output("own/own.txt") == "自己的")
  }

  @Test func `a page may become a folder's file and the other way round`() {
    let site = SiteFixture().file("content/data", "1").file("content/x.md", "---\ntitle: X\n---\n")
    #expect(site.build().succeeded)
    #expect(site.output("data") == "1")
    site.remove("content/data").file("content/data/inner.txt", "2")
    #expect(site.build().succeeded)
    #expect(site.output("data/inner.txt") == "2")
    site.remove("content/data").file("content/data", "3")
    #expect(site.build().succeeded)
    #expect(site.output("data") == "3")
  }

  @Test func `what a killed build left behind is cleared and healed`() {
    let site = manyKinds()
    site.build()
    let expected = site.tree()
    site.file("site/.branchpress-staging/7", "halb").remove("site/notice").file(
      "site/index.html", "old")
    #expect(site.build().succeeded)
    #expect(site.tree() == expected)
  }

  @Test func `a damaged list of files removes nothing`() throws {
    let site = SiteFixture().notice("a")
    site.build()
    for (name, _) in site.tree(".branchpress") where name.hasPrefix("manifest") {
      site.file(".branchpress/" + name, "branchpress manifest 1\n/etc\npasswd")
    }
    site.remove("content/notice/a.md")
    let report = site.build()
    #expect(report.succeeded)
    #expect(report.diagnostics.map { $0.id.description } == ["foreign-files"])
    #expect(site.output("notice/a/index.html") != nil)
  }

  @Test func `the output may not lie in the content`() {
    let site = SiteFixture().notice("a")
    let report = site.build { $0.output = $0.content + "/site" }
    #expect(report.diagnostics.map { $0.id.description } == ["output-overlaps"])
  }

  @Test func `a first build replaces nobody's files`() {
    let site = SiteFixture().notice("a").file("site/index.html", "手写的首页")
    let report = site.build()
    #expect(report.diagnostics.map { $0.id.description } == ["foreign-file"])
    #expect(site.output("index.html") == "手写的首页")
    #expect(site.tree().count == 1)
  }

  @Test func `a site of ours without its list is taken over`() {
    let site = SiteFixture().notice("a")
    site.build()
    site.remove(".branchpress").notice("a", body: "新的正文。").notice("b")
    #expect(site.build().succeeded)
    #expect(site.output("notice/a/index.html")?.contains("新的正文") == true)
  }

  @Test func `a portal that was moved still knows its files`() throws {
    let site = SiteFixture(config: SiteFixture.withoutSearch).notice("a").notice("b")
    site.build()
    let moved = SiteFixture().remove("")
    try FileManager.default.copyItem(at: site.root, to: moved.root)
    moved.remove("content/notice/a.md")
    let report = moved.build()
    #expect(report.succeeded)
    #expect(report.removed == 1)
    #expect(moved.output("notice/a/index.html") == nil)
  }

  @Test(arguments: ["/", "content", "templates/x", "."])
  func `some folders are never written to`(output: String) {
    let site = SiteFixture().notice("a").file("templates/x/note.txt", "")
    let before = site.tree("")
    let report = site.build {
      $0.output = output == "/" ? "/" : site.root.appending(path: output).path
    }
    #expect(report.diagnostics.map { $0.id.description } == ["output-overlaps"])
    #expect(site.tree("") == before)
  }

  @Test func `somebody's file where a folder must be is met before anything is touched`() {
    let site = SiteFixture().notice("a")
    site.build()
    site.file("site/about", "自己的").file("content/about.md", "---\ntitle: 关于\n---\n")
    site.notice("a", body: "新的正文。")
    let before = site.tree()
    let report = site.build()
    #expect(report.diagnostics.map { $0.id.description } == ["foreign-file"])
    #expect(!report.isHalfPublished)
    #expect(site.tree() == before)
  }

  @Test func `two builds at once do not mix`() throws {
    let site = SiteFixture().notice("a")
    site.build()
    let lock = unsafe open(site.root.path + "/.branchpress/lock", O_RDWR)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    let report = site.build()
    #expect(report.diagnostics.map { $0.id.description } == ["build-running"])
  }

  @Test func `a folder that may not be written is a clear error`() throws {
    let site = SiteFixture().notice("a").file("blocked", "a file, no folder")
    let report = site.build { $0.output = site.root.path + "/blocked" }
    #expect(report.diagnostics.map { $0.id.description } == ["file-system"])
  }

  /// A site in which something of every kind stands.
  private func manyKinds() -> SiteFixture {
    SiteFixture()
      .notice("a", header: "id: n1\ntags: [学习, 通知]\nattachments: [plan.pdf]\nbranch: one\n")
      .notice("b", header: "aliases: [/old/b/]\n", body: "见[甲](a.md)和[计划](plan.pdf)。")
      .file("content/notice/plan.pdf", "%PDF-1.4")
      .file("content/study/c/_column.md", "---\ntitle: 专栏\n---\n导语")
      .file("content/study/c/01-x.md", "---\ntitle: 一\ndate: 2026-01-01\ntags: [学习]\n---\n正文")
      .file("content/study/c/02-y.md", "---\ntitle: 二\ndate: 2026-01-02\n---\n正文")
      .file(
        "content/activity/d/index.md",
        "---\ntitle: 活动\nheld: 2026-02-01 09:00\nphotos: [1.svg]\n---\n"
      )
      .file(
        "content/activity/d/1.svg",
        #"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>"#
      )
      .file("content/branches/one.md", "---\ntitle: 第一党支部\nname: one\n---\n")
      .file("content/about.md", "---\ntitle: 关于\norder: 1\n---\n关于我们")
  }
}
