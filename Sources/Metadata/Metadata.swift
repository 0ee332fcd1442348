/// Finds the parts of a file that tell about persons, places and devices. The format is told by its first bytes, whatever
/// the file's name. A search takes time by the size of the file, and holds little of it in memory.
package func privateParts(of file: ByteSource) -> PrivateParts {
  var parts = PrivateParts()
  if let find = search(for: file) { find(file, &parts) }
  parts.arrange(in: file.count)
  return parts
}

/// Whether a picture within another file tells nothing.
func isClean(_ picture: [UInt8]) -> Bool {
  let parts = privateParts(of: ByteSource(picture))
  return parts.kinds.isEmpty && parts.doubt == nil && !picture.isEmpty
}

private typealias Search = (ByteSource, inout PrivateParts) -> Void

private func search(for file: ByteSource) -> Search? {
  if file.has([0xFF, 0xD8, 0xFF], at: 0) { return findInJPEG }
  if file.has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], at: 0) { return findInPNG }
  if file.has("GIF8", at: 0) { return findInGIF }
  if file.has("RIFF", at: 0) {
    switch file.name(at: 8) {
    case "WEBP": return findInWebP
    case "WAVE": return findInWAV
    case "AVI ": return findInAVI
    default: return nil
    }
  }
  // Formats that are known to describe who made a file, and are not searched.
  if unsearched.contains(where: { file.has($0, at: 0) }) {
    return { _, parts in parts.doubt = .unknownVariant }
  }
  if file.has("ID3", at: 0) || isMP3(file) { return findInMP3 }
  if file.has("fLaC", at: 0) { return findInFLAC }
  if file.has("OggS", at: 0) { return findInOgg }
  if file.has([0x1A, 0x45, 0xDF, 0xA3], at: 0) {
    return { file, parts in
      var search = MatroskaSearch(file)
      search.run()
      parts = search.parts
    }
  }
  if ["II*\0", "MM\0*", "II+\0", "MM\0+"].contains(where: { file.has($0, at: 0) }) {
    return { file, parts in
      var search = TIFFSearch(file)
      search.run()
      parts = search.parts
    }
  }
  if file.has([0x50, 0x4B, 3, 4], at: 0) { return findInArchive }
  if file.has([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], at: 0) {
    return findInCompoundFile
  }
  if file.has("%PDF-", at: 0) { return findInPDF }
  if isDrawing(file) {
    return { file, parts in
      var search = DrawingSearch(file)
      search.run()
      parts = search.parts
    }
  }
  // Old films of QuickTime begin with any of these.
  if ["ftyp", "moov", "mdat", "wide", "free", "skip", "pnot", "JXL ", "jP  "].contains(
    file.name(at: 4))
  {
    return { file, parts in
      var search = MediaSearch(file)
      search.run()
      parts = search.parts
    }
  }
  return nil
}

/// The first bytes of raw files of Fujifilm, Panasonic, Olympus, Canon and Sigma, of Photoshop's files, of Windows Media,
/// and of sounds of more than 4 GB.
private let unsearched: [[UInt8]] =
  [
    "FUJIFILMCCD-RAW", "IIU\0", "IIRO", "IIRS", "MMOR", "II\u{1A}\0\0\0HEAPCCDR", "FOVb", "8BPS",
    "RF64",
  ].map { Array($0.utf8) } + [[0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11]]

/// Whether the first element is `svg`, which may have a prefix; comments and declarations may come before it.
private func isDrawing(_ file: ByteSource) -> Bool {
  guard file.count <= DrawingSearch.limit else { return false }
  let start = file.has([0xEF, 0xBB, 0xBF], at: 0) ? 3 : 0
  let beginning = file.bytes(start..<file.count, upTo: 1 << 12)
  guard beginning.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") else { return false }
  let text = latin(beginning)
  return text.contains("<svg") || text.contains(":svg")
}

/// Whether a file begins with a frame of MPEG audio, layer 3.
private func isMP3(_ file: ByteSource) -> Bool {
  guard file[0] == 0xFF, let second = file[1], let third = file[2] else { return false }
  return second & 0xE6 == 0xE2 && third & 0xF0 != 0xF0 && third & 0x0C != 0x0C
}
