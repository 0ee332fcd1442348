import Content
import Diagnostics
import Foundation
import Pages
import Portal
import Testing

/// Documents that were copied as a whole from Word or WPS.
@Suite struct `Documents out of Word` {
  private static let header = "issuer: 梧桐社区党支部\nrecipients: [各党小组, 全体党员]\n"

  /// The text of the page between the letterhead and the signature.
  private func prose(_ body: String, header: String = Self.header) -> String {
    let site = SiteFixture().notice("a", header: header, body: body)
    #expect(site.build().diagnostics.isEmpty)
    let page = site.output("notice/a/index.html") ?? ""
    guard let start = page.firstRange(of: /<div class="prose"[^>]*>\n/),
      let end = page.range(of: "\n</div>\n<footer class=\"signature\">")
    else { return page }
    return String(page[start.upperBound..<end.lowerBound])
  }

  @Test(arguments: [
    "各党小组、全体党员：\n\n正文。\n\n梧桐社区党支部\n\n2026年6月1日", "各党小组，全体党员:\n正文。\n梧桐社区党支部\n2026-06-01",
    "　各党小组、全体党员：\n　　正文。\n　　　　　　　梧桐社区党支部\n　　　　　　　2026年6月1日\n\n　\n",
    "# 通知a\n\n**各党小组、全体党员：**\n\n正文。\n\n梧桐社区党支部　2026年6月1日", "正文。\n\n梧桐社区\u{3000}党支部\\\n二〇二六年六月一日",
    "通知a\r\n\r\n各 党 小 组、全体党员：\r\n\r\n正文。\r\n\r\n梧桐社区党支部\r\n2026.6.1\r\n", "正文。\n\n梧桐社区党支部",
    "正文。\n\n2026年6月1日",
    "各党小组、\n全体党员：\n\n正文。",
  ])
  func `what the page says above and below a notice is not said twice`(body: String) {
    #expect(prose(body) == "<p>正文。</p>\n")
  }

  @Test(arguments: [
    "各党支部：\n\n正文。", "正文。\n\n银杏党支部", "正文。\n\n2026年6月2日", "各党小组、全体党员请注意：\n\n正文。",
    "正文由梧桐社区党支部\n2026年6月1日发出。",
    "梧桐社区党支部\n\n正文。", "正文。\n\n银杏党支部\n2026年6月1日", "各党小组、\n\n正文。",
  ])
  func `other first and last lines stay`(body: String) {
    let shown = prose(body)
    for line in body.split(separator: "\n") { #expect(shown.contains(line)) }
  }

  @Test(arguments: [
    ("正文。\n\n梧桐社区党支部\n2026年5月29日", "<p>正文。</p>\n"),
    ("正文。\n\n梧桐社区党支部\n2026年6月1日", "<p>正文。</p>\n<p>梧桐社区党支部\n2026年6月1日</p>\n"),
  ])
  func `the date at the end is that of the notice itself`(body: String, expected: String) {
    #expect(prose(body, header: Self.header + "issued: 2026-05-29\n") == expected)
  }

  @Test func `a public notice keeps what its text says of recipients, since its page has none`() {
    let header = "publicity: {from: 2026-06-02, until: 2026-06-09}\n"
    #expect(
      prose("各党小组、全体党员：\n\n正文。", header: header) == "<p>各党小组、全体党员：</p>\n<p>正文。</p>\n")
    let site = SiteFixture().notice("a", header: Self.header + header, body: "各党小组、全体党员：\n\n正文。")
    #expect(site.build().diagnostics.map(\.id) == ["publicity-with-recipients"])
    let page = site.output("notice/a/index.html") ?? ""
    #expect(page.contains("<p>各党小组、全体党员：</p>"))
    #expect(!page.contains("class=\"recipients\""))
    #expect(site.output("rss.xml")?.components(separatedBy: "各党小组").count == 2)
  }

