import ByteText

extension ByteWriter {
  /// Appends a run of a CDATA section's text, which must be whole characters. `]]>` is divided
  /// between two sections, also where two runs make it; what XML forbids becomes U+FFFD.
  mutating func append(cdata run: Span<UInt8>) {
    unsafe run.withUnsafeBufferPointer { bytes in
      var from = 0
      var index = 0
      while index < bytes.count {
        guard unsafe mayNeedCare(bytes, at: index) else {
          index += 1
          continue
        }
        unsafe append(UnsafeBufferPointer(rebasing: bytes[from..<index]))
        from = index
        if unsafe bytes[index] != UInt8(ascii: ">") {
          append("\u{FFFD}")
          from += unsafe bytes[index] == 0xEF ? 3 : 1
        } else if endsInBrackets {
          append("]]><![CDATA[")
        }
        index = max(from, index + 1)
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
      for index in 0..<bytes.count {
        let byte = unsafe bytes[index]
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
          continue
        }
        unsafe append(UnsafeBufferPointer(rebasing: bytes[from..<index]))
        appendJSONEscape(byte)
        from = index + 1
      }
      unsafe append(UnsafeBufferPointer(rebasing: bytes[from...]))
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

/// Whether the byte begins what XML forbids, or is a `>` behind a bracket, or so near to the run's
/// start that the run before decides.
@inline(__always)
private func mayNeedCare(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
  let byte = unsafe bytes[index]
  if byte < 0x20 { return byte != 0x0A && byte != 0x09 && byte != 0x0D }
  if byte == UInt8(ascii: ">") {
    return unsafe index < 2 || bytes[index - 1] == UInt8(ascii: "]")
  }
  return unsafe byte == 0xEF && index + 2 < bytes.count && bytes[index + 1] == 0xBF
    && bytes[index + 2] >= 0xBE
}

/// Plain text as HTML, with no more escaped than text between elements needs.
func htmlEscaped(_ text: String) -> String {
  guard text.utf8.contains(where: { "&<>".utf8.contains($0) }) else { return text }
  return text.unicodeScalars.reduce(into: "") { html, scalar in
    switch scalar {
    case "&": html += "&amp;"
    case "<": html += "&lt;"
    case ">": html += "&gt;"
    default: html.unicodeScalars.append(scalar)
    }
  }
}
