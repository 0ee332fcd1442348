public import Dates
internal import Diagnostics

/// Dates, and what is written in their place.
extension FieldReader {
  /// A date, with or without a time of day, in any form that has one meaning; `zone` holds where none is written. With an
  /// `endKey` it may have an end, which `end(of:)` then gives; elsewhere an end is reported.
  public mutating func moment(
    _ key: String, zone: Zone, endKey: String? = nil
  ) -> Field<Moment>? {
    guard let node = node(key) else { return nil }
    let text = scalar(node)?.value
    if let text, let moment = Moment(text, zone: zone) {
      return Field(value: moment, range: node.range)
    }
    if let span = text.flatMap({ WrittenSpan($0, zone: zone) }) {
      guard let end = span.end else {
        note(node.range, as: span.start.written)
        return Field(value: span.start, range: node.range)
      }
      if !span.isUnclear, endKey != nil {
        if span.start.date == end.date, span.start.hasTime, end.hasTime {
          note(node.range, as: span.start.written + "-" + end.written.suffix(5))
        }
        ends[key] = Field(value: end, range: node.range)
        return Field(value: span.start, range: node.range)
      }
      reportSpan(key, span, endKey: endKey, at: node.range)
      return nil
    }
    let written = text.flatMap(WrittenDate.init)
    let fault = written?.fault
    report(
      id: "bad-date", node.range,
      Message(
        "“\(path)\(key)”不是正确的日期" + (fault.map { "：" + $0.what.chinese } ?? ""),
        "`\(path)\(key)` is not a valid date" + (fault.map { ": " + $0.what.english } ?? "")),
      suggestion: fault?.instead ?? written?.suggestion ?? anyDate)
    return nil
  }

  /// A date or a list of at most so many dates, each in any form that has one meaning.
  public mutating func moments(
    _ key: String, zone: Zone, atMost most: Int
  ) -> [Field<Moment>] {
    if let text = plainText(key), !text.utf8.isEmpty, Moment(lenient: text, zone: zone) != nil {
      return moment(key, zone: zone).map { [$0] } ?? []
    }
    return names(key, atMost: most).compactMap { field in
      if let moment = Moment(lenient: field.value, zone: zone) {
        return Field(value: moment, range: field.range)
      }
      report(
        id: "bad-date", field.range,
        Message(
          "“\(path)\(key)”里的日期不对：\(brief(field.value))",
          "`\(path)\(key)` has an entry that is not a date: \(brief(field.value))"),
        suggestion: anyDate)
      return nil
    }
  }

  /// The text under a key, which is not known from this, if it is a plain one; nil for anything else.
  public func plainText(_ key: String) -> String? {
    entry(key).flatMap { scalar($0.value)?.value }
  }

  /// The end that was written with a date; nil if it had none.
  public func end(of key: String) -> Field<Moment>? { ends[key] }

  /// Reports two times where one is wanted, or two that are in no order.
  private mutating func reportSpan(
    _ key: String, _ span: WrittenSpan, endKey: String?, at range: Range<Int>
  ) {
    let (start, end) = (span.start.written, (span.end ?? span.start).written)
    let instead =
      endKey.map {
        Message("开始和结束分开写：\(key): \(start)，\($0): ……", "write `\(key): \(start)` and `\($0): …`")
      }
      ?? Message(
        "这里只写一个时间：\(key): \(start)；结束的时间 \(end) 写在正文里",
        "write one time here, `\(key): \(start)`, and give the end, \(end), in the text")
    report(
      id: "bad-date", range,
      span.isUnclear
        ? Message(
          "“\(path)\(key)”里的结束时间不比开始时间晚",
          "the second time in `\(path)\(key)` is not after the first")
        : Message("“\(path)\(key)”里写了两个时间", "`\(path)\(key)` contains two times"),
      suggestion: instead)
  }

  /// A day or a moment that must be there; without one the mapping is told of it. `endKey` is that of `moment`.
  public mutating func requiredMoment(
    _ key: String, zone: Zone, endKey: String? = nil
  ) -> Field<Moment>? {
    if let field = moment(key, zone: zone, endKey: endKey) { return field }
    if node(key) == nil {
      reportMissing(
        key, hint: Message("加一行“\(key): 2026-07-01”", "add a line `\(key): 2026-07-01`"))
    }
    return nil
  }
}

private let anyDate = Message(
  "写成 2026-07-01 这样，带时间写成 2026-07-01 09:30",
  "write it as 2026-07-01, or with a time as 2026-07-01 09:30")

