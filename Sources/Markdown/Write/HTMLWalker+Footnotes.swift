import ByteText
import Diagnostics

extension [UInt8] {
  /// Appends bytes that it holds already.
  fileprivate mutating func appendCopy(of range: Range<Int>) {
    let start = count
    append(contentsOf: repeatElement(0, count: range.count))
    for index in range { self[start + index - range.lowerBound] = self[index] }
  }
}

/// A mark of a footnote, or the beginning of its text, with a full-width bracket or colon.
struct WideFootnote {
  let range: Range<Int>
  let label: Range<Int>
  let isDefinition: Bool
}

/// The first of them from `start` on: `[^1］`, `［^1]`, and in front `[^1]：`.
func wideFootnote(in text: Bytes, from start: Int) -> WideFootnote? {
  var from = start
  while let caret = text.first(UInt8(ascii: "^"), from: from) {
    from = caret + 1
    let opensWide = caret >= start + 3 && text.holds("［", at: caret - 3)
    guard opensWide || caret > start && text[caret - 1] == UInt8(ascii: "[") else { continue }
    var end = from
    while end < text.count, end - from < 40, !isSpace(text[end]), text[end] != UInt8(ascii: "]"),
      text[end] != UInt8(ascii: "["), !text.holds("］", at: end)
    { end += 1 }
    guard end > from, end < text.count else { continue }
    let closesWide = text.holds("］", at: end)
    guard closesWide || text[end] == UInt8(ascii: "]") else { continue }
    let open = caret - (opensWide ? 3 : 1)
    let close = end + (closesWide ? 3 : 1)
    let colon = text.holds("：", at: close) ? 3 : text.holds(":", at: close) ? 1 : 0
    let isDefinition = colon > 0 && beginsLine(text, at: open)
    guard opensWide || closesWide || isDefinition && colon == 3 else { continue }
    return WideFootnote(
      range: open..<close + (isDefinition ? colon : 0), label: from..<end,
      isDefinition: isDefinition)
  }
  return nil
}

private func beginsLine(_ text: Bytes, at index: Int) -> Bool {
  var start = index
  while start > 0, text[start - 1] == 0x20 { start -= 1 }
  return start == 0 || text[start - 1] == 0x0A || text[start - 1] == 0x0D
}

private let referencePrefix = Array("fnref-".utf8)

/// A mark in the text that refers to a footnote.
struct FootnoteReference {
  let definition: Int
  let end: Int
}

extension HTMLWalker {
  /// The mark `[^label]` of a footnote that there is at `index`.
  func footnoteReference(in text: Bytes, at index: Int) -> FootnoteReference? {
    guard let label = footnoteLabel(in: text, at: index),
      let definition = footnotes.definition(text[label])
    else { return nil }
    return FootnoteReference(definition: definition, end: label.upperBound + 1)
  }

  /// Reports a mark of a footnote that there is not.
  mutating func reportFootnoteReference(in text: Bytes, at index: Int) {
    guard let label = footnoteLabel(in: text, at: index) else { return }
    let written = text[index..<label.upperBound + 1]
    // Where it is the beginning of a footnote's text with a full-width colon, or refers to one, that is told.
    if traits.wideFootnotes, isDefinedWide(text[label]) { return }
    let near = footnotes.label(near: text[label])
    let mayBeText = footnotes.definitions.isEmpty
    report(
      .footnote(.missing(text[label], near: near, mayBeText: mayBeText)), at: .text(written))
  }

  /// Reports marks of footnotes in which a bracket is full-width.
  mutating func reportWideFootnotes(in text: Bytes) {
    var from = 0
    while let mark = wideFootnote(in: text, from: from) {
      from = mark.range.upperBound
      let label = text[mark.label]
      if !mark.isDefinition { wideReferences.insert(label.string) }
      guard found.hasRoom(for: FootnoteMistake.unreadID) else {
        found.addUnlisted(FootnoteMistake.unreadID)
        continue
      }
      guard let place = locator.findUnescaped(text[mark.range], line: lineAtHand) else { continue }
      let corrected = "[^\(label.string)]" + (mark.isDefinition ? ": " : "")
      let mistake = FootnoteMistake.unread(
        text[mark.range], corrected: corrected,
        isMissing: !mark.isDefinition && footnotes.definition(label) == nil && !isDefinedWide(label)
      )
      let fix = Replacement(place, corrected)
      report(.footnote(mistake), at: .range(place), fixes: [fix])
    }
  }

