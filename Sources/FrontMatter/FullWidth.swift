internal import Diagnostics

/// Looks for the colons that Chinese input methods write, `title：通知`, reports each, and gives the
/// bytes with an ASCII colon and two spaces in its place, so that offsets stay and reading goes on.
///
/// Only a line that begins with a word of ASCII letters (behind spaces or a dash) and a full-width
/// colon is meant; lines within a block scalar are prose.
func repairFullWidthColons(
  _ source: SourceFile, in range: Range<Int>, diagnostics: inout [Diagnostic]
) -> [UInt8] {
  var bytes = Array(source.bytes[range])
  var line = 0
  var proseIndent: Int?
  while line < bytes.count {
    let end = bytes[line...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    let indent = bytes[line..<end].prefix { $0 == 0x20 }.count
    if let prose = proseIndent, indent <= prose, line + indent < end { proseIndent = nil }
    if proseIndent == nil {
      if let colon = fullWidthColon(in: bytes[line..<end]) {
        report(
          source, key: String(decoding: bytes[(line + indent)..<colon], as: UTF8.self),
          at: range.lowerBound + colon, diagnostics: &diagnostics)
        bytes.replaceSubrange(colon..<(colon + 3), with: [0x3A, 0x20, 0x20])
      }
      if startsBlockScalar(bytes[line..<end]) { proseIndent = indent }
    }
    line = end + 1
  }
  return bytes
}

private func report(
  _ source: SourceFile, key: String, at offset: Int, diagnostics: inout [Diagnostic]
) {
  let key = key.hasPrefix("- ") ? String(key.dropFirst(2)) : key
  diagnostics.append(
    Diagnostic(
      .error, "full-width-colon", at: Place(source, offset..<(offset + 3)),
      Message(
        "“\(key)”后面是全角冒号“：”，这里要用半角冒号", "`\(key)` is followed by a full-width colon `：`, not by `:`"),
      suggestion: Message(
        "写成“\(key): ”，冒号用英文输入法，后面空一格", "write `\(key): `, with a space behind the colon")))
}

/// The offset of a full-width colon that stands right behind a line's first word.
private func fullWidthColon(in line: ArraySlice<UInt8>) -> Int? {
  var index = line.startIndex
  while index < line.endIndex, line[index] == 0x20 || line[index] == 0x2D { index += 1 }
  let word = index
  while index < line.endIndex, isKeyByte(line[index]) { index += 1 }
  let wordEnd = index
  while index < line.endIndex, line[index] == 0x20 { index += 1 }
  guard wordEnd > word, line[index...].starts(with: [0xEF, 0xBC, 0x9A]) else { return nil }
  return index
}

private func isKeyByte(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D || byte == 0x5F
}

/// Whether the line ends with `|` or `>`, perhaps with an indentation or chomping sign behind it.
private func startsBlockScalar(_ line: ArraySlice<UInt8>) -> Bool {
  var line = line
  while let last = line.last,
    last == 0x20 || last == 0x2B || last == 0x2D
      || (0x31...0x39).contains(last)
  { line.removeLast() }
  guard let last = line.last, last == 0x7C || last == 0x3E else { return false }
  return line.dropLast().last == 0x20
}
