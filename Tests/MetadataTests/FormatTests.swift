import Testing

@testable import Metadata

@Suite struct `A photograph` {
  private let exif =
    Array("Exif\0\0II*\0".utf8) + [8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]
    + [0, 0, 0, 0] + Array("MAKER NOTE".utf8)
  private let profile = segment(0xE2, Array("ICC_PROFILE\0".utf8) + [1, 1, 7])

  @Test func `in JPEG keeps all its scans and ends at its end`() {
    let table = segment(0xC4, [1, 2, 3])
    let picture =
      startOfJPEG + segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0])
      + profile + segment(0xEE, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 1])
      + frameHeader + scan + table + scan + [0xFF, 0xFF] + table + scan + endOfJPEG
    #expect(privateParts(of: ByteSource(picture)).isEmpty)
    let second = Array("MP".utf8) + startOfJPEG
    let stripped = Stripped(picture + second)
    #expect(stripped.bytes == picture)
    #expect(stripped.parts.kinds == .trailing)
  }

  @Test func `in JPEG keeps how it is turned and nothing else of its Exif`() {
    let file =
      startOfJPEG + segment(0xE1, exif) + segment(0xFE, [1]) + frameHeader + scan + endOfJPEG
    let stripped = Stripped(file)
    let kept = Array("Exif\0\0".utf8) + Exif.block(orientation: 6)
    #expect(stripped.bytes == startOfJPEG + segment(0xE1, kept) + frameHeader + scan + endOfJPEG)
    #expect(Exif(kept).orientation == 6)
  }

  @Test func `in JPEG that is not turned keeps no Exif`() {
    var upright = exif
    upright[24] = 1
    let file = startOfJPEG + segment(0xE1, upright) + frameHeader + scan + endOfJPEG
    #expect(Stripped(file).bytes == startOfJPEG + frameHeader + scan + endOfJPEG)
  }

  @Test func `in JPEG loses the small picture of its JFIF header`() {
    let small = segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 1, 1, 9, 9, 9])
    let stripped = Stripped(startOfJPEG + small + frameHeader + scan + endOfJPEG)
    let header = segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0])
    #expect(stripped.bytes == startOfJPEG + header + frameHeader + scan + endOfJPEG)
    #expect(stripped.parts.kinds == .preview)
  }

  @Test func `in JPEG that breaks off within its data is stripped all the same`() {
    let file = startOfJPEG + segment(0xFE, [1, 2]) + frameHeader + scan
    #expect(Stripped(file).bytes == startOfJPEG + frameHeader + scan)
    #expect(Stripped(file).parts.doubt == nil)
  }

  @Test func `in JPEG whose segments make no sense is told of`() {
    let file = startOfJPEG + frameHeader + [0xFF, 0xE1, 0, 0]
    #expect(Stripped(file).parts.doubt == .damaged)
  }

  @Test func `in WebP has flags and a size that fit`() throws {
    let bytes = Stripped(try sample("photo.webp")).bytes
    let file = ByteSource(bytes)
    #expect(file.little(4, at: 4) == bytes.count - 8)
    #expect(file[20] == 0x28)  // A profile, and Exif for the orientation.
    #expect(bytes.contains(Exif.block(orientation: 6)))
  }

  @Test func `in PNG has a check sum that fits`() throws {
    let bytes = Stripped(try sample("photo.png")).bytes
    let sum: [UInt8] = [0xD6, 0x67, 0x4B, 0x69]
    #expect(bytes.contains(Array("eXIf".utf8) + Exif.block(orientation: 6) + sum))
    #expect(crc32(Array("IEND".utf8)) == 0xAE42_6082)
  }

  @Test func `in HEIF loses the items that describe it from all lists`() throws {
    let bytes = Stripped(try sample("photo.heic")).bytes
    #expect(!bytes.contains("Exif") && !bytes.contains("thmb") && !bytes.contains("mime"))
    #expect(bytes.contains("hvcC") && bytes.contains("colr"))
  }
}

@Suite struct `A film` {
  private func box(_ name: String, _ content: [UInt8]) -> [UInt8] {
    bigBytes(content.count + 8, width: 4) + latinBytes(name) + content
  }