  /// Whether the text of a footnote begins somewhere with its label and a full-width bracket or colon.
  private mutating func isDefinedWide(_ label: Bytes) -> Bool {
    if wideLabels == nil {
      var labels: Set<String> = []
      var from = 0
      while let mark = wideFootnote(in: text, from: from) {
        from = mark.range.upperBound
        if mark.isDefinition { labels.insert(text[mark.label].string) }
      }
      wideLabels = labels
    }
    return wideLabels?.contains(label.string) == true
  }

  private func footnoteLabel(in text: Bytes, at index: Int) -> Range<Int>? {
    guard let end = footnoteLabelEnd(in: text, at: index, end: text.count), openLinks.isEmpty,
      !markRemover.isLiteral(index), !markRemover.isLiteral(index + 1),
      !markRemover.isLiteral(end - 1)
    else { return nil }
    return index + 2..<end - 1
  }

  mutating func writeFootnoteReference(_ mark: FootnoteReference) {
    let note = footnotes.notes[mark.definition]
    let id = headings.reserve {
      $0.append(contentsOf: referencePrefix)
      $0.appendCopy(of: note.id.lowerBound + notePrefix.count..<note.id.upperBound)
      if note.referenceCount > 0 { $0.append(contentsOf: "-\(note.referenceCount + 1)".utf8) }
    }
    footnotes.refer(to: mark.definition, by: id)
    html.append("<sup class=\"footnote-ref\"><a href=\"")
    appendFragment(note.id, range: locator.start(ofLine: blockLine))
    html.append("\" id=\"")
    headings.append(id, to: &html)
    html.append("\" data-footnote-ref>")
    html.append(decimal: footnotes.notes[mark.definition].number)
    html.append("</a></sup>")
  }

  /// Leaves a slot for the address of an element of this document.
  private mutating func appendFragment(_ id: Range<Int>, range: Range<Int>) {
    slots.append(.init(offset: html.count, kind: .address(links.count)))
    links.append(
      .init(
        kind: .link, destination: headings.fragment(id), isLocal: true, isFootnote: true,
        range: range))
  }

  /// The offset at which a text begins behind references to footnotes.
  func behindFootnoteReferences(_ text: Bytes) -> Int {
    var start = 0
    while !footnotes.definitions.isEmpty, let mark = footnoteReference(in: text, at: start) {
      start = mark.end
    }
    return start
  }

  /// The offset at which a text ends before references to footnotes.
  func beforeFootnoteReferences(_ text: Bytes) -> Int {
    var end = text.count
    while !footnotes.definitions.isEmpty, end > 0, text[end - 1] == UInt8(ascii: "]") {
      var start = end - 1
      while start > 0, text[start] != UInt8(ascii: "["), end - start < 100 { start -= 1 }
      guard footnoteReference(in: text, at: start)?.end == end else { break }
      end = start
    }
    return end
  }

  // MARK: The texts

  /// Whether a list holds the texts of the footnotes, which are written last.
  mutating func isFootnoteList(_ node: Node) -> Bool {
    guard !footnotes.definitions.isEmpty, node.kind == .list, node.parent?.kind == .document,
      let marks = traits.marks, let comment = node.firstChild?.firstChild,
      comment.kind == .htmlBlock,
      PrivateMarks.number(in: comment.literal, between: marks.note, at: 4) != nil
    else { return false }
    footnotes.list = node
    return true
  }

  /// Writes the footnotes that are referred to, those among them that only others refer to included,
  /// and reports the rest.
  mutating func writeFootnotes(of document: Node) {
    guard let items = footnoteItems() else {
      isBroken = true
      return
    }
    facts.endText()
    var index = 0
    while index < footnotes.shown.count {
      if index == 0 { openFootnotes() }
      writeFootnote(items[footnotes.shown[index]], footnotes.shown[index])
      index += 1
    }
    if index > 0 { html.append("</ol>\n</div>\n") }
    insertBackLinks()
    reportUnusedFootnotes()
  }

  /// No `section`, which would need a heading, and so have one in lists of contents and feeds.
  private mutating func openFootnotes() {
    html.append("<div class=\"footnotes\" role=\"doc-endnotes\"")
    if options.extensions.contains(.labels) {
      switch options.language {
      case .chinese: html.append(" aria-label=\"脚注\"")
      case .traditional: html.append(" aria-label=\"腳註\"")
      case .english: html.append(" aria-label=\"Notes\"")
      }
    }
    html.append(" data-footnotes>\n<ol>\n")
  }

