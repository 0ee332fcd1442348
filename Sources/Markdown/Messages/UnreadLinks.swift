import Diagnostics

/// A piece of text that looks like a link or picture and was not read as one.
struct UnreadLink {
  /// The reason why it was not.
  enum Reason { case blank, wideSigns, gap, quotes }

  /// The whole of it: from the first bracket, or the exclamation mark before it, to the last.
  let range: Range<Int>
  /// The text between its square brackets.
  let title: Range<Int>
  let tail: LinkTail
  let isPicture: Bool
  let reason: Reason
}

/// The round brackets of what looks like a link, with their content.
struct LinkTail {
  let address: Range<Int>
  /// The caption, without its quotation marks.
  let caption: Range<Int>?
  let end: Int
  /// Whether one of the brackets is full-width, and whether the quotation marks are no pair of straight ones.
  let isWide: Bool
  let hasOddQuotes: Bool
}

/// The first unread link from `start` on: its address has a blank in it, its brackets or quotation marks are those of
/// Chinese, or a space stands between its brackets. The address must be known for one by how it ends or begins, so that no
/// prose in brackets is taken for it.
func unreadLink(in text: Bytes, from start: Int) -> UnreadLink? {
  var from = start
  while let (close, behind, isWideClose) = closingBracket(in: text, from: from) {
    from = behind
    var tailStart = behind
    while tailStart < text.count, tailStart - behind < 3, text[tailStart] == 0x20 { tailStart += 1 }
    guard tailStart < text.count, mayBeginTail(text[tailStart]),
      let tail = linkTail(in: text, at: tailStart),
      let (open, title, isWideOpen) = openingBracket(in: text, before: close, from: start)
    else { continue }
    let isWide = isWideOpen || isWideClose || tail.isWide
    let (mark, isPicture) = pictureMark(in: text, before: open, from: start)
    let hasBlank = tail.address.contains { isSpace(text[$0]) }
    guard isWide || tail.hasOddQuotes || tailStart > behind || hasBlank else { continue }
    let mayBeKnown = isPicture && !isWide && tailStart == behind
    guard mayBeKnown || isKnown(text[tail.address]), isPicture || !isBlank(text[title]) else {
      continue
    }
    let reason: UnreadLink.Reason =
      isWide ? .wideSigns : tailStart > behind ? .gap : tail.hasOddQuotes ? .quotes : .blank
    return UnreadLink(
      range: mark..<tail.end, title: title, tail: tail, isPicture: isPicture, reason: reason)
  }
  return nil
}

/// Whether every link of a text is one that CommonMark reads, with the known address of a file or a web page between its
/// round brackets, without a blank, a quotation mark or a bracket: of such a link nothing is to be told unless its square
/// brackets are full-width.
func holdsPlainLinksOnly(_ text: Bytes) -> Bool {
  var from = 0
  while let close = text.first(UInt8(ascii: "]"), from: from) {
    from = close + 1
    var tail = from
    while tail < text.count, tail - from < 3, text[tail] == 0x20 { tail += 1 }
    guard tail < text.count,
      roundBracket(UInt8(ascii: "("), openingRounds, in: text, at: tail) != nil
    else { continue }
    guard text[from] == UInt8(ascii: "("),
      let end = plainAddressEnd(in: text, from: from + 1),
      text.holds(")", at: end), isKnown(text[from + 1..<end])
    else { return false }
    from = end
  }
  return true
}

/// The end of what can stand in an address and is no blank, bracket, quotation mark or beginning of a full-width one.
private func plainAddressEnd(in text: Bytes, from start: Int) -> Int? {
  var index = start
  while index < text.count {
    switch text[index] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-")...UInt8(ascii: ":"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "#"), 0x80...0xBF,
      0xE4...0xE9:
      index += 1
    default: return index > start ? index : nil
    }
  }
  return nil
}

/// The next `]` or `］`, where it ends, and whether it is full-width.
private func closingBracket(
  in text: Bytes, from start: Int
) -> (close: Int, behind: Int, isWide: Bool)? {
  var index = start
  while true {
    index = unsafe text.first(from: index, to: text.count, lookahead: 1) {
      let chunk = unsafe $0.sixteenBytes(at: $1)
      let next = unsafe $0.sixteenBytes(at: $1 + 1)
      return chunk.equals(UInt8(ascii: "]")) .| (chunk.equals(0xBC) .& next.equals(0xBD))
    }
    guard index < text.count else { return nil }
    if text[index] == UInt8(ascii: "]") { return (index, index + 1, false) }
    if index > start, text[index - 1] == 0xEF { return (index - 1, index + 2, true) }
    index += 1
  }
}

private func mayBeginTail(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "(") || byte == 0xEF || byte == 0xE3
}

/// The length of the round bracket at `index` and whether it is none of ASCII; nil where none stands.
private func roundBracket(
  _ narrow: UInt8, _ wide: [StaticString], in text: Bytes, at index: Int
) -> (length: Int, isWide: Bool)? {
  if text[index] == narrow { return (1, false) }
  guard text[index] == 0xEF || text[index] == 0xE3 else { return nil }
  return wide.contains { text.holds($0, at: index) } ? (3, true) : nil
}

