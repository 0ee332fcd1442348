internal import ByteText

/// What must be changed in HTML that an author wrote, so that a feed may hold it: scripts, styles and
/// frames go, which readers drop, and addresses become absolute. Only the HTML of folders that the site
/// trusts needs this; whatever else a body holds, Markdown made.
struct TrustedHTML {
  private(set) var edits: [HTMLEdit] = []
  private let bytes: [UInt8]
  /// Where addresses within the site stand already.
  private let insertions: Set<Int>
  private let page: Address
  private let origin: String
  private var index = 0

  init(_ body: HTMLFragment, page: Address, config: SiteConfig) {
    bytes = body.bytes
    insertions = Set(body.insertions.map(\.offset))
    self.page = page
    origin = String(config.url.utf8.dropLast(basePath(of: config.url).utf8.count)) ?? ""
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = start + 1
      readMarkup(from: start)
    }
  }

  /// Reads on behind a `<`, which begins a tag, a comment, or nothing.
  private mutating func readMarkup(from start: Int) {
    if bytes[index...].starts(with: "!--".utf8) {
      index = end(of: "-->", from: index)
      edits.append(HTMLEdit(range: start..<index))
      return
    }
    let isEnd = byte == UInt8(ascii: "/")
    if isEnd { index += 1 }
    let name = lowercased(take { isLetter($0) || $0 == 0x2D || (0x30...0x39).contains($0) })
    guard let first = name.utf8.first, isLetter(first) else {
      edits.append(HTMLEdit(range: start..<(start + 1), text: "&lt;"))
      index = start + 1
      return
    }
    if contentless.contains(name), !isEnd {
      index = end(of: ">", from: end(of: "</" + name, from: index))
      edits.append(HTMLEdit(range: start..<index))
      return
    }
    let before = edits.count
    while readAttribute() {}
    let isWhole = bytes[index - 1] == UInt8(ascii: ">")
    // What holds another `<` or never ends is read differently by every reader.
    if !isWhole || contentless.contains(name) || markupless.contains(name)
      || bytes[(start + 1)..<index].contains(UInt8(ascii: "<"))
    {
      edits.removeSubrange(before...)
      edits.append(HTMLEdit(range: start..<index))
    }
  }

  /// Reads an attribute, or the end of the tag.
  private mutating func readAttribute() -> Bool {
    let before = index
    _ = take { isSpace($0) || $0 == UInt8(ascii: "/") }
    guard let first = byte, first != UInt8(ascii: ">") else {
      index = min(index + 1, bytes.count)
      return false
    }
    let name = lowercased(take { !isSpace($0) && !"=/>".utf8.contains($0) })
    let afterName = index
    _ = take(isSpace)
    guard byte == UInt8(ascii: "=") else {
      index = max(afterName, before + 1)
      if isDropped(name) { edits.append(HTMLEdit(range: before..<index)) }
      return true
    }
    index += 1
    _ = take(isSpace)
    let value = trimmed(readValue())
    let text = lowercased(value)
    if name == "style", let alignment = alignment(text) {
      edits.append(HTMLEdit(range: before..<index, text: " align=\"\(alignment)\""))
    } else if isDropped(name) || text.utf8.starts(with: "javascript:".utf8) {
      edits.append(HTMLEdit(range: before..<index))
    } else if name == "srcset" {
      completeCandidates(value)
    } else if addressNames.contains(name), !insertions.contains(value.lowerBound) {
      complete(value)
    }
    return true
  }

  /// The range of a value, quoted or not.
  private mutating func readValue() -> Range<Int> {
    guard let quote = byte, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return take { !isSpace($0) && $0 != UInt8(ascii: ">") }
    }
    index += 1
    let value = take { $0 != quote }
    index = min(index + 1, bytes.count)
    return value
  }

  private func trimmed(_ value: Range<Int>) -> Range<Int> {
    let front = bytes[value].drop(while: isSpace)
    let back = front.reversed().prefix(while: isSpace).count
    return front.startIndex..<(front.endIndex - back)
  }

  // MARK: - Addresses

  /// Each address of `a.jpg 1x, b.jpg 2x`.
  private mutating func completeCandidates(_ value: Range<Int>) {
    var rest = bytes[value]
    while true {
      rest = rest.drop { isSpace($0) || $0 == UInt8(ascii: ",") }
      var address = rest.prefix { !isSpace($0) }
      if address.isEmpty { return }
      rest = rest[address.endIndex...]
      let hasDescriptor = address.last != UInt8(ascii: ",")
      while address.last == UInt8(ascii: ",") { address.removeLast() }
      complete(address.startIndex..<address.endIndex)
      if hasDescriptor { rest = rest.drop { $0 != UInt8(ascii: ",") } }
    }
  }

  /// Writes what an address lacks.
  private mutating func complete(_ value: Range<Int>) {
    let written = bytes[value]
    let text = encodedAddress(String(decoding: written, as: UTF8.self))
    if written.starts(with: "//".utf8) {
      edits.append(HTMLEdit(range: value, text: "https:" + text))
    } else if written.first == UInt8(ascii: "/") {
      edits.append(HTMLEdit(range: value, text: origin + text))
    } else if hasScheme(written) {
      edits.append(HTMLEdit(range: value, text: text))
    } else {
      edits.append(HTMLEdit(range: value, text: resolved(text), isLocal: true))
    }
  }

  /// A relative address as one from the site's root.
  private func resolved(_ text: String) -> String {
    let folder = page.encoded.utf8.lastIndex(of: UInt8(ascii: "/")).map {
      page.encoded[...$0]
    }
    if text.utf8.first == nil || text.utf8.first == UInt8(ascii: "#")
      || text.utf8.first == UInt8(ascii: "?")
    {
      return page.encoded + text
    }
    var parts = (folder ?? "").split(separator: "/").map(String.init)
    let end = text.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
    let path = text[..<(end ?? text.endIndex)].split(
      separator: "/", omittingEmptySubsequences: false)
    for (place, part) in path.enumerated() {
      let isLast = place == path.count - 1
      switch part {
      case "..": _ = parts.popLast()
      case ".": break
      default: parts.append(String(part))
      }
      if isLast, part == ".." || part == "." { parts.append("") }
    }
    return parts.joined(separator: "/") + text[(end ?? text.endIndex)...]
  }

  // MARK: - Bytes

  private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  /// Consumes bytes as long as they are wanted.
  private mutating func take(_ isWanted: (UInt8) -> Bool) -> Range<Int> {
    let start = index
    while index < bytes.count, isWanted(bytes[index]) { index += 1 }
    return start..<index
  }

  private func lowercased(_ range: Range<Int>) -> String {
    String(decoding: bytes[range].map(lower), as: UTF8.self)
  }

  /// The place behind the next `mark`, of ASCII in any case, or the end of all.
  private func end(of mark: String, from start: Int) -> Int {
    let mark = Array(mark.utf8)
    var place = start
    while place + mark.count <= bytes.count {
      if bytes[place..<(place + mark.count)].lazy.map(lower).elementsEqual(mark) {
        return place + mark.count
      }
      place += 1
    }
    return bytes.count
  }
}

