/// Reads HTML as narrowly as it can be written, and holds it to a list of its own: whatever a lenient reader
/// might make markup of is a failure.
///
/// It shares nothing with what writes feeds: names, schemes and the form of tags are said here once more.
public struct StrictHTML {
  public struct Failure: Error, Equatable { public let message: String }

  /// The elements that may stand in a feed.
  private static let elements: Set<String> = Set(
    """
    a abbr address article aside audio b bdi bdo big blockquote br caption center cite code col colgroup dd del \
    details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd li \
    main mark nav ol p picture pre q rb rp rt rtc ruby s samp section small source span strike strong sub summary \
    sup table tbody td tfoot th thead time tr track tt u ul var video wbr
    """.split(separator: " ").map(String.init))
  private static let voids: Set<String> = [
    "br", "hr", "wbr", "col", "img", "source", "track", "input",
  ]
  private static let attributes: Set<String> = Set(
    """
    abbr align alt aria-hidden aria-label border checked cite class colspan cellpadding controls data-footnote-backref \
    data-footnote-ref data-footnotes datetime decoding default dir disabled headers height href hreflang id kind label \
    lang loading loop media muted open playsinline poster preload reversed role rowspan scope sizes span src srclang \
    srcset start style summary title type valign value width
    """.split(separator: " ").map(String.init))
  private static let addresses: Set<String> = ["href", "src", "poster", "cite"]

  /// The styles that are written for readers, and no others.
  private static let styles = [
    "img": "max-width:100%;height:auto", "figure": "margin:0", "table": "border-collapse:collapse",
  ]

  private let bytes: [UInt8]
  private var index = 0
  private var open: [String] = []

  /// Fails at the first thing that should not be there.
  public static func check(_ html: some Sequence<UInt8>) throws {
    var reader = StrictHTML(bytes: Array(html))
    while reader.index < reader.bytes.count { try reader.readPiece() }
    guard reader.open.isEmpty else { throw Failure(message: "not closed: \(reader.open)") }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func readPiece() throws {
    guard take("<") else {
      _ = try text(until: UInt8(ascii: "<"))
      return
    }
    if take("/") {
      let name = word()
      guard take(">"), open.popLast() == name else { throw failure("end of \(name)") }
      return
    }
    let name = word()
    guard Self.elements.contains(name) else { throw failure("element “\(name)”") }
    var seen: Set<String> = []
    while take(" ") {
      if take("/>") {
        guard Self.voids.contains(name) else { throw failure("\(name) is not void") }
        return
      }
      let attribute = word()
      guard Self.attributes.contains(attribute), seen.insert(attribute).inserted, take("=\"") else {
        throw failure("attribute “\(attribute)” of \(name)")
      }
      try check(try text(until: UInt8(ascii: "\"")), of: attribute, on: name)
      guard take("\"") else { throw failure("value of \(attribute)") }
    }
    guard take(">"), !Self.voids.contains(name) else { throw failure("tag of \(name)") }
    open.append(name)
    guard open.count < 200 else { throw failure("too deep") }
  }

  private func check(_ value: String, of attribute: String, on element: String) throws {
    if attribute == "srcset" {
      for candidate in value.split(separator: ", ") {
        guard candidate.hasPrefix("https://") || candidate.hasPrefix("http://") else {
          throw failure("srcset \(value)")
        }
      }
    }
    if attribute == "style", value != Self.styles[element] { throw failure("style \(value)") }
    guard Self.addresses.contains(attribute) else { return }
    var starts = ["https://", "http://"]
    if attribute == "href" || attribute == "cite" { starts += ["mailto:", "tel:", "webcal:"] }
    if attribute == "src", element == "img" {
      starts += ["png", "jpeg", "jpg", "gif", "webp", "avif", "bmp"].map {
        "data:image/\($0);base64,"
      }
    }
    let isPlain = value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    guard isPlain, starts.contains(where: { value.utf8.starts(with: $0.utf8) }) else {
      throw failure("\(attribute) \(value)")
    }
  }

  /// Text up to a byte, of which only named references are resolved that feeds have need of.
  private mutating func text(until end: UInt8) throws -> String {
    var text: [UInt8] = []
    while index < bytes.count, bytes[index] != end {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "<"), UInt8(ascii: ">"): throw failure("bare \(byte)")
      case 0x09, 0x0A, 0x0D: text.append(byte)
      case 0..<0x20, 0x7F: throw failure("control character \(byte)")
      case UInt8(ascii: "&"):
        index += 1
        let name = word(isReference: true)
        guard !name.isEmpty, index < bytes.count, bytes[index] == UInt8(ascii: ";") else {
          throw failure("bare &")
        }
        let known = ["amp": "&", "lt": "<", "gt": ">", "quot": "\""]
        // Any other name is that of a character beyond ASCII, which no scheme is made of.
        guard known[name] != nil || !Self.asciiNames.contains(name) else {
          throw failure("reference \(name)")
        }
        text += (known[name] ?? "~").utf8
      default: text.append(byte)
      }
      index += 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The names of characters of ASCII, and of those that begin with one (HTML Living Standard, 13.5).
  private static let asciiNames: Set<String> = Set(
    """
    AMP GT LT QUOT Tab NewLine excl num dollar percnt apos lpar rpar ast midast plus comma period sol colon semi \
    equals quest commat lbrack lsqb bsol rbrack rsqb Hat lowbar UnderBar grave DiacriticalGrave lbrace lcub verbar \
    vert VerticalLine rbrace rcub fjlig nvlt nvgt bne
    """.split(separator: " ").map(String.init))

  private mutating func word(isReference: Bool = false) -> String {
    let start = index
    while index < bytes.count {
      switch bytes[index] {
      case 0x61...0x7A, 0x30...0x39: break
      case 0x41...0x5A where isReference: break
      case UInt8(ascii: "-") where !isReference: break
      default: return String(decoding: bytes[start..<index], as: UTF8.self)
      }
      index += 1
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func take(_ text: StaticString) -> Bool {
    for offset in 0..<text.utf8CodeUnitCount {
      guard index + offset < bytes.count, unsafe bytes[index + offset] == text.utf8Start[offset]
      else { return false }
    }
    index += text.utf8CodeUnitCount
    return true
  }

  private func failure(_ what: String) -> Failure {
    let around = bytes[max(0, index - 60)..<min(bytes.count, index + 60)]
    return Failure(message: "\(what) in …\(String(decoding: around, as: UTF8.self))…")
  }
}
