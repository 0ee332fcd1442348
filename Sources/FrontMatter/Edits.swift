/// Changes to the copy of a header that libyaml reads, so that reading goes on behind a slip.
///
/// Offsets are those of the file; `sourceOffset` leads back from the copy to the file.
struct Edits {
  private struct Edit {
    let range: Range<Int>
    let bytes: [UInt8]
  }

  /// Ascending, without overlaps.
  private var list: [Edit] = []

  var isEmpty: Bool { list.isEmpty }

  /// Puts `text` in the place of `range`, which lies behind or around all earlier edits; those that
  /// it holds are dropped.
  mutating func replace(_ range: Range<Int>, with text: String) {
    while let last = list.last, last.range.upperBound > range.lowerBound { list.removeLast() }
    list.append(Edit(range: range, bytes: Array(text.utf8)))
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

  /// Where a byte of the copy comes from; both are counted as if the copy stood in the file.
  func sourceOffset(of offset: Int) -> Int {
    var shift = 0
    for edit in list {
      let start = edit.range.lowerBound + shift
      if offset <= start { break }
      if offset < start + edit.bytes.count {
        return edit.range.lowerBound + min(offset - start, edit.range.count)
      }
      shift += edit.bytes.count - edit.range.count
    }
    return offset - shift
  }
}
