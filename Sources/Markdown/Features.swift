extension Bytes {
  /// Whether a byte stands somewhere. Takes a fraction of an instruction a byte.
  func holds(_ byte: UInt8, from start: Int = 0) -> Bool { first(byte, from: start) != nil }

  /// Whether there is anything but ASCII.
  var holdsNonASCII: Bool {
    let bytes = unsafe UnsafeRawBufferPointer(buffer)
    var index = 0
    while index + 16 <= bytes.count {
      if unsafe bytes.chunk(at: index).isAtLeast(0x80).isAny { return true }
      index += 16
    }
    while index < bytes.count {
      if self[index] >= 0x80 { return true }
      index += 1
    }
    return false
  }

  /// Whether something could be taken for emphasis or for text struck through.
  var holdsDelimiter: Bool {
    holds(UInt8(ascii: "*")) || holds(UInt8(ascii: "_")) || holds(UInt8(ascii: "~"))
  }

  /// Whether there may be character references.
  var holdsReference: Bool { holds(UInt8(ascii: "&")) }
}
