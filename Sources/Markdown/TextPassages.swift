/// The passages of a text as a reader sees them and a search compares them: one for each heading, paragraph, item, cell and
/// caption.
package struct TextPassages: Sendable {
  /// A passage's bytes and whether it is a heading.
  package struct Passage: Sendable {
    /// The range in `bytes`, never empty.
    package let range: Range<Int>
    /// Whether it is a heading.
    package let isHeading: Bool
  }

  /// The passages one after the other, UTF-8 without markup.
  package private(set) var bytes: [UInt8] = []
  /// The passages, in the order of the text.
  package private(set) var passages: [Passage] = []
  private var start = 0
  private var isInHeading = false

  /// The passages of a text's HTML. Left out are annotations of words, marks of footnotes and the way back from them, what pictures
  /// show only to those who do not see them, and scripts and styles of trusted HTML.
  package init(html: [UInt8]) {
    bytes.reserveCapacity(html.count)
    unsafe html.withUnsafeBufferPointer { html in
      var index = 0
      while index < html.count {
        switch unsafe html[index] {
        case UInt8(ascii: "<"): index = unsafe readTag(html, at: index)
        case UInt8(ascii: "&"): index = unsafe readEntity(html, at: index)
        default:
          let from = index
          while index < html.count, unsafe html[index] != UInt8(ascii: "<"),
            unsafe html[index] != UInt8(ascii: "&")
          { index += 1 }
          unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: html[from..<index]))
        }
      }
    }
    endPassage()
  }

  private mutating func endPassage() {
    // Between blocks there are only line ends.
    if bytes[start...].contains(where: { $0 > 0x20 }) {
      passages.append(Passage(range: start..<bytes.count, isHeading: isInHeading))
    }
    start = bytes.count
  }

  // MARK: - Tags

  /// Reads a tag or a comment, with the content of an element that is left out, and returns the offset behind it.
  private mutating func readTag(_ html: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    if unsafe html.holds("<!--", at: start) {
      return unsafe html.end(of: "-->", from: start + 4)
    }
    var index = start + 1
    let isEnd = unsafe index < html.count && html[index] == UInt8(ascii: "/")
    if isEnd { index += 1 }
    var name: UInt64 = 0
    var length = 0
    while index < html.count, let letter = unsafe letter(html[index]) {
      name = name << 8 | UInt64(letter)
      (index, length) = (index + 1, length + 1)
    }
    guard length > 0 else {
      bytes.append(UInt8(ascii: "<"))
      return start + 1
    }
    if length > 8 { name = longName }
    let end = unsafe html.endOfTag(from: index)
    switch Element(name) {
    case .inline: return end
    case .lineEnd: bytes.append(UInt8(ascii: "\n"))
    case .block: endPassage()
    case .heading:
      endPassage()
      isInHeading = !isEnd
    case .omitted where !isEnd: return unsafe html.endOfElement(named: start + 1..<index, from: end)
    case .omitted: break
    case .footnoteMark where !isEnd:
      if unsafe html.contains("footnote-", in: index..<end) {
        return unsafe html.endOfElement(named: start + 1..<index, from: end)
      }
    case .footnoteMark: break
    }
    return end
  }

  private enum Element {
    case inline, block, heading, lineEnd, omitted
    /// An element that may be the mark of a footnote, or the way back from one.
    case footnoteMark

    init(_ name: UInt64) {
      if name >> 8 == UInt64(UInt8(ascii: "h")), (0x31...0x36).contains(name & 0xFF) {
        self = .heading
      } else if name == lineEndName {
        self = .lineEnd
      } else if footnoteNames.contains(name) {
        self = .footnoteMark
      } else if inlineNames.contains(name) {
        self = .inline
      } else {
        self = omittedNames.contains(name) ? .omitted : .block
      }
    }
  }

  // MARK: - Entities

  /// Reads a character reference, or `&` where it begins none, and returns the offset behind it.
  private mutating func readEntity(_ html: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    let limit = min(start + 12, html.count)
    guard
      let end = (start..<limit).first(where: { unsafe html[$0] == UInt8(ascii: ";") }),
      let scalar = unsafe referred(Array(html[start + 1..<end]))
    else {
      bytes.append(UInt8(ascii: "&"))
      return start + 1
    }
    bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    return end + 1
  }
}

