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

extension SiteFixture {
  /// The days of the calendar's page, in its order, with the texts of what is on each: marks, title, times and place.
  fileprivate func calendarDays() -> [(day: String, texts: [String])] {
    let page = output("calendar/index.html") ?? ""
    return page.components(separatedBy: #"<li class="day">"#).dropFirst().map { part in
      let day = part.components(separatedBy: "</ul>")[0]
      let date = day.components(separatedBy: #"datetime=""#)[1].prefix(10)
      return (
        String(date),
        day.components(separatedBy: "data-over=").dropFirst().map { item in
          String(item.drop { $0 != ">" }.dropFirst())
            .replacingOccurrences(of: "<[^>]*>", with: "", options: .regularExpression)
            .components(separatedBy: .newlines).filter { !$0.isEmpty }.joined(separator: " | ")
        }
      )
    }
  }

  fileprivate func texts(on day: String) -> [String]? {
    calendarDays().first { $0.day == day }?.texts
  }

  fileprivate static func withMeetings(_ list: String, _ more: String = "") -> SiteFixture {
    let lines = list.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    return SiteFixture(config: SiteFixture.config + more + "meetings:\n\(lines)\n")
  }

  /// Builds the site some days after the fixture's, at 12:00.
  @discardableResult
  fileprivate func build(after days: Int) -> BuildReport {
    build { $0.now = Moment(seconds: Self.now.seconds + days * 86_400, offsetMinutes: 480) }
  }
}

@Suite struct `The calendar's page` {
  private let themeDay =
    "- {title: 主题党日, start: 2026-01-17 09:00, minutes: 90, every: 每月, by: 星期, place: 二楼"

  @Test func `lists notices' events and the days of recurring meetings together`() {
    let site = SiteFixture.withMeetings(themeDay + "}")
      .notice("a", header: "event: {start: 2026-07-18 09:00, end: 2026-07-18 11:00, place: 三楼}\n")
      .notice("b", header: "event: {start: 2026-08-01, end: 2026-08-03}\n")
      .notice("c", header: "event: {start: 2027-07-31 10:00}\n")
      .notice("d", header: "event: {start: 2027-08-01 10:00}\n")
      .notice("e", header: "event: {start: 2026-04-01 10:00}\n")
      .notice("f", header: "event: {start: 2026-03-31 10:00}\n")
    #expect(site.build().succeeded)
    // The notice of 18 July announces the meeting of that day.
    #expect(
      site.calendarDays().map { [$0.day] + $0.texts } == [
        ["2026-07-18", "通知a | 9:00—11:00 三楼"], ["2026-08-01", "通知b | 到8月3日"],
        ["2026-08-15", "主题党日 | 9:00—10:30 二楼"], ["2026-09-19", "主题党日 | 9:00—10:30 二楼"],
        ["2027-07-31", "通知c | 10:00"], ["2026-06-20", "主题党日 | 9:00—10:30 二楼"],
        ["2026-05-16", "主题党日 | 9:00—10:30 二楼"], ["2026-04-01", "通知e | 10:00"],
        ["2026-04-18", "主题党日 | 9:00—10:30 二楼"],
      ])
    let page = site.output("calendar/index.html") ?? ""
    #expect(page.contains(#"截至<time datetime="2026-07-01">2026年7月1日</time>的安排。"#))
    #expect(page.contains(#"<h2 id="2026-07">2026年7月</h2>"#))
    #expect(page.contains("<p>每月第三个星期六9:00—10:30 <span>二楼</span></p>"))
    // Whether there is such a page depends on the day, and a sitemap does not.
    #expect(site.output("sitemap.xml")?.contains("calendar") == false)
  }

