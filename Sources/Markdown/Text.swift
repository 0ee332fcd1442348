import ByteText

extension ByteWriter {
  /// Appends text as libcmark escapes it for elements and quoted attributes. Looks at sixteen bytes
  /// at a time.
  mutating func append(text: Bytes) {
    let bytes = unsafe UnsafeRawBufferPointer(text.buffer)
    guard !text.isEmpty else { return }
    reserve(bytes.count)
    var run = 0
    var index = 0
    while index < bytes.count {
      if index + 16 <= bytes.count {
        let chunk = unsafe bytes.chunk(at: index)
        let escaped =
          chunk.equals(UInt8(ascii: "\"")) .| chunk.equals(UInt8(ascii: "&"))
          .| chunk.equals(UInt8(ascii: "<")) .| chunk.equals(UInt8(ascii: ">"))
        if !escaped.isAny {
          index += 16
          continue
        }
      }
      let end = min(index + 16, bytes.count)
      while index < end {
        let byte = text[index]
        if byte < 0x3F, escapedBytes >> UInt64(byte) & 1 == 1 {
          unsafe append(text[run..<index].buffer)
          append(entity: byte)
          run = index + 1
        }
        index += 1
      }
    }
    unsafe append(text[run..<bytes.count].buffer)
  }

  /// What has been written, to be read until the writer is changed.
  var bytes: Bytes {
    unsafe withUnsafeBytes {
      unsafe Bytes(base: $0.baseAddress?.assumingMemoryBound(to: UInt8.self), count: $0.count)
    }
  }

  func ends(with text: StaticString) -> Bool {
    let start = count - text.utf8CodeUnitCount
    return start >= 0 && bytes.holds(text, at: start)
  }

  private mutating func append(entity byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("&quot;")
    case UInt8(ascii: "&"): append("&amp;")
    case UInt8(ascii: "<"): append("&lt;")
    default: append("&gt;")
    }
  }
}

private let escapedBytes: UInt64 = 1 << 0x22 | 1 << 0x26 | 1 << 0x3C | 1 << 0x3E
