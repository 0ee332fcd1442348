internal import Diagnostics

/// The most bytes of an item that are looked at again when something is met behind it.
private let longestLookBack = 4096

/// Values in brackets and braces, which may go over several lines.
extension PunctuationScanner {
  /// Reads on in quotes or brackets that are open, to the line's end or theirs.
  mutating func readOn(from start: Int, to end: Int) {
    var index = start
    while index < end {
      if let opening = quote {
        guard let behind = behindQuote(bytes[opening], from: index, to: end) else {
          contentEnd = trimmedEnd(of: index..<end)
          return
        }
        quote = nil
        index = behind
        if !brackets.isEmpty { endItem(opening..<behind) }
      } else {
        index = readFlow(at: index, to: end)
      }
      if quote == nil, brackets.isEmpty { return readBehind(index, to: end) }
    }
    if quote == nil { closeByFullWidthBracket() }
  }

  /// Reads one thing between brackets; gives where the next begins.
  private mutating func readFlow(at index: Int, to end: Int) -> Int {
    guard let bracket = brackets.last else { return end }
    switch bytes[index] {
    case 0x20, 0x09: return index + 1
    case UInt8(ascii: "#") where isComment(at: index):
      reportComment(at: index, in: bracket, to: end)
      return end
    case UInt8(ascii: ","): return readComma(at: index, to: index + 1)
    case UInt8(ascii: "]"), UInt8(ascii: "}"): return closeBracket(at: index, to: end)
    case UInt8(ascii: "[") where bracket.ended == nil,
      UInt8(ascii: "{") where bracket.ended == nil:
      guard brackets.count < maximumDepth else { return giveUp(end) }
      brackets.append(Bracket(at: index, isBrace: bytes[index] == UInt8(ascii: "{")))
      contentEnd = index + 1
      return index + 1
    case UInt8(ascii: ":") where bracket.ended != nil || isBlank(at: index + 1, to: end):
      beginValue(of: bracket.ended ?? index..<index, behind: index + 1)
      return index + 1
    case UInt8(ascii: "\"") where bracket.ended == nil,
      UInt8(ascii: "'") where bracket.ended == nil:
      quote = index
      contentEnd = index + 1
      return index + 1
    default: return readFlowText(at: index, in: bracket, to: end)
    }
  }

  private mutating func readFlowText(at index: Int, in bracket: Bracket, to end: Int) -> Int {
    if bracket.isBrace, isScalar(0xFF5D, at: index, to: end) {
      mendBracket(at: index, by: "}")
      return endBracket(behind: index + 3)
    }
    if let ended = bracket.ended { return readBehindItem(ended, at: index, in: bracket, to: end) }
    if isSign(at: index, to: end) || bytes[index] == UInt8(ascii: "|")
      || bytes[index] == UInt8(ascii: ">")
    {
      return mendSign(at: index, in: bracket, to: end)
    }
    return bracket.isBrace && bracket.key == nil
      ? readFlowKey(at: index, in: bracket, to: end)
      : readFlowValue(at: index, in: bracket, to: end)
  }

  // MARK: Items and entries

  /// Notes that a text or bracket has ended, behind which a comma is expected.
  private mutating func endItem(_ item: Range<Int>) {
    brackets[brackets.count - 1].ended = item
    brackets[brackets.count - 1].expectsItem = false
    contentEnd = item.upperBound
  }

  private mutating func beginValue(of key: Range<Int>, behind colon: Int) {
    brackets[brackets.count - 1].key = key
    brackets[brackets.count - 1].ended = nil
    brackets[brackets.count - 1].expectsItem = false
    contentEnd = colon
  }

  /// Begins the next item behind a comma, which ends at `behind`.
  private mutating func readComma(at index: Int, to behind: Int) -> Int {
    var bracket = brackets.removeLast()
    if bracket.expectsItem {
      report(
        .emptyItem(isFirst: bracket.isFirst), at: index..<behind,
        fixes: [Replacement(index..<behind, "")])
      edits.replace(index..<behind, with: String(repeating: " ", count: behind - index))
    }
    bracket.expectsItem = true
    bracket.isFirst = false
    bracket.ended = nil
    bracket.key = nil
    brackets.append(bracket)
    contentEnd = behind
    return behind
  }

  private mutating func closeBracket(at index: Int, to end: Int) -> Int {
    let isBrace = bytes[index] == UInt8(ascii: "}")
    guard brackets.last?.isBrace == isBrace else { return giveUp(end) }
    return endBracket(behind: index + 1)
  }

  private mutating func endBracket(behind index: Int) -> Int {
    let start = brackets.removeLast().start
    if brackets.isEmpty { contentEnd = index } else { endItem(start..<index) }
    return index
  }

  /// Leaves a value that is not understood to libyaml.
  private mutating func giveUp(_ end: Int) -> Int {
    brackets = []
    return end
  }

  private mutating func readFlowKey(at index: Int, in bracket: Bracket, to end: Int) -> Int {
    let textEnd = endOfFlowText(from: index, in: bracket, to: end)
    guard let key = key(at: index, to: textEnd, isItem: false) else {
      endItem(index..<trimmedEnd(of: index..<textEnd))
      return textEnd
    }
    beginValue(of: key.name, behind: key.colon.upperBound)
    return mendColon(of: key, to: textEnd)
  }

