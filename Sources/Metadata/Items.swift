internal import ByteText

extension MediaSearch {
  /// HEIF and AVIF (ISO/IEC 23008-12): a box `meta` lists items, of which one is the picture. Those that describe it and
  /// smaller copies go from the lists; their bytes become zeros, and the box keeps its length.
  mutating func removeItems(of meta: Box) {
    // A version and flags come before the boxes.
    let found = boxes(file, in: (meta.content.lowerBound + 4)..<meta.content.upperBound).boxes
    func box(_ name: String) -> Box? { found.first { $0.name == name } }
    guard let information = box("iinf"), let locations = box("iloc") else {
      parts.doubt = .damaged
      return
    }
    let references = box("iref").map { ItemReferences(file, $0) }
    let list = ItemList(file, information)
    var removed: [Int: PrivateKinds] = [:]
    for item in list.items {
      switch item.type {
      case "Exif": removed[item.id] = PrivateKinds()
      case "mime" where !item.isPicture: removed[item.id] = PrivateKinds()
      case "uri ", "jumb": removed[item.id] = .device
      default: if references?.thumbnails.contains(item.id) == true { removed[item.id] = .preview }
      }
    }
    let primary = box("pitm").flatMap {
      file.big(file[$0.content.lowerBound] == 0 ? 2 : 4, at: $0.content.lowerBound + 4)
    }
    if let primary { removed[primary] = nil }
    for box in found where ["uuid", "udta", "xml ", "bxml"].contains(box.name) {
      parts.free(box, kinds(inText: file.bytes(box.range, upTo: 1 << 16)))
    }
    guard !removed.isEmpty else { return }
    guard let places = ItemLocations(file, locations, data: box("idat")),
      list.isWhole, references?.isWhole != false, places.items.count <= 1 << 12
    else {
      parts.doubt = .damaged
      return
    }
    guard blank(removed, at: places, list) else { return }
    var rest = Rest(at: meta.content.upperBound)
    rest.replace(information, with: list.without(Set(removed.keys)), &parts)
    rest.replace(locations, with: places.without(Set(removed.keys)), &parts)
    if let box = box("iref"), let references {
      rest.replace(box, with: references.without(Set(removed.keys)), &parts)
    }
    if let box = box("iprp") {
      guard let shorter = properties(of: box, without: Set(removed.keys)) else {
        // What is blank is still listed, which decoders that do not look at it do not notice.
        parts.doubt = .damaged
        return
      }
      rest.replace(box, with: shorter, &parts)
    }
    rest.fill(&parts)
  }

  /// Puts zeros in the place of items, unless other items have bytes there too.
  private mutating func blank(
    _ removed: [Int: PrivateKinds], at places: ItemLocations, _ list: ItemList
  ) -> Bool {
    let kept = places.items.filter { removed[$0.id] == nil }.flatMap(\.ranges)
    for item in places.items {
      guard let kind = removed[item.id] else { continue }
      let isShared = item.ranges.contains { range in
        kept.contains { !$0.isEmpty && $0.overlaps(range) } || range.upperBound > file.count
      }
      if isShared {
        parts.doubt = .damaged
        return false
      }
      let type = list.items.first { $0.id == item.id }?.type
      for range in item.ranges {
        let bytes = file.bytes(range, upTo: 1 << 18)
        parts.blank(
          range,
          type == "Exif"
            ? Exif(Array(bytes.dropFirst(4))).kinds.union(Exif(Array(bytes.dropFirst(10))).kinds)
            : type == "mime" ? kinds(inText: bytes) : kind)
      }
    }
    return true
  }

