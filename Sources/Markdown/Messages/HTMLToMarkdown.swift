/// The Markdown that says the same as a piece of HTML; nil where it has what Markdown cannot say. Text stays as it is.
func markdown(of html: Bytes) -> String? {
  guard html.count <= longestConversion else { return nil }
  var converter = HTMLConverter()
  var index = 0
  while index < html.count {
    guard html[index] == UInt8(ascii: "<") else {
      let end = html.first(UInt8(ascii: "<"), from: index) ?? html.count
      converter.add(html[index..<end].string)
      index = end
      continue
    }
    if html.holds("<!--", at: index) {
      guard let end = end(of: "-->", in: html, from: index + 4) else { return nil }
      index = end
      continue
    }
    guard let tag = HTMLTag(in: html, at: index), converter.add(tag) else { return nil }
    index = tag.end
  }
  return converter.finish()
}

private let longestConversion = 4096

private func end(of word: StaticString, in text: Bytes, from start: Int) -> Int? {
  var index = start
  while index < text.count {
    if text.holds(word, at: index) { return index + word.utf8CodeUnitCount }
    index += 1
  }
  return nil
}

/// A tag with its attributes.
struct HTMLTag {
  let name: String
  let isEnd: Bool
  private(set) var attributes: [String: String] = [:]
  private(set) var end: Int

  /// The tag that begins at `start`, nil if none does or it does not end.
  init?(in html: Bytes, at start: Int) {
    var index = start + 1
    isEnd = html.holds("/", at: index)
    if isEnd { index += 1 }
    let nameStart = index
    while index < html.count, isNameByte(html[index]) { index += 1 }
    guard index > nameStart, isASCIILetter(html[nameStart]) else { return nil }
    name = html[nameStart..<index].string.lowercased()
    end = index
    while index < html.count, html[index] != UInt8(ascii: ">") {
      index = readAttribute(in: html, at: index)
    }
    guard index < html.count else { return nil }
    end = index + 1
  }

  private mutating func readAttribute(in html: Bytes, at start: Int) -> Int {
    var index = start
    while index < html.count, isNameByte(html[index]) { index += 1 }
    guard index > start else { return start + 1 }
    let name = html[start..<index].string.lowercased()
    var value = index
    while value < html.count, isSpace(html[value]) { value += 1 }
    guard html.holds("=", at: value) else {
      attributes[name] = ""
      return index
    }
    value += 1
    while value < html.count, isSpace(html[value]) { value += 1 }
    guard value < html.count else { return value }
    let quote = html[value]
    var end = value
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      value += 1
      end = html.first(quote, from: value) ?? html.count
      attributes[name] = html[value..<end].string
      return min(end + 1, html.count)
    }
    while end < html.count, !isSpace(html[end]), html[end] != UInt8(ascii: ">") { end += 1 }
    attributes[name] = html[value..<end].string
    return end
  }
}

private func isNameByte(_ byte: UInt8) -> Bool {
  isASCIILetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
}

/// Collects the Markdown of nested elements.
private struct HTMLConverter {
  private struct Frame {
    let tag: HTMLTag?
    var text = ""
    /// The rows of a table, with their cells.
    var rows: [[String]] = []
    var itemCount = 0
  }

  private var frames = [Frame(tag: nil)]

  mutating func add(_ text: String) { frames[frames.count - 1].text += text }

  /// Adds a tag; false if Markdown has nothing for it.
  mutating func add(_ tag: HTMLTag) -> Bool {
    guard let kind = elementKinds[tag.name] else { return false }
    if kind == .void {
      guard !tag.isEnd else { return true }
      guard let text = markdown(ofVoid: tag) else { return false }
      add(text)
    } else if tag.isEnd {
      guard let open = frames.lastIndex(where: { $0.tag?.name == tag.name }) else { return true }
      while frames.count > open { if !close() { return false } }
    } else {
      frames.append(Frame(tag: tag))
    }
    return true
  }

  mutating func finish() -> String? {
    while frames.count > 1 { if !close() { return nil } }
    return withFewLines(frames[0].text)
  }

  private func markdown(ofVoid tag: HTMLTag) -> String? {
    switch tag.name {
    case "br": return "<br>"
    case "hr": return "\n\n---\n\n"
    default:
      guard let source = tag.attributes["src"], !source.isEmpty else { return nil }
      let title = tag.attributes["title"].map { $0.isEmpty ? "" : " \"\($0)\"" } ?? ""
      return "![\(tag.attributes["alt"] ?? "")](\(destination(source))\(title))"
    }
  }

  private func destination(_ address: String) -> String {
    address.utf8.contains { isSpace($0) || $0 == UInt8(ascii: "(") } ? "<\(address)>" : address
  }

