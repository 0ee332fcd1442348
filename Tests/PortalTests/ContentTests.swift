import Content
import Diagnostics
import Foundation
import Pages
import Portal
import Publishing
import SiteModel
import Testing

@Suite struct `Content` {
  @Test func `files of a draft stay at home with it`() {
    let site = SiteFixture()
      .file(
        "content/activity/secret/index.md",
        "---\ntitle: 筹备中\nheld: 2026-01-01\ndraft: true\n---\n![图](1.svg)\n"
      )
      .file("content/activity/secret/1.svg", "<svg/>").file(
        "content/activity/secret/2.svg", "<svg/>"
      )
      .notice("later", header: "attachments: [名单.csv, 共用.csv]\n", date: "2027-01-01")
      .notice("now", body: "见[表](共用.csv)。")
      .file("content/notice/名单.csv", "1").file("content/notice/共用.csv", "2")
    #expect(site.build().succeeded)
    #expect(site.output("activity/secret/1.svg") == nil)
    #expect(site.output("activity/secret/2.svg") == nil)
    #expect(site.output("notice/名单.csv") == nil)
    #expect(site.output("notice/共用.csv") == "2")
    #expect(site.build { $0.includesDrafts = true }.succeeded)
    #expect(site.output("activity/secret/1.svg", in: "site-drafts") != nil)
    #expect(site.output("notice/名单.csv", in: "site-drafts") == "1")
    #expect(site.output("notice/名单.csv") == nil)
  }

  @Test func `what is wrong with a document that is due later is told before its day`() {
    let site = SiteFixture().notice("later", body: "见[无](none.md)。", date: "2027-01-01")
    let report = site.build()
    #expect(report.succeeded)
    #expect(report.scheduled == 1)
    #expect(report.diagnostics.map { "\($0.severity) \($0.id)" } == ["warning missing-link-target"])
  }

  @Test func `a column without articles has its page, and can be linked to`() {
    let site = SiteFixture()
      .file("content/study/new/_column.md", "---\ntitle: 新专栏\n---\n导语。\n")
      .notice("a", body: "[新专栏](../study/new/)开张了。")
    #expect(site.build().succeeded)
    #expect(site.output("study/new/index.html")?.contains("导语") == true)
    #expect(site.output("notice/a/index.html")?.contains("../../study/new/") == true)
  }

  @Test func `endings may be written in capitals`() {
    let site = SiteFixture()
      .file("content/notice/A.MD", "---\ntitle: 通知\ndate: 2026-01-01\n---\n")
      .file("content/about.markdown", "---\ntitle: 关于\n---\n")
      .file("content/notice/P.PNG", bytes: smallPNG).notice("b", body: "![图](P.PNG)")
    #expect(site.build().succeeded)
    #expect(site.output("notice/A/index.html") != nil)
    #expect(site.output("about/index.html") != nil)
    #expect(site.output("notice/b/index.html")?.contains("width=\"2\" height=\"1\"") == true)
  }

  @Test func `a site's own words go before the theme's, one by one`() {
    let site = SiteFixture().notice("a").file("templates/strings/zh.yml", "home: 主页\n")
    #expect(site.build().succeeded)
    let page = site.output("notice/a/index.html")
    #expect(page?.contains(">主页</a>") == true)
    #expect(page?.contains("跳到正文") == true)
  }

  @Test func `a template in another encoding is converted, and its mark left out`() {
    let site = SiteFixture()
      .file(
        "templates/not-found.mustache",
        bytes: [0xEF, 0xBB, 0xBF] + Array("<p>{{page.title}}</p>".utf8)
      )
      .file("templates/tags.mustache", bytes: [0xB1, 0xEA, 0xC7, 0xA9, 0xBA, 0xCD, 0xB5, 0xB3])
      .notice("a", header: "tags: [x]\n")
    let report = site.build()
    #expect(report.diagnostics.map { $0.id.description } == ["not-utf8"])
    #expect(site.output("404.html") == "<p>页面不存在</p>")
    #expect(site.output("tags/index.html") == "标签和党")
  }

  @Test func `links can name files, for a folder without a server`() {
    let site = SiteFixture(config: SiteFixture.config + "links: file\n")
      .notice("a", body: "见[乙](b.md#x)。").notice("b", body: "## x")
    #expect(site.build().succeeded)
    let page = site.output("notice/a/index.html")
    #expect(page?.contains("href=\"../../notice/b/index.html#x\"") == true)
    #expect(page?.contains("href=\"../../notice/index.html\"") == true)
    #expect(
      page?.contains("rel=\"canonical\" href=\"https://example.org/portal/notice/a/\"") == true)
    #expect(
      site.output("rss.xml")?.contains("<link>https://example.org/portal/notice/a/</link>") == true)
  }

  @Test func `HTML passes in folders that the site trusts, and nowhere else`() {
    let site = SiteFixture(config: SiteFixture.config + "trusted-html: [activity]\n")
      .file(
        "content/activity/a/index.md",
        "---\ntitle: 甲\nheld: 2026-01-01\n---\n<video controls></video>\n"
      )
      .notice("b", body: "<video controls></video>")
    let report = site.build()
    #expect(report.diagnostics.map { $0.id.description } == ["raw-html"])
    #expect(site.output("activity/a/index.html")?.contains("<video controls></video>") == true)
    #expect(site.output("notice/b/index.html")?.contains("<video") == false)
  }

  @Test func `nested sections are told apart by the longest folder`() {
    let config = SiteFixture.config.replacingOccurrences(
      of: "  notice:", with: "  notice/old: {kind: page, title: 旧通知}\n  notice:")
    let site = SiteFixture(config: config).notice("a")
      .file("content/notice/old/b.md", "---\ntitle: 乙\n---\n")
    #expect(site.build().succeeded)
    #expect(site.output("notice/old/index.html")?.contains("乙") == true)
    #expect(site.output("notice/index.html")?.contains(">乙<") == false)
  }
}
