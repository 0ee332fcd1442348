import Diagnostics

/// The first line of a block quote that was meant to name the kind of an alert, and names none.
struct UnreadAlert {
  /// The brackets and what stands between them.
  let written: Bytes
  /// The kind that is meant, in the place of `written`; nil where it is not known.
  let corrected: String?
  /// Whether text follows on the line, which must begin on the next one.
  let isFollowed: Bool
}

extension UnreadAlert {
  /// The alert that a text begins with; nil if it begins with nothing like one, or with what a link may be.
  init?(_ text: Bytes, isFollowed: Bool) {
    guard let name = alertName(in: text) else { return nil }
    written = text[0..<name.end]
    let kind = kinds[text[name.range].string.lowercased()]
    corrected = kind.map { "[!\($0)]" }
    self.isFollowed = isFollowed || name.end < text.count
    // Nothing is wrong with it but perhaps what follows.
    if written.string.uppercased() == corrected, !self.isFollowed { return nil }
  }

  var message: Message {
    if let corrected, written.string.uppercased() == corrected {
      return Message(
        "“\(written.string)”没有成为提示框：它后面还有文字",
        "“\(written.string)” was not read as an alert: there is text after it on the line")
    }
    return Message(
      "“\(written.excerpt)”没有成为提示框", "“\(written.excerpt)” was not read as an alert")
  }

  var suggestion: Message {
    let rest =
      isFollowed ? Message("，其余的文字写到下一行", ", and the rest on the next line") : Message("", "")
    if let corrected {
      return Message("写成 > \(corrected)\(rest.chinese)", "write > \(corrected)\(rest.english)")
    }
    return Message(
      "写成 > [!NOTE]、[!TIP]、[!IMPORTANT]、[!WARNING] 或 [!CAUTION]\(rest.chinese)",
      "write > [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION]\(rest.english)")
  }
}

/// The range of the name between brackets with which a text begins, and where they end.
private func alertName(in text: Bytes) -> (range: Range<Int>, end: Int)? {
  var index = 0
  guard let open = length(of: ["[", "［", "【"], in: text, at: index) else { return nil }
  index += open
  guard let mark = length(of: ["!", "！"], in: text, at: index) else { return nil }
  index += mark
  let start = index
  while index < text.count, index - start < 24, !isSpace(text[index]) {
    if let close = length(of: ["]", "］", "】"], in: text, at: index) {
      return index > start ? (start..<index, index + close) : nil
    }
    index += 1
  }
  return nil
}

private func length(of words: [StaticString], in text: Bytes, at index: Int) -> Int? {
  words.first { text.holds($0, at: index) }?.utf8CodeUnitCount
}

/// The kinds of alerts by the names that they have here and elsewhere.
private let kinds: [String: String] = [
  "note": "NOTE", "info": "NOTE", "说明": "NOTE", "abstract": "NOTE", "summary": "NOTE",
  "tip": "TIP", "hint": "TIP", "success": "TIP", "提示": "TIP",
  "important": "IMPORTANT", "重要": "IMPORTANT",
  "warning": "WARNING", "attention": "WARNING", "注意": "WARNING",
  "caution": "CAUTION", "danger": "CAUTION", "error": "CAUTION", "警告": "CAUTION", "当心": "CAUTION",
]

extension HTMLWalker {
  /// Reports the first line of a block quote if it nearly names the kind of an alert.
  mutating func reportUnreadAlert(_ label: Node) {
    guard label.kind == .text, label.parent?.kind == .paragraph else { return }
    let literal = withoutMarks(label.literal)
    guard !literal.isEmpty, literal[0] == UInt8(ascii: "[") || literal[0] >= 0xE3 else { return }
    let next = label.next?.kind
    guard let alert = UnreadAlert(literal, isFollowed: next != nil && next != .softBreak),
      let place = locator.findUnescaped(alert.written, line: label.parent?.line ?? blockLine)
    else { return }
    let fix = alert.isFollowed ? nil : alert.corrected.map { Replacement(place, $0) }
    report(.unreadAlert(alert), at: .range(place), fixes: fix.map { [$0] } ?? [])
  }
}
