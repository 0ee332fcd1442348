internal import Files

/// The path of a request, decoded and checked: it can only lead down.
struct RequestPath: Equatable {
  /// The parts between the slashes: none is empty, `.` or `..`, or has a slash, a backslash or a control character.
  let parts: [String]
  /// Whether a slash ends it; so for the root.
  let endsWithSlash: Bool

  enum Fault: Error, Equatable {
    /// The path is not encoded as it must be, or tries to lead elsewhere.
    case malformed
    /// Nothing can stand there.
    case nowhere
  }

  /// Decodes the path of a request's target, which begins with a slash.
  init(_ raw: String) throws(Fault) {
    let bytes = Array(raw.utf8)
    guard bytes.first == UInt8(ascii: "/") else { throw .malformed }
    var parts = try bytes[1...].split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false
    ).map { part throws(Fault) in try RequestPath.decode(part) }
    endsWithSlash = parts.last == ""
    if endsWithSlash { parts.removeLast() }
    // Two slashes in a row name nothing; they are no shorter way to something else.
    guard !parts.contains("") else { throw .nowhere }
    guard parts.allSatisfy({ !$0.isDots && !$0.hasControls }) else { throw .malformed }
    guard parts.isEmpty || FilePath(parts.joined(separator: "/")) != nil else { throw .nowhere }
    self.parts = parts
  }

  /// Decodes one part, once.
  private static func decode(_ part: ArraySlice<UInt8>) throws(Fault) -> String {
    var (bytes, index) = ([UInt8](), part.startIndex)
    while index < part.endIndex {
      var byte = part[index]
      index += 1
      if byte == UInt8(ascii: "%") {
        guard index + 1 < part.endIndex, let high = hexDigit(part[index]),
          let low = hexDigit(part[index + 1])
        else { throw .malformed }
        byte = high << 4 | low
        index += 2
      }
      guard byte >= 0x20, byte != 0x7F, byte != UInt8(ascii: "/"), byte != UInt8(ascii: "\\")
      else { throw .malformed }
      bytes.append(byte)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformed }
    return text
  }
}

extension String {
  fileprivate var isDots: Bool { self == "." || self == ".." }

  /// Whether it has control characters of C1, which take two bytes; and the mark for bytes that were no UTF-8.
  fileprivate var hasControls: Bool {
    unicodeScalars.contains { (0x80..<0xA0).contains($0.value) || $0.value == 0xFFFD }
  }
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}

/// The address of a folder, with slashes at both ends, in the characters that need no encoding.
func encodedFolder(_ parts: [String]) -> String {
  parts.reduce("/") { $0 + percentEncoded($1, keeping: "-._~") + "/" }
}

/// A text with every byte in percent-encoding but letters, digits and some others.
func percentEncoded(_ text: String, keeping others: String) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var encoded: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      encoded.append(byte)
    case _ where others.utf8.contains(byte): encoded.append(byte)
    default: encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: encoded, as: UTF8.self)
}
