/// The signs of what authors mean and CommonMark does not read, as one look over a text finds them before it is parsed.
///
/// Whatever is done about such signs, in lines, links and text nodes, is done only where the survey found one, so that a
/// text without them costs no more than the survey: a walk over its lines, and a few searches that pass over sixteen bytes
/// and more at a time. It may find what turns out to be none; it must not miss one.
struct TextSurvey {
  /// The signs of lines as Word leaves them.
  let office: OfficeText
  /// The places where signs may stand that are read as text: `#标题`, `==重点==`.
  let signs: SignPlaces
  /// Whether links may stand there that were not read as such.
  let holdsUnreadLinks: Bool
  /// Whether links may lead to files whose names hold spaces or brackets.
  let holdsFileNames: Bool
  /// Whether some of the characters stand there that marks are made of.
  let holdsNoncharacters: Bool
  /// Whether there may be telephone numbers.
  let holdsTelephones: Bool

  init(_ text: Bytes, _ extensions: MarkdownOptions.Extensions) {
    let wide = WideSigns(text)
    let areLinksPlain = holdsPlainLinksOnly(text)
    holdsUnreadLinks =
      !(areLinksPlain && !wide.contains(.brackets)) && unreadLink(in: text, from: 0) != nil
    holdsFileNames =
      !areLinksPlain && extensions.contains(.fileNames) && holdsUnreadFileName(text)
    holdsNoncharacters = wide.contains(.noncharacters)
    holdsTelephones =
      extensions.contains(.telephones) && TelephoneFinder(text: text).mayContainNumbers
    var lines = LineSurvey(holdsOfficeText: extensions.contains(.officeText))
    lines.walk(over: text)
    office = lines.office
    signs = lines.signs.union(
      SignPlaces(withinLinesOf: text, holdsWidePairs: wide.contains(.pairs)))
  }
}

/// The signs at the beginnings of lines.
private struct LineSurvey {
  private(set) var office: OfficeText = []
  private(set) var signs: SignPlaces = []
  private let holdsOfficeText: Bool

  init(holdsOfficeText: Bool) { self.holdsOfficeText = holdsOfficeText }

  /// Looks at the beginning of each line. Takes a few instructions a line where there is no sign.
  mutating func walk(over text: Bytes) {
    let holdsReturns = text.holds(0x0D)
    var isBehindText = false
    var start = 0
    while start < text.count {
      if text[start] == 0x0A {
        isBehindText = false
        start += 1
        continue
      }
      let end = text.lineEnd(from: start, mayHoldReturns: holdsReturns)
      if end > start {
        if holdsOfficeText { office.note(text, start..<end, isBehindText: isBehindText) }
        if !signs.contains(.lineStarts), start == 0 || text[start - 1] == 0x0A,
          mayBeginWithSign(text, at: start)
        {
          signs.insert(.lineStarts)
        }
      }
      isBehindText = end > start
      start = end + (holdsReturns && text.holds("\r\n", at: end) ? 2 : 1)
    }
    if holdsOfficeText { office.noteInnerBytes(of: text) }
  }
}

/// The characters of three bytes that are looked for everywhere in a text.
private struct WideSigns: OptionSet {
  let rawValue: UInt8

  /// Two stars or tildes beside each other: `＊＊`, `～～`.
  static let pairs = Self(rawValue: 1)
  /// A square bracket: `［`, `］`.
  static let brackets = Self(rawValue: 2)
  /// U+FDC0 to U+FDFF, among which the noncharacters are that serve as marks.
  static let noncharacters = Self(rawValue: 4)
}

extension WideSigns {
  /// Looks at thirty-two bytes at a time.
  init(_ text: Bytes) {
    self = []
    let bytes = unsafe UnsafeRawBufferPointer(text.buffer)
    var index = 0
    while index + 33 <= text.count {
      let found = unsafe Self.pairs(in: bytes, at: index) .| Self.pairs(in: bytes, at: index + 16)
      if found.isAny { note(text, max(0, index - 1)..<index + 32) }
      index += 32
    }
    note(text, max(0, index - 1)..<text.count)
  }

  /// The bytes that begin two which the signs have and few other characters: the last two of full-width ones.
  @inline(__always)
  private static func pairs(in bytes: UnsafeRawBufferPointer, at index: Int) -> SixteenBools {
    let chunk = unsafe bytes.sixteenBytes(at: index)
    let next = unsafe bytes.sixteenBytes(at: index + 1)
    let isLast = next.equals(0x8A) .| next.equals(0xBB) .| next.equals(0xBD)
    return chunk.equals(0xBC) .& isLast .| chunk.equals(0xBD) .& next.equals(0x9E)
      .| chunk.equals(0xEF) .& next.equals(0xB7)
  }

  /// Notes the signs that begin in a range of bytes.
  private mutating func note(_ text: Bytes, _ range: Range<Int>) {
    for index in range where text[index] == 0xEF && index + 2 < text.count {
      switch (text[index + 1], text[index + 2]) {
      case (0xBC, 0x8A): if text.holds("＊＊", at: index) { insert(.pairs) }
      case (0xBD, 0x9E): if text.holds("～～", at: index) { insert(.pairs) }
      case (0xBC, 0xBB), (0xBC, 0xBD): insert(.brackets)
      case (0xB7, _): insert(.noncharacters)
      default: break
      }
    }
  }
}
