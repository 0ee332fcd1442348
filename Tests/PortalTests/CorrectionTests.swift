import Content
import Dates
import Diagnostics
import Foundation
import Pages
import Portal
import TestSupport
import Testing

@Suite struct `A correction` {
  private let guid = "tag:example.org,2025:reissue:n1:2026-06-20"
  private let reissue = "id: n1\ntags: [会议]\nreissue: 2026-06-20\nreason: 时间改为下午3点，地点不变\n"

  /// The items of a feed by guid and title.
  private func names(_ site: SiteFixture, _ path: String = "rss.xml") throws -> [String] {
    try site.items(path).map { $0.texts("guid")[0] + " " + $0.texts("title")[0] }
  }

  @Test func `is an item of its own beside the first one, which stays as it was`() throws {
    let site = SiteFixture().notice("a", header: "id: n1\ntags: [会议]\n")
      .notice("b", date: "2026-06-10").notice("c", date: "2026-06-25")
    site.build()
    let before = try site.items()
    site.notice("a", header: reissue)
    #expect(site.build().diagnostics == [])
    let items = try site.items()
    #expect(
      try names(site) == [
        "tag:example.org,2025:notice/c 通知c", guid + " 更正：通知a", "tag:example.org,2025:notice/b 通知b",
        "tag:example.org,2025:n1 通知a",
      ])
    #expect(items[0] == before[0] && items[2] == before[1] && items[3] == before[2])
    let item = items[1]
    #expect(item.texts("link") == items[3].texts("link"))
    #expect(item.texts("pubDate")[0].contains("20 Jun 2026"))
    #expect(items[3].texts("pubDate")[0].contains("1 Jun 2026"))
    #expect(
      item.texts("content:encoded")[0].hasPrefix("<p><strong>更正：</strong>时间改为下午3点，地点不变</p>\n"))
    #expect(item.texts("description")[0].hasPrefix("更正：时间改为下午3点，地点不变"))
    // The same in the other formats, and in its section's feed.
    #expect(try names(site, "notice/rss.xml") == names(site))
    #expect(site.output("atom.xml")?.contains("<id>\(guid)</id>") == true)
    #expect(site.output("feed.json")?.contains(#""id":"\#(guid)""#) == true)
    #expect(site.output("feed.json")?.contains(#""title":"更正：通知a""#) == true)
  }

  @Test func `of any kind that feeds contain is possible, under Chinese names too`() throws {
    let site = SiteFixture()
      .file(
        "content/study/c/a.md",
        "---\ntitle: 文章\ndate: 2026-06-01\n更正日期: 2026年6月2日\n更正内容: 第三段\n---\n正文。\n"
      )
      .file(
        "content/activity/b.md", "---\ntitle: 活动\nheld: 2026-06-03\nreissue: 2026-06-04\n---\n正文。\n"
      )
    #expect(site.build().diagnostics == [])
    #expect(
      try names(site).map { $0.split(separator: ":").last.map(String.init) } == [
        "2026-06-04 更正：活动", "activity/b 活动", "2026-06-02 更正：文章", "study/c/a 文章",
      ])
  }

  @Test func `says what was corrected of each date, and of the last where there is one reason`()
    throws
  {
    let site = SiteFixture()
    func reasons(_ reason: String) throws -> [String] {
      site.notice(
        "a", header: "reissue: [2026-06-20, 2026-06-10, 2026-06-20 15:30]\n\(reason)\n")
      #expect(site.build().diagnostics == [])
      #expect(
        try site.guids()
          == ["T15:30", "2026-06-20", "2026-06-10", ""].map {
            $0.isEmpty
              ? "tag:example.org,2025:notice/a"
              : "tag:example.org,2025:reissue:notice/a:"
                + ($0 == "T15:30" ? "2026-06-20T15:30" : $0)
          })
      return try site.items().map { $0.texts("description")[0] }
    }
    #expect(
      try reasons("reason: 甲，乙") == ["更正：甲，乙\n正文。", "正文。", "正文。", "正文。"])
    #expect(
      try reasons("reason: [丙, 甲]") == ["更正：甲\n正文。", "更正：丙\n正文。", "正文。", "正文。"])
  }

  @Test func `counts as an item, and is in the archive of its own month`() throws {
    let site = SiteFixture(config: SiteFixture.config + "feeds: {items: 2}\n")
    for day in 1...3 { site.notice("n\(day)", date: "2025-03-0\(day)") }
    site.notice("n1", header: "reissue: 2026-06-02\n", date: "2025-03-01")
    #expect(site.build().diagnostics == [])
    let history = try site.history()
    #expect(history.map(\.document) == ["rss.xml", "rss-2025.xml"])
    #expect(
      history[0].guids == [
        "tag:example.org,2025:reissue:notice/n1:2026-06-02", "tag:example.org,2025:notice/n3",
      ])
    #expect(history[1].guids.map { $0.suffix(2) } == ["n3", "n2", "n1"])
  }

  @Test func `is in feeds of summaries, which begin with what was corrected`() throws {
    let site = SiteFixture(config: SiteFixture.config + "feeds: {at-least: 1}\n")
      .notice("a", header: reissue)
    site.build()
    let items = try site.items("tags/会议/rss.xml")
    #expect(items.map { $0.texts("title")[0] } == ["更正：通知a", "通知a"])
    #expect(items[0].texts("description")[0] == "更正：时间改为下午3点，地点不变\n正文。")
    #expect(items[0].texts("content:encoded").isEmpty)
  }

  @Test func `moves no calendar, no list and no sitemap`() {
    let event = "id: n1\nevent: {start: 2026-07-18 09:00}\n"
    let site = SiteFixture().notice("a", header: event).notice("b")
    site.build()
    let before = site.tree()
    site.notice("a", header: event + "reissue: 2026-06-20\n")
    site.build()
    #expect(
      differences(before, site.tree()) == [
        "atom.xml", "feed.json", "notice/a/index.html", "notice/atom.xml", "notice/feed.json",
        "notice/rss.xml", "rss.xml",
      ])
  }

  @Test func `is said on the page, with its date`() {
    let site = SiteFixture().notice("a", header: reissue)
    site.build()
    #expect(
      site.output("notice/a/index.html")?.contains(
        #"更正（<time datetime="2026-06-20">2026年6月20日</time>）：</b>时间改为下午3点，地点不变</p>"#) == true)
    site.notice("a", header: "reissue: 2026-06-20\n")
    site.build()
    #expect(site.output("notice/a/index.html")?.contains("</b>内容有更正，以本页为准。</p>") == true)
  }

  @Test func `whose day has not come waits for it`() throws {
    let site = SiteFixture().notice("a", header: "id: n1\nreissue: 2026-07-20\n")
    let day = Moment(seconds: SiteFixture.now.seconds + 20 * 86_400, offsetMinutes: 480)
    #expect(site.build().diagnostics.map(\.id) == ["reissue-to-come"])
    #expect(try site.guids() == ["tag:example.org,2025:n1"])
    #expect(site.output("notice/a/index.html")?.contains("更正") == false)
    // Nothing but the day has changed.
    #expect(site.build { $0.now = day }.diagnostics == [])
    #expect(
      try site.guids() == ["tag:example.org,2025:reissue:n1:2026-07-20", "tag:example.org,2025:n1"])
    #expect(site.output("notice/a/index.html")?.contains("更正（") == true)
    let incremental = site.tree()
    site.build { ($0.now, $0.ignoresCache) = (day, true) }
    #expect(differences(incremental, site.tree()) == [])
  }

  @Test func `keeps its guid wherever the document is moved`() throws {
    let site = SiteFixture().notice("a", header: "reissue: 2026-06-20\n")
    site.build()
    let before = try site.guids()
    #expect(move("notice/a.md", to: "notice/b.md", of: site.options, isTrial: false).problems == [])
    #expect(site.build().diagnostics == [])
    #expect(try site.guids() == before)
  }
}

