import ByteText
import Phrases

/// The finder of phrases, which knows the common words.
private let phraseFinder = PhraseFinder()
/// The mark for a place at which a line may end.
private let mark: StaticString = "<wbr>"
/// The largest number of bytes between two marks of the author that stay together: eight Chinese characters.
private let longestPiece = 24

extension HTMLWalker {
  /// Marks in the HTML from an offset on, which is the text of a heading or of a head of a table, where a line may end between
  /// phrases. Tags and code stay as they are.
  mutating func markPhrases(from start: Int) {
    let breaks = phraseBreaks(from: start)
    guard let first = breaks.first else { return }
    let written = unsafe Array(html.bytes[first..<html.count].buffer)
    html.truncate(to: first)
    var from = 0
    for end in breaks.dropFirst() {
      html.append(mark)
      html.append(written[from..<end - first])
      from = end - first
    }
    html.append(mark)
    html.append(written[from...])
    for index in slots.indices.reversed() {
      guard slots[index].offset >= first else { break }
      let before = breaks.count { $0 <= slots[index].offset }
      slots[index] = .init(
        offset: slots[index].offset + before * mark.utf8CodeUnitCount, kind: slots[index].kind)
    }
  }

  /// The offsets in the HTML before which marks stand.
  private func phraseBreaks(from start: Int) -> [Int] {
    let written = html.bytes
    var breaks: [Int] = []
    // Where the author has put marks, short pieces between them stay together.
    let isMarked = written[start..<written.count].holds(mark)
    var isCode = false
    var index = start
    while index < written.count {
      if written[index] == UInt8(ascii: "<") {
        if written.holds("<code", at: index) { isCode = true }
        if written.holds("</code", at: index) { isCode = false }
        index = tagEnd(in: written, at: index)
        continue
      }
      let end = written.first(UInt8(ascii: "<"), from: index) ?? written.count
      if !isCode, !(isMarked && end - index <= longestPiece) {
        for offset in unsafe phraseFinder.breaks(in: written[index..<end].buffer) {
          breaks.append(index + offset)
        }
      }
      index = end
    }
    return breaks
  }
}

/// The offset behind a tag. Trusted HTML may have `>` in its attributes.
private func tagEnd(in html: Bytes, at start: Int) -> Int {
  var quote: UInt8?
  var index = start + 1
  while index < html.count {
    let byte = html[index]
    index += 1
    if let open = quote {
      if byte == open { quote = nil }
    } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      quote = byte
    } else if byte == UInt8(ascii: ">") {
      return index
    }
  }
  return index
}
