/// PNG (W3C, third edition): the signature, then the chunk IHDR; turned as Exif asks in a chunk before the picture's data,
/// which is where browsers look for it. Nil if the bytes break off before these and more of them can be had.
func pngSize(_ bytes: ByteView, hasMore: Bool) -> PictureSize? {
  guard bytes.has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], at: 0),
    bytes.big(4, at: 8) == 13, bytes.has("IHDR", at: 12),
    let width = bytes.big(4, at: 16), let height = bytes.big(4, at: 20)
  else { return nil }
  let size = PictureSize(width: width, height: height)
  var offset = 33
  while let length = bytes.big(4, at: offset), !bytes.has("IDAT", at: offset + 4) {
    if bytes.has("eXIf", at: offset + 4), let exif = bytes.slice(offset + 8, length) {
      return isTurned(byExif: exif) ? size?.turned : size
    }
    offset += 12 + length
  }
  return hasMore && !bytes.has("IDAT", at: offset + 4) ? nil : size
}

/// GIF (87a and 89a): the logical screen.
func gifSize(_ bytes: ByteView) -> PictureSize? {
  guard bytes.has("GIF87a", at: 0) || bytes.has("GIF89a", at: 0),
    let width = bytes.little(2, at: 6), let height = bytes.little(2, at: 8)
  else { return nil }
  return PictureSize(width: width, height: height)
}

/// WebP (RFC 9649): a RIFF container whose first chunk is VP8X, VP8L or VP8.
func webpSize(_ bytes: ByteView) -> PictureSize? {
  guard bytes.has("RIFF", at: 0), bytes.has("WEBP", at: 8) else { return nil }
  let chunk = bytes.from(20)
  if bytes.has("VP8X", at: 12) {
    guard let width = chunk.little(3, at: 4), let height = chunk.little(3, at: 7) else {
      return nil
    }
    return PictureSize(width: width + 1, height: height + 1)
  }
  if bytes.has("VP8L", at: 12) {
    guard chunk[0] == 0x2F, let bits = chunk.little(4, at: 1) else { return nil }
    return PictureSize(width: bits & 0x3FFF + 1, height: bits >> 14 & 0x3FFF + 1)
  }
  // The upper two bits of each side say how to scale it, which no browser does.
  guard bytes.has("VP8 ", at: 12), chunk.has([0x9D, 0x01, 0x2A], at: 3),
    let width = chunk.little(2, at: 6), let height = chunk.little(2, at: 8)
  else { return nil }
  return PictureSize(width: width & 0x3FFF, height: height & 0x3FFF)
}
