/// MP4, QuickTime, HEIF and AVIF: boxes of the ISO base media file format. Samples are found by their offsets in the file,
/// so that no length changes.
struct MediaSearch {
  let file: ByteSource
  var parts = PrivateParts()
  /// Whether it is a sound alone, whose title and artists stay.
  private let isSound: Bool
  private let brand: String
  /// Whether the samples of tracks are listed in fragments, not in the tracks.
  private var isInFragments = false

  init(_ file: ByteSource) {
    self.file = file
    brand = file.has("ftyp", at: 4) ? file.name(at: 8) ?? "" : ""
    isSound = ["M4A ", "M4B ", "M4P "].contains(brand)
  }

  /// The boxes of a file that players and browsers need.
  private static let needed: Set<String> = [
    "ftyp", "styp", "mdat", "moof", "mfra", "sidx", "ssix", "pdin", "emsg", "imda", "JXL ", "jxlc",
    "jxlp", "jxll", "jxli", "jP  ", "rreq", "jp2h", "jp2c",
  ]

  mutating func run() {
    if brand == "crx " { parts.doubt = .unknownVariant }
    let (found, end) = boxes(file, in: 0..<file.count)
    for box in found {
      switch box.name {
      case "moov": examine(movie: box)
      case "meta" where listsItems(box): removeItems(of: box)
      case "moof": examine(fragment: box)
      case "free", "skip", "wide":
        if file.holdsAnything(in: box.content) { parts.blank(box.content) }
      case let name where Self.needed.contains(name): break
      case "uuid", "udta", "meta", "Exif", "xml ": parts.free(box, kindsIn(box))
      default: parts.free(box, kindsIn(box).union(.trailing))
      }
    }
    if !file.step() { parts.doubt = .intricate }
    if end < file.count {
      // A box that is cut may be the one with the samples, which lasts to the end.
      if file.name(at: end + 4) == "mdat" { return }
      if file.name(at: end + 4) == "moov" { parts.doubt = parts.doubt ?? .damaged }
      leaveOutRest(of: file, from: end, &parts)
    }
  }

  private func kindsIn(_ box: Box) -> PrivateKinds {
    kinds(inText: file.bytes(box.range, upTo: 1 << 16))
  }

  /// Whether a box is the list of the pictures in a file, not a description of a film.
  private func listsItems(_ meta: Box) -> Bool {
    let inner = min(meta.content.lowerBound + 4, meta.content.upperBound)
    return boxes(file, in: inner..<meta.content.upperBound).boxes.contains { $0.name == "iloc" }
  }

  // MARK: - Films

  private mutating func examine(movie: Box) {
    let found = boxes(file, in: movie.content).boxes
    isInFragments = found.contains { $0.name == "mvex" }
    for box in found {
      switch box.name {
      case "mvhd": blankTimes(of: box)
      case "trak": examine(track: box)
      case "udta": examine(userData: box)
      case "free", "skip":
        if file.holdsAnything(in: box.content) { parts.blank(box.content) }
      case "iods", "mvex", "ctab", "clip", "rmra", "pssh": break
      case "cmov": parts.doubt = .unknownVariant
      default: parts.free(box, kindsIn(box))
      }
    }
  }

  private mutating func examine(track: Box) {
    let found = boxes(file, in: track.content).boxes
    if let media = found.first(where: { $0.name == "mdia" }), isOfNotes(media) {
      if isInFragments { parts.doubt = .unknownVariant }
      blankSamples(of: media)
      parts.free(track, [.location, .device])
      return
    }
    for box in found {
      switch box.name {
      case "tkhd": blankTimes(of: box)
      case "mdia": examine(mediaOfTrack: box)
      case "tref", "edts", "load", "clip", "matt", "imap", "tapt", "trgr": break
      case "udta": examine(userData: box)
      case "free", "skip":
        if file.holdsAnything(in: box.content) { parts.blank(box.content) }
      default: parts.free(box, kindsIn(box))
      }
    }
  }

  private mutating func examine(mediaOfTrack media: Box) {
    for box in boxes(file, in: media.content).boxes {
      switch box.name {
      case "mdhd": blankTimes(of: box)
      case "hdlr":
        let start = box.content.lowerBound + 24
        let name = start..<max(start, box.content.upperBound)
        // Nearly all are called by what they are: VideoHandler, Core Media Video.
        let text = latin(file.bytes(name, upTo: 256))
        if !text.contains("Handler"), !text.contains("Core Media"), file.holdsAnything(in: name) {
          parts.blank(name, .device)
        }
      case "minf": blankCompressor(of: box)
      case "udta", "meta", "uuid": parts.free(box, kindsIn(box))
      default: break
      }
    }
  }

  /// Blanks the name of the program or the camera that encoded a film, 32 bytes in the description of its samples.
  private mutating func blankCompressor(of information: Box) {
    let found = boxes(file, in: information.content).boxes
    guard found.contains(where: { $0.name == "vmhd" }),
      let table = found.first(where: { $0.name == "stbl" }),
      let list = boxes(file, in: table.content).boxes.first(where: { $0.name == "stsd" })
    else { return }
    let name = (list.content.lowerBound + 58)..<(list.content.lowerBound + 90)
    if name.upperBound <= list.content.upperBound, file.holdsAnything(in: name) {
      parts.blank(name)
    }
  }