  /// Ends the innermost element.
  private mutating func close() -> Bool {
    guard let frame = frames.popLast(), let tag = frame.tag else { return true }
    let inner = trimmed(frame.text)
    var parent = frames[frames.count - 1]
    defer { frames[frames.count - 1] = parent }
    switch tag.name {
    case "b", "strong": parent.text += inner.isEmpty ? "" : "**\(inner)**"
    case "i", "em": parent.text += inner.isEmpty ? "" : "*\(inner)*"
    case "s", "strike", "del": parent.text += inner.isEmpty ? "" : "~~\(inner)~~"
    case "code", "tt": parent.text += inner.isEmpty ? "" : "`\(inner)`"
    case "a":
      guard let address = tag.attributes["href"] else { return false }
      parent.text += inner.isEmpty ? "<\(address)>" : "[\(inner)](\(destination(address)))"
    case "iframe", "embed", "video", "audio":
      guard let address = tag.attributes["src"] else { return false }
      parent.text +=
        "[\(inner.isEmpty ? tag.attributes["title"] ?? address : inner)](\(destination(address)))"
    case "u", "sub", "sup", "mark", "kbd", "ruby", "rt", "rp", "details", "summary":
      parent.text += "<\(tag.name)>\(frame.text)</\(tag.name)>"
    case "h1", "h2", "h3", "h4", "h5", "h6":
      let level = Int(tag.name.utf8.last ?? 0x32) - 0x30
      parent.text += "\n\n" + String(repeating: "#", count: level) + " \(inner)\n\n"
    case "li":
      parent.itemCount += 1
      parent.text += parent.tag?.name == "ol" ? "\n\(parent.itemCount). \(inner)" : "\n- \(inner)"
    case "td", "th": parent.rows.append([cell(inner)])
    case "tr": parent.rows.append(frame.rows.flatMap(\.self))
    case "thead", "tbody", "tfoot": parent.rows += frame.rows
    case "table": parent.text += "\n\n" + table(frame.rows) + "\n\n"
    case "font", "span", "big", "small", "label": parent.text += frame.text
    // A paragraph that holds a line break alone is a gap.
    default: parent.text += inner == "<br>" ? "\n\n" : "\n\n\(inner)\n\n"
    }
    return true
  }

  private func cell(_ text: String) -> String {
    let escaped = text.utf8.flatMap { byte -> [UInt8] in
      switch byte {
      case 0x0A, 0x0D: [0x20]
      case UInt8(ascii: "|"): [UInt8(ascii: "\\"), byte]
      default: [byte]
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }

  private func table(_ rows: [[String]]) -> String {
    let columns = rows.map(\.count).max() ?? 0
    func line(_ cells: [String]) -> String {
      "| " + (cells + Array(repeating: "", count: columns - cells.count)).joined(separator: " | ")
        + " |"
    }
    guard let head = rows.first, columns > 0 else { return "" }
    let rule = "|" + String(repeating: "---|", count: columns)
    return ([line(head), rule] + rows.dropFirst().map(line)).joined(separator: "\n")
  }
}

/// Without white space at its ends.
private func trimmed(_ text: String) -> String {
  var bytes = Array(text.utf8)[...]
  while let first = bytes.first, isSpace(first) { bytes.removeFirst() }
  while let last = bytes.last, isSpace(last) { bytes.removeLast() }
  return String(decoding: bytes, as: UTF8.self)
}

/// Without white space at its ends, and with at most one empty line between others.
private func withFewLines(_ text: String) -> String {
  var bytes: [UInt8] = []
  var feeds = 0
  for byte in trimmed(text).utf8 {
    feeds = byte == 0x0A ? feeds + 1 : 0
    if feeds < 3 { bytes.append(byte) }
  }
  return String(decoding: bytes, as: UTF8.self)
}

private enum ElementKind { case void, container }

/// The elements for which Markdown has something, or which say nothing that it has not.
private let elementKinds: [String: ElementKind] = {
  var kinds: [String: ElementKind] = ["br": .void, "hr": .void, "img": .void]
  for name in [
    "b", "strong", "i", "em", "s", "strike", "del", "code", "tt", "a", "iframe", "embed", "video",
    "audio", "u", "sub", "sup", "mark", "kbd", "ruby", "rt", "rp", "details", "summary", "h1", "h2",
    "h3", "h4", "h5", "h6", "li", "ul", "ol", "td", "th", "tr", "thead", "tbody", "tfoot", "table",
    "font", "span", "big", "small", "label", "div", "p", "center", "section", "article", "figure",
    "figcaption", "header", "footer", "main", "aside", "caption",
  ] { kinds[name] = .container }
  return kinds
}()

/// Whether HTML has an element with this name, which may say something that Markdown cannot.
func isHTMLName(_ name: String) -> Bool { elementKinds[name] != nil || otherNames.contains(name) }

private let otherNames: Set<String> = [
  "script", "style", "form", "input", "button", "select", "option", "textarea", "object", "param",
  "svg", "math", "canvas", "map", "area", "link", "meta", "base", "html", "head", "body", "title",
  "nav", "dl", "dt", "dd", "pre", "blockquote", "q", "cite", "abbr", "address", "time", "var",
  "samp",
  "ins", "dfn", "bdo", "bdi", "wbr", "col", "colgroup", "fieldset", "legend", "frame", "frameset",
  "marquee", "noscript", "source", "track", "template", "dialog", "hgroup", "picture", "progress",
  "meter", "output", "data", "search", "slot", "menu", "applet", "basefont", "nobr", "blink",
]
