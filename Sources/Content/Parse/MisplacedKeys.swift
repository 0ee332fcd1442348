internal import Diagnostics
internal import FrontMatter

/// Keys of the front matter that stand below its last line, where they are the beginning of the text.
struct MisplacedKeys {
  /// The first of them as it is written.
  private let key: String
  private let place: Range<Int>
  /// The lines of all, with their ends.
  private let lines: Range<Int>
  /// Whether documents of the kind have the first key.
  private let isOwn: Bool
  /// Whether the front matter has the first key already.
  private let isRepeated: Bool
  /// The offset of the front matter's last line.
  private let headerEnd: Int

  /// The keys of a kind of documents that the first lines of a text begin with; nil where there are none.
  init?(below parts: DocumentParts, in source: SourceFile, of kind: DocumentKind) {
    let bytes = source.bytes
    var start = parts.body.lowerBound
    while start < bytes.count, bytes[start] == 0x0A || bytes[start] == 0x0D { start += 1 }
    guard mayBeginWithKey(bytes[start...]) else { return nil }
    let isBehindBlank = start > parts.body.lowerBound
    let own = Set((fields(of: Header.self) + kind.ownFields).map(\.key))
    let known = own.union(DocumentKind.allCases.flatMap(\.ownFields).map(\.key))
    var end = start
    var first: String?
    while end < bytes.count {
      let line = end..<(bytes[end...].firstIndex { $0 == 0x0A } ?? bytes.count)
      guard let key = keyOfLine(bytes[line], known, inChinese: isBehindBlank ? [] : own) else {
        break
      }
      first = first ?? key
      end = min(line.upperBound + 1, bytes.count)
    }
    guard let first else { return nil }
    key = first
    isOwn = own.contains(first) || KeyNames.chinese.keys(named: first).contains(where: own.contains)
    let firstEnd = bytes[start..<end].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? end
    place = start..<firstEnd
    lines = start..<end
    isRepeated = bytes[parts.header].split(separator: 0x0A).contains { line in
      line.starts(with: first.utf8) && line.dropFirst(first.utf8.count).first == UInt8(ascii: ":")
    }
    headerEnd = parts.header.upperBound
  }

  /// The warning about them.
  func diagnostic(in source: SourceFile) -> Diagnostic {
    let written = String(decoding: source.bytes[lines], as: UTF8.self)
    let moved = written.utf8.last == 0x0A ? written : written + "\n"
    return Diagnostic(
      .warning, "key-below-front-matter", at: Place(source, place),
      Message(
        "“\(key)”写在了开头信息下面，成了正文", "`\(key)` is below the front matter, so it was read as text"),
      suggestion: suggestion,
      fixes: isRepeated || !isOwn
        ? [] : [Replacement(headerEnd..<headerEnd, moved), Replacement(lines, "")])
  }
}

extension MisplacedKeys {
  private var suggestion: Message {
    let asText = Message(
      "如果就是正文，在冒号前加反斜杠“\\”", "if it is text, put a backslash before the colon")
    if !isOwn {
      return Message(
        "这类稿件没有这一项，删去这一行；\(asText.chinese)",
        "this kind of document has no such field: remove the line; \(asText.english)")
    }
    return isRepeated
      ? Message(
        "开头信息里已经有这一项，删去这一行；\(asText.chinese)",
        "the front matter already has this field: remove the line; \(asText.english)")
      : Message(
        "移到上面那行“---”之前；\(asText.chinese)", "move it above the second `---`; \(asText.english)")
  }
}

/// Whether a colon stands in the first line where one behind a key does, which few texts have.
private func mayBeginWithKey(_ text: ArraySlice<UInt8>) -> Bool {
  for index in text.indices.prefix(longestKey) {
    if text[index] == 0x0A { return false }
    if text[index] == UInt8(ascii: ":") {
      return index + 1 == text.endIndex || text[index + 1] <= 0x20
    }
  }
  return false
}

/// The most bytes before the colon of a key, and the colon.
private let longestKey = 60

/// The key with which a line begins: in English in small letters, so that no sentence is taken for one, or the Chinese name
/// of one of the kind's own, which counts right below the front matter only. A space or the line's end follows the colon.
private func keyOfLine(
  _ line: ArraySlice<UInt8>, _ known: Set<String>, inChinese own: Set<String>
) -> String? {
  guard let colon = line.prefix(longestKey).firstIndex(of: UInt8(ascii: ":")),
    line[colon...].dropFirst().first.map({ $0 <= 0x20 }) ?? true
  else { return nil }
  let key = String(decoding: line[..<colon], as: UTF8.self)
  if known.contains(key) { return key }
  return KeyNames.chinese.keys(named: key).contains(where: own.contains) ? key : nil
}
