import Content
import Diagnostics
import Foundation
import Pages
import Portal
import TestSupport
import Testing

/// Items as programs show them that have no style sheet, play nothing and preview the first words.
@Suite struct `An item in a plain reader` {
  private let page = "https://example.org/portal/notice/a/"

  @Test(arguments: [
    (
      "> [!TIP]\n> 带身份证。\n\n后文。",
      "<blockquote>\n<p><strong>提示</strong></p>\n<p>带身份证。</p>\n</blockquote>\n<p>后文。</p>"
    ),
    (
      "| 甲 | 乙 |\n|---|--:|\n| 1 | 2 |",
      "<table border=\"1\" cellpadding=\"6\" style=\"border-collapse:collapse\">"
    ),
    ("| 甲 | 乙 |\n|---|--:|\n| 1 | 2 |", "<td align=\"right\">2</td>"),
    ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", "<td>2</td>"),
    (
      "前。\n\n|1|2|3|4|5|6|7|\n|-|-|-|-|-|-|-|\n|a|b|c|d|e|f|g|\n\n> [!TIP]\n> 后。",
      "<p>前。</p>\n<table border=\"1\" cellpadding=\"6\" style=\"border-collapse:collapse\">"
    ),
    (
      "|1|2|3|4|5|6|7|\n|-|-|-|-|-|-|-|\n|a|b|c|d|e|f|g|\n\n> [!TIP]\n> 后。",
      "<td>g</td>\n</tr>\n</tbody>\n</table>\n<blockquote>\n<p><strong>提示</strong></p>\n<p>后。</p>\n</blockquote>"
    ),
    (
      "<ruby>党<rt>dǎng</rt></ruby>徽",
      "<ruby>党<rp>（</rp><rt>dǎng</rt><rp>）</rp></ruby>徽"
    ),
    (
      "<ruby>党<rp>[</rp><rt>dǎng</rt><rp>]</rp></ruby>和<ruby>徽<rt>huī</rt></ruby>",
      "<ruby>党<rp>[</rp><rt>dǎng</rt><rp>]</rp></ruby>和<ruby>徽<rp>（</rp><rt>huī</rt><rp>）</rp></ruby>"
    ),
    ("<details>\n<summary>答案</summary>\n\n三年。\n\n</details>", "<details open=\"\">"),
    ("见注[^1]。\n\n[^1]: 出处。", "<a href=\"https://example.org/portal/notice/a/#fn-1\""),
    ("见[网盘](//pan.example/x)。", "<a href=\"https://pan.example/x\">网盘</a>"),
    ("![会场](1.png)", "<figure style=\"margin:0\"><img style=\"max-width:100%;height:auto\" src="),
    (
      "![会场](微信图片 (1).png)",
      "<figure style=\"margin:0\"><img style=\"max-width:100%;height:auto\" src="
    ),
    ("![讲课](a.mp4)", "<a href=\"https://example.org/portal/notice/a/\">▶ 在网站上看视频：讲课</a>"),
    ("听![录音](微信录音 (1).mp3)。", "▶ 在网站上听录音：录音</a>。"),
  ])
  func `shows what it can`(body: String, expected: String) throws {
    let site = SiteFixture().notice("a", body: body).file("content/notice/a.mp4", "x")
      .file("content/notice/微信录音 (1).mp3", "x")
    for name in ["1.png", "微信图片 (1).png"] {
      site.file("content/notice/\(name)", bytes: smallPNG)
    }
    let report = site.build()
    #expect(report.succeeded, "\(site.messages(.english, of: report))")
    let content = try site.items()[0].texts("content:encoded")[0]
    #expect(content.contains(expected), "\(content)")
    // Marks of footnotes have attributes without a value, as GitHub writes them.
    if !body.contains("[^") { try StrictHTML.check(content.utf8) }
    #expect(!content.contains("<video") && !content.contains("<audio"))
  }

