/// AVIF and HEIC (AV1 or HEVC in the boxes of ISO/IEC 14496-12 and 23008-12).
func heifHeader(_ bytes: ByteView) -> PictureHeader? {
  guard let type = boxes(bytes).first, type.has("ftyp") else { return nil }
  let isAVIF = has(["avif", "avis"], type.content)
  guard isAVIF || has(["heic", "heix", "heim", "heis"], type.content),
    let size = primarySize(bytes)
  else { return nil }
  let isSequence = ["avis", "hevc", "hevx", "msf1"].contains { type.content.has($0, at: 0) }
  return PictureHeader(isAVIF ? .avif : .heic, size, isAnimated: isSequence)
}

/// The size by the properties of the primary item, among them its extents (`ispe`) and by how many quarters it is turned (`irot`).
private func primarySize(_ bytes: ByteView) -> PictureSize? {
  guard let meta = boxes(bytes).first(where: { $0.has("meta") })?.content.from(4),
    let primary = boxes(meta).first(where: { $0.has("pitm") }).flatMap({ primaryItem($0.content) }),
    let properties = boxes(meta).first(where: { $0.has("iprp") }).map({ boxes($0.content) }),
    let container = properties.first(where: { $0.has("ipco") })
  else { return nil }
  let values = boxes(container.content)
  let indices = properties.filter { $0.has("ipma") }
    .flatMap { associations(of: primary, in: $0.content) }
  var size: PictureSize?
  var isTurned = false
  for index in indices where index >= 1 && index <= values.count {
    let value = values[index - 1]
    if value.has("ispe"), let width = value.content.big(4, at: 4),
      let height = value.content.big(4, at: 8)
    {
      size = PictureSize(width: width, height: height)
    } else if value.has("irot"), let quarters = value.content[0] {
      isTurned = quarters & 1 == 1
    }
  }
  return isTurned ? size?.turned : size
}

private struct Box {
  let type: ByteView
  let content: ByteView

  func has(_ name: StaticString) -> Bool { type.has(name, at: 0) }
}

/// The boxes one behind the other, until one is cut or wrong.
private func boxes(_ bytes: ByteView) -> [Box] {
  var boxes: [Box] = []
  var offset = 0
  while let short = bytes.big(4, at: offset), let type = bytes.slice(offset + 4, 4) {
    var header = 8
    var length = short
    if short == 1 {
      guard let long = bytes.big(8, at: offset + 8), long >= 16 else { break }
      (header, length) = (16, long)
    } else if short == 0 {  // The last box, which lasts to the end.
      length = bytes.count - offset
    }
    guard length >= header, let content = bytes.slice(offset + header, length - header) else {
      break
    }
    boxes.append(Box(type: type, content: content))
    offset += length
  }
  return boxes
}

/// Whether the major brand or a compatible one is among some.
private func has(_ brands: [StaticString], _ content: ByteView) -> Bool {
  stride(from: 0, to: content.count, by: 4).contains { offset in
    offset != 4 && brands.contains { content.has($0, at: offset) }
  }
}

private func primaryItem(_ content: ByteView) -> Int? {
  content.big(content[0] == 0 ? 2 : 4, at: 4)
}

/// The numbers, from 1, of the properties of `item`, in their order (23008-12, section 9.3).
private func associations(of item: Int, in content: ByteView) -> [Int] {
  guard let version = content[0], let flags = content[3], let entries = content.big(4, at: 4)
  else { return [] }
  let idWidth = version == 0 ? 2 : 4
  let indexWidth = flags & 1 == 0 ? 1 : 2
  var offset = 8
  for _ in 0..<entries {
    guard let id = content.big(idWidth, at: offset), let count = content[offset + idWidth] else {
      return []
    }
    offset += idWidth + 1
    if id == item {
      // The highest bit says whether the property is essential.
      return (0..<Int(count)).compactMap {
        content.big(indexWidth, at: offset + $0 * indexWidth)
      }.map { $0 & (indexWidth == 1 ? 0x7F : 0x7FFF) }
    }
    offset += Int(count) * indexWidth
  }
  return []
}