/// The code point that a character reference names, nil for names that texts hardly contain.
private func referred(_ name: [UInt8]) -> Unicode.Scalar? {
  if name.first == UInt8(ascii: "#") {
    let isHex = name.dropFirst().first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
    let digits = String(decoding: name.dropFirst(isHex ? 2 : 1), as: UTF8.self)
    return UInt32(digits, radix: isHex ? 16 : 10).flatMap(Unicode.Scalar.init)
  }
  switch String(decoding: name, as: UTF8.self) {
  case "amp": return "&"
  case "lt": return "<"
  case "gt": return ">"
  case "quot": return "\""
  case "apos": return "'"
  case "nbsp": return "\u{A0}"
  case "ensp": return "\u{2002}"
  case "emsp": return "\u{2003}"
  case "middot": return "·"
  case "hellip": return "…"
  case "mdash": return "—"
  case "ldquo": return "“"
  case "rdquo": return "”"
  default: return nil
  }
}

/// Stands for names of more than eight letters, which are none of those that are told apart.
private let longName: UInt64 = 1

/// A letter or digit of an element's name, in lower case.
private func letter(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
  case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
  default: nil
  }
}

private let lineEndName = number("br")
private let footnoteNames = ["sup", "a"].map(number)
private let omittedNames = ["rt", "rp", "script", "style", "svg", "template"].map(number)
private let inlineNames = [
  "strong", "em", "code", "span", "del", "img", "s", "ins", "u", "mark", "sub", "ruby", "rb", "kbd",
  "small", "b", "i", "q", "abbr", "cite", "dfn", "time", "var", "samp", "wbr", "bdi", "bdo", "font",
  "label", "input", "picture", "source", "data",
].map(number)

/// An element's name as a number, its last letter lowest.
private func number(_ name: String) -> UInt64 { name.utf8.reduce(0) { $0 << 8 | UInt64($1) } }

extension UnsafeBufferPointer<UInt8> {
  fileprivate func holds(_ text: StaticString, at start: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    return start + count <= self.count
      && (0..<count).allSatisfy { unsafe self[start + $0] == text.utf8Start[$0] }
  }

  fileprivate func contains(_ text: StaticString, in range: Range<Int>) -> Bool {
    range.contains { unsafe holds(text, at: $0) }
  }

  /// The offset behind the first occurrence of a text, or the end.
  fileprivate func end(of text: StaticString, from start: Int) -> Int {
    var index = start
    while index < count {
      if unsafe holds(text, at: index) { return index + text.utf8CodeUnitCount }
      index += 1
    }
    return count
  }

  /// The offset behind the tag whose attributes begin at `start`; a `>` within quotation marks does not end it.
  fileprivate func endOfTag(from start: Int) -> Int {
    var (index, quote) = (start, UInt8(0))
    while index < count {
      let byte = unsafe self[index]
      index += 1
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: ">") {
        return index
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
    }
    return index
  }

  /// The offset behind the end tag of an element, whose name stands in a range; elements of the same name do not contain each other.
  fileprivate func endOfElement(named name: Range<Int>, from start: Int) -> Int {
    var index = start
    while index < count {
      if unsafe self[index] == UInt8(ascii: "<"), index + 1 + name.count < count,
        unsafe self[index + 1] == UInt8(ascii: "/"),
        (0..<name.count).allSatisfy({
          unsafe letter(self[index + 2 + $0]) == letter(self[name.lowerBound + $0])
        })
      {
        return unsafe endOfTag(from: index + 2 + name.count)
      }
      index += 1
    }
    return count
  }
}
