internal import Markdown

/// The places of a text that links may lead to: the ids of its headings. They are remembered as one text, since few
/// links ask for them.
package enum Anchors: Sendable {
  /// The ids, each on a line.
  case read(String)
  /// The ids in a range of their document's record.
  case remembered(StoredRecord, Range<Int>)

  /// The ids, each on a line.
  var text: String {
    switch self {
    case .read(let text): text
    case .remembered(let record, let range): record.text(range)
    }
  }

  /// All ids, in the order of the text.
  package var all: [String] {
    text.utf8.split(separator: UInt8(ascii: "\n")).compactMap { String($0) }
  }
}

extension Anchors {
  /// The ids of a text; where HTML passes as it is written, those of its elements too.
  init(_ text: MarkdownDocument, trustsHTML: Bool) {
    var ids = ""
    func add(_ id: String) {
      if !ids.isEmpty { ids += "\n" }
      ids += id
    }
    for heading in text.headings { add(heading.id) }
    if trustsHTML { for id in idsOfElements(in: text.html) { add(id) } }
    self = .read(ids)
  }
}

/// The ids of elements in HTML, and the names of places that `<a name>` makes, in quotation marks or without.
package func idsOfElements(in html: [UInt8]) -> [String] {
  var ids: [String] = []
  var index = 0
  while let equals = html[index...].firstIndex(of: UInt8(ascii: "=")) {
    index = equals + 1
    guard index < html.count, isPlace(html[..<equals]) else { continue }
    let quote = html[index]
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    let start = isQuoted ? index + 1 : index
    let end =
      html[start...].firstIndex {
        isQuoted ? $0 == quote : $0 <= 0x20 || $0 == UInt8(ascii: ">")
      } ?? html.count
    if start < end { ids.append(String(decoding: html[start..<end], as: UTF8.self)) }
    index = end
  }
  return ids
}

/// Whether what stands before a sign of equality ends in the name of such an attribute.
private func isPlace(_ before: ArraySlice<UInt8>) -> Bool {
  if ends(before, with: "id") { return before.dropLast(2).last.map { $0 <= 0x20 } == true }
  guard ends(before, with: "name"),
    let tag = before.suffix(longestTag).lastIndex(of: UInt8(ascii: "<"))
  else { return false }
  return before[tag...].dropFirst().first.map { $0 | 0x20 } == UInt8(ascii: "a")
    && before[tag...].dropFirst(2).first.map { $0 <= 0x20 } == true
}

/// Whether bytes end in a word of lower-case letters, in whatever letter case.
/// The most bytes from the beginning of a tag to its attribute.
private let longestTag = 1000

private func ends(_ bytes: ArraySlice<UInt8>, with word: String) -> Bool {
  bytes.count >= word.utf8.count
    && zip(bytes.suffix(word.utf8.count), word.utf8).allSatisfy { $0 | 0x20 == $1 }
}
