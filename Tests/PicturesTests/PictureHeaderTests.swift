import Pictures
import Testing

struct PictureHeaderTests {
  private func expect(
    _ bytes: [UInt8], is format: PictureFormat, _ width: Int, _ height: Int,
    at location: SourceLocation = #_sourceLocation
  ) {
    let header = PictureHeader(bytes)
    #expect(header?.format == format, sourceLocation: location)
    #expect(header?.width == width, sourceLocation: location)
    #expect(header?.height == height, sourceLocation: location)
  }

  @Test func `A PNG has its sides in its first chunk`() {
    expect(Headers.png(640, 480), is: .png, 640, 480)
    expect(Headers.png(0x7FFF_FFFF, 1), is: .png, 0x7FFF_FFFF, 1)
  }

  @Test(arguments: 0...9)
  func `A PNG that Exif turns by a quarter has its sides exchanged`(orientation: Int) {
    let exif = Headers.chunk("eXIf", Headers.tiff(orientation, false))
    let data = Headers.chunk("IDAT", [1, 2, 3])
    let start = Headers.png(80, 40) + [0, 0, 0, 0] + Headers.chunk("tEXt", [1])
    let isTurned = (5...8).contains(orientation)
    expect(start + exif + data, is: .png, isTurned ? 40 : 80, isTurned ? 80 : 40)
    // Browsers do not look behind the data.
    expect(start + data + exif, is: .png, 80, 40)
  }

  @Test func `A PNG with much before its data is read on for what could turn it`() {
    let profile = Headers.chunk("iCCP", [UInt8](repeating: 7, count: 9000))
    let exif = Headers.chunk("eXIf", Headers.tiff(6, true))
    let bytes = Headers.png(80, 40) + [0, 0, 0, 0] + profile + exif + Headers.chunk("IDAT", [1])
    #expect(PictureHeader(Array(bytes.prefix(4096)), hasMore: true) == nil)
    #expect(PictureHeader(Array(bytes.prefix(4096)))?.width == 80)
    #expect(PictureHeader(bytes, hasMore: true)?.width == 40)
  }

  @Test(arguments: ["GIF87a", "GIF89a"]) func `A GIF has the sides of its screen`(version: String) {
    expect(Headers.gif(300, 2, version: version), is: .gif, 300, 2)
  }

  @Test(arguments: [0xC0, 0xC1, 0xC2, 0xC9, 0xCF] as [UInt8])
  func `A JPEG has the sides of its frame, whatever the coding`(marker: UInt8) {
    expect(Headers.jpeg(4032, 3024, marker: marker), is: .jpeg, 4032, 3024)
  }

  @Test(arguments: 0...9, [true, false])
  func `A JPEG that Exif turns by a quarter has its sides exchanged`(
    orientation: Int, isLittle: Bool
  ) {
    let bytes = Headers.jpeg(4032, 3024, orientation: orientation, isLittle: isLittle)
    if (5...8).contains(orientation) {
      expect(bytes, is: .jpeg, 3024, 4032)
    } else {
      expect(bytes, is: .jpeg, 4032, 3024)
    }
  }

  @Test func `A JPEG's other metadata are passed over, Exif's own picture too`() {
    let thumbnail = Headers.segment(
      0xE1, Array("Exif\0\0".utf8) + [0x49, 0x49, 42, 0, 8, 0, 0, 0] + Headers.jpeg(160, 120))
    let profile = Headers.segment(0xE2, [UInt8](repeating: 0xFF, count: 65_000))
    let bytes = [0xFF, 0xD8] + thumbnail + profile + Headers.jpeg(2000, 1000).dropFirst(2)
    expect(bytes, is: .jpeg, 2000, 1000)
    #expect(bytes.count < (PictureHeader.lengths.last ?? 0))
  }

  @Test func `A WebP of each coding has its sides`() {
    let lossy: [UInt8] =
      [0x30, 1, 0, 0x9D, 0x01, 0x2A] + Headers.little(0x4000 | 550, 2) + Headers.little(368, 2)
    expect(Headers.webp("VP8 ", lossy), is: .webp, 550, 368)
    let lossless = [0x2F] + Headers.little(385 | 394 << 14 | 1 << 28, 4)
    expect(Headers.webp("VP8L", lossless), is: .webp, 386, 395)
    let extended = Headers.little(0x10, 4) + Headers.little(99_999, 3) + Headers.little(0, 3)
    expect(Headers.webp("VP8X", extended), is: .webp, 100_000, 1)
  }

  @Test(arguments: [0, 1] as [UInt8]) func `An AVIF has the sides of its primary item`(
    version: UInt8
  ) {
    expect(Headers.avif(1200, 800, version: version), is: .avif, 1200, 800)
    expect(Headers.avif(1200, 800, quarters: 1, version: version), is: .avif, 800, 1200)
    expect(Headers.avif(1200, 800, quarters: 2, version: version), is: .avif, 1200, 800)
    expect(Headers.avif(1200, 800, quarters: 3, version: version), is: .avif, 800, 1200)
  }

