import Diagnostics

/// Finds the tags that have a line to themselves, and marks the blanks that vanish with them.
///
/// Interpolations never do. For a parent tag the line is what surrounds it from its beginning to
/// its end; for a block that overrides, what stands outside of it is ignored in any case.
struct Standalone {
  private let bytes: [UInt8]
  /// Whether the template begins and ends where lines do, as a file does and a section's text may
  /// not.
  private let hasWholeLines: Bool

  static func mark(_ template: inout TokenizedTemplate, hasWholeLines: Bool) {
    let standalone = Standalone(bytes: template.file.bytes, hasWholeLines: hasWholeLines)
    for index in template.tokens.indices {
      switch template.tokens[index].kind {
      case .text, .variable, .unescaped: break
      case .parent: standalone.markParent(at: index, in: &template.tokens)
      case .block where template.tokens[index].isOverride:
        standalone.markOverride(at: index, in: &template.tokens)
      case .close:
        let opening = template.tokens[template.tokens[index].partner]
        if opening.kind != .parent, !opening.isOverride {
          standalone.markPlain(&template.tokens[index])
        }
      default: standalone.markPlain(&template.tokens[index])
      }
    }
  }

  private init(bytes: [UInt8], hasWholeLines: Bool) {
    self.bytes = bytes
    self.hasWholeLines = hasWholeLines
  }

  private func markPlain(_ token: inout Token) {
    guard let before = blanks(before: token), let after = blanks(after: token) else { return }
    token.blanksBefore = before
    token.blanksAfter = after
    token.isStandalone = true
  }

  private func markParent(at index: Int, in tokens: inout [Token]) {
    let closing = tokens[index].partner
    let before = blanks(before: tokens[index])
    let after = blanks(after: tokens[closing])
    if let before, after != nil || blanks(after: tokens[index]) != nil {
      tokens[index].blanksBefore = before
      tokens[index].isStandalone = true
    }
    if let after, before != nil || blanks(before: tokens[closing]) != nil {
      tokens[closing].blanksAfter = after
      tokens[closing].isStandalone = true
    }
  }

  private func markOverride(at index: Int, in tokens: inout [Token]) {
    if let after = blanks(after: tokens[index]) {
      tokens[index].blanksAfter = after
      tokens[index].isStandalone = true
    }
    let closing = tokens[index].partner
    if let before = blanks(before: tokens[closing]) {
      tokens[closing].blanksBefore = before
      tokens[closing].isStandalone = true
    }
  }

  /// The number of blanks between the line's start and the tag, if nothing else stands there.
  private func blanks(before token: Token) -> Int? {
    var start = token.range.lowerBound
    while start > 0, isBlank(bytes[start - 1]) { start -= 1 }
    let startsLine = start == 0 ? hasWholeLines : bytes[start - 1] == 0x0A
    return startsLine ? token.range.lowerBound - start : nil
  }

  /// The number of bytes behind the tag to the end of its line, the end included, if all are blank.
  private func blanks(after token: Token) -> Int? {
    var end = token.range.upperBound
    while end < bytes.count, isBlank(bytes[end]) { end += 1 }
    if end == bytes.count { return hasWholeLines ? end - token.range.upperBound : nil }
    if bytes[end] == 0x0D, end + 1 < bytes.count { end += 1 }
    return bytes[end] == 0x0A ? end + 1 - token.range.upperBound : nil
  }
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