  @Test func `shows what is cancelled, left out and moved as such`() {
    let site = SiteFixture.withMeetings(themeDay + ", except: [2026-07-18, 2026-09-19]}")
      .notice("a", header: "event: {start: 2026-07-11 09:00, title: 7月主题党日}\n")
      .notice("b", header: "event: {start: 2026-07-20 15:00, cancelled: true}\n")
      // It takes place of another month's meeting, and is too far away from both that are left out.
      .notice("c", header: "event: {start: 2026-12-05 09:00, title: 主题党日}\n")
    #expect(site.build().succeeded)
    #expect(site.texts(on: "2026-07-18") == ["改期 主题党日 | 改到7月11日 9:00 通知a"])
    #expect(site.texts(on: "2026-07-11") == ["7月主题党日 | 9:00 （原定7月18日）"])
    #expect(site.texts(on: "2026-07-20") == ["已取消 通知b | 15:00"])
    #expect(site.texts(on: "2026-09-19") == ["不开 主题党日"])
    let home = (site.output("index.html") ?? "").replacing("<wbr>", with: "")
    #expect(home.contains("7月主题党日") && home.contains("8月15日"))
    #expect(!home.contains("9月19日") && !home.contains("7月20日") && !home.contains("<b>7月18日"))
  }

  @Test func `keeps the zone of the site, whatever a notice's own`() {
    let site = SiteFixture.withMeetings(themeDay + "}", "timezone: UTC\n")
      .notice("a", header: "event: {start: 2026-07-18 02:00+08:00}\n")
    #expect(site.build().succeeded)
    #expect(site.texts(on: "2026-07-17") == ["通知a | 18:00"])
    #expect(site.texts(on: "2026-07-18") == ["主题党日 | 9:00—10:30 二楼"])
    let page = site.output("calendar/index.html") ?? ""
    #expect(page.contains(#"data-over="1784370600""#))  // 10:30 in Greenwich
  }

