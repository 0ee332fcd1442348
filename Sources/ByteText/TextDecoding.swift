/// What a file's bytes turned out to be.
public enum TextDecoding: Sendable, Equatable {
  /// UTF-8 without a byte-order mark.
  case utf8([UInt8])
  /// Not text: the offset of the first byte that is not UTF-8.
  case invalid(offset: Int)
}

/// Decodes a file's bytes: drops a UTF-8 byte-order mark and makes sure that the rest is UTF-8.
public func decodeText(_ bytes: [UInt8]) -> TextDecoding {
  if let offset = firstInvalidUTF8(in: bytes) { return .invalid(offset: offset) }
  return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? .utf8([UInt8](bytes[3...])) : .utf8(bytes)
}

/// The offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7), or
/// nil. Runs of ASCII are skipped eight bytes at a time.
public func firstInvalidUTF8(in bytes: [UInt8]) -> Int? {
  unsafe bytes.withUnsafeBytes { raw in
    var index = 0
    let end = raw.count
    while index < end {
      let byte = unsafe raw[index]
      if byte < 0x80 {
        while index + 8 <= end,
          unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            & 0x8080_8080_8080_8080 == 0
        { index += 8 }
        while index < end, unsafe raw[index] < 0x80 { index += 1 }
        continue
      }
      guard let (length, second) = sequence(startingWith: byte), index + length <= end,
        second.contains(unsafe raw[index + 1])
      else { return index }
      for offset in 2..<max(length, 2) where unsafe raw[index + offset] & 0xC0 != 0x80 {
        return index
      }
      index += length
    }
    return nil
  }
}

/// A multi-byte sequence's length and the range that its second byte must lie in.
private func sequence(startingWith byte: UInt8) -> (length: Int, second: ClosedRange<UInt8>)? {
  switch byte {
  case 0xC2...0xDF: (2, 0x80...0xBF)
  case 0xE0: (3, 0xA0...0xBF)
  case 0xED: (3, 0x80...0x9F)
  case 0xE1...0xEF: (3, 0x80...0xBF)
  case 0xF0: (4, 0x90...0xBF)
  case 0xF1...0xF3: (4, 0x80...0xBF)
  case 0xF4: (4, 0x80...0x8F)
  default: nil
  }
}
