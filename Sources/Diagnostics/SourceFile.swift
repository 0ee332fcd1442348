/// A text file that was read: the path that people see, and its bytes, which never change.
public struct SourceFile: Sendable, Equatable {
  /// As the author knows it, relative to the site's folder: `content/notice/a.md`.
  public let path: String
  /// The decoded text: UTF-8 without a byte-order mark.
  public let bytes: [UInt8]

  /// A file with the path that messages show.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// The line and column of an offset. Costs a walk from the start of the file, so it is asked for a diagnostic
  /// that is printed, not while reading.
  public func position(of offset: Int) -> Position {
    var walk = LineWalk(self)
    return walk.position(of: offset)
  }

  /// Files are equal when their paths and their bytes are.
  public static func == (a: Self, b: Self) -> Bool { a.path == b.path && a.bytes == b.bytes }
}

/// A walk over the lines of a file, which finds offsets in ascending order in one go.
struct LineWalk {
  let file: SourceFile
  private var offset = 0
  private var position = Position(line: 1, column: 1, lineStart: 0)

  init(_ file: SourceFile) { self.file = file }

  /// The line and column of an offset; one before the last begins the walk anew.
  mutating func position(of target: Int) -> Position {
    let bytes = file.bytes
    let target = min(max(target, 0), bytes.count)
    if target < offset { self = LineWalk(file) }
    while offset < target {
      let byte = bytes[offset]
      offset += 1
      if byte == 0x0A || (byte == 0x0D && !(offset < bytes.count && bytes[offset] == 0x0A)) {
        position = Position(line: position.line + 1, column: 1, lineStart: offset)
      } else if byte & 0xC0 != 0x80 {
        position.column += 1
      }
    }
    return position
  }
}

/// A position as people count: lines and columns count from 1, columns in characters (Unicode scalars).
public struct Position: Sendable, Equatable {
  /// The number of the line, from 1.
  public internal(set) var line: Int
  /// The number of the character in its line, from 1.
  public internal(set) var column: Int
  /// The byte at which the line begins.
  public internal(set) var lineStart: Int
}
