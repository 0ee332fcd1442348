import ByteText
import Diagnostics

/// The document's footnotes, numbered in the order in which they are first referred to.
struct Footnotes {
  let definitions: [FootnoteDefinition]
  /// For each definition the id of its text.
  fileprivate let ids: [[UInt8]]
  /// For each definition the ids of the marks that refer to it.
  fileprivate var references: [[[UInt8]]]
  /// The hashes of the labels, ascending, and what they are the labels of, in order.
  private let byLabel: [(hash: UInt64, definition: Int)]
  private let labels: [[UInt8]]
  /// Definitions that are referred to; a footnote's number is its place here, from 1.
  private(set) var shown: [Int] = []
  fileprivate var numbers: [Int?]
  /// The list that holds their texts.
  fileprivate(set) var list: Node?
  /// Where links back are still to be written, and the definitions whose marks they lead to.
  fileprivate var backLinks: [(offset: Int, definition: Int)] = []

  init(_ definitions: [FootnoteDefinition], _ headings: inout Headings) {
    self.definitions = definitions
    labels = definitions.map { $0.label.utf8.map(lowercased) }
    byLabel = labels.enumerated().map { (stableHash($0.element), $0.offset) }.sorted { $0 < $1 }
    ids = labels.map { headings.reserve(Array("fn-".utf8) + identifier(for: $0)) }
    references = Array(repeating: [], count: definitions.count)
    numbers = Array(repeating: nil, count: definitions.count)
  }

  /// The first definition with a label, whatever the case of its Latin letters.
  fileprivate func definition(_ label: Bytes) -> Int? {
    var hash = StableHash()
    for index in 0..<label.count { hash.add(lowercased(label[index])) }
    var low = 0
    var high = byLabel.count
    while low < high {
      let middle = (low + high) / 2
      if byLabel[middle].hash < hash.value { low = middle + 1 } else { high = middle }
    }
    guard low < byLabel.count, byLabel[low].hash == hash.value else { return nil }
    let found = byLabel[low].definition
    return isLabel(label, of: found) ? found : nil
  }

  /// Whether another definition before has the same label.
  fileprivate func isRepeated(_ definition: Int) -> Bool {
    unsafe labels[definition].withUnsafeBufferPointer {
      unsafe self.definition(Bytes(base: $0.baseAddress, count: $0.count)) != definition
    }
  }

  private func isLabel(_ label: Bytes, of definition: Int) -> Bool {
    let known = labels[definition]
    guard known.count == label.count else { return false }
    for index in 0..<label.count where known[index] != lowercased(label[index]) { return false }
    return true
  }

  /// The number of a definition, which is given with the first reference.
  fileprivate mutating func number(of definition: Int) -> Int {
    if let number = numbers[definition] { return number }
    shown.append(definition)
    numbers[definition] = shown.count
    return shown.count
  }
}

/// A mark in the text that refers to a footnote.
struct FootnoteMark {
  let definition: Int
  let end: Int
}

extension HTMLWalker {
  /// The mark `[^label]` of a footnote that there is at `index`.
  func footnoteMark(in text: Bytes, at index: Int) -> FootnoteMark? {
    guard let label = footnoteLabel(in: text, at: index),
      let definition = footnotes.definition(text[label])
    else { return nil }
    return FootnoteMark(definition: definition, end: label.upperBound + 1)
  }

  /// Reports a mark of a footnote that there is not.
  mutating func reportFootnoteMark(in text: Bytes, at index: Int) {
    guard let label = footnoteLabel(in: text, at: index) else { return }
    report(.missingFootnote(text[label]), at: .text(text[index..<label.upperBound + 1]))
  }

  private func footnoteLabel(in text: Bytes, at index: Int) -> Range<Int>? {
    guard let end = footnoteLabelEnd(in: text, at: index, end: text.count), openLinks.isEmpty,
      !unmarked.isLiteral(index), !unmarked.isLiteral(index + 1), !unmarked.isLiteral(end - 1)
    else { return nil }
    return index + 2..<end - 1
  }