  /// The names of songs and of those who sing them are no secret; all else that describes a file goes.
  private mutating func examine(userData: Box) {
    guard isSound,
      let meta = boxes(file, in: userData.content).boxes.first(where: { $0.name == "meta" })
    else { return parts.free(userData, kindsIn(userData)) }
    // A version and flags come before the boxes.
    let inner = min(meta.content.lowerBound + 4, meta.content.upperBound)
    let lists = boxes(file, in: inner..<meta.content.upperBound).boxes
    // A recording without a singer is no song: phones call it by the place.
    let isSong = lists.filter { $0.name == "ilst" }.contains { list in
      boxes(file, in: list.content).boxes.contains { ["©ART", "©alb", "aART"].contains($0.name) }
    }
    guard isSong else { return parts.free(userData, kindsIn(userData)) }
    for box in boxes(file, in: userData.content).boxes where box.name != "meta" {
      parts.free(box, kindsIn(box))
    }
    for box in lists {
      if box.name == "hdlr" { continue }
      guard box.name == "ilst" else {
        parts.free(box, kindsIn(box))
        continue
      }
      for item in boxes(file, in: box.content).boxes where !isKept(item) {
        parts.free(item, kindsIn(item).union(item.name == "covr" ? .preview : .comment))
      }
    }
  }

  private func isKept(_ item: Box) -> Bool {
    if item.name == "covr" {
      // The cover stands in a box `data`, behind its type and its language.
      return isClean(file.bytes((item.content.lowerBound + 16)..<item.content.upperBound))
    }
    return [
      "©nam", "©ART", "©alb", "aART", "©wrt", "©gen", "gnre", "trkn", "disk", "cpil", "pgap",
      "free",
    ].contains(item.name)
  }

  /// Times of creation and modification, after version and flags.
  private mutating func blankTimes(of box: Box) {
    let start = box.content.lowerBound + 4
    let width = file[start - 4] == 1 ? 16 : 8
    let times = start..<min(start + width, box.content.upperBound)
    if times.lowerBound < times.upperBound, file.holdsAnything(in: times) {
      parts.blank(times, .time)
    }
  }

  // MARK: - Notes of places

  /// Whether a track contains what a camera wrote down beside the picture: mostly, where it was, ten times a second.
  private func isOfNotes(_ media: Box) -> Bool {
    guard let handler = boxes(file, in: media.content).boxes.first(where: { $0.name == "hdlr" })
    else { return false }
    let start = handler.content.lowerBound
    return file.has("meta", at: start + 8)
      || latin(file.bytes((start + 24)..<handler.content.upperBound, upTo: 64)).contains("DJI")
  }

  /// Puts zeros in the place of a track's samples.
  private mutating func blankSamples(of media: Box) {
    var inner = media
    for name in ["minf", "stbl"] {
      guard let next = boxes(file, in: inner.content).boxes.first(where: { $0.name == name })
      else { return parts.doubt = .damaged }
      inner = next
    }
    let tables = boxes(file, in: inner.content).boxes
    func table(_ name: String) -> ByteSource? {
      tables.first { $0.name == name }.map { ByteSource(file.bytes($0.content)) }
    }
    guard let sizes = table("stsz"), let groups = table("stsc"),
      let chunks = SampleChunks(
        offsets: table("stco") ?? table("co64"), width: table("stco") == nil ? 8 : 4,
        groups: groups, sizes: sizes)
    else { return parts.doubt = .unknownVariant }
    for range in chunks.ranges where range.upperBound <= file.count { parts.blank(range) }
  }

  /// Fragments may have descriptions of their own.
  private mutating func examine(fragment: Box) {
    for box in boxes(file, in: fragment.content).boxes {
      switch box.name {
      case "udta", "meta": parts.free(box, kindsIn(box))
      case "traf":
        for inner in boxes(file, in: box.content).boxes where ["udta", "meta"].contains(inner.name)
        {
          parts.free(inner, kindsIn(inner))
        }
      default: break
      }
    }
  }
}

/// The ranges of a track's samples, chunk by chunk (14496-12, sections 8.7.3 to 8.7.5).
struct SampleChunks {
  private(set) var ranges: [Range<Int>] = []

  /// Nil where the tables are cut or say more than they may.
  init?(offsets: ByteSource?, width: Int, groups: ByteSource, sizes: ByteSource) {
    guard let offsets, let count = offsets.big(4, at: 4), let same = sizes.big(4, at: 4),
      let samples = sizes.big(4, at: 8), let groupCount = groups.big(4, at: 4),
      count <= 1 << 20, samples <= 1 << 22
    else { return nil }
    var (sample, group) = (0, 0)
    for chunk in 0..<count {
      while group + 1 < groupCount, let first = groups.big(4, at: 8 + 12 * (group + 1)),
        first <= chunk + 1
      { group += 1 }
      guard let start = offsets.big(width, at: 8 + width * chunk),
        let perChunk = groups.big(4, at: 12 + 12 * group)
      else { return nil }
      var length = 0
      for _ in 0..<min(perChunk, samples - sample) {
        guard let size = same > 0 ? same : sizes.big(4, at: 12 + 4 * sample) else { return nil }
        length += size
        sample += 1
      }
      guard start <= Int.max - length else { return nil }
      ranges.append(start..<(start + length))
    }
  }
}
