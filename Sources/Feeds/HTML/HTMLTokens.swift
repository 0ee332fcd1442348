/// A piece of HTML as a browser divides it.
enum HTMLToken {
  case text(ArraySlice<UInt8>)
  /// The name in small letters, and the attributes as they are written.
  case start(name: String, attributes: [HTMLAttribute], isSelfClosing: Bool)
  case end(name: String)
  /// A comment, a declaration, an instruction, or a tag that never ends.
  case nothing
}

/// An attribute of a start tag: its name in small letters, and what stands in or without quotes.
struct HTMLAttribute {
  let name: String
  let value: ArraySlice<UInt8>
}

/// Divides HTML into tokens as browsers do (HTML Living Standard, 13.2.5), in one pass. Names that are
/// longer than any that is known are read as empty ones.
struct HTMLTokens {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next token; within foreign content (SVG, MathML) `<![CDATA[` begins text.
  mutating func next(isForeign: Bool = false) -> HTMLToken? {
    guard index < bytes.count else { return nil }
    guard bytes[index] == UInt8(ascii: "<") else {
      return .text(take { $0 != UInt8(ascii: "<") })
    }
    let start = index
    switch byte(1) {
    case let letter where isLetter(letter):
      index += 1
      return readStartTag()
    case UInt8(ascii: "/") where isLetter(byte(2)):
      index += 2
      return readEndTag()
    case UInt8(ascii: "/") where start + 2 < bytes.count,
      UInt8(ascii: "?"):
      index += 2
      skip(behind: [UInt8(ascii: ">")])
    case UInt8(ascii: "!"):
      index += 2
      skipDeclaration(isForeign: isForeign)
    default:
      index += 1
      return .text(bytes[start..<index])
    }
    return .nothing
  }

  /// Skips the text of an element that holds nothing else, and its end tag.
  mutating func skipText(of name: String) {
    let end = Array(("</" + name).utf8)
    while index < bytes.count {
      _ = take { $0 != UInt8(ascii: "<") }
      let rest = bytes[index...]
      let behind = index + end.count
      if rest.prefix(end.count).lazy.map(lowercased).elementsEqual(end),
        behind >= bytes.count || isSpace(bytes[behind]) || bytes[behind] == UInt8(ascii: "/")
          || bytes[behind] == UInt8(ascii: ">")
      {
        index = min(behind, bytes.count)
        while readAttribute() != nil {}
        index = min(index + 1, bytes.count)
        return
      }
      index = min(index + 1, bytes.count)
    }
  }

  // MARK: - Tags

  private mutating func readStartTag() -> HTMLToken {
    let name = takeName { !isSpace($0) && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">") }
    var attributes: [HTMLAttribute] = []
    while let attribute = readAttribute() {
      if attributes.count < 64 { attributes.append(attribute) }
    }
    let isSelfClosing = index < bytes.count && bytes[index - 1] == UInt8(ascii: "/")
    return closeTag()
      ? .start(name: name, attributes: attributes, isSelfClosing: isSelfClosing) : .nothing
  }

  private mutating func readEndTag() -> HTMLToken {
    let name = takeName { !isSpace($0) && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">") }
    while readAttribute() != nil {}
    return closeTag() ? .end(name: name) : .nothing
  }

  /// Consumes the `>`; false where the text ends before it.
  private mutating func closeTag() -> Bool {
    guard index < bytes.count else { return false }
    index += 1
    return true
  }

  /// The next attribute; nil before the tag's end, or where the text ends.
  private mutating func readAttribute() -> HTMLAttribute? {
    _ = take { isSpace($0) || $0 == UInt8(ascii: "/") }
    guard index < bytes.count, bytes[index] != UInt8(ascii: ">") else { return nil }
    // An equals sign in front is a part of the name, which no attribute of ours has.
    let isOdd = bytes[index] == UInt8(ascii: "=")
    if isOdd { index += 1 }
    let taken = takeName {
      !isSpace($0) && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">")
        && $0 != UInt8(ascii: "=")
    }
    let name = isOdd ? "" : taken
    let behind = index
    _ = take(isSpace)
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
      index = behind
      return HTMLAttribute(name: name, value: [])
    }
    index += 1
    _ = take(isSpace)
    return HTMLAttribute(name: name, value: readValue())
  }

  private mutating func readValue() -> ArraySlice<UInt8> {
    guard index < bytes.count else { return [] }
    let quote = bytes[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return take { !isSpace($0) && $0 != UInt8(ascii: ">") }
    }
    index += 1
    let value = take { $0 != quote }
    index = min(index + 1, bytes.count)
    return value
  }

  // MARK: - Comments and declarations

  private mutating func skipDeclaration(isForeign: Bool) {
    let rest = bytes[index...]
    if rest.starts(with: "--".utf8) {
      index += 2
      skipComment()
    } else if isForeign, rest.starts(with: "[CDATA[".utf8) {
      skip(behind: Array("]]>".utf8))
    } else {
      skip(behind: [UInt8(ascii: ">")])
    }
  }

  private mutating func skipComment() {
    let rest = bytes[index...]
    if rest.first == UInt8(ascii: ">") || rest.starts(with: "->".utf8) {
      return skip(behind: [UInt8(ascii: ">")])
    }
    while index < bytes.count {
      _ = take { $0 != UInt8(ascii: "-") }
      for end in ["-->", "--!>"] where bytes[index...].starts(with: end.utf8) {
        index += end.utf8.count
        return
      }
      index = min(index + 1, bytes.count)
    }
  }

  /// Skips up to and with the next `mark`, or all that is left.
  private mutating func skip(behind mark: [UInt8]) {
    while index < bytes.count {
      _ = take { $0 != mark[0] }
      if bytes[index...].starts(with: mark) {
        index += mark.count
        return
      }
      index = min(index + 1, bytes.count)
    }
  }

  // MARK: - Bytes

  private func byte(_ offset: Int) -> UInt8 {
    index + offset < bytes.count ? bytes[index + offset] : 0
  }

  /// Consumes bytes as long as they are wanted.
  private mutating func take(_ isWanted: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let start = index
    var end = start
    while end < bytes.count, isWanted(bytes[end]) { end += 1 }
    index = end
    return bytes[start..<end]
  }

  private mutating func takeName(_ isWanted: (UInt8) -> Bool) -> String {
    let name = take(isWanted)
    return name.count > 24 ? "" : String(decoding: name.map(lowercased), as: UTF8.self)
  }
}

/// White space of HTML, which does not count the vertical tab.
func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
}

private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

private func lowercased(_ byte: UInt8) -> UInt8 {
  (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
}
