/// Writes a date or a time piece by piece. They are written for every page and item, so there are no
/// strings in between.
@safe
public struct TimeText {
  private let text: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  /// The text that `write` appends, at most 63 bytes.
  public static func string(_ write: (inout TimeText) -> Void) -> String {
    unsafe String(unsafeUninitializedCapacity: 63) { buffer in
      var text = unsafe TimeText(text: buffer)
      write(&text)
      return text.count
    }
  }

  private init(text: UnsafeMutableBufferPointer<UInt8>) { unsafe self.text = unsafe text }

  /// Appends the bytes of an ASCII literal.
  public mutating func append(_ literal: StaticString) {
    for index in 0..<literal.utf8CodeUnitCount { append(unsafe literal.utf8Start[index]) }
  }

  /// Appends a number in decimal that is not negative, with zeros in front up to `digits`.
  public mutating func append(_ number: Int, digits: Int = 1) {
    if digits == 2, number < 100 { return append(twoFigures: number) }
    if digits == 4, number < 10_000 {
      append(twoFigures: number / 100)
      append(twoFigures: number % 100)
      return
    }
    var scale = 1
    var left = digits - 1
    while left > 0 || number / scale > 9 {
      scale *= 10
      left -= 1
    }
    while scale > 0 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / scale % 10))
      scale /= 10
    }
  }

  private mutating func append(twoFigures number: Int) {
    let figures = UInt8(truncatingIfNeeded: number)
    append(UInt8(ascii: "0") + figures / 10)
    append(UInt8(ascii: "0") + figures % 10)
  }

  /// Appends `2026-07-01`.
  mutating func append(_ date: CivilDate) {
    append(date.year, digits: 4)
    append("-")
    append(date.month, digits: 2)
    append("-")
    append(date.day, digits: 2)
  }

  /// Appends `09:30`.
  public mutating func append(hour: Int, minute: Int) {
    append(hour, digits: 2)
    append(":")
    append(minute, digits: 2)
  }

  private mutating func append(_ byte: UInt8) {
    unsafe text[count] = byte
    count += 1
  }
}
