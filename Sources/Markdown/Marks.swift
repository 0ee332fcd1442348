import ByteText

/// Characters that the pre-pass puts into the text for libcmark and that no output ever shows.
///
/// They are six of the noncharacters U+FDD0 to U+FDEF, which are meant for uses like this one, and
/// such as the text itself does not hold. To libcmark they are neither white space nor punctuation,
/// and nothing special anywhere. Each is named by its last byte of three, 0x90 to 0xAF.
struct Marks: Equatable {
  /// Beside a run of `*`, in the place of punctuation: lets the run open or close emphasis.
  let joiner: UInt8
  /// What follows was escaped and is neither `~` nor part of a footnote's mark.
  let literal: UInt8
  /// Before a backslash, comma or two hyphens that the author did not write, or a brace in the place of
  /// a square bracket.
  let escape: UInt8
  /// Behind a comma, a word or the beginning of a tag that the author did not write.
  let behind: UInt8
  /// Around the number of a table's cell, at the beginning of the heading that stands for it.
  let cell: UInt8
  /// In comments that stand for what was moved, and around the number of a footnote.
  let note: UInt8

  /// What nearly every text gets.
  static let usual = Marks(free: [0x90, 0x91, 0x92, 0x93, 0x94, 0x95])

  /// Marks that the text does not hold, neither as characters nor as references; nil if it holds
  /// nearly all there are.
  init?(unusedIn text: Bytes) {
    guard text.holdsReference || Markup.nextMark(in: text, from: 0) != nil else {
      self = .usual
      return
    }
    let used = Marks.used(in: text)
    let free = (UInt8(0x90)...0xAF).filter { !used.contains($0) }
    guard free.count >= 6 else { return nil }
    self.init(free: free)
  }

  private init(free: [UInt8]) {
    joiner = free[0]
    literal = free[1]
    escape = free[2]
    cell = free[3]
    note = free[4]
    behind = free[5]
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
    last == joiner || last == literal || last == escape || last == cell || last == note
      || last == behind
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
