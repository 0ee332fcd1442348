extension HTMLWalker {
  /// The opening fence, as a range of the file, of a code block that no other fence ends; nil where one does or where the
  /// code is indented.
  mutating func unclosedFence(of code: Node) -> Range<Int>? {
    let start = locator.start(ofLine: code.line).lowerBound
    let file = locator.text
    guard let fence = openingFence(in: file, from: start, literal: code.literal) else { return nil }
    let last = locator.start(ofLine: code.lastLine).lowerBound
    return last > start && isClosingFence(fence, in: file, from: last) ? nil : fence
  }
}

/// The fence on the line that begins at `start`, behind the markers of quotes and lists. Code that is indented may contain
/// one itself, and then begins with it.
private func openingFence(in file: Bytes, from start: Int, literal: Bytes) -> Range<Int>? {
  var index = start
  while index < file.count, Limits.isInPrefix(file[index]) { index += 1 }
  guard index < file.count, file[index] == UInt8(ascii: "`") || file[index] == UInt8(ascii: "~")
  else {
    return nil
  }
  let length = runLength(of: file[index], in: file, at: index)
  guard length >= 3, runLength(of: file[index], in: literal, at: 0) < length else { return nil }
  return index..<index + length
}

private func isClosingFence(_ fence: Range<Int>, in file: Bytes, from start: Int) -> Bool {
  var index = start
  while index < file.count, isSpaceOrQuote(file[index]) { index += 1 }
  let length = runLength(of: file[fence.lowerBound], in: file, at: index)
  index += length
  while index < file.count, file[index] == 0x20 || file[index] == 0x09 { index += 1 }
  return length >= fence.count && (index == file.count || isSpace(file[index]))
}

private func isSpaceOrQuote(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: ">")
}

private func runLength(of byte: UInt8, in text: Bytes, at start: Int) -> Int {
  var index = start
  while index < text.count, text[index] == byte { index += 1 }
  return index - start
}
