import Dates
import Diagnostics
import Digests
import Files
import Foundation
import Testing

@testable import Content
@testable import Pages
@testable import Portal
@testable import Publishing
@testable import SiteModel

extension SiteFixture {
  /// The fingerprints of a build's outputs, by their paths.
  fileprivate func fingerprints(
    _ change: (inout BuildOptions) -> Void = { _ in }
  ) throws -> [String: Digest] {
    let report = build {
      $0.clockStep = -60_000_000_000
      change(&$0)
    }
    try #require(report.succeeded, "\(report.diagnostics)")
    var ignored: [Diagnostic] = []
    let state = try #require(StateFolder(options, diagnostics: &ignored))
    let outputs = CacheFiles(state, options).load(diagnostics: &ignored).known.outputs
    return Dictionary(uniqueKeysWithValues: outputs.map { ($0.path, $0.fingerprint) })
  }
}

@Suite struct `A fingerprint` {
  /// The site of the worked example in `docs/internals/fingerprints.md`.
  private func exampleSite() -> SiteFixture {
    SiteFixture()
      .file("content/study/history/_column.md", "---\ntitle: 历史\n---\n")
      .file("content/study/history/1.md", article("第一篇"))
      .file("content/study/history/2.md", article("第二篇"))
      .notice("a", body: "请准时参加。\n\n地点：会议室。")
  }

  private func article(_ title: String) -> String {
    "---\ntitle: \(title)\ndate: 2026-06-01\n---\n正文。\n"
  }

  @Test func `is of what the worked example says`() throws {
    let edits: [(name: String, make: (SiteFixture) -> Void)] = [
      ("second paragraph", { $0.notice("a", body: "请准时参加。\n\n地点：活动室。") }),
      ("first paragraph", { $0.notice("a", body: "请按时参加。\n\n地点：会议室。") }),
      ("title", { $0.file("content/study/history/2.md", self.article("新篇")) }),
      ("one more", { $0.file("content/study/history/3.md", self.article("第三篇")) }),
    ]
    var lines: [String] = []
    for (name, make) in edits {
      let site = exampleSite()
      let before = try site.fingerprints()
      make(site)
      let after = try site.fingerprints()
      lines.append("\(name): \(after.count) outputs")
      lines += after.filter { before[$0.key] != $0.value }.keys.sorted().map { "  \($0)" }
    }
    let page = internalsExamples("fingerprints")["changes"]
    #expect(lines.map { $0 + "\n" }.joined() == page)
  }
}

extension `A fingerprint` {
  @Test(arguments: SmallChange.all)
  func `is another one where a page shows but one thing, and that changes`(
    change: SmallChange
  ) throws {
    let site = SmallChange.site()
    for (name, text) in change.templates { site.file("templates/\(name).mustache", text) }
    _ = try site.fingerprints()
    let before = try #require(site.output(change.page))
    change.edit(site)
    _ = try site.fingerprints()
    #expect(site.output(change.page) != before)
    _ = try site.fingerprints { $0.ignoresCache = true }
    #expect(site.output(change.page) != before)
  }
}

extension `A fingerprint` {
  @Test func `is another one where the site has its first calendar, or tells how to subscribe`()
    throws
  {
    let site = SiteFixture().notice("a")
      .file("templates/notice.mustache", "{{site.calendar.address}} {{site.subscribe}}")
    _ = try site.fingerprints()
    #expect(site.output("notice/a/index.html") == " ")
    site.file("content/subscribe.md", "---\ntitle: 订阅\ntemplate: subscribe\n---\n")
    _ = try site.fingerprints()
    #expect(site.output("notice/a/index.html") == " ../../subscribe/")
    site.notice("b", header: "event: {start: 2026-07-17 14:00}\n")
    _ = try site.fingerprints()
    #expect(site.output("notice/a/index.html") == "../../calendar.ics ../../subscribe/")
  }

  @Test func `is another one where the title of a calendar changes that no feed has`() throws {
    let site = SiteFixture(config: SiteFixture.config + "feeds: {groups: []}\n")
      .notice("a", header: "event: {start: 2026-07-17 14:00}\n")
      .file("templates/list.mustache", "{{#site.calendars}}{{title}} {{/site.calendars}}")
    for name in ["东院", "西院"] {
      site.file("content/branches/b.md", "---\ntitle: 党支部\nname: \(name)\n---\n介绍。\n")
      _ = try site.fingerprints()
      let text = try #require(site.output("notice/index.html"))
      #expect(text.contains(name), "\(text)")
    }
  }

  /// The header of a notice, what its page shows of it, and how many days after the build before that is something else.
  @Test(arguments: [
    (
      "publicity: {from: 2026-07-10, until: 2026-07-20}",
      "publicity}}{{#upcoming}}!{{/upcoming}}{{/publicity", 30
    ),
    (
      "publicity: {from: 2026-07-10, until: 2026-09-20}",
      "publicity}}{{#upcoming}}!{{/upcoming}}{{/publicity", 30
    ),
    (
      "publicity: {from: 2026-07-10, until: 2026-09-20}",
      "publicity}}{{#running}}!{{/running}}{{/publicity", 30
    ),
    (
      "publicity: {from: 2026-05-10, until: 2026-07-20}",
      "publicity}}{{#running}}!{{/running}}{{/publicity", 30
    ),
    (
      "publicity: {from: 2026-05-10, until: 2026-07-20}",
      "publicity}}{{#ended}}!{{/ended}}{{/publicity", 30
    ),
    ("expires: 2026-07-20", "expired}}!{{/expired", 30),
    ("event: {start: 2026-07-20 09:00}", "event}}{{#ended}}!{{/ended}}{{/event", 30),
  ])
  func `is another one where time changes the one thing that a page shows`(
    header: String, shown: String, days: Int
  ) throws {
    let site = SiteFixture().notice("a", header: header + "\n")
      .file(
        "templates/notice.mustache", "{{#document}}{{#notice}}{{#\(shown)}}{{/notice}}{{/document}}"
      )
    _ = try site.fingerprints()
    let before = try #require(site.output("notice/a/index.html"))
    _ = try site.fingerprints {
      $0.now = Moment(seconds: $0.now.seconds + days * 86_400, offsetMinutes: 480)
    }
    #expect(site.output("notice/a/index.html") != before)
  }

