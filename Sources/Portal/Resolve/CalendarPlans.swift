internal import Dates
internal import Diagnostics
internal import FrontMatter

/// A calendar: where it stands and what it holds.
struct CalendarPlan: Sendable {
  let title: String
  /// The title without that of the site.
  let name: String
  let description: String?
  /// The page that it belongs to: the home page or a branch's.
  let page: Address
  /// Notices with an event.
  let documents: [Int]
  /// Indices of `Site.meetings`.
  let meetings: [Int]

  var address: Address { page.appending("calendar.ics") }
}

/// A recurring meeting in its place.
struct PlannedMeeting: Sendable {
  let meeting: Meeting
  /// The branch that holds it, or none for the site's own.
  let branch: Int?
  /// What its permanent id is made of.
  let name: String
  /// The notices that announce one of its times: in a calendar that holds both, their events stand
  /// in its stead.
  var announcements: [Int] = []
}

/// Every calendar and recurring meeting of a site: none at all where nothing takes place.
struct CalendarPlans: Sendable {
  private(set) var calendars: [CalendarPlan] = []
  private(set) var meetings: [PlannedMeeting] = []

  /// Plans a calendar for the site and, behind it, one for each branch, and tells the branches. A
  /// branch's holds what is its own and what is no branch's, which concerns them all.
  init(_ all: inout Collections, _ config: SiteConfig) {
    let notices = all.documents.indices.filter { all.documents[$0].event != nil }
    meetings = planMeetings(all, notices, config)
    guard !notices.isEmpty || !meetings.isEmpty else { return }
    calendars.append(
      CalendarPlan(
        title: config.title, name: config.title, description: config.description,
        page: Address(path: ""),
        documents: notices, meetings: Array(meetings.indices)))
    for index in all.branches.indices {
      let document = all.documents[all.branches[index].document]
      all.branches[index].calendar = calendars.count
      calendars.append(
        CalendarPlan(
          title: "\(all.branches[index].name) - \(config.title)",
          name: all.branches[index].name,
          description: document.parsed.header.summary, page: document.address,
          documents: notices.filter { (all.documents[$0].branch ?? index) == index },
          meetings: meetings.indices.filter { (meetings[$0].branch ?? index) == index }))
    }
  }
}

/// The site's meetings, then those of the branches; a branch's notices announce its own, and any
/// notice may announce one of the site's.
private func planMeetings(
  _ all: Collections, _ notices: [Int], _ config: SiteConfig
) -> [PlannedMeeting] {
  func plan(_ meeting: Meeting, of branch: Int?, _ owner: String) -> PlannedMeeting {
    PlannedMeeting(
      meeting: meeting, branch: branch, name: owner + (meeting.id ?? meeting.title).value,
      announcements: notices.filter { index in
        let document = all.documents[index]
        guard branch == nil || document.branch == branch, let event = document.event else {
          return false
        }
        return meeting.begins(at: event.start.on(config.zone))
      })
  }
  return config.meetings.map { plan($0, of: nil, "") }
    + all.branches.enumerated().flatMap { index, branch in
      branch.details.meetings.map {
        plan($0, of: index, all.documents[branch.document].id + "/")
      }
    }
}

/// Two meetings with one id would be one to every calendar.
func reportDuplicateMeetings(
  _ meetings: [PlannedMeeting], _ all: Collections, _ sources: Sources,
  _ diagnostics: inout [Diagnostic]
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
          "有两个会议分不开：\(meeting.meeting.title.value)",
          "two meetings cannot be told apart: \(meeting.meeting.title.value)"),
        suggestion: Message("给每个会议写上不同的“id: …”", "give each an `id` of its own"),
        notes: [
          Diagnostic.Note(Message("另一个在这里", "the other one is here"), at: place(other))
        ]))
  }
}