  /// The box `iprp` without the properties of items that are removed; the properties themselves stay.
  private func properties(of box: Box, without removed: Set<Int>) -> [UInt8]? {
    var bytes: [UInt8] = []
    for inner in boxes(file, in: box.content).boxes {
      let whole = file.bytes(inner.range)
      guard whole.count == inner.range.count else { return nil }
      guard inner.name == "ipma" else {
        bytes += whole
        continue
      }
      let start = inner.content.lowerBound
      guard let version = file[start], let flags = file[start + 3],
        let count = file.big(4, at: start + 4)
      else { return nil }
      let (idWidth, width) = (version == 0 ? 2 : 4, flags & 1 == 0 ? 1 : 2)
      var (offset, kept, entries) = (start + 8, 0, [UInt8]())
      for _ in 0..<count {
        guard file.step(), let id = file.big(idWidth, at: offset),
          let number = file[offset + idWidth],
          offset + idWidth + 1 + Int(number) * width <= inner.content.upperBound
        else { return nil }
        let length = idWidth + 1 + Int(number) * width
        if !removed.contains(id) {
          entries += file.bytes(offset..<(offset + length))
          kept += 1
        }
        offset += length
      }
      bytes += boxBytes(
        "ipma", file.bytes(start..<(start + 4)) + bigBytes(kept, width: 4) + entries)
    }
    return boxBytes("iprp", bytes)
  }
}

/// A box with its header.
private func boxBytes(_ name: String, _ content: [UInt8]) -> [UInt8] {
  bigBytes(content.count + 8, width: 4) + Array(name.utf8) + content
}

/// The bytes by which boxes became shorter, for which a box of zeros at the end makes up.
private struct Rest {
  let end: Int
  private var count = 0

  init(at end: Int) { self.end = end }

  mutating func replace(_ box: Box, with bytes: [UInt8], _ parts: inout PrivateParts) {
    count += box.range.count - bytes.count
    if bytes.count < box.range.count { parts.replace(box.range, with: bytes) }
  }

  func fill(_ parts: inout PrivateParts) {
    // Each removed item took more than the header of a box.
    if count >= 8 {
      parts.edits.append(
        ByteEdit(end..<end, bytes: bigBytes(count, width: 4) + Array("free".utf8), zeros: count - 8)
      )
    } else if count != 0 {
      parts.doubt = .damaged
    }
  }
}

/// The box `iinf`.
private struct ItemList {
  struct Item {
    let id: Int
    let type: String
    /// Whether an item of the type `mime` is a picture.
    let isPicture: Bool
    let bytes: [UInt8]
  }

  private(set) var items: [Item] = []
  /// Whether every item could be read.
  private(set) var isWhole = true
  private let beginning: [UInt8]
  private let width: Int

  init(_ file: ByteSource, _ box: Box) {
    let start = box.content.lowerBound
    width = file[start] == 0 ? 2 : 4
    beginning = file.bytes(start..<(start + 4))
    let count = file.big(width, at: start + 4) ?? 0
    for entry in boxes(
      file, in: min(start + 4 + width, box.content.upperBound)..<box.content.upperBound
    ).boxes {
      let start = entry.content.lowerBound
      let idWidth = file[start] == 3 ? 4 : 2
      guard entry.name == "infe", let version = file[start], version >= 2,
        let id = file.big(idWidth, at: start + 4), let type = file.name(at: start + 6 + idWidth)
      else {
        isWhole = false
        continue
      }
      let bytes = file.bytes(entry.range)
      isWhole = isWhole && bytes.count == entry.range.count
      let text = latin(bytes)
      items.append(
        Item(id: id, type: type, isPicture: text.contains("image/"), bytes: bytes))
    }
    if items.count != count { isWhole = false }
  }

  func without(_ removed: Set<Int>) -> [UInt8] {
    let kept = items.filter { !removed.contains($0.id) }
    return boxBytes("iinf", beginning + bigBytes(kept.count, width: width) + kept.flatMap(\.bytes))
  }
}

/// The box `iloc`: where the bytes of items are.
private struct ItemLocations {
  struct Item {
    let id: Int
    /// In the file; none where they are in another one or made of other items.
    let ranges: [Range<Int>]
    let bytes: Range<Int>
  }

