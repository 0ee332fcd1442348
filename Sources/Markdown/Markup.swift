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
  /// Whether links may stand there that were not read as such.
  let unreadLinks: Bool
  /// Whether line breaks between Chinese characters vanish.
  let joinsLines: Bool

  /// Whether text has nothing in it but what HTML escapes.
  var isBare: Bool { !holdsMarks && triggers == nil && !strikes && !unreadLinks }

  /// How much of a text can be written as it is: it has no marks and no ASCII but letters, digits and
  /// what is never markup. Of Chinese text most is all of it.
  func plainLength(of text: Bytes) -> Int {
    if text.count < 4 {
      var length = 0
      while length < text.count, isASCIILetter(text[length]) { length += 1 }
      return length
    }
    return holdsMarks
      ? unsafe text.first(from: 0, to: text.count, lookahead: 1) {
        unsafe Self.special(in: $0, at: $1) .| Self.marks(in: $0, at: $1)
      }
      : unsafe text.first(from: 0, to: text.count) { unsafe Self.special(in: $0, at: $1) }
  }

  @inline(__always)
  private static func special(in bytes: UnsafeRawBufferPointer, at index: Int) -> ChunkMask {
    let chunk = unsafe bytes.chunk(at: index)
    let ascii = chunk.isIn(0x21...0x40) .| chunk.equals(0x5B) .| chunk.equals(0x7E)
    return ascii .& .!chunk.isIn(0x2F...0x39)
  }

  /// Where the next byte is that may have to be left out: of a noncharacter, what libcmark makes of
  /// U+FFFE and U+FFFF, or a control character.
  static func nextMark(in text: Bytes, from start: Int) -> Int? {
    let found = unsafe text.first(from: start, to: text.count, lookahead: 1) {
      unsafe marks(in: $0, at: $1)
    }
    return found < text.count ? found : nil
  }

  /// Where noncharacters and control characters may begin and bytes stand that libcmark makes of U+FFFE and
  /// U+FFFF.
  @inline(__always)
  private static func marks(in bytes: UnsafeRawBufferPointer, at index: Int) -> ChunkMask {
    let chunk = unsafe bytes.chunk(at: index)
    let next = unsafe bytes.chunk(at: index + 1)
    let isSpace = chunk.equals(0x09) .| chunk.equals(0x0A) .| chunk.equals(0x0D)
    let isControl =
      (chunk.isIn(0x00...0x1F) .& .!isSpace) .| chunk.equals(0x7F)
      .| (chunk.equals(0xC2) .& next.isIn(0x80...0x9F))
    return (chunk.equals(0xEF) .& next.equals(0xB7)) .| chunk.isAtLeast(0xFE) .| isControl
  }
}
