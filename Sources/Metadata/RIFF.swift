internal import ByteText

/// A chunk of a RIFF file.
struct RIFFChunk {
  let name: String
  /// With its name, its length and the byte that makes its length even.
  let range: Range<Int>
  let content: Range<Int>
}

/// The chunks in a range, until one is cut.
func riffChunks(_ file: ByteSource, in range: Range<Int>) -> (chunks: [RIFFChunk], end: Int) {
  var chunks: [RIFFChunk] = []
  var offset = range.lowerBound
  while offset + 8 <= range.upperBound, file.step(), let name = file.name(at: offset),
    let length = file.little(4, at: offset + 4)
  {
    let content = (offset + 8)..<min(range.upperBound, offset + 8 + length)
    let end = min(range.upperBound, offset + 8 + length + length & 1)
    chunks.append(
      RIFFChunk(name: name, range: offset..<max(end, content.upperBound), content: content))
    if offset + 8 + length > range.upperBound { return (chunks, range.upperBound) }
    offset = end
  }
  return (chunks, offset)
}

/// WebP (RFC 9649). The flags in VP8X say which chunks there are.
func findInWebP(_ file: ByteSource, _ parts: inout PrivateParts) {
  guard let size = file.little(4, at: 4) else { return }
  let end = min(file.count, size + 8 + size & 1)
  let (chunks, _) = riffChunks(file, in: 12..<end)
  if !file.step() { parts.doubt = .intricate }
  let first = parts.edits.count
  var hasOrientation = false
  for chunk in chunks {
    switch chunk.name {
    case "EXIF":
      let block = file.bytes(chunk.content)
      let exif = Exif(block)
      let kept = hasOrientation ? nil : exif.remainder
      if kept != nil { hasOrientation = true }
      if kept != nil, kept == block { continue }
      parts.replace(
        chunk.range,
        with: kept.map { Array("EXIF".utf8) + littleBytes($0.count, width: 4) + $0 } ?? [],
        exif.kinds)
    case "VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ICCP": break
    case "ANMF": blankUnknown(in: chunk, of: file, &parts)
    default: parts.leaveOut(chunk.range, kinds(inText: file.bytes(chunk.content)))
    }
  }
  let change = parts.edits[first...].reduce(0) { $0 - $1.range.count + $1.count }
  if change != 0 {
    parts.replace(4..<8, with: littleBytes(end - 8 + change, width: 4))
  }
  if let header = chunks.first, header.name == "VP8X", let flags = file[20] {
    let now = flags & ~0x0C | (hasOrientation ? 0x08 : 0)
    if now != flags { parts.replace(20..<21, with: [now]) }
  }
  leaveOutRest(of: file, from: end, &parts)
}

/// Blanks what a frame of an animation contains beside the picture.
private func blankUnknown(in frame: RIFFChunk, of file: ByteSource, _ parts: inout PrivateParts) {
  let start = frame.content.lowerBound + 16
  guard start < frame.content.upperBound else { return }
  for chunk in riffChunks(file, in: start..<frame.content.upperBound).chunks
  where !["ALPH", "VP8 ", "VP8L"].contains(chunk.name) && file.holdsAnything(in: chunk.content) {
    parts.blank(chunk.content, kinds(inText: file.bytes(chunk.content)))
  }
}

/// WAV: everything but the sound goes, since what describes it says who recorded it, where and with what.
func findInWAV(_ file: ByteSource, _ parts: inout PrivateParts) {
  guard let size = file.little(4, at: 4) else { return }
  // Recorders that could not go back to write the size left it open.
  let end = size == 0 ? file.count : min(file.count, size + 8 + size & 1)
  let (chunks, _) = riffChunks(file, in: 12..<end)
  if !file.step() { parts.doubt = .intricate }
  var change = 0
  for chunk in chunks where !["fmt ", "data", "fact", "cue ", "smpl"].contains(chunk.name) {
    parts.leaveOut(chunk.range, kinds(inText: file.bytes(chunk.content)).union(.comment))
    change -= chunk.range.count
  }
  if change != 0 { parts.replace(4..<8, with: littleBytes(end - 8 + change, width: 4)) }
  leaveOutRest(of: file, from: end, &parts)
}

/// AVI: other parts name offsets, so that all lengths stay. Descriptions become `JUNK`, which players skip.
func findInAVI(_ file: ByteSource, _ parts: inout PrivateParts) {
  var lists = [12..<file.count]
  while let list = lists.popLast() {
    for chunk in riffChunks(file, in: list).chunks {
      switch chunk.name {
      case "LIST" where ["hdrl", "strl", "odml"].contains(file.name(at: chunk.content.lowerBound)):
        lists.append((chunk.content.lowerBound + 4)..<chunk.content.upperBound)
      case "LIST" where file.has("movi", at: chunk.content.lowerBound): break
      case "LIST", "IDIT", "ISMP", "strd", "_PMX", "exif", "id3 ":
        parts.replace(
          chunk.range.lowerBound..<(chunk.range.lowerBound + 4), with: Array("JUNK".utf8))
        parts.blank(chunk.content, kinds(inText: file.bytes(chunk.content)).union(.device))
      case "JUNK" where file.holdsAnything(in: chunk.content): parts.blank(chunk.content)
      default: break
      }
    }
    if !file.step() { parts.doubt = .intricate }
  }
}
