package import Dates

// Recurring meetings in words.
extension Words {
  /// A month with its year, such as `2026年7月` or `July 2026`.
  package func month(_ day: CivilDate) -> String {
    isChinese
      ? "\(day.year)\(han("年"))\(day.month)\(han("月"))"
      : "\(englishMonths[day.month - 1]) \(day.year)"
  }

  /// The rule by which a meeting is held, with its times, such as `每月第一个星期三19:30—20:30` or
  /// `The first Wednesday of each month, 19:30 – 20:30`; the last day is named where there is one.
  package func rule(of meeting: Meeting) -> String {
    let day = meeting.anchor == .weekday ? weekday(of: meeting) : date(of: meeting)
    let times = times(of: meeting)
    let until = meeting.until.map { last in
      isChinese
        ? inBrackets("到\(self.day(last.date))\(han("为止"))") : ", until \(self.day(last.date))"
    }
    if isChinese { return period(of: meeting) + day + (times ?? "") + (until ?? "") }
    return "The \(day) of \(period(of: meeting))" + (times.map { ", " + $0 } ?? "") + (until ?? "")
  }

  /// The day of the month, such as `10日` or `10th`.
  private func date(of meeting: Meeting) -> String {
    let day = meeting.start.date.day
    if isChinese { return "\(day)日" }
    let isTeen = (11...13).contains(day)
    return "\(day)" + (isTeen ? "th" : ["th", "st", "nd", "rd"][day % 10 < 4 ? day % 10 : 0])
  }

  /// The weekday with its ordinal in the month, such as `第一个星期三` or `first Wednesday`.
  private func weekday(of meeting: Meeting) -> String {
    let name = weekday(meeting.start.date)
    if meeting.ordinal < 0 { return isChinese ? "\(han("最后一个"))\(name)" : "last \(name)" }
    let number = meeting.ordinal - 1
    return isChinese
      ? "第\(["一", "二", "三", "四"][number])\(han("个"))\(name)"
      : "\(["first", "second", "third", "fourth"][number]) \(name)"
  }

  /// The months of a meeting: each one, the same of each quarter, or the same of each year.
  private func period(of meeting: Meeting) -> String {
    let month = meeting.start.date.month
    switch meeting.rhythm {
    case .month: return isChinese ? han("每月") : "each month"
    case .quarter:
      let number = (month - 1) % 3
      return isChinese
        ? "每季度第\(["一", "二", "三"][number])\(han("个"))月"
        : "the \(["first", "second", "third"][number]) month of each quarter"
    case .year:
      return isChinese ? "\(han("每年"))\(month)\(han("月"))" : "\(englishMonths[month - 1]) each year"
    }
  }

  /// The times of a meeting, the end only if it is on the same day; nil where no time is given.
  private func times(of meeting: Meeting) -> String? {
    guard let start = clock(meeting.start) else { return nil }
    guard let end = meeting.end, end.date == meeting.start.date, end > meeting.start,
      let last = clock(end)
    else { return start }
    return start + dash + last
  }
}
