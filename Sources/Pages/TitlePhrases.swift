internal import ByteText
internal import Content
internal import Digests
internal import Mustache
internal import Phrases
internal import SiteModel

/// A maker of titles in which marks say where a line may end between phrases (docs/internals/phrases.md).
struct TitlePhrases: Sendable {
  private let finder: PhraseFinder

  /// A maker that knows the names of a site.
  init(of site: Site) { finder = PhraseFinder(names: site.namesInTitles) }

  /// A maker that knows the names in a site's settings alone.
  init(of config: SiteConfig) {
    finder = PhraseFinder(names: [config.title, config.organization ?? ""])
  }

  /// The phrases of a name, one after the other; words in Latin letters have the space behind them.
  func phrases(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    let ends = breaks(in: text) + bytes.indices.filter { bytes[$0] == 0x20 }.map { $0 + 1 }
    var from = 0
    return Set(ends + [bytes.count]).sorted().compactMap { end in
      defer { from = end }
      return end > from ? String(decoding: bytes[from..<end], as: UTF8.self) : nil
    }
  }

  /// A title as HTML, nothing for an empty one. The name of a column or a feed is whole if it is short.
  func value(of title: String, isName: Bool) -> Value {
    if title.isEmpty { return .null }
    var writer = ByteWriter(capacity: title.utf8.count * 2 + 16)
    let pieces = pieces(ofMarkedTitle: title)
    for (index, piece) in pieces.enumerated() {
      if index > 0 { writer.append("<wbr>") }
      // What an author has set apart and is short stays together.
      let isWhole = (isName || pieces.count > 1) && piece.unicodeScalars.count <= Self.longestPiece
      append(piece, isWhole ? [] : breaks(in: piece), to: &writer)
    }
    return .html(HTMLFragment(bytes: writer.array()))
  }

  /// The largest number of characters of a name, and between two marks of an author, that stay together.
  private static let longestPiece = 8

  private func breaks(in text: String) -> [Int] {
    unsafe text.withBytes { unsafe finder.breaks(in: $0) }
  }

  private func append(_ text: String, _ breaks: [Int], to writer: inout ByteWriter) {
    unsafe text.withBytes { bytes in
      var from = 0
      for end in breaks {
        unsafe writer.append(html: UnsafeBufferPointer(rebasing: bytes[from..<end]))
        writer.append("<wbr>")
        from = end
      }
      unsafe writer.append(html: UnsafeBufferPointer(rebasing: bytes[from...]))
    }
  }
}

extension Site {
  /// The names that titles are not divided within: of the site, its organisation, its sections and its branches. Those of
  /// columns, tags and authors are not among them, since all pages depend on these names, and others change too often.
  fileprivate var namesInTitles: [String] {
    var names = [config.title, config.organization ?? ""]
    names += sections.map(\.config.title)
    for branch in branches {
      names.append(branch.name)
      names.append(documents[branch.document].title)
    }
    return names
  }

  /// The digest of the names on which the division of every title depends.
  var digestOfNamesInTitles: Digest {
    var parts = DigestBuilder()
    for name in namesInTitles { parts.add(name) }
    return parts.digest()
  }
}
