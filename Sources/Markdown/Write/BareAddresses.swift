/// A bare address in a text.
struct BareAddress {
  let range: Range<Int>
  /// The scheme that the link's address has before the text: `mailto:`, `http://` or nothing.
  let scheme: StaticString
}

/// Finds bare addresses in a text node, as GitHub Flavored Markdown has them: of the web behind a
/// scheme or `www.`, and of mail. In Chinese they end where CJK text begins, except right behind `/`, `=`, `#` and `.`: there
/// it belongs to the address, up to punctuation.
struct AddressFinder {
  let text: Bytes
  let isChinese: Bool
  /// The offset before which every host that begins is none, since it would end there as the last one did.
  private var noHostBefore = 0

  init(text: Bytes, isChinese: Bool) {
    self.text = text
    self.isChinese = isChinese
  }

  /// The address of which the colon, the first full stop or the `@` is at `index`, not before `start`.
  mutating func address(around index: Int, from start: Int) -> BareAddress? {
    switch text[index] {
    case UInt8(ascii: ":"): address(behindScheme: index, from: start)
    case UInt8(ascii: "."): address(behindWWW: index, from: start)
    default: mailAddress(around: index, from: start)
    }
  }

  // MARK: Web

  private mutating func address(behindScheme colon: Int, from start: Int) -> BareAddress? {
    guard text.holds("://", at: colon) else { return nil }
    var begin = colon
    while begin > start, isASCIILetter(text[begin - 1]) { begin -= 1 }
    guard isWebScheme(text[begin..<colon]) else { return nil }
    return address(begin, host: colon + 3, scheme: "", needsDot: false)
  }

  private func isWebScheme(_ scheme: Bytes) -> Bool {
    switch scheme.string.lowercased() {
    case "http", "https", "ftp": true
    default: false
    }
  }

  private mutating func address(behindWWW dot: Int, from start: Int) -> BareAddress? {
    let begin = dot - 3
    guard begin >= start, text.holds("www.", at: begin), isBoundary(before: begin) else {
      return nil
    }
    return address(begin, host: begin, scheme: "http://", needsDot: true)
  }

