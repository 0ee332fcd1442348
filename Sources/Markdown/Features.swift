/// Which bytes a text holds, so that whole stages can be left out.
struct Features {
  private(set) var holdsStar = false
  private(set) var holdsTilde = false
  private(set) var holdsBar = false
  private(set) var holdsCaret = false
  private(set) var holdsAt = false
  private(set) var holdsColon = false
  private(set) var holdsUnderscore = false
  private(set) var holdsBackslash = false
  private(set) var holdsReference = false
  private(set) var holdsExclamation = false
  private(set) var holdsNonASCII = false
  /// Perhaps one of U+FDD0 to U+FDEF.
  private(set) var holdsNoncharacter = false
  private(set) var holdsInvalid = false

  /// Whether something could be taken for emphasis or for text struck through.
  var holdsDelimiter: Bool { holdsStar || holdsUnderscore || holdsTilde }

  /// Looks at every byte once, sixteen at a time.
  init(of text: Bytes) {
    var seen = SeenBytes()
    let bytes = unsafe UnsafeRawBufferPointer(text.buffer)
    var index = 0
    while index + 17 <= bytes.count {
      unsafe seen.add(bytes.chunk(at: index), next: bytes.chunk(at: index + 1))
      index += 16
    }
    var rest = Chunk(repeating: 0x20)
    var next = Chunk(repeating: 0x20)
    for offset in 0..<bytes.count - index {
      rest[offset] = unsafe bytes[index + offset]
      if offset > 0 { next[offset - 1] = rest[offset] }
    }
    seen.add(rest, next: next)
    holdsStar = seen.star.isAny
    holdsTilde = seen.tilde.isAny
    holdsBar = seen.bar.isAny
    holdsCaret = seen.caret.isAny
    holdsAt = seen.at.isAny
    holdsColon = seen.colon.isAny
    holdsUnderscore = seen.underscore.isAny
    holdsBackslash = seen.backslash.isAny
    holdsReference = seen.ampersand.isAny
    holdsExclamation = seen.exclamation.isAny
    holdsNonASCII = seen.nonASCII.isAny
    holdsNoncharacter = seen.noncharacter.isAny
    holdsInvalid = seen.invalid.isAny
  }
}

private struct SeenBytes {
  var star = ChunkMask.none
  var tilde = ChunkMask.none
  var bar = ChunkMask.none
  var caret = ChunkMask.none
  var at = ChunkMask.none
  var colon = ChunkMask.none
  var underscore = ChunkMask.none
  var backslash = ChunkMask.none
  var ampersand = ChunkMask.none
  var exclamation = ChunkMask.none
  var nonASCII = ChunkMask.none
  var noncharacter = ChunkMask.none
  var invalid = ChunkMask.none

  @inline(__always)
  mutating func add(_ bytes: Chunk, next: Chunk) {
    star = star .| bytes.equals(UInt8(ascii: "*"))
    tilde = tilde .| bytes.equals(UInt8(ascii: "~"))
    bar = bar .| bytes.equals(UInt8(ascii: "|"))
    caret = caret .| bytes.equals(UInt8(ascii: "^"))
    at = at .| bytes.equals(UInt8(ascii: "@"))
    colon = colon .| bytes.equals(UInt8(ascii: ":"))
    underscore = underscore .| bytes.equals(UInt8(ascii: "_"))
    backslash = backslash .| bytes.equals(UInt8(ascii: "\\"))
    exclamation = exclamation .| bytes.equals(UInt8(ascii: "!"))
    ampersand = ampersand .| bytes.equals(UInt8(ascii: "&"))
    nonASCII = nonASCII .| bytes.isAtLeast(0x80)
    noncharacter = noncharacter .| (bytes.equals(0xEF) .& next.equals(0xB7))
    invalid = invalid .| bytes.isAtLeast(0xF5)
  }
}
