/// PNG (W3C, third edition): chunks, each with its length, its name and a check sum. Chunks that the picture needs are
/// kept, and those that decoders must understand.
func findInPNG(_ file: ByteSource, _ parts: inout PrivateParts) {
  var offset = 8
  var hasOrientation = false
  while offset < file.count {
    guard file.step() else {
      parts.doubt = .intricate
      return
    }
    guard let length = file.big(4, at: offset), let name = file.name(at: offset + 4),
      length <= 0x7FFF_FFFF
    else {
      parts.leaveOut(offset..<file.count)
      return
    }
    let end = min(file.count, offset + 12 + length)
    let content = (offset + 8)..<max(offset + 8, min(file.count, end - 4))
    switch name {
    case "IEND":
      leaveOutRest(of: file, from: end, &parts)
      return
    case "eXIf":
      let block = file.bytes(content)
      let exif = Exif(block)
      let kept = hasOrientation ? nil : exif.remainder
      if kept != nil { hasOrientation = true }
      if kept == nil || kept != block {
        parts.replace(
          offset..<end, with: kept.map { chunk("eXIf", $0) } ?? [], exif.kinds)
      }
    case "tEXt", "zTXt", "iTXt":
      parts.leaveOut(offset..<end, kindsOfPNGText(file.bytes(content)))
    case "tIME": parts.leaveOut(offset..<end, .time)
    default:
      // A small letter at first: decoders may do without.
      if let first = name.utf8.first, first & 0x20 != 0, !neededChunks.contains(name) {
        parts.leaveOut(offset..<end, kinds(inText: file.bytes(content)))
      }
    }
    offset = end
  }
}

/// The chunks that decoders may do without, but that change how the picture looks.
private let neededChunks: Set<String> = [
  "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "bKGD", "hIST", "pHYs", "sPLT", "acTL", "fcTL",
  "fdAT", "cICP", "mDCV", "mDCv", "cLLI", "cLLi", "oFFs", "sTER",
]

private func kindsOfPNGText(_ bytes: [UInt8]) -> PrivateKinds {
  let found = kinds(inText: bytes)
  let raw = Array("Raw profile type".utf8)
  return bytes.starts(with: raw) ? found.union(.device) : found.isEmpty ? .comment : found
}

private func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
  let checked = Array(name.utf8) + content
  return bigBytes(content.count, width: 4) + checked + bigBytes(Int(crc32(checked)), width: 4)
}

/// The check sum of PNG's chunks (ISO 3309).
func crc32(_ bytes: [UInt8]) -> UInt32 {
  var sum: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    sum ^= UInt32(byte)
    for _ in 0..<8 { sum = sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
  }
  return ~sum
}