  private func isBoundary(before index: Int) -> Bool {
    guard index > 0 else { return true }
    switch text[index - 1] {
    case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "("): return true
    default:
      let before = text.characterClass(before: index, start: 0, isChinese: isChinese)
      return before.contains(.space) || isChinese && before.contains(.cjk)
    }
  }

  private mutating func address(
    _ begin: Int, host: Int, scheme: StaticString, needsDot: Bool
  ) -> BareAddress? {
    guard host < text.count, host >= noHostBefore,
      let hostEnd = hostEnd(from: host, needsDot: needsDot)
    else { return nil }
    let end = withoutTrail(begin..<pathEnd(from: hostEnd))
    return end > host + (needsDot ? 4 : 0) ? BareAddress(range: begin..<end, scheme: scheme) : nil
  }

  /// The offset at which the host ends, nil if it is none: its last two parts must have no underscore.
  private mutating func hostEnd(from start: Int, needsDot: Bool) -> Int? {
    let needsDot = needsDot || isChineseLetter(at: start)
    var isInChinese = false
    var underscores = (before: 0, last: 0)
    var dots = 0
    var index = start
    while index < text.count {
      let byte = text[index]
      if isAlphanumeric(byte) {
        // What most are made of.
      } else if byte == UInt8(ascii: "_") {
        underscores.last += 1
      } else if byte == UInt8(ascii: ".") {
        underscores = (underscores.last, 0)
        dots += 1
        isInChinese = false
      } else if isChineseLetter(at: index),
        isInChinese || index == start || text[index - 1] == UInt8(ascii: ".")
      {
        isInChinese = true
      } else if byte != UInt8(ascii: "-"), !isHostCharacter(at: index) {
        break
      }
      index += byte < 0x80 ? 1 : text.codePoint(at: index).length
    }
    let isHost = (underscores == (0, 0) || dots > 10) && (dots > 0 || !needsDot) && index > start
    if !isHost { noHostBefore = index }
    return isHost ? index : nil
  }

  private func isHostCharacter(at index: Int) -> Bool {
    let found = text.characterClass(at: index, end: text.count)
    return found.isDisjoint(with: [.space, .punctuation]) && !(isChinese && found.contains(.cjk))
  }

  /// The end of what follows a host: its port, path, query and fragment.
  private func pathEnd(from start: Int) -> Int {
    var isInChinese = false
    var index = start
    while index < text.count, !endsAddress(at: index) {
      let byte = text[index]
      if byte < 0x80 {
        if beginsPart(behind: byte) || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "&") {
          isInChinese = false
        }
        index += 1
      } else if isChineseLetter(at: index) {
        guard isInChinese || beginsPart(behind: text[index - 1]) || isNameInQuery(at: index) else {
          break
        }
        isInChinese = true
        index += text.codePoint(at: index).length
      } else {
        index += 1
      }
    }
    return index
  }

  /// Whether Chinese right behind this byte of an address belongs to it.
  private func beginsPart(behind byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "#"), UInt8(ascii: "."): true
    default: false
    }
  }

  /// Whether Chinese behind `?` or `&` names a value of a query: `?来源=网站`.
  private func isNameInQuery(at start: Int) -> Bool {
    guard text[start - 1] == UInt8(ascii: "?") || text[start - 1] == UInt8(ascii: "&") else {
      return false
    }
    var index = start
    while index < text.count, index - start < longestQueryName,
      isAlphanumeric(text[index]) || isChineseLetter(at: index)
    {
      index += text[index] < 0x80 ? 1 : text.codePoint(at: index).length
    }
    return index < text.count && text[index] == UInt8(ascii: "=")
  }

  /// Whether a Chinese, Japanese or Korean character that is no punctuation begins at `index`, in a text where these end
  /// addresses.
  private func isChineseLetter(at index: Int) -> Bool {
    guard isChinese, index < text.count, text[index] >= 0xC0 else { return false }
    let value = text.codePoint(at: index).value
    let found = characterClass(of: value)
    return found.contains(.cjk) && found.isDisjoint(with: [.punctuation, .space])
      && !isNeutral(value)
  }

  private func endsAddress(at index: Int) -> Bool {
    let byte = text[index]
    if byte < 0x80 { return isSpace(byte) || byte == UInt8(ascii: "<") }
    guard isChinese, byte >= 0xC0 else { return false }
    let value = text.codePoint(at: index).value
    let found = characterClass(of: value)
    return isNeutral(value) || found.contains(.space)
      || found.contains(.cjk) && found.contains(.punctuation)
  }

  /// The end without what more probably belongs to the sentence: punctuation, brackets that were
  /// not opened in the address, and what looks like a character reference.
  private func withoutTrail(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    var closing = range.reduce(0) {
      $0 + (text[$1] == UInt8(ascii: ")") ? 1 : text[$1] == UInt8(ascii: "(") ? -1 : 0)
    }
    while end > range.lowerBound {
      switch text[end - 1] {
      case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "."), UInt8(ascii: ","),
        UInt8(ascii: ":"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"),
        UInt8(ascii: "'"), UInt8(ascii: "\""):
        end -= 1
      case UInt8(ascii: ")"):
        guard closing > 0 else { return end }
        closing -= 1
        end -= 1
      case UInt8(ascii: ";"):
        var start = end - 1
        while start > range.lowerBound, isASCIILetter(text[start - 1]) { start -= 1 }
        let isReference =
          start < end - 1 && start > range.lowerBound && text[start - 1] == UInt8(ascii: "&")
        end = isReference ? start - 1 : end - 1
      default: return end
      }
    }
    return end
  }

  // MARK: Mail

  private func mailAddress(around at: Int, from start: Int) -> BareAddress? {
    var begin = at
    while begin > start, isLocalByte(text[begin - 1]) { begin -= 1 }
    guard begin < at, let end = mailHostEnd(from: at + 1) else { return nil }
    for scheme: StaticString in ["mailto:", "xmpp:"] {
      let named = begin - scheme.utf8CodeUnitCount
      guard named >= start, text.holds(scheme, at: named),
        named == 0 || !isAlphanumeric(text[named - 1])
      else { continue }
      let isMail = scheme.utf8CodeUnitCount == 7
      return BareAddress(range: named..<(isMail ? end : resourceEnd(from: end)), scheme: "")
    }
    return BareAddress(range: begin..<end, scheme: "mailto:")
  }

  private func mailHostEnd(from start: Int) -> Int? {
    var dots = 0
    var index = start
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: ".") {
        guard index + 1 < text.count, isAlphanumeric(text[index + 1]) else { break }
        dots += 1
      } else if byte == UInt8(ascii: "@") {
        return nil
      } else if !isAlphanumeric(byte), byte != UInt8(ascii: "-"), byte != UInt8(ascii: "_") {
        break
      }
      index += 1
    }
    return dots > 0 && isASCIILetter(text[index - 1]) ? index : nil
  }

  /// The address of a chat may name a resource behind a slash.
  private func resourceEnd(from end: Int) -> Int {
    guard end + 1 < text.count, text[end] == UInt8(ascii: "/") else { return end }
    var index = end + 1
    while index < text.count,
      isAlphanumeric(text[index]) || text[index] == UInt8(ascii: "@")
        || text[index] == UInt8(ascii: ".")
    { index += 1 }
    return withoutTrail(end..<index)
  }

  private func isLocalByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: isAlphanumeric(byte)
    }
  }
}

private let longestQueryName = 60

private func isAlphanumeric(_ byte: UInt8) -> Bool {
  isASCIILetter(byte) || (0x30...0x39).contains(byte)
}
