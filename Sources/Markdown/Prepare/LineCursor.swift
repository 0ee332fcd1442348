/// A place on a line that moves forward in bytes and in columns, where tabs reach to the next
/// multiple of four.
struct LineCursor {
  let text: Bytes
  /// The offset behind the line's last byte, before the line's ending.
  let end: Int
  private(set) var offset: Int
  private(set) var column = 0
  /// Whether the tab at `offset` has been passed in part.
  private(set) var isInsideTab = false
  /// The first byte from `offset` on that is neither space nor tab, or `end`.
  private(set) var nonspace = 0
  /// The number of columns that `nonspace` lies ahead.
  private(set) var indent = 0

  /// See `isThematicBreak`.
  var noThematicBreakBefore = 0

  init(_ text: Bytes, line: Range<Int>) {
    self.text = text
    offset = line.lowerBound
    end = line.upperBound
    findNonspace()
  }

  var isBlank: Bool { nonspace >= end }

  /// The first byte that is no space, a line feed at the end.
  var first: UInt8 { byte(at: nonspace) }

  func byte(at index: Int) -> UInt8 { index < end ? text[index] : 0x0A }

  var isAtSpace: Bool { byte(at: offset) == 0x20 || byte(at: offset) == 0x09 }

  private mutating func findNonspace() {
    nonspace = offset
    var reached = column
    while nonspace < end {
      if text[nonspace] == 0x20 {
        reached += 1
      } else if text[nonspace] == 0x09 {
        reached += 4 - reached % 4
      } else {
        break
      }
      nonspace += 1
    }
    indent = reached - column
  }

  /// Passes `columns` columns, all white space but for a marker of one byte.
  mutating func advance(columns: Int) {
    var left = columns
    while left > 0, offset < end {
      if text[offset] == 0x09 {
        let width = 4 - column % 4
        isInsideTab = width > left
        column += min(left, width)
        if !isInsideTab { offset += 1 }
        left -= min(left, width)
      } else {
        isInsideTab = false
        offset += 1
        column += 1
        left -= 1
      }
    }
    findNonspace()
  }

  /// Goes to a byte ahead.
  mutating func advance(to target: Int) {
    while offset < target {
      column += text[offset] == 0x09 ? 4 - column % 4 : 1
      offset += 1
    }
    isInsideTab = false
    findNonspace()
  }

  mutating func skipIndent() { advance(to: nonspace) }

  /// The offset behind the bytes that have been passed, a tab that was passed in part included.
  var nextByte: Int { isInsideTab ? offset + 1 : offset }

  /// The number of columns that are left of a tab that was passed in part.
  var leftOfTab: Int { isInsideTab ? 4 - column % 4 : 0 }
}
