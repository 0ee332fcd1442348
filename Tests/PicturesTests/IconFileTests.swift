import Testing

@testable import Pictures

@Suite struct `An icon file` {
  @Test func `has a header, an entry for each picture, and the pictures`() {
    let file = iconFile(of: [(16, [1, 2, 3]), (256, [4, 5])])
    let header: [UInt8] = [0, 0, 1, 0, 2, 0]
    let first: [UInt8] = [16, 16, 0, 0, 1, 0, 32, 0, 3, 0, 0, 0, 38, 0, 0, 0]
    let second: [UInt8] = [0, 0, 0, 0, 1, 0, 32, 0, 2, 0, 0, 0, 41, 0, 0, 0]
    #expect(file == header + first + second + [1, 2, 3, 4, 5])
    #expect(iconSizes(file) == [16, 256])
  }

  @Test(
    arguments: [
      [], [0, 0, 1, 0], [0, 0, 1, 0, 0, 0], [0, 0, 2, 0, 1, 0], [0, 0, 1, 0, 1, 0, 16, 16],
      Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8),
    ] as [[UInt8]])
  func `is nothing else`(bytes: [UInt8]) {
    #expect(iconSizes(bytes) == nil)
  }
}

@Suite struct `The mark of a picture that was made` {
  private let png = Headers.png(9, 9) + Headers.big(0, 4) + Headers.chunk("IEND", [])

  @Test func `is a chunk behind the header, and is there once`() throws {
    let marked = try #require(markedAsMade(png))
    // The check sum is that of the four letters.
    #expect(
      marked == png[..<33] + [0, 0, 0, 0] + Array("brPC".utf8) + Headers.big(0xB270_11D4, 4)
        + png[33...])
    #expect(markedAsMade(marked) == marked)
    #expect(isMarkedAsMade(marked) && !isMarkedAsMade(png))
    #expect(PictureHeader(marked)?.size == PictureSize(width: 9, height: 9))
  }

  @Test func `is found in the pictures of an icon file`() throws {
    #expect(isMarkedAsMade(iconFile(of: [(9, try #require(markedAsMade(png)))])))
    #expect(!isMarkedAsMade(iconFile(of: [(9, png)])))
  }

  @Test func `is for PNG alone`() {
    #expect(markedAsMade(Headers.gif(9, 9)) == nil)
    #expect(markedAsMade([0x89, 0x50]) == nil)
    #expect(!isMarkedAsMade([]))
  }

  @Test func `has the check sum that PNG's end is known by`() {
    #expect(checkSum(Array("IEND".utf8)) == 0xAE42_6082)
  }
}
