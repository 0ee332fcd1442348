package import Content

/// A calendar: its address, its titles, and its events.
package struct CalendarPlan: Sendable {
  /// The title with that of the site.
  package let title: String
  /// The title without that of the site.
  package let name: String
  /// The description, nil where the site or the branch has none.
  package let description: String?
  /// The page that the calendar belongs to: the home page or the page of a branch.
  package let page: Address
  /// The notices with an event, as indices of `Site.documents`, in its order.
  package let documents: [Int]
  /// The recurring meetings, each with its announcements in this calendar.
  package let meetings: [Meeting]

  /// A recurring meeting in a calendar.
  package struct Meeting: Sendable {
    /// The index of the meeting in `Site.meetings`.
    package let index: Int
    /// The notices among `documents` that announce one of the meetings: each of their events replaces the announced
    /// meeting.
    package var announcements: [Int] = []
  }

  /// The address of the calendar's file.
  package var address: Address { page.appending("calendar.ics") }
}

/// A recurring meeting and the organisation that holds it.
package struct PlannedMeeting: Sendable {
  /// The meeting as it is written in `site.yml` or in the branch's front matter.
  package let meeting: Meeting
  /// The index of the branch that holds the meeting, nil for the site's own meetings.
  package let branch: Int?
  /// The name from which the permanent id is made, unique in the site unless two meetings were reported.
  package let name: String
}