  @Test func `is made only where there is something on it, and something links to it`() {
    func links(_ site: SiteFixture) -> Bool {
      #expect(site.build().succeeded)
      let links = site.output("index.html")?.contains(#"href="calendar/""#) == true
      #expect(links == site.tree().keys.contains("calendar/index.html"))
      return links
    }
    #expect(!links(SiteFixture().notice("a")))
    #expect(!links(SiteFixture().notice("a", header: "event: {start: 2024-07-18}\n")))
    #expect(links(SiteFixture().notice("a", header: "event: {start: 2026-07-18}\n")))
    let off = SiteFixture(config: SiteFixture.config + "calendar-page: false\n")
      .notice("a", header: "event: {start: 2026-07-18}\n")
    #expect(!links(off))
    #expect(off.output("index.html")?.contains("7月18日") == true)
  }

  @Test func `gives way to a page that a site had at its address`() {
    let event = "event: {start: 2026-07-18}\n"
    let pages = [
      SiteFixture().file("content/calendar.md", "---\ntitle: 我们的日历\n---\n正文。\n"),
      SiteFixture(config: SiteFixture.config + "  calendar: {kind: page, title: 我们的日历}\n"),
      SiteFixture().notice("b", header: "aliases: [/calendar/]\n"),
    ]
    for site in pages {
      #expect(site.notice("a", header: event).build().diagnostics == [])
      #expect(site.output("calendar/index.html")?.contains("data-over") == false)
      #expect(site.output("index.html")?.contains("会议和活动日历") == false)
    }
  }

  @Test func `is in a preview too, which has no files of calendars`() {
    let site = SiteFixture().notice("a", header: "draft: true\nevent: {start: 2026-07-18}\n")
    #expect(site.build { $0.includesDrafts = true }.succeeded)
    #expect(site.output("calendar/index.html", in: "site-drafts")?.contains("通知a") == true)
    #expect(!site.tree("site-drafts").keys.contains { $0.hasSuffix(".ics") })
  }

  @Test func `is made again when another day has begun, and when something is over`() {
    let site = SiteFixture().notice("a", header: "event: {start: 2026-07-01 13:00-14:00}\n")
    usleep(12_000)
    site.build { $0.clockStep = 10_000_000 }
    func changes(_ seconds: Int) -> [String] {
      let before = site.tree()
      usleep(12_000)
      let report = site.build {
        $0.now = Moment(seconds: SiteFixture.now.seconds + seconds, offsetMinutes: 480)
        $0.clockStep = 10_000_000
      }
      #expect(site.printed(report.diagnostics) == "")
      #expect(report.isUnchanged == (before == site.tree()))
      return differences(before, site.tree())
    }
    #expect(changes(3600) == [])
    #expect(changes(2 * 3600 + 1) == ["calendar/index.html", "index.html", "notice/a/index.html"])
    #expect(changes(11 * 3600) == [])
    #expect(changes(12 * 3600) == ["calendar/index.html"])
  }

  @Test func `shows a branch its meetings in words, and its next days`() {
    let site = SiteFixture.withMeetings(themeDay + "}")
      .file(
        "content/branches/one.md",
        """
        ---
        title: 第一党支部
        name: 一支部
        meetings:
          - {title: 支委会, start: 2026-01-10 19:30, minutes: 60, every: 每月, place: 线上}
          - {title: 组织生活会, start: 2025-12-27 19:30, every: 每年, by: 星期, until: 2026-06-30}
        ---
        """
      )
      .file("content/branches/two.md", "---\ntitle: 第二党支部\nname: 二支部\n---\n")
    #expect(site.build().succeeded)
    let (one, two) = (
      site.output("branches/one/index.html"), site.output("branches/two/index.html")
    )
    #expect(one?.contains("<p>每月10日19:30—20:30 <span>线上</span></p>") == true)
    #expect(one?.contains("每月第三个星期六9:00—10:30") == true)
    #expect(one?.contains("组织生活会") == false, "its last day is over")
    #expect(one?.contains("<b>支委会</b>") == true && one?.contains("7月10日") == true)
    #expect(two?.contains("支委会") == false && two?.contains("主题党日") == true)
    #expect(two?.contains("7月18日") == true && two?.contains("7月10日") == false)
    #expect(site.texts(on: "2026-07-10") == ["支委会（一支部） | 19:30—20:30 线上"])
  }

  @Test(arguments: [
    ("start: 2026-01-10 19:30", "每月10日19:30", "The 10th of each month, 19:30"),
    ("start: 2026-01-22, by: weekday", "每月第四个星期四", "The fourth Thursday of each month"),
    ("start: 2026-01-31, by: weekday", "每月最后一个星期六", "The last Saturday of each month"),
    (
      "start: 2026-02-01 09:00, every: quarter", "每季度第二个月1日9:00",
      "The 1st of the second month of each quarter, 09:00"
    ),
    ("start: 2026-12-12, every: year", "每年12月12日", "The 12th of December each year"),
    (
      "start: 2026-12-02 19:00-20:00, every: year, by: weekday, until: 2030-12-31",
      "每年12月第一个星期三19:00—20:00（到2030年12月31日为止）",
      "The first Wednesday of December each year, 19:00 – 20:00, until 31 December 2030"
    ),
  ])
  func `says in words when a meeting is held`(meeting: String, chinese: String, english: String) {
    let every = meeting.contains("every:") ? "" : ", every: month"
    for (language, words) in [("zh-CN", chinese), ("en", english)] {
      let site = SiteFixture.withMeetings(
        "- {title: 会, \(meeting)\(every)}", "language: \(language)\n"
      ).notice("a", header: "event: {start: 2026-07-18}\n")
      #expect(site.build().succeeded)
      #expect(site.output("calendar/index.html")?.contains("<p>\(words)</p>") == true)
    }
  }
}

// MARK: - Beside the calendar that people subscribe to

/// An event of a calendar with the days on which it takes place, found by trying every day.
private struct SubscribedEvent {
  let summary: String
  let first: CivilDate
  private let rule: [String: String]
  private let exceptions: [String]

  init?(_ properties: [String: String]) {
    func day(_ text: Substring) -> CivilDate? {
      guard let year = Int(text.prefix(4)), let month = Int(text.dropFirst(4).prefix(2)),
        let number = Int(text.dropFirst(6).prefix(2))
      else { return nil }
      return CivilDate(year: year, month: month, day: number)
    }
    guard let start = properties["DTSTART"], let first = day(start.prefix(8)) else { return nil }
    self.first = first
    summary = (properties["SUMMARY"] ?? "").replacing("（已取消）", with: "")
    rule = Dictionary(
      uniqueKeysWithValues: (properties["RRULE"] ?? "").split(separator: ";").map {
        let parts = $0.split(separator: "=")
        return (String(parts[0]), String(parts[1]))
      })
    exceptions = (properties["EXDATE"] ?? "").split(separator: ",").map { String($0.prefix(8)) }
  }