  /// The item that holds each definition's text; nil for one that is plain. Nil if they are not
  /// as many as they should be.
  private func footnoteItems() -> [Node?]? {
    var items: [Node?] = []
    items.reserveCapacity(footnotes.definitions.count)
    var item = footnotes.list?.firstChild
    for definition in footnotes.definitions {
      if definition.plain == nil {
        guard let node = item else { return nil }
        items.append(node)
        item = node.next
      } else {
        items.append(nil)
      }
    }
    return item == nil ? items : nil
  }

  private mutating func writeFootnote(_ item: Node?, _ definition: Int) {
    startLine()
    html.append("<li id=\"")
    headings.append(footnotes.notes[definition].id, to: &html)
    html.append("\">\n")
    guard let item else { return writePlainFootnote(definition) }
    walk(item)
    if let last = item.lastChild, last.kind == .paragraph, html.ends(with: "</p>\n") {
      html.truncate(to: html.count - "</p>\n".utf8.count)
      html.append(UInt8(ascii: " "))
      footnotes.backLinks.append((html.count, definition))
      html.append("</p>\n")
    } else {
      footnotes.backLinks.append((html.count, definition))
      html.append("\n")
    }
    html.append("</li>\n")
  }

  private mutating func writePlainFootnote(_ definition: Int) {
    html.append("<p>")
    if let plain = footnotes.definitions[definition].plain {
      writeRun(withoutTrailingSpace(text[plain]))
    }
    facts.endBlock()
    html.append(UInt8(ascii: " "))
    if footnotes.areAllPlain {
      writeBackLinks(definition)
    } else {
      footnotes.backLinks.append((html.count, definition))
    }
    html.append("</p>\n</li>\n")
  }

  /// Writes the links back, which can be counted only when all texts have been written that may hold
  /// marks themselves.
  private mutating func insertBackLinks() {
    guard let first = footnotes.backLinks.first else { return }
    let written = unsafe Array(html.bytes[first.offset..<html.count].buffer)
    let writtenSlots = Array(slots.drop { $0.offset <= first.offset })
    html.truncate(to: first.offset)
    slots.removeLast(writtenSlots.count)
    var from = 0
    var slot = 0
    for (offset, definition) in footnotes.backLinks {
      let end = offset - first.offset
      let moved = html.count - from
      html.append(written[from..<end])
      from = end
      while slot < writtenSlots.count, writtenSlots[slot].offset <= offset {
        let offset = writtenSlots[slot].offset - first.offset + moved
        slots.append(.init(offset: offset, kind: writtenSlots[slot].kind))
        slot += 1
      }
      writeBackLinks(definition)
    }
    html.append(written[from...])
  }

  private mutating func writeBackLinks(_ definition: Int) {
    var reference = footnotes.notes[definition].firstReference
    for index in 0..<footnotes.notes[definition].referenceCount {
      if index > 0 { html.append(UInt8(ascii: " ")) }
      html.append("<a href=\"")
      appendFragment(
        footnotes.references[reference].id,
        range: locator.sourceRange(footnotes.definitions[definition].opening))
      reference = footnotes.references[reference].next
      html.append("\" class=\"footnote-backref\" data-footnote-backref aria-label=\"")
      html.append(options.language.isChinese ? "返回正文" : "Back to content")
      html.append("\">↩")
      if index > 0 {
        html.append("<sup class=\"footnote-ref\">")
        html.append(decimal: index + 1)
        html.append("</sup>")
      }
      html.append("</a>")
    }
  }

  private mutating func reportUnusedFootnotes() {
    for (note, definition) in zip(footnotes.notes, footnotes.definitions) {
      let location = FindingLocation.range(locator.sourceRange(definition.opening))
      if note.isRepeated {
        report(.footnote(.repeated(text[definition.label])), at: location)
      } else if note.number == 0, !wideReferences.contains(text[definition.label].string) {
        report(.footnote(.unused(text[definition.label])), at: location)
      }
    }
  }
}

private func withoutTrailingSpace(_ text: Bytes) -> Bytes {
  var end = text.count
  while end > 0, isSpace(text[end - 1]) { end -= 1 }
  return text[0..<end]
}
