/// A zone whose clocks never change, which is all that a site needs to say when its day begins.
public struct Zone: Sendable, Hashable {
  /// As written in calendars: `Asia/Shanghai`, or `UTC+08:00` for a bare offset.
  public let name: String
  /// Minutes east of Greenwich.
  public let offsetMinutes: Int

  /// The zone of China, eight hours ahead of UTC.
  public static let shanghai = Zone(name: "Asia/Shanghai", offsetMinutes: 480)

  private init(name: String, offsetMinutes: Int) {
    self.name = name
    self.offsetMinutes = offsetMinutes
  }

  /// The zones that may be named, in the order in which they are offered.
  public static let known: [Zone] = [
    .shanghai, Zone(name: "Asia/Urumqi", offsetMinutes: 360),
    Zone(name: "Asia/Hong_Kong", offsetMinutes: 480), Zone(name: "Asia/Macau", offsetMinutes: 480),
    Zone(name: "Asia/Taipei", offsetMinutes: 480), Zone(name: "Asia/Singapore", offsetMinutes: 480),
    Zone(name: "Asia/Tokyo", offsetMinutes: 540), Zone(name: "UTC", offsetMinutes: 0),
  ]

  /// Other names of known zones, as the time zone database links them (its file `backward`).
  private static let links: [String: String] = [
    "Asia/Chongqing": "Asia/Shanghai", "Asia/Chungking": "Asia/Shanghai",
    "Asia/Harbin": "Asia/Shanghai", "PRC": "Asia/Shanghai", "Asia/Kashgar": "Asia/Urumqi",
    "Hongkong": "Asia/Hong_Kong", "Asia/Macao": "Asia/Macau", "ROC": "Asia/Taipei",
    "Singapore": "Asia/Singapore", "Japan": "Asia/Tokyo", "Etc/UTC": "UTC", "Etc/UCT": "UTC",
    "Etc/Universal": "UTC", "Etc/Zulu": "UTC", "UCT": "UTC", "Universal": "UTC", "Zulu": "UTC",
  ]

  /// A known name or another name of one, or an offset from `-12:00` to `+14:00`; nil for anything else.
  public init?(_ text: String) {
    let name = Self.links[text] ?? text
    if let zone = Self.known.first(where: { $0.name == name }) {
      self = zone
    } else if let minutes = WrittenTime.parse(text, as: { $0.offset() }) {
      self = Zone(name: "UTC" + text, offsetMinutes: minutes)
    } else {
      return nil
    }
  }
}

