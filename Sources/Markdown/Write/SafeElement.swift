import ByteText

/// The elements that pass where raw HTML is not trusted: without attributes, and balanced.
enum SafeElement: String {
  case br, wbr, sub, sup, u, mark, kbd, ruby, rt, rp, details, summary
  /// Written for `~~`; authors may not write it.
  case del

  /// Whether it may hold blocks, and so stand only where a block may.
  var isBlock: Bool { self == .details || self == .summary }

  /// Whether it has neither text nor an end tag.
  var isVoid: Bool { self == .br || self == .wbr }

  /// Whether it annotates the text of a `ruby`, in which alone it may stand, and is no part of the text.
  var isAnnotation: Bool { self == .rt || self == .rp }

  /// The element with this name in any letter case.
  init?(name: Bytes) {
    for (known, element) in safeNames where known.utf8CodeUnitCount == name.count {
      if name.holdsLetters(known) {
        self = element
        return
      }
    }
    return nil
  }
}

private let safeNames: [(StaticString, SafeElement)] = [
  ("br", .br), ("wbr", .wbr), ("sub", .sub), ("sup", .sup), ("u", .u), ("mark", .mark),
  ("kbd", .kbd),
  ("ruby", .ruby), ("rt", .rt), ("rp", .rp), ("details", .details), ("summary", .summary),
]

extension Bytes {
  /// Whether these lower-case letters stand in front, in whatever case.
  fileprivate func holdsLetters(_ word: StaticString) -> Bool {
    for index in 0..<word.utf8CodeUnitCount {
      let letter = unsafe word.utf8Start[index]
      if self[index] | 0x20 != letter { return false }
    }
    return true
  }
}

/// A raw element that was opened and not yet closed.
struct OpenElement {
  let element: SafeElement
  /// The number of nodes that were open when it was opened.
  let depth: Int
  let range: Range<Int>
}

/// A piece of raw HTML.
enum HTMLToken {
  case text
  case comment(isClosed: Bool)
  case open(SafeElement)
  /// A `details` whose text is shown from the beginning.
  case openShown
  case end(SafeElement)
  /// A tag, declaration or instruction that is not allowed.
  case other
}

/// The piece that begins at `start` and where it ends.
func nextToken(in html: Bytes, at start: Int) -> (token: HTMLToken, end: Int) {
  guard html[start] == UInt8(ascii: "<") else {
    return (.text, html.first(UInt8(ascii: "<"), from: start) ?? html.count)
  }
  if html.holds("<!--", at: start) { return comment(in: html, at: start) }
  guard start + 1 < html.count, isMarkupStart(html[start + 1]) else {
    return (.text, html.first(UInt8(ascii: "<"), from: start + 1) ?? html.count)
  }
  guard let close = html.first(UInt8(ascii: ">"), from: start) else {
    return (.other, html.count)
  }
  return (tag(html[start..<close + 1]), close + 1)
}

private func isMarkupStart(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "/"), UInt8(ascii: "!"), UInt8(ascii: "?"): true
  case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
  default: false
  }
}

private func comment(in html: Bytes, at start: Int) -> (token: HTMLToken, end: Int) {
  var index = start + 4
  if html.holds(">", at: index) { return (.comment(isClosed: true), index + 1) }
  if html.holds("->", at: index) { return (.comment(isClosed: true), index + 2) }
  while index < html.count {
    if html[index] == UInt8(ascii: "-"), html.holds("-->", at: index) {
      return (.comment(isClosed: true), index + 3)
    }
    index += 1
  }
  return (.comment(isClosed: false), html.count)
}

/// A whole tag, from `<` to `>`.
private func tag(_ text: Bytes) -> HTMLToken {
  var index = 1
  let isEnd = text[1] == UInt8(ascii: "/")
  if isEnd { index += 1 }
  let nameStart = index
  while index < text.count, isASCIILetter(text[index]) { index += 1 }
  guard let element = SafeElement(name: text[nameStart..<index]) else { return .other }
  while index < text.count, isSpace(text[index]) { index += 1 }
  if !isEnd, element == .details, isOpenAttribute(text[index..<text.count - 1]) {
    return .openShown
  }
  if !isEnd, text[index] == UInt8(ascii: "/") { index += 1 }
  guard index == text.count - 1 else { return .other }
  if element.isVoid, isEnd { return .other }
  return isEnd ? .end(element) : .open(element)
}

/// Whether attributes are `open` and nothing else, with or without a value.
private func isOpenAttribute(_ text: Bytes) -> Bool {
  guard text.count >= 4, text.holdsLetters("open") else { return false }
  var rest: [UInt8] = []
  for index in 4..<text.count where !isSpace(text[index]) { rest.append(lowercased(text[index])) }
  return ["", "=\"\"", "=''", "=\"open\"", "='open'", "=open", "=\"true\""].contains {
    rest.elementsEqual($0.utf8)
  }
}
