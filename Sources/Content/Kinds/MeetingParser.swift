internal import Dates
internal import Diagnostics
internal import FrontMatter

/// The largest number of meetings of the site or a branch: every calendar contains those of the site.
private let mostMeetings = 100

/// Reads the list of mappings `meetings`. A mapping without a title, a start or a rhythm is reported and left out.
func parseMeetings(_ fields: inout FieldReader, zone: Zone) -> [Meeting] {
  fields.items("meetings", atMost: mostMeetings).compactMap { item in
    var entry = fields.reader(
      item, path: "meetings", example: "{title: 支部党员大会, start: 2026-01-15 19:00, every: quarter}")
    let meeting = parseMeeting(&entry, item, zone: zone)
    fields.absorb(entry)
    return meeting
  }
}

private func parseMeeting(
  _ fields: inout FieldReader, _ item: YAMLNode, zone: Zone
) -> Meeting? {
  let title = fields.requiredText(
    "title", hint: Message("加一行“title: 支部党员大会”", "add a line `title: …`"))
  let start = fields.requiredMoment("start", zone: zone, endKey: "end")
  let rhythm = parseRhythm(&fields, item)
  let anchor = fields.choice(
    "by",
    ["date": Meeting.Anchor.date, "weekday": .weekday, "日期": .date, "星期": .weekday])
  let ownEnd = fields.moment("end", zone: zone)
  let end = start.flatMap { fields.completed(ownEnd?.value, of: $0.value) }
  let minutes = readCount(&fields, "minutes", within: 1...10_080)
  let until = fields.moment("until", zone: zone)
  let exceptions = parseDays(&fields, "except", zone: zone)
  let (id, place, updated) = (
    fields.text("id", .id), fields.text("place")?.value, fields.moment("updated", zone: zone)
  )
  let isCancelled = fields.flag("cancelled")?.value ?? false
  checkOrder(of: start, "start", and: ownEnd, "end", &fields)
  checkOrder(of: start, "start", and: until, "until", &fields)
  guard let title, let start, let rhythm else { return nil }
  var meeting = Meeting(
    id: id, title: title, start: start.value.on(zone), rhythm: rhythm,
    anchor: anchor?.value ?? .date)
  meeting.end = end?.on(zone) ?? minutes.flatMap { meeting.start.after(minutes: $0) }
  meeting.until = until?.value.on(zone)
  meeting.place = place
  meeting.updated = updated?.value.on(zone)
  meeting.isCancelled = isCancelled
  meeting.exceptions = exceptions.map(\.value)
  checkDays(of: meeting, start: start.range, exceptions, &fields)
  return meeting
}

private func parseRhythm(_ fields: inout FieldReader, _ item: YAMLNode) -> Meeting.Rhythm? {
  let rhythm = fields.choice(
    "every",
    [
      "month": Meeting.Rhythm.month, "quarter": .quarter, "year": .year, "每月": .month,
      "每季度": .quarter, "每年": .year,
    ])
  if rhythm == nil, fields.keyRange("every") == nil {
    fields.report(
      id: "missing-field", item.range,
      Message(
        "会议缺少“every”，不知道多久开一次", "the meeting has no `every`, which says how often it is held"),
      suggestion: Message("写上 every: 每月、每季度或每年", "add `every: month`, `quarter` or `year`"))
  }
  return rhythm?.value
}

private func parseDays(
  _ fields: inout FieldReader, _ key: String, zone: Zone
) -> [Field<CivilDate>] {
  fields.texts(key).compactMap { field in
    if let moment = Moment(lenient: field.value, zone: zone) {
      return Field(value: moment.on(zone).date, range: field.range)
    }
    fields.report(
      id: "bad-date", field.range,
      Message(
        "“meetings.\(key)”里的日期不对：\(brief(field.value))",
        "`meetings.\(key)` has an entry that is not a date: \(brief(field.value))"),
      suggestion: Message(
        "写成 2026-07-18 这样，年、月、日都要写", "write the year, month and day, as in 2026-07-18"))
    return nil
  }
}

/// Reports a meeting on a day that some months do not have, and exceptions for days without a meeting: neither is
/// likely to be intended.
private func checkDays(
  of meeting: Meeting, start: Range<Int>, _ exceptions: [Field<CivilDate>],
  _ fields: inout FieldReader
) {
  let title = brief(meeting.title.value)
  if meeting.skipsMonths {
    let day = meeting.start.date.day
    fields.report(
      .warning, id: "meeting-skips-months", start,
      Message(
        "有的月份没有 \(day) 日，那些月份没有“\(title)”",
        "`\(title)` does not take place in months without a day \(day)"),
      suggestion: Message(
        "改成 28 日或更早，或者写“by: 星期”", "choose a day before the 29th, or write `by: weekday`")
    )
  }
  for exception in exceptions where !meeting.isHeld(on: exception.value) {
    let near = meeting.day(inMonthOf: exception.value)?.iso
    fields.report(
      id: "no-such-meeting", exception.range,
      Message(
        "\(title)本来就不在 \(exception.value.iso)",
        "`\(title)` does not take place on \(exception.value.iso)"),
      suggestion: near.map {
        Message(
          "那个月是在 \($0)：写成这一天，或者删去",
          "in that month it takes place on \($0): write that date, or remove this one")
      }
        ?? Message("核对“except”和“start”", "check `except` and `start`"))
  }
}

extension Moment {
  fileprivate func after(minutes: Int) -> Moment? {
    hasTime ? Moment(seconds: seconds + minutes * 60, offsetMinutes: offsetMinutes) : nil
  }
}
