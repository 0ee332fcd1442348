/// A character of a text, as far as the end of a line is concerned.
struct TitleCharacter {
  /// The kinds of characters that decide where a phrase ends.
  enum Kind {
    /// A Chinese character.
    case han
    case digit
    /// A letter of a script whose words spaces divide, or what stands within such words.
    case letter
    /// A mark that belongs to what follows, `（`, and one that belongs to what precedes, `）`. Before and after those browsers
    /// end a line by themselves.
    case opening, closing
    /// `“` and `”`, beside which browsers do not end a line, since other languages use them in other ways.
    case openingQuote, closingQuote
    /// Any other mark, and a space: at these browsers know what to do.
    case other
  }

  let value: UInt32
  /// The offset of the character's bytes.
  let offset: Int32
  let kind: Kind
  /// Whether a word of the list begins here; of Chinese characters alone.
  var beginsWord = false

  init(_ value: UInt32, at offset: Int) {
    self.value = value
    self.offset = Int32(truncatingIfNeeded: offset)
    kind = Self.kind(of: value)
  }

  private static func kind(of value: UInt32) -> Kind {
    switch value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3007, 0xF900...0xFAFF, 0x20000...0x3FFFF: .han
    case 0x30...0x39, 0xFF10...0xFF19, 0x25, 0xFF05, 0x2030: .digit
    case 0x41...0x5A, 0x61...0x7A, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xC0...0x24F, 0x23, 0x2B, 0x40:
      .letter
    case 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x3016, 0xFF08, 0xFF3B, 0x28, 0x5B:
      .opening
    case 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0xFF09, 0xFF3D, 0x29, 0x5D:
      .closing
    case 0x2018, 0x201C: .openingQuote
    case 0x2019, 0x201D: .closingQuote
    default: .other
    }
  }
}

/// Decodes the characters of a text, which is UTF-8. Bytes that are none count as characters of their own.
func characters(of bytes: UnsafeBufferPointer<UInt8>) -> [TitleCharacter] {
  var found: [TitleCharacter] = []
  found.reserveCapacity(bytes.count / 3 + 8)
  var index = 0
  while index < bytes.count {
    let first = unsafe bytes[index]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = UInt32(first)
    if length > 1 {
      guard index + length <= bytes.count else { return found }
      value &= 0x7F >> UInt32(length)
      for next in index + 1..<index + length {
        value = unsafe value << 6 | UInt32(bytes[next] & 0x3F)
      }
    }
    found.append(TitleCharacter(value, at: index))
    index += length
  }
  return found
}
