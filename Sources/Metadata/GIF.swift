/// GIF (89a): blocks of data in parts of up to 255 bytes. Comments go, and what applications have added, but for loops
/// and colours.
func findInGIF(_ file: ByteSource, _ parts: inout PrivateParts) {
  guard let flags = file[10] else { return }
  var offset = 13 + colours(flags)
  while let mark = file[offset] {
    guard file.step() else {
      parts.doubt = .intricate
      return
    }
    switch mark {
    case 0x3B:
      leaveOutRest(of: file, from: offset + 1, &parts)
      return
    case 0x2C:
      guard let flags = file[offset + 9] else { return }
      // After the table of colours, the size of the first code.
      offset = endOfBlocks(file, offset + 10 + colours(flags) + 1)
    case 0x21:
      let end = endOfBlocks(file, offset + 2)
      if file[offset + 1] == 0xFE {
        parts.leaveOut(offset..<end, .comment)
      } else if file[offset + 1] == 0xFF, !isNeeded(file, offset + 2) {
        parts.leaveOut(offset..<end, kinds(inText: file.bytes(offset..<end)))
      }
      offset = end
    case 0x00: offset += 1  // Some programs write one block's end too many.
    default:
      parts.doubt = .damaged
      return
    }
  }
}

private func isNeeded(_ file: ByteSource, _ block: Int) -> Bool {
  ["NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012"].contains { file.has($0, at: block + 1) }
}

/// The size of a table of colours.
private func colours(_ flags: UInt8) -> Int { flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1) }

/// The offset behind the blocks that begin at an offset, at most the file's size.
private func endOfBlocks(_ file: ByteSource, _ start: Int) -> Int {
  var offset = start
  while let length = file[offset] {
    offset += 1 + Int(length)
    if length == 0 { return offset }
  }
  return file.count
}
