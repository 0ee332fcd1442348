/// TIFF 6.0: the sides that the first directory states, turned as its tag Orientation asks. Nil if the bytes break off before the
/// directory ends.
func tiffSize(_ bytes: ByteView) -> PictureSize? {
  guard let offset = tiffDirectory(bytes) else { return nil }
  return tiffSize(bytes, directory: bytes.from(offset))
}

/// The same where the directory was read by itself; of the file's other bytes the first eight are needed.
func tiffSize(_ bytes: ByteView, directory: ByteView) -> PictureSize? {
  guard let directory = TIFFDirectory(bytes, directory), directory.isWhole,
    let width = directory.number(0x0100), let height = directory.number(0x0101)
  else { return nil }
  let size = PictureSize(width: width, height: height)
  return directory.isTurned ? size?.turned : size
}

/// The offset of the first directory of a TIFF structure; nil if the bytes are none.
func tiffDirectory(_ bytes: ByteView) -> Int? {
  if bytes.has("II", at: 0), bytes.little(2, at: 2) == 42 { return bytes.little(4, at: 4) }
  if bytes.has("MM", at: 0), bytes.big(2, at: 2) == 42 { return bytes.big(4, at: 4) }
  return nil
}

/// Whether the orientation in a TIFF structure turns the picture by a quarter.
func isTurned(byExif tiff: ByteView) -> Bool {
  guard let offset = tiffDirectory(tiff) else { return false }
  return TIFFDirectory(tiff, tiff.from(offset))?.isTurned ?? false
}

/// A directory of a TIFF structure: entries of twelve bytes, each with a tag, a type, a count and a value.
private struct TIFFDirectory {
  private let bytes: ByteView
  private let isLittle: Bool
  private let count: Int

  init?(_ tiff: ByteView, _ directory: ByteView) {
    bytes = directory
    isLittle = tiff.has("II", at: 0)
    guard let count = isLittle ? bytes.little(2, at: 0) : bytes.big(2, at: 0) else { return nil }
    self.count = count
  }

  var isWhole: Bool { bytes.count >= 2 + count * 12 }

  /// The single number that is the value of a tag; nil if there is none.
  func number(_ tag: Int) -> Int? {
    for entry in 0..<count {
      let offset = 2 + entry * 12
      guard let found = word(2, at: offset) else { return nil }
      guard found == tag else { continue }
      switch word(2, at: offset + 2) {
      // A SHORT is at the start of the four bytes for the value.
      case 3: return word(2, at: offset + 8)
      case 4: return word(4, at: offset + 8)
      default: return nil
      }
    }
    return nil
  }

  /// Whether the tag Orientation turns the picture by a quarter, as 5 to 8 do (Exif 2.32, section 4.6.4).
  var isTurned: Bool { (5...8).contains(number(0x0112) ?? 1) }

  private func word(_ width: Int, at offset: Int) -> Int? {
    isLittle ? bytes.little(width, at: offset) : bytes.big(width, at: offset)
  }
}