  private func latinBytes(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8($0.value & 0xFF) }
  }

  /// A film with one track of a camera's notes, which are the samples in its `mdat`.
  private func withNotes() -> [UInt8] {
    let type = box("ftyp", Array("qt  ".utf8) + [0, 0, 0, 0])
    let data = box("mdat", Array("PICTUREnotesPICTUREnotes".utf8))
    let first = type.count + 8 + 7
    let full: [UInt8] = [0, 0, 0, 0]
    let tables =
      box("stsz", full + bigBytes(5, width: 4) + bigBytes(2, width: 4))
      + box("stsc", full + [0, 0, 0, 1] + [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1])
      + box(
        "stco", full + [0, 0, 0, 2] + bigBytes(first, width: 4) + bigBytes(first + 12, width: 4))
    let media =
      box("hdlr", full + full + Array("meta".utf8) + [UInt8](repeating: 0, count: 12))
      + box("minf", box("stbl", tables))
    return type + data + box("moov", box("trak", box("mdia", media)))
  }

  @Test func `loses the notes of places that a camera has made beside it`() {
    let stripped = Stripped(withNotes())
    #expect(stripped.parts.kinds == [.location, .device])
    #expect(stripped.bytes.contains("PICTURE") && !stripped.bytes.contains("notes"))
    #expect(stripped.bytes.contains("free") && !stripped.bytes.contains("trak"))
  }

  @Test func `whose notes are in fragments is told of`() {
    let film = withNotes()
    let moov = film.count - (ByteSource(film).big(4, at: 16 + 8 + 24) ?? 0)
    let longer = bigBytes(film.count - moov + 8, width: 4) + film[(moov + 4)...] + box("mvex", [])
    #expect(Stripped(film[..<moov] + longer).parts.doubt == .unknownVariant)
  }

  /// A sound with a list of tags, each a name and a text.
  private func sound(_ tags: [(String, String)]) -> [UInt8] {
    let items = tags.flatMap {
      box($0.0, box("data", [0, 0, 0, 1, 0, 0, 0, 0] + Array($0.1.utf8)))
    }
    let meta = box("meta", [0, 0, 0, 0] + box("ilst", items))
    return box("ftyp", Array("M4A ".utf8) + [0, 0, 0, 0]) + box("moov", box("udta", meta))
  }

  @Test func `that is only heard keeps its title if it is a song, not if it is a recording`() {
    let song = Stripped(sound([("©nam", "Title"), ("©ART", "Singer"), ("©cmt", "Words")]))
    #expect(song.bytes.contains("Title") && song.bytes.contains("Singer"))
    #expect(!song.bytes.contains("Words"))
    #expect(!Stripped(sound([("©nam", "Home Street")])).bytes.contains("Home Street"))
  }

  @Test func `loses boxes that nobody knows, and keeps its length`() {
    let type = box("ftyp", Array("mp42".utf8) + [0, 0, 0, 0])
    let known = type + box("mdat", [1, 2, 3])
    let stripped = Stripped(known + box("sefd", Array("Somebody".utf8)))
    #expect(stripped.bytes == known + box("free", [UInt8](repeating: 0, count: 8)))
    #expect(Stripped(known + [9, 9, 9]).bytes == known)
  }

  @Test func `in WebM whose clusters have no length is read to its end`() {
    let header: [UInt8] = [0x1A, 0x45, 0xDF, 0xA3, 0x80]
    let open: [UInt8] = [0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]
    let segment: [UInt8] = [0x18, 0x53, 0x80, 0x67] + open
    let cluster: [UInt8] = [0x1F, 0x43, 0xB6, 0x75] + open + [0xE7, 0x81, 0, 0xA3, 0x82, 1, 2]
    let tags: [UInt8] = [0x12, 0x54, 0xC3, 0x67, 0x88] + Array("Somebody".utf8)
    let void: [UInt8] = [0xEC, 0x80 | 11] + [UInt8](repeating: 0, count: 11)
    let stripped = Stripped(header + segment + cluster + cluster + tags)
    #expect(stripped.bytes == header + segment + cluster + cluster + void)
  }
}

@Suite struct `A picture in TIFF` {
  /// Directories in a circle end the search.
  @Test func `may name its directories in a circle`() {
    let directory: [UInt8] =
      [1, 0, 0x3B, 1, 2, 0, 4, 0, 0, 0] + Array("Ab1\0".utf8) + [8, 0, 0, 0]
    let stripped = Stripped(Array("II*\0".utf8) + [8, 0, 0, 0] + directory)
    #expect(!stripped.bytes.contains("Ab1"))
    #expect(stripped.parts.kinds == .author)
  }

  @Test(arguments: ["FUJIFILMCCD-RAW 0201", "IIU\0", "IIRO", "8BPS", "RF64"])
  func `in a format that is not searched is told of`(start: String) {
    let file = Array(start.utf8) + [UInt8](repeating: 1, count: 100)
    #expect(Stripped(file).bytes == file && Stripped(file).parts.doubt == .unknownVariant)
  }