/// A moment as somebody wrote it: an instant, the zone's offset, and whether a time was given.
///
/// Moments compare by their instant. A date without a time is that day's first moment.
public struct Moment: Sendable, Hashable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  public let seconds: Int
  /// Minutes east of Greenwich.
  public let offsetMinutes: Int
  /// Whether a time of day was written, not only a date.
  public let hasTime: Bool

  /// A moment so many seconds after 1970 began in UTC, written with an offset of so many minutes from it.
  public init(seconds: Int, offsetMinutes: Int, hasTime: Bool = true) {
    self.seconds = seconds
    self.offsetMinutes = offsetMinutes
    self.hasTime = hasTime
  }

  /// `2026-07-01`, with an optional time `09:30` or `09:30:15` behind a space or `T`, and behind
  /// that an optional `Z` or `+08:00`, else `zone` holds. Offsets with a minus sign need `T` or seconds. Nil for anything else.
  public init?(_ text: String, zone: Zone) {
    let written = WrittenTime.parse(text) { text -> (CivilDate, seconds: Int?, offset: Int?)? in
      guard let date = text.date() else { return nil }
      if text.isAtEnd { return (date, nil, nil) }
      let isStrict = text.take("T")
      guard isStrict || text.take(" "), let seconds = text.time() else { return nil }
      if text.isAtEnd { return (date, seconds, nil) }
      // Behind hours and minutes a minus sign may be a dash: `09:30-11:00`.
      if !isStrict, !text.hasSeconds, text.isAt("-") { return nil }
      return (text.take("Z") ? 0 : text.offset()).map { (date, seconds, $0) }
    }
    guard let (date, secondsOfDay, writtenOffset) = written else { return nil }
    let offset = writtenOffset ?? zone.offsetMinutes
    self.init(
      seconds: date.daysSinceEpoch * 86_400 + (secondsOfDay ?? 0) - offset * 60,
      offsetMinutes: offset, hasTime: secondsOfDay != nil)
  }

  private var localSeconds: Int { seconds + offsetMinutes * 60 }

  /// Seconds since midnight on the wall.
  private var clockSeconds: Int { ((localSeconds % 86_400) + 86_400) % 86_400 }

  /// The day on the wall at the moment's offset.
  public var date: CivilDate {
    CivilDate(daysSinceEpoch: (localSeconds - clockSeconds) / 86_400)
  }

  /// The time on the wall: hour 0–23, minute, second.
  public var time: (hour: Int, minute: Int, second: Int) {
    let second = clockSeconds
    return (second / 3600, second / 60 % 60, second % 60)
  }

  /// The same instant on the clocks of `zone`.
  public func on(_ zone: Zone) -> Moment {
    Moment(seconds: seconds, offsetMinutes: zone.offsetMinutes, hasTime: hasTime)
  }

  /// The moment as feeds say it, on the clocks of the site's zone: a day without a time is 8 o'clock there, or so much later that
  /// it is the same day in Greenwich, since readers show an instant on clocks of their own.
  public func inFeeds(of zone: Zone) -> Moment {
    if hasTime { return on(zone) }
    return Moment(
      seconds: seconds + max(8 * 60, offsetMinutes) * 60, offsetMinutes: zone.offsetMinutes)
  }

  /// The last second of the moment's day if only a date was written, else the moment itself: when
  /// something that lasts "until" it is over.
  public var end: Moment {
    hasTime ? self : Moment(seconds: seconds + 86_399, offsetMinutes: offsetMinutes)
  }

  /// Two moments are equal when their instants are, however they were written.
  public static func == (a: Self, b: Self) -> Bool { a.seconds == b.seconds }
  /// Equal moments have equal hashes.
  public func hash(into hasher: inout Hasher) { hasher.combine(seconds) }
  /// Earlier instants come first.
  public static func < (a: Self, b: Self) -> Bool { a.seconds < b.seconds }

  /// RFC 3339: `2026-07-01T09:30:00+08:00`.
  public var rfc3339: String {
    TimeText.string {
      $0.append(date)
      $0.append("T")
      appendClock(to: &$0)
      appendOffset(separator: ":", to: &$0)
    }
  }

  /// RFC 822 as RSS takes it, with four digits for the year: `Wed, 01 Jul 2026 09:30:00 +0800`.
  public var rfc822: String {
    let date = date
    return TimeText.string {
      $0.append(weekdays[date.weekday])
      $0.append(", ")
      $0.append(date.day, digits: 2)
      $0.append(months[date.month - 1])
      $0.append(date.year, digits: 4)
      $0.append(" ")
      appendClock(to: &$0)
      $0.append(" ")
      appendOffset(separator: "", to: &$0)
    }
  }

  private func appendClock(to text: inout TimeText) {
    let time = time
    text.append(hour: time.hour, minute: time.minute)
    text.append(":")
    text.append(time.second, digits: 2)
  }

  private func appendOffset(separator: StaticString, to text: inout TimeText) {
    let minutes = abs(offsetMinutes)
    text.append(offsetMinutes < 0 ? "-" : "+")
    text.append(minutes / 60, digits: 2)
    text.append(separator)
    text.append(minutes % 60, digits: 2)
  }
}

private let weekdays: [StaticString] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
private let months: [StaticString] = [
  " Jan ", " Feb ", " Mar ", " Apr ", " May ", " Jun ", " Jul ", " Aug ", " Sep ", " Oct ", " Nov ",
  " Dec ",
]
