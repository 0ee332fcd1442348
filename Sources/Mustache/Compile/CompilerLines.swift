import Diagnostics

/// Text, and where its lines begin: what the indentation of partials and blocks depends on.
extension Compiler {
  mutating func appendText(_ index: Int) {
    var range = template.tokens[index].range
    if index > 0 {
      range = range.lowerBound + template.tokens[index - 1].blanksAfter..<range.upperBound
    }
    if index + 1 < template.tokens.count {
      range = range.lowerBound..<range.upperBound - template.tokens[index + 1].blanksBefore
    }
    let start = draft.text.count
    let startsHere = startsLine
    copy(range)
    guard draft.text.count > start else { return }
    let slice = TextSlice(start: Int32(start), count: Int32(draft.text.count - start))
    if canJoin, case .text(var last, let startsLine)? = draft.code.last {
      last.count += slice.count
      draft.code[draft.code.count - 1] = .text(last, startsLine: startsLine)
    } else {
      append(.text(slice, startsLine: startsHere))
      canJoin = true
    }
  }

  /// Copies text without the blanks that are to be taken from the starts of its lines.
  private mutating func copy(_ range: Range<Int>) {
    let bytes = template.file.bytes
    var index = range.lowerBound
    while index < range.upperBound {
      if startsLine { index += blanks(from: index, to: range.upperBound, atMost: strip) }
      let end = bytes[index..<range.upperBound].firstIndex(of: 0x0A).map { $0 + 1 }
      let piece = bytes[index..<(end ?? range.upperBound)]
      draft.text += piece
      if !piece.isEmpty { startsLine = end != nil }
      index = piece.endIndex
    }
  }

  private func blanks(from start: Int, to end: Int, atMost most: Int) -> Int {
    template.file.bytes[start..<min(end, start + most)].prefix(while: isBlank).count
  }

  /// A tag that begins a line and does not have it to itself: the line is indented before it.
  mutating func startLine(before token: Token) {
    guard startsLine, !token.isStandalone else { return }
    append(.lineStart)
    canJoin = false
    startsLine = false
  }

  // MARK: Indentation

  /// The blanks before a tag that begins its line, without those that its line loses.
  mutating func indent(before token: Token) -> TextSlice {
    let bytes = template.file.bytes
    var start = token.range.lowerBound
    while start > 0, isBlank(bytes[start - 1]) { start -= 1 }
    guard start == 0 || bytes[start - 1] == 0x0A else { return .empty }
    return indent(ofLineAt: start)
  }

  mutating func indent(ofLineAt start: Int) -> TextSlice {
    let blanks = template.file.bytes[start...].prefix(while: isBlank).dropFirst(strip)
    let slice = TextSlice(start: Int32(draft.text.count), count: Int32(blanks.count))
    draft.text += blanks
    canJoin = false
    return slice
  }

  /// The beginning of the first line that is not blank, behind an opening tag that ends its line.
  func firstLine(from start: Int) -> Int {
    let bytes = template.file.bytes
    var line = start
    var index = start
    while index < bytes.count, isBlankOrNewline(bytes[index]) {
      index += 1
      if bytes[index - 1] == 0x0A { line = index }
    }
    return line
  }
}
