/// MP3: tags of ID3 before the sound, others after it. The names of songs and of those who sing them are no secret, and
/// covers stay that tell nothing; all else goes.
func findInMP3(_ file: ByteSource, _ parts: inout PrivateParts) {
  var start = 0
  while file.has("ID3", at: start), let end = endOfID3(file, start), end <= file.count {
    guard file.step() else { return parts.doubt = .intricate }
    examineID3(file, start..<end, &parts)
    start = end
  }
  var end = file.count
  if end - start >= 128, file.has("TAG", at: end - 128) {
    end -= 128
    // A comment of 28 or 30 letters, and the year before it.
    let isNumbered = file[end + 125] == 0 && file[end + 126] != 0
    let comment = (end + 97)..<(end + (isNumbered ? 125 : 127))
    if file.holdsAnything(in: comment) { parts.blank(comment, .comment) }
    if end - start >= 227, file.has("TAG+", at: end - 227) {
      parts.leaveOut((end - 227)..<end, .comment)
      end -= 227
    }
  }
  if end - start >= 32, file.has("APETAGEX", at: end - 32), let size = file.little(4, at: end - 20),
    let flags = file.little(4, at: end - 12)
  {
    let first = end - size - (flags >> 31 == 1 ? 32 : 0)
    guard first >= start, size >= 32 else { return parts.doubt = .damaged }
    parts.leaveOut(first..<end, kinds(inText: file.bytes(first..<end)).union(.comment))
  }
}

/// The end of a tag of ID3, which says its length in numbers of seven bits.
private func endOfID3(_ file: ByteSource, _ start: Int) -> Int? {
  guard let size = synchronisedNumber(file, start + 6), let flags = file[start + 5] else {
    return nil
  }
  return start + 10 + size + (flags & 0x10 != 0 ? 10 : 0)
}

private func synchronisedNumber(_ file: ByteSource, _ offset: Int) -> Int? {
  guard let number = file.big(4, at: offset), number & 0x8080_8080 == 0 else { return nil }
  return number & 0x7F | number >> 1 & 0x3F80 | number >> 2 & 0x1F_C000 | number >> 3 & 0xFE0_0000
}

private let keptFrames: Set<String> = [
  "TIT1", "TIT2", "TIT3", "TPE1", "TPE2", "TPE3", "TALB", "TRCK", "TPOS", "TCON", "TCOM", "TEXT",
  "TBPM", "TKEY", "TLAN", "TLEN", "TSOT", "TSOP", "TSOA", "USLT", "SYLT", "CHAP", "CTOC",
  "TT1", "TT2", "TT3", "TP1", "TP2", "TP3", "TAL", "TRK", "TPA", "TCO", "TCM", "TXT", "ULT",
]

/// Writes a tag anew with the frames that stay. One that cannot be read goes whole.
private func examineID3(_ file: ByteSource, _ tag: Range<Int>, _ parts: inout PrivateParts) {
  guard let version = file[tag.lowerBound + 3], let flags = file[tag.lowerBound + 5],
    (2...4).contains(version), flags == 0
  else { return parts.leaveOut(tag, kinds(inText: file.bytes(tag, upTo: 1 << 16)).union(.comment)) }
  let (nameWidth, header) = version == 2 ? (3, 6) : (4, 10)
  var offset = tag.lowerBound + 10
  var removed: [Range<Int>] = []
  var found: PrivateKinds = []
  while offset + header <= tag.upperBound, file[offset] != 0, file.step() {
    let name = latin(file.bytes(offset, nameWidth) ?? [])
    let size =
      version == 4
      ? synchronisedNumber(file, offset + 4)
      : file.big(version == 2 ? 3 : 4, at: offset + nameWidth)
    guard let size, size <= tag.upperBound - offset - header else {
      removed.append(offset..<tag.upperBound)
      found.formUnion(.comment)
      offset = tag.upperBound
      break
    }
    let frame = offset..<(offset + header + size)
    offset = frame.upperBound
    if keptFrames.contains(name) || isCleanCover(file, name, (frame.lowerBound + header)..<offset) {
      continue
    }
    removed.append(frame)
    found.formUnion(kindsOfFrame(name, file.bytes(frame, upTo: 1 << 16)))
  }
  // After the frames come zeros.
  if offset < tag.upperBound, file.holdsAnything(in: offset..<tag.upperBound) {
    removed.append(offset..<tag.upperBound)
  }
  if removed.isEmpty { return }
  let size = tag.count - 10 - removed.reduce(0) { $0 + $1.count }
  let number = [21, 14, 7, 0].map { UInt8(size >> $0 & 0x7F) }
  parts.replace((tag.lowerBound + 6)..<(tag.lowerBound + 10), with: number, found)
  for range in removed { parts.leaveOut(range) }
}

