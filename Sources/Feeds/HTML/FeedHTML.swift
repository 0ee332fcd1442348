import ByteText

/// HTML that an author wrote as a feed may hold it: elements, attributes and schemes of a list, nothing that
/// runs, every address absolute, every element closed. What is left out, and how tags that are not on the
/// list are read, follows browsers, but nothing depends on that: whatever a reader makes of the bytes, it
/// finds no markup in them that was not written here.
///
/// In place of a frame, such as a map or a player of another site, stands `frameLink`, which is HTML of such a kind already.
///
/// Costs one pass.
package func feedHTML(
  _ html: [UInt8], on base: HTMLBase, insteadOfFrames frameLink: [UInt8] = []
) -> [UInt8] {
  var filter = HTMLFilter(html, base: base, frameLink: frameLink)
  return filter.run()
}

/// The deepest nesting of elements that are written; tags deeper down go and leave what they hold.
private let deepestElement = 128

/// The elements that show something that is not in the text.
private let frames: Set<String> = ["iframe", "object", "embed"]

private struct HTMLFilter: ~Copyable {
  private var tokens: HTMLTokens
  private let base: HTMLBase
  private let frameLink: [UInt8]
  private var html: ByteWriter
  /// The elements that have been written and not closed.
  private var open: [String] = []

  init(_ html: [UInt8], base: HTMLBase, frameLink: [UInt8]) {
    tokens = HTMLTokens(html)
    self.base = base
    self.frameLink = frameLink
    self.html = ByteWriter(capacity: html.count + 64)
  }

  mutating func run() -> [UInt8] {
    while let token = tokens.next() {
      switch token {
      case .text(let text): write(text: text)
      case .start(let name, let attributes, let isSelfClosing):
        start(name, attributes, isSelfClosing: isSelfClosing)
      case .end(let name): end(name)
      case .nothing: break
      }
    }
    close(downTo: 0)
    return html.array()
  }

  // MARK: - Elements

  private mutating func start(
    _ name: String, _ attributes: [HTMLAttribute], isSelfClosing: Bool
  ) {
    if frames.contains(name) { writeFrameLink() }
    switch HTMLElement(name) {
    case .kept(let known, let isVoid):
      guard isVoid || open.count < deepestElement else { return }
      let values = values(of: attributes, on: name, known)
      guard isUseful(name, values) else { return }
      endImplied(before: name)
      write(name, values, isVoid: isVoid)
      if !isVoid { open.append(name) }
    case .droppedText: tokens.skipText(of: name)
    case .dropped:
      let isForeign = name == "svg" || name == "math"
      if !isForeign || !isSelfClosing { drop(name, isForeign: isForeign) }
    case .unwrapped: break
    }
  }

  /// Writes the link to the page as a paragraph of its own, unless it would stand in a link.
  private mutating func writeFrameLink() {
    guard !frameLink.isEmpty, !open.contains("a") else { return }
    endImplied(before: "p")
    html.append(frameLink)
  }

  /// Skips an element's content up to its end tag, or all that is left.
  private mutating func drop(_ name: String, isForeign: Bool) {
    var depth = 1
    while depth > 0, let token = tokens.next(isForeign: isForeign) {
      switch token {
      case .start(name, _, let isSelfClosing): depth += isForeign && isSelfClosing ? 0 : 1
      case .end(name): depth -= 1
      case .start(let inner, _, _) where !isForeign:
        if case .droppedText = HTMLElement(inner) { tokens.skipText(of: inner) }
      default: break
      }
    }
  }

  /// Closes what ends where an element of this name begins: `<li>` ends the item before it.
  private mutating func endImplied(before name: String) {
    guard let end = ImpliedEnd(before: name) else { return }
    var index = open.count
    var found: Int?
    while index > 0, !end.borders.contains(open[index - 1]) {
      index -= 1
      if end.ended.contains(open[index]) { found = index }
    }
    if let found { close(downTo: found) }
  }

  /// Closes the innermost open element of this name and all within it, unless it stands around the cell in
  /// which the end tag stands.
  private mutating func end(_ name: String) {
    let borders = borders(forEndOf: name)
    var index = open.count
    while index > 0 {
      index -= 1
      if open[index] == name { return close(downTo: index) }
      if borders.contains(open[index]) { return }
    }
  }

  private mutating func close(downTo count: Int) {
    while open.count > count {
      html.append("</")
      html.append(open.removeLast())
      html.append(">")
    }
  }

  // MARK: - Attributes

  private func values(
    of attributes: [HTMLAttribute], on name: String, _ known: Set<String>
  ) -> [(name: String, value: [UInt8])] {
    var values: [(name: String, value: [UInt8])] = []
    for attribute in attributes
    where known.contains(attribute.name) || commonAttributes.contains(attribute.name) {
      let decoded = decodedReferences(attribute.value, inAttribute: true)
      guard let (key, value) = value(decoded, of: attribute.name, on: name),
        !values.contains(where: { $0.name == key })
      else { continue }
      values.append((key, value))
    }
    return values
  }

  /// The value of an attribute that passes, under the name that it has then.
  private func value(
    _ decoded: [UInt8], of name: String, on element: String
  ) -> (name: String, value: [UInt8])? {
    if name == "style" { return alignment(in: decoded).map { ("align", $0) } }
    switch AddressAttribute(name, of: element) {
    case nil: return (name, decoded)
    case .candidates: return base.candidates(decoded).map { (name, $0) }
    case let use?: return base.absolute(decoded, as: use).map { (name, $0) }
    }
  }

  /// Whether an element has what it would be nothing without.
  private func isUseful(_ name: String, _ values: [(name: String, value: [UInt8])]) -> Bool {
    switch name {
    case "img", "source", "track": values.contains { $0.name == "src" || $0.name == "srcset" }
    case "input":
      values.contains { $0.name == "type" && $0.value.elementsEqual("checkbox".utf8) }
        && values.contains { $0.name == "disabled" }
    default: true
    }
  }

  // MARK: - Writing

  private mutating func write(
    _ name: String, _ values: [(name: String, value: [UInt8])], isVoid: Bool
  ) {
    html.append("<")
    html.append(name)
    for (name, value) in values {
      html.append(" ")
      html.append(name)
      html.append("=\"")
      write(decoded: value)
      html.append("\"")
    }
    html.append(isVoid ? " />" : ">")
  }

  private mutating func write(text: ArraySlice<UInt8>) {
    write(decoded: decodedReferences(text, inAttribute: false))
  }

  private mutating func write(decoded: [UInt8]) {
    for byte in decoded {
      switch byte {
      case keptAmpersand: html.append("&")
      case UInt8(ascii: "&"): html.append("&amp;")
      case UInt8(ascii: "<"): html.append("&lt;")
      case UInt8(ascii: ">"): html.append("&gt;")
      case UInt8(ascii: "\""): html.append("&quot;")
      default: html.append(byte)
      }
    }
  }
}

/// The word behind `text-align:`, which feed readers take as an attribute, while they drop styles.
private func alignment(in style: [UInt8]) -> [UInt8]? {
  let text = String(decoding: style.filter { !isSpace($0) }, as: UTF8.self).lowercased()
  for declaration in text.split(separator: ";") {
    let parts = declaration.split(separator: ":")
    if parts.count == 2, parts[0] == "text-align",
      ["left", "center", "right", "justify"].contains(parts[1])
    {
      return Array(parts[1].utf8)
    }
  }
  return nil
}