  @Test(arguments: [
    (
      "<table class=\"x\"><tr><td>一</td></tr></table>",
      "<table border=\"1\" cellpadding=\"6\" style=\"border-collapse:collapse\" class=\"x\"><tr>"
    ),
    ("<table border=\"0\"><tr><td>一</td></tr></table>", "<table border=\"0\"><tr>"),
    ("<figure class=\"x\">一</figure>", "<figure style=\"margin:0\" class=\"x\">一</figure>"),
    (
      "<details class=\"x\"><summary>问</summary>答</details>",
      "<details open=\"\" class=\"x\"><summary>问</summary>答</details>"
    ),
    ("<details open class=\"x\">一</details>", "<details open=\"\" class=\"x\">一</details>"),
    (
      "<ruby>字<rt lang=\"zh\">zì</rt></ruby>",
      "<ruby>字<rp>（</rp><rt lang=\"zh\">zì</rt><rp>）</rp></ruby>"
    ),
    (
      "<div class=\"alert a\"><p class=\"alert-title\">提示</p><div>一</div></div>",
      "<blockquote><p><strong>提示</strong></p><div>一</div></blockquote>"
    ),
    (
      "<div><video src=\"a.mp4\"><video src=\"b.mp4\"></video>一</video>二</div>",
      "<div><a href=\"https://example.org/portal/notice/a/\">▶ 在网站上看视频</a>二</div>"
    ),
    (
      "<a href=\"https://b.example/\"><video src=\"a.mp4\"></video></a>",
      "<a href=\"https://b.example/\">▶ 在网站上看视频</a>"
    ),
  ])
  func `shows trusted HTML likewise`(body: String, expected: String) throws {
    let site = SiteFixture(config: SiteFixture.config + "trusted-html: [notice]\n")
      .notice("a", body: body).file("content/notice/a.mp4", "x").file("content/notice/b.mp4", "x")
    let report = site.build()
    #expect(report.succeeded, "\(site.messages(.english, of: report))")
    let content = try site.items()[0].texts("content:encoded")[0]
    #expect(content.contains(expected), "\(content)")
    try StrictHTML.check(content.utf8)
  }

  @Test func `has a summary without a text`() throws {
    let site = SiteFixture(
      config: SiteFixture.config + "language: en\n")
    site.notice(
      "a", header: "event: {start: 2026-06-20 14:00, place: Hall, cancelled: true}\n", body: ""
    ).notice("b", header: "attachments: [a.pdf]\n", body: "", date: "2026-05-02")
      .file("content/notice/a.pdf", "%PDF-1.4").notice("c", body: "", date: "2026-05-01")
      .file(
        "content/activity/d/index.md", "---\ntitle: D\nheld: 2026-04-01\nplace: Park\n---\n")
    let report = site.build()
    #expect(report.succeeded, "\(site.messages(.english, of: report))")
    #expect(
      try site.items().map { $0.texts("description")[0] } == [
        "(cancelled) Saturday 20 June 2026, 14:00, Hall", "Attachments: a", "通知c",
        "Wednesday 1 April 2026, Park",
      ])
  }

  @Test func `keeps what looks like its marks in code`() throws {
    let site = SiteFixture().notice("a", body: "`<table>` 和 `<img src=x>`\n\n```\n<figure>\n```")
    site.build()
    let content = try site.items()[0].texts("content:encoded")[0]
    #expect(content.contains("<code>&lt;table&gt;</code> 和 <code>&lt;img src=x&gt;</code>"))
    #expect(content.contains("&lt;figure&gt;"))
  }

  @Test func `ends with a link to its page if it is long`() throws {
    let site = SiteFixture().notice("a", body: String(repeating: "学习材料。", count: 600))
      .notice("b", date: "2026-05-01")
    site.build()
    let contents = try site.items().map { $0.texts("content:encoded")[0] }
    #expect(contents[0].hasSuffix("<p><a href=\"\(page)\">在网站上阅读本文</a></p>\n"))
    #expect(!contents[1].contains("在网站上阅读本文"))
  }

  @Test func `begins with what it says, a meeting with its time and place`() throws {
    let site = SiteFixture().notice(
      "a",
      header:
        "number: 支发〔2026〕1号\nissuer: 支委会\nrecipients: [各党小组]\nevent: {start: 2026-06-20 14:00, place: 二楼}\n",
      body: "请准时参加。"
    ).notice(
      "b", header: "issuer: 支委会\nrecipients: [各党小组]\n", body: "现予公示。", date: "2026-05-01")
    site.build()
    let items = try site.items()
    let contents = items.map { $0.texts("content:encoded")[0] }
    #expect(contents[0].hasPrefix("<p>2026年6月20日（星期六）14:00，二楼</p>\n<p>请准时参加。</p>\n"))
    #expect(contents[0].hasSuffix("<p>发文字号：支发〔2026〕1号<br />\n发文单位：支委会<br />\n主送：各党小组</p>\n"))
    #expect(contents[1].hasPrefix("<p>现予公示。</p>"))
    #expect(items[0].texts("description") == ["2026年6月20日（星期六）14:00，二楼。请准时参加。"])
  }
}