  @Test func `of a camera's raw format is left alone and told of`() {
    let directory: [UInt8] = [1, 0, 0x12, 0xC6, 1, 0, 4, 0, 0, 0, 1, 4, 0, 0, 0, 0, 0, 0]
    let file = Array("II*\0".utf8) + [8, 0, 0, 0] + directory
    #expect(Stripped(file).bytes == file)
    #expect(Stripped(file).parts.doubt == .unknownVariant)
  }
}

@Suite struct `A drawing` {
  private func stripped(_ text: String) -> String {
    String(decoding: Stripped(Array(text.utf8)).bytes, as: UTF8.self)
  }

  @Test func `loses descriptions and names of files, and no other text`() {
    let drawing = """
      <?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "]>'<metadata>"><!-- ]> " -->]>
      <!-- licence --><svg id='>' inkscape:version="1" width="9"><metadata/><g><![CDATA[<metadata>]]></g>\
      <m:metadata x="/>"><a><metadata>b</metadata></a></m:metadata><text>1 &lt; 2 metadata</text></svg>
      """
    let expected = """
      <?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "]>'<metadata>"><!-- ]> " -->]>
      <!-- licence --><svg id='>'  width="9"> <g><![CDATA[<metadata>]]></g>\
       <text>1 &lt; 2 metadata</text></svg>
      """
    #expect(stripped(drawing) == expected)
  }

  /// What was apart stays apart, so that nothing begins to run.
  @Test func `has no words joined where something was between`() {
    #expect(
      stripped(#"<svg on inkscape:version="1"load="alert(1)"/>"#)
        == #"<svg on  load="alert(1)"/>"#)
  }

  @Test func `whose description does not end is told of`() {
    #expect(Stripped(Array("<svg><metadata><a></svg>".utf8)).parts.doubt == .damaged)
  }
}

@Suite struct `A file that is made to be hard` {
  @Test func `does not take long`() {
    let megabyte = 1 << 20
    let clock = ContinuousClock()
    let files: [[UInt8]] = [
      startOfJPEG + (0..<(megabyte / 2)).flatMap { _ in [0xFF, 0x01] as [UInt8] },
      startOfJPEG + (0..<(megabyte / 4)).flatMap { _ in [0xFF, 0xFE, 0, 2] as [UInt8] },
      Array("\0\0\0\u{8}ftyp".utf8)
        + (0..<(megabyte / 8)).flatMap { _ in bigBytes(8, width: 4) + Array("moov".utf8) },
      Array("GIF89a".utf8) + [UInt8](repeating: 0, count: megabyte),
      Array("%PDF-".utf8) + (0..<(megabyte / 16)).flatMap { _ in Array("/ObjStm stream  ".utf8) },
      [0x1A, 0x45, 0xDF, 0xA3, 0x80] + [UInt8](repeating: 0x81, count: megabyte),
    ]
    for file in files {
      let time = clock.measure { _ = privateParts(of: ByteSource(file)) }
      #expect(time < .seconds(20))
    }
  }

  @Test func `ends where a box of four gigabytes begins`() {
    let file =
      Array("\0\0\0\u{10}ftypmp42\0\0\0\0".utf8) + [0xFF, 0xFF, 0xFF, 0xFF] + Array("moov".utf8)
    #expect(Stripped(file).parts.doubt == .damaged)
  }

  @Test func `has at most a million parts`() {
    let file = ByteSource([1, 2, 3])
    var steps = 0
    while file.step() { steps += 1 }
    #expect(steps == 1 << 20)
  }
}

@Suite struct `A stream of DEFLATE` {
  @Test func `is read in each kind of block`() {
    let text = Array("hello hello hello hello".utf8)
    #expect(
      inflate([0x01, 5, 0, 0xFA, 0xFF] + text.prefix(5), limit: 100) == Array(text.prefix(5)))
    #expect(
      inflate([0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x57, 0xC8, 0x40, 0x27, 0x01], limit: 100) == text)
    // Letters by a rule, as zlib compresses them with codes of their own.
    var letters: [UInt8] = []
    for index in 0..<400 { letters.append(UInt8((index * index * 7 + index / 3) % 11 + 97)) }
    let packed =
      "edcab11100300802c059f15051f6efdd2255be7ea89788f49a7028731814599e81aaf1c3cb70"
    #expect(inflate(bytes(packed), limit: 1000) == letters)
    #expect(inflate(bytes(packed), limit: 10) == Array(letters.prefix(10)))
    #expect(inflate([0xCB, 0x48, 0xCD], limit: 100) == nil)
    #expect(inflate([0x07], limit: 100) == nil)
  }

  /// Bytes by their hexadecimal digits.
  private func bytes(_ digits: String) -> [UInt8] {
    let values: [Int] = digits.compactMap(\.hexDigitValue)
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: values.count, by: 2) {
      bytes.append(UInt8(values[index] * 16 + values[index + 1]))
    }
    return bytes
  }
}