private let openingRounds: [StaticString] = ["（", "〔", "【"]

/// The bracket, and what it holds, that may be an address with or without a caption. It is on one line.
private func linkTail(in text: Bytes, at start: Int) -> LinkTail? {
  guard let open = roundBracket(UInt8(ascii: "("), openingRounds, in: text, at: start) else {
    return nil
  }
  let first = start + open.length
  var best: LinkTail?
  var index = first
  while index < text.count, index - first < longestAddress {
    switch text[index] {
    case 0x0A, 0x0D, UInt8(ascii: "<"): return best
    case UInt8(ascii: "]") where text.holds("(", at: index + 1): return best
    default:
      guard let close = roundBracket(UInt8(ascii: ")"), ["）", "〕", "】"], in: text, at: index) else {
        index += 1
        continue
      }
      let tail = LinkTail(
        content: first..<index, end: index + close.length, in: text,
        isWide: open.isWide || close.isWide)
      // A name may contain brackets, so that the bracket behind its ending is the last.
      if let tail, isKnown(text[tail.address]) { return tail }
      best = best ?? tail
      index += close.length
    }
  }
  return best
}

extension LinkTail {
  fileprivate init?(content: Range<Int>, end: Int, in text: Bytes, isWide: Bool) {
    let content = withoutSpaces(content, in: text)
    let split = captionStart(in: text, content)
    let address = withoutSpaces(content.lowerBound..<(split ?? content.upperBound), in: text)
    guard !address.isEmpty else { return nil }
    var caption: Range<Int>?
    var hasOddQuotes = false
    if let split {
      guard let opening = quote(in: text, at: split),
        let closing = closingQuote(in: text, split + opening.length..<content.upperBound)
      else { return nil }
      caption = split + opening.length..<content.upperBound - closing.length
      hasOddQuotes = !opening.isStraight || !closing.isStraight
    }
    self.init(
      address: address, caption: caption, end: end, isWide: isWide, hasOddQuotes: hasOddQuotes)
  }
}

private func withoutSpaces(_ range: Range<Int>, in text: Bytes) -> Range<Int> {
  var range = range
  while let first = range.first, isSpace(text[first]) { range.removeFirst() }
  while let last = range.last, isSpace(text[last]) { range.removeLast() }
  return range
}

/// The offset of a quotation mark behind a space.
private func captionStart(in text: Bytes, _ range: Range<Int>) -> Int? {
  var isBehindSpace = false
  for index in range {
    if isBehindSpace, quote(in: text, at: index) != nil { return index }
    isBehindSpace = isSpace(text[index])
  }
  return nil
}

private func quote(in text: Bytes, at index: Int) -> (length: Int, isStraight: Bool)? {
  switch text[index] {
  case UInt8(ascii: "\""), UInt8(ascii: "'"): return (1, true)
  case 0xE2, 0xEF, 0xE3:
    let marks: [StaticString] = ["“", "”", "‘", "’", "＂", "＇", "「", "」"]
    return marks.contains { text.holds($0, at: index) } ? (3, false) : nil
  default: return nil
  }
}

private func closingQuote(in text: Bytes, _ range: Range<Int>) -> (length: Int, isStraight: Bool)? {
  guard let last = range.last else { return nil }
  if let found = quote(in: text, at: last), found.length == 1 { return found }
  return range.count > 3 ? quote(in: text, at: last - 2) : nil
}

/// The bracket that the one at `end` closes, the text between them, and whether it is full-width.
private func openingBracket(
  in text: Bytes, before end: Int, from start: Int
) -> (open: Int, title: Range<Int>, isWide: Bool)? {
  var depth = 0
  for index in (max(start, end - longestAddress)..<end).reversed() {
    switch text[index] {
    case UInt8(ascii: "]"): depth += 1
    case UInt8(ascii: "["):
      if depth == 0 { return (index, index + 1..<end, false) }
      depth -= 1
    case 0xEF where text.holds("［", at: index) && depth == 0: return (index, index + 3..<end, true)
    default: break
    }
  }
  return nil
}

/// The beginning of a link whose first bracket is at `open`, and whether it is that of a picture.
private func pictureMark(in text: Bytes, before open: Int, from start: Int) -> (start: Int, Bool) {
  if open > start, text[open - 1] == UInt8(ascii: "!") { return (open - 1, true) }
  return open >= start + 3 && text.holds("！", at: open - 3)
    && isKnownMark(text, at: open - 3, start)
    ? (open - 3, true) : (open, false)
}

/// Whether a full-width exclamation mark ends no sentence: it stands in front, or behind a space or punctuation.
private func isKnownMark(_ text: Bytes, at index: Int, _ start: Int) -> Bool {
  let before = text.characterClass(before: index, start: start, isChinese: false)
  return !before.isDisjoint(with: [.space, .punctuation])
}

