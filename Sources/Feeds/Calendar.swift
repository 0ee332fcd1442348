package import Dates

/// A calendar that people subscribe to. Addresses are absolute.
package struct Calendar: Sendable, Equatable {
  /// The name that clients list it under.
  package var name: String
  /// One sentence of plain text.
  package var description: String?
  /// The page that shows the same events.
  package var homeURL: String?
  /// The calendar's own address.
  package var url: String?
  /// The program that wrote the file: `-//BranchPress//BranchPress 0.1.0//ZH`.
  package var producer: String
  /// The zone in which the events' times are written.
  package var zone: Zone
  /// The number of hours after which a client should ask again.
  package var refreshHours: Int?
  /// The events in the order in which they are written.
  package var events: [Event]

  /// A calendar; times are written in `zone`.
  package init(
    name: String, description: String? = nil, homeURL: String? = nil, url: String? = nil,
    producer: String, zone: Zone, refreshHours: Int? = nil, events: [Event]
  ) {
    self.name = name
    self.description = description
    self.homeURL = homeURL
    self.url = url
    self.producer = producer
    self.zone = zone
    self.refreshHours = refreshHours
    self.events = events
  }

  /// Something that takes place.
  package struct Event: Sendable, Equatable {
    /// The certainty that an event takes place.
    package enum Status: Sendable { case confirmed, tentative, cancelled }

    /// Permanent and unique; a document's `tag:` URI serves.
    package var id: String
    /// The title, in plain text.
    package var summary: String
    /// A moment with a time, or a day.
    package var start: Moment
    /// When it is over; a day counts to its end. What does not lie behind the start is left out.
    package var end: Moment?
    /// The number of minutes that it lasts where it has a time and no end; nil for an unknown length.
    package var minutes: Int?
    /// The number of minutes before its start at which a client reminds of it; nil for no reminder.
    package var reminder: Int?
    /// The venue in plain text, or an address.
    package var location: String?
    /// A text about it, in plain text.
    package var description: String?
    /// The page that tells of it.
    package var url: String?
    /// The words that it is filed under.
    package var categories: [String]
    /// When what is said here was last changed, as the data say: never the clock's time.
    package var changed: Moment
    /// Counts the changes of time or location, so that calendars take the newest.
    package var sequence: Int
    /// The certainty that it takes place; a cancelled event stays in the calendar, so that clients take it out.
    package var status: Status
    /// The rule by which it happens again; nil for once.
    package var recurrence: Recurrence?
    /// Occurrences of the recurrence that do not take place: their starts.
    package var exceptions: [Moment]
    /// The start of the one occurrence that this event replaces, where it shares the id of a
    /// recurring event.
    package var replacing: Moment?

    /// An event that lasts from `start` to `end`.
    package init(
      id: String, summary: String, start: Moment, end: Moment? = nil, minutes: Int? = nil,
      reminder: Int? = nil, location: String? = nil, description: String? = nil,
      url: String? = nil, categories: [String] = [], changed: Moment, sequence: Int = 0,
      status: Status = .confirmed,
      recurrence: Recurrence? = nil, exceptions: [Moment] = [], replacing: Moment? = nil
    ) {
      self.id = id
      self.summary = summary
      self.start = start
      self.end = end
      self.minutes = minutes
      self.reminder = reminder
      self.location = location
      self.description = description
      self.url = url
      self.categories = categories
      self.changed = changed
      self.sequence = sequence
      self.status = status
      self.recurrence = recurrence
      self.exceptions = exceptions
      self.replacing = replacing
    }
  }

  /// When an event happens again (RFC 5545, section 3.3.10). Lists that are empty say nothing.
  package struct Recurrence: Sendable, Equatable {
    /// The unit of time between occurrences.
    package enum Frequency: Sendable { case daily, weekly, monthly, yearly }
    /// A day of the week, counted from Sunday, 0.
    package enum Weekday: Int, Sendable {
      case sunday, monday, tuesday, wednesday, thursday, friday, saturday
    }
    /// The end of a recurrence.
    package enum Limit: Sendable, Equatable {
      /// So many occurrences, the first counted.
      case count(Int)
      /// The last moment at which an occurrence may start; a day counts to its end.
      case until(Moment)
    }

    /// A weekday, and which of its month or year: 2 for the second, −1 for the last, nil for every.
    package struct Day: Sendable, Equatable {
      /// The day of the week.
      package var weekday: Weekday
      /// The number of the weekday in its month or year, or nil for every one.
      package var ordinal: Int?

      /// A weekday of each week, or one of each month or year.
      package init(_ weekday: Weekday, ordinal: Int? = nil) {
        self.weekday = weekday
        self.ordinal = ordinal
      }
    }

    /// The unit of time.
    package var frequency: Frequency
    /// 2 for every second week, and so on.
    package var interval: Int
    /// The end; nil for none.
    package var limit: Limit?
    /// The days of the week.
    package var days: [Day]
    /// 1 to 31, or −1 for the last day.
    package var daysOfMonth: [Int]
    /// 1 to 12.
    package var months: [Int]

    /// A rule that repeats an event every `interval` units of time.
    package init(
      _ frequency: Frequency, interval: Int = 1, limit: Limit? = nil, days: [Day] = [],
      daysOfMonth: [Int] = [], months: [Int] = []
    ) {
      self.frequency = frequency
      self.interval = interval
      self.limit = limit
      self.days = days
      self.daysOfMonth = daysOfMonth
      self.months = months
    }
  }
}
