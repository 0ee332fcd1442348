package import Dates

/// Dates as people write them. Moments must be on the site's clocks.
extension Words {
  /// The day with its year, such as `2026年7月1日` or `1 July 2026`.
  package func day(_ day: CivilDate) -> String {
    guard isChinese else { return "\(day.day) \(englishMonths[day.month - 1]) \(day.year)" }
    return TimeText.string {
      $0.append(day.year)
      $0.append("年")
      appendMonthAndDay(day, to: &$0)
    }
  }

  /// The day without its year, such as `7月1日` or `1 July`.
  package func shortDay(_ day: CivilDate) -> String {
    isChinese
      ? TimeText.string { appendMonthAndDay(day, to: &$0) }
      : "\(day.day) \(englishMonths[day.month - 1])"
  }

  private func appendMonthAndDay(_ day: CivilDate, to text: inout TimeText) {
    text.append(day.month)
    text.append("月")
    text.append(day.day)
    text.append("日")
  }

  /// The month and the day in digits, such as `07-01`.
  package func monthDay(_ day: CivilDate) -> String {
    TimeText.string {
      $0.append(day.month, digits: 2)
      $0.append("-")
      $0.append(day.day, digits: 2)
    }
  }

  /// The weekday of a day, such as `星期三` or `Wednesday`.
  package func weekday(_ day: CivilDate) -> String {
    (isChinese ? chineseWeekdays : englishWeekdays)[day.weekday]
  }

  /// The time of a moment, such as `9:30`, in English `09:30`; nil where the moment has none.
  package func clock(_ moment: Moment) -> String? {
    guard moment.hasTime else { return nil }
    let time = moment.time
    return TimeText.string {
      if isChinese {
        $0.append(time.hour)
        $0.append(":")
        $0.append(time.minute, digits: 2)
      } else {
        $0.append(hour: time.hour, minute: time.minute)
      }
    }
  }

  /// The day of a moment, its weekday, and its time if it has one: `2026年7月1日（星期三）9:30` or
  /// `Wednesday 1 July 2026, 09:30`.
  package func moment(_ moment: Moment) -> String {
    let (day, weekday) = (self.day(moment.date), weekday(moment.date))
    let time = clock(moment)
    if isChinese { return day + inBrackets(weekday) + (time ?? "") }
    return "\(weekday) \(day)" + (time.map { ", " + $0 } ?? "")
  }

  /// The period between two moments, the second of which is given by its time alone where both are on one day. The
  /// first alone, where the second is nil or not later.
  package func period(_ start: Moment, _ end: Moment?) -> String {
    guard let end, end.end > start.end || end.date != start.date else { return moment(start) }
    let isSameDay = end.date == start.date
    return moment(start) + dash + ((isSameDay ? clock(end) : nil) ?? moment(end))
  }

  /// The period from one whole day to another, or the day where both are the same.
  package func days(_ first: CivilDate, _ last: CivilDate) -> String {
    first == last ? day(first) : day(first) + dash + day(last)
  }

  var dash: String { isChinese ? "—" : " – " }
}

private let chineseWeekdays = ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"]
private let englishWeekdays = [
  "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
]
let englishMonths = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December",
]
