package import Dates
package import FrontMatter

/// A meeting that is held again and again, as `site.yml` or a branch's front matter defines it.
/// Moments are on the site's clocks.
package struct Meeting: Sendable {
  package enum Rhythm: Int, Sendable { case month, quarter, year }

  /// What stays the same from one time to the next: the day of the month, or the weekday and which
  /// of its month it is.
  package enum Anchor: Int, Sendable { case date, weekday }

  /// Stays when the meeting is renamed; without one the title serves.
  package var id: Field<String>?
  package var title: Field<String>
  /// The first time.
  package var start: Moment
  package var end: Moment?
  package var rhythm: Rhythm
  package var anchor = Anchor.date
  /// The last day on which it may be held.
  package var until: Moment?
  /// Days on which it is not held, each of which would be one of its days.
  package var exceptions: [CivilDate] = []
  package var place: String?
  package var updated: Moment?
  /// Whether it has been given up altogether.
  package var isCancelled = false

  /// The months from one time to the next.
  package var interval: Int {
    switch rhythm {
    case .month: 1
    case .quarter: 3
    case .year: 12
    }
  }

  /// Which of its month the first time's weekday is: 1 to 4, or −1 for the last, as the fifth is,
  /// which most months do not have.
  package var ordinal: Int {
    let ordinal = (start.date.day - 1) / 7 + 1
    return ordinal == 5 ? -1 : ordinal
  }

  /// Whether the rule makes this one of its days.
  func isHeld(on day: CivilDate) -> Bool {
    let first = start.date
    let months = (day.year - first.year) * 12 + day.month - first.month
    guard day >= first, months % interval == 0, until.map({ day <= $0.date }) ?? true else {
      return false
    }
    switch anchor {
    case .date: return day.day == first.day
    case .weekday:
      let isLast = day.day + 7 > CivilDate.days(inMonth: day.month, of: day.year)
      return day.weekday == first.weekday
        && (ordinal == -1 ? isLast : (day.day - 1) / 7 + 1 == ordinal)
    }
  }

  /// The day of the same month on which it is held, if there is one.
  func day(inMonthOf day: CivilDate) -> CivilDate? {
    (1...31).lazy.compactMap { CivilDate(year: day.year, month: day.month, day: $0) }
      .first(where: isHeld)
  }

  /// Whether some of its months are too short to have its day.
  var skipsMonths: Bool {
    guard anchor == .date, start.date.day > 28 else { return false }
    return stride(from: start.date.month, to: start.date.month + 12, by: interval).contains {
      CivilDate.days(inMonth: ($0 - 1) % 12 + 1, of: 2026) < start.date.day
    }
  }

  /// Whether one of its times, not excepted, begins at this moment of the site's clocks.
  package func begins(at moment: Moment) -> Bool {
    let day = moment.date
    return isHeld(on: day) && start(on: day) == moment && !exceptions.contains(day)
  }

  /// The moment at which it begins on one of its days.
  package func start(on day: CivilDate) -> Moment {
    let days = day.daysSinceEpoch - start.date.daysSinceEpoch
    return Moment(
      seconds: start.seconds + days * 86_400, offsetMinutes: start.offsetMinutes,
      hasTime: start.hasTime)
  }
}

extension Meeting: ListedFieldValue {
  package static var blank: Meeting {
    Meeting(title: emptyField, start: emptyMoment, rhythm: .month)
  }
  package static var listName: String { "list" }

  package static func parseList(
    _ key: String, _ rules: FieldRules, _ parser: inout FieldParser
  ) -> [Meeting] {
    parseMeetings(&parser.reader, zone: parser.zone)
  }

  package mutating func code(_ coder: inout some RecordCoder & ~Copyable) {
    coder.code(&id)
    coder.code(&title)
    coder.code(&start)
    coder.code(&end)
    coder.code(&rhythm)
    coder.code(&anchor)
    coder.code(&until)
    coder.code(&exceptions, empty: CivilDate(daysSinceEpoch: 0)) {
      var days = $1.daysSinceEpoch
      $0.code(&days)
      $1 = CivilDate(daysSinceEpoch: days)
    }
    coder.code(&place)
    coder.code(&updated)
    coder.code(&isCancelled)
  }
}
