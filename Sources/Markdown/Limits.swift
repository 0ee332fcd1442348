/// What in a text would cost libcmark 0.30 more than linear time.
///
/// Nobody writes such text but to do harm, or by a script's mistake. It is kept from costing that
/// much, and shown as text where it goes too far: see `BlockRewriter` and `InlineMarks`.
struct Limits {
  /// Whether some line may be in more blocks than may be nested: a block costs many times its marker,
  /// and empty lines and emphasis cost the more the deeper they stand.
  let isDeep: Bool
  /// Whether there are so many beginnings of pictures that their number must be limited: each link
  /// looks at all that are open.
  let hasManyPictures: Bool

  /// How deep blocks may nest.
  static let deepestBlock = 64

  init(_ text: Bytes) {
    isDeep = Limits.holdsDeepLine(text)
    hasManyPictures = Limits.count("![", in: text) > mostOpenPictures
  }

  /// Whether a line begins with more bytes that may be markers of quotes and lists than blocks may nest.
  /// It is looked for by its bytes at such distances.
  private static func holdsDeepLine(_ text: Bytes) -> Bool {
    var index = deepestBlock
    while index < text.count {
      var end = index
      while end < text.count, isInPrefix(text[end]) { end += 1 }
      if end > index {
        var start = index
        while start > 0, isInPrefix(text[start - 1]) { start -= 1 }
        let beginsLine = start == 0 || text[start - 1] == 0x0A || text[start - 1] == 0x0D
        if beginsLine, end - start > deepestBlock { return true }
      }
      index = end + deepestBlock
    }
    return false
  }

  private static func isInPrefix(_ byte: UInt8) -> Bool {
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
