/// What is counted and collected while the text is written.
struct Facts {
  private(set) var characters = 0
  private(set) var words = 0
  /// Text from the beginning of the document, as far as the summary can need it.
  private var beginning: [UInt8] = []
  private var firstParagraphEnd: Int?
  /// Where `<!-- more -->` stands in `beginning`.
  private var moreMark: Int?
  private var isInParagraph = false

  mutating func beginParagraph() {
    isInParagraph = true
    if let last = beginning.last, last < 0x80, last != 0x20 { beginning.append(0x20) }
  }

  mutating func endParagraph() {
    isInParagraph = false
    if firstParagraphEnd == nil, !beginning.isEmpty { firstParagraphEnd = beginning.count }
  }

  mutating func markMore() {
    if moreMark == nil { moreMark = beginning.count }
  }

  mutating func count(_ text: Bytes) {
    var isInWord = false
    for index in 0..<text.count {
      let byte = text[index]
      let isLetter = isLetterOrDigit(byte)
      if isLetter, !isInWord { words += 1 }
      if byte & 0xC0 != 0x80 || byte < 0x80 { isInWord = isLetter }
      if byte >= 0xE3, isHan(text, at: index) { characters += 1 }
    }
    if isInParagraph, moreMark == nil, beginning.count < beginningLimit {
      unsafe beginning.append(contentsOf: text.buffer)
    }
  }

  mutating func countBreak(space: Bool) {
    if isInParagraph, space, moreMark == nil { beginning.append(0x20) }
  }

  var summary: String? {
    let end = moreMark ?? firstParagraphEnd ?? 0
    return summarize(beginning[..<end])
  }
}

/// As many bytes as the summary can need: three a character, and some to see where a sentence ends.
private let beginningLimit = 1024

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "a")...UInt8(ascii: "z"), 0xC3...0xCB:
    true
  default: false
  }
}

/// Whether the character whose first byte is at `index` is Han.
private func isHan(_ text: Bytes, at index: Int) -> Bool {
  guard index + 2 < text.count else { return false }
  let byte = text[index]
  let second = text[index + 1]
  switch byte {
  case 0xE4...0xE9: return byte != 0xE4 || second != 0xB7
  case 0xE3: return second >= 0x90
  case 0xEF: return second >= 0xA4 && second <= 0xAB
  case 0xF0: return second >= 0xA0 && second <= 0xB3
  default: return false
  }
}
