internal import ByteText
package import Content

/// The card of a site, which others show beside links to it: its name in lines, as large as they may be, and who publishes it.
///
/// Some show the middle of a card alone, as a square. So the name is within that unless it would be too small there.
package struct SiteCard: Sendable {
  /// A line of the name, with the place of its baseline in pixels from the top.
  struct Line: Sendable {
    let text: String
    let y: Int
  }

  let lines: [Line]
  /// The size of the name's characters in pixels.
  let size: Int
  /// The organisation, or else the subtitle; nil where the site has neither.
  let foot: String?
  /// The size of the characters of the foot in pixels.
  let footSize: Int
  /// The logo or the theme's icon, as a `data:` address.
  let logo: String

  /// A card with a site's names, and a picture by its media type and bytes.
  package init(_ config: SiteConfig, logo type: String, _ picture: [UInt8]) {
    let phrases = TitlePhrases(of: config).phrases(of: config.title)
    let set = Setting(phrases)
    let height = set.size * 5 / 4
    // The lines have the middle of the room between the logo and the end of the band.
    let top = 190 + (250 - height * set.lines.count) / 2
    lines = set.lines.enumerated().map { index, text in
      Line(text: text, y: top + height * index + set.size * 21 / 20)
    }
    size = set.size
    foot = [config.organization, config.subtitle].compactMap(\.self).first { $0 != config.title }
    footSize = min(36, Int(widest / max(1, width(of: foot ?? ""))))
    logo = dataAddress(of: picture, type: type)
  }
}

/// The families of fonts in which a card's text is set, the first that is there, in the notation of CSS.
package func cardFonts(_ config: SiteConfig) -> [String] {
  config.language == .english
    ? ["Noto Serif", "Georgia", "Noto Serif CJK SC"]
    : config.isTraditional
      ? ["Noto Serif CJK TC", "Source Han Serif TC", "Noto Serif TC"]
      : ["Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC"]
}

// MARK: - Setting the name

/// The pixels that a line may take within the square in the middle of a card, and within the whole card.
private let (safe, widest) = (600.0, 1080.0)
/// The pixels that all lines may take from top to bottom.
private let tallest = 250.0
/// The sizes of characters in pixels: the largest, and the smallest for the sake of the square.
private let (largest, smallestInSquare) = (96.0, 56.0)

/// A name in the number of lines that lets its characters be largest.
private struct Setting {
  private(set) var lines: [String] = []
  private(set) var size = 0

  init(_ phrases: [String]) {
    let narrow = Self.best(phrases, within: safe)
    let best = narrow.size < smallestInSquare ? Self.best(phrases, within: widest) : narrow
    (lines, size) = (best.lines, Int(best.size))
  }

  private static func best(
    _ phrases: [String], within room: Double
  ) -> (lines: [String], size: Double) {
    var best: (lines: [String], size: Double) = ([], 0)
    for count in 1...4 {
      let lines = balanced(phrases, count: count)
      let longest = lines.map(width).max() ?? 1
      let size = min(largest, room / max(1, longest), tallest / (Double(lines.count) * 1.25))
      if size > best.size { best = (lines, size) }
    }
    return best
  }

  /// The phrases in at most so many lines, the longest of which is as short as possible.
  private static func balanced(_ phrases: [String], count: Int) -> [String] {
    let widths = phrases.map(width)
    let runs = widths.indices.flatMap { start in
      (start..<widths.count).map { widths[start...$0].reduce(0, +) }
    }
    for room in runs.sorted() {
      let lines = filled(phrases, widths, within: room)
      if lines.count <= count { return lines }
    }
    return phrases
  }

  private static func filled(
    _ phrases: [String], _ widths: [Double], within room: Double
  ) -> [String] {
    var lines: [String] = []
    var left = 0.0
    for (phrase, width) in zip(phrases, widths) {
      if width > left + 1e-9 {
        lines.append("")
        left = room
      }
      lines[lines.count - 1] += phrase
      left -= width
    }
    return lines.map { withoutSpaceAtEnd($0) }
  }
}

private func withoutSpaceAtEnd(_ text: String) -> String {
  text.utf8.last == 0x20 ? String(text.utf8.dropLast()) ?? text : text
}

/// About the width of a text in sizes of its characters.
private func width(of text: String) -> Double {
  text.unicodeScalars.reduce(0) { sum, scalar in
    switch scalar.value {
    case 0x20: sum + 0.27
    case 0x41...0x5A: sum + 0.72
    case 0..<0x2E80: sum + 0.56
    default: sum + 1
    }
  }
}

/// Bytes as an address that contains them (RFC 2397), of a media type.
package func dataAddress(of bytes: [UInt8], type: String) -> String {
  "data:\(type);base64," + String(decoding: Base64.text(of: bytes), as: UTF8.self)
}
