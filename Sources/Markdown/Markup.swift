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

  /// Whether a text can be written as it is: it has no marks and no ASCII but letters, digits and
  /// what is never markup. Of Chinese text most is. Looks at sixteen bytes at a time.
  func isPlain(_ text: Bytes) -> Bool {
    let bytes = unsafe UnsafeRawBufferPointer(text.buffer)
    guard bytes.count >= 17 else { return false }
    var index = 0
    while index + 17 <= bytes.count {
      if unsafe Self.notPlain(in: bytes, at: index).isAny { return false }
      index += 16
    }
    // The last chunk reaches back; the last byte cannot begin a mark.
    return unsafe !Self.notPlain(in: bytes, at: bytes.count - 17).isAny
      && isPlain(text[bytes.count - 1])
  }

  @inline(__always)
  private static func notPlain(in bytes: UnsafeRawBufferPointer, at index: Int) -> ChunkMask {
    let chunk = unsafe bytes.chunk(at: index)
    let ascii = chunk.isIn(0x21...0x40) .| chunk.equals(0x5B) .| chunk.equals(0x7E)
    let found = unsafe ascii .| marks(in: bytes, at: index)
    return found.isAny ? found .& .!chunk.isIn(0x2F...0x39) : found
  }

  private func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2E, 0x3A...0x40, 0x5B, 0x7E, 0xFE...: false
    default: true
    }
  }

  /// Where the next byte is that may have to be left out: of a noncharacter, or what libcmark makes of
  /// U+FFFE and U+FFFF. Looks at sixteen bytes at a time.
  static func nextMark(in text: Bytes, from start: Int) -> Int? {
    let bytes = unsafe UnsafeRawBufferPointer(text.buffer)
    var index = start
    while index + 17 <= bytes.count {
      if let first = unsafe marks(in: bytes, at: index).first { return index + first }
      index += 16
    }
    if index < bytes.count, bytes.count - start >= 17 {
      // The last chunk reaches back over bytes that are none; of its end only UTF-8 can follow.
      let last = bytes.count - 17
      if let first = unsafe marks(in: bytes, at: last).first { return last + first }
      index = bytes.count - 1
    }
    while index < bytes.count {
      if text[index] >= 0xFE || Marks.lastByte(in: text, at: index) != nil { return index }
      index += 1
    }
    return nil
  }

  /// Where noncharacters may begin and bytes stand that libcmark makes of U+FFFE and U+FFFF.
  @inline(__always)
  private static func marks(in bytes: UnsafeRawBufferPointer, at index: Int) -> ChunkMask {
    let chunk = unsafe bytes.chunk(at: index)
    let next = unsafe bytes.chunk(at: index + 1)
    return (chunk.equals(0xEF) .& next.equals(0xB7)) .| chunk.isAtLeast(0xFE)
  }
}
