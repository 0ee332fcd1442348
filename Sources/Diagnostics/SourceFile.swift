/// A text file that was read: the path that people see, and its bytes, which never change.
public struct SourceFile: Sendable, Equatable {
  /// As the author knows it, relative to the site's folder: `content/notice/a.md`.
  public let path: String
  /// The decoded text: UTF-8 without a byte-order mark.
  public let bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Where `offset` lies. Costs a walk from the start of the file, so it is asked for a diagnostic
  /// that is printed, not while reading.
  public func position(of offset: Int) -> Position {
    let offset = min(max(offset, 0), bytes.count)
    var line = 1
    var start = 0
    var index = 0
    while index < offset {
      let byte = bytes[index]
      index += 1
      if byte == 0x0A || (byte == 0x0D && !(index < bytes.count && bytes[index] == 0x0A)) {
        line += 1
        start = index
      }
    }
    let column = bytes[start..<offset].reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    return Position(line: line, column: column, lineStart: start)
  }

  /// The line that starts at `start`, without what ends it.
  func line(startingAt start: Int) -> ArraySlice<UInt8> {
    bytes[start...].prefix { $0 != 0x0A && $0 != 0x0D }
  }

  public static func == (a: Self, b: Self) -> Bool { a.path == b.path && a.bytes == b.bytes }
}

/// A place for people: lines and columns count from 1, columns in characters (Unicode scalars).
public struct Position: Sendable, Equatable {
  public let line: Int
  public let column: Int
  /// The byte at which the line begins.
  public let lineStart: Int
}