  @Test func `is another one under another address`() throws {
    let site = SiteFixture().notice("a")
    _ = try site.fingerprints()
    _ = try site.fingerprints { $0.baseURL = "https://example.com/other/" }
    for path in ["rss.xml", "sitemap.xml", "robots.txt", "notice/a/index.html"] {
      let text = try #require(site.output(path))
      #expect(text.contains("https://example.com/other/"), "\(path)")
      #expect(!text.contains("https://example.org/portal/"), "\(path)")
    }
  }
}

@Suite struct `What a build has to look at again` {
  private func isUnchanged(
    _ site: SiteFixture, _ change: (inout BuildOptions) -> Void = { _ in }
  ) -> Bool {
    site.build {
      $0.clockStep = -60_000_000_000
      change(&$0)
    }.isUnchanged
  }

  @Test func `is a file whose stamp differs in anything`() {
    let stamps = [
      (1, 2, 3, 4), (9, 2, 3, 4), (1, 9, 3, 4), (1, 2, 9, 4), (1, 2, 3, 9),
    ].map { FileStamp(size: $0.0, modified: $0.1, changed: $0.2, inode: $0.3) }
    var parts = DigestBuilder()
    let digests = stamps.map { stamp in
      parts.add(stamp)
      return parts.digest()
    }
    #expect(Set(digests).count == stamps.count)
  }

  /// The files of a folder keep their stamps when it is renamed.
  @Test func `is a folder that was renamed`() throws {
    let site = SiteFixture().file("content/page/index.md", "---\ntitle: 单页\n---\n正文。\n")
    #expect(!isUnchanged(site))
    #expect(isUnchanged(site))
    let content = site.root.appending(path: "content")
    try FileManager.default.moveItem(
      at: content.appending(path: "page"), to: content.appending(path: "other"))
    #expect(!isUnchanged(site))
    #expect(site.output("page/index.html")?.contains("url=../other/") == true)
    #expect(site.output("other/index.html")?.contains("正文。") == true)
  }

  @Test func `is something that is no file, and is elsewhere or another thing now`() throws {
    let site = SiteFixture().notice("a")
    let content = site.root.appending(path: "content")
    let (first, second) = (content.appending(path: "l1"), content.appending(path: "l2"))
    try FileManager.default.createSymbolicLink(atPath: first.path, withDestinationPath: "/")
    #expect(!isUnchanged(site))
    #expect(isUnchanged(site))
    try FileManager.default.moveItem(at: first, to: second)
    #expect(!isUnchanged(site))
    #expect(isUnchanged(site))
    try FileManager.default.removeItem(at: second)
    #expect(unsafe mkfifo(second.path, 0o600) == 0)
    #expect(!isUnchanged(site))
    #expect(isUnchanged(site))
  }

  @Test func `is a site that is called otherwise, or has its drafts in it`() {
    let site = SiteFixture().notice("a").notice("b", header: "draft: true\n")
    let changes: [(inout BuildOptions) -> Void] = [
      { $0.content = site.root.path + "/./content" },
      { $0.templates = site.root.path + "/./templates" },
      { $0.baseURL = "https://example.com/" }, { $0.includesDrafts = true },
    ]
    for change in changes {
      _ = isUnchanged(site)
      #expect(isUnchanged(site))
      #expect(!isUnchanged(site, change))
    }
  }

  @Test(arguments: [
    ("date: 2026-07-03", 2), ("expires: 2026-07-03", 3),
    ("publicity: {from: 2026-07-03, until: 2026-09-01}", 2),
    ("publicity: {from: 2026-06-01, until: 2026-07-03}", 3),
    ("event: {start: 2026-07-03 09:00, end: 2026-07-03 10:00}", 2),
    ("event: {start: 2026-07-03}", 3),
  ])
  func `is a site on the day on which something becomes due or ends`(
    field: String, days: Int
  ) {
    let date = field.hasPrefix("date") ? "" : "date: 2026-06-01\n"
    let site = SiteFixture().file("content/notice/a.md", "---\ntitle: 通知\n\(date)\(field)\n---\n")
    func isUnchanged(after days: Int) -> Bool {
      self.isUnchanged(site) {
        $0.now = Moment(
          seconds: SiteFixture.now.seconds + days * 86_400, offsetMinutes: 480)
      }
    }
    #expect(!isUnchanged(after: 0))
    // The calendar's page names the day, so that a site with an event is another one each day.
    let isDaily = field.hasPrefix("event")
    #expect(isUnchanged(after: days - 1) != isDaily)
    #expect(!isUnchanged(after: days))
    #expect(isUnchanged(after: days + 30) != isDaily)
    #expect(!isUnchanged(after: 0))
  }
}
