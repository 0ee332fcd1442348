import Dates
import Testing

@Suite struct `Civil dates` {
  @Test func `every day of eight centuries comes back from its number`() throws {
    var expected = try #require(CivilDate(year: 1600, month: 1, day: 1))
    let first = expected.daysSinceEpoch
    for offset in 0..<(146_097 * 2) {
      #expect(CivilDate(daysSinceEpoch: first + offset) == expected)
      #expect(expected.daysSinceEpoch == first + offset)
      expected = try #require(following(expected))
    }
  }

  private func following(_ date: CivilDate) -> CivilDate? {
    CivilDate(year: date.year, month: date.month, day: date.day + 1)
      ?? CivilDate(year: date.year, month: date.month + 1, day: 1)
      ?? CivilDate(year: date.year + 1, month: 1, day: 1)
  }

  @Test(arguments: [
    (1970, 1, 1, 4), (2026, 7, 1, 3), (2000, 2, 29, 2), (1921, 7, 1, 5), (2026, 11, 24, 2),
  ])
  func `weekdays are those of the calendar`(year: Int, month: Int, day: Int, weekday: Int) {
    #expect(CivilDate(year: year, month: month, day: day)?.weekday == weekday)
  }

  @Test(arguments: [Int.min, -1_000_000_000, -719_163, 2_932_897, 1_000_000_000, Int.max])
  func `beyond the first and the last stand these`(days: Int) {
    #expect(CivilDate(daysSinceEpoch: days).iso == (days < 0 ? "0001-01-01" : "9999-12-31"))
  }

  @Test(arguments: [
    (2026, 2, 29), (1900, 2, 29), (2026, 13, 1), (2026, 4, 31), (0, 1, 1), (2026, 1, 0),
  ])
  func `days that do not exist are refused`(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }
}

@Suite struct `Zones` {
  @Test(arguments: [
    ("Asia/Shanghai", "Asia/Shanghai"), ("Asia/Chongqing", "Asia/Shanghai"),
    ("PRC", "Asia/Shanghai"),
    ("Asia/Kashgar", "Asia/Urumqi"), ("Asia/Macao", "Asia/Macau"), ("Etc/UTC", "UTC"),
    ("+08:00", "UTC+08:00"),
  ])
  func `are known by the other names that the time zone database has`(name: String, zone: String) {
    #expect(Zone(name)?.name == zone)
  }
}

@Suite struct `Moments` {
  @Test(arguments: [
    ("2026-07-01", "2026-07-01T00:00:00+08:00", false),
    ("2026-07-01 09:30", "2026-07-01T09:30:00+08:00", true),
    ("2026-07-01T09:30:15", "2026-07-01T09:30:15+08:00", true),
    ("2026-07-01T09:30:15Z", "2026-07-01T09:30:15+00:00", true),
    ("2026-07-01T09:30-05:30", "2026-07-01T09:30:00-05:30", true),
    ("1969-12-31 23:59:59", "1969-12-31T23:59:59+08:00", true),
  ])
  func `are read in the forms that the front matter takes`(
    text: String, rfc3339: String, hasTime: Bool
  ) throws {
    let moment = try #require(Moment(text, zone: .shanghai))
    #expect(moment.rfc3339 == rfc3339)
    #expect(moment.hasTime == hasTime)
  }

  @Test(arguments: [
    "", "2026", "2026-7-1", "2026-07-01 9:30", "2026-07-01 24:00", "2026-07-01 09:60",
    "2026-02-30", "2026-07-01 ", "2026-07-01x", "2026-07-01 09:30 ", "2026-07-01 09:30-05:30",
    "2026-07-01 09:30+25:00",
    "２０２６-07-01", "2026年7月1日", "-026-07-01", "0000-01-01", "10000-01-01", "99999-01-01",
    "9999-12-31T23:59+99:99", "9999-12-31T23:59+14:01", "9223372036854775807",
  ])
  func `other forms are refused`(text: String) {
    #expect(Moment(text, zone: .shanghai) == nil)
  }

  @Test func `are written for RSS with the weekday and the offset`() throws {
    let moment = try #require(Moment("2026-07-01 09:30", zone: .shanghai))
    #expect(moment.rfc822 == "Wed, 01 Jul 2026 09:30:00 +0800")
  }

  /// The first and the last moments lie in years on other clocks that no format has digits for.
  @Test(arguments: ["0001-01-01", "0001-01-01 00:00", "9999-12-31", "9999-12-31 23:59:59"])
  func `at both ends of the calendar are written with four digits on any clocks`(text: String)
    throws
  {
    for written in Zone.known.map(\.offsetMinutes) + [-720, 840] {
      let zone = try #require(Zone(offset(written)))
      let moment = try #require(Moment(text, zone: zone))
      for shown in [-720, 0, 480, 840] {
        let other = try #require(Zone(offset(shown)))
        for moment in [moment.on(other), moment.end.on(other)] {
          #expect(moment.rfc3339.utf8.count == 25)
          #expect(moment.rfc822.utf8.count == 31)
          #expect((1...9999).contains(moment.date.adding(days: 1).year))
        }
      }
    }
  }

  private func offset(_ minutes: Int) -> String {
    func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return (minutes < 0 ? "-" : "+") + digits(abs(minutes) / 60) + ":" + digits(abs(minutes) % 60)
  }

  @Test func `a date without a time ends with its last second`() throws {
    let day = try #require(Moment("2026-07-01", zone: .shanghai))
    #expect(day.end.rfc3339 == "2026-07-01T23:59:59+08:00")
    let time = try #require(Moment("2026-07-01 12:00", zone: .shanghai))
    #expect(time.end == time)
  }

  @Test func `compare by their instants, however they were written`() throws {
    let here = try #require(Moment("2026-07-01 08:00", zone: .shanghai))
    let there = try #require(Moment("2026-07-01T00:00Z", zone: .shanghai))
    #expect(here == there)
    #expect(here.date == there.date)
    #expect(try #require(Moment("2026-06-30T23:59:59Z", zone: .shanghai)) < here)
  }

  @Test func `zones are known names or offsets`() {
    #expect(Zone("Asia/Urumqi")?.offsetMinutes == 360)
    #expect(Zone("+05:45")?.offsetMinutes == 345)
    #expect(Zone("-12:00")?.offsetMinutes == -720)
    #expect(Zone("Mars/Base") == nil)
    #expect(Zone("+15:00") == nil)
  }
}
