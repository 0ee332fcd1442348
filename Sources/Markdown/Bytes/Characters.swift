/// The properties of a character that matter beside a run of delimiters or a line break.
struct CharacterClass: OptionSet {
  let rawValue: UInt8

  static let space = Self(rawValue: 1)
  static let punctuation = Self(rawValue: 2)
  /// A character whose East Asian width is wide, full or half and that is no emoji, or Hangul.
  static let cjk = Self(rawValue: 4)
  /// Selects a form of the ideograph before it.
  static let ideographicSelector = Self(rawValue: 8)
  /// Set apart from its neighbours by spaces, unlike other CJK text.
  static let hangul = Self(rawValue: 16)
  /// Punctuation to CommonMark 0.31.2, but not to libcmark 0.30: a symbol, a young character, or CJK
  /// punctuation behind which a variation selector stands.
  static let symbol = Self(rawValue: 32)
}

/// The class of a code point; white space and ASCII punctuation as CommonMark has them.
func characterClass(of value: UInt32) -> CharacterClass {
  switch value {
  case 0x4E00...0x9FFF, 0x3041...0x3096, 0x30A1...0x30FA: return .cjk
  case 0x3001, 0x3002, 0x3008...0x3011, 0xFF08, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F:
    return [.cjk, .punctuation]
  case 0x09, 0x0A, 0x0C, 0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000:
    return .space
  case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: return .punctuation
  case 0..<0x80: return []
  case 0x20A0...0x20A8, 0x20AA...0x20C0, 0x2190...0x2307, 0x2500...0x25FC, 0x2600...0x2767,
    0x1F300...0x1F64F:
    return .symbol
  case 0xE0100...0xE01EF: return .ideographicSelector
  default:
    var found: CharacterClass = []
    if isIn(cjkRanges, value) {
      found.insert(.cjk)
      if isIn(hangulRanges, value) { found.insert(.hangul) }
    }
    if isIn(punctuationRanges, value) {
      found.insert(.punctuation)
    } else if isIn(symbolRanges, value) {
      found.insert(.symbol)
    }
    return found
  }
}

/// Whether a table of ranges holds the value; takes logarithmic time.
private func isIn(_ ranges: [UInt32], _ value: UInt32) -> Bool {
  var low = 0
  var high = ranges.count / 2
  while low < high {
    let middle = (low + high) / 2
    if ranges[middle * 2 + 1] < value { low = middle + 1 } else { high = middle }
  }
  return low < ranges.count / 2 && ranges[low * 2] <= value
}

extension Bytes {
  /// The code point at `index` and its length; U+FFFD of one byte where there is none.
  func codePoint(at index: Int) -> (value: UInt32, length: Int) {
    let first = self[index]
    if first < 0x80 { return (UInt32(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first < 0xF5, index + length <= count else { return (0xFFFD, 1) }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      guard self[index + offset] & 0xC0 == 0x80 else { return (0xFFFD, 1) }
      value = value << 6 | UInt32(self[index + offset] & 0x3F)
    }
    return (value, length)
  }

  /// The offset at which the code point ends before `end` begins, at least `start`.
  func codePointStart(before end: Int, from start: Int) -> Int {
    var index = end - 1
    while index > start, end - index < 4, self[index] & 0xC0 == 0x80 { index -= 1 }
    return index
  }

  /// The class of the character that begins at `index`, white space at `end`. A quotation mark with
  /// the selector of its full-width form is CJK.
  func characterClass(at index: Int, end: Int) -> CharacterClass {
    guard index < end else { return .space }
    let (value, length) = codePoint(at: index)
    if isQuotationMark(value), index + length < end,
      codePoint(at: index + length).value == fullWidthSelector
    {
      return [.cjk, .punctuation]
    }
    return Markdown.characterClass(of: value)
  }

  /// The class of the character that ends before `index`, white space at `start`. In
  /// Chinese a variation selector belongs to the CJK character before it.
  func characterClass(before index: Int, start: Int, isChinese: Bool) -> CharacterClass {
    guard index > start else { return .space }
    let at = codePointStart(before: index, from: start)
    let value = codePoint(at: at).value
    guard isChinese, (0xFE00...0xFE0E).contains(value), at > start else {
      return Markdown.characterClass(of: value)
    }
    let base = codePoint(at: codePointStart(before: at, from: start)).value
    if value == fullWidthSelector, isQuotationMark(base) { return [.cjk, .symbol] }
    let found = Markdown.characterClass(of: base)
    guard found.contains(.cjk) else { return [] }
    return found.contains(.punctuation)
      ? found.subtracting(.punctuation).union(.symbol) : found
  }
}

private let fullWidthSelector: UInt32 = 0xFE01

private func isQuotationMark(_ value: UInt32) -> Bool {
  value == 0x2018 || value == 0x2019 || value == 0x201C || value == 0x201D
}
