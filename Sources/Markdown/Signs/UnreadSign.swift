/// A sign that its author meant for markup and that is text: that of another program, or one of ours that is mistyped.
struct UnreadSign {
  enum Kind {
    case heading, list, emphasis, container, contents, wikiLink, highlight, inlineNote, template
    case attributes, formula
  }

  let kind: Kind
  /// The range that a message quotes.
  let range: Range<Int>
  /// The part of it that is to be written in another way, and how; nil where only a person can say.
  var replacement: (range: Range<Int>, text: String)?
}

extension UnreadSign {
  /// The sign and what stands behind it, as they would be read.
  func corrected(in text: Bytes) -> String? {
    replacement.map { replaced, new in
      text[range.lowerBound..<replaced.lowerBound].string + new
        + text[replaced.upperBound..<range.upperBound].string
    }
  }
}

/// The places where signs of a text may stand. They are looked for before the text is parsed, so that one without them
/// costs no more.
struct SignPlaces: OptionSet {
  let rawValue: UInt8

  static let lineStarts = Self(rawValue: 1)
  static let insideLines = Self(rawValue: 2)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The places in a whole text, code and all. Takes linear time.
  init(in text: Bytes) {
    self = mayBeginLine(text, at: 0) ? .lineStarts : []
    if holdsWideStars(text) { insert(.insideLines) }
    var index = signTriggers.next(in: text, from: 0, to: text.count)
    while index < text.count, self != [.lineStarts, .insideLines] {
      if text[index] == 0x0A {
        if mayBeginLine(text, at: index + 1) { insert(.lineStarts) }
      } else if mayBeginInside(text, at: index) {
        insert(.insideLines)
      }
      index = signTriggers.next(in: text, from: index + 1, to: text.count)
    }
  }
}

private let signTriggers = TriggerBytes(Array("\n[={$*".utf8))

/// Whether the line that begins at `start` may begin with a sign, behind spaces and markers of quotes.
private func mayBeginLine(_ text: Bytes, at start: Int) -> Bool {
  guard start < text.count, !isFirstOfIdeograph(text[start]) else { return false }
  var index = start
  while index < text.count, isIndent(text, at: index) != nil || text[index] == UInt8(ascii: ">") {
    index += isIndent(text, at: index) ?? 1
  }
  guard index < text.count, mayBeSign(text[index]) else { return false }
  let end = text.lineEnd(from: index, mayHoldReturns: false)
  return lineSign(in: text[index..<end], isFollowed: true) != nil
}

/// The length of the white space at `index`, nil if there is none: a space, a tab, or an ideographic space.
func isIndent(_ text: Bytes, at index: Int) -> Int? {
  if text[index] == 0x20 || text[index] == 0x09 { return 1 }
  return text.holds("\u{3000}", at: index) ? 3 : nil
}

/// Whether a byte is the first one of a Chinese character in UTF-8, with which most lines begin and no sign does.
func isFirstOfIdeograph(_ byte: UInt8) -> Bool { (0xE4...0xE9).contains(byte) }

private func mayBeSign(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "#"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"),
    UInt8(ascii: "0")...UInt8(ascii: "9"),
    UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "@"), UInt8(ascii: "{"), 0xC2, 0xE2, 0xEF:
    true
  default: false
  }
}

private func mayBeginInside(_ text: Bytes, at index: Int) -> Bool {
  guard index + 1 < text.count else { return false }
  let next = text[index + 1]
  switch text[index] {
  case UInt8(ascii: "["):
    return next == UInt8(ascii: "[") || index > 0 && text[index - 1] == UInt8(ascii: "^")
  case UInt8(ascii: "{"):
    return next == UInt8(ascii: "{") || next == UInt8(ascii: "%") || next == UInt8(ascii: ":")
      || next == UInt8(ascii: ".") || next == UInt8(ascii: "#")
  case UInt8(ascii: "$"): return true
  // Behind two stars, or before them where they end: `** a**`, `**a **`.
  case UInt8(ascii: "*"):
    return next == UInt8(ascii: "*")
      && (index + 2 < text.count && isIndent(text, at: index + 2) != nil
        || index > 0 && isSpace(text[index - 1])
        || index > 2 && text.holds("\u{3000}", at: index - 3))
  default: return next == text[index]
  }
}

/// Whether two full-width stars stand beside each other somewhere.
private func holdsWideStars(_ text: Bytes) -> Bool {
  var index = 0
  while true {
    index = unsafe text.first(from: index, to: text.count, lookahead: 1) {
      unsafe $0.sixteenBytes(at: $1).equals(0xBC) .& $0.sixteenBytes(at: $1 + 1).equals(0x8A)
    }
    guard index < text.count else { return false }
    if index > 0, text.holds("＊＊", at: index - 1) { return true }
    index += 1
  }
}