  @Test(arguments: [("heic", "mif1MiHBheic"), ("mif1", "heic"), ("heix", "mif1"), ("heim", "mif1")])
  func `A HEIC is told by its brands, and has the sides of its primary item`(
    major: String, others: String
  ) {
    func heic(_ quarters: UInt8?) -> [UInt8] {
      Headers.avif(4032, 3024, quarters: quarters, brands: (major, others))
    }
    expect(heic(nil), is: .heic, 4032, 3024)
    expect(heic(2), is: .heic, 4032, 3024)
    expect(heic(3), is: .heic, 3024, 4032)
  }

  @Test func `A file in the same boxes that is neither AVIF nor HEIC is none`() {
    #expect(PictureHeader(Headers.avif(1200, 800, brands: ("mp42", "isommp41"))) == nil)
    #expect(PictureHeader(Headers.avif(1200, 800, brands: ("mif1", "miaf"))) == nil)
  }

  @Test(arguments: 0...9, [true, false])
  func `A TIFF has the sides of its first directory, turned as it asks`(
    orientation: Int, isLittle: Bool
  ) {
    let isTurned = (5...8).contains(orientation)
    expect(
      Headers.tiff(5184, 3456, orientation: orientation, isLittle: isLittle), is: .tiff,
      isTurned ? 3456 : 5184, isTurned ? 5184 : 3456)
    expect(Headers.tiff(640, 480, isLittle: isLittle), is: .tiff, 640, 480)
  }

  @Test(arguments: [8, 4000, 4090, 5000, 40_000, 3_000_000])
  func `A TIFF's directory is found wherever it is, in two looks at most`(offset: Int) {
    let bytes = Headers.tiff(1728, 2200, orientation: 6, at: offset)
    var looks: [Range<Int>] = []
    func header(of bytes: [UInt8], size: Int) -> PictureHeader? {
      PictureHeader(fileSize: size) { range in
        looks.append(range)
        return Array(bytes[range.clamped(to: 0..<bytes.count)])
      }
    }
    #expect(header(of: bytes, size: bytes.count)?.size == PictureSize(width: 2200, height: 1728))
    #expect(looks.count <= 2 && looks.map(\.count).reduce(0, +) <= 8192)
    // A file that became shorter meanwhile, and one that was cut.
    #expect(header(of: bytes.dropLast(12), size: bytes.count) == nil)
    #expect(header(of: bytes.dropLast(12), size: bytes.count - 12) == nil)
  }

  @Test(arguments: [40, 52, 56, 64, 108, 124]) func `A BMP has the sides of its bitmap`(header: Int)
  {
    expect(Headers.bmp(1024, 768, header: header), is: .bmp, 1024, 768)
    expect(Headers.bmp(1024, -768, header: header), is: .bmp, 1024, 768)
    #expect(PictureHeader(Headers.bmp(-1024, 768, header: header)) == nil)
  }

  @Test func `A BMP of old has sides of two bytes`() {
    expect(Headers.bmp(640, 480, header: 12), is: .bmp, 640, 480)
    #expect(PictureHeader(Headers.bmp(640, 480, header: 41)) == nil)
    #expect(PictureHeader(Array("BM, a text".utf8)) == nil)
  }