  mutating func writeFootnoteMark(_ mark: FootnoteMark) {
    let number = footnotes.number(of: mark.definition)
    let count = footnotes.references[mark.definition].count
    var wish = Array("fnref-".utf8) + footnotes.ids[mark.definition].dropFirst(3)
    if count > 0 { wish += Array("-\(count + 1)".utf8) }
    let id = headings.reserve(wish)
    footnotes.references[mark.definition].append(id)
    html.append("<sup class=\"footnote-ref\"><a href=\"")
    appendFragment(footnotes.ids[mark.definition], range: places.start(ofLine: blockLine))
    html.append("\" id=\"")
    html.append(id)
    html.append("\" data-footnote-ref>")
    html.append(decimal: number)
    html.append("</a></sup>")
  }

  /// Leaves a slot for the address of an element of this document.
  private mutating func appendFragment(_ id: [UInt8], range: Range<Int>) {
    slots.append(.init(offset: html.count, kind: .address(links.count)))
    links.append(
      .init(
        kind: .link, destination: "#" + String(decoding: id, as: UTF8.self), isLocal: true,
        isFootnote: true, range: range))
  }

  /// Where a text begins behind marks of footnotes.
  func behindFootnoteMarks(_ text: Bytes) -> Int {
    var start = 0
    while !footnotes.definitions.isEmpty, let mark = footnoteMark(in: text, at: start) {
      start = mark.end
    }
    return start
  }

  /// Where a text ends before marks of footnotes.
  func beforeFootnoteMarks(_ text: Bytes) -> Int {
    var end = text.count
    while !footnotes.definitions.isEmpty, end > 0, text[end - 1] == UInt8(ascii: "]") {
      var start = end - 1
      while start > 0, text[start] != UInt8(ascii: "["), end - start < 100 { start -= 1 }
      guard footnoteMark(in: text, at: start)?.end == end else { break }
      end = start
    }
    return end
  }

  // MARK: The texts

  /// Whether a list holds the texts of the footnotes, which are written last.
  mutating func isFootnoteList(_ node: Node) -> Bool {
    guard !footnotes.definitions.isEmpty, node.kind == .list, node.parent?.kind == .document,
      let item = node.firstChild, definition(of: item) != nil
    else { return false }
    footnotes.list = node
    return true
  }

  private func definition(of item: Node) -> Int? {
    guard let marks = markup.marks, let comment = item.firstChild, comment.kind == .htmlBlock
    else { return nil }
    return Marks.number(in: comment.literal, between: marks.note, at: 4)?.value
  }

  /// Writes the footnotes that are referred to, those among them that only others refer to included,
  /// and reports the rest.
  mutating func writeFootnotes(of document: Node) {
    var items = [Node?](repeating: nil, count: footnotes.definitions.count)
    var item = footnotes.list?.firstChild
    while let node = item {
      if let definition = definition(of: node), items.indices.contains(definition) {
        items[definition] = node
      }
      item = node.next
    }
    if items.contains(where: { $0 == nil }) { isBroken = true }
    facts.endText()
    var index = 0
    while index < footnotes.shown.count {
      if index == 0 { html.append("<section class=\"footnotes\" data-footnotes>\n<ol>\n") }
      if let item = items[footnotes.shown[index]] { writeFootnote(item, footnotes.shown[index]) }
      index += 1
    }
    if index > 0 { html.append("</ol>\n</section>\n") }
    insertBackLinks()
    reportUnusedFootnotes()
  }

  private mutating func writeFootnote(_ item: Node, _ definition: Int) {
    startLine()
    html.append("<li id=\"")
    html.append(footnotes.ids[definition])
    html.append("\">\n")
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

  /// Writes the links back, which can be counted only when all texts have been written.
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
    for (index, id) in footnotes.references[definition].enumerated() {
      if index > 0 { html.append(UInt8(ascii: " ")) }
      html.append("<a href=\"")
      appendFragment(id, range: places.sourceRange(footnotes.definitions[definition].place))
      html.append("\" class=\"footnote-backref\" data-footnote-backref aria-label=\"")
      html.append(options.language == .chinese ? "返回正文" : "Back to content")
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
    for (index, definition) in footnotes.definitions.enumerated() {
      let place = places.sourceRange(definition.place)
      if footnotes.isRepeated(index) {
        report(.repeatedFootnote(definition.label), at: .range(place))
      } else if footnotes.numbers[index] == nil {
        report(.unusedFootnote(definition.label), at: .range(place))
      }
    }
  }
}
