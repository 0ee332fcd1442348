import ByteText
import Testing

@Suite struct `Flaws in a text` {
  @Test(
    arguments: [
      ("\u{0}", 0x0), ("\u{7}", 0x7), ("\u{1B}", 0x1B), ("\u{1F}", 0x1F), ("\u{7F}", 0x7F),
      ("\u{80}", 0x80), ("\u{9F}", 0x9F),
      ("\u{FEFF}", 0xFEFF), ("\u{FFFE}", 0xFFFE), ("\u{FFFF}", 0xFFFF), ("\u{FFFD}", 0xFFFD),
    ] as [(String, UInt32)])
  func `are found wherever they stand`(character: String, value: UInt32) throws {
    for before in [0, 1, 2, 5, 14, 15, 16, 17, 31, 33, 100] {
      for filler in ["a", "党", "￥", "\n"] {
        let lead = Array(String(repeating: filler, count: before).utf8)
        let bytes = lead + Array(character.utf8)
        for text in [bytes, bytes + Array("尾".utf8), bytes + Array(repeating: 0x61, count: 40)] {
          let flaws = try #require(TextFlaws(in: text))
          let flaw = try #require(value == 0xFFFD ? flaws.replacement : flaws.control)
          #expect(flaw.first == lead.count..<bytes.count && flaw.scalar == value && flaw.count == 1)
          #expect((value == 0xFFFD ? flaws.control : flaws.replacement) == nil)
        }
      }
    }
  }

  @Test(arguments: [
    "", "a\tb\r\nc", "党支部，（一）￥￣＿", "é\u{A0}\u{AD}", "🇨🇳\u{200B}\u{202E}",
    "\u{FB00}\u{FEC0}\u{FF00}\u{FFDC}\u{FFFC}",
    String(repeating: "支部ﾌﾟ\n", count: 50),
  ])
  func `are none of the characters that people write`(text: String) {
    #expect(TextFlaws(in: Array(text.utf8)) == nil)
    #expect(TextFlaws.withoutControls(Array(text.utf8)) == Array(text.utf8))
  }

  @Test func `are counted and left out, but for lost characters`() throws {
    let text = Array("一\u{1B}二\u{FFFD}三\u{B}四\u{85}五\u{FEFF}\u{FFFD}".utf8)
    let flaws = try #require(TextFlaws(in: text))
    #expect(flaws.control?.count == 4 && flaws.control?.first == 3..<4)
    #expect(flaws.replacement?.count == 2 && flaws.replacement?.first == 7..<10)
    #expect(
      String(decoding: TextFlaws.withoutControls(text), as: UTF8.self)
        == "一二\u{FFFD}三 四 五\u{FFFD}")
  }
}
