/// A text's beginning: all of it if it is short, else up to the last sentence's end within 120
/// Chinese characters' width, else that much and an ellipsis. Nil for no text.
func summarize(_ text: Bytes) -> String? {
  let text = trimmed(text)
  var width = 0
  var sentenceEnd: Int?
  var index = 0
  var before: UInt32 = 0
  while index < text.count {
    // Most characters are Han, and end nothing.
    let isHan = (0xE4...0xE9).contains(text[index])
    let (value, length) = isHan ? (0x4E00, 3) : text.codePoint(at: index)
    width += value < 0x80 ? 1 : 2
    if width > summaryWidth { return cut(text, at: index, sentenceEnd: sentenceEnd) }
    index = min(index + length, text.count)
    if !isHan, endsSentence(value, before: before, in: text, next: index) { sentenceEnd = index }
    before = value
  }
  return text.isEmpty ? nil : text.string
}

/// 120 Chinese characters, of two columns each.
private let summaryWidth = 240

private func cut(_ text: Bytes, at end: Int, sentenceEnd: Int?) -> String {
  if let sentenceEnd { return trimmed(text[0..<sentenceEnd]).string }
  return trimmed(text[0..<wordStart(in: text, before: end)]).string + "…"
}

/// Whether a sentence ends with this character: its mark, or a quotation mark or bracket that closes
/// behind the mark. A full stop ends one only before a space.
private func endsSentence(_ value: UInt32, before: UInt32, in text: Bytes, next: Int) -> Bool {
  let isMark = isChineseEnd(value) || isClosing(value) && isChineseEnd(before)
  if isMark { return next == text.count || !isClosing(text.codePoint(at: next).value) }
  guard value == 0x2E || value == 0x21 || value == 0x3F else { return false }
  return next == text.count || text[next] == 0x20
}

/// 。！？
private func isChineseEnd(_ value: UInt32) -> Bool {
  value == 0x3002 || value == 0xFF01 || value == 0xFF1F
}

/// ”’」』）
private func isClosing(_ value: UInt32) -> Bool {
  switch value {
  case 0x201D, 0x2019, 0x300D, 0x300F, 0xFF09: true
  default: false
  }
}

/// The beginning of the Latin word that `end` would cut, or `end` itself.
private func wordStart(in text: Bytes, before end: Int) -> Int {
  guard text[end] < 0x80, text[end] != 0x20 else { return end }
  var start = end
  while start > 0, text[start - 1] < 0x80, text[start - 1] != 0x20 { start -= 1 }
  return start == 0 ? end : start
}

private func trimmed(_ text: Bytes) -> Bytes {
  var start = 0
  var end = text.count
  while start < end, isSpace(text[start]) { start += 1 }
  while end > start, isSpace(text[end - 1]) { end -= 1 }
  return text[start..<end]
}
