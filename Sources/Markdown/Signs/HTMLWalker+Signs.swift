import Diagnostics

extension HTMLWalker {
  /// Reports the signs in a text node, which stands on one line and of which so many bytes are plain: the first of each kind
  /// in the file, the others are counted.
  mutating func reportSigns(in node: Node, _ literal: Bytes, plain: Int) {
    guard !literal.isEmpty else { return }
    let mayBegin = traits.signs.contains(.lineStarts) && !isFirstOfIdeograph(literal[0])
    let mayHold = traits.signs.mayHoldInlineSign(literal, plain: plain)
    guard mayBegin || mayHold else { return }
    let beginsLine = node.parent?.kind == .paragraph && beginsLine(node)
    guard beginsLine || mayHold else { return }
    let text = withoutMarks(literal)
    if mayBegin, beginsLine { reportLineSign(in: text, of: node) }
    if mayHold { reportInlineSigns(in: text, beginsLine: beginsLine) }
  }

  private func beginsLine(_ node: Node) -> Bool {
    guard let before = node.previous else { return true }
    return before.kind == .softBreak || before.kind == .lineBreak
  }

  private mutating func reportLineSign(in text: Bytes, of node: Node) {
    var start = 0
    while start < text.count, let length = isIndent(text, at: start) { start += length }
    let isFollowed = node.next.map { $0.kind != .softBreak && $0.kind != .lineBreak } ?? false
    let line = text[start..<text.count]
    guard let sign = lineSign(in: line, isFollowed: isFollowed),
      line[0] != UInt8(ascii: "*") || standsBesideStar(node), mayPlace(sign)
    else { return }
    let place = locator.findUnescaped(line[sign.range], line: lineAtHand, where: isLineStart)
    if let place { report(sign, in: line, at: place) }
  }

  /// Whether the line before or behind a text node's line begins with a star too: one alone marks a note.
  private func standsBesideStar(_ node: Node) -> Bool {
    [node.previous?.previous, node.next?.next].contains { other in
      guard let other, other.kind == .text, beginsLine(other) else { return false }
      return other.literal.holds("*", at: 0)
    }
  }

  /// Signs of a line within it or within a cell of a table.
  mutating func reportInlineSigns(in text: Bytes, beginsLine: Bool) {
    var from = 0
    let triggers = traits.signs.triggers
    while let sign = inlineSign(in: text, from: from, triggers, beginsLine: beginsLine) {
      from = sign.range.upperBound
      guard mayPlace(sign) else { continue }
      let place = locator.findUnescaped(text[sign.range], line: lineAtHand)
      if let place { report(sign, in: text, at: place) }
    }
  }

  /// Whether a sign is to be looked for in the source. Behind many others it is only counted.
  private mutating func mayPlace(_ sign: UnreadSign) -> Bool {
    placedSigns += 1
    let isAmongMany = placedSigns > mostPlacedSigns && !found.hasRoom(for: sign.kind.id, most: 1)
    if isAmongMany { found.addUnlisted(sign.kind.id) }
    return !isAmongMany
  }

  private mutating func report(_ sign: UnreadSign, in text: Bytes, at place: Range<Int>) {
    let fix = sign.replacement.map { replaced, new in
      let start = place.lowerBound + replaced.lowerBound - sign.range.lowerBound
      return Replacement(start..<start + replaced.count, new)
    }
    report(.sign(sign, in: text), at: .range(place), fixes: fix.map { [$0] } ?? [])
  }
}

/// Whether an odd number of backslashes stands before `index`.
func isEscaped(_ text: Bytes, at index: Int) -> Bool {
  var start = index
  while start > 0, text[start - 1] == UInt8(ascii: "\\") { start -= 1 }
  return (index - start) % 2 == 1
}

/// Whether nothing but white space and markers of quotes and lists stands before `index` on its line.
private func isLineStart(_ text: Bytes, at index: Int) -> Bool {
  var start = index
  while start > 0, text[start - 1] != 0x0A, text[start - 1] != 0x0D {
    if start >= 3, text.holds("\u{3000}", at: start - 3) {
      start -= 3
    } else if Limits.isInPrefix(text[start - 1]) {
      start -= 1
    } else {
      return false
    }
  }
  return true
}

private let mostPlacedSigns = 1000
