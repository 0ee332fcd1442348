/// A document's headings and the ids that are taken.
struct Headings {
  private(set) var all: [MarkdownDocument.Heading] = []
  private var ids = Identifiers()

  /// Adds a heading and gives its id.
  mutating func add(level: Int, text: [UInt8]) -> [UInt8] {
    let text = collapsed(text)
    let id = reserve(identifier(for: text))
    all.append(
      .init(
        level: level, id: String(decoding: id, as: UTF8.self),
        text: String(decoding: text, as: UTF8.self)))
    return id
  }

  /// Takes an id: the one wished for, or that with a number behind it.
  mutating func reserve(_ wish: [UInt8]) -> [UInt8] { ids.take(wish) }
}

/// The ids of a document, each of which is given once.
private struct Identifiers {
  /// By their hashes. Where two had the same, the second would get a number that it does not need.
  private var taken: Set<UInt64> = []
  /// The next number to try for an id that is taken, so that a thousand equal headings are no
  /// thousand tries each.
  private var nextNumber: [UInt64: Int] = [:]

  mutating func take(_ wish: [UInt8]) -> [UInt8] {
    let hash = stableHash(wish)
    if taken.insert(hash).inserted { return wish }
    while true {
      let number = nextNumber[hash, default: 1]
      nextNumber[hash] = number + 1
      let id = wish + [UInt8(ascii: "-")] + Array(String(number).utf8)
      if taken.insert(stableHash(id)).inserted { return id }
    }
  }
}

/// FNV-1a: a hash that is the same in every process.
struct StableHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
}

func stableHash(_ bytes: [UInt8]) -> UInt64 {
  var hash = StableHash()
  for byte in bytes { hash.add(byte) }
  return hash.value
}

/// The id of a text: letters, marks and digits of every script, Latin ones in lower case, and
/// hyphens where there is white space or a hyphen; `section` where nothing is left.
func identifier(for text: [UInt8]) -> [UInt8] {
  var id: [UInt8] = []
  id.reserveCapacity(text.count)
  unsafe text.withUnsafeBufferPointer { buffer in
    let bytes = unsafe Bytes(base: buffer.baseAddress, count: buffer.count)
    var index = 0
    while index < bytes.count {
      let (value, length) = bytes.codePoint(at: index)
      switch value {
      case 0x41...0x5A: id.append(UInt8(value) | 0x20)
      case 0x61...0x7A, 0x30...0x39, 0x5F: id.append(UInt8(value))
      case 0x2D, 0x20, 0x09, 0x0A: id.append(UInt8(ascii: "-"))
      case 0..<0x80: break
      case _ where isPartOfIdentifier(value):
        unsafe id.append(contentsOf: bytes[index..<index + length].buffer)
      case _ where characterClass(of: value).contains(.space): id.append(UInt8(ascii: "-"))
      default: break
      }
      index += length
    }
  }
  let dash = UInt8(ascii: "-")
  let trimmed = id.drop { $0 == dash }
  let end = trimmed.lastIndex { $0 != dash } ?? trimmed.startIndex
  return trimmed.isEmpty ? Array("section".utf8) : Array(trimmed[...end])
}

private func isPartOfIdentifier(_ value: UInt32) -> Bool {
  if (0x3400...0x9FFF).contains(value) { return true }
  guard let scalar = Unicode.Scalar(value) else { return false }
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
    .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
    return true
  default: return false
  }
}

/// The text with white space trimmed and runs of it made one space.
private func collapsed(_ text: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(text.count)
  var isBehindSpace = false
  for byte in text {
    if byte == 0x20 || byte == 0x09 || byte == 0x0A {
      isBehindSpace = !result.isEmpty
    } else {
      if isBehindSpace { result.append(0x20) }
      isBehindSpace = false
      result.append(byte)
    }
  }
  return result
}
