/// The bytes with which signs begin, and the last ones of a full-width star and tilde, which are rarer than their first.
private let allTriggers = TriggerBytes(Array("[={$*".utf8) + [0x8A, 0x9E])

/// The bytes with which most signs begin, none of which plain text has (`TextTraits.plainLength`).
private let usualTriggers = TriggerBytes(Array("[=$*".utf8))

extension SignPlaces {
  /// The bytes with which signs begin that may stand within lines.
  var triggers: TriggerBytes { contains(.amongPlainText) ? allTriggers : usualTriggers }

  /// Whether signs may stand in text of which all is plain.
  var areInPlainText: Bool { !isDisjoint(with: [.lineStarts, .amongPlainText]) }

  /// Whether signs may stand within lines.
  var areWithinLines: Bool { !isDisjoint(with: [.insideLines, .amongPlainText]) }

  /// Whether a text, of which so many bytes are plain, has a byte with which a sign within a line begins; few have.
  func mayHoldInlineSign(_ text: Bytes, plain: Int) -> Bool {
    guard areWithinLines else { return false }
    let start = contains(.amongPlainText) ? 0 : plain
    return triggers.next(in: text, from: start, to: text.count) < text.count
  }
}

/// The signs within a line of text from `start` on, which begin with one of the bytes; the first of them.
func inlineSign(
  in text: Bytes, from start: Int, _ triggers: TriggerBytes, beginsLine: Bool
) -> UnreadSign? {
  var index = triggers.next(in: text, from: start, to: text.count)
  while index < text.count {
    if let sign = sign(in: text, at: index, beginsLine: beginsLine) { return sign }
    index = triggers.next(in: text, from: index + 1, to: text.count)
  }
  return nil
}

private func sign(in text: Bytes, at index: Int, beginsLine: Bool) -> UnreadSign? {
  switch text[index] {
  case UInt8(ascii: "["): wikiLink(in: text, at: index) ?? inlineNote(in: text, at: index)
  case UInt8(ascii: "="): highlight(in: text, at: index)
  case UInt8(ascii: "{"): template(in: text, at: index) ?? attributes(in: text, at: index)
  case UInt8(ascii: "$"): formula(in: text, at: index, beginsLine: beginsLine)
  case UInt8(ascii: "*"): emphasis(in: text, at: index)
  case 0x9E:
    index >= 2 && text.holds("～", at: index - 2) ? wideStrike(in: text, at: index - 2) : nil
  default:
    index >= 2 && text.holds("＊", at: index - 2) ? wideEmphasis(in: text, at: index - 2) : nil
  }
}

/// The first place from `start` on where a word stands, within as many bytes as a sign may have.
private func find(_ word: StaticString, in text: Bytes, from start: Int) -> Int? {
  var index = start
  let end = min(text.count, start + longestSign)
  while index < end {
    if text.holds(word, at: index) { return index }
    index += 1
  }
  return nil
}

private let longestSign = 300

// MARK: Links and notes

/// `[[b]]`, `![[x.png]]`
private func wikiLink(in text: Bytes, at start: Int) -> UnreadSign? {
  guard text.holds("[[", at: start), let end = find("]]", in: text, from: start + 2) else {
    return nil
  }
  let name = text[start + 2..<end]
  guard !isBlank(name), !name.holds(UInt8(ascii: "[")), !name.holds(UInt8(ascii: "]")),
    !(0..<name.count).allSatisfy({ name[$0] < 0x40 && !isASCIILetter(name[$0]) })
  else { return nil }
  let isPicture = start > 0 && text[start - 1] == UInt8(ascii: "!")
  let range = (isPicture ? start - 1 : start)..<end + 2
  let bar = name.first(UInt8(ascii: "|"), from: 0)
  let target = name[0..<(bar ?? name.count)].string
  let title = bar.map { name[$0 + 1..<name.count].string } ?? stem(target)
  let address = isPicture || holdsEnding(name[0..<(bar ?? name.count)]) ? target : target + ".md"
  let isPlain = !name.holds(UInt8(ascii: " ")) && !name.holds(UInt8(ascii: "("))
  let link = "[\(title)](\(isPlain ? address : "<\(address)>"))"
  return UnreadSign(
    kind: .wikiLink, range: range, replacement: (range, isPicture ? "!" + link : link))
}

