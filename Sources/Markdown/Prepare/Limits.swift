/// The kinds of content in a text that would cost libcmark 0.30 more than linear time.
///
/// Nobody writes such text but to do harm, or by a script's mistake. It is kept from costing that
/// much, and shown as text where it goes too far: see `BlockRewriter` and `InlineMarker`.
struct Limits {
  /// Whether some line may be in more blocks than may be nested, or there are empty lines beside each
  /// other: a block costs many times its marker, and an empty line the more the deeper it stands.
  let needsBlocks: Bool
  /// Whether there are so many beginnings of pictures that their number must be limited: each link
  /// looks at all that are open.
  let hasManyPictures: Bool

  /// The number of blocks that may be nested.
  static let deepestBlock = 64

  init(_ text: Bytes) {
    needsBlocks = Limits.needsBlocks(text)
    hasManyPictures = Limits.count("![", in: text) > mostOpenPictures
  }

  /// Looks at bytes at such distances that one of them is in every line that begins with more bytes
  /// that may be markers of quotes and lists than blocks may nest.
  private static func needsBlocks(_ text: Bytes) -> Bool {
    var index = deepestBlock
    while index < text.count {
      var end = index
      while end < text.count, isInPrefix(text[end]) { end += 1 }
      if end > index || text[index] == 0x0A {
        var start = index
        while start > 0, isInPrefix(text[start - 1]) { start -= 1 }
        let beginsLine = start == 0 || text[start - 1] == 0x0A || text[start - 1] == 0x0D
        if beginsLine, end - start > deepestBlock || holdsEmptyLines(text, around: index) {
          return true
        }
      }
      index = end + deepestBlock
    }
    return false
  }

  /// Whether there are two empty lines, be it in quotes, one behind the other.
  private static func holdsEmptyLines(_ text: Bytes, around index: Int) -> Bool {
    var ends = 0
    func isInEmptyLine(_ at: Int) -> Bool {
      if text[at] == 0x0A { ends += 1 }
      return ends < 3 && (isSpace(text[at]) || text[at] == UInt8(ascii: ">"))
    }
    var start = index
    while start > 0, isInEmptyLine(start - 1) { start -= 1 }
    var end = index
    while end < text.count, isInEmptyLine(end) { end += 1 }
    return ends >= 3
  }

  /// Whether a byte may be part of the markers of quotes and lists.
  static func isInPrefix(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ")"):
      true
    default: false
    }
  }

  private static func count(_ word: StaticString, in text: Bytes) -> Int {
    var count = 0
    var from = 0
    while let index = text.first(unsafe word.utf8Start[0], from: from) {
      if text.holds(word, at: index) { count += 1 }
      from = index + 1
    }
    return count
  }
}
