import Content
import Diagnostics
import Foundation
import Portal
import Testing

@Suite struct `What stands for several things at once` {
  @Test(arguments: [
    ("公示期: 2026年6月10日至6月16日", "publicity: {from: 2026-06-10, until: 2026-06-16}"),
    ("publicity: 2026-06-10 至 2026-06-16", "publicity: {from: 2026-06-10, until: 2026-06-16}"),
    ("会议：2026年7月10日下午2点半", "event: {start: 2026-07-10 14:30}"),
    (
      "event: 2026-07-10 14:30-16:00", "event: {start: 2026-07-10 14:30, end: 2026-07-10 16:00}"
    ),
    (
      "会议：2026年7月5日上午9：00—11：30，党群服务中心二楼会议室",
      "event: {start: 2026-07-05 09:00, end: 2026-07-05 11:30, place: 党群服务中心二楼会议室}"
    ),
    ("会议: 2026-07-10 14:30 会议室", "event: {start: 2026-07-10 14:30, place: 会议室}"),
    ("活动: 2026-07-10；地点：一楼，东厅", "event: {start: 2026-07-10, place: \"一楼，东厅\"}"),
    ("expires: 二○二六年七月十日", "expires: 2026-07-10"),
  ])
  func `is read as them`(written: String, usual: String) {
    let site = SiteFixture().notice("a", header: "id: a\n\(written)\n")
    #expect(site.messages(.chinese, of: site.build()) == "")
    let pages = site.tree()
    site.fix()
    #expect(site.content("notice/a.md").contains("\nid: a\n\(usual)\n"))
    site.build()
    #expect(site.tree() == pages)
  }

  @Test(arguments: [
    ("来源：人民日报", "source: {title: 人民日报}"), ("source: 《求是》", "source: {title: 《求是》}"),
  ])
  func `is the title of an original`(written: String, usual: String) {
    let site = SiteFixture().file("content/study/c/_column.md", "---\ntitle: 专栏\n---\n")
      .file(
        "content/study/c/01-x.md", "---\ntitle: 一\ndate: 2026-01-01\nid: a\n\(written)\n---\n正文\n")
    #expect(site.messages(.chinese, of: site.build()) == "")
    site.fix()
    #expect(site.content("study/c/01-x.md").contains("\n\(usual)\n"))
  }

  @Test(arguments: [
    "公示期: 2026-06-10", "会议: 会议室", "会议: 2026-07-10 25:00 会议室", "会议: 2026-07-10 晚上",
    "author: 张大三 李小四", "event: 2026-07-10 16:00-14:30", "recipients: 各党委、党总支，机关",
    "tags: 学习 通知", "tags: [各党委、党总支, 机关]",
  ])
  func `is told where it is not plain, and not written anew`(written: String) {
    let site = SiteFixture().notice("a", header: "id: a\n\(written)\n")
    #expect(!site.build().succeeded)
    #expect(site.fix().files.isEmpty || !written.hasPrefix("tags") && !written.hasPrefix("recip"))
  }
}

@Suite struct `Files with their captions` {
  @Test(arguments: [
    ("photos:\n  - 1.png：合影", "photos:\n  - {file: 1.png, caption: 合影}"),
    ("照片: [1.png：合影]", "photos: [{file: 1.png, caption: 合影}]"),
  ])
  func `are read with a colon between`(written: String, usual: String) {
    let text = "---\ntitle: 活动\nheld: 2026-02-01\nid: a\n\(written)\n---\n正文。\n"
    let site = SiteFixture().file("content/activity/d/1.png", bytes: onePixel)
      .file("content/activity/d/index.md", text)
    #expect(site.messages(.chinese, of: site.build()) == "")
    #expect(site.output("activity/d/index.html")?.contains("<figcaption>合影</figcaption>") == true)
    site.fix()
    #expect(site.content("activity/d/index.md").contains("\nid: a\n\(usual)\n---"))
    #expect(site.build().diagnostics.isEmpty)
  }

  @Test func `are read with a colon of YAML between`() {
    let text = "---\ntitle: 活动\nheld: 2026-02-01\nid: a\nphotos:\n  - 1.png: 合影\n---\n正文。\n"
    let site = SiteFixture().file("content/activity/d/1.png", bytes: onePixel)
      .file("content/activity/d/index.md", text)
    #expect(site.messages(.chinese, of: site.build()) == "")
    #expect(site.output("activity/d/index.html")?.contains("<figcaption>合影</figcaption>") == true)
    #expect(site.fix().files.isEmpty)
  }

  @Test(arguments: ["附件2：议程.pdf", "a.pdf", "2026：a：b.pdf"])
  func `may have colons in their names`(name: String) {
    let site = SiteFixture().file("content/notice/\(name)", "%PDF")
      .notice("a", header: "id: a\nattachments: [\(name)]\n")
    #expect(site.build().diagnostics.isEmpty)
    #expect(site.fix().files.isEmpty)
  }

  @Test func `lie beside the document where a path of the author's disk is written`() {
    let site = SiteFixture().file("content/notice/封面.png", bytes: onePixel)
      .notice("a", header: "cover: D:\\党建\\封面.png\n")
    #expect(site.build().diagnostics.isEmpty)
    site.notice("a", header: "cover: D:\\党建\\没有.png\n")
    #expect(site.build().diagnostics.map(\.id) == ["missing-file"])
  }
}

@Suite struct `Settings in words` {
  @Test func `are the language, the zone and the rhythm of meetings`() {
    let site = SiteFixture().file(
      "content/site.yml",
      """
      标题: 支部
      url: https://hongfeng.example.cn/
      语言: 中文
      时区: 北京时间
      固定会议:
        - {会议名称: 党员大会, 时间: 2026-01-17 09:00, 分钟: 120, 每: 每月, 按: 星期}
      """)
    #expect(site.messages(.chinese, of: site.build()) == "")
    let calendar = site.output("calendar.ics") ?? ""
    #expect(calendar.contains("DTSTART;TZID=Asia/Shanghai:20260117T090000"))
    site.fix()
    let text = site.content("site.yml")
    #expect(text.contains("language: zh-CN\ntimezone: Asia/Shanghai\n"))
    #expect(text.contains("minutes: 120, every: 每月, by: 星期}"))
  }

  @Test func `have hosts in Chinese as machines write them`() {
    let site = SiteFixture().file(
      "content/site.yml", SiteFixture.config + "feeds: {hub: \"https://红枫党建.cn/推送?a=1\"}\n"
    ).notice("a")
    #expect(site.build().diagnostics.isEmpty)
    #expect(site.output("rss.xml")?.contains("https://xn--n5qz54axwg4xy.cn/") == true)
    #expect(site.output("rss.xml")?.contains("红枫党建") == false)
  }
}

private let onePixel: [UInt8] = Array(
  Data(
    base64Encoded:
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
  ) ?? Data())

@Suite struct `An id that two documents have` {
  @Test func `is told at the newer one, which mostly is a copy`() {
    let site = SiteFixture().notice("a", header: "id: x1\n", date: "2026-06-20")
      .notice("b", header: "id: x1\n", date: "2026-06-10")
      .notice("c", header: "id: x1\n", date: "2026-06-15")
    let found = site.build().diagnostics
    #expect(found.map(\.id) == ["duplicate-id", "duplicate-id"])
    #expect(
      found.map { $0.place?.file.path.split(separator: "/").last } == ["a.md", "c.md"])
  }
}
