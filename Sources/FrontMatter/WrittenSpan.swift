public import Dates

/// A date as people write it, with or without a time, and perhaps with an end: `2026年7月1日下午3点半`, `2026/7/1 9:30-11:00`,
/// `Wed, 01 Jul 2026 23:30:00 GMT`. docs/front-matter.md lists the forms.
struct WrittenSpan {
  /// The moment that is written first, on the site's clocks.
  let start: Moment
  /// The moment behind a dash, `~`, `至` or `到`; nil where there is none.
  let end: Moment?

  /// Whether the end does not come after the start, so that the second time is no end, or the first one wrong.
  var isUnclear: Bool { end.map { $0.end <= start } ?? false }

  /// Reads a text to its end; nil where it is no date, or one of two meanings. `zone` holds where none is written.
  init?(_ text: String, zone: Zone) {
    var scanner = SpanScanner(text)
    guard let day = scanner.date() else { return nil }
    let clock = scanner.clock()
    guard let start = Self.moment(day, clock, zone) else { return nil }
    self.start = start
    guard scanner.takeDash() else {
      guard scanner.isAtEnd else { return nil }
      end = nil
      return
    }
    let lastDay = scanner.date() ?? scanner.day(after: day)
    let lastClock = scanner.clock(after: clock)
    guard lastDay != nil || lastClock != nil && clock != nil, scanner.isAtEnd,
      let end = Self.moment(lastDay ?? day, lastClock, zone)
    else { return nil }
    self.end = end
  }

  private static func moment(_ day: CivilDate, _ clock: WrittenClock?, _ zone: Zone) -> Moment? {
    let offset = clock?.offset ?? zone.offsetMinutes
    return Moment(
      seconds: day.daysSinceEpoch * 86_400 + (clock?.seconds ?? 0) - offset * 60,
      offsetMinutes: offset, hasTime: clock != nil
    ).on(zone)
  }
}

/// A time of day as it is written.
private struct WrittenClock {
  /// Seconds since midnight.
  var seconds: Int
  /// Minutes east of Greenwich, where they are written.
  var offset: Int?
  /// The part of the day that was named, which holds for an end that names none.
  var part: DayPart?
}

/// A part of the day, by which an hour of twelve is one of twenty-four.
private enum DayPart {
  case night, morning, noon, afternoon, evening
  /// The halves of a day as English has them, where 12 comes before 1.
  case beforeNoon, afterNoon

  static let words: KeyValuePairs<String, DayPart> = [
    "凌晨": .night, "早上": .morning, "早晨": .morning, "清晨": .morning, "上午": .morning,
    "中午": .noon, "下午": .afternoon, "傍晚": .evening, "晚上": .evening, "晚间": .evening,
    "晚": .evening, "A.M.": .beforeNoon, "P.M.": .afterNoon, "AM": .beforeNoon, "PM": .afterNoon,
  ]

  /// The hour from 0 to 23; nil where it does not fit the part, or could be either of two.
  func hour(_ hour: Int) -> Int? {
    switch (self, hour) {
    case (.night, 0...5), (.morning, 4...11), (.noon, 11...14): hour
    case (.night, 12), (.beforeNoon, 12): 0
    case (.noon, 1...2), (.afternoon, 1...11), (.afterNoon, 1...11), (.evening, 4...11): hour + 12
    case (.afternoon, 12...18), (.afterNoon, 12), (.evening, 16...23), (.beforeNoon, 0...11): hour
    default: nil
    }
  }
}

/// Reads the parts of a written date one after the other.
private struct SpanScanner {
  private var rest: ArraySlice<Unicode.Scalar>

  init(_ text: String) {
    rest = text.unicodeScalars.prefix(80).map(Self.plain)[...]
    skipBlanks()
  }

