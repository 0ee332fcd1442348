/// What in a text would cost libcmark 0.30 more than linear time.
///
/// Nobody writes such text but to do harm, or by a script's mistake. It is kept from costing that
/// much without changing what it says: see `BlockRewriter` and `InlineMarks`.
struct Limits {
  /// Whether some line may be in so many blocks that empty lines after it cost more than their bytes.
  let isDeep: Bool
  /// How deep blocks may nest: deep nesting multiplies the cost of emphasis.
  let deepestBlock: Int
  /// Whether there are so many beginnings of pictures that their number must be limited: each link
  /// looks at all that are open.
  let hasManyPictures: Bool

  init(_ text: Bytes) {
    let depth = Limits.deepestPrefix(in: text)
    isDeep = depth > ordinaryPrefix
    deepestBlock =
      isDeep && depth * Limits.costsOfDepth(in: text) > text.count * 16 ? deepestSafeBlock : .max
    hasManyPictures = Limits.count("![", in: text) > mostOpenPictures
  }

  /// The length of the longest beginning of a line that may consist of markers of quotes and lists, if
  /// it is longer than usual: then it holds one of the bytes that are looked at.
  private static func deepestPrefix(in text: Bytes) -> Int {
    var deepest = 0
    var index = ordinaryPrefix
    while index < text.count {
      var end = index
      while end < text.count, isInPrefix(text[end]) { end += 1 }
      if end > index {
        var start = index
        while start > 0, isInPrefix(text[start - 1]) { start -= 1 }
        let beginsLine = start == 0 || text[start - 1] == 0x0A || text[start - 1] == 0x0D
        if beginsLine { deepest = max(deepest, end - start) }
      }
      index = end + ordinaryPrefix
    }
    return deepest
  }

  /// How many things cost the more the deeper they stand: emphasis, and empty lines in code.
  private static func costsOfDepth(in text: Bytes) -> Int {
    let holdsCode = text.holds("```") || text.holds("~~~") || text.holds("<")
    return count("*", in: text) + count("_", in: text) + (holdsCode ? count("\n\n", in: text) : 0)
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

/// Markers up to this length are nothing to worry about.
private let ordinaryPrefix = 64

private let deepestSafeBlock = 100
