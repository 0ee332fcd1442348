/// PNG (W3C, third edition): the signature, then the chunk IHDR.
func pngSize(_ bytes: ByteView) -> PictureSize? {
  guard bytes.has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], at: 0),
    bytes.big(4, at: 8) == 13, bytes.has("IHDR", at: 12),
    let width = bytes.big(4, at: 16), let height = bytes.big(4, at: 20)
  else { return nil }
  return PictureSize(width: width, height: height)
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
