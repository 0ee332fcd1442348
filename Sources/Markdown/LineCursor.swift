/// A place on a line that moves forward in bytes and in columns, where tabs reach to the next
/// multiple of four.
struct LineCursor {
  let text: Bytes
  /// Behind the line's last byte, before what ends it.
  let end: Int
  private(set) var offset: Int
  private(set) var column = 0
  /// Whether the tab at `offset` has been passed in part.
  private(set) var isInsideTab = false
  /// The first byte from `offset` on that is neither space nor tab, or `end`.
  private(set) var nonspace = 0
  /// How many columns `nonspace` lies ahead.
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

  /// Behind what has been passed, a tab that was passed in part included.
  var nextByte: Int { isInsideTab ? offset + 1 : offset }

  /// How many columns of a tab that was passed in part are left.
  var leftOfTab: Int { isInsideTab ? 4 - column % 4 : 0 }
}
