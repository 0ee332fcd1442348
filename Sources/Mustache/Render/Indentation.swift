import ByteText

/// The blanks that a template's lines begin with because the tag that asked for it stood behind
/// them. Only the template's own lines get them, not those of the values that it shows.
struct Indentation {
  /// A state to go back to when the inner template ends.
  struct Mark {
    fileprivate let start: Int
    fileprivate let end: Int
  }

  private var blanks: [UInt8] = []
  /// The current ones are those from here to the end.
  private var start = 0
  /// Whether the next line that begins has its blanks already.
  var skipsOnce = false

  var isEmpty: Bool { start == blanks.count }

  /// Adds to the current blanks.
  mutating func push(_ more: TextSlice, of text: [UInt8]) -> Mark {
    let mark = Mark(start: start, end: blanks.count)
    for index in more.range { blanks.append(text[index]) }
    return mark
  }

  /// Begins anew without any.
  mutating func pushNone() -> Mark {
    let mark = Mark(start: start, end: blanks.count)
    start = blanks.count
    return mark
  }

  mutating func pop(to mark: Mark) {
    blanks.removeLast(blanks.count - mark.end)
    start = mark.start
  }

  mutating func startLine(_ out: inout ByteWriter) {
    if skipsOnce {
      skipsOnce = false
    } else if !isEmpty {
      out.append(blanks[start...])
    }
  }

  /// Writes a template's text with blanks before each line that begins in it.
  mutating func write(
    _ slice: TextSlice, of text: [UInt8], startsLine: Bool, _ out: inout ByteWriter
  ) {
    let text = text.span.extracting(slice.range)
    if startsLine { startLine(&out) }
    var from = 0
    for index in text.indices where text[index] == 0x0A && index + 1 < text.count {
      out.append(text.extracting(from..<index + 1))
      out.append(blanks[start...])
      from = index + 1
    }
    out.append(text.extracting(from..<text.count))
  }
}
