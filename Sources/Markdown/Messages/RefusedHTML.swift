import Diagnostics

extension HTMLWalker {
  /// Reports a tag that is shown as text: once for an element with all that is in it, or for an HTML block, and of those that
  /// are allowed elsewhere the first of a line.
  mutating func reportHTML(_ tag: Bytes) {
    let id = HTMLMistake.refused(tag, .none).id
    guard found.hasRoom(for: id) else { return found.addUnlisted(id) }
    let file = locator.text
    let quoted = tag[0..<(tag.first(0x0A, from: 0) ?? tag.count)]
    guard let place = locator.find(quoted, line: lineAtHand) else {
      return report(.html(.refused(tag, .none)), at: .range(locator.range(ofLine: lineAtHand)))
    }
    guard place.lowerBound >= reportedHTMLEnd else { return }
    let parsed = HTMLTag(in: file, at: place.lowerBound)
    if let advice = parsed.flatMap(adviceOnPlace) {
      guard place.lowerBound >= reportedLineEnd else { return }
      reportedLineEnd = file.lineEnd(from: place.lowerBound)
      return report(.html(.refused(tag, .wrongPlace(advice))), at: .range(place))
    }
    let element = elementRange(in: file, from: place.lowerBound, tag)
    reportedHTMLEnd = element.range.upperBound
    if let parsed, parsed.name == "a", parsed.attributes["href"] == nil,
      let name = parsed.attributes["id"] ?? parsed.attributes["name"]
    {
      return report(.html(.anchor(tag, name: name)), at: .range(place))
    }
    let written = element.isWhole ? file[element.range] : htmlBlock?.literal ?? tag
    let conversion = conversion(of: written, parsed)
    var fixes: [Replacement] = []
    if element.isWhole, case .markdown(let markdown) = conversion,
      htmlBlock != nil || !markdown.utf8.contains(0x0A)
    {
      fixes = [Replacement(element.range, markdown)]
    }
    report(.html(.refused(tag, conversion)), at: .range(place), fixes: fixes)
  }

  /// The range in the file of what one message is about, and whether that is complete: a whole HTML block, an element up to
  /// its end tag, or the tag alone.
  private mutating func elementRange(
    in file: Bytes, from start: Int, _ tag: Bytes
  ) -> (range: Range<Int>, isWhole: Bool) {
    let tagEnd = min(start + tag.count, file.count)
    if let block = htmlBlock {
      let first = locator.start(ofLine: block.line).lowerBound
      var literal = block.literal
      while literal.count > 0, literal[literal.count - 1] == 0x0A {
        literal = literal[0..<literal.count - 1]
      }
      let end = first + literal.count
      // In quotes and lists its lines have markers before them.
      if end <= file.count, areEqual(file[first..<end], literal) { return (first..<end, true) }
      let last = locator.start(ofLine: max(block.line, block.lastLine)).lowerBound
      return (start..<max(tagEnd, file.lineEnd(from: last)), false)
    }
    guard let parsed = HTMLTag(in: file, at: start), !parsed.isEnd else {
      return (start..<tagEnd, false)
    }
    let end = endOfElement(parsed, in: file)
    return (start..<(end ?? max(tagEnd, parsed.end)), end != nil)
  }

  private func conversion(of html: Bytes, _ tag: HTMLTag?) -> HTMLMistake.Conversion {
    guard let tag else { return .none }
    guard isHTMLName(tag.name) else { return .text }
    if tag.isEnd { return .markdown("") }
    return markdown(of: html).map { .markdown($0) } ?? .none
  }
}

/// The advice on a tag that is allowed, but not where it stands; nil on any other.
private func adviceOnPlace(_ tag: HTMLTag) -> Message? {
  switch tag.name {
  case "rt" where tag.attributes.isEmpty, "rp" where tag.attributes.isEmpty:
    Message("写在 <ruby>…</ruby> 里面", "write it within <ruby>…</ruby>")
  case "summary" where tag.attributes.isEmpty:
    Message("写在 <details> 后面，作为它的第一项", "write it right after <details>, as its first element")
  case "details" where tag.attributes.keys.allSatisfy({ $0 == "open" }):
    Message(
      "成对书写，<details> 另起一行，前面空一行",
      "write both tags, with <details> on a line of its own after an empty line")
  default: nil
  }
}

private func areEqual(_ a: Bytes, _ b: Bytes) -> Bool {
  guard a.count == b.count else { return false }
  for index in 0..<a.count where a[index] != b[index] { return false }
  return true
}

/// The offset behind the end tag of an element, which ends in its paragraph; nil where it has none.
private func endOfElement(_ tag: HTMLTag, in file: Bytes) -> Int? {
  if ["img", "br", "hr", "input", "embed", "meta", "link", "wbr"].contains(tag.name) {
    return tag.end
  }
  var depth = 1
  var index = tag.end
  let limit = min(file.count, tag.end + longestElement)
  while index < limit {
    if file[index] == 0x0A, file.holds("\n", at: index + 1) { return nil }
    guard file[index] == UInt8(ascii: "<"), let inner = HTMLTag(in: file, at: index) else {
      index += 1
      continue
    }
    if inner.name == tag.name { depth += inner.isEnd ? -1 : 1 }
    if depth == 0 { return inner.end }
    index = inner.end
  }
  return nil
}

private let longestElement = 4096
