/// JPEG (ITU T.81, annex B): the frame header behind the segments with metadata, turned as Exif asks.
func jpegSize(_ bytes: ByteView) -> PictureSize? {
  guard bytes.has([0xFF, 0xD8, 0xFF], at: 0) else { return nil }
  var offset = 2
  var isTurned = false
  while bytes[offset] == 0xFF, let marker = bytes[offset + 1] {
    switch marker {
    case 0xFF:  // Fill: a marker may have any number of them before it.
      offset += 1
      continue
    case 0x01, 0xD0...0xD7:  // No segment follows.
      offset += 2
      continue
    case 0xD8, 0xD9, 0xDA: return nil  // The picture itself, without a frame header.
    default: break
    }
    guard let length = bytes.big(2, at: offset + 2), length >= 2 else { return nil }
    if isFrameHeader(marker) {
      guard let height = bytes.big(2, at: offset + 5), let width = bytes.big(2, at: offset + 7)
      else { return nil }
      let size = PictureSize(width: width, height: height)
      return isTurned ? size?.turned : size
    }
    if marker == 0xE1, let exif = bytes.slice(offset + 4, length - 2), exif.has("Exif\0\0", at: 0) {
      isTurned = Pictures.isTurned(byExif: exif.from(6))
    }
    offset += 2 + length
  }
  return nil
}

/// SOF0 to SOF15, between which DHT, JPG and DAC have their codes.
private func isFrameHeader(_ marker: UInt8) -> Bool {
  (0xC0...0xCF).contains(marker) && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
}
