/// The first bytes of pictures, put together by hand.
enum Headers {
  static func big(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  static func little(_ number: Int, _ width: Int) -> [UInt8] { big(number, width).reversed() }

  static func png(_ width: Int, _ height: Int) -> [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + big(13, 4) + Array("IHDR".utf8)
      + big(width, 4) + big(height, 4) + [8, 6, 0, 0, 0]
  }

  static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
    big(content.count, 4) + Array(type.utf8) + content + [0, 0, 0, 0]
  }

  static func gif(_ width: Int, _ height: Int, version: String = "GIF89a") -> [UInt8] {
    Array(version.utf8) + little(width, 2) + little(height, 2) + [0, 0, 0]
  }

  /// A JPEG: Exif if an orientation is given, a table, then a frame header with `marker`.
  static func jpeg(
    _ width: Int, _ height: Int, orientation: Int? = nil, isLittle: Bool = true,
    marker: UInt8 = 0xC0
  ) -> [UInt8] {
    let exif = orientation.map { segment(0xE1, Array("Exif\0\0".utf8) + tiff($0, isLittle)) } ?? []
    let frame = [8] + big(height, 2) + big(width, 2) + [3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]
    return [0xFF, 0xD8] + segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0]) + exif
      + [0xFF, 0xFF] + segment(0xDB, [UInt8](repeating: 1, count: 65)) + segment(marker, frame)
      + segment(0xDA, [1, 1, 0, 0, 63, 0]) + [1, 2, 3, 0xFF, 0xD9]
  }

  static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
    [0xFF, marker] + big(content.count + 2, 2) + content
  }

  /// A directory of two entries, the second being the orientation.
  static func tiff(_ orientation: Int, _ isLittle: Bool) -> [UInt8] {
    let number = isLittle ? little : big
    let entries: [[UInt8]] = [
      number(0x0100, 2), number(4, 2), number(1, 4), number(640, 4),
      number(0x0112, 2), number(3, 2), number(1, 4), number(orientation, 2), [0, 0],
    ]
    return Array((isLittle ? "II" : "MM").utf8) + number(42, 2) + number(8, 4) + number(2, 2)
      + entries.flatMap { $0 } + number(0, 4)
  }

  /// A TIFF whose directory begins at an offset.
  static func tiff(
    _ width: Int, _ height: Int, orientation: Int? = nil, isLittle: Bool = true, at offset: Int = 8
  ) -> [UInt8] {
    let number = isLittle ? little : big
    let turn = orientation.map { number(0x0112, 2) + number(3, 2) + number(1, 4) + number($0, 2) }
    // The width is a LONG, the height a SHORT, as both are allowed.
    let entries: [[UInt8]] = [
      number(0x0100, 2), number(4, 2), number(1, 4), number(width, 4),
      number(0x0101, 2), number(3, 2), number(1, 4), number(height, 2), [0, 0],
      turn.map { $0 + [0, 0] } ?? [],
    ]
    return Array((isLittle ? "II" : "MM").utf8) + number(42, 2) + number(offset, 4)
      + [UInt8](repeating: 7, count: offset - 8) + number(turn == nil ? 2 : 3, 2)
      + entries.flatMap { $0 } + number(0, 4)
  }

  /// A BMP with a header of so many bytes.
  static func bmp(_ width: Int, _ height: Int, header: Int = 40) -> [UInt8] {
    let side = header == 12 ? 2 : 4
    let content = little(header, 4) + little(width, side) + little(height, side) + [1, 0, 24, 0]
    return Array("BM".utf8) + little(1000, 4) + little(0, 4) + little(54, 4) + content
      + [UInt8](repeating: 0, count: header - content.count)
  }

  static func webp(_ chunk: String, _ content: [UInt8]) -> [UInt8] {
    Array("RIFF".utf8) + little(content.count + 12, 4) + Array(("WEBP" + chunk).utf8)
      + little(content.count, 4) + content
  }

  static func box(_ type: String, _ content: [UInt8]...) -> [UInt8] {
    let content = content.flatMap { $0 }
    return big(content.count + 8, 4) + Array(type.utf8) + content
  }

  /// The boxes of an AVIF, or of another format with these: a thumbnail's extents first, then the primary item's, then its turn.
  static func avif(
    _ width: Int, _ height: Int, quarters: UInt8? = nil, version: UInt8 = 0,
    brands: (major: String, others: String) = ("mif1", "miafavif")
  ) -> [UInt8] {
    let properties =
      box("ispe", big(0, 4), big(16, 4), big(9, 4))
      + box("ispe", big(0, 4), big(width, 4), big(height, 4))
      + (quarters.map { box("irot", [$0]) } ?? [])
    let width = version == 0 ? 2 : 4
    let associations =
      [version, 0, 0, 0] + big(2, 4) + big(7, width) + [1, 1]
      + big(3, width) + (quarters == nil ? [1, 0x82] : [2, 0x82, 0x83])
    return box("ftyp", Array(brands.major.utf8), big(0, 4), Array(brands.others.utf8))
      + box(
        "meta", big(0, 4), box("hdlr", [UInt8](repeating: 0, count: 24)),
        box("pitm", [version, 0, 0, 0], big(3, width)),
        box("iprp", box("ipco", properties), box("ipma", associations)))
      + box("mdat", [1, 2, 3])
  }
}
