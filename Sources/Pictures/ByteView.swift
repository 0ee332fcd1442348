/// Bytes that are read at offsets; what lies outside gives nil, never a trap.
struct ByteView {
  private let bytes: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { self.bytes = bytes[...] }
  private init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  var count: Int { bytes.count }

  subscript(offset: Int) -> UInt8? {
    offset >= 0 && offset < bytes.count ? bytes[bytes.startIndex + offset] : nil
  }

  /// Whether the ASCII `text` stands at `offset`.
  func has(_ text: StaticString, at offset: Int) -> Bool {
    guard let part = slice(offset, text.utf8CodeUnitCount) else { return false }
    return text.withUTF8Buffer { unsafe part.bytes.elementsEqual($0) }
  }

  func has(_ expected: [UInt8], at offset: Int) -> Bool {
    slice(offset, expected.count)?.bytes.elementsEqual(expected) ?? false
  }

  /// `count` bytes from `offset`, if there are as many.
  func slice(_ offset: Int, _ count: Int) -> ByteView? {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
      return nil
    }
    let start = bytes.startIndex + offset
    return ByteView(bytes[start..<(start + count)])
  }

  /// The bytes from `offset` on; none if that is outside.
  func from(_ offset: Int) -> ByteView {
    slice(offset, bytes.count - offset) ?? ByteView([])
  }

  /// An unsigned number of `width` bytes, the most significant first.
  func big(_ width: Int, at offset: Int) -> Int? {
    slice(offset, width)?.bytes.reduce(0) { $0 << 8 | Int($1) }
  }

  /// An unsigned number of `width` bytes, the least significant first.
  func little(_ width: Int, at offset: Int) -> Int? {
    slice(offset, width)?.bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
