/// The start tag of a drawing's root element (SVG 1.1), as far as it tells a size.
struct SVGRoot {
  private var attributes: [(name: String, value: String)] = []

  /// Nil unless the first element is `svg`, whatever its prefix, and its start tag is whole.
  init?(_ bytes: ByteView) {
    var reader = SVGReader(bytes)
    guard reader.skipToRoot(), reader.takeName().split(separator: ":").last == "svg" else {
      return nil
    }
    while let attribute = reader.takeAttribute() { attributes.append(attribute) }
    guard reader.comesToTagEnd() else { return nil }
  }

  /// In CSS pixels, rounded. A side that is not given follows from the other and the view box; a
  /// drawing without sides has those of its view box; one without that has none.
  var size: PictureSize? {
    let width = value("width").flatMap(pixels)
    let height = value("height").flatMap(pixels)
    let box = viewBox
    switch (width, height) {
    case (let width?, let height?): return rounded(width, height)
    case (let width?, nil): return box.flatMap { rounded(width, width * $0.height / $0.width) }
    case (nil, let height?): return box.flatMap { rounded(height * $0.width / $0.height, height) }
    case (nil, nil): return box.flatMap { rounded($0.width, $0.height) }
    }
  }

  private func value(_ name: String) -> String? {
    attributes.first { $0.name == name }?.value
  }

  private var viewBox: (width: Double, height: Double)? {
    let numbers = (value("viewBox") ?? "").split { $0 == "," || $0.isWhitespace }
      .map { number($0) }
    guard numbers.count == 4, let width = numbers[2], let height = numbers[3], width > 0, height > 0
    else { return nil }
    return (width, height)
  }

  private func rounded(_ width: Double, _ height: Double) -> PictureSize? {
    guard width < 1e9, height < 1e9 else { return nil }
    return PictureSize(width: max(1, Int(width.rounded())), height: max(1, Int(height.rounded())))
  }
}

/// A length in CSS pixels; nil for what depends on the page, such as `100%` or `2em`.
private func pixels(_ length: String) -> Double? {
  let trimmed = length.filter { !$0.isWhitespace }
  let units: [(String, Double)] = [
    ("px", 1), ("pt", 96.0 / 72), ("pc", 16), ("mm", 96 / 25.4), ("cm", 96 / 2.54), ("in", 96),
    ("", 1),
  ]
  guard let (unit, factor) = units.first(where: { trimmed.hasSuffix($0.0) }),
    let count = number(trimmed.dropLast(unit.count)), count > 0
  else { return nil }
  return count * factor
}

/// A finite decimal number. Swift's own reading knows more than SVG's: `nan`, hexadecimals.
private func number(_ text: Substring) -> Double? {
  guard text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }), let number = Double(text),
    number.isFinite
  else { return nil }
  return number
}

/// Goes through XML up to the end of the first start tag.
private struct SVGReader {
  private let bytes: ByteView
  private var offset = 0

  init(_ bytes: ByteView) { self.bytes = bytes }

  mutating func comesToTagEnd() -> Bool {
    skipSpace()
    return bytes[offset] == UInt8(ascii: ">") || bytes.has("/>", at: offset)
  }

  /// Skips what may precede the root element, and its `<`.
  mutating func skipToRoot() -> Bool {
    if bytes.has([0xEF, 0xBB, 0xBF], at: 0) { offset = 3 }
    while true {
      skipSpace()
      if bytes.has("<!--", at: offset) {
        guard skip(past: "-->") else { return false }
      } else if bytes.has("<?", at: offset) {
        guard skip(past: "?>") else { return false }
      } else if bytes.has("<!DOCTYPE", at: offset) {
        guard skipDocumentType() else { return false }
      } else {
        defer { offset += 1 }
        return bytes[offset] == UInt8(ascii: "<")
      }
    }
  }

  /// Its internal subset, if any, lasts from `[` to the last `]` before a `>`.
  private mutating func skipDocumentType() -> Bool {
    while let byte = bytes[offset] {
      if byte == UInt8(ascii: "[") { return skip(past: "]") && skip(past: ">") }
      offset += 1
      if byte == UInt8(ascii: ">") { return true }
    }
    return false
  }

  private mutating func skip(past end: StaticString) -> Bool {
    while offset < bytes.count {
      if bytes.has(end, at: offset) {
        offset += end.utf8CodeUnitCount
        return true
      }
      offset += 1
    }
    return false
  }

  mutating func takeName() -> String {
    take { !isSpace($0) && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">") && $0 != 0x2F }
  }

  /// The next attribute as written, or nil, staying before what is none.
  mutating func takeAttribute() -> (name: String, value: String)? {
    var ahead = self
    ahead.skipSpace()
    let name = ahead.takeName()
    guard !name.isEmpty, ahead.take("="), let value = ahead.takeQuoted() else { return nil }
    self = ahead
    return (name, value)
  }

  private mutating func takeQuoted() -> String? {
    for quote in ["\"", "'"] as [Unicode.Scalar] where take(quote) {
      let value = take { $0 != UInt8(ascii: quote) }
      return take(quote) ? value : nil
    }
    return nil
  }

  /// Consumes `character`, with the space before it, if it comes next.
  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard bytes[offset] == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  private mutating func skipSpace() { _ = take(while: isSpace) }

  private mutating func take(while matches: (UInt8) -> Bool) -> String {
    var taken: [UInt8] = []
    while let byte = bytes[offset], matches(byte) {
      taken.append(byte)
      offset += 1
    }
    return String(decoding: taken, as: UTF8.self)
  }
}

private func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
}