@Suite struct `A notice that corrects another document` {
  private func site() -> SiteFixture {
    SiteFixture()
      .file(
        "content/notice/meeting/index.md",
        "---\ntitle: 关于召开党员大会的通知\ndate: 2026-06-01\nnumber: 支发〔2026〕2号\nissuer: 支部委员会\nrecipients: [各党小组]\n---\n正文。\n"
      )
      .notice("b", header: "corrects: meeting/index.md\n", date: "2026-06-10")
  }

  private func page(_ site: SiteFixture, _ path: String) -> String {
    site.output(path + "index.html") ?? ""
  }

  @Test(arguments: [
    "meeting/index.md", "meeting", "/notice/meeting/index.md", "../notice/meeting/",
  ])
  func `links to it, and is linked from it`(path: String) {
    let site = site().notice("b", header: "corrects: \(path)\n", date: "2026-06-10")
    #expect(site.build().diagnostics == [])
    #expect(page(site, "notice/b/").contains(#"《<a href="../../notice/meeting/">关于召开党员大会的通知</a>》"#))
    #expect(page(site, "notice/meeting/").contains(#"已有更正，见《<a href="../../notice/b/">通知b</a>》"#))
  }

  @Test func `and the other one show each other's titles as they are now`() {
    let site = site()
    site.build()
    site.notice("c", header: "corrects: meeting\n", date: "2026-06-20")
    site.build()
    site.file(
      "content/notice/b.md", "---\ntitle: 改名\ndate: 2026-06-10\ncorrects: meeting\n---\n正文。\n")
    site.build()
    let incremental = site.tree()
    #expect(page(site, "notice/meeting/").contains(">改名</a>"))
    site.build { $0.ignoresCache = true }
    #expect(differences(incremental, site.tree()) == [])
  }

