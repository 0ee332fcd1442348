import Content
import Dates
import Foundation
import Portal
import TestSupport
import Testing

@Suite struct `A notice that no longer holds` {
  private func replaced() -> SiteFixture {
    SiteFixture()
      .notice("old", header: "event: {start: 2026-07-18 09:00, place: 二楼}\n")
      .file(
        "content/notice/new.md",
        "---\ntitle: 新通知\ndate: 2026-06-10\nnumber: 支发〔2026〕3号\nreplaces: old.md\n---\n正文。\n")
  }

  private func withdrawn(_ value: String) -> SiteFixture {
    SiteFixture().notice("old", header: "pinned: true\nwithdrawn: \(value)\n").notice("other")
  }

  private func output(_ site: SiteFixture, _ path: String) throws -> String {
    try #require(site.output(path), "\(path)")
  }

  @Test func `stays where it is, and links to the one that replaces it`() throws {
    let site = replaced()
    #expect(site.build().diagnostics == [])
    let old = try output(site, "notice/old/index.html")
    #expect(old.contains(#"这一篇已由《<a href="../../notice/new/">新通知</a>》代替"#))
    #expect(old.contains("已取消"))
    let new = try output(site, "notice/new/index.html")
    #expect(new.contains(#"本通知代替：《<a href="../../notice/old/">通知old</a>》"#))
    let list = try output(site, "notice/index.html")
    #expect(list.components(separatedBy: "已被代替").count == 2)
    #expect(try !output(site, "index.html").contains("通知old"))
  }

  @Test func `is the same item of feeds, marked and changed`() throws {
    let site = SiteFixture().notice("old")
    site.build()
    let ids = try site.guids()
    site.file(
      "content/notice/new.md",
      "---\ntitle: 新通知\ndate: 2026-06-10\nnumber: 支发〔2026〕3号\nreplaces: old.md\n---\n正文。\n")
    site.build()
    #expect(Set(ids).isSubset(of: try site.guids()))
    #expect(try site.guids().count == ids.count + 1)
    let feed = try output(site, "atom.xml")
    let entry = try #require(
      feed.components(separatedBy: "<entry>").first { $0.contains("通知old</title>") })
    #expect(entry.contains("（已由支发〔2026〕3号代替）通知old</title>"))
    #expect(entry.contains("<updated>2026-06-10T"))
    #expect(entry.contains("<published>2026-06-01T"))
    #expect(entry.contains("https://example.org/portal/notice/new/"))
  }

  @Test(arguments: ["{date: 2026-06-20, reason: 会议改期}", "2026年6月20日"])
  func `says since when it is withdrawn, and why`(value: String) throws {
    let site = withdrawn(value)
    #expect(site.build().diagnostics == [])
    let reason = value.contains("reason") ? "：会议改期" : ""
    let page = try output(site, "notice/old/index.html")
    #expect(
      page.contains(
        "<b>这一篇已于<time datetime=\"2026-06-20\">2026年6月20日</time>撤回</b>\(reason)</p>"))
    let list = try output(site, "notice/index.html")
    #expect(list.components(separatedBy: "已撤回").count == 2)
    #expect(try !output(site, "index.html").contains("通知old"))
    let feed = try output(site, "atom.xml")
    #expect(feed.contains("（已撤回）通知old</title>"))
    #expect(feed.contains("已于2026年6月20日撤回" + (reason.isEmpty ? "。" : reason)))
  }

  @Test func `holds until the day of its withdrawal`() throws {
    let site = withdrawn("{date: 2026-08-01}")
    site.build()
    #expect(try !output(site, "notice/old/index.html").contains("撤回"))
    site.build { $0.now = Moment(seconds: 1_785_513_600, offsetMinutes: 480) }
    #expect(try output(site, "notice/old/index.html").contains("撤回"))
    let incremental = site.tree()
    site.build {
      $0.now = Moment(seconds: 1_785_513_600, offsetMinutes: 480)
      $0.ignoresCache = true
    }
    #expect(differences(incremental, site.tree()) == [])
  }

  @Test func `goes on to be named when it is moved`() throws {
    let site = replaced()
    site.build()
    #expect(
      move("notice/old.md", to: "notice/older.md", of: site.options, isTrial: false).problems == [])
    #expect(site.build().diagnostics == [])
    let text = try String(
      contentsOf: site.root.appending(path: "content/notice/new.md"), encoding: .utf8)
    #expect(text.contains("replaces: older.md\n"))
  }
}
