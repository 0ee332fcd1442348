import ByteText
import Testing

@Suite struct TextDecodingTests {
  static let greeting = Array("党费 party 😀\n".utf8)

  @Test func `UTF-8 is taken as it is`() {
    #expect(decodeText(Self.greeting) == .utf8(Self.greeting))
    #expect(decodeText([]) == .utf8([]))
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
