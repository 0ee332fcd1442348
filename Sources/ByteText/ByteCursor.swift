/// A place in an array of bytes that moves forward; reading past the end gives `nil`, never a trap.
public struct ByteCursor: Sendable {
  public let bytes: [UInt8]
  /// The offset of the next byte, from 0 to `end`.
  public private(set) var position: Int
  /// The offset behind the last byte that may be read.
  public let end: Int

  public init(_ bytes: [UInt8], from start: Int = 0, to end: Int? = nil) {
    self.bytes = bytes
    self.end = min(end ?? bytes.count, bytes.count)
    position = min(max(start, 0), self.end)
  }

  public var isAtEnd: Bool { position >= end }

  /// The next byte, not consumed.
  public var peek: UInt8? { position < end ? bytes[position] : nil }

  /// The byte `distance` after the next one, not consumed.
  public func peek(_ distance: Int) -> UInt8? {
    let index = position + distance
    return index >= 0 && index < end ? bytes[index] : nil
  }

  /// Consumes one byte.
  public mutating func next() -> UInt8? {
    guard position < end else { return nil }
    position += 1
    return bytes[position - 1]
  }

  /// Moves `distance` bytes on, at most to the end.
  public mutating func advance(_ distance: Int = 1) { position = min(position + distance, end) }

  /// Consumes `byte` if it comes next.
  public mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  /// Consumes bytes while `matches` says so, and gives how many.
  @discardableResult
  public mutating func skip(while matches: (UInt8) -> Bool) -> Int {
    let start = position
    while position < end, matches(bytes[position]) { position += 1 }
    return position - start
  }
}
