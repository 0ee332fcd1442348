import Foundation

/// A file of Swift under `Sources`, as the tests of the house read it.
struct SwiftSource: Sendable {
  /// The target's folder, such as `Dates`.
  let target: String
  /// The file's name without folders, so that it stays what it is where a file moves.
  let file: String
  /// The lines as they are written.
  let lines: [String]
  /// The same lines with blanks in place of comments and of what strings say; interpolated code stays.
  let code: [String]
  /// The same lines with blanks in place of everything but the content of strings.
  let texts: [String]
  /// The words and marks of the code, in order.
  let tokens: [Token]

  /// A word, or a mark: one character, or `->`.
  struct Token: Sendable, Equatable {
    let text: Substring
    /// The number of its line, from 1.
    let line: Int
    let isFirstOfLine: Bool

    var isWord: Bool { text.utf8.first.map(isWordByte) ?? false || text.hasPrefix("`") }
    static func == (token: Token, text: String) -> Bool { token.text == text }
    static func != (token: Token, text: String) -> Bool { token.text != text }
  }

  init(target: String, file: String, text: String) {
    self.target = target
    self.file = file
    var blanks = Blanks(text)
    let bare = blanks.code()
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    code = bare.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    texts = blanks.texts.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    tokens = code.enumerated().flatMap { index, line in splitTokens(of: line, number: index + 1) }
  }

  /// Every file of every target, sorted by path. Read once.
  static let all: [SwiftSource] = filesBelow(packageFolder.appending(path: "Sources"))
    .filter { $0.key.hasSuffix(".swift") }
    .sorted { $0.key < $1.key }
    .map { path, data in
      let names = path.split(separator: "/")
      return SwiftSource(
        target: String(names[0]), file: String(names[names.count - 1]),
        text: String(decoding: data, as: UTF8.self))
    }

  /// The names of the targets that have Swift files.
  static let targets = Array(Set(all.map(\.target))).sorted()
}

/// Takes comments and strings out of a text, byte by byte, and leaves its lines as long as they were.
private struct Blanks {
  private let bytes: [UInt8]
  private var position = 0
  private var result: [UInt8] = []
  private var content: [UInt8] = []

  init(_ text: String) {
    bytes = Array(text.utf8)
    result.reserveCapacity(bytes.count)
    content.reserveCapacity(bytes.count)
  }

  /// What strings say, in place; of interpolations nothing.
  var texts: String { String(decoding: content, as: UTF8.self) }

  mutating func code() -> String {
    copyCode(toParenthesis: false)
    return String(decoding: result, as: UTF8.self)
  }

  private func isAt(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

  private mutating func blank(_ count: Int, isContent: Bool = false) {
    for byte in bytes[position...].prefix(count) {
      result.append(byte == 0x0A ? 0x0A : 0x20)
      content.append(byte == 0x0A || isContent ? byte : 0x20)
    }
    position = min(position + count, bytes.count)
  }

  /// Copies up to the end, or up to the parenthesis that closes an interpolation.
  private mutating func copyCode(toParenthesis: Bool) {
    var depth = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "/") where isAt("//"):
        blank(bytes[position...].prefix { $0 != 0x0A }.count)
        continue
      case UInt8(ascii: "/") where isAt("/*"):
        blankComment()
        continue
      case UInt8(ascii: "\""), UInt8(ascii: "#"):
        if blankString() { continue }
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if toParenthesis && depth < 0 { return blank(1) }
      default: break
      }
      result.append(bytes[position])
      content.append(bytes[position] == 0x0A ? 0x0A : 0x20)
      position += 1
    }
  }

  private mutating func blankComment() {
    var depth = 0
    repeat {
      let (opens, closes) = (isAt("/*"), isAt("*/"))
      depth += (opens ? 1 : 0) - (closes ? 1 : 0)
      blank(opens || closes ? 2 : 1)
    } while depth > 0 && position < bytes.count
  }

  /// Blanks the string that begins here, if one does.
  private mutating func blankString() -> Bool {
    let signs = String(repeating: "#", count: bytes[position...].prefix { $0 == 0x23 }.count)
    guard bytes[(position + signs.utf8.count)...].first == UInt8(ascii: "\"") else { return false }
    let quotes = isAt(signs + "\"\"\"") ? "\"\"\"" : "\""
    blank((signs + quotes).utf8.count)
    let (end, escape) = (quotes + signs, "\\" + signs)
    while position < bytes.count {
      if isAt(end) {
        blank(end.utf8.count)
        return true
      }
      if isAt(escape + "(") {
        blank(escape.utf8.count + 1)
        copyCode(toParenthesis: true)
      } else {
        let isEscape = isAt(escape)
        blank(isEscape ? escape.utf8.count + 1 : 1, isContent: !isEscape)
      }
    }
    return true
  }
}

private func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
    true
  default: false
  }
}

private func splitTokens(of line: String, number: Int) -> [SwiftSource.Token] {
  var (tokens, rest) = ([SwiftSource.Token](), line.utf8[...])
  while let byte = rest.first {
    var end = rest.index(after: rest.startIndex)
    if byte == 0x20 || byte == 0x09 {
      rest = rest[end...]
      continue
    }
    if byte == UInt8(ascii: "`"), let close = rest.dropFirst().firstIndex(of: byte) {
      end = rest.index(after: close)
    } else if isWordByte(byte) {
      end = rest.firstIndex { !isWordByte($0) } ?? rest.endIndex
    } else if rest.starts(with: "->".utf8) {
      end = rest.index(after: end)
    }
    tokens.append(
      SwiftSource.Token(
        text: line[rest.startIndex..<end], line: number, isFirstOfLine: tokens.isEmpty))
    rest = rest[end...]
  }
  return tokens
}
