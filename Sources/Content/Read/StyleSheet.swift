/// A style sheet without what only its author needs: comments, indentation, spaces around signs. A comment that begins
/// with `/*!` is kept, and so is everything within quotation marks and `url()`.
func compacted(_ css: [UInt8]) -> [UInt8] {
  var compactor = StyleCompactor(css)
  return compactor.result()
}

private struct StyleCompactor {
  private let css: [UInt8]
  private var written: [UInt8] = []
  private var index = 0
  /// Whether white space or a comment was read since the last byte that was written.
  private var isApart = false

  init(_ css: [UInt8]) {
    self.css = css
    written.reserveCapacity(css.count)
  }

  mutating func result() -> [UInt8] {
    while index < css.count {
      switch css[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x0C:
        isApart = true
        index += 1
      case UInt8(ascii: "/") where holds("/*") && !holds("/*!"):
        isApart = true
        index = end(of: "*/")
      case UInt8(ascii: "/") where holds("/*!"): copy(to: end(of: "*/"))
      case UInt8(ascii: "\""), UInt8(ascii: "'"): copy(to: endOfString())
      case UInt8(ascii: "u") where holds("url("): copy(to: endOfAddress())
      case UInt8(ascii: "\\"): copy(to: min(index + 2, css.count))
      default: copy(to: index + 1)
      }
    }
    return written
  }

  /// Writes what stands up to an offset, with a space before it only where one is needed.
  private mutating func copy(to end: Int) {
    let first = css[index]
    if isApart, let last = written.last, !open.utf8.contains(last), !closed.utf8.contains(first) {
      written.append(UInt8(ascii: " "))
    }
    isApart = false
    if first == UInt8(ascii: "}") {
      while written.last == UInt8(ascii: ";") { written.removeLast() }
    }
    written += css[index..<end]
    index = end
  }

  private func holds(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    return index + count <= css.count
      && (0..<count).allSatisfy { unsafe css[index + $0] == text.utf8Start[$0] }
  }

  /// The offset behind the next place where a sign of two bytes stands, or the end.
  private func end(of sign: StaticString) -> Int {
    var end = index + 2
    while end + 1 < css.count {
      if unsafe css[end] == sign.utf8Start[0] && css[end + 1] == sign.utf8Start[1] {
        return end + 2
      }
      end += 1
    }
    return css.count
  }

  private func endOfString() -> Int {
    var end = index + 1
    while end < css.count {
      if css[end] == UInt8(ascii: "\\") {
        end += 1
      } else if css[end] == css[index] {
        return end + 1
      }
      end += 1
    }
    return css.count
  }

  /// The offset behind an address, which may contain signs that elsewhere begin a comment.
  private func endOfAddress() -> Int {
    let end = css[index...].firstIndex {
      $0 == UInt8(ascii: ")") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'")
    }
    guard let end else { return css.count }
    return css[end] == UInt8(ascii: ")") ? end + 1 : index + 4
  }
}

/// The signs behind which no space is needed, and those before which none is. A space before a colon makes another
/// selector, and one around `+` and `-` belongs to calculations.
private let (open, closed) = ("{};:,>(", "{};,>)!")
