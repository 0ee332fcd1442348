internal import Diagnostics
internal import FrontMatter
internal import Glibc

/// The colour of a theme's bands and links, as `site.yml` gives it.
package struct AccentColour: Sendable, Equatable {
  /// Red, green and blue, each from 0 to 255.
  let channels: [Double]

  /// The colour that a text such as `#8e1710`, `8e1710` or `#912` names; nil if it names none.
  package init?(_ text: String) {
    var digits = text.utf8[...]
    if digits.first == UInt8(ascii: "#") { digits = digits.dropFirst() }
    var values: [Int] = []
    for digit in digits {
      guard let value = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
      values.append(value)
    }
    switch values.count {
    case 3: channels = values.map { Double($0 * 17) }
    case 6: channels = [0, 2, 4].map { Double(values[$0] * 16 + values[$0 + 1]) }
    default: return nil
    }
  }

  private init(_ channels: [Double]) { self.channels = channels }

  /// The colour as CSS writes it: `#8e1710`.
  package var css: String {
    "#"
      + channels.map { channel in
        let digits = String(Int(channel.rounded()), radix: 16)
        return digits.utf8.count == 1 ? "0" + digits : digits
      }.joined()
  }

  /// The colour with so much of another one in it, from 0 to 1.
  func mixed(with other: AccentColour, _ share: Double) -> AccentColour {
    AccentColour(zip(channels, other.channels).map { $0 * (1 - share) + $1 * share })
  }

  /// The colour that is written for this one.
  private var rounded: AccentColour { AccentColour(channels.map { $0.rounded() }) }

  /// The relative luminance (WCAG 2.2), from 0 for black to 1 for white.
  private var luminance: Double {
    let linear = channels.map { channel in
      let value = channel / 255
      return value <= 0.040_45 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  /// The contrast ratio of two colours (WCAG 2.2), from 1 to 21.
  package func contrast(with other: AccentColour) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// The contrasts that text needs (WCAG 2.2, success criterion 1.4.3) and should have (1.4.6).
  private static let (needed, enhanced) = (4.5, 7.0)

  /// The lowest contrast of the text that the theme sets in the colour or on it, on light pages.
  private var lowestContrast: Double {
    let grounds = [Self.tint, Self.bandSoft, mixed(with: .page, 0.92)]
    return grounds.map(contrast).min() ?? 1
  }

  /// Whether every text that the theme sets in the colour or on it can be read.
  package var isReadable: Bool { lowestContrast >= Self.needed }

  /// The contrast as messages state it, with one decimal.
  var statedContrast: String {
    let tenths = Int(lowestContrast * 10)
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// The colour itself, or if it is not readable the lightest darker one that is.
  package var readable: AccentColour { darkened(to: Self.needed) }

  private func darkened(to contrast: Double) -> AccentColour {
    var colour = self
    while colour.rounded.lowestContrast < contrast { colour = colour.mixed(with: .black, 0.04) }
    return colour
  }

  /// The same hue for links on dark pages, with the contrast that large print needs.
  private var onDark: AccentColour {
    var colour = self
    while colour.rounded.contrast(with: .darkTint) < Self.enhanced {
      colour = colour.mixed(with: .white, 0.04)
    }
    return colour
  }

  /// The colour of the window's frame on phones.
  package var frame: AccentColour { mixed(with: .black, 0.14) }

  /// The rules that set the theme's colours: for light pages, for the large version with its higher contrast, and for dark
  /// pages, by the system's choice or the reader's.
  package var styles: String {
    let deep = darkened(to: Self.enhanced)
    let dark = """
      --red:\(onDark.css);--red-tint:\(mixed(with: .darkPage, 0.8).css);\
      --band:\(frame.css);--band-top:\(frame.css)
      """
    return """
      :root{\(light)}
      @media screen{:root:target,.elder{\(deep.light)}}
      @media screen and (prefers-color-scheme:dark){:root:not(.light){\(dark)}}
      @media screen{:root.dark{\(dark)}}

      """
  }

  private var light: String {
    "--red:\(css);--red-tint:\(mixed(with: .page, 0.92).css);--band:\(css);--band-top:\(frame.css)"
  }

  private static let black = AccentColour([0, 0, 0])
  private static let white = AccentColour([255, 255, 255])
  // The colours of `templates/assets/style.css` that stand beside the accent; a test compares them.
  /// The ground of light pages.
  package static let page = AccentColour([0xFA, 0xF7, 0xF1])
  /// The theme's own colour of bands, and of the window's frame on phones.
  package static let (band, bandTop) = (
    AccentColour([0x8E, 0x17, 0x10]), AccentColour([0x7A, 0x15, 0x0F])
  )
  static let tint = AccentColour([0xF4, 0xED, 0xE2])
  static let bandSoft = AccentColour([0xF7, 0xDE, 0xBA])
  static let darkPage = AccentColour([0x17, 0x13, 0x11])
  static let darkTint = AccentColour([0x2A, 0x22, 0x1E])
}

/// Reads `accent`; nil where it is absent or, after a report, where it is no colour or text in it could not be read.
func readAccent(_ fields: inout FieldReader) -> AccentColour? {
  guard let written = fields.text("accent") else { return nil }
  guard let colour = AccentColour(written.value) else {
    fields.report(
      id: "bad-colour", written.range,
      Message(
        "主题颜色“accent”不是颜色代码：\(brief(written.value))",
        "`accent` is not the code of a colour: \(brief(written.value))"),
      suggestion: Message(
        "写六位颜色代码，带引号，例如 accent: \"#8e1710\"",
        "write a code of six digits in quotation marks, such as accent: \"#8e1710\""))
    return nil
  }
  guard colour.isReadable else {
    fields.report(
      id: "pale-colour", written.range,
      Message(
        "主题颜色“accent”太浅，上面的字看不清：对比度只有 \(colour.statedContrast)，至少要 4.5",
        "`accent` is too light for text to be read: its contrast is \(colour.statedContrast), and 4.5 is needed"
      ),
      suggestion: Message(
        "写成 \"\(colour.readable.css)\"，或者另选一种深一些的颜色",
        "write \"\(colour.readable.css)\", or choose another, darker colour"))
    return nil
  }
  return colour
}
