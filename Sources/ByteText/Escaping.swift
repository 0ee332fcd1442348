/// A set of ASCII bytes as two words, so that a test is a shift and a mask and needs no table.
struct ASCIISet: Sendable {
  let low: UInt64
  let high: UInt64

  init(_ members: StaticString) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    for index in 0..<members.utf8CodeUnitCount {
      let byte = unsafe members.utf8Start[index]
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
    }
    self.low = low
    self.high = high
  }

  func contains(_ byte: UInt8) -> Bool {
    if byte < 64 { return (low >> UInt64(byte)) & 1 == 1 }
    return byte < 128 && (high >> UInt64(byte - 64)) & 1 == 1
  }
}

/// The characters that RFC 3986 lets stand in a path as they are, beside those that are already percent-encoded.
private let pathCharacters = ASCIISet(
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/")

/// The bytes that HTML text and attribute values may not hold: `"` `&` `'` `<` `>`, all below 64.
@inlinable var htmlSpecial: UInt64 {
  1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x3C | 1 << 0x3E
}

extension ByteWriter {
  /// Appends text for HTML: the five special characters become entities, runs between are copied.
  @inlinable
  public mutating func append(html bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    var run = 0
    var index = 0
    let end = bytes.count
    reserve(bytes.count)
    while index < end {
      let byte = unsafe start[index]
      if byte < 0x3F, (htmlSpecial >> UInt64(byte)) & 1 == 1 {
        unsafe append(from: start + run, count: index - run)
        appendEntity(byte)
        run = index + 1
      }
      index += 1
    }
    unsafe append(from: start + run, count: end - run)
  }

  @usableFromInline
  mutating func appendEntity(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("&quot;")
    case UInt8(ascii: "&"): append("&amp;")
    case UInt8(ascii: "'"): append("&#39;")
    case UInt8(ascii: "<"): append("&lt;")
    default: append("&gt;")
    }
  }

  /// Appends a text for HTML, in elements and in quoted attributes alike.
  @inlinable
  public mutating func append(html text: String) {
    unsafe text.withBytes { unsafe append(html: $0) }
  }

  /// Appends the UTF-8 of a text for HTML.
  @inlinable
  public mutating func append(html bytes: [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(html: $0) }
  }

  /// Appends text for XML 1.0: as for HTML, and characters that XML forbids (most control
  /// characters, U+FFFE, U+FFFF) become U+FFFD. The input must be valid UTF-8.
  public mutating func append(xml bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    var run = 0
    var index = 0
    let end = bytes.count
    while index < end {
      let byte = unsafe start[index]
      if byte < 0x3F {
        let isControl = byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D
        if isControl || (htmlSpecial >> UInt64(byte)) & 1 == 1 {
          unsafe append(from: start + run, count: index - run)
          if isControl { append("\u{FFFD}") } else { appendEntity(byte) }
          run = index + 1
        }
      } else if byte == 0xEF, index + 2 < end, unsafe start[index + 1] == 0xBF,
        unsafe start[index + 2] >= 0xBE
      {
        unsafe append(from: start + run, count: index - run)
        append("\u{FFFD}")
        run = index + 3
        index += 2
      }
      index += 1
    }
    unsafe append(from: start + run, count: end - run)
  }

  /// Appends a text for XML, with U+FFFD in place of characters that XML 1.0 forbids.
  public mutating func append(xml text: String) {
    unsafe text.withBytes { unsafe append(xml: $0) }
  }

  /// Appends the UTF-8 of a text for XML.
  public mutating func append(xml bytes: [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(xml: $0) }
  }

  /// Appends a path for a URL (RFC 3986): whatever a path may not hold is percent-encoded, `%`
  /// included, since a path of ours is never encoded yet. The result needs no HTML escaping but
  /// for `&` and `'`, which a path may hold.
  public mutating func append(urlPath text: String) {
    unsafe text.withBytes { bytes in
      for index in 0..<bytes.count {
        let byte = unsafe bytes[index]
        if pathCharacters.contains(byte) { append(byte) } else { append(percentEncoded: byte) }
      }
    }
  }

  /// Appends a byte as a URL holds what it may not hold: `%E5`.
  public mutating func append(percentEncoded byte: UInt8) {
    append(UInt8(ascii: "%"))
    append(hexDigit(byte >> 4))
    append(hexDigit(byte & 15))
  }

  /// Appends `text` as a JSON string, quotes included (RFC 8259). `<`, `>`, `&` and the line
  /// separators are written as escapes too, so that it may stand inside a script element.
  public mutating func append(json text: String) {
    append(UInt8(ascii: "\""))
    unsafe text.withBytes { bytes in
      var from = 0
      var index = unsafe jsonDoubt(bytes, from: 0)
      while index < bytes.count {
        let length = unsafe lengthToEscape(bytes, at: index)
        if length > 0 {
          unsafe append(UnsafeBufferPointer(rebasing: bytes[from..<index]))
          from = index + length
          unsafe append(jsonEscapeOf: bytes[from - 1])
        }
        index = unsafe jsonDoubt(bytes, from: index + max(length, 1))
      }
      unsafe append(UnsafeBufferPointer(rebasing: bytes[from...]))
    }
    append(UInt8(ascii: "\""))
  }

  /// The escape of a character by its last byte.
  private mutating func append(jsonEscapeOf byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case 0x0A: append("\\n")
    case 0x0D: append("\\r")
    case 0x09: append("\\t")
    case 0xA8: append("\\u2028")
    case 0xA9: append("\\u2029")
    default:
      append("\\u00")
      append(hexDigit(byte >> 4))
      append(hexDigit(byte & 15))
    }
  }
}

