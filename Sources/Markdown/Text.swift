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
    while let next = unsafe nextEscaped(in: bytes, from: index) {
      unsafe append(text[run..<next].buffer)
      append(entity: text[next])
      run = next + 1
      index = run
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

/// Where the next of `"`, `&`, `<` and `>` stands.
@inline(__always)
private func nextEscaped(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
  var index = start
  while index + 16 <= bytes.count {
    if let first = unsafe escaped(in: bytes.chunk(at: index)).first { return index + first }
    index += 16
  }
  if index < bytes.count, bytes.count - start >= 16 {
    // The last chunk reaches back over bytes that are none.
    let last = bytes.count - 16
    return unsafe escaped(in: bytes.chunk(at: last)).first.map { last + $0 }
  }
  while index < bytes.count {
    let byte = unsafe bytes[index]
    if byte < 0x3F, escapedBytes >> UInt64(byte) & 1 == 1 { return index }
    index += 1
  }
  return nil
}

@inline(__always)
private func escaped(in chunk: Chunk) -> ChunkMask {
  chunk.equals(UInt8(ascii: "\"")) .| chunk.equals(UInt8(ascii: "&"))
    .| chunk.equals(UInt8(ascii: "<")) .| chunk.equals(UInt8(ascii: ">"))
}

private let escapedBytes: UInt64 = 1 << 0x22 | 1 << 0x26 | 1 << 0x3C | 1 << 0x3E
