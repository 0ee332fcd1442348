internal import ByteText
internal import Content
internal import Dates
internal import Feeds
internal import FrontMatter
internal import SiteModel

/// A writer of calendars from the immutable site: notices' events and recurring meetings.
struct CalendarData: Sendable {
  let site: Site
  let documentData: DocumentData
  private var config: SiteConfig { site.config }

  init(_ site: Site, _ documentData: DocumentData) {
    self.site = site
    self.documentData = documentData
  }

  /// Writes a calendar to which readers subscribe.
  func write(calendar index: Int, to writer: inout ByteWriter) {
    let plan = site.calendars[index]
    var calendar = calendar(plan.title, page: plan.page, file: plan.address)
    calendar.description = plan.description
    // Half a day is soon enough for a meeting that is called days ahead.
    calendar.refreshHours = config.feeds.ttl.map { max(1, $0 / 60) } ?? 12
    let events =
      plan.documents.compactMap { event(of: site.documents[$0]) }
      + plan.meetings.map { event(of: $0) }
    calendar.events = events.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
    ICalendar.write(calendar, to: &writer)
  }

  /// Writes a notice's event alone, to be added to any calendar.
  func write(eventOf index: Int, to writer: inout ByteWriter) {
    let document = site.documents[index]
    var calendar = calendar(
      document.title, page: document.address, file: document.eventAddress)
    if var event = event(of: document) {
      event.reminder = reminder(of: document)
      calendar.events = [event]
    }
    ICalendar.write(calendar, to: &writer)
  }

  private func calendar(_ name: String, page: Address, file: Address) -> Calendar {
    let language = config.language == .chinese ? "ZH" : "EN"
    return Calendar(
      name: name, homeURL: config.url + page.encoded, url: config.url + file.encoded,
      producer: "-//\(generatorName)//\(generatorName) \(generatorVersion)//\(language)",
      zone: config.zone, events: [])
  }

  /// The minutes before a notice's event at which whoever added it by hand is reminded of it. A calendar to which people
  /// subscribe has no reminders: a site cannot know whom it would wake, and clients that show them show all of them.
  private func reminder(of document: Document) -> Int? {
    guard let event = document.event, !event.isCancelled else { return nil }
    // Minutes before a day count from its midnight, which only an author can have meant.
    let minutes = event.remind ?? (event.start.hasTime ? config.remind : 0)
    return minutes > 0 ? minutes : nil
  }

  /// The title of an event in calendars, which says at its beginning if it is called off: clients cut long titles.
  private func summary(_ title: String, isCancelled: Bool) -> String {
    let words = config.words
    return isCancelled ? words.inLeadingBrackets(words.cancelled) + title : title
  }

  /// The event of a notice. Its sequence number changes with the notice's date of change.
  private func event(of document: Document) -> Calendar.Event? {
    guard let event = document.event else { return nil }
    let url = config.url + document.address.encoded
    let about = documentData.summary(of: document).map { [$0, url] } ?? [url]
    return Calendar.Event(
      id: config.identity?.uri(document.id) ?? document.id,
      summary: summary(
        event.title ?? eventName(inTitle: document.title), isCancelled: event.isCancelled),
      start: event.start, end: event.end, minutes: config.eventMinutes, location: event.place,
      description: about.joined(separator: "\n"), url: url,
      categories: document.tags.map { site.tags[$0].title },
      changed: document.changed ?? unchanged,
      sequence: sequence(document.updated, isCancelled: event.isCancelled),
      status: event.isCancelled ? .cancelled : .confirmed)
  }

  /// The event of a recurring meeting, without the times that a notice in the same calendar announces.
  private func event(of announced: CalendarPlan.Meeting) -> Calendar.Event {
    let planned = site.meetings[announced.index]
    let meeting = planned.meeting
    let announcements = announced.announcements.map { site.documents[$0] }
    let news = announcements.compactMap(\.date) + (meeting.updated.map { [$0] } ?? [])
    let branch = planned.branch.map { site.branches[$0] }
    let page = branch.map { site.documents[$0.document].address } ?? Address(path: "")
    let name = "meeting:" + planned.name
    return Calendar.Event(
      id: config.identity?.uri(name) ?? name,
      summary: summary(
        meeting.title.value + (branch.map { config.words.inBrackets($0.name) } ?? ""),
        isCancelled: meeting.isCancelled),
      start: meeting.start, end: meeting.end, minutes: config.eventMinutes,
      location: meeting.place,
      url: config.url + page.encoded,
      changed: news.max() ?? unchanged,
      sequence: sequence(news.max(), isCancelled: meeting.isCancelled),
      status: meeting.isCancelled ? .cancelled : .confirmed, recurrence: recurrence(of: meeting),
      exceptions: exceptions(of: meeting, announcements))
  }

  private func exceptions(of meeting: Meeting, _ announcements: [Document]) -> [Moment] {
    let announced = announcements.compactMap { $0.event?.start.on(config.zone) }
    return Array(Set(meeting.exceptions.map { meeting.start(on: $0) } + announced)).sorted()
  }

  /// The time of a change without a date, which is before every date of the site.
  private var unchanged: Moment { config.identity?.since ?? Moment(seconds: 0, offsetMinutes: 0) }

  /// A number that grows with every change: the minute of the last change, 0 if there was none. A cancellation counts
  /// as one more, since it may have no date of its own.
  private func sequence(_ updated: Moment?, isCancelled: Bool) -> Int {
    (updated.map { max(1, $0.seconds / 60) } ?? 0) + (isCancelled ? 1 : 0)
  }
}

/// The rule of a recurring meeting (RFC 5545), in which the day that stays the same is explicit.
private func recurrence(of meeting: Meeting) -> Calendar.Recurrence {
  let first = meeting.start.date
  let isYearly = meeting.rhythm == .year
  var rule = Calendar.Recurrence(
    isYearly ? .yearly : .monthly, interval: isYearly ? 1 : meeting.interval,
    limit: meeting.until.map { .until($0) }, months: isYearly ? [first.month] : [])
  switch meeting.anchor {
  case .date: rule.daysOfMonth = [first.day]
  case .weekday:
    let weekday = Calendar.Recurrence.Weekday(rawValue: first.weekday) ?? .sunday
    rule.days = [.init(weekday, ordinal: meeting.ordinal)]
  }
  return rule
}
