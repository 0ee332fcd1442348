/// Text of the kind that breaks feeds, the same for the same seed.
public struct HostileText {
  private var state: UInt64

  public init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  private static let pieces: [String] = [
    "<", ">", "&", "\"", "'", "]", "]]", "]]>", "<![CDATA[", "&amp;", "&#0;", "<!--", "?>", "\\",
    "\\n", "\u{0}", "\u{1}", "\u{8}", "\u{B}", "\u{1F}", "\u{7F}", "\u{85}", "\u{FFFE}", "\u{FFFF}",
    "\u{FFFD}", "\u{FEFF}", "\u{2028}", "\u{2029}", "\u{202E}", "\t", "\n", "党", "支部", "：", "，",
    "👨‍👩‍👧", "🇨🇳", "𠮷", "שלום", "مرحبا", "e\u{301}", ";", ",", ":", "a", "</item>", " ",
    "\u{10FFFF}", "ﷺ",
  ]

  private mutating func next(below bound: Int) -> Int {
    // splitmix64
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((word ^ (word >> 31)) % UInt64(bound))
  }

  /// Up to 40 pieces.
  public mutating func text() -> String {
    (0..<next(below: 41)).reduce(into: "") { text, _ in
      text += Self.pieces[next(below: Self.pieces.count)]
    }
  }

  /// The text as an XML document can hold it.
  public static func inXML(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      let isForbidden =
        scalar.value < 0x20 && scalar != "\t" && scalar != "\n"
        || scalar.value == 0xFFFE || scalar.value == 0xFFFF
      result.unicodeScalars.append(isForbidden ? "\u{FFFD}" : scalar)
    }
  }
}
