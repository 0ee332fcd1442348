import Content
import Diagnostics
import Foundation
import Pages
import Portal
import TestSupport
import Testing

@Suite struct `A document whose address changed` {
  private func content(_ site: SiteFixture, _ path: String) -> String? {
    site.output(path, in: "content")
  }

  /// Gives a notice with an id another name, as people do in their file manager.
  private func rename(_ site: SiteFixture, _ old: String, _ new: String) throws {
    try FileManager.default.moveItem(
      at: site.root.appending(path: "content/notice/\(old).md"),
      to: site.root.appending(path: "content/notice/\(new).md"))
  }

  private func redirects(_ site: SiteFixture, _ address: String, to target: String) -> Bool {
    site.output(address + "index.html")?.contains("url=../../\(target)") == true
  }

  private func expectClean(_ site: SiteFixture) {
    let incremental = site.tree()
    #expect(site.build { $0.ignoresCache = true }.diagnostics == [])
    #expect(differences(incremental, site.tree()) == [])
  }

  @Test func `is led to from the former one, by a file of content that every build reads`() throws {
    let site = SiteFixture().notice("a", header: "id: n1\n").notice("b")
    site.build()
    let guids = try site.guids()
    try rename(site, "a", "c")
    let report = site.build()
    #expect(report.diagnostics.map(\.id) == ["moved"] && report.succeeded)
    #expect(redirects(site, "notice/a/", to: "notice/c/"))
    #expect(
      content(site, "redirects.yml")?.split(separator: "\n").last == "/notice/a/: n1")
    #expect(site.output("redirects.yml") == nil)
    #expect(try site.guids().sorted() == guids.sorted())
    // It is said once, and stays.
    #expect(site.build().diagnostics == [])
    expectClean(site)
    #expect(redirects(site, "notice/a/", to: "notice/c/"))
  }

  @Test func `is led to from each of the former ones`() throws {
    let site = SiteFixture().notice("a", header: "id: n1\n")
    site.build()
    try rename(site, "a", "b")
    site.build()
    try rename(site, "b", "c")
    site.build()
    #expect(redirects(site, "notice/a/", to: "notice/c/"))
    #expect(redirects(site, "notice/b/", to: "notice/c/"))
    expectClean(site)
    // Back at its first address, it is the page again.
    try rename(site, "c", "a")
    site.build()
    #expect(site.output("notice/a/index.html")?.contains("正文。") == true)
    #expect(
      redirects(site, "notice/b/", to: "notice/a/") && redirects(site, "notice/c/", to: "notice/a/")
    )
    expectClean(site)
  }

  @Test func `by a slug, or by that of its column, is led to as well`() throws {
    let site = SiteFixture().notice("a", header: "id: n1\n")
      .file("content/study/c/_column.md", "---\ntitle: 专栏\n---\n")
      .file("content/study/c/x.md", "---\ntitle: 文章\ndate: 2026-06-01\nid: s1\n---\n正文。\n")
    site.build()
    site.notice("a", header: "id: n1\nslug: z\n")
      .file("content/study/c/_column.md", "---\ntitle: 专栏\nslug: d\n---\n")
    #expect(site.build().diagnostics.map(\.id) == ["moved", "moved"])
    #expect(redirects(site, "notice/a/", to: "notice/z/"))
    #expect(site.output("study/c/x/index.html")?.contains("url=../../../study/d/x/") == true)
    expectClean(site)
  }

  @Test func `with the folder of its section is led to, though the settings changed`() throws {
    let site = SiteFixture().notice("a", header: "id: n1\n")
    site.build()
    try FileManager.default.moveItem(
      at: site.root.appending(path: "content/notice"),
      to: site.root.appending(path: "content/news"))
    site.file(
      "content/site.yml", SiteFixture.config.replacing("  notice: {", with: "  news: {"))
    #expect(site.build().diagnostics.map(\.id) == ["moved"])
    #expect(redirects(site, "notice/a/", to: "news/a/"))
    expectClean(site)
  }

  @Test func `is found after builds that failed`() throws {
    let site = SiteFixture().notice("a", header: "id: n1\n")
    site.build()
    try rename(site, "a", "c")
    site.notice("b", header: "pinned: 第一\n")
    #expect(!site.build().succeeded)
    site.notice("b")
    #expect(site.build().succeeded)
    #expect(redirects(site, "notice/a/", to: "notice/c/"))
    expectClean(site)
  }

  @Test func `without an id is led to, goes on when it is given one, and is told to have one`()
    throws
  {
    let site = SiteFixture().notice("a").notice("b")
    site.build()
    try rename(site, "a", "c")
    let found = site.build().diagnostics
    #expect(found.map(\.id) == ["moved", "renamed"] || found.map(\.id) == ["renamed", "moved"])
    #expect(
      found.first { $0.id == "renamed" }?.suggestion?.english.hasPrefix(
        "add `id: notice/a` to its front matter;") == true)
    #expect(redirects(site, "notice/a/", to: "notice/c/"))
    #expect(
      content(site, "redirects.yml")?.contains("/notice/a/: [notice/a, notice/c.md]\n") == true)
    site.notice("c", header: "id: notice/a\n")
    #expect(site.build().diagnostics == [])
    #expect(redirects(site, "notice/a/", to: "notice/c/"))
    #expect(move("notice/c.md", to: "notice/d.md", of: site.options, isTrial: false).problems == [])
    #expect(site.build().diagnostics == [])
    #expect(redirects(site, "notice/a/", to: "notice/d/"))
  }

  @Test func `without an id goes on to be led to when move gives it one`() throws {
    let site = SiteFixture().notice("a").notice("b")
    site.build()
    try rename(site, "a", "c")
    site.build()
    #expect(move("notice/c.md", to: "notice/d.md", of: site.options, isTrial: false).problems == [])
    #expect(site.build().diagnostics == [])
    #expect(redirects(site, "notice/a/", to: "notice/d/"))
    expectClean(site)
  }

  @Test func `is only told where the settings say so, or not even that`() throws {
    func renamed(_ setting: String) throws -> (SiteFixture, [Diagnostic]) {
      let site = SiteFixture(config: SiteFixture.config + setting)
        .notice("a", header: "id: n1\n").notice("b")
      site.build()
      try rename(site, "a", "c")
      let found = site.build().diagnostics
      #expect(site.output("notice/a/index.html") == nil)
      #expect(content(site, "redirects.yml") == nil)
      return (site, found)
    }
    let (site, told) = try renamed("moved: tell\n")
    #expect(told.map(\.id) == ["renamed"])
    #expect(
      told.first?.suggestion?.english
        == "add `aliases: [/notice/a/]` to its front matter; `branchpress move` does this automatically"
    )
    site.notice("c", header: "id: n1\naliases: [/notice/a/]\n")
    #expect(site.build().diagnostics == [])
    #expect(redirects(site, "notice/a/", to: "notice/c/"))
    #expect(try renamed("moved: ignore\n").1 == [])
    #expect(try renamed("moved: 不管\n").1 == [])
  }

  @Test func `needs nothing where something else is at the former one`() throws {
    let site = SiteFixture().notice("a", header: "id: n1\n").notice("b", header: "id: n2\n")
    site.build()
    try rename(site, "a", "x")
    try rename(site, "b", "a")
    try rename(site, "x", "b")
    #expect(site.build().diagnostics == [])
    #expect(content(site, "redirects.yml") == nil)
    expectClean(site)
  }

  @Test func `is kept out of a preview, and none is written by explain`() throws {
    let site = SiteFixture().notice("a", header: "id: n1\n")
    site.build()
    site.build { $0.includesDrafts = true }
    try rename(site, "a", "c")
    #expect(site.build { $0.includesDrafts = true }.diagnostics == [])
    _ = explain("notice/c/", of: site.options)
    #expect(content(site, "redirects.yml") == nil)
  }

  @Test func `adds to a file that people wrote, and keeps what is in it`() throws {
    let site = SiteFixture().notice("a", header: "id: n1\n")
      .file("content/redirects.yml", "# 我们自己的\n/old/page/: n1")
    site.build()
    #expect(site.output("old/page/index.html")?.contains("url=../../notice/a/") == true)
    try rename(site, "a", "关于 b")
    site.build()
    #expect(
      content(site, "redirects.yml") == "# 我们自己的\n/old/page/: n1\n/notice/a/: n1\n")
    expectClean(site)
    try rename(site, "关于 b", "c")
    site.build()
    #expect(content(site, "redirects.yml")?.hasSuffix("/notice/关于-b/: n1\n") == true)
    expectClean(site)
  }

  @Test func `takes the place of an entry for an earlier document at its address`() throws {
    let site = SiteFixture().notice("a", header: "id: n1\n").notice("b")
      .file("content/redirects.yml", "/x/: n1 # 甲\n/notice/a/: gone\n/notice/a/y/: n1\n")
    site.build()
    try rename(site, "a", "c")
    #expect(site.build().diagnostics.map(\.id) == ["moved"])
    #expect(
      content(site, "redirects.yml") == "/x/: n1 # 甲\n/notice/a/: n1\n/notice/a/y/: n1\n")
    expectClean(site)
    #expect(redirects(site, "notice/a/", to: "notice/c/"))
  }

  @Test func `waits for a document that is a draft again`() {
    let site = SiteFixture().notice("a", header: "id: n1\ndraft: true\n").notice("b")
      .file("content/redirects.yml", "/old/: n1\n")
    #expect(site.build().diagnostics == [])
    #expect(site.output("old/index.html") == nil)
  }
}
