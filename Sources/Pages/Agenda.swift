internal import Content
internal import Dates
internal import Digests
internal import FrontMatter
internal import SiteModel

/// The name of a branch and the address of its page.
typealias BranchName = (title: String, address: Address)

/// An occasion with everything that pages show of it, from which both its object and its digest are made.
struct ShownOccasion: Sendable {
  /// The title as calendars have it, without the word for what is cancelled.
  let title: String
  /// The title without the branch of a recurring meeting.
  let name: String
  /// The page of the notice, or of the branch that holds the meeting; the calendar's page for meetings of the site.
  let address: Address
  let occasion: Occasion
  let place: String?
  let branch: BranchName?
  /// The notice to whose event the meeting was moved, with the beginning of that event.
  let moved: (title: String, address: Address, start: Moment)?
  let isOver: Bool

  var isMeeting: Bool { if case .meeting = occasion.source { true } else { false } }
}

/// A recurring meeting as pages describe it in words.
struct ShownMeeting: Sendable {
  let title: String
  /// The rule by which it is held, such as `每月第一个星期三19:30—20:30`.
  let rule: String
  let place: String?
  /// The branch that holds it, nil for the site's own meetings.
  let branch: BranchName?
  let isCancelled: Bool
}

/// The occasions of one day.
struct DayOfCalendar: Sendable {
  let day: Moment
  var occasions: [ShownOccasion]

  /// Whether everything on it is over.
  var isOver: Bool { occasions.allSatisfy(\.isOver) }
}

/// Days of a month on which something takes place, or took place.
struct MonthOfCalendar: Sendable {
  let first: CivilDate
  var days: [DayOfCalendar]
  /// Whether these are the days of a month that are over, while others are to come.
  var isPart = false

  /// The id of the month's heading.
  var id: String { first.iso.prefix(7) + (isPart ? "-past" : "") }
}

/// The meetings and events that pages show at a moment: one model for the calendar's page, the home page and the pages
/// of branches.
struct Agenda: Sendable {
  let site: Site
  let now: Moment
  private var config: SiteConfig { site.config }

  /// The most occasions to come on the home page and on that of a branch. A theme may show fewer, and keep the others for
  /// readers who come when the first are over.
  static let most = 10

  init(_ site: Site, now: Moment) {
    self.site = site
    self.now = now
  }

  /// The day that the moment belongs to.
  var today: Moment { site.midnight(now.on(config.zone).date) }

  /// The last day for which recurring meetings are listed.
  var lastOfMeetings: Moment {
    site.midnight(CalendarSpan(around: now, zone: config.zone).lastOfMeetings)
  }

  /// The next occasions of the whole site.
  func next() -> [ShownOccasion] { site.agendas.first.map(next) ?? [] }

  /// The next occasions of a branch.
  func next(ofBranch index: Int) -> [ShownOccasion] {
    site.branches[index].agenda.map { next(of: site.agendas[$0]) } ?? []
  }

  private func next(of plan: CalendarPlan) -> [ShownOccasion] {
    site.occasions(of: plan, around: now).lazy.filter { $0.isToCome(at: now) }
      .prefix(Self.most).map(shown)
  }

  /// The days of the site's calendar by month: those with something that is not over, and those on which all is over,
  /// of which the latest month comes first.
  func calendar() -> (months: [MonthOfCalendar], past: [MonthOfCalendar]) {
    let all = months()
    func part(_ month: MonthOfCalendar, isOver: Bool) -> MonthOfCalendar? {
      let days = month.days.filter { $0.isOver == isOver }
      return days.isEmpty
        ? nil
        : MonthOfCalendar(
          first: month.first, days: days, isPart: isOver && days.count < month.days.count)
    }
    return (
      all.compactMap { part($0, isOver: false) },
      all.reversed().compactMap { part($0, isOver: true) }
    )
  }

  private func months() -> [MonthOfCalendar] {
    var months: [MonthOfCalendar] = []
    for occasion in site.agendas.first.map({ site.occasions(of: $0, around: now) }) ?? [] {
      let day = occasion.start.date
      let first = firstDay(ofMonthOf: day)
      if months.last?.first != first { months.append(MonthOfCalendar(first: first, days: [])) }
      if months[months.count - 1].days.last?.day.date != day {
        months[months.count - 1].days.append(DayOfCalendar(day: site.midnight(day), occasions: []))
      }
      let last = months[months.count - 1].days.count - 1
      months[months.count - 1].days[last].occasions.append(shown(occasion))
    }
    return months
  }

  /// The recurring meetings that are not over: the site's, then those of the branches.
  func meetings() -> [ShownMeeting] { site.meetings.compactMap(shown) }

  /// The recurring meetings of a branch that are not over: its own, then the site's, which concern all branches.
  func meetings(ofBranch index: Int) -> [ShownMeeting] {
    (site.meetings.filter { $0.branch == index } + site.meetings.filter { $0.branch == nil })
      .compactMap(shown)
  }

  // MARK: - What is shown

  private func shown(_ occasion: Occasion) -> ShownOccasion {
    let moved = occasion.movedTo.map { site.documents[$0] }
    let shownMove = moved.flatMap { notice in
      notice.event.map { (notice.title, notice.address, $0.start.on(config.zone)) }
    }
    switch occasion.source {
    case .notice(let index):
      let notice = site.documents[index]
      let title = notice.event?.title ?? eventName(inTitle: notice.title)
      return ShownOccasion(
        title: title, name: title, address: notice.address, occasion: occasion,
        place: notice.event?.place, branch: notice.branch.map(link(toBranch:)), moved: nil,
        isOver: now > occasion.over)
    case .meeting(let index):
      let planned = site.meetings[index]
      let branch = planned.branch.map(link(toBranch:))
      let name = planned.meeting.title.value
      return ShownOccasion(
        title: name + (branch.map { config.words.inBrackets($0.title) } ?? ""), name: name,
        address: branch?.address ?? site.calendarPage ?? Address(path: ""), occasion: occasion,
        place: planned.meeting.place, branch: branch, moved: shownMove,
        isOver: now > occasion.over)
    }
  }

  private func shown(_ planned: PlannedMeeting) -> ShownMeeting? {
    let meeting = planned.meeting
    if let until = meeting.until, until.end < now { return nil }
    return ShownMeeting(
      title: meeting.title.value, rule: config.words.rule(of: meeting), place: meeting.place,
      branch: planned.branch.map(link(toBranch:)), isCancelled: meeting.isCancelled)
  }

  private func link(toBranch index: Int) -> BranchName {
    let branch = site.branches[index]
    return (branch.name, site.documents[branch.document].address)
  }
}

extension DigestBuilder {
  mutating func add(_ shown: ShownOccasion) {
    add(shown.title, shown.address)
    add(shown.name)
    add(shown.occasion.start)
    add(shown.occasion.end)
    add(shown.place)
    add(shown.branch?.title)
    add(shown.branch?.address.path)
    add(shown.isMeeting)
    add(shown.isOver)
    add(shown.occasion.isCancelled)
    add(shown.occasion.isLeftOut)
    add(shown.occasion.movedFrom)
    add(shown.moved?.title)
    add(shown.moved?.address.path)
    add(shown.moved?.start)
  }

  mutating func add(_ shown: ShownMeeting) {
    add(shown.title)
    add(shown.rule)
    add(shown.place)
    add(shown.branch?.title)
    add(shown.branch?.address.path)
    add(shown.isCancelled)
  }

  /// Adds a moment on the site's clocks, which are in `site.yml`.
  private mutating func add(_ moment: Moment?) {
    add(moment?.seconds)
    add(moment?.hasTime ?? false)
  }
}