private func isCleanCover(_ file: ByteSource, _ name: String, _ content: Range<Int>) -> Bool {
  guard name == "APIC" || name == "PIC" else { return false }
  let bytes = file.bytes(content)
  // The picture begins after its type and its title, of unknown lengths.
  let marks: [[UInt8]] = [[0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47]]
  let start = bytes.indices.prefix(512).first { index in
    marks.contains { bytes[index...].starts(with: $0) }
  }
  return start.map { isClean(Array(bytes[$0...])) } ?? false
}

private func kindsOfFrame(_ name: String, _ bytes: [UInt8]) -> PrivateKinds {
  switch name {
  case "TENC", "TOWN", "TCOP", "TEN", "TCR": .author
  case "TSSE", "TSS": .device
  case "TDRC", "TDTG", "TDEN", "TYER", "TDAT", "TIME", "TYE", "TDA": .time
  case "APIC", "PIC": .preview
  default: kinds(inText: bytes).union(.comment)
  }
}

/// The names of comments that stay in FLAC and Ogg: those of songs.
private let keptComments: Set<String> = [
  "TITLE", "ARTIST", "ALBUM", "ALBUMARTIST", "COMPOSER", "GENRE", "TRACKNUMBER", "DISCNUMBER",
]

/// The list of comments of Vorbis without those that do not stay, nil where all do or the list cannot be read.
func shorterComments(_ bytes: [UInt8]) -> (bytes: [UInt8], used: Int, kinds: PrivateKinds)? {
  let list = ByteSource(bytes)
  guard let vendor = list.little(4, at: 0), vendor <= bytes.count,
    let count = list.little(4, at: 4 + vendor), count <= bytes.count
  else { return nil }
  var offset = 8 + vendor
  var (kept, number, found) = ([UInt8](), 0, PrivateKinds())
  for _ in 0..<count {
    guard let length = list.little(4, at: offset), let text = list.bytes(offset + 4, length) else {
      return nil
    }
    let name = latin(text.prefix { $0 != UInt8(ascii: "=") }).uppercased()
    if keptComments.contains(name) {
      kept += bytes[offset..<(offset + 4 + length)]
      number += 1
    } else {
      // Programs write their own names, which tell of nobody.
      found.formUnion(name == "ENCODER" ? [] : kinds(inText: text).union(.comment))
    }
    offset += 4 + length
  }
  if number == count { return nil }
  return (Array(bytes[..<(4 + vendor)]) + littleBytes(number, width: 4) + kept, offset, found)
}