  /// The plain form of a character: of full-width ones the narrow one, of dashes and blanks the usual one.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0x3000, 0xA0, 0x2002...0x200A: " "
    case 0x2010...0x2015, 0x2212: "-"
    case 0x301C: "~"
    default: scalar
    }
  }

  var isAtEnd: Bool { rest.isEmpty }

  private mutating func skipBlanks() { rest = rest.drop { $0 == " " } }

  /// Passes a text and the blanks behind it, if it is the next; letters in either case.
  private mutating func take(_ text: String) -> Bool {
    let wanted = text.unicodeScalars
    guard rest.count >= wanted.count,
      zip(rest, wanted).allSatisfy({ $0 == $1 || Self.upper($0) == Self.upper($1) })
    else { return false }
    rest = rest.dropFirst(wanted.count)
    skipBlanks()
    return true
  }

  private static func upper(_ scalar: Unicode.Scalar) -> UInt32 {
    (0x61...0x7A).contains(scalar.value) ? scalar.value - 32 : scalar.value
  }

  /// Passes one of some texts, and gives what stands for it.
  private mutating func take<Value>(_ texts: KeyValuePairs<String, Value>) -> Value? {
    for (text, value) in texts where take(text) { return value }
    return nil
  }

  /// A number of so many figures, ASCII or Chinese, and the blanks behind it; nil and nothing passed if there is none.
  private mutating func number(_ figures: ClosedRange<Int>) -> (value: Int, figures: Int)? {
    let isASCII = rest.first.map { (0x30...0x39).contains($0.value) } ?? false
    let written = rest.prefix {
      isASCII ? (0x30...0x39).contains($0.value) : "〇○◯零一二三四五六七八九十".unicodeScalars.contains($0)
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: written)
    guard let number = numbersWritten(in: String(text)).first, figures.contains(number.digits)
    else { return nil }
    rest = rest.dropFirst(written.count)
    skipBlanks()
    return (number.value, number.digits)
  }

  /// A day, with the day of the week before or behind it.
  mutating func date() -> CivilDate? {
    let before = rest
    skipWeekday()
    guard let date = yearFirst() ?? dayFirst() else {
      rest = before
      return nil
    }
    skipWeekday()
    return date
  }

  private mutating func yearFirst() -> CivilDate? {
    let before = rest
    if let whole = number(8...8), rest.first.map({ !"年月日-/.:".unicodeScalars.contains($0) }) ?? true
    {
      return CivilDate(
        year: whole.value / 10_000, month: whole.value / 100 % 100, day: whole.value % 100)
    }
    rest = before
    if let year = number(4...4),
      let sign = take(["年": "月", "-": "-", "/": "/", ".": "."] as KeyValuePairs),
      let month = number(1...2), take(sign), let day = number(1...2)
    {
      if sign == "月" { _ = take("日") || take("号") }
      return CivilDate(year: year.value, month: month.value, day: day.value)
    }
    rest = before
    return nil
  }

  /// `01 Jul 2026`, as RFC 822 has it.
  private mutating func dayFirst() -> CivilDate? {
    let before = rest
    let months: KeyValuePairs = [
      "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "May": 5, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9,
      "Oct": 10, "Nov": 11, "Dec": 12,
    ]
    if let day = number(1...2), let month = take(months), let year = number(4...4) {
      return CivilDate(year: year.value, month: month, day: day.value)
    }
    rest = before
    return nil
  }

  /// The last day of a span that is written without its year, or without its month.
  mutating func day(after first: CivilDate) -> CivilDate? {
    let before = rest
    guard let number = number(1...2) else { return nil }
    if take("日") || take("号") {
      return CivilDate(year: first.year, month: first.month, day: number.value)
    }
    if take("月") || take("-") || take("/") || take("."), let day = self.number(1...2),
      take("日") || take("号") || rest.first != ":"
    {
      return CivilDate(year: first.year, month: number.value, day: day.value)
    }
    rest = before
    return nil
  }

  private mutating func skipWeekday() {
    let before = rest
    let isBracketed = take("(")
    let days: KeyValuePairs = [
      "Mon": 1, "Tue": 2, "Wed": 3, "Thu": 4, "Fri": 5, "Sat": 6, "Sun": 0, "星期": 7, "周": 7,
      "礼拜": 7,
    ]
    guard let day = take(days) else {
      rest = before
      return
    }
    if day == 7, take(["一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 0, "天": 0]) == nil {
      rest = before
      return
    }
    _ = take(",")
    if isBracketed, !take(")") { rest = before }
  }

  /// Passes what stands between a start and its end.
  mutating func takeDash() -> Bool {
    if take("--") || take("-") || take("~") || take("至") || take("到") { return true }
    return false
  }

  /// A time of day with its zone; nil and nothing passed if there is none. An end that names no part of the day is in the
  /// start's.
  mutating func clock(after start: WrittenClock? = nil) -> WrittenClock? {
    let before = rest
    let hasT = take("T")
    _ = take(",")
    let part = take(DayPart.words)
    guard let hour = number(1...2), let (minute, second) = behindHour() else {
      rest = before
      return nil
    }
    let named = part ?? take(DayPart.words)
    let inherited = hour.value <= 12 ? start?.part : nil
    let fitting = named.map { $0.hour(hour.value) } ?? inherited?.hour(hour.value) ?? hour.value
    guard let hour = fitting, hour < 24, minute < 60, (second ?? 0) < 60 else {
      rest = before
      return nil
    }
    return WrittenClock(
      seconds: hour * 3600 + minute * 60 + (second ?? 0),
      offset: offset(allowed: hasT || second != nil),
      part: named ?? inherited)
  }

  /// The minute behind an hour, and the second where it is written; fractions of it are passed.
  private mutating func behindHour() -> (minute: Int, second: Int?)? {
    if take("时") || take("点") || take("點") {
      if take("半") { return (30, nil) }
      if take("整") { return (0, nil) }
      guard let minute = number(1...2) else { return (0, nil) }
      _ = take("分")
      return (minute.value, nil)
    }
    guard take(":"), let minute = number(2...2) else { return nil }
    guard take(":") else { return (minute.value, nil) }
    guard let second = number(2...2) else { return nil }
    if take(".") { _ = number(1...9) }
    return (minute.value, second.value)
  }

  /// The minutes east of Greenwich, where a zone is written. A minus sign may be a dash: it begins an offset only where
  /// that is `allowed`, behind `T`, seconds or `UTC`.
  private mutating func offset(allowed: Bool) -> Int? {
    let before = rest
    let isUTC = take("UTC") || take("GMT") || take("Z")
    if allowed || isUTC || rest.first == "+", let sign = take(["+": 1, "-": -1] as KeyValuePairs) {
      var found: Int?
      if let whole = number(4...4) {
        found = checked(sign, whole.value / 100, whole.value % 100)
      } else if let hours = number(1...2) {
        let minutes = take(":") ? number(2...2)?.value : isUTC ? 0 : nil
        found = minutes.flatMap { checked(sign, hours.value, $0) }
      }
      // What is no offset is not passed, so that the text is no date.
      if found == nil { rest = before }
      return found
    }
    return isUTC ? 0 : nil
  }

  private func checked(_ sign: Int, _ hours: Int, _ minutes: Int) -> Int? {
    let offset = sign * (hours * 60 + minutes)
    return minutes < 60 && (-720...840).contains(offset) ? offset : nil
  }
}

extension Moment {
  /// A moment and what ends it, if anything does, in any form that has one meaning; nil for anything else.
  public static func span(
    lenient text: String, zone: Zone
  ) -> (start: Moment, end: Moment?)? {
    guard let span = WrittenSpan(text, zone: zone), !span.isUnclear else { return nil }
    return (span.start, span.end)
  }

  /// A moment in any form that has one meaning, without an end; nil for anything else.
  public init?(lenient text: String, zone: Zone) {
    if let moment = Moment(text, zone: zone) {
      self = moment
    } else if let span = WrittenSpan(text, zone: zone), span.end == nil {
      self = span.start
    } else {
      return nil
    }
  }
}
