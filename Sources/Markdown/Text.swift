import ByteText

extension ByteWriter {
  /// Appends text as libcmark escapes it for elements and quoted attributes.
  mutating func append(text: Bytes) {
    let bytes = unsafe text.buffer
    guard let start = bytes.baseAddress else { return }
    reserve(bytes.count)
    var run = 0
    for index in 0..<bytes.count {
      let byte = unsafe bytes[index]
      guard byte < 0x3F, escapedBytes >> UInt64(byte) & 1 == 1 else { continue }
      unsafe append(from: start + run, count: index - run)
      run = index + 1
      switch byte {
      case UInt8(ascii: "\""): append("&quot;")
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "<"): append("&lt;")
      default: append("&gt;")
      }
    }
    unsafe append(from: start + run, count: bytes.count - run)
  }
}

private let escapedBytes: UInt64 = 1 << 0x22 | 1 << 0x26 | 1 << 0x3C | 1 << 0x3E
