internal import ByteText
internal import Search

/// The passages of a document's piece in a search's index: title, number and name, then those of the piece. The bytes must be those that
/// `SearchFiles` writes.
func passages(inPiece bytes: [UInt8]) -> [Passage] {
  var passages: [Passage] = []
  var (index, depth) = (0, 0)
  var key: [UInt8] = []
  // The first string of an array within the text is the mark of a heading.
  var isMark = false
  while index < bytes.count {
    switch bytes[index] {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      depth += 1
      isMark = depth > 2
    case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
    case UInt8(ascii: "\""):
      let text = jsonText(in: bytes, at: &index)
      if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: ":") {
        key = text
      } else if let zone = zone(of: key, depth: depth), !isMark {
        passages.append(Passage(zone, String(decoding: text, as: UTF8.self)))
      }
      isMark = false
    default: break
    }
    index += 1
  }
  return passages
}

/// The zone of a text by its member's key and by how many objects and arrays it is in; nil for what is no passage.
private func zone(of key: [UInt8], depth: Int) -> Zone? {
  if key.elementsEqual("text".utf8) { return depth > 2 ? .heading : depth > 1 ? .text : nil }
  return ["title", "number", "name"].contains { key.elementsEqual($0.utf8) } ? .title : nil
}

/// Reads a string of JSON that begins at an index, and leaves the index at its end.
private func jsonText(in bytes: [UInt8], at index: inout Int) -> [UInt8] {
  var text: [UInt8] = []
  index += 1
  while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
    guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
      text.append(bytes[index])
      index += 1
      continue
    }
    index += 2
    switch bytes[index - 1] {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      let digits = String(decoding: bytes[index..<min(index + 4, bytes.count)], as: UTF8.self)
      index = min(index + 4, bytes.count)
      let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
      text += UTF8.encode(scalar ?? "\u{FFFD}").map(Array.init) ?? []
    case let byte: text.append(byte)
    }
  }
  return text
}