  @Test func `goes on to name it when one of them is moved`() throws {
    let site = site()
    func moved(_ old: String, _ new: String) {
      let report = move(old, to: new, of: site.options, isTrial: false)
      #expect(report.problems.isEmpty)
      #expect(site.build().diagnostics == [])
    }
    moved("notice/meeting", "notice/大会")
    #expect(page(site, "notice/b/").contains(#"<a href="../../notice/%E5%A4%A7%E4%BC%9A/">关于召开"#))
    try FileManager.default.createDirectory(
      at: site.root.appending(path: "content/notice/2026"), withIntermediateDirectories: true)
    moved("notice/b.md", "notice/2026/b.md")
    let text = try String(
      contentsOf: site.root.appending(path: "content/notice/2026/b.md"), encoding: .utf8)
    #expect(text.contains("corrects: ../大会/index.md\n"))
  }

  private func make(
    _ site: SiteFixture, _ path: String, title: String = ""
  ) -> NewDocumentResult {
    makeDocument(
      NewDocument(
        content: site.options.content, kind: .document(.notice), title: title, corrects: path,
        now: SiteFixture.now))
  }

  @Test(arguments: ["notice/meeting", "notice/meeting/index.md", "notice/meeting/"])
  func `is made by new, named as official documents are`(path: String) throws {
    let site = site()
    site.remove("content/notice/b.md")
    guard case .made(let made) = make(site, path) else {
      Issue.record("it was not made")
      return
    }
    #expect(made.hasSuffix("/content/notice/2026-07-01-更正-关于召开党员大会的通知.md"))
    let text = try String(contentsOfFile: made, encoding: .utf8)
    #expect(text.hasPrefix("---\ntitle: 关于更正《关于召开党员大会的通知》的通知\ndate: 2026-07-01\nid: "))
    #expect(text.contains("\ncorrects: \"meeting/index.md\"\nissuer: 支部委员会\nrecipients: [各党小组]\n"))
    #expect(!text.contains("# issuer:"))
    #expect(text.hasSuffix("\n现将《关于召开党员大会的通知》（支发〔2026〕2号）更正如下：\n\n在这里写正文。\n\n其他内容不变。\n"))
    #expect(site.build().diagnostics.map(\.id) == ["empty-text"])
    #expect(page(site, "notice/meeting/").contains("已有更正，见《"))
  }

  @Test func `takes a title of its own, and single marks within title marks`() throws {
    let site = SiteFixture().file(
      "content/notice/a.md", "---\ntitle: 关于印发《学习计划》的通知\ndate: 2026-06-01\n---\n正文。\n")
    guard case .made(let first) = make(site, "notice/a.md") else { throw CancellationError() }
    #expect(
      try String(contentsOfFile: first, encoding: .utf8)
        .contains("title: 关于更正《关于印发〈学习计划〉的通知》的通知\n"))
    guard case .made(let second) = make(site, "notice/a.md", title: "时间更正") else {
      throw CancellationError()
    }
    #expect(second.hasSuffix("/2026-07-01-时间更正.md"))
  }

  @Test func `names one that is there`() {
    guard case .failed(let problems) = make(site(), "notice/meting/index.md") else {
      Issue.record("it was made")
      return
    }
    #expect(problems.map(\.id) == ["unknown-path"])
    #expect(problems[0].suggestion?.chinese.contains("notice/meeting/index.md") == true)
  }
}
