import ByteText

extension ByteWriter {
  /// Appends text as libcmark escapes it for elements and quoted attributes. Looks at sixteen bytes
  /// at a time.
  mutating func append(text: Bytes) {
    reserve(text.count)
    var run = 0
    while true {
      let next = unsafe text.first(from: run, to: text.count) {
        unsafe escaped(in: $0.chunk(at: $1))
      }
      unsafe append(text[run..<next].buffer)
      guard next < text.count else { return }
      append(entity: text[next])
      run = next + 1
    }
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

/// Where `"`, `&`, `<` and `>` stand.
@inline(__always)
private func escaped(in chunk: Chunk) -> ChunkMask {
  chunk.equals(UInt8(ascii: "\"")) .| chunk.equals(UInt8(ascii: "&"))
    .| chunk.equals(UInt8(ascii: "<")) .| chunk.equals(UInt8(ascii: ">"))
}
