import Dates
import Feeds
import TestSupport
import Testing

struct ICalendarTests {
  private let meeting = Calendar.Event(
    id: "tag:wutongli.example,2021-07-01:20260701-7k3mzq",
    summary: "党员大会, 第三季度; “七一”", start: Sample.moment("2026-07-05 09:00"),
    end: Sample.moment("2026-07-05 11:00"), location: "党群服务中心\\二楼",
    description: "请准时参加。\r\n自带笔记。\n", url: Sample.root + "notice/2026/meeting/?a=1;b,c",
    categories: ["会议", "a,b"], changed: Sample.moment("2026-07-03 08:00"), sequence: 2)

  private func lines(
    _ events: [Calendar.Event], zone: Zone = .shanghai
  ) -> [String] {
    let calendar = Calendar(
      name: "日历", producer: "-//BranchPress//BranchPress 0.1.0//ZH", zone: zone, events: events)
    let text = Sample.text { ICalendar.write(calendar, to: &$0) }
    return Unfolded.lines(of: text)
  }

  /// The lines of one event that begin with one of `names`.
  private func lines(_ event: Calendar.Event, _ names: String..., zone: Zone = .shanghai)
    -> [String]
  {
    lines([event], zone: zone).drop { $0 != "BEGIN:VEVENT" }
      .filter { line in names.contains { line.hasPrefix($0) } }
  }

