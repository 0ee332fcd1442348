/// TIFF (revision 6.0) and BigTIFF: directories of tags with offsets in the file, so that no length changes. A directory
/// keeps the tags that the picture needs; the bytes of the others become zeros.
struct TIFFSearch {
  private let file: ByteSource
  private(set) var parts = PrivateParts()
  private let isLittle: Bool
  private let isBig: Bool
  private var visited: Set<Int> = []
  /// The ranges that the picture needs, and those that go.
  private var kept: [Range<Int>] = []
  private var gone: [Range<Int>] = []

  init(_ file: ByteSource) {
    self.file = file
    isLittle = file.has("II", at: 0)
    isBig = file[isLittle ? 2 : 3] == 43
  }

  /// The tags that say how the picture is stored and shown.
  private static let needed: Set<Int> = Set(254...266).union(273...284).union(286...297).union([
    301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 330, 332, 333, 334, 336, 338, 339, 340, 341,
    342, 343, 347, 512, 513, 514, 515, 517, 518, 519, 520, 521, 529, 530, 531, 532, 34675,
  ])

  private static let widths = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8]

  private struct Entry {
    let tag: Int
    let range: Range<Int>
    /// The bytes of its value, in the entry itself or elsewhere.
    let value: Range<Int>
    let width: Int
    let isWithin: Bool
  }

  private func number(_ width: Int, at offset: Int) -> Int? {
    isLittle ? file.little(width, at: offset) : file.big(width, at: offset)
  }

  private var word: Int { isBig ? 8 : 4 }

  mutating func run() {
    var waiting = [number(word, at: isBig ? 8 : 4) ?? 0]
    var edits = PrivateParts()
    while let directory = waiting.popLast(), directory != 0 {
      // A loop of directories ends here.
      guard visited.insert(directory).inserted, file.step() else { continue }
      guard let (entries, next) = entries(of: directory) else {
        parts.doubt = .damaged
        return
      }
      if entries.contains(where: { isRaw($0) }) {
        parts = PrivateParts(doubt: .unknownVariant)
        return
      }
      waiting.insert(next, at: 0)
      for entry in entries where entry.tag == 330 {
        waiting.append(contentsOf: values(of: entry).filter { $0 != 0 })
      }
      examine(directory, entries, next: next, &edits)
    }
    if !file.step() { parts.doubt = .intricate }
    let needed = Overlaps(kept)
    for range in gone {
      if needed.overlap(range) {
        parts.doubt = .damaged
      } else {
        edits.blank(range)
      }
    }
    edits.doubt = parts.doubt
    parts = edits
  }

  /// Whether a tag is one of a camera's raw file, whose other tags are not known.
  private func isRaw(_ entry: Entry) -> Bool {
    if (0xC612...0xC614).contains(entry.tag) { return true }
    // Colours of a sensor.
    return entry.tag == 262 && [32803, 34892].contains(values(of: entry).first)
      || file.has("CR", at: 8) && isLittle
  }

  private func entries(of directory: Int) -> ([Entry], next: Int)? {
    let (countWidth, length) = isBig ? (8, 20) : (2, 12)
    guard let count = number(countWidth, at: directory), count <= 1 << 16,
      directory <= file.count - countWidth - count * length - word
    else { return nil }
    var entries: [Entry] = []
    for index in 0..<count {
      let start = directory + countWidth + index * length
      guard let tag = number(2, at: start), let type = number(2, at: start + 2),
        let number = number(word, at: start + 4)
      else { return nil }
      let width = Self.widths.indices.contains(type) ? Self.widths[type] : 0
      let (size, isTooLarge) = width.multipliedReportingOverflow(by: number)
      let within = start + 4 + word
      let offset = size <= word ? within : self.number(word, at: within) ?? 0
      let isOutside = isTooLarge || offset < 0 || offset > file.count || size > file.count - offset
      if isOutside, Self.needed.contains(tag) { return nil }
      entries.append(
        Entry(
          tag: tag, range: start..<(start + length),
          value: isOutside ? within..<within : offset..<(offset + size), width: width,
          isWithin: size <= word))
    }
    let after = directory + countWidth + count * length
    return (entries, number(word, at: after) ?? 0)
  }

  private func values(of entry: Entry) -> [Int] {
    guard entry.width > 0, [1, 2, 4, 8].contains(entry.width), entry.value.count <= 1 << 22 else {
      return []
    }
    let bytes = ByteSource(file.bytes(entry.value))
    return (0..<(bytes.count / entry.width)).compactMap {
      isLittle
        ? bytes.little(entry.width, at: $0 * entry.width)
        : bytes.big(entry.width, at: $0 * entry.width)
    }
  }

  private mutating func examine(
    _ directory: Int, _ entries: [Entry], next: Int, _ edits: inout PrivateParts
  ) {
    let end = (entries.last?.range.upperBound ?? directory + (isBig ? 8 : 2)) + word
    kept.append(directory..<end)
    let staying = entries.filter { Self.needed.contains($0.tag) }
    for entry in staying where !entry.isWithin { kept.append(entry.value) }
    for (offsets, lengths) in [(273, 279), (324, 325), (513, 514)] {
      guard let places = entries.first(where: { $0.tag == offsets }) else { continue }
      let sizes = entries.first { $0.tag == lengths }.map(values) ?? []
      for (index, place) in values(of: places).enumerated() where place < file.count {
        let size = sizes.indices.contains(index) ? sizes[index] : file.count
        kept.append(place..<min(file.count, place + min(size, file.count)))
      }
    }
    let removed = entries.filter { !Self.needed.contains($0.tag) }
    guard !removed.isEmpty else { return }
    for entry in removed { remove(entry, &edits) }
    let count = isBig ? 8 : 2
    let bytes = staying.flatMap { file.bytes($0.range) }
    let header =
      isLittle
      ? littleBytes(staying.count, width: count) : bigBytes(staying.count, width: count)
    let last = isLittle ? littleBytes(next, width: word) : bigBytes(next, width: word)
    edits.replace(directory..<end, with: header + bytes + last, padded: true)
  }

  private mutating func remove(_ entry: Entry, _ edits: inout PrivateParts) {
    edits.kinds.formUnion(kindsOfTag(entry.tag))
    if !entry.isWithin { gone.append(entry.value) }
    switch entry.tag {
    case 700: edits.kinds.formUnion(kinds(inText: file.bytes(entry.value)))
    case 33723, 34377: edits.kinds.formUnion([.author, .comment])
    case 0x8769, 0x8825, 0xA005:
      for below in values(of: entry) { removeDirectory(below, &edits) }
    default: break
    }
  }

  /// Removes a directory that describes the picture, and those that it names.
  private mutating func removeDirectory(_ directory: Int, _ edits: inout PrivateParts) {
    guard visited.insert(directory).inserted, file.step(), visited.count < 1 << 12 else { return }
    guard let (entries, _) = entries(of: directory) else {
      parts.doubt = .damaged
      return
    }
    let end = (entries.last?.range.upperBound ?? directory + (isBig ? 8 : 2)) + word
    gone.append(directory..<end)
    for entry in entries {
      edits.kinds.formUnion(kindsOfTag(entry.tag))
      if !entry.isWithin { gone.append(entry.value) }
      if [0x8769, 0x8825, 0xA005].contains(entry.tag) {
        for below in values(of: entry) { removeDirectory(below, &edits) }
      }
    }
  }
}

/// Ranges, sorted and joined, which can be asked whether another overlaps one of them.
struct Overlaps {
  private var ranges: [Range<Int>] = []

  init(_ ranges: [Range<Int>]) {
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = self.ranges.last, range.lowerBound <= last.upperBound {
        self.ranges[self.ranges.count - 1] =
          last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        self.ranges.append(range)
      }
    }
  }

  func overlap(_ range: Range<Int>) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].overlaps(range)
  }
}
