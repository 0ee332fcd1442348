/// The most bytes of a key's Chinese name.
private let longestName = 64

/// The end of keys, where values begin.
extension PunctuationScanner {
  /// A key with its colon, `:` or `：`.
  struct Key {
    let name: Range<Int>
    let colon: Range<Int>
    /// Whether nothing stands between the colon and the value.
    var lacksSpace = false
  }

  /// The key that begins at `index`, if something like one does. Only a word, and in a list only
  /// one that is known, is taken for a key whose colon is not quite right.
  func key(at index: Int, to end: Int, isItem: Bool) -> Key? {
    guard index < end, !isBracket(at: index, to: end) else { return nil }
    let isQuoted = isQuote(bytes[index])
    let nameEnd =
      isQuoted ? behindQuote(from: index, to: end) ?? end : endOfWord(at: index, to: end)
    if nameEnd > index, let colon = colon(at: skipSpaces(from: nameEnd, to: end), to: end) {
      var key = Key(name: index..<nameEnd, colon: colon)
      let isKnown = !isItem || names.know(text(key.name))
      if isKnown && colon.count == 3 || isBlank(at: colon.upperBound, to: end) { return key }
      key.lacksSpace = true
      let isAddress = bytes[colon.upperBound..<end].starts(with: [0x2F, 0x2F])
      if !isAddress, !isItem || names.know(text(key.name)) { return key }
    }
    return isQuoted ? nil : plainKey(at: index, to: end, isItem: isItem)
  }

  /// A known key with a blank and a text behind it in place of its colon, on a line that no value goes on with.
  func keyWithoutColon(at index: Int, to end: Int, column: Int) -> Range<Int>? {
    let word = index..<endOfWord(at: index, to: end)
    guard column <= entry.column, !word.isEmpty, names.know(text(word)),
      word.upperBound < end, isBlank(at: word.upperBound, to: end)
    else { return nil }
    return word
  }

  /// Any text before a colon and a blank, or before a colon of either kind and a bracket.
  private func plainKey(at start: Int, to end: Int, isItem: Bool) -> Key? {
    var index = start
    while index < end {
      if index > start, let colon = colon(at: index, to: end) {
        let behind = colon.upperBound
        let isSpaced = isBlank(at: behind, to: end)
        if isSpaced && colon.count == 1 || !isItem && isBracket(at: behind, to: end) {
          return Key(
            name: start..<trimmedEnd(of: start..<index), colon: colon, lacksSpace: !isSpaced)
        }
      }
      if bytes[index] == UInt8(ascii: "#"), index > start, bytes[index - 1] == 0x20 { return nil }
      index += 1
    }
    return nil
  }

  /// Reads a key's colon as one of ASCII with a space behind it; gives where the value may begin.
  mutating func mendColon(of key: Key, to end: Int) -> Int {
    let behind = key.colon.upperBound
    let start = skipWideBlanks(from: behind, to: end)
    let hasSpace = isBlank(at: start, to: end)
    if key.colon.count == 3 {
      understand(
        key.colon.lowerBound..<start, as: ":  " + spaces(start - behind),
        written: hasSpace ? ":" : ": ")
    } else if key.lacksSpace {
      understand(
        behind..<start, as: spaces(max(1, start - behind)), written: hasSpace ? "" : " ")
    }
    return start
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

  /// The colon at `index`, of one byte or of three.
  func colon(at index: Int, to end: Int) -> Range<Int>? {
    if index < end, bytes[index] == UInt8(ascii: ":") { return index..<(index + 1) }
    return isScalar(0xFF1A, at: index, to: end) ? index..<(index + 3) : nil
  }

  /// Behind the word of ASCII letters, or the Chinese name of a key, that begins at `start`.
  func endOfWord(at start: Int, to end: Int) -> Int {
    guard start < end else { return start }
    var index = start
    if bytes[start] >= 0x80 {
      let most = min(end, start + longestName + 1)
      while index < most, bytes[index] >= 0x80, !isScalar(0xFF1A, at: index, to: end) { index += 1 }
      return index < start + longestName && names.know(text(start..<index)) ? index : start
    }
    guard (0x61...0x7A).contains(bytes[start] | 0x20) else { return start }
    while index < end, isWordByte(bytes[index]) { index += 1 }
    return index
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D
      || byte == 0x5F
  }
}

/// Bytes and what they mean.
extension PunctuationScanner {
  func isBracket(at index: Int, to end: Int) -> Bool {
    index < end && (bytes[index] == UInt8(ascii: "[") || bytes[index] == UInt8(ascii: "{"))
  }

  func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

  /// Whether a space, a tab or the line's end stands at `index`.
  func isBlank(at index: Int, to end: Int) -> Bool {
    index >= end || bytes[index] == 0x20 || bytes[index] == 0x09
  }

  /// Whether the `-` of a list's item stands at `index`.
  func isDash(at index: Int, to end: Int) -> Bool {
    index < end && bytes[index] == UInt8(ascii: "-") && isBlank(at: index + 1, to: end)
  }

  /// Whether a `#` stands at `index` that begins a comment.
  func isComment(at index: Int) -> Bool {
    bytes[index] == UInt8(ascii: "#")
      && (index == range.lowerBound || bytes[index - 1] <= 0x20)
  }

  func skipSpaces(from start: Int, to end: Int) -> Int {
    var index = start
    while index < end, bytes[index] == 0x20 { index += 1 }
    return index
  }

  func skipBlanks(from start: Int, to end: Int) -> Int {
    var index = start
    while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    return index
  }

  /// Skips spaces, ideographic spaces and no-break spaces if one of the latter comes first.
  func skipWideBlanks(from start: Int, to end: Int) -> Int {
    var index = start
    while index < end {
      if isScalar(0x3000, at: index, to: end) {
        index += 3
      } else if bytes[index] == 0xC2, index + 1 < end, bytes[index + 1] == 0xA0 {
        index += 2
      } else if index > start, bytes[index] == 0x20 {
        index += 1
      } else {
        break
      }
    }
    return index
  }

  /// The end of a range without the blanks there.
  func trimmedEnd(of range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return end
  }

  /// Whether the character `value`, of three bytes, stands at `index`.
  func isScalar(_ value: UInt32, at index: Int, to end: Int) -> Bool {
    index + 3 <= end && bytes[index] == UInt8(0xE0 | value >> 12)
      && bytes[index + 1] == UInt8(0x80 | value >> 6 & 0x3F)
      && bytes[index + 2] == UInt8(0x80 | value & 0x3F)
  }

  /// Behind the quotation mark that closes the one at `start`; nil if the line ends first.
  func behindQuote(from start: Int, to end: Int) -> Int? {
    behindQuote(bytes[start], from: start + 1, to: end)
  }

  /// Behind the next `mark` that closes a quotation; nil if the line ends first.
  func behindQuote(_ mark: UInt8, from start: Int, to end: Int) -> Int? {
    var index = start
    while index < end {
      if bytes[index] == UInt8(ascii: "\\"), mark == UInt8(ascii: "\"") {
        index += 2
      } else if bytes[index] == mark {
        let isEscaped = mark == UInt8(ascii: "'") && index + 1 < end && bytes[index + 1] == mark
        if !isEscaped { return index + 1 }
        index += 2
      } else {
        index += 1
      }
    }
    return nil
  }
}
