import Content
import Dates
import Foundation
import Pages
import Portal
import Publishing
import SiteModel
import TestSupport
import Testing

@Suite struct `A portal's feeds` {
  @Test func `do not change when nothing but time goes by`() {
    let site = everything()
    #expect(site.build().succeeded)
    let before = site.feedFiles
    #expect(before.count == 36)
    let pages = site.tree()
    let nextYear = Moment(seconds: SiteFixture.now.seconds + 366 * 86_400, offsetMinutes: 480)
    #expect(site.build { $0.now = nextYear }.succeeded)
    #expect(site.feedFiles == before)
    #expect(site.tree() != pages)
  }

  @Test func `show an item once whatever becomes of its address, title and text`() throws {
    let site = SiteFixture().notice("a", header: "id: n1\n").notice("b", date: "2026-05-01")
    site.build()
    let before = try site.guids()
    #expect(before == ["tag:example.org,2025:n1", "tag:example.org,2025:notice/b"])

    site.notice("a", header: "id: n1\npinned: true\nupdated: 2026-06-05 08:00\n", body: "更正。")
    site.build()
    #expect(try site.guids() == before)
    #expect(try site.items()[0].texts("pubDate") == ["Mon, 01 Jun 2026 08:00:00 +0800"])
    #expect(try site.items()[0].texts("atom:updated") == ["2026-06-05T08:00:00+08:00"])

    site.remove("content/notice/a.md")
    site.file(
      "content/study/c/moved.md", "---\ntitle: 新标题\ndate: 2026-06-01\nid: n1\n---\n正文。\n")
    site.build { $0.baseURL = "https://new.example/" }
    #expect(try site.guids() == before)
    #expect(try site.items()[0].texts("link") == ["https://new.example/study/c/moved/"])
  }

  @Test func `hold what a page shows of the front matter`() throws {
    let site = everything()
    site.build()
    let contents = try site.items().map { $0.texts("content:encoded")[0] }
    for text in [
      "发文字号：支发〔2026〕1号", "发文单位：支委会", "<p>（已取消）2026年6月20日（星期六）14:00—16:00，二楼</p>",
      "公示期：2026年6月2日—2026年6月9日", "有效期至：2026年7月31日", "主送：一支部、二支部",
      #"<li><a href="https://example.org/portal/notice/plan.pdf">计划</a>（PDF，8 B）</li>"#,
      #"<figure style="margin:0"><img style="max-width:100%;height:auto" src="https://example.org/portal/activity/d/1.svg" width="4" height="3" alt="挖坑" />"#,
      "<figcaption>挖坑</figcaption>", "时间：2026年2月1日（星期日）9:00", "地点：后山", "阅读要求：必读",
      #"<p>来源：<a href="https://example.org/a?b=1&amp;c=2">原文</a></p>"#,
      #"<th align="right">数</th>"#, "https://example.org/portal/notice/plan.pdf",
    ] {
      #expect(contents.contains { $0.contains(text) }, "\(text)")
    }
    #expect(!contents.contains { $0.contains("text-align") || $0.contains("<script") })
  }

