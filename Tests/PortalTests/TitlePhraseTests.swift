import Diagnostics
import Foundation
import Portal
import TestSupport
import Testing

@Suite struct `Titles on pages` {
  private func notice(_ title: String, more: String = "", text: String = "正文。") -> SiteFixture {
    SiteFixture().file(
      "content/notice/x.md", "---\ntitle: \(title)\ndate: 2026-06-01\n\(more)---\n\(text)\n")
  }

  @Test func `are marked where a line may end, and nowhere else`() throws {
    let site = notice(
      "关于召开第三季度党员大会的通知", more: "issuer: 中共梧桐里社区委员会\n",
      text: "## 会议时间和会议地点安排\n\n| 列为入党积极分子时间 | b |\n|--|--|\n| 1 | 2 |")
    site.build()
    let page = try #require(site.output("notice/x/index.html"))
    #expect(page.contains("<h1>关于召开<wbr>第三季度<wbr>党员大会的<wbr>通知</h1>"))
    #expect(page.contains("<title>关于召开第三季度党员大会的通知 - "))
    #expect(page.contains("<p class=\"issuer\">中共<wbr>梧桐里<wbr>社区<wbr>委员会</p>"))
    #expect(page.contains("<h2 id=\"会议时间和会议地点安排\">会议<wbr>时间<wbr>和会议<wbr>地点安排</h2>"))
    #expect(page.contains("<th>列为<wbr>入党积极分子<wbr>时间</th>"))
    for feed in ["rss.xml", "atom.xml", "feed.json", "notice/rss.xml"] {
      let text = try #require(site.output(feed))
      #expect(text.contains("会议时间和会议地点安排"))
      #expect(!text.contains("wbr"))
    }
  }

  @Test(arguments: ["||", " || ", "｜｜"])
  func `are marked where their author wants it`(bars: String) throws {
    let site = notice("关于召开第三季度\(bars)党员大会的通知")
    #expect(site.build().diagnostics == [])
    let page = try #require(site.output("notice/x/index.html"))
    // A piece of at most eight characters stays whole.
    #expect(page.contains("<h1>关于召开第三季度<wbr>党员大会的通知</h1>"))
    #expect(page.contains("<title>关于召开第三季度党员大会的通知 - "))
    for file in site.tree() where !file.key.hasSuffix(".css") && !file.key.hasSuffix(".js") {
      let text = String(decoding: file.value, as: UTF8.self)
      #expect(!text.contains("第三季度\(bars)") && !text.contains("\u{200B}"), "\(file.key)")
    }
  }

  @Test func `keep a single bar`() throws {
    let site = notice("党史 | 学习")
    site.build()
    #expect(try #require(site.output("notice/x/index.html")).contains("<h1>党史 | 学习</h1>"))
  }

  @Test func `are not divided within names of the site`() throws {
    let site = notice("关于同意绿荫里党支部换届选举的批复")
    site.build()
    let before = try #require(site.output("notice/x/index.html"))
    #expect(before.contains("绿荫里<wbr>党支部"))
    site.file("content/branches/a.md", "---\ntitle: 绿荫里党支部\n---\n正文。\n")
    site.build()
    let after = try #require(site.output("notice/x/index.html"))
    #expect(after.contains("绿荫里党支部<wbr>"))
  }

  @Test func `may be marked in headings by authors, too`() throws {
    let site = notice("通知", text: "## 会议时间<wbr>和会议地点")
    #expect(site.build().diagnostics == [])
    let page = try #require(site.output("notice/x/index.html"))
    #expect(page.contains("<h2 id=\"会议时间和会议地点\">会议时间<wbr>和会议地点</h2>"))
  }
}