private func stem(_ name: String) -> String {
  guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return name }
  return String(name[..<dot])
}

/// `^[注]`, but no character class of a pattern such as `^[a-z]`.
private func inlineNote(in text: Bytes, at start: Int) -> UnreadSign? {
  guard start > 0, text[start - 1] == UInt8(ascii: "^"), let end = find("]", in: text, from: start)
  else { return nil }
  let note = text[start + 1..<end]
  guard note.holdsNonASCII || note.holds(UInt8(ascii: " ")), !isBlank(note) else { return nil }
  return UnreadSign(kind: .inlineNote, range: start - 1..<end + 1)
}

// MARK: Emphasis

/// `==重点==`
private func highlight(in text: Bytes, at start: Int) -> UnreadSign? {
  guard text.holds("==", at: start), !text.holds("===", at: start),
    start == 0 || text[start - 1] != UInt8(ascii: "="),
    let end = find("==", in: text, from: start + 2), !text.holds("===", at: end)
  else { return nil }
  let content = text[start + 2..<end]
  guard isTight(content), start == 0 || !isWordByte(text[start - 1]),
    end + 2 == text.count || !isWordByte(text[end + 2])
  else { return nil }
  let range = start..<end + 2
  return UnreadSign(
    kind: .highlight, range: range, replacement: (range, "<mark>\(content.string)</mark>"))
}

private func isTight(_ content: Bytes) -> Bool {
  !content.isEmpty && !isSpace(content[0]) && !isSpace(content[content.count - 1])
    && !content.holds(UInt8(ascii: "="))
}

private func isWordByte(_ byte: UInt8) -> Bool {
  isASCIILetter(byte) || (0x30...0x39).contains(byte)
}

/// `** 重点**`, `**重点 **`
private func emphasis(in text: Bytes, at start: Int) -> UnreadSign? {
  guard isPair(in: text, at: start) else { return nil }
  guard let end = find("**", in: text, from: start + 2) else {
    return lonelyStars(in: text, at: start)
  }
  guard isPair(in: text, at: end) else { return nil }
  let inner = trimmed(text, start + 2..<end)
  let (opens, closes) = (inner.lowerBound == start + 2, inner.upperBound == end)
  // `2 ** 3 ** 4` is a power.
  guard !inner.isEmpty, opens != closes || !opens && text[inner].holdsNonASCII else { return nil }
  let range = start..<end + 2
  return UnreadSign(
    kind: .emphasis, range: range, replacement: (range, "**\(text[inner].string)**"))
}

/// `**重点：` before stars that were taken for others: they stand before a letter of a script such as Chinese, and behind none,
/// where two stars stand for a name that is not told.
private func lonelyStars(in text: Bytes, at start: Int) -> UnreadSign? {
  guard start + 2 < text.count, text[start + 2] >= 0xE2 else { return nil }
  let behind = characterClass(of: text.codePoint(at: start + 2).value)
  let before = text.characterClass(before: start, start: 0, isChinese: false)
  guard behind.contains(.cjk), !behind.contains(.punctuation),
    !before.isDisjoint(with: [.space, .punctuation])
  else { return nil }
  var end = start + 2
  while end < text.count, end - start < 40 || text[end] & 0xC0 == 0x80 { end += 1 }
  return UnreadSign(kind: .emphasis, range: start..<end)
}

/// Whether exactly two stars stand there.
private func isPair(in text: Bytes, at index: Int) -> Bool {
  text.holds("**", at: index) && !text.holds("***", at: index)
    && (index == 0 || text[index - 1] != UInt8(ascii: "*"))
}

/// A range without white space at its ends, ideographic spaces included.
private func trimmed(_ text: Bytes, _ range: Range<Int>) -> Range<Int> {
  var (start, end) = (range.lowerBound, range.upperBound)
  while start < end, let length = isIndent(text, at: start) { start += length }
  while end > start {
    if isSpace(text[end - 1]) {
      end -= 1
    } else if end - start >= 3, text.holds("\u{3000}", at: end - 3) {
      end -= 3
    } else {
      break
    }
  }
  return start..<end
}