@Suite struct `The sender of an item` {
  @Test(arguments: [
    ("author: 林编辑\nbranch: one\nissuer: 支委会\n", "林编辑"),
    ("branch: one\nissuer: 支委会\n", "一支部"), ("issuer: 支委会\n", "支委会"), ("", "主办单位"),
  ])
  func `is the author, the branch, the issuing body or the organisation, in every format`(
    header: String, sender: String
  ) throws {
    let site = SiteFixture(
      config: SiteFixture.config + "organization: 主办单位\n"
    ).notice("a", header: header)
      .file("content/branches/one.md", "---\ntitle: 一支部\n---\n")
    let report = site.build()
    #expect(report.succeeded, "\(site.messages(.english, of: report))")
    #expect(try site.items()[0].texts("dc:creator") == [sender])
    let atom = try XMLReader.read(site.bytes("atom.xml")).children.first { $0.name == "entry" }
    #expect(atom?.children.first { $0.name == "author" }?.texts("name") == [sender])
    let json = try JSONReader.read(site.bytes("feed.json"))["items"]?.items.first
    #expect(json?["authors"]?.items.first?["name"]?.text == sender)
  }
}

@Suite struct `A day in a feed` {
  @Test(arguments: [
    ("Asia/Shanghai", "Mon, 01 Jun 2026 08:00:00 +0800"),
    ("Asia/Tokyo", "Mon, 01 Jun 2026 09:00:00 +0900"), ("UTC", "Mon, 01 Jun 2026 08:00:00 +0000"),
    ("+14:00", "Mon, 01 Jun 2026 14:00:00 +1400"), ("-12:00", "Mon, 01 Jun 2026 08:00:00 -1200"),
  ])
  func `is eight o'clock, or the hour at which it is the same day in Greenwich`(
    zone: String, shown: String
  ) throws {
    let site = SiteFixture(config: SiteFixture.config + "timezone: \"\(zone)\"\n").notice("a")
    site.build { $0.now = SiteFixture.now }
    #expect(try site.items()[0].texts("pubDate") == [shown])
    #expect(site.output("rss.xml")?.contains("<lastBuildDate>\(shown)</lastBuildDate>") == true)
    #expect(try site.items()[0].texts("dcterms:available") == ["2026年6月1日"])
  }

  @Test func `keeps a time that is written`() throws {
    let site = SiteFixture().notice("a", date: "2026-06-01 06:30")
    site.build()
    #expect(try site.items()[0].texts("pubDate") == ["Mon, 01 Jun 2026 06:30:00 +0800"])
  }
}