  @Test func `Pictures that are shown one after the other are told`() {
    let control = Headers.chunk("acTL", [0, 0, 0, 9, 0, 0, 0, 0])
    let data = Headers.chunk("IDAT", [1])
    let png = Headers.png(80, 40) + [0, 0, 0, 0]
    func webp(_ flags: Int) -> [UInt8] {
      Headers.webp("VP8X", Headers.little(flags, 4) + [1, 0, 0, 1, 0, 0])
    }
    let moving = [
      png + control + data, Headers.gif(3, 2), webp(0x12),
      Headers.avif(12, 8, brands: ("avis", "avifmsf1")),
      Headers.avif(12, 8, brands: ("hevc", "msf1heic")),
    ]
    for bytes in moving { #expect(PictureHeader(bytes)?.isAnimated == true) }
    let still = [
      png + data + control, webp(0x10), Headers.avif(12, 8), Headers.jpeg(4, 3),
      Headers.avif(12, 8, brands: ("heic", "mif1")), Headers.tiff(9, 9), Headers.bmp(9, 9),
    ]
    for bytes in still { #expect(PictureHeader(bytes)?.isAnimated == false) }
  }

  @Test func `Formats that not all browsers show are told from the others`() {
    let others = PictureFormat.allCases.filter { !$0.isShownByBrowsers }
    #expect(others == [.heic, .tiff, .bmp])
  }

  static let whole: [[UInt8]] = [
    Headers.png(640, 480), Headers.gif(300, 2), Headers.jpeg(40, 30, orientation: 6),
    Headers.webp("VP8X", [UInt8](repeating: 1, count: 10)),
    Headers.webp("VP8L", [0x2F, 1, 2, 3, 4]),
    Headers.webp("VP8 ", [0, 0, 0, 0x9D, 1, 0x2A, 9, 0, 9, 0]), Headers.avif(12, 8, quarters: 1),
    Headers.avif(12, 8, quarters: 1, brands: ("heic", "mif1heic")),
    Headers.tiff(9, 5, orientation: 8),
    Headers.tiff(9, 5, isLittle: false, at: 20), Headers.bmp(9, 5), Headers.bmp(9, 5, header: 12),
    Array("<!--x--><?y?><!DOCTYPE svg [<!ENTITY a '>'>]>\n<svg width='9' height=\"3\"/>".utf8),
  ]

  @Test(arguments: whole) func `A file cut before its size is no picture`(bytes: [UInt8]) throws {
    let header = try #require(PictureHeader(bytes))
    var known = false
    for length in 0...bytes.count {
      let cut = PictureHeader(Array(bytes.prefix(length)))
      #expect(cut == header || cut == nil && !known)
      known = known || cut != nil
    }
  }

  @Test(arguments: whole) func `No change of a byte makes it trap or gives a side below one`(
    bytes: [UInt8]
  ) {
    for offset in bytes.indices {
      for value in [0, 1, 0x7F, 0x80, 0xFE, 0xFF] as [UInt8] {
        var changed = bytes
        changed[offset] = value
        let header = PictureHeader(changed)
        #expect(header?.size.map { $0.width > 0 && $0.height > 0 } ?? true)
      }
    }
  }

  @Test(arguments: [
    Headers.png(0, 480), Headers.png(640, 0x8000_0000), Headers.gif(0, 1), Headers.jpeg(40, 0),
    [0xFF, 0xD8, 0xFF, 0xD9], [0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 0, 0], Array("%PDF-1.7".utf8),
    Array("RIFF\0\0\0\0WAVEfmt ".utf8), Array("<html><svg width='1' height='1'/></html>".utf8),
    [], [0],
  ]) func `What has no size, or is no picture, is none`(bytes: [UInt8]) {
    #expect(PictureHeader(bytes) == nil)
  }
}

struct DrawingTests {
  @Test(arguments: [
    ("<svg width='640' height='480'/>", 640, 480),
    ("<svg xmlns='http://www.w3.org/2000/svg' height=\" 48px \" width = '64.4px'>", 64, 48),
    ("<svg width='1in' height='72pt'>", 96, 96),
    ("<svg width='10mm' height='1cm'>", 38, 38),
    ("<svg width='6pc' height='1e2'>", 96, 100),
    ("<svg viewBox='0 0 300 150'>", 300, 150),
    ("<svg viewBox='-10,-10\t20.6 , 10'>", 21, 10),
    ("<svg width='100%' height='100%' viewBox='0 0 16 9'>", 16, 9),
    ("<svg width='32' viewBox='0 0 16 9'>", 32, 18),
    ("<svg height='18' viewBox='0 0 16 9'>", 32, 18),
    ("<svg width='0.2' height='0.2'>", 1, 1),
    (
      "\u{FEFF}<?xml version='1.0'?>\r\n<!-- <svg> --><s:svg xmlns:s='x' width='5' height='6'>", 5,
      6
    ),
    ("<!DOCTYPE svg PUBLIC 'a' 'b'><svg title='>' width='5' height='6'>", 5, 6),
  ]) func `A drawing has the sides that it names or its view box`(
    text: String, width: Int, height: Int
  ) {
    let header = PictureHeader(Array(text.utf8))
    #expect(header?.format == .svg)
    #expect(header?.width == width)
    #expect(header?.height == height)
  }

  @Test(arguments: [
    "<svg>", "<svg >", "<svg width='5' />", "<svg width='100%' height='2em'>",
    "<svg width='-5' height='5'>",
    "<svg width='nan' height='0x10'>", "<svg width='1e999' height='1'>", "<svg viewBox='0 0 1'>",
    "<svg viewBox='0 0 0 9'>", "<svg viewBox='0 0 1 nan'>", "<svg width='2e9' height='1'>",
    "<svg width='1e308in' height='1' viewBox='0 0 1e308 1e-308'>", "<svg width='5' height=''/>",
  ]) func `A drawing without a size of its own is a picture all the same`(text: String) {
    let header = PictureHeader(Array(text.utf8))
    #expect(header?.format == .svg)
    #expect(header?.mediaType == "image/svg+xml")
    #expect(header?.size == nil)
  }

  @Test(arguments: [
    "svg", "<svgs>", "<!-- <svg>", "<svg width='5", "<svg width=5 height=5>", "<svg a>", "<",
    "<?xml", "<!DOCTYPE svg [", "<p/><svg/>",
  ]) func `What does not begin with a whole start tag of a drawing is none`(text: String) {
    #expect(PictureHeader(Array(text.utf8)) == nil)
  }
}
