import ByteText

extension ByteWriter {
  /// A line of a calendar: `name:value` and CRLF, folded so that no line is longer than 75 octets
  /// and no character is divided (RFC 5545, section 3.1). Control characters are left out.
  mutating func contentLine(_ name: String, _ value: String) {
    var room = 75
    for scalar in (name + ":" + value).unicodeScalars where !isControl(scalar) {
      let length = UTF8.width(scalar)
      if length > room {
        append("\r\n ")
        room = 74
      }
      for byte in UTF8.encode(scalar) ?? .init() { append(byte) }
      room -= length
    }
    append("\r\n")
  }

  /// The same for a value of type TEXT, whose special characters are escaped.
  mutating func contentLine(_ name: String, text: String) {
    contentLine(name, calendarText(text))
  }
}

/// A value of type TEXT (RFC 5545, section 3.3.11): any line break becomes `\n`.
func calendarText(_ text: String) -> String {
  var previous: Unicode.Scalar = " "
  return text.unicodeScalars.reduce(into: "") { escaped, scalar in
    switch scalar {
    case "\\", ";", ",":
      escaped += "\\"
      escaped.unicodeScalars.append(scalar)
    case "\n" where previous == "\r": break
    case "\n", "\r": escaped += "\\n"
    default: escaped.unicodeScalars.append(scalar)
    }
    previous = scalar
  }
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  (scalar.value < 0x20 && scalar != "\t") || scalar.value == 0x7F
}