/// `＊＊重点＊＊`
private func wideEmphasis(in text: Bytes, at start: Int) -> UnreadSign? {
  guard text.holds("＊＊", at: start), !text.holds("＊＊＊", at: start),
    let end = find("＊＊", in: text, from: start + 6), !text.holds("＊＊＊", at: end), end > start + 6
  else { return nil }
  // Stars stand in the place of names too: 张＊＊、李＊＊.
  let first = characterClass(of: text.codePoint(at: start + 6).value)
  guard first.isDisjoint(with: [.space, .punctuation]) || isOpening(text, at: start + 6) else {
    return nil
  }
  let range = start..<end + 6
  return UnreadSign(
    kind: .emphasis, range: range, replacement: (range, "**\(text[start + 6..<end].string)**"))
}

/// `～～旧的～～`, but neither `好～～` nor `来吧～～快来～～`, where it draws out the word before.
private func wideStrike(in text: Bytes, at start: Int) -> UnreadSign? {
  guard text.holds("～～", at: start), !text.holds("～～～", at: start),
    start < 3 || !text.holds("～", at: start - 3),
    let end = find("～～", in: text, from: start + 6), !text.holds("～～～", at: end), end > start + 6
  else { return nil }
  let inner = start + 6..<end
  guard trimmed(text, inner) == inner else { return nil }
  let before = text.characterClass(before: start, start: 0, isChinese: false)
  let opens = start == 0 || !before.isDisjoint(with: [.space, .punctuation])
  guard opens || end + 6 < text.count else { return nil }
  let range = start..<end + 6
  return UnreadSign(
    kind: .strike, range: range, replacement: (range, "~~\(text[inner].string)~~"))
}

private func isOpening(_ text: Bytes, at index: Int) -> Bool {
  text.holds("“", at: index) || text.holds("《", at: index) || text.holds("（", at: index)
    || text.holds("「", at: index)
}

// MARK: Other programs

/// `{{ x }}`, `{{< x >}}`, `{% x %}`
private func template(in text: Bytes, at start: Int) -> UnreadSign? {
  let close: StaticString
  if text.holds("{{", at: start) {
    close = "}}"
  } else if text.holds("{%", at: start) {
    close = "%}"
  } else {
    return nil
  }
  return find(close, in: text, from: start + 2).map {
    UnreadSign(kind: .template, range: start..<$0 + 2)
  }
}

/// `{: .note}`, `{.note}`, `{#id .note}`
private func attributes(in text: Bytes, at start: Int) -> UnreadSign? {
  guard start + 2 < text.count, let end = find("}", in: text, from: start) else { return nil }
  let next = text[start + 2]
  switch text[start + 1] {
  case UInt8(ascii: ":"):
    guard
      next == 0x20 || next == UInt8(ascii: ".") || next == UInt8(ascii: "#") || isASCIILetter(next)
    else { return nil }
  case UInt8(ascii: "."):
    guard isASCIILetter(next), start == 0 || !isWordByte(text[start - 1]) else { return nil }
  case UInt8(ascii: "#"):
    guard isASCIILetter(next) || next >= 0x80, start == 0 || text[start - 1] != UInt8(ascii: "$")
    else {
      return nil
    }
  default: return nil
  }
  return UnreadSign(kind: .attributes, range: start..<end + 1)
}

/// `$x$`, `$$x$$`, but neither prices nor variables of a shell.
private func formula(in text: Bytes, at start: Int, beginsLine: Bool) -> UnreadSign? {
  if text.holds("$$", at: start) {
    if let end = find("$$", in: text, from: start + 2), end > start + 2 {
      return UnreadSign(kind: .formula, range: start..<end + 2)
    }
    let isAlone = start == 0 && beginsLine && isBlank(text[2..<text.count])
    return isAlone ? UnreadSign(kind: .formula, range: 0..<2) : nil
  }
  guard start == 0 || !isWordByte(text[start - 1]) && text[start - 1] != UInt8(ascii: "$"),
    let end = find("$", in: text, from: start + 1),
    end + 1 == text.count || !isWordByte(text[end + 1]) && text[end + 1] != UInt8(ascii: "$")
  else { return nil }
  let content = text[start + 1..<end]
  guard !content.isEmpty, !isSpace(content[0]), !isSpace(content[content.count - 1]),
    !content.holdsNonASCII, (0..<content.count).contains(where: { isASCIILetter(content[$0]) })
  else { return nil }
  return UnreadSign(kind: .formula, range: start..<end + 1)
}