/// The first byte from `start` on that may begin what a script's JSON cannot hold; the number of bytes if there is none.
/// Looks at sixteen bytes at a time.
private func jsonDoubt(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  typealias Chunk = SIMD16<UInt8>
  let raw = UnsafeRawBufferPointer(bytes)
  var index = start
  while index + 16 <= bytes.count {
    let chunk = unsafe raw.loadUnaligned(fromByteOffset: index, as: Chunk.self)
    func equals(_ byte: UInt8) -> SIMDMask<SIMD16<Int8>> { chunk .== Chunk(repeating: byte) }
    let isMarkup =
      equals(UInt8(ascii: "<")) .| equals(UInt8(ascii: ">")) .| equals(UInt8(ascii: "&"))
    let isQuote = equals(UInt8(ascii: "\"")) .| equals(UInt8(ascii: "\\"))
    let isOther = chunk .< Chunk(repeating: 0x20) .| equals(0x7F) .| equals(0xE2)
    let words = unsafe unsafeBitCast(isMarkup .| isQuote .| isOther, to: SIMD2<UInt64>.self)
    if words[0] != 0 { return index + words[0].littleEndian.trailingZeroBitCount / 8 }
    if words[1] != 0 { return index + 8 + words[1].littleEndian.trailingZeroBitCount / 8 }
    index += 16
  }
  while index < bytes.count, unsafe lengthToEscape(bytes, at: index) == 0 { index += 1 }
  return index
}

/// The number of bytes of the character at `index`, if a script's JSON cannot hold it as it is; else 0.
/// U+2028 and U+2029 (E2 80 A8, E2 80 A9) end a line in JavaScript before 2019.
@inline(__always)
private func lengthToEscape(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
  switch unsafe bytes[index] {
  case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"),
    UInt8(ascii: "&"), 0x7F:
    return 1
  case 0xE2:
    let isSeparator =
      unsafe index + 2 < bytes.count && bytes[index + 1] == 0x80 && (bytes[index + 2] | 1) == 0xA9
    return isSeparator ? 3 : 0
  default: return 0
  }
}

private func hexDigit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
}
