import ByteText

extension ByteWriter {
  /// Appends a run of a CDATA section's text, which must be whole characters. `]]>` is divided
  /// between two sections, also where two runs make it; what XML forbids becomes U+FFFD.
  mutating func append(cdata run: Span<UInt8>) {
    unsafe run.withUnsafeBufferPointer { bytes in
      if unsafe bytes.first == UInt8(ascii: ">"), endsInBrackets { append("]]><![CDATA[") }
      var from = 0
      var index = unsafe cdataDoubt(bytes, from: 0)
      while index < bytes.count {
        var next = index + 1
        if unsafe bytes[index] == UInt8(ascii: "]") {
          unsafe append(UnsafeBufferPointer(rebasing: bytes[from..<next]))
          if endsInBrackets { append("]]><![CDATA[") }
          from = next
        } else if unsafe bytes[index] < 0x20 || isNoncharacter(bytes, at: index) {
          unsafe append(UnsafeBufferPointer(rebasing: bytes[from..<index]))
          append("\u{FFFD}")
          next = unsafe index + (bytes[index] == 0xEF ? 3 : 1)
          from = next
        }
        index = unsafe cdataDoubt(bytes, from: next)
      }
      unsafe append(UnsafeBufferPointer(rebasing: bytes[from...]))
    }
  }

  /// Whether `]]` was written last.
  private var endsInBrackets: Bool {
    unsafe withUnsafeBytes { unsafe $0.suffix(2).elementsEqual("]]".utf8) }
  }

  /// Appends a run of a JSON string's text (RFC 8259), without the quotes around it; the run must
  /// be whole characters. Unlike `append(json:)` it leaves HTML's characters as they are.
  mutating func append(jsonRun run: Span<UInt8>) {
    unsafe run.withUnsafeBufferPointer { bytes in
      var from = 0
      while case let index = unsafe jsonDoubt(bytes, from: from), index < bytes.count {
        unsafe append(UnsafeBufferPointer(rebasing: bytes[from..<index]))
        unsafe appendJSONEscape(bytes[index])
        from = index + 1
      }
      unsafe append(UnsafeBufferPointer(rebasing: bytes[from...]))
    }
  }

  /// Appends plain text as XML holds HTML: escaped twice, no more than text between elements needs.
  mutating func append(xmlOfHTMLText text: String) {
    unsafe text.withBytes { bytes in
      var from = 0
      for index in 0..<bytes.count {
        let byte = unsafe bytes[index]
        guard byte == 0x26 || byte == 0x3C || byte == 0x3E else { continue }
        unsafe append(xml: UnsafeBufferPointer(rebasing: bytes[from..<index]))
        append(byte == 0x26 ? "&amp;amp;" : byte == 0x3C ? "&amp;lt;" : "&amp;gt;")
        from = index + 1
      }
      unsafe append(xml: UnsafeBufferPointer(rebasing: bytes[from...]))
    }
  }

  private mutating func appendJSONEscape(_ byte: UInt8) {
    switch byte {
    case 0x0A: append("\\n")
    case 0x0D: append("\\r")
    case 0x09: append("\\t")
    case 0..<0x20:
      append(byte < 0x10 ? "\\u000" : "\\u001")
      let digit = byte & 15
      append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
    default:
      append("\\")
      append(byte)
    }
  }
}

// MARK: - What cannot be copied as it is

/// Sixteen bytes that are looked at at once. Only operations between two vectors become machine
/// instructions.
private typealias Chunk = SIMD16<UInt8>

extension Chunk {
  @inline(__always)
  fileprivate func equals(_ byte: UInt8) -> SIMDMask<SIMD16<Int8>> {
    self .== Chunk(repeating: byte)
  }

  @inline(__always)
  fileprivate var isControl: SIMDMask<SIMD16<Int8>> { self .< Chunk(repeating: 0x20) }
}

extension SIMDMask<SIMD16<Int8>> {
  /// Whether a byte is set.
  @inline(__always)
  fileprivate var isAny: Bool {
    let words = unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self)
    return words[0] | words[1] != 0
  }

  /// The index of the first byte that is set, 16 if none is.
  @inline(__always)
  fileprivate var first: Int {
    let words = unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self)
    if words[0] != 0 { return words[0].littleEndian.trailingZeroBitCount / 8 }
    return 8 + words[1].littleEndian.trailingZeroBitCount / 8
  }
}

/// The first byte from `start` on that XML forbids or that, with the next, begins what it forbids
/// (U+FFFE, U+FFFF) or may end a CDATA section (`]>`); the number of bytes if there is none.
private func cdataDoubt(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  let raw = UnsafeRawBufferPointer(bytes)
  var index = start
  while index + 17 <= bytes.count {
    let here = unsafe raw.loadUnaligned(fromByteOffset: index, as: Chunk.self)
    let next = unsafe raw.loadUnaligned(fromByteOffset: index + 1, as: Chunk.self)
    let isControl = here.isControl
    let isOther =
      here.equals(UInt8(ascii: "]")) .& next.equals(UInt8(ascii: ">"))
      .| here.equals(0xEF) .& next.equals(0xBF)
    // Most chunks hold no white space either, which is soon seen.
    if (isControl .| isOther).isAny {
      let isSpace = here.equals(0x0A) .| here.equals(0x0D) .| here.equals(0x09)
      let first = (isControl .& .!isSpace .| isOther).first
      if first < 16 { return index + first }
    }
    index += 16
  }
  while index < bytes.count {
    let byte = unsafe bytes[index]
    let next = unsafe index + 1 < bytes.count ? bytes[index + 1] : 0
    if byte < 0x20, byte != 0x0A, byte != 0x0D, byte != 0x09 { return index }
    if byte == UInt8(ascii: "]"), next == UInt8(ascii: ">") { return index }
    if byte == 0xEF, next == 0xBF { return index }
    index += 1
  }
  return bytes.count
}

/// Whether U+FFFE or U+FFFF stands at a byte EF that BF follows.
private func isNoncharacter(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
  unsafe index + 2 < bytes.count && bytes[index + 2] >= 0xBE
}

/// The first byte from `start` on that a JSON string escapes; the number of bytes if there is none.
private func jsonDoubt(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  let raw = UnsafeRawBufferPointer(bytes)
  let quote = UInt8(ascii: "\"")
  let backslash = UInt8(ascii: "\\")
  var index = start
  while index + 16 <= bytes.count {
    let here = unsafe raw.loadUnaligned(fromByteOffset: index, as: Chunk.self)
    let first = (here.isControl .| here.equals(quote) .| here.equals(backslash)).first
    if first < 16 { return index + first }
    index += 16
  }
  while index < bytes.count {
    let byte = unsafe bytes[index]
    if byte < 0x20 || byte == quote || byte == backslash { return index }
    index += 1
  }
  return bytes.count
}
