internal import Content
package import Dates
internal import FrontMatter

/// The days that the site's calendar shows on its pages: whole months around a moment.
package struct CalendarSpan: Sendable {
  /// The first day: that of the month 90 days before the moment.
  package let first: CivilDate
  /// The last day for recurring meetings: that of the month 90 days after the moment.
  package let lastOfMeetings: CivilDate
  /// The last day for events of notices: that of the same month a year later.
  package let last: CivilDate

  /// The span around a moment on the clocks of `zone`.
  package init(around now: Moment, zone: Zone) {
    let today = now.on(zone).date
    first = firstDay(ofMonthOf: today.adding(days: -90))
    lastOfMeetings = lastDay(ofMonthOf: today.adding(days: 90))
    last = lastDay(ofMonthOf: firstDay(ofMonthOf: today).adding(days: 365))
  }
}

/// An event of a notice or one of the days of a recurring meeting.
package struct Occasion: Sendable {
  /// The origin of an occasion.
  package enum Source: Sendable, Equatable {
    /// A notice, by its index in `Site.documents`.
    case notice(Int)
    /// A recurring meeting, by its index in `Site.meetings`.
    case meeting(Int)
  }

  /// The origin.
  package let source: Source
  /// The beginning on the site's clocks.
  package let start: Moment
  /// The end on the site's clocks, nil where none is given.
  package let end: Moment?
  /// Whether it is cancelled.
  package var isCancelled = false
  /// Whether it is a day of a recurring meeting on which that is not held.
  package var isLeftOut = false
  /// The notice to whose event a meeting was moved that is left out, by its index in `Site.documents`; nil where there
  /// is none.
  package var movedTo: Int?
  /// The beginning of the meeting in whose place the event of a notice is held, nil where there is none.
  package var movedFrom: Moment?

  /// The last moment, on whose day it ends if no time is given.
  package var over: Moment { (end ?? start).end }

  /// Whether it takes place, and has not ended at a moment.
  package func isToCome(at now: Moment) -> Bool { !isCancelled && !isLeftOut && now <= over }
}

/// The occasions of a calendar in a span of days.
struct Occasions {
  let meetings: [PlannedMeeting]
  let zone: Zone
  let span: CalendarSpan
  /// The event of the notice at an index, with the title of the notice and its branch.
  let notice: (Int) -> (event: NoticeDetails.Event, title: String, branch: Int?)?

  /// The occasions of a calendar, the earliest first.
  func list(of plan: CalendarPlan) -> [Occasion] {
    var list: [Occasion] = []
    for index in plan.documents {
      guard let event = notice(index)?.event else { continue }
      let start = event.start.on(zone)
      guard span.first <= start.date, start.date <= span.last else { continue }
      list.append(
        Occasion(
          source: .notice(index), start: start, end: event.end?.on(zone),
          isCancelled: event.isCancelled))
    }
    for planned in plan.meetings { add(planned, plan.documents, to: &list) }
    return list.sorted { ($0.start, rank($0.source)) < ($1.start, rank($1.source)) }
  }

  /// Adds the days of a recurring meeting, but for those that notices announce.
  private func add(
    _ planned: CalendarPlan.Meeting, _ notices: [Int], to list: inout [Occasion]
  ) {
    let meeting = meetings[planned.index].meeting
    let announced = planned.announcements.compactMap { notice($0)?.event.start }
    for day in meeting.days(from: span.first, through: span.lastOfMeetings) {
      let start = meeting.start(on: day)
      if announced.contains(start) { continue }
      var occasion = Occasion(
        source: .meeting(planned.index), start: start, end: meeting.end(on: day),
        isCancelled: meeting.isCancelled, isLeftOut: meeting.exceptions.contains(day))
      if occasion.isLeftOut {
        occasion.movedTo = substitute(for: planned.index, on: day, among: notices)
        let target = occasion.movedTo.map { Occasion.Source.notice($0) }
        if let moved = list.firstIndex(where: { $0.source == target }) {
          list[moved].movedFrom = start
        }
      }
      list.append(occasion)
    }
  }

  /// The notice whose event takes the place of a meeting that is left out: the nearest one in the same period that names
  /// the meeting in its title, of the branch that holds the meeting.
  private func substitute(for index: Int, on day: CivilDate, among notices: [Int]) -> Int? {
    let (meeting, branch) = (meetings[index].meeting, meetings[index].branch)
    var nearest: (days: Int, notice: Int)?
    for candidate in notices {
      guard let (event, title, owner) = notice(candidate), !event.isCancelled,
        branch == nil || owner == branch,
        (event.title ?? title).contains(meeting.title.value)
      else { continue }
      let start = event.start.on(zone)
      let days = abs(start.date.daysSinceEpoch - day.daysSinceEpoch)
      guard days <= meeting.interval * 15, !meeting.begins(at: start),
        nearest.map({ days < $0.days }) ?? true
      else { continue }
      nearest = (days, candidate)
    }
    return nearest?.notice
  }

  /// The order of occasions that begin at one moment.
  private func rank(_ source: Occasion.Source) -> Int {
    switch source {
    case .notice(let index): index - Int(Int32.max)
    case .meeting(let index): index
    }
  }
}

extension Site {
  /// The occasions of a calendar around a moment, the earliest first.
  package func occasions(of plan: CalendarPlan, around now: Moment) -> [Occasion] {
    Occasions(
      meetings: meetings, zone: config.zone, span: CalendarSpan(around: now, zone: config.zone)
    ) { index in
      self.documents[index].event.map {
        ($0, self.documents[index].title, self.documents[index].branch)
      }
    }.list(of: plan)
  }

  /// The moments around `now` at which pages change that show occasions or name the day: the ends of occasions, and the
  /// beginnings of this day and of the next.
  package func turnsOfCalendar(around now: Moment) -> [Moment] {
    let hasStates = sections.contains { $0.views.contains(where: \.isOfState) }
    if agendas.isEmpty && !hasStates { return [] }
    let today = now.on(config.zone).date
    return [midnight(today), midnight(today.adding(days: 1))]
      + (agendas.first.map { occasions(of: $0, around: now) } ?? []).map(\.over)
  }
}

extension Site {
  /// The beginning of a day on the site's clocks, without a time of day.
  package func midnight(_ day: CivilDate) -> Moment {
    Moment(
      seconds: day.daysSinceEpoch * 86_400 - config.zone.offsetMinutes * 60,
      offsetMinutes: config.zone.offsetMinutes, hasTime: false)
  }
}

/// The first day of the month that a day belongs to.
package func firstDay(ofMonthOf day: CivilDate) -> CivilDate { day.adding(days: 1 - day.day) }

private func lastDay(ofMonthOf day: CivilDate) -> CivilDate {
  day.adding(days: CivilDate.days(inMonth: day.month, of: day.year) - day.day)
}
