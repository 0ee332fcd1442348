import ByteText

extension ByteWriter {
  /// Appends text as libcmark escapes it for elements and quoted attributes. Looks at sixteen bytes
  /// at a time.
  mutating func append(text: Bytes) {
    reserve(text.count)
    var run = 0
    while true {
      let next = unsafe text.first(from: run, to: text.count) {
        unsafe escaped(in: $0.sixteenBytes(at: $1))
      }
      unsafe append(text[run..<next].buffer)
      run = next
      while run < text.count, let entity = entity(for: text[run]) {
        append(entity)
        run += 1
      }
      if run == text.count { return }
    }
  }

  /// The bytes that have been written, to be read until the writer is changed.
  var bytes: Bytes {
    unsafe withUnsafeBytes {
      unsafe Bytes(base: $0.baseAddress?.assumingMemoryBound(to: UInt8.self), count: $0.count)
    }
  }

  func ends(with text: StaticString) -> Bool {
    let start = count - text.utf8CodeUnitCount
    return start >= 0 && bytes.holds(text, at: start)
  }

}

private func entity(for byte: UInt8) -> StaticString? {
  switch byte {
  case UInt8(ascii: "\""): "&quot;"
  case UInt8(ascii: "&"): "&amp;"
  case UInt8(ascii: "<"): "&lt;"
  case UInt8(ascii: ">"): "&gt;"
  default: nil
  }
}

/// The bytes that are `"`, `&`, `<` or `>`.
@inline(__always)
private func escaped(in chunk: SixteenBytes) -> SixteenBools {
  chunk.equals(UInt8(ascii: "\"")) .| chunk.equals(UInt8(ascii: "&"))
    .| chunk.equals(UInt8(ascii: "<")) .| chunk.equals(UInt8(ascii: ">"))
}
