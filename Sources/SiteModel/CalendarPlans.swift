internal import Content
internal import Dates
internal import Diagnostics
internal import FrontMatter

/// The calendars and recurring meetings of a site: none where no event or meeting takes place.
struct CalendarPlans: Sendable {
  private(set) var calendars: [CalendarPlan] = []
  private(set) var meetings: [PlannedMeeting] = []
  /// Whether the calendar's page has anything to show.
  private(set) var hasOccasions = false

  /// Plans a calendar for the site and, after it, one for each branch, and gives each branch the index of its own; there
  /// are no files of calendars in a preview. A branch's calendar contains its own events and meetings, and those that belong to no branch and so concern all: all
  /// such meetings, and the events of the newest such notices.
  init(_ all: inout Collections, _ config: SiteConfig, isPreview: Bool, now: Moment) {
    let notices = all.documents.indices.filter { all.documents[$0].event != nil }
    meetings = planMeetings(all, config)
    guard !notices.isEmpty || !meetings.isEmpty else { return }
    let dates = CalendarDates(notices: notices, meetings: meetings, all, config)
    calendars.append(
      CalendarPlan(
        title: config.title, name: config.title, description: config.description,
        page: Address(path: ""), documents: notices,
        meetings: dates.meetings(Array(meetings.indices), announcedIn: notices)))
    for index in all.branches.indices {
      let document = all.documents[all.branches[index].document]
      let documents = dates.notices(of: index)
      all.branches[index].agenda = calendars.count
      if !isPreview { all.branches[index].calendar = calendars.count }
      calendars.append(
        CalendarPlan(
          title: "\(all.branches[index].name) - \(config.title)",
          name: all.branches[index].name,
          description: document.parsed.summary, page: document.address,
          documents: documents,
          meetings: dates.meetings(dates.meetings(of: index), announcedIn: documents)))
    }
    let occasions = Occasions(
      meetings: meetings, zone: config.zone, span: CalendarSpan(around: now, zone: config.zone)
    ) { [documents = all.documents] index in
      documents[index].event.map {
        ($0, documents[index].parsed.header.title, documents[index].branch)
      }
    }
    hasOccasions = !occasions.list(of: calendars[0]).isEmpty
  }
}

/// The largest number of notices of no branch whose events are in every branch's calendar, so that the calendars of
/// many branches do not grow with the whole site.
private let mostShared = 100

/// The site's meetings, then those of the branches.
private func planMeetings(_ all: Collections, _ config: SiteConfig) -> [PlannedMeeting] {
  func plan(_ meeting: Meeting, of branch: Int?, _ owner: String) -> PlannedMeeting {
    PlannedMeeting(
      meeting: meeting, branch: branch, name: owner + (meeting.id ?? meeting.title).value)
  }
  return config.meetings.map { plan($0, of: nil, "") }
    + all.branches.enumerated().flatMap { index, branch in
      branch.details.meetings.map {
        plan($0, of: index, all.documents[branch.document].id + "/")
      }
    }
}

/// The notices with an event and the recurring meetings by their branch, and the meetings that each notice announces: a
/// branch's notices announce its own meetings, and any notice may announce one of the site's.
private struct CalendarDates {
  private var noticesOf: [Int: [Int]] = [:]
  private var meetingsOf: [Int: [Int]] = [:]
  private var shared: [Int] = []
  private var sharedMeetings: [Int] = []
  /// The meetings of which a notice announces one, by notice.
  private var announced: [Int: [Int]] = [:]

  init(
    notices: [Int], meetings: [PlannedMeeting], _ all: Collections, _ config: SiteConfig
  ) {
    for (index, meeting) in meetings.enumerated() {
      if let branch = meeting.branch {
        meetingsOf[branch, default: []].append(index)
      } else {
        sharedMeetings.append(index)
      }
    }
    for index in notices {
      let branch = all.documents[index].branch
      if let branch { noticesOf[branch, default: []].append(index) } else { shared.append(index) }
      guard let start = all.documents[index].event?.start.on(config.zone) else { continue }
      let meant = (sharedMeetings + (branch.flatMap { meetingsOf[$0] } ?? [])).filter {
        meetings[$0].meeting.begins(at: start)
      }
      if !meant.isEmpty { announced[index] = meant }
    }
    shared = Array(newestFirst(shared) { all.documents[$0].date }.prefix(mostShared)).sorted()
  }

