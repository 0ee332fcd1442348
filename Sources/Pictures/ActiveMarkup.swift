/// The first thing in an SVG drawing or another XML document that runs where a browser shows it, or cannot be judged.
package struct ActiveMarkup: Sendable, Equatable {
  /// The kind of thing that runs.
  package enum Kind: Sendable, Equatable {
    /// An element, by its name as it is written: `script`, `foreignObject`.
    case element(String)
    /// An attribute that handles an event: `onload`.
    case handler(String)
    /// An attribute with an address that runs or that holds a document of its own.
    case address(String)
    /// XHTML within another document.
    case page
    /// `<?xml-stylesheet …?>`.
    case styleSheet
    /// A declaration that puts in what does not stand there: an external entity, an attribute's default.
    case declaration
    /// It is no well-formed XML in UTF-8.
    case unreadable
  }

  /// The kind, with its name as it is written.
  package let kind: Kind
  /// The offset in the document's bytes.
  package let offset: Int

  /// The first thing found; nil if there is none. Costs one pass.
  ///
  /// It reads as browsers' XML parsers do, and takes what it does not understand for something that runs.
  package init?(in document: [UInt8]) {
    guard String(validating: document, as: UTF8.self) != nil, !document.contains(0) else {
      (kind, offset) = (.unreadable, 0)
      return
    }
    var scanner = MarkupScanner(document)
    do throws(ActiveMarkup) {
      try scanner.scan()
      return nil
    } catch {
      self = error
    }
  }

  init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }
}

extension ActiveMarkup: Error {}

