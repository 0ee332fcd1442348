/// The kinds of HTML blocks, by the numbers that CommonMark gives them.
enum HTMLBlockKind: Int {
  case verbatim = 1, comment, instruction, declaration, cdata, block, tag

  /// The texts that end a block of this kind; none for a block that ends at an empty line.
  var endMarkers: [StaticString] {
    switch self {
    case .verbatim: ["</script>", "</pre>", "</textarea>", "</style>"]
    case .comment: ["-->"]
    case .instruction: ["?>"]
    case .declaration: [">"]
    case .cdata: ["]]>"]
    case .block, .tag: []
    }
  }
}

extension LineCursor {
  /// The kind of HTML block that begins here. A lone tag does not interrupt a paragraph.
  func htmlBlock(interruptsParagraph: Bool) -> HTMLBlockKind? {
    guard first == UInt8(ascii: "<") else { return nil }
    let start = nonspace + 1
    switch byte(at: start) {
    case UInt8(ascii: "?"): return .instruction
    case UInt8(ascii: "!"):
      if holds("--", at: start + 1) { return .comment }
      if holds("[CDATA[", at: start + 1) { return .cdata }
      return isASCIILetter(byte(at: start + 1)) ? .declaration : nil
    default:
      if let kind = namedBlock(at: start) { return kind }
      guard !interruptsParagraph, let tagEnd = tagEnd(at: start) else { return nil }
      return isSpaceOnly(from: tagEnd) ? .tag : nil
    }
  }

  /// Whether the line holds what ends such a block.
  func ends(_ kind: HTMLBlockKind) -> Bool {
    kind.endMarkers.contains { marker in
      (nonspace..<end).contains { holds(marker, at: $0) }
    }
  }

  private func holds(_ word: StaticString, at start: Int) -> Bool {
    guard start + word.utf8CodeUnitCount <= end else { return false }
    for index in 0..<word.utf8CodeUnitCount {
      let byte = unsafe word.utf8Start[index]
      if lowercased(text[start + index]) != lowercased(byte) { return false }
    }
    return true
  }

  private func namedBlock(at start: Int) -> HTMLBlockKind? {
    let isEnd = byte(at: start) == UInt8(ascii: "/")
    var index = isEnd ? start + 1 : start
    var name: [UInt8] = []
    while isASCIILetter(byte(at: index)) || isDigit(byte(at: index)), name.count < 10 {
      name.append(lowercased(byte(at: index)))
      index += 1
    }
    let next = byte(at: index)
    let word = String(decoding: name, as: UTF8.self)
    if !isEnd, verbatimNames.contains(word), isSpace(next) || next == UInt8(ascii: ">") {
      return .verbatim
    }
    let isClosed =
      isSpace(next) || next == UInt8(ascii: ">")
      || next == UInt8(ascii: "/") && byte(at: index + 1) == UInt8(ascii: ">")
    return isClosed && blockNames.contains(word) ? .block : nil
  }

  /// The offset behind a whole opening or closing tag of which the name begins at `start`, nil if there is
  /// none.
  private func tagEnd(at start: Int) -> Int? {
    let isEnd = byte(at: start) == UInt8(ascii: "/")
    var index = isEnd ? start + 1 : start
    guard isASCIILetter(byte(at: index)) else { return nil }
    while isNameByte(byte(at: index)) { index += 1 }
    while !isEnd, let attributeEnd = attributeEnd(at: index) { index = attributeEnd }
    index = skipSpace(from: index)
    if !isEnd, byte(at: index) == UInt8(ascii: "/") { index += 1 }
    return byte(at: index) == UInt8(ascii: ">") ? index + 1 : nil
  }

  private func attributeEnd(at start: Int) -> Int? {
    var index = skipSpace(from: start)
    let first = byte(at: index)
    guard index > start,
      isASCIILetter(first) || first == UInt8(ascii: "_") || first == UInt8(ascii: ":")
    else { return nil }
    while isAttributeNameByte(byte(at: index)) { index += 1 }
    let equals = skipSpace(from: index)
    guard byte(at: equals) == UInt8(ascii: "=") else { return index }
    return valueEnd(at: skipSpace(from: equals + 1)) ?? index
  }

  private func valueEnd(at start: Int) -> Int? {
    let quote = byte(at: start)
    var index = start
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      index += 1
      while index < end, text[index] != quote { index += 1 }
      return index < end ? index + 1 : nil
    }
    while index < end, !isSpace(text[index]), !isSpecialInValue(text[index]) { index += 1 }
    return index > start ? index : nil
  }

  private func skipSpace(from start: Int) -> Int {
    var index = start
    while index < end, isSpace(text[index]) { index += 1 }
    return index
  }

  private func isSpaceOnly(from start: Int) -> Bool { skipSpace(from: start) >= end }
}

func lowercased(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

private func isNameByte(_ byte: UInt8) -> Bool {
  isASCIILetter(byte) || isDigit(byte) || byte == UInt8(ascii: "-")
}

private func isAttributeNameByte(_ byte: UInt8) -> Bool {
  isNameByte(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
    || byte == UInt8(ascii: ".")
}

private func isSpecialInValue(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "="), UInt8(ascii: "<"),
    UInt8(ascii: ">"), UInt8(ascii: "`"):
    true
  default: false
  }
}

private let verbatimNames: Set<String> = ["script", "pre", "textarea", "style"]

/// The names that begin a block of kind 6, as CommonMark 0.31.2 has them.
private let blockNames: Set<String> = [
  "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center",
  "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption",
  "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head",
  "header", "hr", "html", "iframe", "legend", "li", "link", "main", "menu", "menuitem", "nav",
  "noframes", "ol", "optgroup", "option", "p", "param", "search", "section", "title", "summary",
  "table", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "ul",
]
