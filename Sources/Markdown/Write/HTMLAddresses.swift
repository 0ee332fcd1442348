import ByteText

/// A reader of the addresses in the attributes of HTML, one after the other, as browsers find them. What a browser takes
/// for the text of a script, a style or a comment is passed over.
struct HTMLAddresses {
  /// An address in an attribute.
  struct Address {
    /// The bytes of the address without the space around it.
    let range: Range<Int>
    let isQuoted: Bool
    /// An image where it is shown as a picture.
    let kind: MarkdownDocument.Link.Kind
  }

  private struct Attribute {
    let name: Range<Int>
    let value: Range<Int>
    let isQuoted: Bool
  }

  private let html: Bytes
  private var index = 0
  /// The name of the tag whose attributes are being read; nil between tags.
  private var tag: Range<Int>?
  /// The addresses of the last attribute that are still to be given, the first last.
  private var waiting: [Address] = []

  init(in html: Bytes) { self.html = html }

  mutating func next() -> Address? {
    while true {
      if let first = waiting.popLast() { return first }
      guard let tag else {
        if !findTag() { return nil }
        continue
      }
      if let attribute = nextAttribute() {
        waiting = addresses(of: attribute, on: html[tag].string.lowercased())
      } else {
        self.tag = nil
        skipText(of: html[tag])
      }
    }
  }

  private mutating func findTag() -> Bool {
    while let open = html.first(UInt8(ascii: "<"), from: index) {
      if html.holds("<!--", at: open) {
        index = open + 4
        while index < html.count, !html.holds("-->", at: index) { index += 1 }
      } else if open + 1 < html.count, isASCIILetter(html[open + 1]) {
        index = open + 1
        while index < html.count, !endsName(html[index]) { index += 1 }
        tag = open + 1..<index
        return true
      } else {
        index = open + 1
      }
    }
    return false
  }

  /// The next attribute with a value; nil at the end of the tag.
  private mutating func nextAttribute() -> Attribute? {
    while true {
      while index < html.count, isSpace(html[index]) || html[index] == UInt8(ascii: "/") {
        index += 1
      }
      guard index < html.count else { return nil }
      if html[index] == UInt8(ascii: ">") {
        index += 1
        return nil
      }
      let start = index
      index += 1
      while index < html.count, !endsName(html[index]), html[index] != UInt8(ascii: "=") {
        index += 1
      }
      let name = start..<index
      skipSpace()
      guard html.holds("=", at: index) else { continue }
      index += 1
      skipSpace()
      return value().map { Attribute(name: name, value: $0, isQuoted: $1) }
    }
  }

  private mutating func value() -> (range: Range<Int>, isQuoted: Bool)? {
    guard index < html.count else { return nil }
    let start = index
    let quote = html[index]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      guard let end = html.first(quote, from: start + 1) else {
        index = html.count
        return nil
      }
      index = end + 1
      return (start + 1..<end, true)
    }
    while index < html.count, !isSpace(html[index]), html[index] != UInt8(ascii: ">") { index += 1 }
    return (start..<index, false)
  }

  private mutating func skipSpace() {
    while index < html.count, isSpace(html[index]) { index += 1 }
  }

  private func endsName(_ byte: UInt8) -> Bool {
    isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
  }

  /// Skips what stands in an element that contains text alone.
  private mutating func skipText(of tag: Bytes) {
    guard textElements.contains(tag.string.lowercased()) else { return }
    while let open = html.first(UInt8(ascii: "<"), from: index) {
      index = open + 1
      let end = index + 1 + tag.count
      if html.holds("/", at: index), end <= html.count,
        html[index + 1..<end].string.lowercased() == tag.string.lowercased()
      {
        return
      }
    }
    index = html.count
  }

  // MARK: Values

  private func addresses(of attribute: Attribute, on tag: String) -> [Address] {
    let name = html[attribute.name].string.lowercased()
    guard let kind = addressKinds[tag]?[name] else { return [] }
    guard name == "srcset" else {
      var range = attribute.value
      while let first = range.first, isSpace(html[first]) { range.removeFirst() }
      while let last = range.last, isSpace(html[last]) { range.removeLast() }
      return [Address(range: range, isQuoted: attribute.isQuoted, kind: kind)]
    }
    return attribute.isQuoted ? candidates(attribute.value, kind).reversed() : []
  }

  /// The addresses of `a.jpg 1x, b.jpg 2x`.
  private func candidates(
    _ list: Range<Int>, _ kind: MarkdownDocument.Link.Kind
  ) -> [Address] {
    var found: [Address] = []
    var index = list.lowerBound
    while true {
      while index < list.upperBound, isSpace(html[index]) || html[index] == UInt8(ascii: ",") {
        index += 1
      }
      guard index < list.upperBound else { return found }
      let start = index
      while index < list.upperBound, !isSpace(html[index]) { index += 1 }
      var end = index
      while html[end - 1] == UInt8(ascii: ",") { end -= 1 }
      if end == index {
        while index < list.upperBound, html[index] != UInt8(ascii: ",") { index += 1 }
      }
      found.append(Address(range: start..<end, isQuoted: true, kind: kind))
    }
  }
}

/// The attributes whose value is an address, by element, and whether they show a picture.
private let addressKinds: [String: [String: MarkdownDocument.Link.Kind]] = [
  "a": ["href": .link], "area": ["href": .link], "link": ["href": .link],
  "img": ["src": .image, "srcset": .image], "source": ["src": .link, "srcset": .image],
  "input": ["src": .image], "video": ["src": .link, "poster": .image], "audio": ["src": .link],
  "track": ["src": .link], "embed": ["src": .link], "iframe": ["src": .link],
  "script": ["src": .link], "object": ["data": .link],
]

private let textElements: Set<String> = [
  "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
]

extension HTMLWalker {
  /// Writes HTML as it is, but for the addresses within the site, which are left to the generator like those of links.
  mutating func writeTrusted(_ html: Bytes) {
    var addresses = HTMLAddresses(in: html)
    var from = 0
    while let address = addresses.next() {
      let written = html[address.range]
      guard let destination = localDestination(written) else { continue }
      unsafe self.html.append(html[from..<address.range.lowerBound].buffer)
      if !address.isQuoted { self.html.append(UInt8(ascii: "\"")) }
      slots.append(.init(offset: self.html.count, kind: .address(links.count)))
      if !address.isQuoted { self.html.append(UInt8(ascii: "\"")) }
      links.append(
        .init(
          kind: address.kind, destination: destination, isLocal: true, isHTML: true,
          range: locator.range(of: written, line: blockLine)))
      from = address.range.upperBound
    }
    unsafe self.html.append(html[from..<html.count].buffer)
  }

  /// The destination that an attribute's value names within the site; nil for a place on the same page, for another
  /// site, and for what is no plain address.
  private func localDestination(_ written: Bytes) -> String? {
    guard !written.isEmpty, !"#?{".utf8.contains(written[0]),
      kind(ofAddress: written, anyScheme: true) == .local
    else { return nil }
    guard written.holdsReference else { return written.string }
    let parts = written.string.split(separator: "&", omittingEmptySubsequences: false)
    guard parts.dropFirst().allSatisfy({ $0.utf8.starts(with: "amp;".utf8) }) else { return nil }
    return ([parts[0]] + parts.dropFirst().map { $0.dropFirst(4) }).joined(separator: "&")
  }
}
