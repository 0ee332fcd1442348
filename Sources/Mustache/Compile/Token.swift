import Diagnostics

/// A pair of marks around tags.
struct Delimiters: Sendable, Equatable {
  let open: [UInt8]
  let close: [UInt8]

  static let standard = Delimiters(open: Array("{{".utf8), close: Array("}}".utf8))
}

/// A piece of a template. A template's tokens follow each other without a gap.
struct Token: Sendable {
  enum Kind: Sendable {
    case text, variable, unescaped, section, inverted, close, comment, partial, parent, block,
      delimiters
  }

  let kind: Kind
  /// All of its bytes in the file.
  let range: Range<Int>
  /// The bytes of its name, or of a comment's text.
  var name: Range<Int>
  /// Whether the name says which value holds the name: `{{>*name}}`.
  var isDynamic = false
  /// The index of those of the template's delimiters that it is written with.
  var delimiters = 0

  /// The index of an opening tag's closing one, and the other way round.
  var partner = -1
  /// A block that stands in a parent tag: it overrides the parent's block of that name.
  var isOverride = false
  /// The number of blanks before it that go with it because it has its line to itself.
  var blanksBefore = 0
  /// The same for what follows, with the line's end.
  var blanksAfter = 0
  /// Whether it has its line to itself, so that the line vanishes.
  var isStandalone = false

  init(_ kind: Kind, _ range: Range<Int>, name: Range<Int> = 0..<0) {
    self.kind = kind
    self.range = range
    self.name = name
  }

  var opensBody: Bool {
    switch kind {
    case .section, .inverted, .parent, .block: true
    default: false
    }
  }
}

/// A template cut into tokens.
struct TokenizedTemplate: Sendable {
  let file: SourceFile
  var tokens: [Token] = []
  /// Every pair that is in force somewhere in the template, in order.
  var delimiters: [Delimiters]

  func text(_ range: Range<Int>) -> String {
    String(decoding: file.bytes[range], as: UTF8.self)
  }

  /// The tag as it stands in the source, for messages: at most 40 characters of it, on one line.
  func excerpt(_ range: Range<Int>) -> String {
    let scalars = text(range.lowerBound..<min(range.upperBound, range.lowerBound + 200))
      .unicodeScalars
    let shown = scalars.prefix(40).map { $0.value < 0x20 ? " " : $0 }
    let cut = scalars.count > 40 || range.count > 200
    return String(String.UnicodeScalarView(shown)) + (cut ? "…" : "")
  }

  func hasSameName(_ a: Token, _ b: Token) -> Bool {
    a.isDynamic == b.isDynamic && file.bytes[a.name].elementsEqual(file.bytes[b.name])
  }
}
