/// A sign that its author meant for markup and that is text: that of another program, or one of ours that is mistyped.
struct UnreadSign {
  enum Kind {
    case heading, list, emphasis, strike, container, contents, wikiLink, highlight, inlineNote,
      template
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

/// The places where signs of a text may stand. They are looked for before the text is parsed (`TextSurvey`), so that one
/// without them costs no more.
struct SignPlaces: OptionSet {
  let rawValue: UInt8

  static let lineStarts = Self(rawValue: 1)
  static let insideLines = Self(rawValue: 2)
  /// Within lines, and perhaps with nothing but bytes that are never markup: braces, full-width stars and tildes.
  static let amongPlainText = Self(rawValue: 4)
}

extension SignPlaces {
  /// The places within lines, in a whole text, code and all; `holdsWidePairs` says whether two full-width stars or tildes
  /// stand beside each other somewhere. Takes linear time.
  init(withinLinesOf text: Bytes, holdsWidePairs: Bool) {
    self =
      holdsWidePairs || text.holds(UInt8(ascii: "{"), where: beginsBraces) ? .amongPlainText : []
    if text.holds(UInt8(ascii: "$"), where: { text, index in index + 1 < text.count })
      || text.holds(UInt8(ascii: "="), where: { text, index in text.holds("==", at: index) })
      || text.holds(UInt8(ascii: "["), where: beginsBrackets) || holdsLooseStars(text)
    {
      insert(.insideLines)
      // A reference or a backslash may make signs of what is none in the source.
      if text.holdsReference || text.holds(UInt8(ascii: "\\")) { insert(.amongPlainText) }
    }
  }
}

/// Whether the line that begins at `start` may begin with a sign, behind spaces and markers of quotes.
func mayBeginWithSign(_ text: Bytes, at start: Int) -> Bool {
  guard start < text.count, !isFirstOfIdeograph(text[start]) else { return false }
  var index = start
  while index < text.count, isIndent(text, at: index) != nil || text[index] == UInt8(ascii: ">") {
    index += isIndent(text, at: index) ?? 1
  }
  guard index < text.count, mayBeSign(text, at: index) else { return false }
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

/// Whether a sign may begin there: no space stands where markup has one, as in `## `, `- ` and `1. `.
private func mayBeSign(_ text: Bytes, at index: Int) -> Bool {
  var next = index + 1
  switch text[index] {
  case UInt8(ascii: "#"):
    while next < text.count, text[next] == UInt8(ascii: "#") { next += 1 }
    return !text.holds(" ", at: next)
  case UInt8(ascii: "+"), UInt8(ascii: "-"): return !text.holds(" ", at: next)
  case UInt8(ascii: "*"): return !text.holds(" ", at: next) && !text.holds("*", at: next)
  case UInt8(ascii: "0")...UInt8(ascii: "9"): return !text.holds(". ", at: next)
  case UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "@"), UInt8(ascii: "{"), 0xC2, 0xE2, 0xEF:
    return true
  default: return false
  }
}

private func beginsBrackets(_ text: Bytes, at index: Int) -> Bool {
  index + 1 < text.count
    && (text[index + 1] == UInt8(ascii: "[") || index > 0 && text[index - 1] == UInt8(ascii: "^"))
}

private func beginsBraces(_ text: Bytes, at index: Int) -> Bool {
  guard index + 1 < text.count else { return false }
  switch text[index + 1] {
  case UInt8(ascii: "{"), UInt8(ascii: "%"), UInt8(ascii: ":"), UInt8(ascii: "."),
    UInt8(ascii: "#"):
    return true
  default: return false
  }
}

/// Whether white space stands behind or before two stars, as in `** a**` and `**a **`.
private func holdsLooseStars(_ text: Bytes) -> Bool {
  var from = 0
  while let star = text.first(UInt8(ascii: "*"), from: from) {
    var index = star
    while index + 1 < text.count, text[index + 1] == UInt8(ascii: "*") {
      if index + 2 < text.count && isIndent(text, at: index + 2) != nil
        || index > 0 && isSpace(text[index - 1])
        || index > 2 && text.holds("\u{3000}", at: index - 3)
      {
        return true
      }
      index += 1
    }
    from = index + 1
  }
  return false
}
