internal import Diagnostics

extension FieldReader {
  /// A text that was written on several lines, in `range` of the file, as one line: between Chinese characters the ends
  /// of its lines vanish, as they do in a document's text, and elsewhere they are spaces.
  ///
  /// YAML makes spaces or line feeds of the ends of lines; those that the author wrote within a line stay.
  func joiningLines(_ text: String, _ range: Range<Int>) -> String {
    var rest = ArraySlice(text.utf8)
    var result: [UInt8] = []
    for line in withoutQuotes(source.bytes[range]).split(whereSeparator: {
      $0 == 0x0A || $0 == 0x0D
    }) {
      // The line that only says how the text is folded is none of it, and escapes make a line another.
      let line = withoutBlanks(line)
      let next = withoutBlanks(rest)
      guard !line.isEmpty, next.starts(with: line) else { continue }
      append(next.prefix(line.count), to: &result)
      rest = next.dropFirst(line.count)
    }
    append(withoutBlanks(rest), to: &result)
    return String(decoding: result, as: UTF8.self)
  }
}

/// The bytes of a scalar without the quotation marks around it.
private func withoutQuotes(_ written: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  guard let first = written.first, first == written.last, written.count > 1,
    first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
  else { return written }
  return written.dropFirst().dropLast()
}

private func append(_ line: ArraySlice<UInt8>, to result: inout [UInt8]) {
  guard !line.isEmpty else { return }
  let joins = endsWithChinese(result[...]) && beginsWithChinese(line)
  if !result.isEmpty, !joins { result.append(0x20) }
  result += line.map { $0 == 0x0A ? 0x20 : $0 }
}

private func withoutBlanks(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var text = text
  while let first = text.first, first <= 0x20 { text.removeFirst() }
  while let last = text.last, last <= 0x20 { text.removeLast() }
  return text
}

private func endsWithChinese(_ text: ArraySlice<UInt8>) -> Bool {
  var start = max(text.startIndex, text.endIndex - 1)
  while start > text.startIndex, text[start] & 0xC0 == 0x80 { start -= 1 }
  return beginsWithChinese(text[start...])
}

/// Whether the first character is a Chinese or Japanese one, punctuation included, or punctuation that both share with
/// Latin text.
private func beginsWithChinese(_ text: ArraySlice<UInt8>) -> Bool {
  guard let scalar = String(decoding: text.prefix(4), as: UTF8.self).unicodeScalars.first else {
    return false
  }
  switch scalar.value {
  case 0x2014, 0x2018...0x201D, 0x2026, 0x2E80...0x312F, 0x31C0...0xA4CF, 0xF900...0xFAFF,
    0xFE30...0xFE4F, 0xFF00...0xFF60, 0x20000...0x3FFFD:
    return true
  default: return false
  }
}
