import ByteText
import Testing

@Suite struct TextDecodingTests {
  static let greeting = Array("党费 party 😀\n".utf8)

  @Test func `UTF-8 is taken as it is`() {
    #expect(decodeText(Self.greeting) == .utf8(Self.greeting))
    #expect(decodeText([]) == .utf8([]))
  }

  @Test func `a byte-order mark behind another is dropped too`() {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    #expect(decodeText(mark + mark + Array("党".utf8)) == .utf8(Array("党".utf8)))
  }

  @Test func `a UTF-8 byte-order mark is dropped`() {
    #expect(decodeText([0xEF, 0xBB, 0xBF] + Self.greeting) == .utf8(Self.greeting))
  }

  @Test(arguments: [TextEncoding.utf16LittleEndian, .utf16BigEndian])
  func `UTF-16 with a byte-order mark is converted`(encoding: TextEncoding) {
    let units = [0xFEFF] + Array("党费 party 😀\n".utf16)
    let bytes = units.flatMap { unit -> [UInt8] in
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return encoding == .utf16BigEndian ? pair : pair.reversed()
    }
    #expect(decodeText(bytes) == .converted(Self.greeting, from: encoding))
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x61], 2),
      ([0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8], 4),
      ([0xFF, 0xFE, 0x00, 0xDC, 0x61, 0x00], 2),
      ([0xFE, 0xFF, 0xD8, 0x00, 0x00, 0x61], 2),
    ] as [([UInt8], Int)])
  func `damaged UTF-16 is an error at the damage`(bytes: [UInt8], offset: Int) {
    #expect(decodeText(bytes) == .invalid(offset: offset))
  }

  @Test func `GBK is converted`() {
    // 关于召开党员大会的通知
    let bytes: [UInt8] = [
      0xB9, 0xD8, 0xD3, 0xDA, 0xD5, 0xD9, 0xBF, 0xAA, 0xB5, 0xB3, 0xD4, 0xB1, 0xB4, 0xF3, 0xBB,
      0xE1,
      0xB5, 0xC4, 0xCD, 0xA8, 0xD6, 0xAA,
    ]
    #expect(
      decodeText(bytes) == .converted(Array("关于召开党员大会的通知".utf8), from: .gb18030))
  }

  @Test func `a character of four bytes in GB 18030 is converted`() {
    let bytes: [UInt8] = [0xB5, 0xB3, 0x20, 0x95, 0x32, 0x82, 0x36, 0xB7, 0xD1]
    #expect(decodeText(bytes) == .converted(Array("党 𠀀费".utf8), from: .gb18030))
  }

  /// 關於召開黨員大會的通知，請準時參加。
  @Test func `traditional text in Big5 is converted, and in GBK as well`() {
    let big5: [UInt8] = [
      0xC3, 0xF6, 0xA9, 0xF3, 0xA5, 0x6C, 0xB6, 0x7D, 0xC4, 0xD2, 0xAD, 0xFB, 0xA4, 0x6A, 0xB7,
      0x7C,
      0xAA, 0xBA, 0xB3, 0x71, 0xAA, 0xBE, 0xA1, 0x41, 0xBD, 0xD0, 0xB7, 0xC7, 0xAE, 0xC9, 0xB0,
      0xD1,
      0xA5, 0x5B, 0xA1, 0x43,
    ]
    let gbk: [UInt8] = [
      0xEA, 0x50, 0xEC, 0xB6, 0xD5, 0xD9, 0xE9, 0x5F, 0xFC, 0x68, 0x86, 0x54, 0xB4, 0xF3, 0x95,
      0xFE,
      0xB5, 0xC4, 0xCD, 0xA8, 0xD6, 0xAA, 0xA3, 0xAC, 0xD5, 0x88, 0x9C, 0xCA, 0x95, 0x72, 0x85,
      0xA2,
      0xBC, 0xD3, 0xA1, 0xA3,
    ]
    let text = Array("關於召開黨員大會的通知，請準時參加。".utf8)
    #expect(decodeText(big5) == .converted(text, from: .big5))
    #expect(decodeText(gbk) == .converted(text, from: .gb18030))
  }

  @Test func `Japanese text is converted`() {
    let shiftJIS: [UInt8] = [
      0x93, 0xFA, 0x96, 0x7B, 0x8C, 0xEA, 0x83, 0x65, 0x83, 0x58, 0x83, 0x67, 0x92, 0xCA, 0x92,
      0x6D, 0x81, 0x42,
    ]
    #expect(decodeText(shiftJIS) == .converted(Array("日本語テスト通知。".utf8), from: .shiftJIS))
  }

  @Test(arguments: [
    "Café olé, déjà vu, été, l'élève.", "Straße für Größe, schöne Grüße", "naïve",
  ])
  func `text of western Europe is not taken for Chinese`(text: String) {
    let latin = text.unicodeScalars.map { UInt8($0.value) }
    let isInvalid = if case .invalid = decodeText(latin) { true } else { false }
    #expect(isInvalid)
  }

  @Test func `UTF-16 without a mark is known by the fence of a document`() {
    let units = Array("---\ntitle: 党费\n---\n".utf16)
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let text = Array("---\ntitle: 党费\n---\n".utf8)
    #expect(decodeText(big) == .converted(text, from: .utf16BigEndian))
    #expect(decodeText(little) == .converted(text, from: .utf16LittleEndian))
  }

  @Test func `damaged UTF-8 is not taken for GBK`() {
    var bytes = Array("关于召开党员大会的通知".utf8)
    bytes.remove(at: 7)
    #expect(decodeText(bytes) == .invalid(offset: 6))
  }

  @Test(
    arguments: [
      ([0x61, 0xFF, 0x62], 1), ([0x61, 0xC0, 0x30], 1), ([0xB5, 0xB3, 0x00], 0),
      ([0xB5, 0xB3, 0xB5], 0),
    ] as [([UInt8], Int)])
  func `what is no text is an error at its first wrong byte`(bytes: [UInt8], offset: Int) {
    #expect(decodeText(bytes) == .invalid(offset: offset))
  }

  @Test func `damage within a run of Chinese is found wherever it stands`() {
    let text = Array("党建工作：落实见效，值得肯定。再接再厉！".utf8)
    for index in text.indices {
      for byte: UInt8 in [
        0x00, 0x41, 0x7F, 0x80, 0x9F, 0xA0, 0xBF, 0xC0, 0xE0, 0xED, 0xEE, 0xF4, 0xFF,
      ] {
        var damaged = text
        damaged[index] = byte
        #expect(
          (firstInvalidUTF8(in: damaged) == nil)
            == (String(validating: damaged, as: UTF8.self) != nil))
        let offset = firstInvalidUTF8(in: damaged) ?? damaged.count
        #expect(String(validating: damaged[..<offset], as: UTF8.self) != nil)
      }
    }
  }

  @Test func `characters of every range may stand in a run`() {
    for character in [
      "\u{1000}", "\u{CFFF}", "\u{D7FF}", "\u{E000}", "\u{FFFF}", "\u{0800}", "\u{10FFFF}",
    ] {
      for position in 0...6 {
        var characters = Array(repeating: "党", count: 7)
        characters[position] = character
        #expect(firstInvalidUTF8(in: Array(characters.joined().utf8)) == nil)
      }
    }
  }
}
