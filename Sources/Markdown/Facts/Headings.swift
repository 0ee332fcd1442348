import ByteText

/// A document's headings and the ids that are taken.
struct Headings {
  private(set) var all: [MarkdownDocument.Heading] = []
  private var ids = Identifiers()

  /// Adds a heading and gives its id: its own, or one that is made of its text.
  mutating func add(level: Int, text: [UInt8], id own: [UInt8]?) -> ArraySlice<UInt8> {
    let text = collapsed(text)
    let id = own.map { own in ids.take { $0 += own } } ?? takeID(for: text)
    all.append(
      .init(
        level: level, id: String(decoding: ids.bytes[id], as: UTF8.self),
        text: String(decoding: text, as: UTF8.self)))
    return ids.bytes[id]
  }

  /// Moves every heading a level down, down to the lowest.
  mutating func lower() {
    for index in all.indices { all[index].level = min(all[index].level + 1, lowestHeading) }
  }

  private mutating func takeID(for text: [UInt8]) -> Range<Int> {
    unsafe text.withUnsafeBufferPointer {
      let bytes = unsafe Bytes(base: $0.baseAddress, count: $0.count)
      return ids.take { appendIdentifier(for: bytes, to: &$0) }
    }
  }

  /// Takes an id: the one that `write` appends, or that with a number behind it. Gives where it stands
  /// among the ids.
  mutating func reserve(_ write: (inout [UInt8]) -> Void) -> Range<Int> { ids.take(write) }

  /// Makes room for so many ids more.
  mutating func reserve(_ more: Int) { ids.reserve(more) }

  /// Appends an id, by where it stands among the ids.
  func append(_ id: Range<Int>, to html: inout ByteWriter) {
    unsafe ids.bytes.withUnsafeBufferPointer { bytes in
      unsafe html.append(UnsafeBufferPointer(rebasing: bytes[id]))
    }
  }

  /// The address of the element that has an id: `#id`.
  func fragment(_ id: Range<Int>) -> String {
    unsafe ids.bytes.withUnsafeBufferPointer { bytes in
      unsafe String(unsafeUninitializedCapacity: id.count + 1) { text in
        unsafe text[0] = UInt8(ascii: "#")
        return unsafe text[1...].update(fromContentsOf: bytes[id])
      }
    }
  }
}

/// The lowest level that a heading may have.
let lowestHeading = 6

/// The ids of a document, each of which is given once.
private struct Identifiers {
  /// All that have been given, one behind the other.
  private(set) var bytes: [UInt8] = []
  /// The hashes of all ids. Where two ids had the same, the second would get a number that it does not
  /// need.
  private var taken = HashTable()
  /// The next number to try for an id that is taken, so that a thousand equal headings are no
  /// thousand tries each.
  private var nextNumber: [UInt64: Int] = [:]

  mutating func reserve(_ more: Int) {
    taken.reserve(more)
    bytes.reserveCapacity(bytes.count + more * 10)
  }

  mutating func take(_ write: (inout [UInt8]) -> Void) -> Range<Int> {
    let start = bytes.count
    write(&bytes)
    let end = bytes.count
    let hash = stableHash(bytes[start...])
    if !isThemes(bytes[start...]), taken.insert(hash, 0) == nil { return start..<end }
    while true {
      let number = nextNumber[hash, default: 1]
      nextNumber[hash] = number + 1
      bytes.removeSubrange(end...)
      bytes.append(UInt8(ascii: "-"))
      bytes += Array(String(number).utf8)
      if taken.insert(stableHash(bytes[start...]), 0) == nil { return start..<bytes.count }
    }
  }
}

/// Whether an element of the theme has this id on some page.
private func isThemes(_ id: ArraySlice<UInt8>) -> Bool {
  guard (2...9).contains(id.count) else { return false }
  return themeIDs.contains { known in
    known.utf8CodeUnitCount == id.count
      && zip(id, 0...).allSatisfy { byte, index in unsafe byte == known.utf8Start[index] }
  }
}

/// The ids of elements in the theme's templates, which no heading gets.
private let themeIDs: [StaticString] = [
  "main", "photos", "documents", "pinned", "subscribe", "how", "feeds", "also",
  "elder", "qr",
]

private func stableHash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
  var hash = StableHash()
  for byte in bytes { hash.add(byte) }
  return hash.value
}

/// The id that a heading with this text gets, if no other has it.
package func identifier(for text: String) -> String {
  var id: [UInt8] = []
  let bytes = Array(text.utf8)
  unsafe bytes.withUnsafeBufferPointer {
    unsafe appendIdentifier(for: Bytes(base: $0.baseAddress, count: $0.count), to: &id)
  }
  return String(decoding: id, as: UTF8.self)
}

/// Appends the id of a text: letters, marks and digits of every script, Latin ones in lower case, and
/// hyphens where there is white space or a hyphen between them; `section` where nothing is left.
func appendIdentifier(for text: Bytes, to ids: inout [UInt8]) {
  let start = ids.count
  // Most labels of footnotes are figures, which stay as they are.
  if !text.isEmpty, unsafe text.buffer.allSatisfy({ (0x30...0x39).contains($0) }) {
    unsafe ids.append(contentsOf: text.buffer)
    return
  }
  // Hyphens wait for something to stand before, and there are none in front.
  var hyphens = 0
  var index = 0
  while index < text.count {
    let (value, length) = text.codePoint(at: index)
    let part = part(ofIdentifier: value)
    if part == .hyphen { hyphens += 1 }
    if part == .itself {
      if ids.count > start {
        ids.append(contentsOf: repeatElement(UInt8(ascii: "-"), count: hyphens))
      }
      hyphens = 0
      if value < 0x80 {
        ids.append(isASCIILetter(UInt8(value)) ? UInt8(value) | 0x20 : UInt8(value))
      } else {
        unsafe ids.append(contentsOf: text[index..<index + length].buffer)
      }
    }
    index += length
  }
  if ids.count == start { ids += Array("section".utf8) }
}

/// The ways in which a character enters an id.
private enum IdentifierPart { case itself, hyphen, nothing }

private func part(ofIdentifier value: UInt32) -> IdentifierPart {
  switch value {
  case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x5F: .itself
  case 0x2D, 0x20, 0x09, 0x0A: .hyphen
  case 0..<0x80: .nothing
  case _ where isPartOfIdentifier(value): .itself
  case _ where characterClass(of: value).contains(.space): .hyphen
  default: .nothing
  }
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