  @Test func `name nothing relative`() throws {
    let site = everything()
    site.build()
    let address = /(?:href|src|srcset)="([^"]*)"/
    var count = 0
    for (path, data) in site.feedFiles where path.hasSuffix("rss.xml") {
      for item in try XMLReader.read(Array(data)).children[0].children where item.name == "item" {
        for match in item.texts("content:encoded").flatMap({ $0.matches(of: address) }) {
          #expect(match.1.hasPrefix("https://"), "\(path): \(match.1)")
          count += 1
        }
      }
    }
    #expect(count > 12)
  }

  @Test func `are linked in every format from the page that they stand beside`() throws {
    let site = everything()
    site.build()
    let folders = [
      "", "notice/", "study/", "study/c/", "branches/one/", "tags/学习/", "authors/林-编辑/",
    ]
    for folder in folders {
      let page = try #require(site.output(folder + "index.html"), "\(folder)")
      for (type, name) in [
        ("rss+xml", "rss.xml"), ("atom+xml", "atom.xml"), ("feed+json", "feed.json"),
      ] {
        #expect(site.output(folder + name) != nil)
        let link = try Regex(
          #"<link rel="alternate"[^>]* type="application/\#(NSRegularExpression.escapedPattern(for: type))"[^>]* href="([^"]+)">"#,
          as: (Substring, Substring).self)
        let targets = page.matches(of: link).map { String($0.1) }
        #expect(
          targets.contains("https://example.org/portal/" + encoded(folder + name)),
          "\(folder): \(targets)")
      }
    }
  }

  @Test func `are all on the subscribe page and in the list of feeds`() throws {
    let site = everything()
    site.build()
    let page = try #require(site.output("subscribe/index.html"))
    let list = try #require(site.output("feeds.opml"))
    let root = "https://example.org/portal/"
    let files = site.tree().keys.filter {
      ["rss.xml", "atom.xml", "feed.json", "calendar.ics"].contains(fileName($0))
    }
    #expect(files.count == 33)
    for file in files {
      let url = root + encoded(file)
      #expect(page.contains("<code>\(url)</code>"), "\(url)")
      #expect(list.contains("xmlUrl=\"\(url)\"") == (fileName(file) == "atom.xml"), "\(url)")
    }
    #expect(page.contains(#"href="webcal://example.org/portal/calendar.ics""#))
    #expect(page.contains(#"<script src="../assets/tools.js" defer></script>"#))
    for group in ["栏目", "学习专栏", "支部", "标签", "作者"] {
      #expect(list.contains(#"<outline text="\#(group)" title="\#(group)">"#))
    }
  }

  @Test func `tell hubs, time to live and quiet hours to those who ask for news`() throws {
    let site = SiteFixture(
      config: SiteFixture.config
        + "feeds: {hub: https://hub.example/, ttl: 90, skip-hours: [7, 8, 23], items: 1}\n"
    ).notice("a").notice("b")
    site.build()
    let channel = try XMLReader.read(site.bytes("rss.xml")).children[0]
    #expect(channel.texts("ttl") == ["90"])
    #expect(
      channel.children.first { $0.name == "skipHours" }?.texts("hour") == ["0", "15", "23"])
    #expect(try site.links()["hub"] == "https://hub.example/")
    #expect(
      site.output("atom.xml")?.contains(#"<link rel="hub" href="https://hub.example/"/>"#) == true)
    let json = try JSONReader.read(site.bytes("feed.json"))
    #expect(json["hubs"]?.items.first?["url"]?.text == "https://hub.example/")
    #expect(try site.links("rss-2026.xml")["hub"] == nil)
  }

  @Test func `has absolute addresses of other hosts too`() throws {
    let site = SiteFixture().notice(
      "a",
      body: """
        [甲](//cdn.example/x.js "//标题") ![乙](//cdn.example/y.png) `href="//z"` [丙](b.pdf)

        |甲|
        |-:|
        |[丁](//cdn.example/w)|
        """
    ).file("content/notice/b.pdf", "%PDF")
    site.build()
    let content = try site.items()[0].texts("content:encoded")[0]
    #expect(content.contains("href=\"https://cdn.example/x.js\" title=\"//标题\""))
    #expect(content.contains("src=\"https://cdn.example/y.png\""))
    #expect(content.contains("href=\"https://cdn.example/w\""))
    #expect(content.contains("href=\"https://example.org/portal/notice/b.pdf\""))
    #expect(content.contains("align=\"right\""))
    #expect(content.contains("<code>href=&quot;//z&quot;</code>"))
    #expect(site.output("notice/a/index.html")?.contains("href=\"//cdn.example/x.js\"") == true)
  }
}

/// A site with everything that feeds can tell, dates that have passed included.
private func everything() -> SiteFixture {
  let pdf = "%PDF-1.4"
  return SiteFixture(config: SiteFixture.config + "feeds: {at-least: 1}\n")
    .notice(
      "a",
      header: """
        id: n1
        number: 支发〔2026〕1号
        issuer: 支委会
        recipients: [一支部, 二支部]
        expires: 2026-07-31
        pinned: true
        event: {start: 2026-06-20 14:00, end: 2026-06-20 16:00, place: 二楼, cancelled: true}
        attachments: [{file: plan.pdf, title: 计划}]
        tags: [学习, 通知]
        branch: one

        """, body: "见[乙](b.md#第一)和[计划](plan.pdf)。"
    )
    .notice(
      "b", header: "publicity: {from: 2026-06-02, until: 2026-06-09}\n",
      body: "# 第一\n\n| 名 | 数 |\n|---|---:|\n| 甲 | 1 |\n\n脚注[^1]\n\n[^1]: 在此。"
    )
    .file("content/notice/plan.pdf", pdf)
    .file("content/study/c/_column.md", "---\ntitle: 专栏\n---\n导语")
    .file(
      "content/study/c/01-x.md",
      """
      ---
      title: 一
      date: 2026-01-01
      tags: [学习]
      author: 林 编辑
      reading: 必读
      source: {title: 原文, url: "https://example.org/a?b=1&c=2"}
      ---
      正文
      """
    )
    .file(
      "content/activity/d/index.md",
      """
      ---
      title: 活动
      held: 2026-02-01 09:00
      place: 后山
      photos: [{file: 1.svg, caption: 挖坑}]
      ---
      """
    )
    .file(
      "content/activity/d/1.svg", #"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>"#
    )
    .file(
      "content/branches/one.md",
      """
      ---
      title: 第一党支部
      name: one
      meetings:
        - {title: 支委会, start: 2026-01-10 19:30, minutes: 60, every: 每月}
      ---
      """
    )
    .file("content/branches/two.md", "---\ntitle: 第二党支部\nname: two\n---\n")
    .file("content/subscribe.md", "---\ntitle: 怎样订阅\ntemplate: subscribe\n---\n订阅")
}

private func fileName(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

private func encoded(_ path: String) -> String {
  path.utf8.reduce(into: "") { encoded, byte in
    encoded += byte < 0x80 ? String(UnicodeScalar(byte)) : String(format: "%%%02X", byte)
  }
}
