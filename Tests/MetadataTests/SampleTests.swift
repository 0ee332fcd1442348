import ByteText
import Testing

@testable import Metadata

@Suite struct `A file of a camera or a program` {
  private static let names = (try? sampleNames()) ?? []
  private static let secrets = [
    "Somebody", "Phonemaker", "Talker 7", "S123456789", "seen from my window", "2026:01:02",
    "+31.2",
    "my window",
  ]
  private static let papers = ["paper.docx", "paper.pdf"]

  @Test func `is there in each format`() throws {
    #expect(Self.names.count >= 27)
  }

  @Test(arguments: names)
  func `tells nothing after the edits`(name: String) throws {
    let file = try sample(name)
    let stripped = Stripped(file)
    #expect(stripped.parts.doubt == nil)
    if Self.papers.contains(name) {
      #expect(stripped.bytes == file)
      return
    }
    #expect(!stripped.parts.kinds.isEmpty)
    #expect(Self.secrets.filter { stripped.bytes.contains($0) } == [])
    #expect(stripped.parts.size(of: file.count) == stripped.bytes.count)
  }

  @Test(arguments: names)
  func `is left alone the second time`(name: String) throws {
    let again = privateParts(of: ByteSource(Stripped(try sample(name)).bytes))
    #expect(again.edits == [] && again.kinds == [] && again.doubt == nil)
  }

  @Test(arguments: names)
  func `may be cut anywhere`(name: String) throws {
    let file = try sample(name)
    for step in 0..<100 {
      check(Array(file[..<(file.count * step / 100)]))
    }
  }

  @Test(arguments: names)
  func `may have any byte changed`(name: String) throws {
    let file = try sample(name)
    var number: UInt64 = 1
    func random(_ count: Int) -> Int {
      number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(number >> 33) % count
    }
    for _ in 0..<150 {
      var changed = file
      for _ in 0..<(1 + random(4)) {
        // Headers, where most of what is read stands, are hit more often.
        let place = random(2) == 0 ? random(min(file.count, 600)) : random(file.count)
        changed[place] = [0, 0xFF, 0x7F, 0x80, UInt8(random(256))][random(5)]
      }
      check(changed)
    }
  }

  private func check(_ file: [UInt8]) {
    let parts = privateParts(of: ByteSource(file))
    var end = 0
    for edit in parts.edits {
      #expect(edit.range.lowerBound >= end && edit.range.upperBound <= file.count)
      end = edit.range.upperBound
    }
    #expect(parts.size(of: file.count) == parts.applied(to: file).count)
  }

  @Test(arguments: [
    ("photo.heic", 0), ("photo.avif", 0), ("film.mp4", 0), ("film.mov", 0), ("film.webm", 0),
    ("film.mkv", 0), ("photo.tif", 0), ("song.ogg", 0), ("song.opus", 0), ("song.m4a", 0),
    ("film.avi", 0),
  ])
  func `keeps its length where its parts name offsets`(name: String, change: Int) throws {
    let file = try sample(name)
    #expect(Stripped(file).bytes.count == file.count + change)
  }

  @Test(arguments: ["song.m4a", "song.mp3", "song.flac", "song.ogg", "song.opus"])
  func `keeps the names of a song and its singer`(name: String) throws {
    let bytes = Stripped(try sample(name)).bytes
    #expect(bytes.contains("Singer"))
    #expect(!bytes.contains("my window"))
  }

  @Test func `names the people of papers`() throws {
    let papers = try ["paper.docx", "paper.pdf"].map { Stripped(try sample($0)).parts.people }
    #expect(papers == [["某同志", "Somebody Somewhere", "A & B"], ["Some(body)", "某同志"]])
  }

  @Test func `is told by its first bytes`() throws {
    let kinds: [(String, PrivateKinds)] = [
      ("photo.jpg", [.location, .device, .serial, .author, .time, .preview, .comment]),
      ("photo.png", [.location, .device, .serial, .author, .time, .comment]),
      ("photo.heic", [.location, .device, .serial, .author, .time, .preview, .comment]),
      (
        "trailing.jpg",
        [.location, .device, .serial, .author, .time, .preview, .comment, .trailing]
      ),
      ("film.mp4", [.location, .device, .author, .time, .comment]),
    ]
    for (name, expected) in kinds {
      #expect(Stripped(try sample(name)).parts.kinds == expected, "\(name)")
    }
    #expect(privateParts(of: ByteSource(Array("Somebody".utf8))).isEmpty)
    #expect(privateParts(of: ByteSource([])).isEmpty)
  }
}
