import Content
import Dates
import Diagnostics
import Foundation
import Pages
import Portal
import Publishing
import SiteModel
import TestSupport
import Testing

@Suite struct `Whatever an author writes` {
  /// A site in which every text that a feed, calendar or page takes over is hostile.
  private func site(_ seed: Int) -> (site: SiteFixture, titles: [String]) {
    var source = HostileText(seed: seed)
    // Lists may not hold the commas of Chinese input methods, nor may any value hold control characters,
    // which is told as a mistake.
    func text(_ prefix: String) -> String {
      yamlQuoted(prefix + source.writable().replacing("，", with: ""))
    }
    let titles = (0..<3).map { _ in "标题" + source.writable() }
    let site = SiteFixture(
      config: """
        title: \(text("站"))
        description: \(text("说明"))
        organization: \(text("单位"))
        contact: {address: \(text("地址")), phone: \(text("电话"))}
        url: https://example.org/portal/
        identity: example.org,2025
        feeds: {at-least: 1}
        sections:
          study: {kind: study, title: \(text("学习"))}
          notice: {kind: notice, title: \(text("通知")), description: \(text("说明"))}
          activity: {kind: activity, title: \(text("活动"))}
          branches: {kind: directory, title: \(text("名录"))}
        meetings:
          - {title: \(text("会")), start: 2026-01-10, every: month, place: \(text("地"))}

        """)
    func header(_ title: Int) -> String {
      """
      title: \(yamlQuoted(titles[title]))
      date: 2026-06-0\(title + 1)
      summary: \(text("摘要"))
      author: \(text("作者"))
      tags: [\(text("标签")), \(text("标签"))]

      """
    }
    site.file(
      "content/notice/a.md",
      """
      ---
      \(header(0))number: \(text("号"))
      issuer: \(text("发"))
      recipients: [\(text("收"))]
      event: {start: 2026-06-20 14:00, place: \(text("地"))}
      attachments: [{file: plan.pdf, title: \(text("附"))}]
      ---
      \(source.text())

      """)
    site.file("content/notice/plan.pdf", "%PDF-1.4")
    site.file(
      "content/study/c/01-x.md",
      "---\n\(header(1))source: {title: \(text("源"))}\n---\n\(source.text())\n")
    site.file(
      "content/activity/d/index.md",
      """
      ---
      \(header(2))held: 2026-06-02
      photos: [{file: 1.svg, caption: \(text("照"))}]
      ---
      \(source.text())

      """)
    site.file("content/activity/d/1.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
    site.file("content/branches/one.md", "---\ntitle: \(text("支部"))\nplace: \(text("地"))\n---\n")
    return (site, titles)
  }

  @Test(arguments: 0..<40)
  func `feeds, lists and calendars are well-formed and say it, and ids are unique`(seed: Int) throws
  {
    let (site, titles) = site(seed)
    let report = site.build()
    #expect(report.succeeded, "\(site.messages(.english, of: report))")
    let files = site.feedFiles
    #expect(files.count > 30)
    for (path, data) in files {
      switch path.split(separator: ".").last {
      case "json":
        let feed = try JSONReader.read(Array(data))
        let ids = feed["items"]?.items.compactMap { $0["id"]?.text } ?? []
        #expect(Set(ids).count == ids.count && ids.count == (feed["items"]?.items.count ?? 0))
      case "ics":
        #expect(Unfolded.isWellFolded(String(decoding: data, as: UTF8.self)))
      default: _ = try XMLReader.read(Array(data))
      }
    }
    let guids = try site.guids()
    #expect(Set(guids).count == 3)
    #expect(
      try site.items().map { $0.texts("title")[0] }
        == titles.reversed().map(HostileText.inXML))
    let events = site.events()
    #expect(Set(events.map { $0["UID"] }).count == 2 && events.count == 2)
    let summaries = Set(events.compactMap { $0["SUMMARY"].map { Unfolded.text("SUMMARY:" + $0) } })
    #expect(summaries.contains(Unfolded.plain(titles[0]).replacing("\r\n", with: "\n")))
  }

