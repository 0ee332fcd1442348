import Content
import Dates
import Foundation
import Pages
import Portal
import Publishing
import SiteModel
import TestSupport
import Testing

@Suite struct `A portal's calendars` {
  private let event = "event: {start: 2026-07-18 09:00, end: 2026-07-18 11:00, place: 二楼}\n"

  @Test func `hold every notice with an event, and its branch's holds it too`() {
    let site = SiteFixture()
      .notice("a", header: "id: n1\nbranch: one\ntags: [学习]\n" + event)
      .notice("b", header: "branch: two\n" + event).notice("c").notice(
        "d", header: event, date: "2026-08-01"
      )
      .file("content/branches/one.md", "---\ntitle: 第一党支部\nname: one\n---\n")
      .file("content/branches/two.md", "---\ntitle: 第二党支部\nname: two\n---\n")
    site.build()
    #expect(
      site.events().map { $0["UID"] } == [
        #"tag:example.org\,2025:n1"#, #"tag:example.org\,2025:notice/b"#,
      ])
    #expect(
      site.events("branches/one/calendar.ics") == [site.events()[0]])
    #expect(site.events("branches/two/calendar.ics") == [site.events()[1]])
    // What is no branch's concerns them all.
    site.notice("b", header: event)
    site.build()
    #expect(site.events("branches/one/calendar.ics") == site.events())
    #expect(site.events("notice/a/event.ics") == [site.events()[0]])
    #expect(site.output("notice/c/event.ics") == nil)
    let first = site.events()[0]
    #expect(first["DTSTART"] == "20260718T090000" && first["DTEND"] == "20260718T110000")
    #expect(first["LOCATION"] == "二楼" && first["CATEGORIES"] == "学习")
    #expect(first["URL"] == "https://example.org/portal/notice/a/")
    #expect(
      site.output("notice/a/index.html")?.contains(#"href="../../notice/a/event.ics""#) == true)
  }

  @Test func `are not there where nothing takes place`() {
    let site = SiteFixture().notice("a")
      .file("content/branches/one.md", "---\ntitle: 第一党支部\n---\n")
      .file("content/subscribe.md", "---\ntitle: 怎样订阅\ntemplate: subscribe\n---\n")
    #expect(site.build().succeeded)
    #expect(!site.tree().keys.contains { $0.hasSuffix(".ics") })
    #expect(site.output("subscribe/index.html")?.contains("webcal:") == false)
  }

  @Test func `take an end that is written behind the start`() {
    let site = SiteFixture()
      .notice("a", header: "event: {start: 2026-07-10 09:30-11:00, place: 二楼}\n")
      .notice("b", header: "event:\n  start: 2026年7月11日下午2点到4点半\n")
    #expect(site.build().diagnostics == [])
    #expect(
      site.events().map { [$0["DTSTART"], $0["DTEND"]] } == [
        ["20260710T093000", "20260710T110000"], ["20260711T140000", "20260711T163000"],
      ])
  }

  @Test func `number an event by the dates of its changes, and keep what is cancelled`() throws {
    let site = SiteFixture()
    func sequence(_ header: String) throws -> Int {
      site.notice("a", header: header)
      site.build()
      return try #require(Int(site.events()[0]["SEQUENCE"] ?? ""))
    }
    let changes = [
      event, event + "updated: 2026-06-05\n", event + "updated: 2026-06-05 09:00\n",
      event + "updated: 2026-06-05 09:01\n",
      event.replacing("}", with: ", cancelled: true}") + "updated: 2026-06-05 09:01\n",
      event + "updated: 2026-06-06\n",
    ]
    let numbers = try changes.map(sequence)
    #expect(numbers[0] == 0)
    #expect(zip(numbers, numbers.dropFirst()).allSatisfy(<))
    site.notice("a", header: event.replacing("}", with: ", cancelled: true}"))
    site.build()
    #expect(site.events().map { $0["STATUS"] } == ["CANCELLED"])
    #expect(site.events()[0]["SEQUENCE"] == "1")
  }

  @Test(arguments: [
    ("关于召开2026年第二季度党员大会的通知", "2026年第二季度党员大会"), ("关于开展8月主题党日活动的通知", "8月主题党日活动"),
    ("关于组织召开民主评议会的通知", "民主评议会"), ("关于举办读书会的通知", "读书会"), ("关于举行升旗仪式的通知", "升旗仪式"),
    ("关于招募社区义诊志愿者的通知", "关于招募社区义诊志愿者的通知"), ("关于召开的通知", "关于召开的通知"),
    ("关于召开党员大会的公告", "关于召开党员大会的公告"), ("General meeting in July", "General meeting in July"),
  ])
  func `call an event by the notice's title without the words of the official form`(
    title: String, name: String
  ) {
    let site = SiteFixture()
    func summary(_ more: String) -> String? {
      site.file(
        "content/notice/a.md",
        "---\ntitle: \(title)\ndate: 2026-06-01\n\(event.replacing("}", with: more + "}"))---\n正文。\n"
      )
      #expect(site.build().diagnostics == [])
      #expect(site.events("notice/a/event.ics")[0]["SUMMARY"] == site.events()[0]["SUMMARY"])
      return site.events()[0]["SUMMARY"]
    }
    #expect(summary("") == name)
    #expect(summary(", cancelled: true") == "（已取消）" + name)
    #expect(summary(", title: 七月大会") == "七月大会")
    #expect(summary(", title: 七月大会, cancelled: true") == "（已取消）七月大会")
  }

  @Test func `say in English that an event is called off`() {
    let site = SiteFixture(config: SiteFixture.config + "language: en\n")
      .notice("a", header: event.replacing("}", with: ", cancelled: true}"))
    site.build()
    #expect(site.events().map { $0["SUMMARY"] } == ["(cancelled) 通知a"])
  }

  @Test func `give an event with a time and no end the length that the settings say`() {
    let event = "event: {start: 2026-07-18 09:00}\n"
    let site = SiteFixture().notice("a", header: event)
      .notice("b", header: "event: {start: 2026-07-19}\n")
      .notice("c", header: "event: {start: 2026-07-20 09:00-10:00}\n")
    func lengths() -> [String?] {
      #expect(site.build().diagnostics == [])
      return site.events().map { $0["DURATION"] ?? $0["DTEND"] }
    }
    #expect(lengths() == ["PT60M", nil, "20260720T100000"])
    let minutes = SiteFixture.config + "event-minutes: 90\n"
    site.file("content/site.yml", minutes)
    #expect(lengths() == ["PT90M", nil, "20260720T100000"])
    let meeting = "meetings: [{title: 支委会, start: 2026-07-10 19:30, every: 每月}]\n"
    site.file("content/site.yml", minutes + meeting)
    #expect(lengths() == ["PT90M", "PT90M", nil, "20260720T100000"])
  }

  /// The times before it at which an event's own calendar file reminds of it.
  private func reminders(_ header: String, _ settings: String = "") -> [String] {
    let site = SiteFixture(config: SiteFixture.config + settings).notice("a", header: header)
    #expect(site.build().diagnostics == [])
    #expect(site.output("calendar.ics")?.contains("VALARM") == false)
    let lines = Unfolded.lines(of: site.output("notice/a/event.ics") ?? "")
    let alarms = lines.split { $0 == "BEGIN:VALARM" }.dropFirst()
    for alarm in alarms {
      #expect(alarm.contains("ACTION:DISPLAY") && alarm.contains("DESCRIPTION:通知a"))
    }
    return alarms.compactMap { $0.first { $0.hasPrefix("TRIGGER:") } }
  }

  @Test func `remind of an event only in the file that people add by hand`() {
    func with(_ more: String) -> String { event.replacing("}", with: more + "}") }
    #expect(reminders(event) == [])
    #expect(reminders(with(", remind: 30")) == ["TRIGGER:-PT30M"])
    #expect(reminders(event, "remind: 45\n") == ["TRIGGER:-PT45M"])
    #expect(reminders(with(", remind: 10"), "remind: 45\n") == ["TRIGGER:-PT10M"])
    #expect(reminders(with(", remind: 0"), "remind: 45\n") == [])
    #expect(reminders(with(", cancelled: true"), "remind: 45\n") == [])
    // A day begins at midnight, when nobody wants to be woken by a default.
    #expect(reminders("event: {start: 2026-07-18}\n", "remind: 45\n") == [])
    #expect(reminders("event: {start: 2026-07-18, remind: 900}\n") == ["TRIGGER:-PT900M"])
  }

  @Test(arguments: [
    ("start: 2026-01-15 19:30, every: month", "FREQ=MONTHLY;BYMONTHDAY=15"),
    ("start: 2026-01-15 19:30, every: 每季度, by: 日期", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15"),
    ("start: 2026-01-15 19:30, every: year", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15"),
    ("start: 2026-01-15 19:30, every: 每月, by: 星期", "FREQ=MONTHLY;BYDAY=3TH"),
    ("start: 2026-03-22 19:30, every: quarter, by: weekday", "FREQ=MONTHLY;INTERVAL=3;BYDAY=4SU"),
    ("start: 2026-01-31 19:30, every: 每年, by: weekday", "FREQ=YEARLY;BYMONTH=1;BYDAY=-1SA"),
    ("start: 2026-01-31, every: month, by: weekday", "FREQ=MONTHLY;BYDAY=-1SA"),
    (
      "start: 2026-01-15 19:30, every: month, until: 2026-12-31",
      "FREQ=MONTHLY;UNTIL=20261231T155959Z;BYMONTHDAY=15"
    ),
  ])
  func `repeat a meeting as it is said`(meeting: String, rule: String) {
    let site = meetings("- {title: 会, \(meeting)}")
    #expect(site.build().diagnostics.isEmpty)
    #expect(site.events().map { $0["RRULE"] } == [rule])
  }

  @Test func `leave out a meeting's exceptions, and the times that a notice announces`() {
    let site = meetings(
      """
      - title: 主题党日
        id: day
        start: 2026-01-17 09:00
        minutes: 90
        every: 每月
        by: 星期
        except: [2026-02-21]
        updated: 2026-02-01
      """)
    site.build()
    let before = site.events()[0]
    #expect(before["UID"] == #"tag:example.org\,2025:meeting:day"#)
    #expect(before["DTEND"] == "20260117T103000")
    #expect(before["EXDATE"] == "20260221T090000")
    site.notice("a", header: event).notice("b", header: event.replacing("09:00", with: "09:30"))
    site.build()
    let meeting = site.events()[0]
    #expect(meeting["EXDATE"] == "20260221T090000,20260718T090000")
    #expect(Int(meeting["SEQUENCE"] ?? "") ?? 0 > Int(before["SEQUENCE"] ?? "") ?? 0)
    #expect(site.events().count == 3)
  }

  @Test func `of a branch hold its own meetings, told apart on the site's`() {
    let meeting = "- {title: 支委会, start: 2026-01-10 19:30, minutes: 60, every: 每月"
    let site = meetings(meeting + "}")
    for name in ["one", "two"] {
      site.file(
        "content/branches/\(name).md",
        "---\ntitle: 支部\(name)\nname: \(name)\nid: b-\(name)\nmeetings:\n  \(meeting), id: c}\n---\n"
      )
    }
    // A notice of one branch stands in the calendars of that branch and of the site, and there in
    // the stead of the meetings that it announces.
    site.notice("a", header: "branch: one\nevent: {start: 2026-07-10 19:30}\n")
    #expect(site.build().succeeded)
    func exceptions(_ path: String) -> [String: String] {
      Dictionary(
        uniqueKeysWithValues: site.events(path).map { ($0["SUMMARY"] ?? "", $0["EXDATE"] ?? "") })
    }
    let announced = "20260710T193000"
    #expect(
      exceptions("calendar.ics") == [
        "支委会": announced, "支委会（one）": announced, "支委会（two）": "", "通知a": "",
      ])
    #expect(
      exceptions("branches/one/calendar.ics") == [
        "支委会": announced, "支委会（one）": announced, "通知a": "",
      ])
    #expect(exceptions("branches/two/calendar.ics") == ["支委会": "", "支委会（two）": ""])
    #expect(
      site.events().first { $0["SUMMARY"] == "支委会（one）" }?["UID"]
        == #"tag:example.org\,2025:meeting:b-one/c"#)
  }

  /// What a rule means and which exceptions may be written are decided by one function; here it is
  /// held against counting days.
  @Test(arguments: ["date", "weekday"], ["month", "quarter", "year"])
  func `take as an exception just the days on which the meeting is held`(by: String, every: String)
  {
    let months = ["month": 1, "quarter": 3, "year": 12][every] ?? 1
    let days = (0..<800).compactMap { offset -> String? in
      guard let start = CivilDate(year: 2026, month: 1, day: 17) else { return nil }
      let day = start.adding(days: offset)
      let isDay = by == "date" ? day.day == 17 : day.weekday == 6 && (15...21).contains(day.day)
      let isMonth = ((day.year - 2026) * 12 + day.month - 1) % months == 0
      return isDay && isMonth ? day.iso : nil
    }
    func build(_ exceptions: [String]) -> Int {
      meetings(
        "- {title: 会, start: 2026-01-17, every: \(every), by: \(by), except: [\(exceptions.joined(separator: ", "))]}"
      ).build().diagnostics.count
    }
    #expect(days.count == 26 / months + 1)
    #expect(build(days) == 0)
    #expect(build(["2026-01-16", "2026-01-18", "2026-02-16", "2025-12-20"]) == 4)
  }

  private func meetings(_ list: String) -> SiteFixture {
    let lines = list.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    return SiteFixture(config: SiteFixture.config + "meetings:\n\(lines)\n")
  }
}
