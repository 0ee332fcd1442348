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

  /// Whether the text may hold bytes that must not be written: noncharacters, or what libcmark makes
  /// of U+FFFE and U+FFFF. Looks at sixteen bytes at a time.
  func hasMarks(_ text: Bytes) -> Bool {
    let bytes = unsafe UnsafeRawBufferPointer(text.buffer)
    var index = 0
    while index + 17 <= bytes.count {
      let noncharacters =
        unsafe bytes.chunk(at: index).equals(0xEF) .& bytes.chunk(at: index + 1).equals(0xB7)
      let found = unsafe noncharacters .| bytes.chunk(at: index).isAtLeast(0xFE)
      if found.isAny { return true }
      index += 16
    }
    while index < bytes.count {
      if text[index] >= 0xFE || Marks.lastByte(in: text, at: index) != nil { return true }
      index += 1
    }
    return false
  }
}
