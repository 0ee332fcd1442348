package import Dates
package import FrontMatter

/// A meeting that is held again and again, as `site.yml` or a branch's front matter defines it.
/// Moments are on the site's clocks.
package struct Meeting: Sendable {
  /// The time between one meeting and the next.
  package enum Rhythm: Int, Sendable { case month, quarter, year }

  /// The way in which a meeting's day is found in its month: by the day of the month, or by the weekday and its ordinal
  /// in the month.
  package enum Anchor: Int, Sendable { case date, weekday }

  /// The permanent id, which stays when the meeting is renamed; nil where the title identifies it.
  package var id: Field<String>?
  /// The title, with its place in the file.
  package var title: Field<String>
  /// The beginning of the first meeting, from which the days of all others follow.
  package var start: Moment
  /// The end of the first meeting, nil where none is given.
  package var end: Moment?
  /// The time between one meeting and the next.
  package var rhythm: Rhythm
  /// The way in which the day is found in each month.
  package var anchor = Anchor.date
  /// The last day on which the meeting may be held, nil where it has no end.
  package var until: Moment?
  /// The days on which the meeting is left out, each of which would otherwise be one of its days.
  package var exceptions: [CivilDate] = []
  /// The location, nil where none is given.
  package var place: String?
  /// The date of the last change, nil where none is written.
  package var updated: Moment?
  /// Whether all of the meetings are cancelled.
  package var isCancelled = false

  /// The number of months from one meeting to the next.
  package var interval: Int {
    switch rhythm {
    case .month: 1
    case .quarter: 3
    case .year: 12
    }
  }

  /// The ordinal of the first meeting's weekday in its month: 1 to 4, or −1 for the last. A fifth weekday counts as the
  /// last, since most months have no fifth.
  package var ordinal: Int {
    let ordinal = (start.date.day - 1) / 7 + 1
    return ordinal == 5 ? -1 : ordinal
  }

  /// Whether the meeting would be held on a day, exceptions aside.
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

  /// The day in the month of `day` on which the meeting would be held, nil if there is none.
  func day(inMonthOf day: CivilDate) -> CivilDate? {
    (1...31).lazy.compactMap { CivilDate(year: day.year, month: day.month, day: $0) }
      .first(where: isHeld)
  }

  /// The days from `first` to `last` on which the meeting would be held, exceptions aside.
  package func days(from first: CivilDate, through last: CivilDate) -> [CivilDate] {
    func month(_ day: CivilDate) -> Int { day.year * 12 + day.month - 1 }
    let own = month(start.date)
    // The first month that is not before `first`, among those of the meeting.
    let months = max(0, month(first) - own + interval - 1) / interval * interval
    return stride(from: own + months, through: month(last), by: interval).compactMap { number in
      CivilDate(year: number / 12, month: number % 12 + 1, day: 1)
        .flatMap(day(inMonthOf:)).flatMap { first <= $0 && $0 <= last ? $0 : nil }
    }
  }

  /// The end of the meeting on one of its days, nil where none is given.
  package func end(on day: CivilDate) -> Moment? {
    end.map {
      Moment(
        seconds: $0.seconds + start(on: day).seconds - start.seconds,
        offsetMinutes: $0.offsetMinutes, hasTime: $0.hasTime)
    }
  }

  /// Whether some of the meeting's months are too short to have its day.
  var skipsMonths: Bool {
    guard anchor == .date, start.date.day > 28 else { return false }
    return stride(from: start.date.month, to: start.date.month + 12, by: interval).contains {
      CivilDate.days(inMonth: ($0 - 1) % 12 + 1, of: 2026) < start.date.day
    }
  }

  /// Whether one of the meetings, exceptions aside, begins at a moment of the site's clocks.
  package func begins(at moment: Moment) -> Bool {
    let day = moment.date
    return isHeld(on: day) && start(on: day) == moment && !exceptions.contains(day)
  }

  /// The moment at which the meeting begins on one of its days.
  package func start(on day: CivilDate) -> Moment {
    let days = day.daysSinceEpoch - start.date.daysSinceEpoch
    return Moment(
      seconds: start.seconds + days * 86_400, offsetMinutes: start.offsetMinutes,
      hasTime: start.hasTime)
  }
}

extension Meeting: ListedFieldValue {
  /// A meeting without a title, with which reading a record begins.
  package static var blank: Meeting {
    Meeting(title: emptyField, start: emptyMoment, rhythm: .month)
  }
  /// The name of a list of meetings in the documentation.
  package static var listName: String { "list" }

  /// Reads a list of meetings. Those that lack a required field are reported and left out.
  package static func parseList(
    _ key: String, _ rules: FieldRules, _ parser: inout FieldParser
  ) -> [Meeting] {
    parseMeetings(&parser.reader, zone: parser.zone)
  }

  /// Writes every property into a record, or reads it from one.
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
