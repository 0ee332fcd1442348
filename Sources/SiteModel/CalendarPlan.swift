package import Content

/// A calendar: where it stands and what it holds.
package struct CalendarPlan: Sendable {
  package let title: String
  /// The title without that of the site.
  package let name: String
  package let description: String?
  /// The page that it belongs to: the home page or a branch's.
  package let page: Address
  /// Notices with an event.
  package let documents: [Int]
  /// Those of the recurring meetings, and what is announced of them here.
  package let meetings: [Meeting]

  package struct Meeting: Sendable {
    /// Its index in `Site.meetings`.
    package let index: Int
    /// The notices among `documents` that announce one of its times: their events stand in its stead.
    package var announcements: [Int] = []
  }

  package var address: Address { page.appending("calendar.ics") }
}

/// A recurring meeting in its place.
package struct PlannedMeeting: Sendable {
  package let meeting: Meeting
  /// The branch that holds it, or none for the site's own.
  package let branch: Int?
  /// What its permanent id is made of.
  package let name: String
}
