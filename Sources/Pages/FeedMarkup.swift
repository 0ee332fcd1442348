internal import ByteText
internal import Content
internal import Glibc

/// A replacement for a range of a body's bytes.
struct HTMLEdit: Equatable {
  let range: Range<Int>
  let text: String
}

/// The kinds of `div` in a body.
private enum OpenDiv { case alert, wideTable, other }

/// A reader of the HTML of a body for the edits that make it fit for programs without a style sheet and without players:
/// pictures scale, tables have lines, alerts are quotations, annotations stand in brackets, folded texts are open, and for a
/// video or a sound there is a link to the page. In the HTML `<` begins nothing but tags.
struct FeedMarkup {
  private let bytes: [UInt8]
  /// The address of the page, escaped for HTML.
  private let page: String
  private let words: Words
  private(set) var edits: [HTMLEdit] = []
  /// The kind of each `div` that is open.
  private var openDivs: [OpenDiv] = []
  /// Whether the annotations of the `ruby` that is open have brackets already.
  private var hasBrackets = false
  /// Whether a link is open, in which none may begin.
  private var isInLink = false

  /// A reader of HTML in UTF-8.
  init(_ bytes: [UInt8], page: String, _ words: Words) {
    self.bytes = bytes
    self.page = page
    self.words = words
  }

  /// Finds the edits, in their order, which do not overlap.
  mutating func run() {
    var index = 0
    while let start = first(UInt8(ascii: "<"), from: index) {
      index = edit(tagAt: start) ?? start + 1
    }
  }

  /// Edits the tag at an offset; the offset after what was replaced, nil where the tag stays as it is.
  private mutating func edit(tagAt start: Int) -> Int? {
    guard start + 3 < bytes.count else { return nil }
    switch bytes[start + 1] {
    case UInt8(ascii: "i") where holds("<img ", at: start):
      insert(Self.pictureStyle, at: start + 4)
      return addScheme(behind: "<img src=\"", at: start)
    case UInt8(ascii: "a") where begins("<a", at: start):
      isInLink = true
      return addScheme(behind: "<a href=\"", at: start)
    case UInt8(ascii: "f") where begins("<figure", at: start):
      insert(Self.figureStyle, at: start + 7)
    case UInt8(ascii: "t"): return edit(tableAt: start)
    case UInt8(ascii: "d") where begins("<div", at: start): return open(divAt: start)
    case UInt8(ascii: "d") where begins("<details", at: start):
      if !hasAttribute("open", at: start) { insert(" open=\"\"", at: start + 8) }
    case UInt8(ascii: "r"): return edit(rubyAt: start)
    case UInt8(ascii: "v") where holds("<video", at: start):
      return replace(playerAt: start, "video")
    case UInt8(ascii: "a") where holds("<audio", at: start):
      return replace(playerAt: start, "audio")
    case UInt8(ascii: "w") where holds("<wbr>", at: start):
      // Where lines end is for pages.
      return replace("<wbr>", at: start, by: "")
    case UInt8(ascii: "/"): return edit(endAt: start)
    default: break
    }
    return nil
  }

  /// The attribute of a picture, which is no wider than the screen.
  static let pictureStyle = " style=\"max-width:100%;height:auto\""
  /// The attribute of a figure, which readers would indent.
  static let figureStyle = " style=\"margin:0\""

  // MARK: - Tables, alerts, annotations

  private mutating func edit(tableAt start: Int) -> Int? {
    if begins("<table", at: start) {
      let lines = " border=\"1\" cellpadding=\"6\" style=\"border-collapse:collapse\""
      // The class is for phones.
      if holds("<table class=\"rows\">", at: start) {
        return replace("<table class=\"rows\"", at: start, by: "<table" + lines)
      }
      // A table of a trusted text may say itself that it has none.
      if !hasAttribute("border", at: start) { insert(lines, at: start + 6) }
      return nil
    }
    let second = bytes[start + 2]
    guard second == UInt8(ascii: "d") || second == UInt8(ascii: "h") else { return nil }
    // The name of the column is for phones.
    let label = " data-label=\""
    var end = start + 3
    if holds(label, at: end), let quote = first(UInt8(ascii: "\""), from: end + label.utf8.count) {
      end = quote + 1
    }
    // Readers have no style sheet and keep attributes.
    var alignment = ""
    for (written, kept) in alignments where holds(written, at: end) {
      alignment = kept
      end += written.utf8.count
    }
    guard end > start + 3 else { return nil }
    edits.append(HTMLEdit(range: start + 3..<end, text: alignment))
    return end
  }

  private mutating func open(divAt start: Int) -> Int? {
    if holds("<div class=\"table-wide\"", at: start),
      let end = first(UInt8(ascii: ">"), from: start)
    {
      openDivs.append(.wideTable)
      let next = holds("\n", at: end + 1) ? end + 2 : end + 1
      edits.append(HTMLEdit(range: start..<next, text: ""))
      return next
    }
    let title = "<p class=\"alert-title\">"
    guard holds("<div class=\"alert ", at: start), let end = first(UInt8(ascii: ">"), from: start),
      let titleStart = first(UInt8(ascii: "<"), from: end), holds(title, at: titleStart),
      let titleEnd = first(UInt8(ascii: "<"), from: titleStart + 1)
    else {
      openDivs.append(.other)
      return nil
    }
    openDivs.append(.alert)
    edits.append(HTMLEdit(range: start..<end + 1, text: "<blockquote>"))
    edits.append(HTMLEdit(range: titleStart..<titleStart + title.utf8.count, text: "<p><strong>"))
    insert("</strong>", at: titleEnd)
    return titleEnd
  }