  private(set) var items: [Item] = []
  private let file: ByteSource
  private let start: Int
  private let width: Int

  /// Nil where the box is cut, or its bytes are outside.
  init?(_ file: ByteSource, _ box: Box, data: Box?) {
    self.file = file
    start = box.content.lowerBound
    guard let version = file[start], version <= 2, let sizes = file.big(2, at: start + 4) else {
      return nil
    }
    let (offsetWidth, lengthWidth, baseWidth) = (sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15)
    let indexWidth = version == 0 ? 0 : sizes & 15
    width = version == 2 ? 4 : 2
    guard
      [offsetWidth, lengthWidth, baseWidth, indexWidth].allSatisfy({ [0, 4, 8].contains($0) }),
      let count = file.big(width, at: start + 6)
    else { return nil }
    var offset = start + 6 + width
    func number(_ width: Int) -> Int? {
      defer { offset += width }
      return width == 0 ? 0 : file.big(width, at: offset)
    }
    for _ in 0..<count {
      let begin = offset
      guard file.step(), let id = number(width), let method = version == 0 ? 0 : number(2),
        number(2) != nil, let base = number(baseWidth), let extents = number(2)
      else { return nil }
      var ranges: [Range<Int>] = []
      for _ in 0..<extents {
        guard number(indexWidth) != nil, let place = number(offsetWidth),
          let length = number(lengthWidth), place <= file.count, base <= file.count
        else { return nil }
        let origin = method & 15 == 1 ? data?.content.lowerBound ?? file.count : 0
        let first = origin + base + place
        // A length of 0 means all the rest.
        if method & 15 <= 1, first <= file.count {
          ranges.append(first..<(length == 0 ? file.count : first + min(length, file.count)))
        }
      }
      guard offset <= box.content.upperBound else { return nil }
      items.append(Item(id: id, ranges: ranges, bytes: begin..<offset))
    }
  }

  func without(_ removed: Set<Int>) -> [UInt8] {
    let kept = items.filter { !removed.contains($0.id) }
    return boxBytes(
      "iloc",
      file.bytes(start..<(start + 6)) + bigBytes(kept.count, width: width)
        + kept.flatMap { file.bytes($0.bytes) })
  }
}

/// The box `iref`: how items refer to others.
private struct ItemReferences {
  private struct Reference {
    let from: Int
    let to: [Int]
    let name: String
  }

  private var references: [Reference] = []
  private(set) var isWhole = true
  private let beginning: [UInt8]
  private let width: Int
  /// The items that are smaller copies of others.
  private(set) var thumbnails: Set<Int> = []

  init(_ file: ByteSource, _ box: Box) {
    let start = box.content.lowerBound
    width = file[start] == 0 ? 2 : 4
    beginning = file.bytes(start..<(start + 4))
    for inner in boxes(file, in: min(start + 4, box.content.upperBound)..<box.content.upperBound)
      .boxes
    {
      let start = inner.content.lowerBound
      guard let from = file.big(width, at: start), let count = file.big(2, at: start + width),
        start + width + 2 + count * width <= inner.content.upperBound
      else {
        isWhole = false
        continue
      }
      let to = (0..<count).compactMap { file.big(width, at: start + width + 2 + $0 * width) }
      references.append(Reference(from: from, to: to, name: inner.name))
      if inner.name == "thmb" { thumbnails.insert(from) }
    }
  }

  func without(_ removed: Set<Int>) -> [UInt8] {
    let kept = references.compactMap { reference -> [UInt8]? in
      let to = reference.to.filter { !removed.contains($0) }
      if removed.contains(reference.from) || to.isEmpty { return nil }
      return boxBytes(
        reference.name,
        bigBytes(reference.from, width: width) + bigBytes(to.count, width: 2)
          + to.flatMap { bigBytes($0, width: width) })
    }
    return boxBytes("iref", beginning + kept.joined())
  }
}