/// Goes through an XML document, tag by tag.
private struct MarkupScanner {
  private let bytes: [UInt8]
  private var index = 0
  /// The entities that the document declares, by name: plain texts only.
  private var entities: [String: [UInt8]] = [:]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func scan() throws(ActiveMarkup) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    while let start = next(UInt8(ascii: "<")) {
      index = start
      if take("<!--") {
        try skip(past: "-->")
      } else if take("<![CDATA[") {
        try skip(past: "]]>")
      } else if take("<!DOCTYPE") {
        try readDocumentType()
      } else if take("<?") {
        try readInstruction(at: start)
      } else if take("</") {
        try skip(past: ">")
      } else {
        index += 1
        try readTag(at: start)
      }
    }
  }

  // MARK: - Before the root

  private mutating func readInstruction(at start: Int) throws(ActiveMarkup) {
    let target = name().lowercased()
    let contentStart = index
    try skip(past: "?>")
    if target.hasPrefix("xml-stylesheet") { throw ActiveMarkup(.styleSheet, at: start) }
    guard target == "xml" else { return }
    let content = String(decoding: bytes[contentStart..<index], as: UTF8.self).lowercased()
    guard let encoding = content.split(separator: "encoding").dropFirst().first else { return }
    let label = encoding.drop { "= \t\n\r\"'".contains($0) }.prefix { !"\"'".contains($0) }
    let isASCII = bytes.allSatisfy { $0 < 0x80 }
    let others: Set<String> = ["iso-8859-1", "windows-1252", "gb2312", "gbk", "gb18030"]
    guard ["utf-8", "us-ascii"].contains(label) || isASCII && others.contains(String(label)) else {
      throw ActiveMarkup(.unreadable, at: start)
    }
  }

  private mutating func readDocumentType() throws(ActiveMarkup) {
    let start = index
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: ">"):
        index += 1
        return
      case UInt8(ascii: "\""), UInt8(ascii: "'"): try skipQuoted()
      case UInt8(ascii: "["):
        index += 1
        try readInternalSubset()
      default: index += 1
      }
    }
    throw ActiveMarkup(.unreadable, at: start)
  }

  private mutating func readInternalSubset() throws(ActiveMarkup) {
    while true {
      skipSpace()
      let start = index
      if take("]") { return }
      if take("<!--") {
        try skip(past: "-->")
      } else if take("<!ENTITY") {
        try readEntity(at: start)
      } else if take("<!ELEMENT") || take("<!NOTATION") {
        try skip(past: ">")
      } else {
        throw ActiveMarkup(.declaration, at: start)
      }
    }
  }

  /// An entity that is a plain text, such as drawing programs declare for the names of namespaces.
  private mutating func readEntity(at start: Int) throws(ActiveMarkup) {
    skipSpace()
    let name = name()
    skipSpace()
    guard !name.isEmpty, index < bytes.count, isQuote(bytes[index]), entities.count < 100 else {
      throw ActiveMarkup(.declaration, at: start)
    }
    let valueStart = index + 1
    try skipQuoted()
    let value = bytes[valueStart..<(index - 1)]
    skipSpace()
    guard take(">"), value.count < 1000, !value.contains(where: { "<&%".utf8.contains($0) }) else {
      throw ActiveMarkup(.declaration, at: start)
    }
    entities[name] = entities[name] ?? Array(value)
  }

  // MARK: - Tags

  private mutating func readTag(at start: Int) throws(ActiveMarkup) {
    let written = name()
    guard !written.isEmpty else { throw ActiveMarkup(.unreadable, at: start) }
    let element = localName(written)
    if runningElements.contains(element) { throw ActiveMarkup(.element(written), at: start) }
    while true {
      let hasSpace = skipSpace()
      let attributeStart = index
      if take(">") || take("/>") { return }
      let attribute = name()
      skipSpace()
      guard hasSpace, !attribute.isEmpty, take("="), case _ = skipSpace(), index < bytes.count,
        isQuote(bytes[index])
      else { throw ActiveMarkup(.unreadable, at: attributeStart) }
      let valueStart = index + 1
      try skipQuoted()
      let value = bytes[valueStart..<(index - 1)]
      if value.contains(UInt8(ascii: "<")) { throw ActiveMarkup(.unreadable, at: attributeStart) }
      if let kind = danger(of: attribute, decoded(value), on: element) {
        throw ActiveMarkup(kind, at: attributeStart)
      }
    }
  }

  private func danger(
    of attribute: String, _ value: [UInt8], on element: String
  ) -> ActiveMarkup.Kind? {
    let name = localName(attribute)
    if name.hasPrefix("on"), !attribute.utf8.contains(UInt8(ascii: ":")) {
      return .handler(attribute)
    }
    let compact = String(
      decoding: value.lazy.filter { $0 > 0x20 && $0 != 0x7F }.map {
        (0x41...0x5A).contains($0) ? $0 | 0x20 : $0
      }, as: UTF8.self)
    if attribute.lowercased().hasPrefix("xmlns"), compact == "http://www.w3.org/1999/xhtml" {
      return .page
    }
    if compact.contains("javascript:") || compact.contains("vbscript:") {
      return .address(attribute)
    }
    if name == "attributename", compact.hasPrefix("on") || compact.hasSuffix("href") {
      return .address(attribute)
    }
    guard ["href", "src", "action", "data", "base", "to", "from", "values", "by"].contains(name)
    else { return nil }
    let isPicture = element == "image" || element == "feimage"
    return compact.hasPrefix("data:") && !isHarmlessData(compact, isPicture: isPicture)
      ? .address(attribute) : nil
  }

  private func isHarmlessData(_ address: String, isPicture: Bool) -> Bool {
    let type = address.dropFirst(5)
    if type.hasPrefix("image/") { return isPicture || !type.hasPrefix("image/svg") }
    return type.hasPrefix("font/") || type.hasPrefix("application/font")
      || type.hasPrefix("application/x-font")
  }

  /// A value with its references resolved: numbers, the names of XML, and what the document declares.
  private func decoded(_ value: ArraySlice<UInt8>) -> [UInt8] {
    guard value.contains(UInt8(ascii: "&")) else { return Array(value) }
    var text: [UInt8] = []
    var rest = value
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "&"), let end = rest.prefix(80).firstIndex(of: UInt8(ascii: ";"))
      else {
        text.append(byte)
        continue
      }
      text += character(String(decoding: rest[..<end], as: UTF8.self))
      rest = rest[(end + 1)...]
    }
    return text
  }

  private func character(_ name: String) -> [UInt8] {
    if name.hasPrefix("#") {
      let isHexadecimal = name.hasPrefix("#x")
      let number = UInt32(name.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10)
      return number.flatMap(Unicode.Scalar.init).map { Array(String(Character($0)).utf8) } ?? []
    }
    let names = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
    return names[name].map { Array($0.utf8) } ?? entities[name] ?? []
  }

  // MARK: - Bytes

  private func next(_ byte: UInt8) -> Int? { bytes[index...].firstIndex(of: byte) }

  private func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }

  /// A name, prefix included.
  private mutating func name() -> String {
    let start = index
    while index < bytes.count, !isSpace(bytes[index]), !"=/><?\"'[&;".utf8.contains(bytes[index]) {
      index += 1
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// Without the prefix and in small letters. XML knows the difference, and so an element in capitals does
  /// not run; nobody writes one for anything else.
  private func localName(_ name: String) -> String {
    String(name.split(separator: ":", omittingEmptySubsequences: false).last ?? "").lowercased()
  }

  private mutating func take(_ word: StaticString) -> Bool {
    for offset in 0..<word.utf8CodeUnitCount {
      guard index + offset < bytes.count, unsafe bytes[index + offset] == word.utf8Start[offset]
      else { return false }
    }
    index += word.utf8CodeUnitCount
    return true
  }

  private mutating func skip(past end: StaticString) throws(ActiveMarkup) {
    let start = index
    while index < bytes.count {
      if take(end) { return }
      index += 1
    }
    throw ActiveMarkup(.unreadable, at: min(start, max(0, bytes.count - 1)))
  }

  private mutating func skipQuoted() throws(ActiveMarkup) {
    let start = index
    guard let end = bytes[(index + 1)...].firstIndex(of: bytes[index]) else {
      throw ActiveMarkup(.unreadable, at: start)
    }
    index = end + 1
  }

  @discardableResult
  private mutating func skipSpace() -> Bool {
    let start = index
    while index < bytes.count, isSpace(bytes[index]) { index += 1 }
    return index > start
  }
}

/// Elements that run something or hold HTML, by their local names.
private let runningElements: Set<String> = [
  "script", "foreignobject", "handler", "listener", "iframe", "embed", "object", "applet", "html",
  "meta", "base",
]

private func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
}
