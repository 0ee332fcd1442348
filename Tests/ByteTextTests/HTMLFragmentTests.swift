import ByteText
import Testing

struct HTMLFragmentTests {
  private let fragment = HTMLFragment(
    bytes: Array("<a href=\"\">党</a><img src=\"\">".utf8),
    insertions: [
      .init(offset: 9, text: "a/", isLocal: true), .init(offset: 9, text: "?b", isLocal: false),
      .init(offset: 28, text: "c.png", isLocal: true),
    ])

  @Test(arguments: ["", "../", "https://a.example/"])
  func `Local addresses have the way to the root before them`(root: String) {
    var writer = ByteWriter()
    fragment.write(to: &writer, root: root)
    #expect(
      String(decoding: writer.array(), as: UTF8.self)
        == "<a href=\"\(root)a/?b\">党</a><img src=\"\(root)c.png\">")
  }

  @Test func `Run by run it is the same text`() {
    var written: [UInt8] = []
    fragment.forEachPiece(root: "../") { piece in
      for index in piece.indices { written.append(piece[index]) }
    }
    var writer = ByteWriter()
    fragment.write(to: &writer, root: "../")
    #expect(written == writer.array())
  }

  @Test func `Insertions may stand at both ends`() {
    let fragment = HTMLFragment(
      bytes: [0x61],
      insertions: [
        .init(offset: 0, text: "<", isLocal: false), .init(offset: 1, text: ">", isLocal: false),
      ])
    var writer = ByteWriter()
    fragment.write(to: &writer, root: "")
    #expect(writer.array() == Array("<a>".utf8))
  }
}
