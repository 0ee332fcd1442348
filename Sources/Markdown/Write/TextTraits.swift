/// The properties of a parsed text that decide how its nodes are written.
struct TextTraits {
  /// The marks that were put in, nil where there are none.
  var marks: PrivateMarks?
  /// Whether nodes may hold bytes that must not be written.
  var holdsMarks: Bool
  /// The bytes to look for inside text nodes.
  let triggers: TriggerBytes?
  /// Whether `~` may strike text through.
  let strikes: Bool
  /// Whether links may stand there that were not read as such.
  let unreadLinks: Bool
  /// Whether there may be marks of footnotes with full-width brackets.
  let wideFootnotes: Bool
  /// Whether there may be telephone numbers.
  let telephones: Bool
  /// The places where signs may stand that are read as text.
  let signs: SignPlaces
  /// Whether line breaks between Chinese characters vanish.
  let joinsLines: Bool
  /// The signs of lines as Word leaves them.
  let office: OfficeText

  /// Whether text has nothing in it but what HTML escapes.
  var isBare: Bool {
    !holdsMarks && triggers == nil && !strikes && !unreadLinks && !wideFootnotes && !telephones
  }

  /// The length of a text's beginning that can be written as it is: it has no marks and no ASCII
  /// but letters, digits and what is never markup. Of Chinese text most is all of it. `SignPlaces` relies on what it
  /// holds.
  func plainLength(of text: Bytes) -> Int {
    if text.count < 4 {
      var length = 0
      while length < text.count, isASCIILetter(text[length]) { length += 1 }
      return length
    }
    return holdsMarks
      ? unsafe text.first(from: 0, to: text.count, lookahead: 1) {
        unsafe Self.special(in: $0, at: $1) .| Self.likeMarks(in: $0, at: $1)
      }
      : unsafe text.first(from: 0, to: text.count) { unsafe Self.special(in: $0, at: $1) }
  }

  @inline(__always)
  private static func special(in bytes: UnsafeRawBufferPointer, at index: Int) -> SixteenBools {
    let chunk = unsafe bytes.sixteenBytes(at: index)
    let ascii = chunk.isIn(0x21...0x40) .| chunk.equals(0x5B) .| chunk.equals(0x7E)
    return ascii .& .!chunk.isIn(0x2F...0x39)
  }

  /// The bytes of `marks`, and some that are none, with fewer comparisons.
  @inline(__always)
  private static func likeMarks(in bytes: UnsafeRawBufferPointer, at index: Int) -> SixteenBools {
    let chunk = unsafe bytes.sixteenBytes(at: index)
    let next = unsafe bytes.sixteenBytes(at: index + 1)
    let isControl = chunk.isIn(0x00...0x1F) .| chunk.equals(0x7F) .| chunk.equals(0xC2)
    return (chunk.equals(0xEF) .& next.equals(0xB7)) .| chunk.isAtLeast(0xFE) .| isControl
  }

  /// The offset of the next byte that may have to be left out: of a noncharacter, what libcmark makes of
  /// U+FFFE and U+FFFF, or a control character.
  static func nextMark(in text: Bytes, from start: Int) -> Int? {
    let found = unsafe text.first(from: start, to: text.count, lookahead: 1) {
      unsafe marks(in: $0, at: $1)
    }
    return found < text.count ? found : nil
  }

  /// The bytes at which noncharacters and control characters may begin, and those that libcmark
  /// makes of U+FFFE and U+FFFF.
  @inline(__always)
  private static func marks(in bytes: UnsafeRawBufferPointer, at index: Int) -> SixteenBools {
    let chunk = unsafe bytes.sixteenBytes(at: index)
    let next = unsafe bytes.sixteenBytes(at: index + 1)
    let isSpace = chunk.equals(0x09) .| chunk.equals(0x0A) .| chunk.equals(0x0D)
    let isControl =
      (chunk.isIn(0x00...0x1F) .& .!isSpace) .| chunk.equals(0x7F)
      .| (chunk.equals(0xC2) .& next.isIn(0x80...0x9F))
    return (chunk.equals(0xEF) .& next.equals(0xB7)) .| chunk.isAtLeast(0xFE) .| isControl
  }
}
