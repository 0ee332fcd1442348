import ByteText

extension HTMLWalker {
  mutating func writeText(_ node: Node) {
    if node == alertLabel { return }
    let literal = node.literal
    let plain = traits.isBare ? 0 : traits.plainLength(of: literal)
    if plain < literal.count ? !traits.signs.isEmpty : traits.signs.areInPlainText {
      reportSigns(in: node, literal, plain: plain)
    }
    if traits.wideFootnotes { reportWideFootnotes(in: withoutMarks(literal)) }
    let start = shortened?.text == node ? min(shortened?.length ?? 0, literal.count) : 0
    if traits.isBare { return writePlain(literal[start..<literal.count]) }
    if plain == literal.count, !traits.telephones {
      let shown = literal[start..<literal.count]
      unsafe html.append(shown.buffer)
      facts.add(shown)
      return
    }
    if traits.strikes, literal.holds(UInt8(ascii: "~"), from: plain) { findStrikes(beside: node) }
    let text = withoutMarks(literal, from: plain)
    if traits.unreadLinks { reportUnreadLinks(in: text) }
    var from = min(start, text.count)
    if let triggers = traits.triggers {
      writeMarkup(in: text, of: node, triggers, lookingFrom: max(from, plain - 1), &from)
    }
    writeRun(text[from..<text.count])
  }

  /// Writes a text up to its last piece of markup, behind which `from` is left.
  private mutating func writeMarkup(
    in text: Bytes, of node: Node, _ triggers: TriggerBytes, lookingFrom start: Int,
    _ from: inout Int
  ) {
    var finder = AddressFinder(text: text, isChinese: traits.joinsLines)
    var index = triggers.next(in: text, from: start, to: text.count)
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "~"):
        if let strike = strike(of: node, at: index) {
          writeRun(text[from..<index])
          from = index + strike.length
          writeStrike(strike)
        }
      case UInt8(ascii: "["):
        if let mark = footnoteReference(in: text, at: index) {
          writeRun(text[from..<index])
          from = mark.end
          writeFootnoteReference(mark)
        } else {
          reportFootnoteReference(in: text, at: index)
        }
      default:
        if openLinks.isEmpty, let address = finder.address(around: index, from: from) {
          writeRun(text[from..<address.range.lowerBound])
          from = address.range.upperBound
          writeAddress(text[address.range], scheme: address.scheme)
        }
      }
      index = triggers.next(in: text, from: max(index + 1, from), to: text.count)
    }
  }

  /// Writes text in which there is no markup but, perhaps, telephone numbers, which become links.
  @inline(__always)
  mutating func writeRun(_ text: Bytes) {
    if traits.telephones, openLinks.isEmpty { writeTelephones(in: text) } else { writePlain(text) }
  }

  private mutating func writeTelephones(in text: Bytes) {
    let finder = TelephoneFinder(text: text)
    var from = 0
    while let found = finder.next(in: from..<text.count) {
      writePlain(text[from..<found.range.lowerBound])
      html.append(found, of: text)
      facts.add(text[found.range])
      from = found.range.upperBound
    }
    writePlain(text[from..<text.count])
  }

  /// Writes text that is not looked into any more.
  @inline(__always)
  mutating func writePlain(_ text: Bytes) {
    html.append(text: text)
    facts.add(text)
  }

  mutating func writeCode(_ code: Bytes) {
    let code = withoutMarks(code)
    html.append("<code>")
    html.append(text: code)
    html.append("</code>")
    facts.add(code)
  }

  mutating func writeSoftBreak(_ node: Node) {
    lineAtHand += 1
    if let alertLabel, node.previous == alertLabel { return }
    if keepsLines || endsLine(node), !html.ends(with: "<br />") { return writeLineBreak() }
    reportJoinedLine(node)
    if traits.joinsLines, vanishes(node) { return }
    html.append(UInt8(ascii: "\n"))
    facts.addSpace()
  }

  mutating func writeLineBreak() {
    html.append("<br />\n")
    facts.addSpace()
  }

  mutating func writeAddress(_ text: Bytes, scheme: StaticString) {
    html.append("<a href=\"")
    plain.removeAll()
    plain.append(scheme)
    unsafe plain.append(text.buffer)
    html.append(external: plain.bytes)
    html.append("\">")
    writePlain(text)
    html.append("</a>")
    links.append(
      .init(
        kind: .link, destination: plain.bytes.string, isLocal: false,
        range: locator.range(of: text, line: blockLine)))
  }

  // MARK: Line breaks

  /// Whether a soft break stands between Chinese or Japanese characters.
  mutating func vanishes(_ softBreak: Node) -> Bool {
    let before = edge(from: softBreak, forward: false)
    guard before != .other else { return false }
    let after = edge(from: softBreak, forward: true)
    return after != .other && (before == .wide || after == .wide)
  }

  /// The character that stands nearest to `node` in a direction, across the borders of inline nodes.
  private mutating func edge(from node: Node, forward: Bool) -> Edge {
    var at = node
    while true {
      while let sibling = forward ? at.next : at.previous {
        at = sibling
        descend: while true {
          switch at.kind {
          case .text: return textEdge(at.literal, forward: forward)
          case .emphasis, .strong, .link:
            guard let child = forward ? at.firstChild : at.lastChild else { break descend }
            at = child
          case .htmlInline where isTransparent(at.literal): break descend
          default: return .other
          }
        }
      }
      guard let parent = at.parent, parent.kind != .paragraph, parent.kind != .heading else {
        return .other
      }
      at = parent
    }
  }

  /// Whether raw HTML leaves the text around it beside each other: a comment or a tag but `<br>`.
  private func isTransparent(_ html: Bytes) -> Bool {
    switch nextToken(in: html, at: 0).token {
    case .comment: true
    case .open(let element): element != .br
    case .end: true
    default: false
    }
  }

  /// The first or last character of a text but for quotation marks, dashes and symbols, which take after their neighbour;
  /// a symbol beside Latin text does not belong to it either.
  private mutating func textEdge(_ marked: Bytes, forward: Bool) -> Edge {
    let mayBeInsertion =
      traits.marks != nil && !marked.isEmpty
      && marked[forward ? 0 : marked.count - 1] == UInt8(ascii: ",")
    let text =
      footnotes.definitions.isEmpty && !mayBeInsertion ? marked : withoutMarks(marked)
    var start = forward ? behindFootnoteReferences(text) : 0
    var end = forward ? text.count : beforeFootnoteReferences(text)
    var isBehindSymbol = false
    while start < end {
      let at = forward ? start : text.codePointStart(before: end, from: start)
      let (value, length) = text.codePoint(at: at)
      let isMark = traits.holdsMarks && PrivateMarks.lastByte(in: text, at: at) != nil
      if value == ideographicSpace { return .wide }
      let isSymbol =
        !isMark && (isSymbolBesideChinese(value) || forward && isEmoji(text[at..<end], length))
      if !isMark, !isSymbol, !isNeutral(value) {
        let found = characterClass(of: value)
        if found.contains(.cjk) && !found.contains(.hangul) { return .wide }
        return isBehindSymbol ? .neutral : .other
      }
      isBehindSymbol = isBehindSymbol || isSymbol
      if forward { start = at + length } else { end = at }
    }
    return .neutral
  }
}

