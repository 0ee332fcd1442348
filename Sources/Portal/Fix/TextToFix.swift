internal import Content
internal import Diagnostics
internal import Files

/// A file's text with what becomes of it.
struct TextToFix {
  private let original: DecodedFile
  /// The text as it is now.
  private(set) var text: [UInt8]
  /// Whether the last round changed it.
  var isUnsettled = false

  /// The text of a file; nil where it has none, or cannot be read.
  init?(_ file: FoundFile, in content: Folder) {
    guard let original = DecodedFile(file, in: content) else { return nil }
    self.original = original
    text = original.text
  }

  /// Forgets all changes.
  mutating func reset() {
    text = original.text
  }

  /// Applies the fixes of diagnostics, each diagnostic's as a whole or not at all: of those that overlap the first one
  /// counts, and the others are looked at again in the next round. False if that changes nothing.
  mutating func apply(_ fixes: [[Replacement]]) -> Bool {
    var chosen: [Replacement] = []
    var seen: [[Replacement]] = []
    for fix in fixes.sorted(by: { $0[0].range.lowerBound < $1[0].range.lowerBound })
    where fits(fix) && !seen.contains(fix) {
      let isFree = fix.allSatisfy { part in !chosen.contains { overlaps(part.range, $0.range) } }
      guard isFree else { continue }
      seen.append(fix)
      chosen += fix
    }
    let changed = replacing(chosen.sorted { $0.range.lowerBound < $1.range.lowerBound })
    guard changed != text else { return false }
    text = changed
    isUnsettled = true
    return true
  }

  /// Whether a fix lies within the text and between its characters.
  private func fits(_ fix: [Replacement]) -> Bool {
    fix.allSatisfy { part in
      part.range.lowerBound >= 0 && part.range.upperBound <= text.count
        && isBoundary(part.range.lowerBound) && isBoundary(part.range.upperBound)
    }
  }

  private func isBoundary(_ index: Int) -> Bool {
    index == text.count || text[index] & 0xC0 != 0x80
  }

  /// Whether two ranges have a byte in common; an empty one counts as one byte long.
  private func overlaps(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    max(a.lowerBound, b.lowerBound)
      < min(max(a.upperBound, a.lowerBound + 1), max(b.upperBound, b.lowerBound + 1))
  }

  private func replacing(_ parts: [Replacement]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count + 64)
    var start = 0
    for part in parts {
      result += text[start..<part.range.lowerBound]
      result += part.text.utf8
      start = part.range.upperBound
    }
    return result + text[start...]
  }

  /// The file as it becomes; nil where its bytes stay.
  func fixedFile(_ file: FoundFile, shown: String) -> FixedFile? {
    guard text != original.text || original.isNormalized else { return nil }
    return FixedFile(
      file: file.file, stamp: file.stamp, path: shown, encoding: original.encoding,
      before: original.written, after: text, mark: original.mark)
  }
}
