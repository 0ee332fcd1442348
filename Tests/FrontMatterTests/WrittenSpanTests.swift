import Dates
import Testing

@testable import FrontMatter

/// A written date with the start that is meant, and the end if there is one, on the clocks of Shanghai.
struct SpanCase: Sendable, CustomTestStringConvertible {
  let text: String
  let start: String
  let end: String?

  init(_ text: String, _ start: String, _ end: String? = nil) {
    (self.text, self.start, self.end) = (text, start, end)
  }

  var testDescription: String { text }
}

@Suite struct `A date as people write it` {
  private func shown(_ moment: Moment) -> String {
    guard moment.hasTime else { return moment.date.iso }
    let (hour, minute, second) = moment.time
    let clock = [hour, minute].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    return moment.date.iso + " " + clock + (second == 0 ? "" : ":\(second)")
  }

  @Test(arguments: [
    SpanCase("2026年7月1日", "2026-07-01"), SpanCase("2026 年 7 月 1 日", "2026-07-01"),
    SpanCase("2026年7月1号", "2026-07-01"), SpanCase("2026/7/1", "2026-07-01"),
    SpanCase("2026.07.01", "2026-07-01"), SpanCase("2026-7-1", "2026-07-01"),
    SpanCase("20260701", "2026-07-01"), SpanCase("２０２６－０７－０１", "2026-07-01"),
    SpanCase("二〇二六年七月一日", "2026-07-01"), SpanCase("二〇二六年十一月二十三日", "2026-11-23"),
    SpanCase("2026年7月1日（周三）", "2026-07-01"), SpanCase("2026年7月1日 星期三", "2026-07-01"),
    SpanCase("2026-07-01 9:30", "2026-07-01 09:30"), SpanCase("2026年7月1日9时30分", "2026-07-01 09:30"),
    SpanCase("2026年7月1日下午3点半", "2026-07-01 15:30"),
    SpanCase("二〇二六年七月三日下午三点半", "2026-07-03 15:30"),
    SpanCase("2026-07-01 下午3:05", "2026-07-01 15:05"),
    SpanCase("2026-07-01 上午9点", "2026-07-01 09:00"),
    SpanCase("2026-07-01 中午12点", "2026-07-01 12:00"),
    SpanCase("2026-07-01 中午1点", "2026-07-01 13:00"),
    SpanCase("2026-07-01 晚上7:30", "2026-07-01 19:30"),
    SpanCase("2026-07-01 晚19：30", "2026-07-01 19:30"),
    SpanCase("2026-07-01 12:30 AM", "2026-07-01 00:30"),
    SpanCase("2026-07-01 12:30 pm", "2026-07-01 12:30"),
    SpanCase("2026-07-01 3:30 p.m.", "2026-07-01 15:30"),
    SpanCase("2026-07-01　09:30", "2026-07-01 09:30"),
    SpanCase("2026-07-01T09:30:00.000Z", "2026-07-01 17:30"),
    SpanCase("2026-07-01 23:30:00 -0700", "2026-07-02 14:30"),
    SpanCase("2026-07-01 23:30 UTC", "2026-07-02 07:30"),
    SpanCase("2026-07-01 23:30 GMT+8", "2026-07-01 23:30"),
    SpanCase("2026-07-01T23:30-07:00", "2026-07-02 14:30"),
    SpanCase("Wed, 01 Jul 2026 23:30:00 GMT", "2026-07-02 07:30"),
    SpanCase("1 Jul 2026", "2026-07-01"), SpanCase("2023-06-06 15:00:00 +0800", "2023-06-06 15:00"),
    SpanCase("2026-07-10 09:30-11:00", "2026-07-10 09:30", "2026-07-10 11:00"),
    SpanCase("2026-07-10 9:30–11:00", "2026-07-10 09:30", "2026-07-10 11:00"),
    SpanCase("2026-07-10 9:30 ~ 11:00", "2026-07-10 09:30", "2026-07-10 11:00"),
    SpanCase("2026-07-10 14:30至16:00", "2026-07-10 14:30", "2026-07-10 16:00"),
    SpanCase("2026年7月10日下午2点到4点半", "2026-07-10 14:00", "2026-07-10 16:30"),
    SpanCase("2026-07-10 上午9点—下午4点", "2026-07-10 09:00", "2026-07-10 16:00"),
    SpanCase("2026-07-10 22:00 至 2026-07-11 01:00", "2026-07-10 22:00", "2026-07-11 01:00"),
    SpanCase("2026-07-10 至 2026-07-12", "2026-07-10", "2026-07-12"),
    SpanCase("2026-07-10至07-12", "2026-07-10", "2026-07-12"),
    SpanCase("2026年7月10日—8月2日", "2026-07-10", "2026-08-02"),
    SpanCase("2026年7月10日 9:00—12日 17:00", "2026-07-10 09:00", "2026-07-12 17:00"),
  ])
  func `is understood`(written: SpanCase) throws {
    let span = try #require(WrittenSpan(written.text, zone: .shanghai))
    #expect(shown(span.start) == written.start)
    #expect(span.end.map(shown) == written.end)
    #expect(!span.isUnclear)
  }

  @Test(arguments: [
    "", "明天", "2026", "2026-07", "2026年7月", "2026-13-01", "2026-02-30", "2026-07-01 24:00",
    "2026-07-01 9", "2026-07-01 9:3", "2026-07-01 09:60", "26-07-01", "7月1日", "01/07/2026",
    "2026-07-01 上午12:30", "2026-07-01 晚上12点", "2026-07-01 凌晨9点", "2026-07-01 09:30 左右",
    "2026-07-01 09:30-", "2026-07-01-05", "2026年7-1", "2026-07-01 09:30 +99:00", "123456789",
    "2026-07-01 13:00 AM", "定于2026年7月1日",
  ])
  func `is not guessed where it has two meanings or none`(text: String) {
    #expect(WrittenSpan(text, zone: .shanghai) == nil)
  }

  @Test(arguments: ["2026-07-01 16:00-14:30", "2026-07-01 09:30-07:00", "2026-07-10 至 2026-07-09"])
  func `is unclear where the end does not come after the start`(text: String) throws {
    #expect(try #require(WrittenSpan(text, zone: .shanghai)).isUnclear)
  }

  @Test(arguments: [
    ("2026-07-01T09:30-07:00", -420), ("2026-07-01 09:30:00-07:00", -420),
    ("2026-07-01 09:30+08:00", 480),
  ])
  func `has an offset behind seconds or T, or with a plus sign`(text: String, offset: Int) {
    #expect(Moment(text, zone: .shanghai)?.offsetMinutes == offset)
  }
}
