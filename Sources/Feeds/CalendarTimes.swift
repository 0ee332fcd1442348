import Dates

/// The form of days and times in a calendar. All times of an event have one form, that of its start:
/// a day, or a time in the calendar's zone.
struct CalendarTimes {
  let zone: Zone

  var isUTC: Bool { zone.name == "UTC" }

  /// Whether the zone is one that every calendar knows, not a bare offset.
  var isNamed: Bool { zone.name.utf8.contains(UInt8(ascii: "/")) }

  /// The zone's name in parameters, where a colon would end the name: `UTC+0800`.
  var zoneID: String { zone.name.filter { $0 != ":" } }

  /// `+0800`.
  var offset: String {
    let minutes = abs(zone.offsetMinutes)
    return (zone.offsetMinutes < 0 ? "-" : "+") + digits(minutes / 60, 2) + digits(minutes % 60, 2)
  }

  /// The parameters behind a property's name with which its value is read rightly.
  func parameters(hasTime: Bool) -> String {
    if !hasTime { return ";VALUE=DATE" }
    return isUTC ? "" : ";TZID=" + zoneID
  }

  /// `20260701T093000`, with a `Z` in UTC, or `20260701`.
  func value(_ moment: Moment, hasTime: Bool) -> String {
    if hasTime { return clock(moment, on: zone) + (isUTC ? "Z" : "") }
    return day(moment.hasTime ? moment.on(zone).date : moment.date)
  }

  /// The first moment or day that no longer belongs to what lasts until `moment`.
  func end(_ moment: Moment, hasTime: Bool) -> String {
    if !hasTime {
      return day((moment.hasTime ? moment.on(zone).date : moment.date).adding(days: 1))
    }
    return value(moment.hasTime ? moment : after(moment.end), hasTime: true)
  }

  /// `20260701T013000Z`.
  func utc(_ moment: Moment) -> String { clock(moment, on: nil) + "Z" }

  func rule(_ recurrence: Calendar.Recurrence, hasTime: Bool) -> String {
    var parts = ["FREQ=" + recurrence.frequency.text]
    if recurrence.interval > 1 { parts.append("INTERVAL=\(recurrence.interval)") }
    switch recurrence.limit {
    case .count(let count): parts.append("COUNT=\(count)")
    case .until(let moment):
      parts.append("UNTIL=" + (hasTime ? utc(moment.end) : value(moment, hasTime: false)))
    case nil: break
    }
    for (name, values) in [
      ("BYMONTH", recurrence.months.map(String.init)),
      ("BYMONTHDAY", recurrence.daysOfMonth.map(String.init)),
      ("BYDAY", recurrence.days.map(\.text)),
    ] where !values.isEmpty {
      parts.append("\(name)=" + values.joined(separator: ","))
    }
    return parts.joined(separator: ";")
  }

  private func after(_ moment: Moment) -> Moment {
    Moment(seconds: moment.seconds + 1, offsetMinutes: moment.offsetMinutes)
  }

  /// The moment on the zone's clocks, or on Greenwich's.
  private func clock(_ moment: Moment, on zone: Zone?) -> String {
    let local =
      zone.map(moment.on) ?? Moment(seconds: moment.seconds, offsetMinutes: 0)
    let time = local.time
    return day(local.date) + "T" + digits(time.hour, 2) + digits(time.minute, 2)
      + digits(time.second, 2)
  }

  private func day(_ date: CivilDate) -> String {
    digits(date.year, 4) + digits(date.month, 2) + digits(date.day, 2)
  }

  private func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}

extension Calendar.Recurrence.Frequency {
  fileprivate var text: String {
    switch self {
    case .daily: "DAILY"
    case .weekly: "WEEKLY"
    case .monthly: "MONTHLY"
    case .yearly: "YEARLY"
    }
  }
}

extension Calendar.Recurrence.Day {
  fileprivate var text: String {
    (ordinal.map(String.init) ?? "")
      + ["SU", "MO", "TU", "WE", "TH", "FR", "SA"][weekday.rawValue]
  }
}
