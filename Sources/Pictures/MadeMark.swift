/// A picture in PNG with the mark by which BranchPress knows what it has made; nil if the bytes are not a PNG.
///
/// The mark is an empty chunk behind the header. Its name says that decoders may pass over it, that no standard has it,
/// and that a program which changes the picture must leave it out (PNG, third edition, 5.4): what a person has edited is
/// theirs.
package func markedAsMade(_ png: [UInt8]) -> [UInt8]? {
  guard png.starts(with: signature), png.count > endOfHeader else { return nil }
  if isMarkedAsMade(png) { return png }
  return Array(png[..<endOfHeader]) + mark + png[endOfHeader...]
}

/// Whether a picture in PNG, or an icon file of some, was made by BranchPress and not changed since.
package func isMarkedAsMade(_ bytes: [UInt8]) -> Bool {
  let last = bytes.count - mark.count
  guard last >= 0 else { return false }
  return (0...last).contains { start in
    bytes[start + 4] == mark[4] && bytes[start..<start + mark.count].elementsEqual(mark)
  }
}

private let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
/// The signature, and the chunk of 13 bytes that a PNG begins with.
private let endOfHeader = 8 + 12 + 13
/// The chunk: its length of 0, its name, and the check sum of the name.
private let mark = chunk("brPC")

private func chunk(_ name: String) -> [UInt8] {
  let sum = checkSum(Array(name.utf8))
  return [0, 0, 0, 0] + Array(name.utf8)
    + (0..<4).reversed().map { UInt8(truncatingIfNeeded: sum >> ($0 * 8)) }
}

/// The check sum of PNG's chunks (ISO 3309).
func checkSum(_ bytes: [UInt8]) -> UInt32 {
  var sum: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    sum ^= UInt32(byte)
    for _ in 0..<8 { sum = sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
  }
  return ~sum
}
