/// A box of the ISO base media file format (ISO/IEC 14496-12, section 4.2), as QuickTime has them too.
struct Box {
  let name: String
  let start: Int
  let content: Range<Int>

  /// The box with its header.
  var range: Range<Int> { start..<content.upperBound }
}

/// The boxes in a range until one is cut or wrong, and the offset at which they end.
func boxes(_ file: ByteSource, in range: Range<Int>) -> (boxes: [Box], end: Int) {
  var boxes: [Box] = []
  var offset = range.lowerBound
  while offset + 8 <= range.upperBound, let short = file.big(4, at: offset),
    let name = file.name(at: offset + 4), file.step()
  {
    var (header, length) = (8, short)
    if short == 1 {
      guard let long = file.big(8, at: offset + 8) else { break }
      (header, length) = (16, long)
    } else if short == 0 {
      length = range.upperBound - offset
    }
    guard length >= header, length <= range.upperBound - offset else { break }
    boxes.append(
      Box(name: name, start: offset, content: (offset + header)..<(offset + length)))
    offset += length
  }
  return (boxes, offset)
}

extension PrivateParts {
  /// Makes a box one of zeros that players skip, of the same length, so that offsets in other boxes stay right.
  mutating func free(_ box: Box, _ kinds: PrivateKinds = []) {
    replace((box.start + 4)..<(box.start + 8), with: Array("free".utf8))
    blank(box.content, kinds)
  }
}