@Suite struct `The addresses of feeds in a page's head` {
  private func links(_ site: SiteFixture, _ page: String) -> [String] {
    (site.output(page) ?? "").matches(
      of:
        /<link rel="alternate"(?: title="[^"]+")? type="([^"]+)"(?: title="[^"]+")? href="([^"]+)">/
    ).map { "\($0.1) \($0.2)" }
  }

  @Test func `are absolute, and Atom is the first`() {
    let site = SiteFixture().notice("甲", header: "event: {start: 2026-06-20}\n")
      .file("content/branches/一.md", "---\ntitle: 一支部\n---\n")
    site.build()
    let root = "https://example.org/portal/"
    func all(_ folder: String) -> [String] {
      [
        "application/atom+xml \(root)\(folder)atom.xml",
        "application/rss+xml \(root)\(folder)rss.xml",
        "application/feed+json \(root)\(folder)feed.json",
      ]
    }
    #expect(links(site, "index.html") == all(""))
    #expect(
      links(site, "notice/index.html") == all("notice/") + ["application/atom+xml \(root)atom.xml"])
    #expect(links(site, "notice/甲/index.html") == links(site, "notice/index.html"))
    #expect(
      links(site, "branches/一/index.html") == all("branches/%E4%B8%80/") + [
        "application/atom+xml \(root)atom.xml",
        "text/calendar \(root)branches/%E4%B8%80/calendar.ics",
      ])
  }

  @Test func `give the type of RSS after the title, since Akregator would take RSS otherwise`() {
    let site = SiteFixture().notice("a")
    site.build()
    let page = site.output("index.html") ?? ""
    #expect(
      page.contains("<link rel=\"alternate\" title=\"测试支部（RSS）\" type=\"application/rss+xml\""))
  }

  @Test func `are within the site where it is read from a folder`() {
    let site = SiteFixture(config: SiteFixture.config + "links: file\n").notice("a")
    site.build()
    #expect(
      links(site, "notice/index.html").first == "application/atom+xml ../notice/atom.xml")
  }

  @Test func `are those of RSS where the site has no Atom`() {
    let site = SiteFixture(config: SiteFixture.config + "feeds: {formats: [rss]}\n").notice("a")
    site.build()
    #expect(
      links(site, "index.html") == ["application/rss+xml https://example.org/portal/rss.xml"])
    #expect(
      site.output("feeds.opml")?.contains("xmlUrl=\"https://example.org/portal/rss.xml\"") == true)
  }
}

@Suite struct `The logo of a site` {
  @Test func `is the picture of every feed and of the pages' heads`() throws {
    let site = SiteFixture(config: SiteFixture.config + "logo: images/标志.png\n").notice("a")
      .file("content/images/标志.png", bytes: smallPNG)
    let report = site.build()
    #expect(report.diagnostics.isEmpty, "\(site.messages(.english, of: report))")
    let url = "https://example.org/portal/images/%E6%A0%87%E5%BF%97.png"
    #expect(site.output("rss.xml")?.contains("<image>\n<url>\(url)</url>") == true)
    let atom = site.output("atom.xml") ?? ""
    #expect(atom.contains("<icon>\(url)</icon>") && atom.contains("<logo>\(url)</logo>"))
    let json = try JSONReader.read(site.bytes("feed.json"))
    #expect(json["icon"]?.text == url && json["favicon"]?.text == url)
    #expect(
      site.output("notice/a/index.html")?.contains(
        "<img src=\"../../images/%E6%A0%87%E5%BF%97.png\"") == true)

    site.file("content/images/标志.png", bytes: Array("x".utf8))
    #expect(site.build().diagnostics.map(\.id) == ["bad-logo"])
    site.remove("content/images/标志.png").file("content/images/标识.png", bytes: smallPNG)
    let missing = site.build()
    #expect(missing.diagnostics.map(\.id) == ["missing-logo"])
    #expect(missing.diagnostics[0].suggestion?.english == "did you mean `images/标识.png`?")
    site.file("content/site.yml", SiteFixture.config + "logo: images/标识.png\n")
    #expect(site.build().succeeded)
    #expect(site.output("atom.xml")?.contains("%E6%A0%87%E8%AF%86.png</logo>") == true)
  }
}

@Suite struct `The description of a feed` {
  @Test func `says what is in it`() throws {
    let site = SiteFixture(config: SiteFixture.config + "feeds: {at-least: 1}\n")
      .notice("a", header: "tags: [学习]\nauthor: 林编辑\n")
    site.build()
    for (path, text) in [
      ("tags/学习/rss.xml", "带有标签“学习”的稿件"), ("authors/林编辑/rss.xml", "林编辑的文章"),
      ("notice/rss.xml", "“通知公告”栏目的新内容"),
    ] {
      let channel = try XMLReader.read(site.bytes(path)).children[0]
      #expect(channel.texts("description") == [text])
    }
  }
}
