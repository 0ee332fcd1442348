import Diagnostics

/// Cuts a template's bytes into text and tags. Every byte is looked at a bounded number of times.
struct Scanner {
  /// No delimiter is longer, so that looking for one stays cheap.
  static let longestDelimiter = 16

  private(set) var result: TokenizedTemplate
  private(set) var diagnostics: [Diagnostic] = []
  private let bytes: [UInt8]
  private var position = 0

  /// The file's tokens, read with `delimiters` until it sets others, and what is wrong with its
  /// tags; after too many mistakes the rest is not read.
  static func scan(_ file: SourceFile, delimiters: Delimiters = .standard) -> Scanner {
    var scanner = Scanner(file, delimiters)
    while scanner.position < scanner.bytes.count, scanner.diagnostics.count < mostMistakes {
      scanner.scanText()
      if scanner.position < scanner.bytes.count { scanner.scanTag() }
    }
    return scanner
  }

  private init(_ file: SourceFile, _ delimiters: Delimiters) {
    result = TokenizedTemplate(file: file, delimiters: [delimiters])
    bytes = file.bytes
  }

  private var current: Delimiters { result.delimiters[result.delimiters.count - 1] }

  private mutating func scanText() {
    let end = find(current.open, from: position) ?? bytes.count
    if end > position { result.tokens.append(Token(.text, position..<end)) }
    position = end
  }

  private mutating func scanTag() {
    let start = position
    let inside = skipBlanks(from: start + current.open.count)
    let sigil = inside < bytes.count ? bytes[inside] : 0
    switch sigil {
    case UInt8(ascii: "="): scanDelimiters(start, inside + 1)
    case UInt8(ascii: "!"): scanComment(start, inside + 1)
    case UInt8(ascii: "{"):
      scanNamed(.unescaped, start, inside + 1, closing: [UInt8(ascii: "}")] + current.close)
    default:
      let kind = kind(of: sigil)
      scanNamed(kind, start, kind == .variable ? inside : inside + 1, closing: current.close)
    }
  }

  private func kind(of sigil: UInt8) -> Token.Kind {
    switch sigil {
    case UInt8(ascii: "#"): .section
    case UInt8(ascii: "^"): .inverted
    case UInt8(ascii: "/"): .close
    case UInt8(ascii: ">"): .partial
    case UInt8(ascii: "<"): .parent
    case UInt8(ascii: "$"): .block
    case UInt8(ascii: "&"): .unescaped
    default: .variable
    }
  }

  private mutating func append(_ kind: Token.Kind, _ range: Range<Int>, name: Range<Int>) {
    var token = Token(kind, range, name: name)
    token.delimiters = result.delimiters.count - 1
    result.tokens.append(token)
    position = range.upperBound
  }

  private mutating func scanComment(_ start: Int, _ inside: Int) {
    guard let end = find(current.close, from: inside) else {
      return reportUnclosedTag(start, until: bytes.count, current.close)
    }
    append(.comment, start..<end + current.close.count, name: inside..<end)
  }

  /// A tag with a name ends before the next one begins: otherwise its own end was forgotten.
  private mutating func scanNamed(
    _ kind: Token.Kind, _ start: Int, _ inside: Int, closing: [UInt8]
  ) {
    var end = inside
    while end < bytes.count, !matches(closing, at: end), !matches(current.open, at: end) {
      end += 1
    }
    guard end < bytes.count, matches(closing, at: end) else {
      // It counts with its first word, so that a section's end is not taken for a stray one.
      let word = bytes[inside..<end].prefix { !isBlankOrNewline($0) && $0 != closing[0] }
      append(kind, start..<end, name: word.startIndex..<word.endIndex)
      return reportUnclosedTag(start, until: end, closing)
    }
    append(kind, start..<end + closing.count, name: trimmed(inside..<end))
    readStar()
    checkName()
  }

  /// `*` before the name of a partial or parent, and where such a parent ends.
  private mutating func readStar() {
    let last = result.tokens.count - 1
    let name = result.tokens[last].name
    switch result.tokens[last].kind {
    case .partial, .parent, .close:
      guard let first = bytes[name].first, first == UInt8(ascii: "*") else { return }
      result.tokens[last].isDynamic = true
      result.tokens[last].name = trimmed(name.lowerBound + 1..<name.upperBound)
    default: break
    }
  }

  private mutating func checkName() {
    let token = result.tokens[result.tokens.count - 1]
    let name = bytes[token.name]
    let isGood =
      switch token.kind {
      case .close: !name.isEmpty  // What else may be wrong has been said of the opening tag.
      case .partial, .parent, .block: !name.isEmpty && !name.contains(where: isBlankOrNewline)
      default:
        !name.isEmpty && !name.contains(where: isBlankOrNewline)
          && (name.count == 1 || !hasEmptyPart(name))
      }
    if !isGood { diagnostics.append(.badName(token, in: result)) }
  }

  private func hasEmptyPart(_ name: ArraySlice<UInt8>) -> Bool {
    let dot = UInt8(ascii: ".")
    return name.first == dot || name.last == dot
      || zip(name, name.dropFirst()).contains { $0 == dot && $1 == dot }
  }

  /// `{{=<% %>=}}`, on one line.
  private mutating func scanDelimiters(_ start: Int, _ inside: Int) {
    let closing = [UInt8(ascii: "=")] + current.close
    let most = min(bytes.count, inside + 8 * Self.longestDelimiter)
    guard let end = find(closing, from: inside, to: most) else {
      guard let end = find(current.close, from: inside, to: most) else {
        return reportUnclosedTag(start, until: most, closing)
      }
      position = end + current.close.count
      return diagnostics.append(.badDelimiters(start..<position, in: result))
    }
    append(.delimiters, start..<end + closing.count, name: trimmed(inside..<end))
    let parts = bytes[inside..<end].split(whereSeparator: isBlankOrNewline)
    let areGood = parts.allSatisfy {
      $0.count <= Self.longestDelimiter && !$0.contains(UInt8(ascii: "="))
    }
    guard parts.count == 2, areGood else {
      return diagnostics.append(.badDelimiters(start..<position, in: result))
    }
    result.delimiters.append(Delimiters(open: Array(parts[0]), close: Array(parts[1])))
  }

  /// Goes on at `end`, as if the tag had been closed there.
  private mutating func reportUnclosedTag(_ start: Int, until end: Int, _ closing: [UInt8]) {
    diagnostics.append(.unclosedTag(start, until: end, closing: closing, in: result))
    position = end
  }

  private func find(_ mark: [UInt8], from start: Int, to end: Int? = nil) -> Int? {
    let first = mark[0]
    var index = start
    let last = (end ?? bytes.count) - mark.count
    while index <= last {
      if bytes[index] == first, matches(mark, at: index) { return index }
      index += 1
    }
    return nil
  }

  private func matches(_ mark: [UInt8], at index: Int) -> Bool {
    guard bytes[index] == mark[0], index + mark.count <= bytes.count else { return false }
    return bytes[index..<index + mark.count].elementsEqual(mark)
  }

  private func skipBlanks(from start: Int) -> Int {
    var index = start
    while index < bytes.count, isBlankOrNewline(bytes[index]) { index += 1 }
    return index
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    let start = min(skipBlanks(from: range.lowerBound), range.upperBound)
    var end = range.upperBound
    while end > start, isBlankOrNewline(bytes[end - 1]) { end -= 1 }
    return start..<end
  }
}

func isBlankOrNewline(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
