import Digests
import Files
import Foundation
import Testing

@testable import Renditions

@Suite struct `The index of the store` {
  private var example: RenditionIndex {
    var index = RenditionIndex()
    index.boot = "7c2f"
    index.program = KnownProgram(
      path: "/usr/bin/vips", stamp: FileStamp(size: 10, modified: 20, changed: 30, inode: 4),
      version: "8.14.1")
    index.users = [User(name: "site", day: 20_000)]
    index.originals["a.jpg"] = KnownOriginal(
      path: "a.jpg", stamp: FileStamp(size: 4_000_000, modified: 50, changed: 60, inode: 7),
      content: Digest(high: 1, low: 2), users: 1)
    let key = Digest(high: 3, low: 4)
    index.renditions[key] = KeptRendition(
      key: key, format: .webp, width: 480, height: 360,
      stamp: FileStamp(size: 30_000, modified: 70, changed: 80, inode: 9),
      digest: Digest(high: 5, low: .max), users: 1)
    let failed = Digest(high: 6, low: 7)
    index.failures[failed] = KnownFailure(key: failed, failure: .crashed, users: 1)
    return index
  }

  private func saved(_ index: RenditionIndex) throws -> (bytes: [UInt8], read: RenditionIndex) {
    let photographs = try Photographs()
    try index.save(in: photographs.storeFolder)
    return (
      try photographs.storeFolder.read(RenditionIndex.file, limit: 1 << 20).get(),
      RenditionIndex(in: photographs.storeFolder)
    )
  }

  @Test func `has the bytes that docs/internals/pictures.md shows`() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/internals/pictures.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let block = try #require(text.firstMatch(of: /````index\n((?s).*?)````/)).1
    let shown = block.split(separator: "\n").flatMap { line in
      line.prefix(36).split(separator: " ").map { UInt8($0, radix: 16) }
    }
    let bytes = try saved(example).bytes
    #expect(shown == bytes[23..<(bytes.count - 16)].map { $0 })
    #expect(bytes.prefix(23).elementsEqual("BranchPress pictures 1\n".utf8))
  }

  @Test func `is read as it was written`() throws {
    #expect(try saved(example).read == example)
    #expect(try saved(RenditionIndex()).read == RenditionIndex())
  }

  @Test func `is the same whatever the order in which it was filled`() throws {
    func index(_ numbers: some Sequence<UInt64>) -> RenditionIndex {
      var index = RenditionIndex()
      for number in numbers {
        let key = Digest(high: number * 7 % 13, low: number)
        index.renditions[key] = KeptRendition(key: key)
        index.failures[key] = KnownFailure(key: key)
        index.originals["\(number)"] = KnownOriginal(path: "\(number)")
      }
      return index
    }
    #expect(try saved(index(0..<200)).bytes == saved(index((0..<200).reversed())).bytes)
  }

  @Test func `is empty if a bit of it is wrong, or its end is missing`() throws {
    let photographs = try Photographs()
    let whole = try saved(example).bytes
    let file = photographs.home.appending(path: "store/index")
    for place in whole.indices {
      var changed = whole
      changed[place] ^= 0x10
      try Data(changed).write(to: file)
      #expect(RenditionIndex(in: photographs.storeFolder) == RenditionIndex())
      try Data(whole.prefix(place)).write(to: file)
      #expect(RenditionIndex(in: photographs.storeFolder) == RenditionIndex())
    }
  }
}
