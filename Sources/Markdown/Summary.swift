/// A text's beginning: all of it if it is short, else up to the last sentence's end within 120
/// Chinese characters' width, else that much and an ellipsis. Nil for no text.
func summarize(_ text: ArraySlice<UInt8>) -> String? {
  let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
  var width = 0
  var sentenceEnd: String.UnicodeScalarView.Index?
  var index = scalars.startIndex
  while index < scalars.endIndex {
    width += scalars[index].isASCII ? 1 : 2
    if width > summaryWidth { break }
    let next = scalars.index(after: index)
    if isSentenceEnd(scalars, at: index) { sentenceEnd = next }
    index = next
  }
  if index == scalars.endIndex { return trimmed(scalars[...]) }
  if let sentenceEnd { return trimmed(scalars[..<sentenceEnd]) }
  return trimmed(scalars[..<wordStart(scalars, before: index)]).map { $0 + "…" }
}

/// 120 Chinese characters, of two columns each.
private let summaryWidth = 240

/// Whether a sentence ends behind the character at `index`: its mark, or a quotation mark or bracket
/// that closes behind the mark. A full stop ends one only before a space.
private func isSentenceEnd(
  _ scalars: String.UnicodeScalarView, at index: String.UnicodeScalarView.Index
) -> Bool {
  let next = scalars.index(after: index)
  let following = next < scalars.endIndex ? scalars[next] : " "
  switch scalars[index] {
  case "。", "！", "？": return !isClosing(following)
  case ".", "!", "?": return following == " "
  case let scalar where isClosing(scalar) && index > scalars.startIndex:
    return !isClosing(following)
      && "。！？".unicodeScalars.contains(scalars[scalars.index(before: index)])
  default: return false
  }
}

private func isClosing(_ scalar: Unicode.Scalar) -> Bool {
  "”’」』）".unicodeScalars.contains(scalar)
}

/// The beginning of the Latin word that `end` would cut, or `end` itself.
private func wordStart(
  _ scalars: String.UnicodeScalarView, before end: String.UnicodeScalarView.Index
) -> String.UnicodeScalarView.Index {
  var start = end
  while start > scalars.startIndex {
    let before = scalars.index(before: start)
    guard scalars[before].isASCII, scalars[before] != " " else { break }
    start = before
  }
  return start == scalars.startIndex || !scalars[end].isASCII || scalars[end] == " " ? end : start
}

private func trimmed(_ scalars: Substring.UnicodeScalarView) -> String? {
  var rest = scalars
  while rest.first?.properties.isWhitespace == true { rest.removeFirst() }
  while rest.last?.properties.isWhitespace == true { rest.removeLast() }
  return rest.isEmpty ? nil : String(rest)
}
