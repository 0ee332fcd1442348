/// The facts of an Exif block that matter here. Such a block is a TIFF structure (Exif 2.32, section 4.5).
struct Exif {
  /// The way in which the picture is turned when it is shown, 2 to 8; nil where it is shown as it is stored.
  private(set) var orientation: Int?
  private(set) var kinds: PrivateKinds = []

  /// Reads a block, with or without the letters that it begins with in JPEG files.
  init(_ bytes: [UInt8]) {
    let mark = Array("Exif\0\0".utf8)
    let tiff = TIFFNumbers(bytes.starts(with: mark) ? Array(bytes[mark.count...]) : bytes)
    guard let tiff, let first = tiff.number(4, at: 4) else { return }
    let below = read(first, of: tiff, isFirst: true)
    for directory in below { _ = read(directory, of: tiff) }
    if let entries = tiff.number(2, at: first),
      let second = tiff.number(4, at: first + 2 + 12 * entries), second != 0
    {
      kinds.insert(.preview)
      _ = read(second, of: tiff)
    }
  }

  /// Reads a directory, and gives the offsets of those that it names.
  private mutating func read(_ directory: Int, of tiff: TIFFNumbers, isFirst: Bool = false) -> [Int]
  {
    guard let entries = tiff.number(2, at: directory) else { return [] }
    var below: [Int] = []
    for entry in 0..<entries {
      let offset = directory + 2 + 12 * entry
      guard let tag = tiff.number(2, at: offset) else { break }
      kinds.formUnion(kindsOfTag(tag))
      if tag == 0x8769, let next = tiff.number(4, at: offset + 8) { below.append(next) }
      if isFirst, tag == 0x0112, orientation == nil, tiff.number(2, at: offset + 2) == 3,
        let value = tiff.number(2, at: offset + 8), (2...8).contains(value)
      {
        orientation = value
      }
    }
    return below
  }

  /// The shortest block that turns a picture alike; nil where it is not turned.
  var remainder: [UInt8]? { orientation.map(Self.block) }

  static func block(orientation: Int) -> [UInt8] {
    Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1]
      + [0, UInt8(orientation & 0xF), 0, 0, 0, 0, 0, 0]
  }
}

/// The kinds of things that a tag of TIFF or Exif tells.
func kindsOfTag(_ tag: Int) -> PrivateKinds {
  switch tag {
  case 0x8825, 0x830E, 0x8482, 0x87AF, 0x87B0, 0x87B1: .location
  case 0x010F, 0x0110, 0x0131, 0x013C, 0x927C, 0xA433, 0xA434, 0xC614: .device
  case 0xA430, 0xA431, 0xA435, 0xC62F, 0xA420: .serial
  case 0x013B, 0x8298, 0x9C9D, 0x83BB: .author
  case 0x0132, 0x9003, 0x9004, 0x882A: .time
  case 0x010E, 0x9286, 0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F, 0x010D: .comment
  default: []
  }
}

/// The numbers of a TIFF structure, in the order of bytes that it states.
struct TIFFNumbers {
  private let bytes: [UInt8]
  private let isLittle: Bool

  /// Nil unless the structure begins as one does.
  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0x49, 0x49, 42, 0]) {
      isLittle = true
    } else if bytes.starts(with: [0x4D, 0x4D, 0, 42]) {
      isLittle = false
    } else {
      return nil
    }
    self.bytes = bytes
  }

  func number(_ width: Int, at offset: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count - width else { return nil }
    let part = bytes[offset..<(offset + width)]
    return isLittle
      ? part.reversed().reduce(0) { $0 << 8 | Int($1) } : part.reduce(0) { $0 << 8 | Int($1) }
  }
}
