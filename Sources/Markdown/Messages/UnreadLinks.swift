import Diagnostics

/// A piece of text that looks like a link or picture and was not read as one.
struct UnreadLink {
  /// The reason why it was not.
  enum Reason { case blank, wideBrackets }

  /// The whole of it: from the first bracket, or the exclamation mark before it, to the last.
  let range: Range<Int>
  let address: Range<Int>
  /// The offset behind the square brackets.
  let textEnd: Int
  let reason: Reason
}

/// The first unread link from `start` on: its address has a blank in it, or the brackets around the address
/// are full-width. The address must be known for one by how it ends or begins, so that no prose in
/// brackets is taken for it.
func unreadLink(in text: Bytes, from start: Int) -> UnreadLink? {
  var from = start
  while let bracket = text.first(UInt8(ascii: "]"), from: from) {
    from = bracket + 1
    // What stands behind most brackets begins none.
    guard from < text.count, text[from] == UInt8(ascii: "(") || text[from] == 0xEF else { continue }
    guard let (address, end, isWide) = wrongAddress(in: text, at: from),
      let open = openingBracket(in: text, before: bracket, from: start)
    else { continue }
    let isPicture = open > start && text[open - 1] == UInt8(ascii: "!")
    guard isPicture && !isWide || isKnown(text[address]) else { continue }
    return UnreadLink(
      range: (isPicture ? open - 1 : open)..<end, address: address, textEnd: bracket + 1,
      reason: isWide ? .wideBrackets : .blank)
  }
  return nil
}

/// The address in brackets at `start` with which no link can be read, where the brackets end, and
/// whether they are full-width. It is on one line and has no title.
private func wrongAddress(
  in text: Bytes, at start: Int
) -> (address: Range<Int>, end: Int, isWide: Bool)? {
  let opensWide = text.holds("（", at: start)
  guard opensWide || text.holds("(", at: start) else { return nil }
  let first = start + (opensWide ? 3 : 1)
  var end = first
  while end < text.count, end - first < longestAddress {
    switch text[end] {
    case UInt8(ascii: "-")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): end += 1
    case 0x0A, 0x0D, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: "("):
      return nil
    case UInt8(ascii: ")"):
      return wrongAddress(in: text, first..<end, end: end + 1, isWide: opensWide)
    case 0xEF where text.holds("（", at: end): return nil
    case 0xEF where text.holds("）", at: end):
      return wrongAddress(in: text, first..<end, end: end + 3, isWide: true)
    default: end += 1
    }
  }
  return nil
}

private func wrongAddress(
  in text: Bytes, _ range: Range<Int>, end: Int, isWide: Bool
) -> (address: Range<Int>, end: Int, isWide: Bool)? {
  var address = range
  while let first = address.first, isSpace(text[first]) { address.removeFirst() }
  while let last = address.last, isSpace(text[last]) { address.removeLast() }
  guard !address.isEmpty, isWide || address.contains(where: { isSpace(text[$0]) }) else {
    return nil
  }
  return (address, end, isWide)
}

/// The bracket that the one at `end` closes.
private func openingBracket(in text: Bytes, before end: Int, from start: Int) -> Int? {
  var depth = 0
  for index in (max(start, end - longestAddress)..<end).reversed() {
    switch text[index] {
    case UInt8(ascii: "]"): depth += 1
    case UInt8(ascii: "["):
      if depth == 0 { return index }
      depth -= 1
    default: break
    }
  }
  return nil
}

/// Whether it has a scheme of the web or is the name of a file.
private func isKnown(_ address: Bytes) -> Bool {
  if address.holds("http://", at: 0) || address.holds("https://", at: 0) { return true }
  return fileEndings.contains { ending in
    let start = address.count - ending.utf8CodeUnitCount
    return start > 0
      && (0..<ending.utf8CodeUnitCount).allSatisfy {
        unsafe lowercased(address[start + $0]) == ending.utf8Start[$0]
      }
  }
}

private let fileEndings: [StaticString] = [
  ".md", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".pdf", ".doc", ".docx", ".xls", ".xlsx",
  ".ppt", ".pptx", ".wps", ".et", ".ofd", ".txt", ".csv", ".zip", ".rar", ".htm", ".html", ".mp3",
  ".mp4",
]

private let longestAddress = 200

extension UnreadLink {
  func message(in text: Bytes) -> Message {
    switch reason {
    case .blank:
      Message(
        "“\(text[range].excerpt)”没有成为链接或图片：地址里有空格",
        "“\(text[range].excerpt)” is no link or picture: there is a space in the address")
    case .wideBrackets:
      Message(
        "“\(text[range].excerpt)”没有成为链接或图片：括号是全角的",
        "“\(text[range].excerpt)” is no link or picture: its brackets are full-width")
    }
  }

  func suggestion(in text: Bytes) -> Message {
    switch reason {
    case .blank:
      Message(
        "写成 \(corrected(in: text))，或把空格写成 %20",
        "write \(corrected(in: text)), or %20 for the space")
    case .wideBrackets:
      Message("写成 \(corrected(in: text))", "write \(corrected(in: text))")
    }
  }

  /// The text that would be read as a link.
  func corrected(in text: Bytes) -> String {
    let isBlank = address.contains { isSpace(text[$0]) }
    let address = text[address].string
    return text[range.lowerBound..<textEnd].string + (isBlank ? "(<\(address)>)" : "(\(address))")
  }
}

extension HTMLWalker {
  mutating func reportUnreadLinks(in text: Bytes) {
    var from = 0
    while let link = unreadLink(in: text, from: from) {
      from = link.range.upperBound
      if markRemover.isLiteral(link.textEnd - 1) { continue }
      report(.unreadLink(link, in: text), at: .text(text[link.range]))
    }
  }
}