/// FLAC (RFC 9639): blocks of metadata before the sound.
func findInFLAC(_ file: ByteSource, _ parts: inout PrivateParts) {
  var offset = 4
  var last: Int?
  var isLast = false
  while !isLast, file.step(), let mark = file[offset], let length = file.big(3, at: offset + 1) {
    let content = (offset + 4)..<min(file.count, offset + 4 + length)
    isLast = mark & 0x80 != 0
    let block = offset..<content.upperBound
    offset = block.upperBound
    switch mark & 0x7F {
    case 4:
      if let shorter = shorterComments(file.bytes(content)) {
        parts.replace(
          (block.lowerBound + 1)..<block.upperBound,
          with: bigBytes(shorter.bytes.count, width: 3) + shorter.bytes, shorter.kinds)
      }
    case 1:
      if file.holdsAnything(in: content) { parts.blank(content) }
    case 0, 3, 5: break
    case 6 where isCleanPicture(file.bytes(content)): break
    default:
      parts.leaveOut(block, mark & 0x7F == 6 ? .preview : .comment)
      continue
    }
    last = block.lowerBound
  }
  // The mark of the last block is on one that stays.
  if let last, let mark = file[last], mark & 0x80 == 0 {
    parts.replace(last..<(last + 1), with: [mark | 0x80])
  }
}

private func isCleanPicture(_ block: [UInt8]) -> Bool {
  let file = ByteSource(block)
  guard let type = file.big(4, at: 4), let title = file.big(4, at: 8 + type),
    let size = file.big(4, at: 28 + type + title), let bytes = file.bytes(32 + type + title, size)
  else { return false }
  return isClean(bytes)
}

/// Ogg (RFC 3533) with Vorbis or Opus: comments are the second packet. It keeps its length, and the pages get the check
/// sums that fit.
func findInOgg(_ file: ByteSource, _ parts: inout PrivateParts) {
  var packet: [UInt8] = []
  var pages: [(start: Int, body: Range<Int>)] = []
  var offset = 0
  var isDone = false
  while !isDone, file.step(), file.has("OggS", at: offset), let segments = file[offset + 26],
    let lacing = file.bytes(offset + 27, Int(segments)), packet.count <= 1 << 24
  {
    let body = offset + 27 + Int(segments)
    let length = lacing.reduce(0) { $0 + Int($1) }
    if offset > 0 {
      var used = 0
      for part in lacing {
        used += Int(part)
        isDone = part < 255
        if isDone { break }
      }
      pages.append((offset, body..<min(file.count, body + used)))
      packet += file.bytes(body..<(body + used))
    } else if !file.has([1] + Array("vorbis".utf8), at: body), !file.has("OpusHead", at: body) {
      return
    }
    offset = body + length
  }
  let mark =
    packet.starts(with: [3] + Array("vorbis".utf8))
    ? 7
    : packet.starts(with: Array("OpusTags".utf8)) ? 8 : 0
  guard isDone, mark > 0, let shorter = shorterComments(Array(packet[mark...])) else { return }
  // What comes after Vorbis's comments is a bit that must be set.
  var bytes = packet[..<mark] + shorter.bytes + (mark == 7 ? [1] : [])
  bytes += [UInt8](repeating: 0, count: packet.count - bytes.count)
  for page in pages {
    let part = bytes.prefix(page.body.count)
    bytes = bytes.dropFirst(page.body.count)
    var whole = file.bytes(page.start..<page.body.lowerBound)
    for index in 22..<26 { whole[index] = 0 }
    let rest = file.bytes(page.body.upperBound..<endOfPage(file, page.start))
    let sum = oggSum(whole + part + rest)
    parts.replace(
      (page.start + 22)..<(page.start + 26), with: littleBytes(Int(sum), width: 4), shorter.kinds)
    parts.replace(page.body, with: Array(part))
  }
}

private func endOfPage(_ file: ByteSource, _ start: Int) -> Int {
  let segments = Int(file[start + 26] ?? 0)
  let lacing = file.bytes(start + 27, segments) ?? []
  return min(file.count, start + 27 + segments + lacing.reduce(0) { $0 + Int($1) })
}

private func oggSum(_ bytes: [UInt8]) -> UInt32 {
  var sum: UInt32 = 0
  for byte in bytes {
    sum ^= UInt32(byte) << 24
    for _ in 0..<8 { sum = sum & 0x8000_0000 != 0 ? sum << 1 ^ 0x04C1_1DB7 : sum << 1 }
  }
  return sum
}
