/// Characters in a text that nobody wrote on purpose, and where they stand.
public struct TextFlaws: Sendable, Equatable {
  /// Control characters but tab, line feed and carriage return; byte-order marks within the text; U+FFFE and
  /// U+FFFF. Neither XML nor a terminal takes them, and no reader sees them.
  public private(set) var control: Flaw?
  /// U+FFFD, which programs write in the place of what they could not convert.
  public private(set) var replacement: Flaw?

  /// The first of some characters, and how many there are.
  public struct Flaw: Sendable, Equatable {
    /// The first one's bytes.
    public let first: Range<Int>
    /// The code point of the first one.
    public let scalar: UInt32
    /// The number of such characters in the text.
    public fileprivate(set) var count = 1
  }

  /// Looks through a text, which must be UTF-8; nil if nothing is wrong with it. Looks at sixteen bytes at a
  /// time.
  public init?(in bytes: [UInt8]) {
    var index = 0
    while let found = nextFlaw(in: bytes, from: index) {
      note(found)
      index = found.range.upperBound
    }
    if control == nil, replacement == nil { return nil }
  }

  private mutating func note(_ found: (range: Range<Int>, scalar: UInt32)) {
    func counted(_ flaw: Flaw?) -> Flaw {
      guard var flaw else { return Flaw(first: found.range, scalar: found.scalar) }
      flaw.count += 1
      return flaw
    }
    if found.scalar == 0xFFFD {
      replacement = counted(replacement)
    } else {
      control = counted(control)
    }
  }

  /// The text without its control characters; those that divide lines or pages become spaces.
  public static func withoutControls(_ bytes: [UInt8]) -> [UInt8] {
    var clean: [UInt8] = []
    clean.reserveCapacity(bytes.count)
    var index = 0
    while let found = nextFlaw(in: bytes, from: index) {
      clean += bytes[index..<found.range.lowerBound]
      switch found.scalar {
      case 0xFFFD: clean += bytes[found.range]
      case 0x0B, 0x0C, 0x85: clean.append(0x20)
      default: break
      }
      index = found.range.upperBound
    }
    return clean + bytes[index...]
  }
}

private typealias Chunk = SIMD16<UInt8>

/// The next character that is a flaw.
private func nextFlaw(
  in bytes: [UInt8], from start: Int
) -> (range: Range<Int>, scalar: UInt32)? {
  unsafe bytes.withUnsafeBytes { raw in
    var index = start
    while index < raw.count {
      while index + 17 <= raw.count,
        unsafe !mayHoldFlawOrLineFeed(raw, at: index) || !mayHoldFlaw(raw, at: index)
      { index += 16 }
      let end = min(index + 16, raw.count)
      while index < end {
        if let (length, scalar) = unsafe flaw(in: raw, at: index) {
          return (index..<(index + length), scalar)
        }
        index += 1
      }
    }
    return nil
  }
}

/// Whether one of the next sixteen bytes may begin a flaw, or is white space or begins a character of two bytes, which few
/// chunks of Chinese text hold and which take longer to tell from flaws.
@inline(__always)
private func mayHoldFlawOrLineFeed(_ raw: UnsafeRawBufferPointer, at index: Int) -> Bool {
  func filled(_ byte: UInt8) -> Chunk { Chunk(repeating: byte) }
  let here = unsafe raw.loadUnaligned(fromByteOffset: index, as: Chunk.self)
  let next = unsafe raw.loadUnaligned(fromByteOffset: index + 1, as: Chunk.self)
  let isLast = here .== filled(0xEF) .& (next .== filled(0xBF) .| next .== filled(0xBB))
  let found =
    here .< filled(0x20) .| here .== filled(0x7F) .| here .== filled(0xC2) .| isLast
  let words = unsafe unsafeBitCast(found, to: SIMD2<UInt64>.self)
  return words[0] | words[1] != 0
}

/// Whether one of the next sixteen bytes may begin a flaw.
@inline(__always)
private func mayHoldFlaw(_ raw: UnsafeRawBufferPointer, at index: Int) -> Bool {
  func filled(_ byte: UInt8) -> Chunk { Chunk(repeating: byte) }
  let here = unsafe raw.loadUnaligned(fromByteOffset: index, as: Chunk.self)
  let next = unsafe raw.loadUnaligned(fromByteOffset: index + 1, as: Chunk.self)
  let isSpace = here .== filled(0x0A) .| here .== filled(0x0D) .| here .== filled(0x09)
  let isControl = here .< filled(0x20) .& .!isSpace .| here .== filled(0x7F)
  let isSecond = here .== filled(0xC2) .& next .< filled(0xA0)
  let isLast =
    here .== filled(0xEF) .& (next .== filled(0xBF) .| next .== filled(0xBB))
  let found = isControl .| isSecond .| isLast
  let words = unsafe unsafeBitCast(found, to: SIMD2<UInt64>.self)
  return words[0] | words[1] != 0
}

private func flaw(
  in raw: UnsafeRawBufferPointer, at index: Int
) -> (length: Int, scalar: UInt32)? {
  func byte(_ offset: Int) -> UInt8 {
    unsafe index + offset < raw.count ? raw[index + offset] : 0
  }
  switch unsafe raw[index] {
  case 0x09, 0x0A, 0x0D: return nil
  case 0..<0x20, 0x7F: return (1, UInt32(byte(0)))
  case 0xC2 where (0x80...0x9F).contains(byte(1)): return (2, UInt32(byte(1)))
  case 0xEF where byte(1) == 0xBB && byte(2) == 0xBF: return (3, 0xFEFF)
  case 0xEF where byte(1) == 0xBF && byte(2) >= 0xBD: return (3, 0xFF40 + UInt32(byte(2)))
  default: return nil
  }
}
