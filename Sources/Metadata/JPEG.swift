/// JPEG (ITU T.81, annex B): segments, each with a marker; after the header of a scan its data come, which only a marker
/// ends. A picture has several scans where it is progressive, and ends with EOI.
func findInJPEG(_ file: ByteSource, _ parts: inout PrivateParts) {
  var offset = 2
  var remainder: [UInt8]?
  while let byte = file[offset] {
    guard file.step() else {
      parts.doubt = .intricate
      return
    }
    guard byte == 0xFF else {
      // Decoders skip anything between segments.
      let next = file.index(of: 0xFF, from: offset) ?? file.count
      parts.leaveOut(offset..<next)
      offset = next
      continue
    }
    guard let marker = file[offset + 1] else { return }
    switch marker {
    case 0xFF: offset += 1
    case 0x01, 0xD0...0xD7: offset += 2
    case 0x00, 0xD8:
      parts.doubt = .damaged
      return
    case 0xD9:
      leaveOutRest(of: file, from: offset + 2, &parts)
      return
    default:
      guard let length = file.big(2, at: offset + 2), length >= 2 else {
        parts.doubt = .damaged
        return
      }
      let segment = offset..<min(file.count, offset + 2 + length)
      examine(marker, at: segment, of: file, remainder: &remainder, &parts)
      offset = marker == 0xDA ? endOfScan(file, segment.upperBound) : segment.upperBound
    }
  }
}

/// The offset of the marker that ends a scan's data. A zero after 0xFF makes it data, and so do the numbers of restarts.
private func endOfScan(_ file: ByteSource, _ start: Int) -> Int {
  var offset = start
  while let found = file.index(of: 0xFF, from: offset) {
    switch file[found + 1] ?? 0 {
    case 0x00, 0xD0...0xD7: offset = found + 2
    case 0xFF: offset = found + 1
    default: return found
    }
  }
  return file.count
}

/// Leaves a segment out unless the picture needs it.
private func examine(
  _ marker: UInt8, at segment: Range<Int>, of file: ByteSource, remainder: inout [UInt8]?,
  _ parts: inout PrivateParts
) {
  let content = segment.lowerBound + 4
  func begins(_ mark: String) -> Bool { file.has(mark, at: content) }
  switch marker {
  case 0xE0 where begins("JFIF\0"):
    guard segment.count >= 18 else { return parts.leaveOut(segment) }
    if segment.count > 18 {
      let start = file.bytes(content, 12) ?? []
      parts.replace(segment, with: [0xFF, 0xE0, 0, 16] + start + [0, 0], .preview)
    }
  case 0xE0: parts.leaveOut(segment, begins("JFXX\0") ? .preview : [])
  case 0xE1 where begins("Exif\0"):
    let block = file.bytes((content + 6)..<segment.upperBound)
    let exif = Exif(block)
    let kept = remainder == nil ? exif.remainder : nil
    if kept != nil { remainder = kept }
    if kept == block { return }
    parts.replace(
      segment,
      with: kept.map { [0xFF, 0xE1, 0, UInt8($0.count + 8)] + Array("Exif\0\0".utf8) + $0 } ?? [],
      exif.kinds)
  case 0xE1: parts.leaveOut(segment, kinds(inText: file.bytes(segment)))
  case 0xE2 where begins("ICC_PROFILE\0"): break
  case 0xE2 where begins("MPF\0"): parts.leaveOut(segment, .preview)
  case 0xED: parts.leaveOut(segment, kindsOfResources(file.bytes(segment)))
  case 0xEE where begins("Adobe"): break
  case 0xE2...0xEF: parts.leaveOut(segment, kinds(inText: file.bytes(segment)))
  case 0xFE: parts.leaveOut(segment, .comment)
  default: break
  }
}

/// The kinds of things in Photoshop's resources: the records of IPTC have numbers for names (IIM 4.2, chapter 6).
private func kindsOfResources(_ bytes: [UInt8]) -> PrivateKinds {
  var found: PrivateKinds = []
  for index in bytes.indices.dropLast(4) where bytes[index] == 0x1C && bytes[index + 1] == 2 {
    switch bytes[index + 2] {
    case 80, 85, 110, 115, 116, 122: found.insert(.author)
    case 55, 60, 62, 63: found.insert(.time)
    case 90, 92, 95, 100, 101: found.insert(.location)
    case 5, 25, 105, 120: found.insert(.comment)
    case 65, 70: found.insert(.device)
    default: break
    }
  }
  return found
}

/// Leaves out what comes after a file's end: further pictures of a camera, or the video of a moving picture.
func leaveOutRest(of file: ByteSource, from end: Int, _ parts: inout PrivateParts) {
  guard end < file.count else { return }
  let isPicture =
    file.has([0xFF, 0xD8, 0xFF], at: end) || file.has("ftyp", at: end + 4)
    || file.has("RIFF", at: end)
  let holds = file.holdsAnything(in: end..<file.count)
  parts.leaveOut(end..<file.count, isPicture ? [.trailing, .preview] : holds ? .trailing : [])
}