  private mutating func readFlowValue(at start: Int, in bracket: Bracket, to end: Int) -> Int {
    let textEnd = endOfFlowText(from: start, in: bracket, to: end)
    let comma =
      bracket.isBrace
      ? (start..<textEnd).first { isCommaBeforeKey(at: $0, to: textEnd) } : nil
    let value = start..<trimmedEnd(of: start..<(comma ?? textEnd))
    endItem(value)
    let second = value.first {
      bytes[$0] == UInt8(ascii: ":") && isBlank(at: $0 + 1, to: value.upperBound)
    }
    if bracket.isBrace, let second {
      report(
        .secondColon(instead: line(key: bracket.key, quoted(shown(value)))),
        at: second..<(second + 1), fixes: [Replacement(value, quoted(text(value)))])
      edits.replace(value, with: quoted(text(value)))
    }
    return comma.map { mendComma(at: $0) } ?? textEnd
  }

  /// Whether a Chinese comma stands at `index` that has a key behind it.
  private func isCommaBeforeKey(at index: Int, to end: Int) -> Bool {
    guard isChineseComma(at: index, to: end) else { return false }
    let word = skipSpaces(from: skipWideBlanks(from: index + 3, to: end), to: end)
    let wordEnd = endOfWord(at: word, to: end)
    return wordEnd > word && colon(at: skipSpaces(from: wordEnd, to: end), to: end) != nil
  }

  private func isChineseComma(at index: Int, to end: Int) -> Bool {
    isScalar(0xFF0C, at: index, to: end) || isScalar(0x3001, at: index, to: end)
      || isScalar(0xFF1B, at: index, to: end)
  }

  private mutating func mendComma(at index: Int) -> Int {
    let comma = index..<(index + 3)
    let isSpaced = comma.upperBound < bytes.count && bytes[comma.upperBound] <= 0x20
    understand(comma, as: ",  ", written: isSpaced ? "," : ", ")
    return readComma(at: index, to: index + 3)
  }

  /// Reads on at something that stands in place of a comma or a closing bracket.
  private mutating func readBehindItem(
    _ ended: Range<Int>, at index: Int, in bracket: Bracket, to end: Int
  ) -> Int {
    if isChineseComma(at: index, to: end) { return mendComma(at: index) }
    let textEnd = endOfFlowText(from: index, in: bracket, to: end)
    let item = ended.lowerBound..<trimmedEnd(of: index..<textEnd)
    let first = bytes[item.lowerBound]
    if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") || item.upperBound <= index
      || isQuote(first) && item.count > longestLookBack
    {
      return giveUp(end)
    }
    if isQuote(first) {
      mendQuotes(
        item, closing: ended.upperBound - 1, key: bracket.key.map { shown($0) + ": " } ?? "")
    }
    endItem(item)
    return textEnd
  }

  private mutating func mendSign(at start: Int, in bracket: Bracket, to end: Int) -> Int {
    let textEnd = endOfFlowText(from: start, in: bracket, to: end)
    let value = start..<max(start + 1, trimmedEnd(of: start..<textEnd))
    let instead = quoted(shown(value))
    report(
      .signInFront(
        String(Unicode.Scalar(bytes[start])),
        instead: bracket.key == nil ? instead : line(key: bracket.key, instead)),
      at: start..<(start + 1), fixes: [Replacement(value, quoted(text(value)))])
    edits.replace(value, with: quoted(text(value)))
    endItem(value)
    return value.upperBound
  }

  /// Reports a `#` that cuts off an item.
  private mutating func reportComment(at hash: Int, in bracket: Bracket, to end: Int) {
    let start = bracket.ended?.lowerBound ?? hash
    let isText = !isQuote(bytes[start]) && bytes[start] != 0x5B && bytes[start] != 0x7B
    guard isText, !isBlank(at: hash + 1, to: end) else { return }
    let textEnd = endOfFlowText(from: hash + 1, in: bracket, to: end)
    report(
      .commentInValue(instead: quoted(shown(start..<trimmedEnd(of: hash..<textEnd)))),
      at: hash..<(hash + 1))
  }

  /// The end of a text without quotes that begins at `start`. On a line of many Chinese commas it is the same for
  /// all that stands between them.
  private mutating func endOfFlowText(from start: Int, in bracket: Bracket, to end: Int) -> Int {
    let isKnown =
      flowText.range.lowerBound <= start && start <= flowText.range.upperBound
      && flowText.isInBraces == bracket.isBrace && flowText.lineEnd == end
    if !isKnown {
      let textEnd = nextSign(from: start, in: bracket, to: end)
      flowText = FlowText(range: start..<textEnd, isInBraces: bracket.isBrace, lineEnd: end)
    }
    return flowText.range.upperBound
  }

  private func nextSign(from start: Int, in bracket: Bracket, to end: Int) -> Int {
    var index = start
    while index < end {
      switch bytes[index] {
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
        UInt8(ascii: "}"):
        return index
      case UInt8(ascii: "#") where isComment(at: index): return index
      case 0xEF where bracket.isBrace && isScalar(0xFF5D, at: index, to: end): return index
      default: index += 1
      }
    }
    return end
  }

  // MARK: Brackets of Chinese input methods

  mutating func mendBracket(at index: Int, by ascii: Unicode.Scalar) {
    understand(index..<(index + 3), as: String(ascii) + "  ", written: String(ascii))
  }

  /// Takes `】` or `］` at a line's end for the bracket that closes a list, if it has no partner.
  private mutating func closeByFullWidthBracket() {
    guard let bracket = brackets.last, !bracket.isBrace, let item = bracket.ended,
      (3...longestLookBack).contains(item.count), item.upperBound == contentEnd
    else { return }
    let index = contentEnd - 3
    guard
      isScalar(0x3011, at: index, to: contentEnd) || isScalar(0xFF3D, at: index, to: contentEnd),
      !item.contains(where: {
        isScalar(0x3010, at: $0, to: contentEnd) || isScalar(0xFF3B, at: $0, to: contentEnd)
      })
    else { return }
    mendBracket(at: index, by: "]")
    _ = endBracket(behind: contentEnd)
  }
}
