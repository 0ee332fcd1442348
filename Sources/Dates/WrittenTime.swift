/// Reads a date or a time piece by piece. What is not there as it should be is nil.
@safe
struct WrittenTime {
  private let text: UnsafeBufferPointer<UInt8>
  private let count: Int
  private var index = 0
  /// Whether the time that was read last had seconds.
  private(set) var hasSeconds = false

  /// Reads a text of one form to its end; nil if anything is left.
  static func parse<Result>(
    _ text: String, as form: (inout WrittenTime) -> Result?
  ) -> Result? {
    var text = text
    return text.withUTF8 { bytes in
      var written = unsafe WrittenTime(text: bytes)
      let result = form(&written)
      return written.isAtEnd ? result : nil
    }
  }

  private init(text: UnsafeBufferPointer<UInt8>) {
    unsafe self.text = unsafe text
    count = text.count
  }

  var isAtEnd: Bool { index == count }

  /// Whether a character is the next.
  func isAt(_ character: Unicode.Scalar) -> Bool {
    unsafe !isAtEnd && UInt32(text[index]) == character.value
  }

  /// Passes a character, if it is the next.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard !isAtEnd, unsafe UInt32(text[index]) == character.value else { return false }
    index += 1
    return true
  }

  /// `2026-07-01`.
  mutating func date() -> CivilDate? {
    guard let year = number(4), take("-"), let month = number(2), take("-"), let day = number(2)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  /// `09:30` or `09:30:15`: seconds of the day.
  mutating func time() -> Int? {
    guard let hour = number(2), hour < 24, take(":"), let minute = number(2), minute < 60 else {
      return nil
    }
    var second = 0
    hasSeconds = take(":")
    if hasSeconds {
      guard let written = number(2), written < 60 else { return nil }
      second = written
    }
    return hour * 3600 + minute * 60 + second
  }

  /// `+08:00`: minutes east of Greenwich, from −12 to +14 hours.
  mutating func offset() -> Int? {
    let isWest = take("-")
    guard isWest || take("+"), let hours = number(2), take(":"), let minutes = number(2),
      minutes < 60
    else { return nil }
    let offset = (hours * 60 + minutes) * (isWest ? -1 : 1)
    return (-720...840).contains(offset) ? offset : nil
  }

  /// So many ASCII digits.
  private mutating func number(_ digits: Int) -> Int? {
    guard index + digits <= count else { return nil }
    var number = 0
    for position in index..<index + digits {
      let digit = unsafe Int(text[position]) - 0x30
      guard (0...9).contains(digit) else { return nil }
      number = number * 10 + digit
    }
    index += digits
    return number
  }
}
