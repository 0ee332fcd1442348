import ByteText

extension HTMLWalker {
  /// Writes the start tag of a node that holds others.
  mutating func open(_ node: Node) {
    switch node.kind {
    case .paragraph: openParagraph(node)
    case .emphasis: html.append("<em>")
    case .strong: html.append("<strong>")
    case .link: openLink(node)
    case .image: openPicture(node)
    case .heading: openHeading(node)
    case .list: openList(node)
    case .item: openItem(node)
    case .blockQuote: openBlockQuote(node)
    default: break
    }
  }

  /// Writes the end tag of a node that holds others.
  mutating func close(_ node: Node) {
    switch node.kind {
    case .paragraph: closeParagraph(node)
    case .emphasis: html.append("</em>")
    case .strong: html.append("</strong>")
    case .link: closeLink(node)
    case .heading: closeHeading(node)
    case .list: html.append(node.listStart == nil ? "</ul>\n" : "</ol>\n")
    case .item: html.append("</li>\n")
    case .blockQuote: closeBlockQuote(node)
    default: break
    }
  }

  private mutating func openParagraph(_ node: Node) {
    blockLine = node.line
    facts.beginParagraph(isInList: node.parent?.kind == .item)
    if !traits.office.isEmpty { openOfficeText(node) }
    guard !isInTightList(node), !isAlertLabel(node) else { return }
    startLine()
    if isFigure(node), isTentative(node.firstChild) {
      appendSlot(links.count, found: "<figure>", missing: "<p>")
    } else {
      html.append(isFigure(node) ? "<figure>" : "<p>")
    }
  }

  private mutating func closeParagraph(_ node: Node) {
    facts.endBlock()
    keepsLines = false
    guard !isInTightList(node), !isAlertLabel(node) else { return }
    if isFigure(node) {
      closeFigure(node)
    } else {
      html.append("</p>\n")
    }
  }

  // Inlined: to lend itself out, a method that changes the walker copies all of it.
  @inline(__always)
  func isInTightList(_ paragraph: Node) -> Bool {
    guard let item = paragraph.parent, item.kind == .item, let list = item.parent else {
      return false
    }
    return list.isTightList && list != footnotes.list
  }

  private mutating func openList(_ node: Node) {
    startLine()
    switch node.listStart {
    case nil: html.append("<ul>\n")
    case 1: html.append("<ol>\n")
    case .some(let start):
      html.append("<ol start=\"")
      html.append(decimal: start)
      html.append("\">\n")
    }
  }

  private mutating func openHeading(_ node: Node) {
    blockLine = node.line
    if let cell = cellNumber(of: node) { return openCell(cell) }
    startLine()
    if options.extensions.contains(.officeText) { shortenIndent(of: node) }
    let level = node.headingLevel
    let ownID = takeID(of: node)
    let indent = shortened?.text == node.firstChild ? shortened?.length ?? 0 : 0
    let text = Array(plainText(of: node).dropFirst(indent))
    let id = headings.add(level: level, text: text, id: ownID)
    html.append("<h")
    append(level: level)
    if options.headingIDs {
      html.append(" id=\"")
      html.append(id)
      html.append(UInt8(ascii: "\""))
    }
    html.append(UInt8(ascii: ">"))
    headingStart = html.count
  }

  /// The id that the author wrote at the end of a heading, `{#id}`, which is removed from its text.
  private mutating func takeID(of heading: Node) -> [UInt8]? {
    guard options.extensions.contains(.headingIDs), let last = heading.lastChild, last.kind == .text
    else { return nil }
    let literal = last.literal
    guard !literal.isEmpty, literal[literal.count - 1] == UInt8(ascii: "}"),
      let start = idStart(in: literal),
      locator.findUnescaped(literal[start..<literal.count], line: blockLine) != nil
    else { return nil }
    let id = unsafe Array(literal[start + 2..<literal.count - 1].buffer)
    var end = start
    while end > 0, isSpace(literal[end - 1]) { end -= 1 }
    last.shorten(to: end)
    return id
  }

  private mutating func closeHeading(_ node: Node) {
    if let cell = tables.cell { return closeCell(cell) }
    facts.endBlock()
    if options.extensions.contains(.phrases) { markPhrases(from: headingStart) }
    html.append("</h")
    append(level: node.headingLevel)
    html.append(">\n")
  }

  private mutating func append(level: Int) {
    headingLevels.append(html.count)
    if level == 1 { holdsFirstLevel = true }
    html.append(UInt8(ascii: "0") + UInt8(level))
  }

  /// Moves every heading a level down, since the first level is that of the page's title.
  mutating func lowerHeadings() {
    headings.lower()
    for offset in headingLevels {
      let level = unsafe html.withUnsafeBytes { unsafe $0[offset] }
      html.replace(at: offset, with: min(level + 1, UInt8(ascii: "0") + UInt8(lowestHeading)))
    }
  }

  mutating func writeCodeBlock(_ node: Node) {
    blockLine = node.line
    if options.extensions.contains(.officeText) { reportIndentedProse(node) }
    if let fence = unclosedFence(of: node) {
      report(.unclosedCode(fence: locator.text[fence]), at: .range(fence))
    }
    startLine()
    let info = withoutMarks(node.fenceInfo)
    if info.isEmpty {
      html.append("<pre><code>")
    } else {
      var end = 0
      while end < info.count, !isSpace(info[end]) { end += 1 }
      html.append("<pre><code class=\"language-")
      html.append(text: info[0..<end])
      html.append("\">")
    }
    html.append(text: withoutMarks(node.literal))
    html.append("</code></pre>\n")
  }
}

/// The offset of `{#id}` at the end of a text: letters and digits of every script, `-`, `_`, `.` and `:`. Nil where there is
/// none.
private func idStart(in text: Bytes) -> Int? {
  var start = text.count - 1
  while start > 1, isInID(text[start - 1]) { start -= 1 }
  guard start > 1, start < text.count - 1, text[start - 1] == UInt8(ascii: "#"),
    text[start - 2] == UInt8(ascii: "{")
  else { return nil }
  return start - 2
}

private func isInID(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
    UInt8(ascii: "."), UInt8(ascii: ":"):
    true
  default: isASCIILetter(byte) || byte >= 0x80
  }
}

/// White space as CommonMark knows it.
func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
