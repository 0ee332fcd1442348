internal import Diagnostics

/// Values that stand outside brackets.
extension PunctuationScanner {
  mutating func readValue(from index: Int, to end: Int) {
    let start = skipBlanks(from: index, to: end)
    entry.value = start
    entry.lineEnd = trimmedEnd(of: start..<end)
    contentEnd = start + 1
    guard start < end else { return }
    switch bytes[start] {
    case UInt8(ascii: "#"): noteComment(at: start)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      quote = start
      readOn(from: start + 1, to: end)
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      brackets.append(Bracket(at: start, isBrace: bytes[start] == UInt8(ascii: "{")))
      readOn(from: start + 1, to: end)
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      if isBlockHeader(start + 1, to: end) {
        proseColumn = entry.column
      } else {
        mendSign(at: start, to: end)
      }
    case _ where isSign(at: start, to: end): mendSign(at: start, to: end)
    case _ where isScalar(0xFF5B, at: start, to: end):
      mendBracket(at: start, by: "{")
      brackets.append(Bracket(at: start, isBrace: true))
      readOn(from: start + 3, to: end)
    default: readText(from: start, to: end)
    }
  }

  /// Looks through a text without quotes for what would end it too soon.
  private mutating func readText(from start: Int, to end: Int) {
    textColumn = entry.column
    for index in start..<end {
      if bytes[index] == UInt8(ascii: ":"), isBlank(at: index + 1, to: end) {
        let value = start..<endOfText(from: index, to: end)
        report(
          .secondColon(instead: entryLine(quoted(shown(value)))), at: index..<(index + 1),
          fixes: [Replacement(value, quoted(text(value)))])
        edits.replace(value, with: quoted(text(value)))
        textColumn = nil
        return
      }
      if isComment(at: index) { return reportComment(at: index) }
    }
  }

  /// Whether only an indentation or chomping sign, or a comment, stands behind `|` or `>`.
  private func isBlockHeader(_ start: Int, to end: Int) -> Bool {
    var index = start
    while index < end, bytes[index] == 0x2B || (0x2D...0x39).contains(bytes[index]) { index += 1 }
    return isBlank(at: index, to: end)
      && (skipBlanks(from: index, to: end) == end
        || bytes[skipBlanks(from: index, to: end)] == UInt8(ascii: "#"))
  }

  // MARK: Signs that a text cannot begin with

  func isSign(at index: Int, to end: Int) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "!"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "%"),
      UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: ","), UInt8(ascii: "]"),
      UInt8(ascii: "}"):
      true
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): isBlank(at: index + 1, to: end)
    default: false
    }
  }

  private mutating func mendSign(at start: Int, to end: Int) {
    let value = start..<endOfText(from: start, to: end)
    let sign = String(Unicode.Scalar(bytes[start]))
    let instead = entryLine(quoted(shown(value)))
    report(
      sign == "-"
        ? .dashInFront(list: entryLine(bracketed(listItems(shown(value)))), instead: instead)
        : .signInFront(sign, instead: instead),
      at: start..<(start + 1), fixes: sign == "-" ? [] : [Replacement(value, quoted(text(value)))])
    edits.replace(value, with: quoted(text(value)))
  }

  /// The end of a text that goes from before `index` to the line's end or a comment, which has a blank behind its `#`: a
  /// text that is put in quotation marks keeps its ` #1`.
  private func endOfText(from index: Int, to end: Int) -> Int {
    let hash =
      (index..<end).first { $0 > index && isComment(at: $0) && isBlank(at: $0 + 1, to: end) } ?? end
    return trimmedEnd(of: index..<hash)
  }

  // MARK: What stands behind quotes and brackets

  /// Looks at what follows on the line where quotes or brackets have ended.
  mutating func readBehind(_ index: Int, to end: Int) {
    let rest = skipBlanks(from: index, to: end)
    guard rest < end, !isComment(at: rest), entry.lineEnd >= rest else { return }
    let value = entry.value..<endOfText(from: rest, to: end)
    if isQuote(bytes[value.lowerBound]) {
      mendQuotes(value, closing: index - 1, key: entry.key.map { shown($0) + ": " } ?? "- ")
    } else {
      let bracket: Unicode.Scalar = bytes[value.lowerBound] == UInt8(ascii: "[") ? "[" : "{"
      report(
        .bracketInFront(bracket, instead: entryLine(quoted(shown(value)))),
        at: value.lowerBound..<(value.lowerBound + 1),
        fixes: [Replacement(value, quoted(text(value)))])
      edits.replace(value, with: quoted(text(value)))
    }
  }

  /// Reports and mends a value that begins with a quotation mark whose partner, at `closing`, is not
  /// the value's end; `key` is what stands before it.
  mutating func mendQuotes(_ value: Range<Int>, closing: Int, key: String) {
    let mark = Unicode.Scalar(bytes[value.lowerBound])
    let range = closing..<(closing + 1)
    if bytes[value.upperBound - 1] == bytes[value.lowerBound] {
      let inner = (value.lowerBound + 1)..<(value.upperBound - 1)
      let instead = withCurlyQuotes(shown(inner))
      report(
        .quotesWithinQuotes(mark, instead: "\(key)\(mark)\(instead)\(mark)"), at: range,
        fixes: [Replacement(inner, withCurlyQuotes(text(inner)))])
      edits.replace(value, with: quoted(text(inner)))
    } else {
      let instead = quoted(withCurlyQuotes(shown(value)))
      report(
        .textBehindQuotes(instead: key + instead), at: range,
        fixes: [Replacement(value, quoted(withCurlyQuotes(text(value))))])
      edits.replace(value, with: quoted(text(value)))
    }
  }
}
