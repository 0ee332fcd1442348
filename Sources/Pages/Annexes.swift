internal import ByteText
internal import Markdown

/// The text of a notice in two parts, before and from its first annex (附件). An annex begins with a heading of the second
/// level, `## 附件` or `## 附件1`, and goes on to the next one; a heading of the third level below it is its title.
struct TextWithAnnexes: Sendable {
  /// An annex, with the number in its heading, if there is one.
  struct Annex: Sendable {
    let heading: MarkdownDocument.Heading
    let number: Int?
    let title: String
  }

  let main: HTMLFragment
  /// The part with the annexes, nil where there are none.
  let rest: HTMLFragment?
  let annexes: [Annex]

  /// The parts of a text with its headings; no text has empty ones.
  init(_ html: HTMLFragment?, headings: [MarkdownDocument.Heading]) {
    let html = html ?? HTMLFragment(bytes: [])
    let found = TextWithAnnexes.annexes(in: headings)
    guard let first = found.first, let offset = offset(ofSection: first.heading, in: html) else {
      (main, rest, annexes) = (html, nil, [])
      return
    }
    // The line that the annexes begin on is new.
    let end = offset > 0 ? offset - 1 : 0
    main = HTMLFragment(
      bytes: Array(html.bytes[..<end]),
      insertions: html.insertions.filter { $0.offset <= end && $0.offset < offset })
    rest = HTMLFragment(
      bytes: Array(html.bytes[offset...]),
      insertions: html.insertions.filter { $0.offset >= offset }.map {
        HTMLFragment.Insertion(offset: $0.offset - offset, text: $0.text, isLocal: $0.isLocal)
      })
    annexes = found
  }

  private static func annexes(in headings: [MarkdownDocument.Heading]) -> [Annex] {
    headings.indices.compactMap { index in
      let heading = headings[index]
      guard heading.level == 2, let label = AnnexLabel(heading.text) else { return nil }
      let next = index + 1 < headings.count ? headings[index + 1] : nil
      let title = label.title ?? (next?.level == 3 ? next?.text : nil) ?? heading.text
      return Annex(heading: heading, number: label.number, title: title)
    }
  }
}

/// The label of an annex in its heading: `附件`, `附件2`, `附件二：名单`, `Annex 2`.
private struct AnnexLabel {
  let number: Int?
  /// The title behind the label, nil where there is none.
  let title: String?

  /// The label at the beginning of a heading, nil where the heading is none of an annex.
  init?(_ heading: String) {
    let names: [StaticString] = ["附件", "Annex", "Attachment"]
    let start = names.first { heading.utf8.starts(with: $0.description.utf8) }
    guard let start else { return nil }
    var rest = heading.unicodeScalars.dropFirst(start.description.unicodeScalars.count)
    while rest.first == " " { rest.removeFirst() }
    let digits = rest.prefix { $0.properties.numericType != nil }
    number = digits.isEmpty ? nil : value(of: digits)
    rest = rest.dropFirst(digits.count)
    guard let sign = rest.first else {
      title = nil
      return
    }
    guard "：: \u{3000}".unicodeScalars.contains(sign) else { return nil }
    let words = rest.drop { "：: \u{3000}".unicodeScalars.contains($0) }
    title = words.isEmpty ? nil : String(words)
  }
}

/// The number that digits or Chinese numerals up to 99 write; nil where they write none.
private func value(of digits: Substring.UnicodeScalarView) -> Int? {
  var (value, tens) = (0, false)
  for digit in digits {
    guard let number = digit.properties.numericValue.map({ Int($0) }), number <= 10 else {
      return nil
    }
    if number == 10 {
      (value, tens) = (max(value, 1) * 10, true)
    } else if tens {
      (value, tens) = (value + number, false)
    } else {
      guard value < 100 else { return nil }
      value = value * 10 + number
    }
  }
  return value
}

/// The offset of a heading in the HTML, nil where the heading is part of a quotation, a list or another block.
private func offset(ofSection heading: MarkdownDocument.Heading, in html: HTMLFragment) -> Int? {
  var writer = ByteWriter(capacity: 64)
  writer.append("<h2 id=\"")
  writer.append(html: heading.id)
  writer.append("\">")
  let tag = unsafe writer.withUnsafeBytes { unsafe Array($0) }
  guard let offset = html.bytes.firstIndex(of: tag) else { return nil }
  var depth = 0
  for block in ["blockquote", "li", "details", "div", "section", "td"] {
    depth += html.bytes[..<offset].count(of: Array("<\(block)".utf8))
    depth -= html.bytes[..<offset].count(of: Array("</\(block)>".utf8))
  }
  return depth == 0 ? offset : nil
}

extension Collection<UInt8> where Index == Int {
  /// The index at which other bytes begin for the first time, nil where they do not occur.
  fileprivate func firstIndex(of other: [UInt8]) -> Int? {
    guard let first = other.first else { return nil }
    var index = startIndex
    while let found = self[index...].firstIndex(of: first) {
      if self[found...].starts(with: other) { return found }
      index = found + 1
    }
    return nil
  }

  /// The number of times that other bytes occur.
  fileprivate func count(of other: [UInt8]) -> Int {
    var (count, index) = (0, startIndex)
    while let found = self[index...].firstIndex(of: other) {
      (count, index) = (count + 1, found + other.count)
    }
    return count
  }
}
