/// The name of a file between the round brackets of a link that CommonMark does not read, since the name has spaces or
/// brackets in it.
///
/// `InlineMarker` puts it between `<` and `>`, so that libcmark reads a link; whether it is one is known when all files are.
struct UnreadFileName {
  /// The name, with a place in the file perhaps, but without spaces around.
  let range: Range<Int>
}

extension UnreadFileName {
  /// The name between brackets of which the first is at `start`, behind a square one; nil where there is none, or where
  /// CommonMark reads the link.
  init?(in text: Bytes, at start: Int) {
    guard text.holds("](", at: start - 1), !isLinkTail(in: text, at: start),
      let range = fileName(in: text, from: start + 1)
    else { return nil }
    self.range = range
  }
}

/// Whether there may be such names in a text. Takes linear time.
func holdsUnreadFileName(_ text: Bytes) -> Bool {
  var from = 1
  while let bracket = text.first(UInt8(ascii: "("), from: from) {
    from = bracket + 1
    if text[bracket - 1] == UInt8(ascii: "]"), UnreadFileName(in: text, at: bracket) != nil {
      return true
    }
  }
  return false
}

/// The range of the name that begins behind spaces at `start`: it ends, like a file, before the closing bracket or a title
/// between quotation marks. It is on one line.
private func fileName(in text: Bytes, from start: Int) -> Range<Int>? {
  var first = start
  while first < text.count, text[first] == 0x20 { first += 1 }
  var end = first
  while end < text.count, end - first < longestName {
    switch text[end] {
    case 0x00..<0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "`"), UInt8(ascii: "\\"):
      return nil
    case UInt8(ascii: "]") where text.holds("(", at: end + 1): return nil
    case UInt8(ascii: ":") where text.holds("//", at: end + 1): return nil
    case UInt8(ascii: ")"), 0x20:
      if isFileName(text[first..<end]), endsDestination(in: text, at: end) { return first..<end }
      end += 1
    default: end += 1
    }
  }
  return nil
}

private let longestName = 255

/// Whether a text is a file's name, perhaps with a place in the file behind.
private func isFileName(_ text: Bytes) -> Bool {
  if holdsEnding(text) { return true }
  guard let sign = text.first(UInt8(ascii: "#"), from: 0) else { return false }
  return holdsEnding(text[0..<sign]) && !(sign..<text.count).contains { isSpace(text[$0]) }
}

/// Whether the bracket closes there, behind spaces and perhaps a title.
private func endsDestination(in text: Bytes, at start: Int) -> Bool {
  var index = start
  while index < text.count, text[index] == 0x20 { index += 1 }
  guard index < text.count else { return false }
  let quote = text[index]
  if index > start, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
    index += 1
    while index < text.count, text[index] != quote, text[index] != 0x0A,
      text[index] != UInt8(ascii: "\\")
    {
      index += 1
    }
    guard index < text.count, text[index] == quote else { return false }
    index += 1
    while index < text.count, text[index] == 0x20 { index += 1 }
  }
  return index < text.count && text[index] == UInt8(ascii: ")")
}

/// Whether CommonMark reads a destination, and a title perhaps, between brackets of which the first is at `start`. What goes
/// over more than a line counts as read.
private func isLinkTail(in text: Bytes, at start: Int) -> Bool {
  var index = start + 1
  while index < text.count, isSpace(text[index]) { index += 1 }
  guard index < text.count, text[index] != UInt8(ascii: "<") else { return true }
  var depth = 0
  scan: while index < text.count {
    switch text[index] {
    case 0...0x20: break scan
    case UInt8(ascii: "\\"): index += 1
    case UInt8(ascii: "("): depth += 1
    case UInt8(ascii: ")"):
      if depth == 0 { return true }
      depth -= 1
    default: break
    }
    index += 1
  }
  guard depth == 0 else { return false }
  while index < text.count, isSpace(text[index]) {
    if text[index] == 0x0A || text[index] == 0x0D { return true }
    index += 1
  }
  guard index < text.count else { return false }
  switch text[index] {
  case UInt8(ascii: ")"): return true
  case UInt8(ascii: "\""), UInt8(ascii: "'"): return endsDestination(in: text, at: index - 1)
  case UInt8(ascii: "("): return endsTitle(in: text, at: index)
  default: return false
  }
}

/// Whether a title in brackets begins at `start`, and the link ends behind it.
private func endsTitle(in text: Bytes, at start: Int) -> Bool {
  var index = start + 1
  while index < text.count, text[index] != UInt8(ascii: ")") {
    if text[index] == UInt8(ascii: "(") || text[index] == 0x0A { return false }
    index += text[index] == UInt8(ascii: "\\") ? 2 : 1
  }
  index += 1
  while index < text.count, text[index] == 0x20 { index += 1 }
  return index < text.count && text[index] == UInt8(ascii: ")")
}