  private mutating func edit(endAt start: Int) -> Int? {
    // Most tags end other elements.
    switch bytes[start + 2] {
    case UInt8(ascii: "d"), UInt8(ascii: "a"), UInt8(ascii: "r"): break
    default: return nil
    }
    if holds("</div>", at: start) {
      switch openDivs.popLast() {
      case .alert: return replace("</div>", at: start, by: "</blockquote>")
      case .wideTable:
        return holds("</div>\n", at: start)
          ? replace("</div>\n", at: start, by: "") : replace("</div>", at: start, by: "")
      default: return nil
      }
    }
    if holds("</a>", at: start) { isInLink = false }
    if holds("</rt>", at: start), !hasBrackets {
      insert("<rp>\(words.isChinese ? "）" : ")")</rp>", at: start + 5)
      return start + 5
    }
    return nil
  }

  private mutating func edit(rubyAt start: Int) -> Int? {
    if begins("<ruby", at: start) {
      hasBrackets = false
      var index = start + 5
      while let next = first(UInt8(ascii: "<"), from: index), !holds("</ruby", at: next) {
        if holds("<rp", at: next) { hasBrackets = true }
        index = next + 1
      }
    } else if begins("<rt", at: start), !hasBrackets {
      insert("<rp>\(words.isChinese ? "（" : "(")</rp>", at: start)
    }
    return nil
  }

  // MARK: - Players

  /// Replaces a video or a sound, and all within it, by a link to the page, which plays it; in a link, by the link's text.
  private mutating func replace(playerAt start: Int, _ name: String) -> Int? {
    guard let tagEnd = first(UInt8(ascii: ">"), from: start) else { return nil }
    var end = tagEnd + 1
    var depth = 1
    while depth > 0, let next = first(UInt8(ascii: "<"), from: end) {
      end = next + 1
      if begins("<" + name, at: next) {
        depth += 1
      } else if holds("</" + name, at: next), let close = first(UInt8(ascii: ">"), from: next) {
        end = close + 1
        depth -= 1
      }
    }
    let label = attribute(" aria-label=\"", in: start..<tagEnd)
    edits.append(
      HTMLEdit(
        range: start..<end,
        text: words.linkToPlayer(
          page: isInLink ? nil : page, isVideo: name == "video", label: label)))
    return end
  }

  /// The value of an attribute, escaped as it stands; nil where it is absent, or empty unless that counts too.
  private func attribute(
    _ name: String, in tag: Range<Int>, orEmpty: Bool = false
  ) -> String? {
    var index = tag.lowerBound
    while let space = first(UInt8(ascii: " "), from: index), space < tag.upperBound {
      index = space + 1
      let start = space + name.utf8.count
      guard holds(name, at: space), let end = first(UInt8(ascii: "\""), from: start),
        orEmpty || end > start
      else { continue }
      return String(decoding: bytes[start..<end], as: UTF8.self)
    }
    return nil
  }

  // MARK: - Bytes

  /// Writes a scheme before an address that has none but a host.
  private mutating func addScheme(behind tag: String, at start: Int) -> Int? {
    let address = start + tag.utf8.count
    guard holds(tag, at: start), holds("//", at: address) else { return nil }
    insert("https:", at: address)
    return address
  }

  private mutating func insert(_ text: String, at index: Int) {
    edits.append(HTMLEdit(range: index..<index, text: text))
  }

  private mutating func replace(_ old: String, at start: Int, by new: String) -> Int {
    let end = start + old.utf8.count
    edits.append(HTMLEdit(range: start..<end, text: new))
    return end
  }

  /// Whether the tag at an offset is a start tag of a name, which is written with its `<`.
  private func begins(_ name: String, at start: Int) -> Bool {
    let end = start + name.utf8.count
    return holds(name, at: start) && end < bytes.count
      && (bytes[end] == UInt8(ascii: ">") || bytes[end] == UInt8(ascii: " "))
  }

  private func hasAttribute(_ name: String, at start: Int) -> Bool {
    let end = first(UInt8(ascii: ">"), from: start) ?? bytes.count
    return attribute(" \(name)=\"", in: start..<end, orEmpty: true) != nil
  }

  private func holds(_ text: String, at start: Int) -> Bool {
    guard start + text.utf8.count <= bytes.count else { return false }
    var index = start
    for byte in text.utf8 {
      guard bytes[index] == byte else { return false }
      index += 1
    }
    return true
  }

  private func first(_ byte: UInt8, from start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    return unsafe bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      let found = unsafe memchr(base + start, Int32(byte), bytes.count - start)
      return unsafe found.map { unsafe UnsafeRawPointer($0) - base }
    }
  }
}

/// The classes by which cells of a table say where their text is, with the attributes that readers know.
private let alignments = [
  (" class=\"left\"", " align=\"left\""), (" class=\"center\"", " align=\"center\""),
  (" class=\"right\"", " align=\"right\""),
]