  /// Whether it takes place on a day, after RFC 5545; `UNTIL` lies on the day before in Greenwich, or is a day.
  func isOn(_ day: CivilDate) -> Bool {
    guard let frequency = rule["FREQ"] else { return day == first }
    if day < first || exceptions.contains(day.iso.replacing("-", with: "")) { return false }
    if let until = rule["UNTIL"], day.iso.replacing("-", with: "") > until.prefix(8) {
      return false
    }
    let months = (day.year - first.year) * 12 + day.month - first.month
    if months % (frequency == "YEARLY" ? 12 : Int(rule["INTERVAL"] ?? "1") ?? 1) != 0 {
      return false
    }
    if let number = rule["BYMONTHDAY"] { return day.day == Int(number) }
    let weekdays = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"]
    guard let rule = rule["BYDAY"], rule.hasSuffix(weekdays[day.weekday]),
      let ordinal = Int(rule.dropLast(2))
    else { return false }
    return ordinal < 0
      ? day.day + 7 > CivilDate.days(inMonth: day.month, of: day.year)
      : (day.day + 6) / 7 == ordinal
  }
}

@Suite struct `The calendar in HTML` {
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `has every event of the calendar within 90 days on its day, and nothing else`(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    func number(_ count: Int) -> Int { Int.random(in: 0..<count, using: &numbers) }
    func day(_ offset: Int) -> CivilDate { SiteFixture.now.date.adding(days: offset) }
    func meeting(_ index: Int) -> String {
      let every = ["month", "quarter", "year"][number(3)]
      let until = number(3) == 0 ? ", until: \(day(number(300) + 1).iso)" : ""
      let by = number(2) == 0 ? "date" : "weekday"
      return
        "- {title: 会\(index), id: m\(index), start: \(day(-number(500)).iso) 1\(number(9)):00, every: \(every), by: \(by)\(until)\(number(6) == 0 ? ", cancelled: true" : "")}"
    }
    let site = SiteFixture.withMeetings((0..<4).map { meeting($0) }.joined(separator: "\n"))
    for branch in 1...2 {
      let list = (0..<3).map { "  " + meeting(branch * 10 + $0) }.joined(separator: "\n")
      site.file(
        "content/branches/b\(branch).md", "---\ntitle: 支部\(branch)\nmeetings:\n\(list)\n---\n")
    }
    for index in 0..<20 {
      let branch = number(2) == 0 ? "branch: b\(number(2) + 1)\n" : ""
      let time = number(3) == 0 ? "" : " 1\(number(9)):00"
      site.notice(
        "n\(index)",
        header: branch
          + "event: {start: \(day(number(300) - 150).iso)\(time)\(number(5) == 0 ? ", cancelled: true" : "")}\n"
      )
    }
    for now in [0, 45, 200] {
      let report = site.build(after: now)
      #expect(site.messages(.english, of: report).components(separatedBy: "error:").count == 1)
      let events = site.events().compactMap(SubscribedEvent.init)
      #expect(events.count > 20)
      let shown = Dictionary(
        site.calendarDays().map { ($0.day, $0.texts) }, uniquingKeysWith: { $0 + $1 })
      for offset in (now - 90)...(now + 90) {
        let expected = events.filter { $0.isOn(day(offset)) }.map(\.summary).sorted()
        let found = (shown[day(offset).iso] ?? []).map {
          String($0.components(separatedBy: " | ")[0].replacing("已取消 ", with: ""))
        }
        #expect(found.sorted() == expected, "\(day(offset).iso) at \(now), seed \(seed)")
      }
    }
  }

  @Test func `says of the demonstration what its calendar says`() throws {
    let site = SiteFixture()
    var options = site.options
    options.content = packageFolder.appending(path: "content").path
    #expect(site.printed(Portal.build(options).diagnostics.filter { $0.severity > .note }) == "")
    let days = Dictionary(site.calendarDays().map { ($0.day, $0.texts) }, uniquingKeysWith: +)
    for event in site.events().compactMap(SubscribedEvent.init) {
      for offset in -90...90 {
        let day = SiteFixture.now.date.adding(days: offset)
        guard event.isOn(day) else { continue }
        #expect(days[day.iso]?.contains { $0.contains(event.summary) } == true, "\(event.summary)")
      }
    }
    #expect(days.values.joined().contains { $0.hasPrefix("已取消 ") })
    #expect(days.values.joined().contains { $0.hasPrefix("改期 ") })
  }
}
