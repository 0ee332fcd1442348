/// A WebP (RFC 9649) with its picture and nothing else; nil if the file is none. libvips 8.14 writes the original's Exif into WebP
/// even if it is asked not to.
func plainWebP(_ bytes: [UInt8]) -> [UInt8]? {
  func number(at offset: Int) -> Int {
    bytes[offset..<(offset + 4)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
  func has(_ name: StaticString, at offset: Int) -> Bool {
    name.withUTF8Buffer { unsafe bytes[offset..<(offset + 4)].elementsEqual($0) }
  }
  guard bytes.count >= 12, has("RIFF", at: 0), has("WEBP", at: 8) else { return nil }
  let end = number(at: 4) + 8
  guard end <= bytes.count else { return nil }
  var features: ArraySlice<UInt8> = []
  var (alpha, picture) = (features, features)
  var offset = 12
  while offset + 8 <= end {
    // A chunk of an odd length is followed by a byte that is not counted.
    let size = number(at: offset + 4)
    let next = offset + 8 + size + size % 2
    guard next <= end else { return nil }
    let chunk = bytes[offset..<next]
    if has("VP8X", at: offset) { features = chunk }
    if has("ALPH", at: offset) { alpha = chunk }
    if has("VP8 ", at: offset) || has("VP8L", at: offset) { picture = chunk }
    offset = next
  }
  guard !picture.isEmpty, alpha.isEmpty || features.count == 18 else { return nil }
  var plain = Array(bytes[..<12])
  if !alpha.isEmpty {
    plain += features
    // Of the features only transparency is left.
    plain[20] = 0x10
    plain += alpha
  }
  plain += picture
  for place in 0..<4 {
    plain[4 + place] = UInt8(truncatingIfNeeded: (plain.count - 8) >> (place * 8))
  }
  return plain
}