  /// The number that a stamp counts times in holds the years from 1678 to 2262.
  @Test(arguments: [-9_300_000_000, -62_135_596_800, 9_223_372_036, 9_300_000_000, 253_402_300_799])
  func `no time of a file is beyond what stamps hold`(seconds: Int) throws {
    let site = SiteFixture().notice("a").file("content/notice/a.pdf", "x")
    for path in ["content/notice/a.md", "content/notice/a.pdf", "content/site.yml"] {
      let time = timespec(tv_sec: seconds, tv_nsec: 999_999_999)
      let times = [time, time]
      _ = unsafe times.withUnsafeBufferPointer {
        unsafe utimensat(AT_FDCWD, site.root.appending(path: path).path, $0.baseAddress, 0)
      }
    }
    #expect(site.build().succeeded)
    let built = site.tree()
    #expect(site.build().succeeded)
    #expect(site.tree() == built)
    #expect(site.notice("a", body: "改了。").build().written > 0)
  }

  @Test(arguments: [Int.max, Int.min, 0, 1_000_000_000])
  func `no number of threads is too large`(jobs: Int) {
    let site = SiteFixture().notice("a")
    let options = BuildOptions(
      content: site.options.content, templates: site.options.templates,
      output: site.options.output, now: SiteFixture.now, jobs: jobs)
    #expect((1...BuildOptions.mostJobs).contains(options.jobs))
    #expect(Portal.build(options).succeeded)
  }

  /// Dates at both ends of the calendar, wherever a document may have one.
  @Test(arguments: ["0001-01-01", "9999-12-31", "0001-01-01 00:00", "9999-12-31 23:59"])
  func `no date is too early or too late`(date: String) throws {
    for zone in ["-12:00", "+14:00", "Asia/Shanghai", "UTC"] {
      let site = SiteFixture(
        config: SiteFixture.config + """
          timezone: \(zone)
          meetings:
            - {title: 会, start: \(date), every: month, by: weekday, until: 9999-12-31}

          """)
      site.notice(
        "a",
        header: """
          updated: \(date)
          expires: \(date)
          publicity: {from: \(date), until: \(date)}
          event: {start: \(date), end: \(date)}

          """, date: date)
      site.file("content/activity/b.md", "---\ntitle: 二\nheld: \(date)\n---\n正文。\n")
      // A moment after the last day, on which all is due.
      let report = site.build { $0.now = Moment(seconds: 253_402_400_000, offsetMinutes: 0) }
      #expect(report.succeeded, "\(site.messages(.english, of: report))")
      for (path, data) in site.tree() where path.hasSuffix(".ics") || path.hasSuffix(".xml") {
        let text = String(decoding: data, as: UTF8.self)
        // A year of five digits in any of the forms of dates.
        #expect(
          text.firstMatch(of: /[0-9]{9}T[0-9]{6}|DATE:[0-9]{9}|[0-9]{5}-[0-9]{2}-[0-9]{2}T/) == nil,
          "\(path)")
      }
    }
  }

  @Test(arguments: 0..<40)
  func `no page's structured data ends its script element`(seed: Int) throws {
    let (site, titles) = site(seed)
    site.build()
    var headlines: Set<String> = []
    // The search's page is not for search engines.
    for (path, data) in site.tree()
    where path.hasSuffix("index.html") && path != "search/index.html" {
      let page = String(decoding: data, as: UTF8.self)
      let start = "<script type=\"application/ld+json\">"
      let graph = try #require(page.components(separatedBy: start).dropFirst().first, "\(path)")
      let json = graph.components(separatedBy: "</script>")[0]
      #expect(!json.utf8.contains { "<>&".utf8.contains($0) }, "\(path)")
      let value = try JSONReader.read(Array(json.utf8))
      for node in value["@graph"]?.items ?? [] {
        if let headline = node["headline"]?.text { headlines.insert(headline) }
      }
    }
    #expect(headlines == Set(titles))
  }
}

extension HostileText {
  /// A text without control characters.
  fileprivate mutating func writable() -> String {
    String(
      text().unicodeScalars.filter { scalar in
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: true
        case 0..<0x20, 0x7F...0x9F, 0xFEFF, 0xFFFE, 0xFFFF: false
        default: true
        }
      })
  }
}