/// A date in another form than ours: full-width or Chinese figures, `2026年7月1日`, `2026/7/1`,
/// `20260701`, with or without a time such as `9:00`, `下午3点半`.
private struct WrittenDate {
  private let year: Int
  private let month: Int
  private let day: Int
  /// As far as it was written.
  private var hour: Int?
  private var minute = 0

  /// Nil if the text has no three numbers that can be year, month and day.
  init?(_ text: String) {
    var numbers = numbersWritten(in: text)[...]
    guard let first = numbers.popFirst() else { return nil }
    if first.digits == 8 {
      (year, month, day) = (first.value / 10_000, first.value / 100 % 100, first.value % 100)
    } else if first.next == "月", numbers.count == 1 {
      (year, month, day) = (0, first.value, numbers.removeFirst().value)
    } else {
      guard let second = numbers.popFirst(), let third = numbers.popFirst(),
        first.digits == 4 || first.digits == 2, third.digits <= 2
      else { return nil }
      year = first.digits == 2 ? 2000 + first.value : first.value
      (month, day) = (second.value, third.value)
    }
    guard let clock = numbers.popFirst(), let sign = clock.next,
      ":：时点.".unicodeScalars.contains(sign)
    else { return }
    hour = clock.value
    minute = numbers.first?.value ?? (text.unicodeScalars.contains("半") ? 30 : 0)
    let isAfternoon = ["下午", "晚", "PM", "pm"].contains { text.contains($0) }
    if isAfternoon, clock.value < 12 { hour = clock.value + 12 }
  }

  private var date: CivilDate? { CivilDate(year: year, month: month, day: day) }

  /// Why there is no such day or time, and what to do.
  var fault: (what: Message, instead: Message)? {
    if year == 0 {
      return (
        Message("没有写年份", "there is no year"),
        Message("年、月、日都要写，例如 2026-07-01", "write the year, month and day, as in 2026-07-01")
      )
    }
    guard (1...12).contains(month) else {
      return (
        Message("没有 \(month) 月", "there is no month \(month)"),
        Message("月份写 01 到 12，例如 2026-07-01", "months are 01 to 12, as in 2026-07-01")
      )
    }
    if date == nil { return dayFault }
    guard let hour, hour > 23 || minute > 59 else { return nil }
    let clock = "\(hour):\(twoDigits(minute))"
    let isMidnight = hour == 24 && minute == 0
    return (
      Message("没有 \(clock) 这个时间", "there is no time \(clock)"),
      isMidnight
        ? Message("写成 \(iso) 23:59", "write \(iso) 23:59")
        : Message(
          "时间写 00:00 到 23:59，例如 \(iso) 09:30", "times are 00:00 to 23:59, as in \(iso) 09:30")
    )
  }

  private var dayFault: (what: Message, instead: Message) {
    let last = CivilDate.days(inMonth: month, of: year)
    let isLeapDay = month == 2 && day == 29
    return (
      Message(
        "\(isLeapDay ? "\(year) 年 " : "")\(month) 月没有 \(day) 日",
        "there is no day \(day) in month \(month)\(isLeapDay ? " of \(year)" : "")"),
      Message(
        "核对日期；这个月最后一天是 \(year)-\(twoDigits(month))-\(last)",
        "check the date; the last day of that month is \(year)-\(twoDigits(month))-\(last)")
    )
  }

  private var iso: String { date?.iso ?? "2026-07-01" }

  var suggestion: Message {
    guard let hour else {
      return Message(
        "写成 \(iso)，带时间写成 \(iso) 09:30", "write \(iso), or with a time \(iso) 09:30")
    }
    let moment = "\(iso) \(twoDigits(hour)):\(twoDigits(minute))"
    return Message("写成 \(moment)", "write \(moment)")
  }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

extension Moment {
  /// The moment as front matter has it: `2026-07-01`, or `2026-07-01 09:30`.
  public var written: String {
    guard hasTime else { return date.iso }
    let (hour, minute, second) = time
    return "\(date.iso) \(twoDigits(hour)):\(twoDigits(minute))"
      + (second == 0 ? "" : ":" + twoDigits(second))
  }
}

/// The day that a text names if it names nothing else, in any of the forms that dates may have; nil for another text.
public func writtenDay(_ text: String, zone: Zone) -> CivilDate? {
  guard let span = WrittenSpan(text, zone: zone), span.end == nil, !span.start.hasTime else {
    return nil
  }
  return span.start.on(zone).date
}
