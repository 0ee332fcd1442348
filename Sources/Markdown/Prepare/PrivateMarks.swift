import ByteText

/// Characters that the pre-pass puts into the text for libcmark and that no output ever shows.
///
/// They are six of the noncharacters U+FDD0 to U+FDEF, which are meant for uses like this one, and
/// such as the text itself does not hold. To libcmark they are neither white space nor punctuation,
/// and nothing special anywhere. Each is named by its last byte of three, 0x90 to 0xAF.
struct PrivateMarks: Equatable {
  /// The mark beside a run of `*`, in the place of punctuation, to libcmark a letter: lets the run open or
  /// close emphasis.
  let letter: UInt8
  /// The mark before bytes that were escaped and are neither `~` nor part of a reference to a footnote.
  let literal: UInt8
  /// The mark before a backslash, comma, `>` or two hyphens that the author did not write, or a brace in
  /// the place of a square bracket.
  let beforeAdded: UInt8
  /// The mark behind a comma, `<`, a brace in the place of a square bracket, a word or the beginning of a tag that the author did not write.
  let behindAdded: UInt8
  /// The mark around the number of a table's cell, at the beginning of the heading that stands for the
  /// cell.
  let cell: UInt8
  /// The mark in comments that stand for moved text, and around the number of a footnote.
  let note: UInt8

  /// The marks of nearly every text.
  static let usual = PrivateMarks(free: [0x90, 0x91, 0x92, 0x93, 0x94, 0x95])

  /// Marks that the text does not hold, neither as characters nor as references; nil if it holds
  /// nearly all there are. `holdsNoncharacters` says whether it may hold one as a character.
  init?(unusedIn text: Bytes, holdsNoncharacters: Bool) {
    guard text.holdsReference || holdsNoncharacters else {
      self = .usual
      return
    }
    let used = PrivateMarks.used(in: text)
    let free = (UInt8(0x90)...0xAF).filter { !used.contains($0) }
    guard free.count >= 6 else { return nil }
    self.init(free: free)
  }

  private init(free: [UInt8]) {
    letter = free[0]
    literal = free[1]
    beforeAdded = free[2]
    cell = free[3]
    note = free[4]
    behindAdded = free[5]
  }

  private static func used(in text: Bytes) -> ByteSet {
    var used = ByteSet()
    for index in 0..<text.count {
      if text[index] == 0xEF, let last = lastByte(in: text, at: index) {
        used.insert(last)
      } else if text[index] == UInt8(ascii: "&"),
        let (value, _) = numericReference(in: text, at: index), (0xFDD0...0xFDEF).contains(value)
      {
        used.insert(UInt8(value - 0xFDD0 + 0x90))
      }
    }
    return used
  }

  /// The last byte of the noncharacter at `index`, nil if there is none.
  @inline(__always)
  static func lastByte(in text: Bytes, at index: Int) -> UInt8? {
    guard index + 2 < text.count, text[index] == 0xEF, text[index + 1] == 0xB7,
      (0x90...0xAF).contains(text[index + 2])
    else { return nil }
    return text[index + 2]
  }

  /// Whether this mark stands at `index`.
  static func stands(_ mark: UInt8, in text: Bytes, at index: Int) -> Bool {
    lastByte(in: text, at: index) == mark
  }

  func holds(_ last: UInt8) -> Bool {
    last == letter || last == literal || last == beforeAdded || last == cell || last == note
      || last == behindAdded
  }

  /// The decimal number between two of the marks at `start`, and where it ends.
  static func number(in text: Bytes, between mark: UInt8, at start: Int) -> (value: Int, end: Int)?
  {
    guard stands(mark, in: text, at: start) else { return nil }
    var index = start + 3
    var value = 0
    while index < text.count, (0x30...0x39).contains(text[index]), index - start < 12 {
      value = value * 10 + Int(text[index] - 0x30)
      index += 1
    }
    return stands(mark, in: text, at: index) && index > start + 3 ? (value, index + 3) : nil
  }
}

extension ByteWriter {
  mutating func append(mark: UInt8) {
    append(0xEF)
    append(0xB7)
    append(mark)
  }

  mutating func append(number: Int, between mark: UInt8) {
    append(mark: mark)
    append(decimal: number)
    append(mark: mark)
  }
}
