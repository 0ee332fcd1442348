internal import ByteText

// Files of office programs and PDF files are not changed: their parts are compressed and refer to each other. The
// names of persons and organisations in their properties are found, so that whoever made them can remove these.

extension PrivateParts {
  /// Adds a name, unless it is there or empty.
  fileprivate mutating func add(person bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes.prefix(1 << 10))
    let text: [UInt8]
    switch decodeText(bytes) {
    case .utf8(let found), .converted(let found, _): text = found
    case .invalid: return
    }
    let name = String(
      String(decoding: text, as: UTF8.self).unicodeScalars.filter { $0.value >= 0x20 }.prefix(80))
    let blanks = name.utf8.allSatisfy { $0 == 0x20 }
    if !blanks, people.count < 8, !people.contains(name) { people.append(name) }
  }

  /// Adds what elements of XML with some names contain.
  fileprivate mutating func addPeople(in xml: [UInt8], named names: [String]) {
    for name in names {
      let (open, close) = (Array("<\(name)".utf8), UInt8(ascii: "<"))
      var rest = xml[...]
      while let start = firstIndex(of: open, in: rest) {
        rest = rest[(start + open.count)...]
        guard let next = rest.first, next == UInt8(ascii: ">") || next <= 0x20 else { continue }
        guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { break }
        // An element that ends at once is empty.
        if rest[..<end].last == UInt8(ascii: "/") { continue }
        add(person: withoutReferences(rest[(end + 1)...].prefix { $0 != close }))
      }
    }
  }
}

private func firstIndex(of word: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
  guard bytes.count >= word.count else { return nil }
  return (bytes.startIndex...(bytes.endIndex - word.count)).first {
    bytes[$0] == word[0] && bytes[$0..<($0 + word.count)].elementsEqual(word)
  }
}

/// A text of XML with the characters that its references stand for.
private func withoutReferences(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
  guard bytes.contains(UInt8(ascii: "&")) else { return Array(bytes) }
  var text = String(decoding: bytes, as: UTF8.self)
  for (reference, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
    text = text.split(separator: reference, omittingEmptySubsequences: false)
      .joined(separator: character)
  }
  return Array(text.utf8)
}

// MARK: - Archives

/// Word, Excel and PowerPoint since 2007 and OpenDocument: archives of ZIP with a file of properties.
func findInArchive(_ file: ByteSource, _ parts: inout PrivateParts) {
  let tail = max(0, file.count - 65_557)
  let end = file.bytes(tail..<file.count)
  guard let mark = end.indices.last(where: { end[$0...].starts(with: [0x50, 0x4B, 5, 6]) }),
    var offset = file.little(4, at: tail + mark + 16),
    let count = file.little(2, at: tail + mark + 10)
  else { return }
  for _ in 0..<count {
    guard file.step(), file.has([0x50, 0x4B, 1, 2], at: offset),
      let nameLength = file.little(2, at: offset + 28),
      let extra = file.little(2, at: offset + 30), let comment = file.little(2, at: offset + 32)
    else { return }
    switch latin(file.bytes(offset + 46, nameLength) ?? []) {
    case "docProps/core.xml":
      parts.addPeople(in: content(file, offset), named: ["dc:creator", "cp:lastModifiedBy"])
    case "docProps/app.xml":
      parts.addPeople(in: content(file, offset), named: ["Company", "Manager"])
    case "meta.xml":
      parts.addPeople(
        in: content(file, offset),
        named: ["meta:initial-creator", "dc:creator", "meta:printed-by"])
    default: break
    }
    offset += 46 + nameLength + extra + comment
  }
}

/// The content of a file in an archive, by its entry in the list; empty where it cannot be read.
private func content(_ file: ByteSource, _ entry: Int) -> [UInt8] {
  guard let method = file.little(2, at: entry + 10), let size = file.little(4, at: entry + 20),
    let start = file.little(4, at: entry + 42), let name = file.little(2, at: start + 26),
    let extra = file.little(2, at: start + 28), size <= 1 << 20,
    let bytes = file.bytes(start + 30 + name + extra, size)
  else { return [] }
  return method == 0 ? bytes : method == 8 ? inflate(bytes, limit: 1 << 18) ?? [] : []
}

// MARK: - Compound files

