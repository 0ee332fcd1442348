private import Glibc

/// Decodes UTF-16; a byte-order mark must have been taken off. Offsets are those of the whole file.
func decodeUTF16(_ bytes: ArraySlice<UInt8>, _ encoding: TextEncoding) -> TextDecoding {
  let high = encoding == .utf16BigEndian ? 0 : 1
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count * 3 / 2)
  var lead: UInt16?
  var index = bytes.startIndex
  while index + 1 < bytes.endIndex {
    let unit = UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + 1 - high])
    let isTrail = (0xDC00...0xDFFF).contains(unit)
    guard isTrail == (lead != nil) else { return .invalid(offset: lead == nil ? index : index - 2) }
    if let first = lead {
      lead = nil
      append(0x10000 + (UInt32(first) & 0x3FF) << 10 + UInt32(unit) & 0x3FF, to: &text)
    } else if (0xD800...0xDBFF).contains(unit) {
      lead = unit
    } else {
      append(UInt32(unit), to: &text)
    }
    index += 2
  }
  if lead != nil { return .invalid(offset: index - 2) }
  return index < bytes.endIndex ? .invalid(offset: index) : .converted(text, from: encoding)
}

private func append(_ value: UInt32, to text: inout [UInt8]) {
  guard let scalar = Unicode.Scalar(value) else { return }
  text.append(contentsOf: Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter)
}

/// Converts bytes to UTF-8 with the C library's iconv, or gives nil where they do not fit the
/// encoding or the library does not know it (Debian has its tables in libc6 or, from 13 on, in
/// libc-gconv-modules-extra).
func convert(_ bytes: [UInt8], from encoding: TextEncoding) -> [UInt8]? {
  let converter = unsafe iconv_open("UTF-8", encoding.rawValue)
  guard Int(bitPattern: converter) != -1 else { return nil }
  defer { _ = unsafe iconv_close(converter) }
  var input = bytes.map { CChar(bitPattern: $0) }
  var isWhole = false
  // No encoding of ours needs more bytes in UTF-8 than three for one of its own.
  let text = unsafe [UInt8](unsafeUninitializedCapacity: bytes.count * 3) { output, count in
    unsafe input.withUnsafeMutableBufferPointer { input in
      var from = input.baseAddress
      var left = input.count
      var room = output.count
      unsafe output.withMemoryRebound(to: CChar.self) { output in
        var to = output.baseAddress
        isWhole = unsafe iconv(converter, &from, &left, &to, &room) != -1
      }
      count = output.count - room
    }
  }
  return isWhole ? text : nil
}