private let ideographicSpace: UInt32 = 0x3000

/// The kinds of characters beside a line break.
private enum Edge {
  /// A CJK character but Hangul.
  case wide
  /// Nothing but punctuation that Chinese shares with other scripts.
  case neutral
  case other
}

/// Quotation marks, dash, ellipsis and middle dot, which Chinese shares with other scripts.
func isNeutral(_ value: UInt32) -> Bool {
  switch value {
  case 0x2018, 0x2019, 0x201C, 0x201D, 0x2014, 0x2026, 0xB7: true
  default: false
  }
}

/// Whether a selector behind the first character, of so many bytes, makes an emoji of it: `1️⃣`.
private func isEmoji(_ text: Bytes, _ length: Int) -> Bool {
  length < text.count && text.codePoint(at: length).value == 0xFE0F
}

/// Emoji, figures in circles, stars, arrows and the like, beside which Chinese needs no space; but no sign of a currency,
/// nor a sign of mathematics, which belong to Latin words and figures.
func isSymbolBesideChinese(_ value: UInt32) -> Bool {
  switch value {
  case 0..<0x203B, 0x2040..<0x20D0, 0x2200...0x22FF: value == 0x200D
  // Keycaps, ℃ and №, Ⅰ, ①, ❶, selectors of emoji.
  case 0x203B, 0x20D0...0x20F0, 0x2103, 0x2109, 0x2116, 0x2121, 0x2160...0x217F, 0x2460...0x24FF,
    0x2776...0x2793, 0xFE0E, 0xFE0F:
    true
  case 0x3000...0xD7FF: false
  default: characterClass(of: value).intersection([.symbol, .cjk]) == .symbol
  }
}