/// Word, Excel, PowerPoint and WPS before 2007: sets of properties in a compound file ([MS-OLEPS]). Each begins at a
/// multiple of 64 bytes.
func findInCompoundFile(_ file: ByteSource, _ parts: inout PrivateParts) {
  let summary: [UInt8] = [0xE0, 0x85, 0x9F, 0xF2, 0xF9, 0x4F, 0x68, 0x10]
  let more: [UInt8] = [0x02, 0xD5, 0xCD, 0xD5, 0x9C, 0x2E, 0x1B, 0x10]
  for offset in stride(from: 512, to: min(file.count, 1 << 28), by: 64)
  where file[offset] == 0xFE && file[offset + 1] == 0xFF {
    guard file.step(), let place = file.little(4, at: offset + 44), place < 1 << 20 else {
      continue
    }
    let wanted =
      file.has(summary, at: offset + 28)
      ? [4, 8] : file.has(more, at: offset + 28) ? [14, 15] : []
    let set = offset + place
    for index in 0..<min(64, file.little(4, at: set + 4) ?? 0) {
      guard let id = file.little(4, at: set + 8 + 8 * index), wanted.contains(id),
        let value = file.little(4, at: set + 12 + 8 * index), file.little(4, at: set + value) == 30,
        let length = file.little(4, at: set + value + 4),
        let text = file.bytes(set + value + 8, min(length, 256))
      else { continue }
      parts.add(person: text.prefix { $0 != 0 })
    }
  }
}

// MARK: - PDF

/// PDF (ISO 32000): the author in the dictionary of properties, and the creators in XMP. Both may be in objects that are
/// compressed together, which are few and are looked into.
func findInPDF(_ file: ByteSource, _ parts: inout PrivateParts) {
  let whole = file.bytes(0..<file.count, upTo: 1 << 24)
  let tail = file.count > 1 << 24 ? file.bytes((file.count - 1 << 20)..<file.count) : []
  // The texts of an encrypted file are encrypted too.
  if firstIndex(of: Array("/Encrypt".utf8), in: (tail.isEmpty ? whole : tail)[...]) != nil {
    return
  }
  for bytes in [whole, tail] {
    addAuthors(in: bytes, &parts)
    var rest = bytes[...]
    let mark = Array("/ObjStm".utf8)
    var budget = 64
    while budget > 0, let found = firstIndex(of: mark, in: rest) {
      budget -= 1
      rest = rest[(found + mark.count)...]
      guard let start = firstIndex(of: Array("stream".utf8), in: rest.prefix(1 << 12)) else {
        continue
      }
      var first = start + 6
      while first < bytes.count, bytes[first] == 13 || bytes[first] == 10 { first += 1 }
      // Two bytes come before what is compressed.
      let stream = bytes[min(bytes.count, first + 2)...].prefix(1 << 18)
      if let content = inflate(Array(stream), limit: 1 << 18) { addAuthors(in: content, &parts) }
    }
  }
}

private func addAuthors(in bytes: [UInt8], _ parts: inout PrivateParts) {
  let mark = Array("/Author".utf8)
  var rest = bytes[...]
  while let found = firstIndex(of: mark, in: rest) {
    rest = rest[(found + mark.count)...].drop { $0 <= 0x20 }
    if rest.first == UInt8(ascii: "(") {
      parts.add(person: literal(rest.dropFirst().prefix(1 << 10)))
    } else if rest.first == UInt8(ascii: "<") {
      let digits = rest.dropFirst().prefix(1 << 11).prefix { $0 != UInt8(ascii: ">") }
        .compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
      parts.add(
        person: stride(from: 0, to: digits.count - 1, by: 2).map {
          UInt8(digits[$0] << 4 | digits[$0 + 1])
        })
    }
  }
  var xmp = bytes[...]
  let creator = Array("<dc:creator".utf8)
  while let found = firstIndex(of: creator, in: xmp) {
    xmp = xmp[(found + creator.count)...]
    parts.addPeople(
      in: Array(beginning(of: xmp.prefix(1 << 10), upTo: "</dc:creator")), named: ["rdf:li"])
  }
}

private func beginning(of bytes: ArraySlice<UInt8>, upTo word: String) -> ArraySlice<UInt8> {
  firstIndex(of: Array(word.utf8), in: bytes).map { bytes[..<$0] } ?? bytes
}

/// A text in parentheses, in which a backslash has a meaning.
private func literal(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
  var (text, depth, index) = ([UInt8](), 0, bytes.startIndex)
  while index < bytes.endIndex {
    var byte = bytes[index]
    index += 1
    if byte == UInt8(ascii: ")"), depth == 0 { return text }
    if byte == UInt8(ascii: "(") { depth += 1 }
    if byte == UInt8(ascii: ")") { depth -= 1 }
    if byte == UInt8(ascii: "\\"), index < bytes.endIndex {
      let digits = bytes[index...].prefix(3).prefix { (0x30...0x37).contains($0) }
      if digits.isEmpty {
        byte = bytes[index]
        index += 1
      } else {
        byte = UInt8(truncatingIfNeeded: digits.reduce(0) { $0 << 3 | Int($1 - 0x30) })
        index += digits.count
      }
    }
    text.append(byte)
  }
  return []
}