  @Test func `without the keys, and in other kinds, the lines stay`() {
    #expect(
      prose("各党小组：\n\n正文。\n\n支委会", header: "").contains("<p>各党小组：</p>\n<p>正文。</p>\n<p>支委会</p>"))
    let site = SiteFixture().file(
      "content/study/a/01.md", "---\ntitle: 文章\ndate: 2026-01-01\n---\n文章\n\n正文。\n\n2026年1月1日\n")
    #expect(site.build().succeeded)
    let page = site.output("study/a/01/index.html") ?? ""
    #expect(page.contains("<p>文章</p>\n<p>正文。</p>\n<p>2026年1月1日</p>"))
  }

  @Test(arguments: [
    ("正文。\n\n中共示例支部委员会\n2026年6月1日", ""), ("正文。\n\n示例社区\n\n6月1日", ""),
    ("正文。\n\n梧桐社区党支部\n\n2026年6月1日\n\n（此件公开发布）", "issuer: 梧桐社区党支部\n"),
    ("正文。\n\n支部委员会\n二○二六年六月一日\n\n附件：名单", ""),
  ])
  func `a signature that the page would say twice is told, and the fix leaves one`(
    body: String, header: String
  ) {
    let site = SiteFixture().notice("a", header: "id: a\n" + header, body: body)
    #expect(site.build().diagnostics.map(\.id) == ["signature-in-text"])
    site.fix()
    #expect(site.build().diagnostics.isEmpty)
    let page = site.output("notice/a/index.html") ?? ""
    let prose = page.components(separatedBy: "<div class=\"prose\"")[1]
      .components(separatedBy: "</div>")[0]
    #expect(!prose.contains("月1日</p>") && !prose.contains("月一日"))
  }

  @Test(arguments: [
    "正文。\n\n请于\n2026年6月1日", "会议时间：\n2026年6月1日", "正文。\n\n中共示例支部委员会\n2026年5月1日",
    "正文，见支委会。\n2026年6月1日",
    "2026年6月1日",
  ])
  func `other dates in a text are not told`(body: String) {
    #expect(SiteFixture().notice("a", body: body).build().diagnostics.isEmpty)
  }

  @Test(arguments: [("# 文章\n\n正文。", false), ("# 另一个\n\n正文。", true), ("文章\n\n正文。", true)])
  func `the title of an article is not said twice as a heading`(body: String, stays: Bool) {
    let site = SiteFixture().file(
      "content/study/a/01.md", "---\ntitle: 文章\ndate: 2026-01-01\n---\n\(body)\n")
    #expect(site.build().succeeded)
    let page = site.output("study/a/01/index.html") ?? ""
    let prose = page.components(separatedBy: "<div class=\"prose\"")[1]
      .drop { $0 != "\n" }
    #expect(prose.hasPrefix("\n<p>正文。") != stays)
    #expect(page.components(separatedBy: "<h1").count == 2)
  }

  @Test func `the summary is what the notice says`() {
    let body = "各党小组、全体党员：\n　　一、会议时间\n　　6月3日19时。\n梧桐社区党支部\n2026年6月1日"
    let site = SiteFixture().notice("a", header: Self.header, body: body)
    #expect(site.build().succeeded)
    #expect(site.output("rss.xml")?.contains("6月3日19时。") == true)
    #expect(
      site.output("notice/a/index.html")?.contains(
        "<meta name=\"description\" content=\"6月3日19时。\"")
        == true)
  }

  @Test func `strict Markdown is for a document or the site, and pages follow it`() {
    let lines = "一、甲\n二、乙"
    let site = SiteFixture().notice("a", body: lines)
    func page() -> String {
      #expect(site.build().succeeded)
      return site.output("notice/a/index.html") ?? ""
    }
    #expect(page().contains("<p>一、甲<br />\n二、乙</p>"))
    site.notice("a", header: "markdown: strict\n", body: lines)
    #expect(page().contains("<p>一、甲二、乙</p>"))
    site.notice("a", body: lines).file("content/site.yml", SiteFixture.config + "markdown: 严格\n")
    #expect(page().contains("<p>一、甲二、乙</p>"))
    site.notice("a", header: "markdown: lenient\n", body: lines)
    #expect(page().contains("<p>一、甲<br />\n二、乙</p>"))
    site.file("content/site.yml", SiteFixture.config)
    #expect(page().contains("<p>一、甲<br />\n二、乙</p>"))
    site.notice("a", header: Self.header + "markdown: strict\n", body: "各党小组、全体党员：\n\n正文。")
    #expect(page().contains("<p>各党小组、全体党员：</p>\n<p>正文。</p>"))
  }

  @Test(arguments: [
    ("summary: >\n  学习\n  党章，\n  提高\n", "学习党章，提高"), ("summary: 学习\n  党章\n", "学习党章"),
    ("summary: |\n  学习\n  Markdown\n  语法\n", "学习 Markdown 语法"), ("summary: \"学习\n  党章\"\n", "学习党章"),
  ])
  func `a summary on several lines is one line`(header: String, expected: String) {
    let site = SiteFixture().notice("a", header: header)
    #expect(site.build().succeeded)
    let page = site.output("notice/a/index.html") ?? ""
    #expect(page.contains("<meta name=\"description\" content=\"\(expected)\""))
  }

  @Test func `a document without a text has its title in feeds`() {
    let site = SiteFixture().file(
      "content/study/a/01.md", "---\ntitle: 文章\ndate: 2026-01-01\n---\n")
    #expect(site.build().succeeded)
    #expect(site.output("feed.json")?.contains(#""content_html":"<p>文章</p>\n""#) == true)
    #expect(site.output("rss.xml")?.contains("<p>文章</p>") == true)
    site.file(
      "content/study/a/01.md", "---\ntitle: 文章\nsummary: 一<二\ndate: 2026-01-01\n---\n")
    #expect(site.build().succeeded)
    #expect(site.output("feed.json")?.contains(#""content_html":"<p>一&lt;二</p>\n""#) == true)
  }
}