/// Whether it has a scheme of the web or is the name of a file.
private func isKnown(_ address: Bytes) -> Bool {
  if address.holds("http://", at: 0) || address.holds("https://", at: 0) { return true }
  let place = address.first(UInt8(ascii: "#"), from: 0) ?? address.count
  return holdsEnding(address[0..<place]) || holdsEnding(address)
    || place == 0 && address.count > 1 && !(0x30...0x39).contains(address[1])
}

private let longestAddress = 200

/// The id of the finding that a text is no link.
let unreadLinkID = "unread-link"

extension UnreadLink {
  /// The text that would be read as a link.
  func corrected(in text: Bytes) -> String {
    let (address, isBlank) = correctedAddress(in: text)
    let caption = tail.caption.map { caption in
      let caption = text[caption].string
      return caption.utf8.contains(UInt8(ascii: "\"")) ? " '\(caption)'" : " \"\(caption)\""
    }
    return (isPicture ? "!" : "") + "[\(text[title].string)]"
      + "(" + (isBlank ? "<\(address)>" : address) + (caption ?? "") + ")"
  }

  /// The address with the name of a heading as its id is, and whether there is a blank in it.
  private func correctedAddress(in text: Bytes) -> (String, isBlank: Bool) {
    let address = text[tail.address]
    let place = address.first(UInt8(ascii: "#"), from: 0) ?? address.count
    let isBlank = (0..<place).contains { isSpace(address[$0]) }
    guard (place..<address.count).contains(where: { isSpace(address[$0]) }),
      place == 0 || holdsEnding(address[0..<place])
    else {
      return (address.string, isBlank || (0..<address.count).contains { isSpace(address[$0]) })
    }
    let name = address[place + 1..<address.count].string
    return (address[0..<place].string + "#" + identifier(for: name), isBlank)
  }

  func message(in text: Bytes) -> Message {
    let quoted = text[range].excerpt
    let reason =
      switch reason {
      case .blank: Message("网址里有空格", "its address contains a space")
      case .wideSigns: Message("括号或标点是全角的", "its brackets or punctuation marks are full-width")
      case .gap: Message("方括号和圆括号之间有空格", "there is a space between its brackets")
      case .quotes: Message("引号不是半角的", "its quotation marks are not straight quotes")
      }
    return Message(
      "“\(quoted)”没有成为链接或图片：\(reason.chinese)",
      "“\(quoted)” was not read as a link or picture: \(reason.english)")
  }

  func suggestion(in text: Bytes) -> Message {
    if let name = nameOnDisk(text[tail.address]) {
      let right = (isPicture ? "!" : "") + "[\(text[title].string)](<\(name)>)"
      return Message(
        "把文件放到这篇稿件旁边，写成 \(brief(right))",
        "put the file in the document's folder and write \(brief(right))")
    }
    let right = corrected(in: text)
    return reason == .blank && correctedAddress(in: text).isBlank
      ? Message("写成 \(right)，或把空格写成 %20", "write \(right), or %20 for the space")
      : Message("写成 \(right)", "write \(right)")
  }
}

extension HTMLWalker {
  mutating func reportUnreadLinks(in text: Bytes) {
    var from = 0
    while let link = unreadLink(in: text, from: from) {
      from = link.range.upperBound
      guard found.hasRoom(for: unreadLinkID) else {
        found.addUnlisted(unreadLinkID)
        continue
      }
      if markRemover.isLiteral(link.title.upperBound) { continue }
      let place = locator.findUnescaped(text[link.range], line: lineAtHand)
      guard let place else { continue }
      let isFixed = nameOnDisk(text[link.tail.address]) == nil
      report(
        .unreadLink(link, in: text), at: .range(place),
        fixes: isFixed ? [Replacement(place, link.corrected(in: text))] : [])
    }
  }
}

extension HTMLWalker {
  /// Reports a link to a picture behind an exclamation mark that is full-width, or behind one and a space, and ends no
  /// sentence.
  mutating func reportUnreadPicture(_ node: Node, _ link: MarkdownDocument.Link) {
    guard let before = node.previous, before.kind == .text,
      let mark = misplacedMark(in: before.literal, of: before), isPictureName(node.address),
      let place = locator.last(
        mark, in: link.range.lowerBound - longestAddress..<link.range.lowerBound)
    else { return }
    let isWhole = locator.text.holds(")", at: link.range.upperBound)
    let end = link.range.upperBound + (isWhole ? 1 : 0)
    let written = locator.text[place.lowerBound..<end]
    let rest = isWhole ? locator.text[place.upperBound..<end].string : ""
    report(
      .unreadPicture(written, corrected: "![" + rest), at: .range(place),
      fixes: [Replacement(place, "![")])
  }

  private func misplacedMark(in text: Bytes, of node: Node) -> StaticString? {
    let isWide = text.count >= 3 && text.holds("！", at: text.count - 3)
    guard isWide || text.count >= 2 && text.holds("! ", at: text.count - 2) else { return nil }
    let start = text.count - (isWide ? 3 : 2)
    let beginsLine = start == 0 && (node.previous.map { $0.kind == .softBreak } ?? true)
    guard beginsLine || start > 0 && isKnownMark(text, at: start, 0) else { return nil }
    return isWide ? "！[" : "! ["
  }
}