/// Elements that go with what is in them, and elements of which only the tags go.
private let contentless: Set<String> = [
  "script", "style", "iframe", "object", "template", "noscript", "applet", "title",
]
private let markupless: Set<String> = [
  "link", "meta", "base", "embed", "form", "input", "button", "select", "option", "textarea",
  "frame", "frameset", "html", "head", "body",
]
private let addressNames: Set<String> = [
  "href", "src", "poster", "cite", "data", "longdesc", "background", "xlink:href",
]

private func isDropped(_ attribute: String) -> Bool {
  attribute.utf8.starts(with: "on".utf8)
    || ["style", "srcdoc", "action", "formaction", "ping"].contains(attribute)
}

/// The word behind `text-align:`, if a style says nothing else.
private func alignment(_ style: String) -> String? {
  let parts = style.split(separator: ":").map { $0.drop { $0 == " " } }
  guard parts.count == 2, parts[0] == "text-align",
    ["left", "center", "right"].contains(parts[1])
  else { return nil }
  return String(parts[1])
}

/// Whether an address begins with a scheme, as `mailto:` does.
private func hasScheme(_ address: ArraySlice<UInt8>) -> Bool {
  guard let end = address.firstIndex(where: { ":/?#".utf8.contains($0) }) else { return false }
  return address[end] == UInt8(ascii: ":") && end > address.startIndex
}

private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

private func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
