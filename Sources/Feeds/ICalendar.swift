package import ByteText
import Dates

/// iCalendar (RFC 5545, with the calendar's own properties of RFC 7986).
package enum ICalendar {
  /// The whole file: the calendar, its zone, its events in the order given.
  package static func write(_ calendar: Calendar, to writer: inout ByteWriter) {
    writer.contentLine("BEGIN", "VCALENDAR")
    writer.contentLine("VERSION", "2.0")
    writer.contentLine("PRODID", text: calendar.producer)
    writer.contentLine("CALSCALE", "GREGORIAN")
    writer.contentLine("NAME", text: calendar.name)
    writer.contentLine("X-WR-CALNAME", text: calendar.name)
    if let description = calendar.description {
      writer.contentLine("DESCRIPTION", text: description)
      writer.contentLine("X-WR-CALDESC", text: description)
    }
    if let url = calendar.homeURL { writer.contentLine("URL", url) }
    if let url = calendar.url { writer.contentLine("SOURCE;VALUE=URI", url) }
    if let hours = calendar.refreshHours {
      writer.contentLine("REFRESH-INTERVAL;VALUE=DURATION", "PT\(hours)H")
      writer.contentLine("X-PUBLISHED-TTL", "PT\(hours)H")
    }
    let times = CalendarTimes(zone: calendar.zone)
    if times.isNamed { writer.contentLine("X-WR-TIMEZONE", text: calendar.zone.name) }
    writer.writeZone(times)
    for event in calendar.events { writer.write(event, times) }
    writer.contentLine("END", "VCALENDAR")
  }
}

extension ByteWriter {
  /// The zone that the times refer to, whose clocks never change.
  fileprivate mutating func writeZone(_ times: CalendarTimes) {
    guard !times.isUTC else { return }
    contentLine("BEGIN", "VTIMEZONE")
    contentLine("TZID", text: times.zoneID)
    contentLine("BEGIN", "STANDARD")
    contentLine("DTSTART", "19700101T000000")
    contentLine("TZOFFSETFROM", times.offset)
    contentLine("TZOFFSETTO", times.offset)
    contentLine("END", "STANDARD")
    contentLine("END", "VTIMEZONE")
  }

  fileprivate mutating func write(_ event: Calendar.Event, _ times: CalendarTimes) {
    contentLine("BEGIN", "VEVENT")
    contentLine("UID", text: event.id)
    contentLine("DTSTAMP", times.utc(event.changed))
    contentLine("LAST-MODIFIED", times.utc(event.changed))
    writeTimes(of: event, times)
    contentLine("SUMMARY", text: event.summary)
    if let location = event.location { contentLine("LOCATION", text: location) }
    if let description = event.description { contentLine("DESCRIPTION", text: description) }
    if let url = event.url { contentLine("URL", url) }
    if !event.categories.isEmpty {
      contentLine("CATEGORIES", event.categories.map(calendarText).joined(separator: ","))
    }
    contentLine("STATUS", event.status.text)
    contentLine("SEQUENCE", String(event.sequence))
    // A day's notice does not make anybody busy.
    if !event.start.hasTime { contentLine("TRANSP", "TRANSPARENT") }
    if let reminder = event.reminder { writeReminder(of: event, minutes: reminder) }
    contentLine("END", "VEVENT")
  }

  /// A reminder that a client shows as a text (RFC 5545, section 3.6.6).
  private mutating func writeReminder(of event: Calendar.Event, minutes: Int) {
    contentLine("BEGIN", "VALARM")
    contentLine("ACTION", "DISPLAY")
    contentLine("DESCRIPTION", text: event.summary)
    contentLine("TRIGGER", "-PT\(minutes)M")
    contentLine("END", "VALARM")
  }

  private mutating func writeTimes(of event: Calendar.Event, _ times: CalendarTimes) {
    let hasTime = event.start.hasTime
    let parameters = times.parameters(hasTime: hasTime)
    let start = times.value(event.start, hasTime: hasTime)
    contentLine("DTSTART" + parameters, start)
    if let end = event.end.map({ times.end($0, hasTime: hasTime) }), end > start {
      contentLine("DTEND" + parameters, end)
    } else if hasTime, let minutes = event.minutes {
      contentLine("DURATION", "PT\(minutes)M")
    }
    if let recurrence = event.recurrence {
      contentLine("RRULE", times.rule(recurrence, hasTime: hasTime))
    }
    if !event.exceptions.isEmpty {
      let values = event.exceptions.map { times.value($0, hasTime: hasTime) }
      contentLine("EXDATE" + parameters, values.joined(separator: ","))
    }
    if let replacing = event.replacing {
      contentLine("RECURRENCE-ID" + parameters, times.value(replacing, hasTime: hasTime))
    }
  }
}

extension Calendar.Event.Status {
  fileprivate var text: String {
    switch self {
    case .confirmed: "CONFIRMED"
    case .tentative: "TENTATIVE"
    case .cancelled: "CANCELLED"
    }
  }
}
