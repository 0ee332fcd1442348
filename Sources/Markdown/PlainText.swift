extension MarkdownDocument {
  /// The text without markup: a line for each block, what pictures show as their words, entities as
  /// characters, no annotations of words. Made from the HTML when it is asked for, so that no document keeps it. The HTML
  /// must be the writer's own, as `.safe` gives it.
  package var plainText: String {
    var text: [UInt8] = []
    var index = 0
    while index < html.count {
      switch html[index] {
      case UInt8(ascii: "<"):
        let end = html[index...].firstIndex(of: UInt8(ascii: ">")) ?? html.count - 1
        if let behind = annotationEnd(in: html, at: index) {
          index = behind
          continue
        }
        if html[index...].starts(with: "<img ".utf8) {
          text += alternativeText(of: html[index..<end])
        } else if endsBlock(html[index...]), text.last.map({ $0 != newline }) ?? false {
          text.append(newline)
        }
        index = end + 1
      case UInt8(ascii: "&"):
        let (bytes, length) = decodedEntity(html[index...])
        text += bytes
        index += length
      case newline where text.isEmpty || text.last == newline: index += 1
      case let byte:
        text.append(byte)
        index += 1
      }
    }
    while text.last == newline { text.removeLast() }
    return String(decoding: text, as: UTF8.self)
  }
}

private let newline = UInt8(ascii: "\n")

/// The offset behind the annotation of a word that begins with the tag at `start`; nil for another tag.
private func annotationEnd(in html: [UInt8], at start: Int) -> Int? {
  guard html[start...].starts(with: "<rt>".utf8) || html[start...].starts(with: "<rp>".utf8) else {
    return nil
  }
  var index = start
  while index < html.count, !html[index...].starts(with: "</r".utf8) { index += 1 }
  return min(index + 5, html.count)
}

/// The value of a picture's `alt`, with its entities decoded.
private func alternativeText(of tag: ArraySlice<UInt8>) -> [UInt8] {
  let mark = Array(" alt=\"".utf8)
  var rest = tag
  while !rest.isEmpty, !rest.starts(with: mark) { rest = rest.dropFirst() }
  var text: [UInt8] = []
  rest = rest.dropFirst(mark.count)
  while let byte = rest.first, byte != UInt8(ascii: "\"") {
    let (bytes, length) = byte == UInt8(ascii: "&") ? decodedEntity(rest) : ([byte], 1)
    text += bytes
    rest = rest.dropFirst(length)
  }
  return text
}

/// Whether a tag ends a line of text: the end of a block, or a line break.
private func endsBlock(_ html: ArraySlice<UInt8>) -> Bool {
  ["</p>", "</h", "</li>", "</td>", "</th>", "</pre>", "</figcaption>", "</summary>", "<br"]
    .contains { html.starts(with: $0.utf8) }
}

/// One of the entities that the writer makes, and how long it is; any other `&` is itself.
private func decodedEntity(_ html: ArraySlice<UInt8>) -> (bytes: [UInt8], length: Int) {
  let entities: KeyValuePairs<StaticString, StaticString> = [
    "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'",
  ]
  for (entity, character) in entities where html.starts(with: entity.description.utf8) {
    return (Array(character.description.utf8), entity.utf8CodeUnitCount)
  }
  return ([UInt8(ascii: "&")], 1)
}
