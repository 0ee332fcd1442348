/// The bytes of a file, of which a small part is in memory at a time.
///
/// It counts the steps that a search takes: whatever a file says, a search ends after a million of them.
package final class ByteSource {
  /// The size of the file in bytes.
  package let count: Int
  private let read: (_ offset: Int, _ count: Int) -> [UInt8]
  private var window: [UInt8] = []
  private var start = 0
  private var steps = 0
  /// Whether every byte that was asked for could be read.
  package private(set) var isReadable = true

  private static let windowSize = 1 << 16
  private static let mostSteps = 1 << 20
  /// The largest number of bytes that are held at once.
  static let mostAtOnce = 1 << 24

  /// A file of `count` bytes, of which the closure reads some from an offset on; it gives fewer where they cannot be read.
  package init(count: Int, reading read: @escaping (_ offset: Int, _ count: Int) -> [UInt8]) {
    self.count = count
    self.read = read
  }

  /// Bytes that are in memory.
  package convenience init(_ bytes: [UInt8]) {
    self.init(count: bytes.count) { offset, count in
      Array(bytes[offset..<min(bytes.count, offset + count)])
    }
  }

  /// Counts a step; false when there were too many.
  func step() -> Bool {
    steps += 1
    return steps <= Self.mostSteps
  }

  /// The byte at an offset, nil outside of the file.
  subscript(offset: Int) -> UInt8? {
    if offset >= start, offset - start < window.count { return window[offset - start] }
    guard offset >= 0, offset < count else { return nil }
    load(offset)
    return window.first
  }

  private func load(_ offset: Int) {
    window = read(offset, min(Self.windowSize, count - offset))
    isReadable = isReadable && window.count == min(Self.windowSize, count - offset)
    start = offset
  }

  /// Bytes from an offset on, if there are as many and not too many to be held.
  func bytes(_ offset: Int, _ count: Int) -> [UInt8]? {
    guard offset >= 0, count >= 0, count <= Self.mostAtOnce, offset <= self.count - count else {
      return nil
    }
    if offset >= start, offset + count <= start + window.count {
      return Array(window[(offset - start)..<(offset - start + count)])
    }
    if count <= 64 {
      load(offset)
      return window.count >= count ? Array(window[..<count]) : nil
    }
    let bytes = read(offset, count)
    isReadable = isReadable && bytes.count == count
    return bytes.count == count ? bytes : nil
  }

  /// The bytes of a range, at most `limit` of them; none where they cannot be read.
  func bytes(_ range: Range<Int>, upTo limit: Int = ByteSource.mostAtOnce) -> [UInt8] {
    let range = range.clamped(to: 0..<count)
    return bytes(range.lowerBound, min(range.count, limit)) ?? []
  }

  /// An unsigned number of `width` bytes, the most significant first; nil where it is outside or larger than an Int.
  func big(_ width: Int, at offset: Int) -> Int? {
    var value: UInt64 = 0
    for index in 0..<width {
      guard let byte = self[offset + index] else { return nil }
      value = value << 8 | UInt64(byte)
    }
    return Int(exactly: value)
  }

  /// An unsigned number of `width` bytes, the least significant first.
  func little(_ width: Int, at offset: Int) -> Int? {
    var value: UInt64 = 0
    for index in 0..<width {
      guard let byte = self[offset + index] else { return nil }
      value |= UInt64(byte) << UInt64(8 * index)
    }
    return Int(exactly: value)
  }

  /// Whether the ASCII `text` stands at an offset.
  func has(_ text: String, at offset: Int) -> Bool { has(Array(text.utf8), at: offset) }

  func has(_ bytes: [UInt8], at offset: Int) -> Bool {
    bytes.indices.allSatisfy { self[offset + $0] == bytes[$0] }
  }

  /// Four characters of Latin-1, as the names of boxes and chunks.
  func name(at offset: Int) -> String? { bytes(offset, 4).map(latin) }

  /// The first offset from `offset` on at which a byte stands.
  func index(of byte: UInt8, from offset: Int) -> Int? {
    var offset = offset
    while offset < count {
      guard self[offset] != nil else { return nil }
      if let found = window[(offset - start)...].firstIndex(of: byte) { return start + found }
      offset = start + window.count
    }
    return nil
  }

  /// Whether a range contains anything but zeros; true where it is too large to be looked at.
  func holdsAnything(in range: Range<Int>) -> Bool {
    guard range.count <= Self.mostAtOnce else { return true }
    return bytes(range).contains { $0 != 0 }
  }
}

/// A text in Latin-1, in which each byte is a character.
func latin(_ bytes: some Sequence<UInt8>) -> String {
  var text = ""
  for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
  return text
}

/// A number as bytes, the most significant first.
func bigBytes(_ value: Int, width: Int) -> [UInt8] {
  (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * (width - 1 - $0))) }
}

/// A number as bytes, the least significant first.
func littleBytes(_ value: Int, width: Int) -> [UInt8] { bigBytes(value, width: width).reversed() }
