/// What a client makes of a calendar's lines (RFC 5545, section 3.1), without `Character`, to which
/// CRLF is one.
public enum Unfolded {
  /// Whether every line ends in CRLF, has at most 75 octets and is UTF-8 for itself.
  public static func isWellFolded(_ text: String) -> Bool {
    physicalLines(text).allSatisfy { line in
      line.count <= 75 && !line.contains(0x0D) && !line.contains(0)
        && String(validating: line, as: UTF8.self) != nil
    } && text.utf8.suffix(2).elementsEqual("\r\n".utf8)
  }

  private static func physicalLines(_ text: String) -> [ArraySlice<UInt8>] {
    Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().map {
      $0.last == 0x0D ? $0.dropLast() : [0x0D]
    }
  }

  /// The content lines.
  public static func lines(of text: String) -> [String] {
    physicalLines(text).reduce(into: [[UInt8]]()) { lines, line in
      if line.first == 0x20, !lines.isEmpty {
        lines[lines.count - 1] += line.dropFirst()
      } else {
        lines.append(Array(line))
      }
    }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The value of a content line, unescaped.
  public static func text(_ line: String) -> String {
    var isEscaped = false
    return line.unicodeScalars.drop { $0 != ":" }.dropFirst().reduce(into: "") { text, scalar in
      if isEscaped || scalar != "\\" {
        text.unicodeScalars.append(isEscaped && scalar == "n" ? "\n" : scalar)
        isEscaped = false
      } else {
        isEscaped = true
      }
    }
  }

  /// The text as a calendar can hold it: without control characters but tab and line feed.
  public static func plain(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { plain, scalar in
      if scalar.value == 0x7F || scalar.value < 0x20 && scalar != "\t" && scalar != "\n" { return }
      plain.unicodeScalars.append(scalar)
    }
  }
}