  /// The notices of a branch's calendar, in the order of the documents.
  func notices(of branch: Int) -> [Int] {
    guard let own = noticesOf[branch] else { return shared }
    return (own + shared).sorted()
  }

  func meetings(of branch: Int) -> [Int] { sharedMeetings + (meetingsOf[branch] ?? []) }

  /// The meetings at `indices` with their announcements among `notices`.
  func meetings(_ indices: [Int], announcedIn notices: [Int]) -> [CalendarPlan.Meeting] {
    var meetings = indices.map { CalendarPlan.Meeting(index: $0) }
    let indexOfMeeting = Dictionary(uniqueKeysWithValues: zip(indices, meetings.indices))
    for notice in notices {
      for meeting in announced[notice] ?? [] {
        if let index = indexOfMeeting[meeting] { meetings[index].announcements.append(notice) }
      }
    }
    return meetings
  }
}

/// Reports notices of a meeting that takes place at another hour of its day, or that say the day only. A notice replaces
/// a meeting that begins at the very same time; any other one stands in calendars beside it.
func reportMovedMeetings(
  _ meetings: [PlannedMeeting], _ all: Collections, config: SiteConfig,
  _ sources: SourcePlaces, diagnostics: inout [Diagnostic]
) {
  if meetings.isEmpty { return }
  let ofBranch = Dictionary(grouping: meetings, by: \.branch)
  for index in all.documents.indices {
    guard let event = all.documents[index].event, !event.isCancelled else { continue }
    let start = event.start.on(config.zone)
    let (day, title) = (start.date, all.documents[index].parsed.header.title)
    let own = all.documents[index].branch.flatMap { ofBranch[$0] } ?? []
    for planned in (ofBranch[nil] ?? []) + own {
      let meeting = planned.meeting
      guard title.contains(meeting.title.value), !meeting.begins(at: start),
        meeting.begins(at: meeting.start(on: day))
      else { continue }
      let time = String(meeting.start(on: day).rfc3339.dropFirst(11).prefix(5))
      let path = planned.branch.map {
        all.documents[all.branches[$0].document].parsed.path
      }
      diagnostics.append(
        Diagnostic(
          .warning, "meeting-twice", at: sources.place(all.documents[index].parsed.path),
          Message(
            "\(brief(meeting.title.value))在 \(day.iso) 的固定时间是 \(time)，日历里这一天会有两次",
            "`\(brief(meeting.title.value))` is already set for \(time) on \(day.iso), so calendars will show it twice on that day"
          ),
          suggestion: Message(
            "时间没有变，就在 event 的 start 里写上 \(time)；改了时间，就在 \(path ?? "site.yml") 的这个会议里加上“except: [\(day.iso)]”",
            "if the time is the same, write \(time) in the event's `start`; if it was moved, add `except: [\(day.iso)]` to the meeting in \(path ?? "site.yml")"
          ),
          notes: [
            Diagnostic.Note(
              Message("固定会议写在这里", "the recurring meeting is here"),
              at: sources.place(path ?? "site.yml", meeting.title.range))
          ]))
    }
  }
}

/// Reports two meetings with the same id, which calendars would take for one.
func reportDuplicateMeetings(
  _ meetings: [PlannedMeeting], _ all: Collections, _ sources: SourcePlaces,
  diagnostics: inout [Diagnostic]
) {
  var first: [String: Int] = [:]
  func place(_ index: Int) -> Place {
    let path = meetings[index].branch.map {
      all.documents[all.branches[$0].document].parsed.path
    }
    let meeting = meetings[index].meeting
    return sources.place(path ?? "site.yml", (meeting.id ?? meeting.title).range)
  }
  for (index, meeting) in meetings.enumerated() {
    guard let other = first.updateValue(index, forKey: meeting.name) else { continue }
    diagnostics.append(
      Diagnostic(
        .error, "duplicate-id", at: place(index),
        Message(
          "有两个会议无法区分：\(brief(meeting.meeting.title.value))",
          "two meetings cannot be distinguished: \(brief(meeting.meeting.title.value))"),
        suggestion: Message("给每个会议写上不同的永久编号“id”", "give each meeting an `id` of its own"),
        notes: [
          Diagnostic.Note(Message("另一个在这里", "the other one is here"), at: place(other))
        ]))
  }
}
