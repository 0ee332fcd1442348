func isASCIILetter(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}

/// The value of the numeric character reference at `index` and where it ends, nil if there is none.
func numericReference(in text: Bytes, at index: Int) -> (value: UInt32, end: Int)? {
  guard text.holds("&#", at: index), index + 2 < text.count else { return nil }
  let isHex = text[index + 2] | 0x20 == UInt8(ascii: "x")
  var position = index + (isHex ? 3 : 2)
  let start = position
  var value: UInt32 = 0
  while position < text.count, position - start < 7,
    let digit = digitValue(text[position], isHex: isHex)
  {
    value = value * (isHex ? 16 : 10) + digit
    position += 1
  }
  guard position > start, position < text.count, text[position] == UInt8(ascii: ";") else {
    return nil
  }
  return (value, position + 1)
}

private func digitValue(_ byte: UInt8, isHex: Bool) -> UInt32? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
  case UInt8(ascii: "a")...UInt8(ascii: "f") where isHex: UInt32(byte - UInt8(ascii: "a") + 10)
  case UInt8(ascii: "A")...UInt8(ascii: "F") where isHex: UInt32(byte - UInt8(ascii: "A") + 10)
  default: nil
  }
}

/// The offset at which `[^label]` at `start` ends, nil if there is none: a label has neither white
/// space nor brackets nor backslashes.
func footnoteLabelEnd(in text: Bytes, at start: Int, end: Int) -> Int? {
  guard start + 3 < end, text.holds("[^", at: start) else { return nil }
  var index = start + 2
  while index < end, index - start < maximalLabelLength {
    switch text[index] {
    case UInt8(ascii: "]"): return index > start + 2 ? index + 1 : nil
    case 0...0x20, UInt8(ascii: "["), UInt8(ascii: "\\"): return nil
    // Its author meant the full-width bracket to close the label.
    case 0xEF where text.holds("］", at: index): return nil
    default: index += 1
    }
  }
  return nil
}

/// The greatest length of a label in bytes, as for the labels of links.
private let maximalLabelLength = 1000

/// The brackets that are open in a paragraph.
struct OpenBrackets {
  /// Whether each begins a picture.
  private var open: [Bool] = []
  private var pictureCount = 0
  /// Whether too many pictures have begun, so that brackets are text up to the paragraph's end.
  private var isFull = false
  private var last = 0

  /// Takes note of a bracket. Gives whether it must be text.
  mutating func open(isPicture: Bool, at index: Int, in text: Bytes) -> Bool {
    move(to: index, in: text)
    isFull = isFull || isPicture && pictureCount >= mostOpenPictures
    if isFull { return true }
    open.append(isPicture)
    if isPicture { pictureCount += 1 }
    return false
  }

  /// Gives whether the bracket must be text.
  mutating func close(at index: Int, in text: Bytes) -> Bool {
    move(to: index, in: text)
    if !isFull, open.popLast() == true { pictureCount -= 1 }
    return isFull
  }

  /// Forgets all where an empty line lies between.
  private mutating func move(to index: Int, in text: Bytes) {
    var lineFeed: Int?
    for at in last..<index {
      switch text[at] {
      case 0x0A:
        if lineFeed != nil {
          open.removeAll(keepingCapacity: true)
          pictureCount = 0
          isFull = false
        }
        lineFeed = at
      case 0x20, 0x09, 0x0D, UInt8(ascii: ">"): break
      default: lineFeed = nil
      }
    }
    last = index
  }
}

/// The number of pictures that may have begun and not ended where another begins.
let mostOpenPictures = 128

/// Whether a text holds nothing but white space.
func isBlank(_ text: Bytes) -> Bool {
  for index in 0..<text.count where !isSpace(text[index]) { return false }
  return true
}
