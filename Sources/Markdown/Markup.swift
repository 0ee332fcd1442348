/// What the walk must know of the text that was parsed.
struct Markup {
  /// Nil where none were put in.
  var marks: Marks?
  /// Whether nodes may hold bytes that must not be written.
  var holdsMarks: Bool
  /// What to look for inside text nodes.
  let triggers: TriggerBytes?
  /// Whether `~` may strike text through.
  let strikes: Bool
  /// Whether line breaks between Chinese characters vanish.
  let joinsLines: Bool

  /// Where the next byte is that may have to be left out: of a noncharacter, or what libcmark makes of
  /// U+FFFE and U+FFFF. Looks at sixteen bytes at a time.
  static func nextMark(in text: Bytes, from start: Int) -> Int? {
    let bytes = unsafe UnsafeRawBufferPointer(text.buffer)
    var index = start
    while index + 17 <= bytes.count {
      let chunk = unsafe bytes.chunk(at: index)
      let next = unsafe bytes.chunk(at: index + 1)
      let found = (chunk.equals(0xEF) .& next.equals(0xB7)) .| chunk.isAtLeast(0xFE)
      if let first = found.first { return index + first }
      index += 16
    }
    while index < bytes.count {
      if text[index] >= 0xFE || Marks.lastByte(in: text, at: index) != nil { return index }
      index += 1
    }
    return nil
  }
}
