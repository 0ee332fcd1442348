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
  let end = text[end] < 0x80 ? wordStart(in: text, before: end) : clusterEnd(in: text, before: end)
  return trimmed(text[0..<end]).string + "…"
}

/// The last offset up to `end` at which a character ends that people see: no emoji is torn apart.
private func clusterEnd(in text: Bytes, before end: Int) -> Int {
  var next = end
  for _ in 0..<longestCluster where next < text.count { next += text.codePoint(at: next).length }
  let string = text[0..<min(next, text.count)].string
  var index = string.utf8.index(string.startIndex, offsetBy: end)
  while index > string.startIndex, String.Index(index, within: string) == nil {
    index = string.unicodeScalars.index(before: index)
  }
  let offset = string.utf8.distance(from: string.startIndex, to: index)
  return offset > 0 ? offset : end
}

/// The code points behind a cut that may belong to what stands before it.
private let longestCluster = 16

/// Whether a sentence ends with this character: its mark, or a quotation mark or bracket that closes
/// behind the mark. A full stop ends one only before a space.
private func endsSentence(_ value: UInt32, before: UInt32, in text: Bytes, next: Int) -> Bool {
  let isMark = isChineseEnd(value) || isClosing(value) && isChineseEnd(before)
  if isMark {
    guard next < text.count else { return true }
    let following = text.codePoint(at: next).value
    return !isClosing(following) && !isJoined(following)
  }
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

/// Whether a character belongs to the one before it, as a variation selector does.
private func isJoined(_ value: UInt32) -> Bool {
  switch value {
  case 0x0300...0x036F, 0x200D, 0x20D0...0x20F0, 0xFE00...0xFE0F, 0x1F3FB...0x1F3FF: true
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

/// Whether a paragraph says something: it is neither a salutation (`各党支部：`, `同志们，`) nor a heading that was numbered by hand
/// (`一、会议时间`).
func saysSomething(_ text: Bytes) -> Bool {
  let text = trimmed(text)
  guard text.count <= longestLead, !text.isEmpty else { return !text.isEmpty }
  var index = 0
  var holdsColon = false
  // A colon or a comma at the end is that of a salutation.
  while index < text.count {
    let (value, length) = text.codePoint(at: index)
    index += length
    switch value {
    // ，。！？；
    case 0x2C, 0xFF0C: if index < text.count { return true }
    case 0x21, 0x3F, 0x3B, 0x3002, 0xFF01, 0xFF1F, 0xFF1B: return true
    case 0x2E: if index == text.count || text[index] == 0x20 { return true }
    case 0x3A, 0xFF1A: holdsColon = holdsColon || index < text.count
    default: break
    }
  }
  if holdsColon { return true }
  let last = text.codePoint(at: text.codePointStart(before: text.count, from: 0)).value
  if [0x3A, 0xFF1A, 0x2C, 0xFF0C].contains(last) {
    return text.holds("如下") || text.holds("以下") || text.holds("下列")
  }
  return text.numberEnd(at: 0, end: text.count) == nil
}

/// The bytes of a salutation or of a heading: longer ones say something.
private let longestLead = 120

private func trimmed(_ text: Bytes) -> Bytes {
  var start = 0
  var end = text.count
  while start < end, isSpace(text[start]) { start += 1 }
  while end > start, isSpace(text[end - 1]) { end -= 1 }
  return text[start..<end]
}
