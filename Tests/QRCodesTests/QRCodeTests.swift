import Testing

@testable import QRCodes

@Suite struct `QR codes` {
  /// The example of ISO/IEC 18004, annex I: `01234567` in version 1.
  @Test func `have the standard's codewords of error correction`() {
    let data: [UInt8] = [
      0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC,
      0x11,
    ]
    #expect(
      ReedSolomon(degree: 10).remainder(of: data[...])
        == [0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55])
  }

  /// Table C.1 and table D.1 of the standard.
  @Test func `have the standard's format and version information`() {
    #expect(
      (0..<8).map(formatInformation) == [
        0x5412, 0x5125, 0x5E7C, 0x5B4B, 0x45F9, 0x40CE, 0x4F97, 0x4AA0,
      ])
    #expect(
      [7, 8, 9, 10, 20, 27].map(versionInformation) == [
        0x07C94, 0x085BC, 0x09A99, 0x0A4D3, 0x149A6, 0x1B08E,
      ])
  }

  /// Table 7 and table E.1 of the standard.
  @Test func `have the standard's capacities and alignment patterns`() {
    let capacities = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412]
    for (index, capacity) in capacities.enumerated() {
      #expect(Version.smallest(for: capacity)?.number == index + 1)
      #expect(Version.smallest(for: capacity + 1)?.number == index + 2)
    }
    #expect(Version(number: 1).alignments == [])
    #expect(Version(number: 2).alignments == [6, 18])
    #expect(Version(number: 7).alignments == [6, 22, 38])
    #expect(Version(number: 16).alignments == [6, 26, 50, 74])
    #expect(Version(number: 22).alignments == [6, 26, 50, 74, 98])
    #expect(Version(number: 27).alignments == [6, 34, 62, 90, 118])
  }

  @Test func `fill what bytes leave over`() {
    #expect(
      dataCodewords(of: Array("a".utf8), in: Version(number: 1)) == [
        0x40, 0x16, 0x10, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11,
        0xEC,
      ])
  }

  @Test(arguments: [0, 1, 14, 15, 62, 251, 252, 1125])
  func `are the smallest that hold a text`(count: Int) throws {
    let code = try #require(QRCode(String(repeating: "a", count: count)))
    #expect(code.size == code.version * 4 + 17)
    #expect(code.version == Version.smallest(for: count)?.number)
    // A finder in three corners, the timing patterns between them, and the module that is always dark.
    for (column, row) in [(0, 0), (code.size - 7, 0), (0, code.size - 7)] {
      #expect((0..<7).allSatisfy { code.isDark(column + $0, row) && code.isDark(column, row + $0) })
      #expect((1..<6).allSatisfy { !code.isDark(column + $0, row + 1) })
      #expect((2..<5).allSatisfy { code.isDark(column + $0, row + 3) })
    }
    for place in 8..<code.size - 8 {
      #expect(code.isDark(place, 6) == (place % 2 == 0))
      #expect(code.isDark(6, place) == (place % 2 == 0))
    }
    #expect(code.isDark(8, code.size - 8))
  }

  @Test func `do not hold more than their largest version`() {
    #expect(QRCode(String(repeating: "a", count: 1126)) == nil)
  }

  /// The penalties of patterns that are counted by hand.
  @Test func `judge runs, blocks and finders`() {
    // A chequerboard has nothing to be punished.
    let even: [UInt64] = (0..<21).map { $0 % 2 == 0 ? 0x155555 : 0x0AAAAA }
    #expect(penalty(of: even) == 0)
    // All dark: in each of 42 lines a run of 21 (3 + 16), 400 blocks of 3, and 90 for ten twentieths beyond half.
    #expect(penalty(of: [UInt64](repeating: 0x1FFFFF, count: 21)) == 42 * 19 + 400 * 3 + 90)
    // Six dark modules in place of the first six of a row of the chequerboard: a run of seven, since the seventh is dark.
    var run = even
    run[0] |= 0x3F
    let changed = penalty(of: run)
    #expect(changed == 3 + 2)
  }

  @Test func `are drawn as one path with a title that is escaped`() throws {
    let code = try #require(QRCode("https://example.org/"))
    let svg = String(decoding: code.svg(title: "a < b"), as: UTF8.self)
    #expect(
      svg.hasPrefix("<svg class=\"qr-code\" viewBox=\"0 0 33 33\" width=\"132\" height=\"132\""))
    #expect(svg.contains("<title>a &lt; b</title>"))
    #expect(svg.contains("<path d=\"M0 4.5m4 0h7"))
    #expect(!svg.contains("style"))
    // The strokes are the dark modules, and no others.
    var drawn: Set<[Int]> = []
    var (column, row) = (0, 4)
    let path = try #require(svg.split(separator: "M0 4.5m").last?.split(separator: "\"").first)
    for run in path.split(separator: "m") {
      let numbers = run.split(whereSeparator: { " h".contains($0) }).compactMap { Int($0) }
      (column, row) = (column + numbers[0], row + numbers[1])
      for _ in 0..<numbers[2] {
        drawn.insert([column - 4, row - 4])
        column += 1
      }
    }
    for row in 0..<code.size {
      for column in 0..<code.size {
        #expect(drawn.contains([column, row]) == code.isDark(column, row))
      }
    }
  }
}
