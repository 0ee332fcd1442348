/// PNG (W3C, third edition): the signature, then the chunk IHDR; turned as Exif asks in a chunk before the picture's data,
/// which is where browsers look for it, and moving if there is an acTL before them. Nil if the bytes break off before these and
/// more of them can be had.
func pngHeader(_ bytes: ByteView, hasMore: Bool) -> (size: PictureSize, isAnimated: Bool)? {
  guard bytes.has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], at: 0),
    bytes.big(4, at: 8) == 13, bytes.has("IHDR", at: 12),
    let width = bytes.big(4, at: 16), let height = bytes.big(4, at: 20),
    let size = PictureSize(width: width, height: height)
  else { return nil }
  var offset = 33
  var (isAnimated, isTurned) = (false, false)
  while let length = bytes.big(4, at: offset), !bytes.has("IDAT", at: offset + 4) {
    if bytes.has("eXIf", at: offset + 4), let exif = bytes.slice(offset + 8, length) {
      isTurned = Pictures.isTurned(byExif: exif)
    }
    if bytes.has("acTL", at: offset + 4) { isAnimated = true }
    offset += 12 + length
  }
  if hasMore && !bytes.has("IDAT", at: offset + 4) { return nil }
  return (isTurned ? size.turned : size, isAnimated)
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

/// Whether the features that VP8X states include animation.
func isAnimatedWebP(_ bytes: ByteView) -> Bool {
  bytes.has("VP8X", at: 12) && (bytes[20] ?? 0) & 0x02 != 0
}

/// BMP, as Windows writes it: the header of the bitmap after that of the file. A negative height says that the first row is the
/// upper one.
func bmpSize(_ bytes: ByteView) -> PictureSize? {
  guard bytes.has("BM", at: 0), let header = bytes.little(4, at: 14) else { return nil }
  if header == 12 {
    guard let width = bytes.little(2, at: 18), let height = bytes.little(2, at: 20),
      bytes.little(2, at: 22) == 1
    else { return nil }
    return PictureSize(width: width, height: height)
  }
  guard [40, 52, 56, 64, 108, 124].contains(header), bytes.little(2, at: 26) == 1,
    let width = bytes.little(4, at: 18), let height = bytes.little(4, at: 22)
  else { return nil }
  return PictureSize(width: width, height: height > 0x7FFF_FFFF ? 0x1_0000_0000 - height : height)
}