  @Test func `A calendar has its zone and its events`() {
    let calendar = Calendar(
      name: "梧桐里网络党支部", description: "会议与活动", homeURL: Sample.root,
      url: Sample.root + "calendar.ics", producer: "-//BranchPress//BranchPress 0.1.0//ZH",
      zone: .shanghai, refreshHours: 12, events: [meeting])
    let text = Sample.text { ICalendar.write(calendar, to: &$0) }
    let expected = """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//BranchPress//BranchPress 0.1.0//ZH
      CALSCALE:GREGORIAN
      NAME:梧桐里网络党支部
      X-WR-CALNAME:梧桐里网络党支部
      DESCRIPTION:会议与活动
      X-WR-CALDESC:会议与活动
      URL:https://wutongli.example/portal/
      SOURCE;VALUE=URI:https://wutongli.example/portal/calendar.ics
      REFRESH-INTERVAL;VALUE=DURATION:PT12H
      X-PUBLISHED-TTL:PT12H
      X-WR-TIMEZONE:Asia/Shanghai
      BEGIN:VTIMEZONE
      TZID:Asia/Shanghai
      BEGIN:STANDARD
      DTSTART:19700101T000000
      TZOFFSETFROM:+0800
      TZOFFSETTO:+0800
      END:STANDARD
      END:VTIMEZONE
      BEGIN:VEVENT
      UID:tag:wutongli.example\\,2021-07-01:20260701-7k3mzq
      DTSTAMP:20260703T000000Z
      LAST-MODIFIED:20260703T000000Z
      DTSTART;TZID=Asia/Shanghai:20260705T090000
      DTEND;TZID=Asia/Shanghai:20260705T110000
      SUMMARY:党员大会\\, 第三季度\\; “七一”
      LOCATION:党群服务中心\\\\二楼
      DESCRIPTION:请准时参加。\\n自带笔记。\\n
      URL:https://wutongli.example/portal/notice/2026/meeting/?a=1;b,c
      CATEGORIES:会议,a\\,b
      STATUS:CONFIRMED
      SEQUENCE:2
      END:VEVENT
      END:VCALENDAR

      """
    #expect(
      text
        == expected.split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: "\r\n"))
  }

  @Test func `An event of whole days ends with the day after its last`() {
    var event = meeting
    event.start = Sample.moment("2026-07-30")
    event.end = Sample.moment("2026-07-31")
    #expect(
      lines(event, "DT", "TRANSP") == [
        "DTSTAMP:20260703T000000Z", "DTSTART;VALUE=DATE:20260730", "DTEND;VALUE=DATE:20260801",
        "TRANSP:TRANSPARENT",
      ])
  }

  @Test func `An end that is a day lasts to its midnight where the start has a time`() {
    var event = meeting
    event.end = Sample.moment("2026-07-05")
    #expect(lines(event, "DTEND") == ["DTEND;TZID=Asia/Shanghai:20260706T000000"])
  }

  @Test func `An end with a time is a day where the start is one`() {
    var event = meeting
    event.start = Sample.moment("2026-07-05")
    #expect(lines(event, "DTEND") == ["DTEND;VALUE=DATE:20260706"])
  }

  @Test(arguments: ["2026-07-05 09:00", "2026-07-05 08:59", "2026-07-04"])
  func `An end that is not behind the start is left out`(end: String) {
    var event = meeting
    event.end = Sample.moment(end)
    #expect(lines(event, "DTEND") == [])
  }

  @Test func `A time written with another offset is told on the calendar's clocks`() {
    var event = meeting
    event.start = Sample.moment("2026-07-05T23:30:00-01:00")
    event.end = nil
    #expect(lines(event, "DTSTART") == ["DTSTART;TZID=Asia/Shanghai:20260706T083000"])
  }

  @Test func `Coordinated universal time needs no zone`() throws {
    let utc = try #require(Zone("UTC"))
    #expect(lines(meeting, "DTSTART", zone: utc) == ["DTSTART:20260705T010000Z"])
    #expect(!lines([meeting], zone: utc).contains("BEGIN:VTIMEZONE"))
  }

  @Test func `A zone that is a bare offset has a name that parameters can hold`() throws {
    let zone = try #require(Zone("-03:30"))
    let written = lines([meeting], zone: zone)
    #expect(written.contains("TZID:UTC-0330"))
    #expect(written.contains("TZOFFSETTO:-0330"))
    #expect(!written.contains { $0.hasPrefix("X-WR-TIMEZONE") })
    #expect(written.contains("DTSTART;TZID=UTC-0330:20260704T213000"))
  }

  @Test func `A cancelled event says so`() {
    var event = meeting
    event.status = .cancelled
    #expect(lines(event, "STATUS") == ["STATUS:CANCELLED"])
  }

  @Test func `A recurring event has its rule, its exceptions and its replacements`() {
    var event = meeting
    event.recurrence = .init(
      .monthly, interval: 3, limit: .until(Sample.moment("2026-12-31")),
      days: [.init(.monday, ordinal: 1), .init(.friday, ordinal: -1), .init(.sunday)],
      daysOfMonth: [1, -1], months: [3, 9])
    event.exceptions = [Sample.moment("2026-08-05 09:00"), Sample.moment("2026-09-05 09:00")]
    event.replacing = Sample.moment("2026-10-05 09:00")
    #expect(
      lines(event, "RRULE", "EXDATE", "RECURRENCE-ID") == [
        "RRULE:FREQ=MONTHLY;INTERVAL=3;UNTIL=20261231T155959Z;BYMONTH=3,9;BYMONTHDAY=1,-1;"
          + "BYDAY=1MO,-1FR,SU",
        "EXDATE;TZID=Asia/Shanghai:20260805T090000,20260905T090000",
        "RECURRENCE-ID;TZID=Asia/Shanghai:20261005T090000",
      ])
  }

  @Test func `A recurring day has days in its rule and its exceptions`() {
    var event = meeting
    event.start = Sample.moment("2026-07-01")
    event.recurrence = .init(.yearly, limit: .until(Sample.moment("2030-07-01 08:00")))
    event.exceptions = [Sample.moment("2028-07-01")]
    #expect(
      lines(event, "RRULE", "EXDATE") == [
        "RRULE:FREQ=YEARLY;UNTIL=20300701", "EXDATE;VALUE=DATE:20280701",
      ])
    event.recurrence = .init(.weekly, limit: .count(4))
    #expect(lines(event, "RRULE") == ["RRULE:FREQ=WEEKLY;COUNT=4"])
  }

  @Test(arguments: 0..<200) func `Whatever an event says, its lines hold it`(seed: Int) {
    var source = HostileText(seed: seed)
    var event = meeting
    event.summary = String(repeating: "长", count: seed) + source.text()
    event.description = source.text() + source.text() + source.text()
    let calendar = Calendar(name: source.text(), producer: "p", zone: .shanghai, events: [event])
    let text = Sample.text { ICalendar.write(calendar, to: &$0) }
    #expect(Unfolded.isWellFolded(text))
    #expect(lines(event, "SUMMARY:").map(Unfolded.text) == [Unfolded.plain(event.summary)])
    #expect(
      lines(event, "DESCRIPTION:").map(Unfolded.text) == [Unfolded.plain(event.description ?? "")])
  }

  @Test func `An event without an end lasts as long as it is said to, unless it is a day`() {
    var event = meeting
    (event.end, event.minutes) = (nil, 90)
    #expect(lines(event, "DTEND", "DURATION") == ["DURATION:PT90M"])
    event.end = event.start
    #expect(lines(event, "DTEND", "DURATION") == ["DURATION:PT90M"])
    event.end = meeting.end
    #expect(
      lines(event, "DTEND", "DURATION") == ["DTEND;TZID=Asia/Shanghai:20260705T110000"])
    (event.start, event.end) = (Sample.moment("2026-07-05"), nil)
    #expect(lines(event, "DTEND", "DURATION").isEmpty)
  }

  @Test func `A reminder is an alarm that shows the title`() {
    var event = meeting
    event.reminder = 30
    let all = lines([event])
    let alarm = all.drop { $0 != "BEGIN:VALARM" }.prefix { $0 != "END:VEVENT" }
    #expect(
      Array(alarm) == [
        "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:党员大会\\, 第三季度\\; “七一”", "TRIGGER:-PT30M",
        "END:VALARM",
      ])
  }
}
