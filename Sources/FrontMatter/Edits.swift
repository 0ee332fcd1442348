/// Changes to the copy of a header that libyaml reads, so that reading goes on behind a slip.
///
/// Offsets are those of the file; `sourceOffset` leads back from the copy to the file.
struct Edits {
  private struct Edit {
    let range: Range<Int>
    let bytes: [UInt8]
    /// The number of bytes by which all edits before it make the copy longer.
    let shift: Int

    /// Its beginning in the copy; and the number of bytes by which it and all before it make that longer.
    var start: Int { range.lowerBound + shift }
    var shiftBehind: Int { shift + bytes.count - range.count }
  }

  /// Ascending, without overlaps.
  private var list: [Edit] = []

  var isEmpty: Bool { list.isEmpty }

  /// Puts `text` in the place of `range`, which lies behind or around all earlier edits; those that
  /// it holds are dropped.
  mutating func replace(_ range: Range<Int>, with text: String) {
    while let last = list.last, last.range.upperBound > range.lowerBound { list.removeLast() }
    list.append(
      Edit(range: range, bytes: Array(text.utf8), shift: list.last.map(\.shiftBehind) ?? 0))
  }

  mutating func insert(_ text: String, at offset: Int) {
    replace(offset..<offset, with: text)
  }

  /// The bytes of `range` with all edits made.
  func applied(to bytes: [UInt8], in range: Range<Int>) -> [UInt8] {
    var copy: [UInt8] = []
    copy.reserveCapacity(range.count + 64)
    var start = range.lowerBound
    for edit in list {
      copy += bytes[start..<edit.range.lowerBound]
      copy += edit.bytes
      start = edit.range.upperBound
    }
    return copy + bytes[start..<range.upperBound]
  }

  /// The byte of the file that a byte of the copy comes from; both are counted as if the copy stood in the file.
  func sourceOffset(of offset: Int) -> Int {
    var before = 0..<list.count
    while !before.isEmpty {
      let middle = before.lowerBound + before.count / 2
      before =
        list[middle].start < offset
        ? (middle + 1)..<before.upperBound : before.lowerBound..<middle
    }
    guard before.lowerBound > 0 else { return offset }
    let edit = list[before.lowerBound - 1]
    return offset < edit.start + edit.bytes.count
      ? edit.range.lowerBound + min(offset - edit.start, edit.range.count)
      : offset - edit.shiftBehind
  }
}
