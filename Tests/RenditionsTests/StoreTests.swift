import Digests
import Files
import Foundation
import Pictures
import Testing

@testable import Renditions

private let recipes = [Recipe(.fit(width: 40), .webp), Recipe(.fit(width: 40), .jpeg)]

@Suite final class `The store of renditions` {
  private let photographs: Photographs
  /// The real program, with its calls written down.
  private let program: VipsProgram

  init() throws {
    photographs = try Photographs()
    program = try photographs.stand(in: #"exec "$vips" "$@""#)
    try photographs.write(tiff(60, 40, scene(60, 40)), to: "a.tif")
    try photographs.write(tiff(50, 70, scene(50, 70)), to: "b.tif")
  }

  /// The renditions of files, by their names, as one build makes them; none of those that failed.
  @discardableResult private func make(
    _ names: String..., with program: VipsProgram? = nil
  ) throws -> [[RenditionStore.Rendition]] {
    let orders = try names.map { try photographs.order($0, recipes) }
    return photographs.make(orders, with: program ?? self.program).map(\.renditions)
  }

  /// The number of pictures on which the program worked since this was asked last.
  private func pictures() throws -> Int {
    let count = photographs.calls.count { $0.contains(" /proc/self/fd/3 ") }
    try? FileManager.default.removeItem(at: photographs.log)
    return count
  }

  @Test func `has each made once, until its bytes change`() throws {
    let first = try make("a.tif", "b.tif")
    #expect(first.map(\.count) == [2, 2])
    #expect(try pictures() == 2)
    #expect(try make("a.tif", "b.tif") == first)
    #expect(try pictures() == 0)
    try photographs.write(tiff(60, 40, scene(61, 41)), to: "a.tif")
    let second = try make("a.tif", "b.tif")
    #expect(try pictures() == 1)
    #expect(second[0] != first[0] && second[1] == first[1])
    #expect(photographs.kept.count == 4)
  }

  @Test func `knows a file by its bytes, under whatever name and stamp`() throws {
    let first = try make("a.tif")
    try photographs.write(tiff(60, 40, scene(60, 40)), to: "a.tif")
    try photographs.write(tiff(60, 40, scene(60, 40)), to: "活动/照片 1.TIF")
    #expect(try make("a.tif", "活动/照片 1.TIF") == [first[0], first[0]])
    #expect(try pictures() == 1)
    // Two files with the same bytes that are new are one picture.
    try photographs.write(tiff(60, 40, scene(70, 70)), to: "c.tif")
    try photographs.write(tiff(60, 40, scene(70, 70)), to: "d.tif")
    let made = try make("c.tif", "d.tif")
    #expect(made[0].count == 2 && made[0] == made[1])
    #expect(try pictures() == 1)
  }

  @Test func `reads no original that it has read, once it is old enough`() throws {
    let order = try photographs.order("a.tif", recipes)
    Thread.sleep(forTimeInterval: 2.1)
    let first = photographs.make([order], with: program)
    // The file is gone, and nobody notices as long as its stamp is said to be the same.
    try FileManager.default.removeItem(at: photographs.home.appending(path: "content/a.tif"))
    #expect(photographs.make([order], with: program) == first)
  }

  @Test func `is without what nobody wants any more`() throws {
    try make("a.tif", "b.tif")
    let kept = try make("b.tif")
    #expect(Set(photographs.kept) == Set(kept[0].map(\.file.text)))
    try make()
    #expect(photographs.kept == [])
  }

  @Test func `keeps what another output folder wants, for thirty days`() throws {
    let day = 86_400_000_000_000
    let now = nanosecondsNow()
    func make(_ names: [String], for user: String, now: Int) throws {
      var store = photographs.store(for: user, now: now)
      let orders = try names.map { try photographs.order($0, recipes) }
      _ = store.make(orders, from: photographs.content, with: program, jobs: 2)
      store.removeUnused()
    }
    try make(["a.tif", "b.tif"], for: "preview", now: now)
    try make(["a.tif"], for: "site", now: now)
    #expect(photographs.kept.count == 4)
    try make(["a.tif"], for: "site", now: now + 30 * day)
    #expect(photographs.kept.count == 4)
    try make(["a.tif"], for: "site", now: now + 31 * day)
    #expect(photographs.kept.count == 2)
    for number in 0..<70 { try make(["a.tif"], for: "\(number)", now: now + 31 * day) }
    #expect(photographs.store().index.users.count == 60)
    #expect(photographs.kept.count == 2)
  }

  @Test func `has all made again by another version of the program`() throws {
    let first = try make("a.tif")
    _ = try pictures()
    let newer = VipsProgram(path: program.path, version: "8.15.0")
    #expect(try make("a.tif", with: newer)[0].map(\.file) != first[0].map(\.file))
    #expect(try pictures() == 1)
    #expect(photographs.kept.count == 2)
  }

  @Test(arguments: ["lost", "cut", "changed", "of another layout"])
  func `recognises its files when the index is not to be used`(what: String) throws {
    let first = try make("a.tif", "b.tif")
    _ = try pictures()
    let index = photographs.home.appending(path: "store/index")
    var bytes = [UInt8](try Data(contentsOf: index))
    switch what {
    case "lost": try FileManager.default.removeItem(at: index)
    case "cut": try Data(bytes.dropLast(20)).write(to: index)
    case "changed":
      bytes[bytes.count / 2] ^= 1
      try Data(bytes).write(to: index)
    default:
      bytes[21] ^= 3
      try Data(bytes).write(to: index)
    }
    #expect(try make("a.tif", "b.tif") == first)
    #expect(try pictures() == 0)
  }

  @Test func `takes no damaged file for a rendition`() throws {
    let first = try make("a.tif")[0]
    let file = photographs.home.appending(path: "store/" + first[1].file.text)
    let bytes = [UInt8](try Data(contentsOf: file))
    for damaged in [bytes.dropLast(1), bytes.map { $0 ^ 1 }, []] as [[UInt8]] {
      try Data(damaged).write(to: file)
      _ = try pictures()
      let again = try make("a.tif")[0]
      #expect(again.map(\.digest) == first.map(\.digest))
      #expect(try photographs.bytes(again[1]) == bytes)
      #expect(try pictures() == 1)
    }
    try FileManager.default.removeItem(at: file)
    #expect(try make("a.tif")[0].map(\.digest) == first.map(\.digest))
  }

  @Test func `compares bytes after the system was started again`() throws {
    let first = try make("a.tif")[0]
    var store = photographs.store()
    store.index.boot = "another"
    store.save()
    _ = try pictures()
    #expect(try make("a.tif")[0] == first)
    #expect(try pictures() == 0)
    #expect(photographs.store().index.renditions.values.allSatisfy { $0.stamp != .none })
  }

  @Test func `removes what a build left that was killed`() throws {
    let work = photographs.home.appending(path: "store/working-17/0")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    try Data([1]).write(to: work.appending(path: "base.tif"))
    for name in ["index.new", "x", String(repeating: "a", count: 65) + ".webp"] {
      try Data([1]).write(to: photographs.home.appending(path: "store/" + name))
    }
    let first = try make("a.tif")[0]
    #expect(Set(photographs.kept) == Set(first.map(\.file.text)))
  }

  @Test func `uses what a build had made before it was killed`() throws {
    // The index is written last.
    var store = photographs.store()
    let outcomes = store.make(
      [try photographs.order("a.tif", recipes)], from: photographs.content, with: program, jobs: 1)
    try FileManager.default.removeItem(at: photographs.home.appending(path: "store/index"))
    _ = try pictures()
    #expect(try make("a.tif", "b.tif")[0] == outcomes[0].renditions)
    #expect(try pictures() == 1)
  }

  @Test func `gives the same whatever the number of threads`() throws {
    let names = try (0..<9).map { number in
      try photographs.write(tiff(30 + number, 40, scene(60, 40)), to: "\(number).tif")
      return "\(number).tif"
    }
    let orders = try names.map { try photographs.order($0, recipes) }
    var digests: Set<[Digest]> = []
    for jobs in [1, 2, 5] {
      var store = photographs.store()
      let outcomes = store.make(orders, from: photographs.content, with: program, jobs: jobs)
      digests.insert(outcomes.flatMap { $0.renditions.map(\.digest) })
      store.removeUnused()
      for name in photographs.kept {
        try photographs.storeFolder.remove(try #require(FilePath(name)))
      }
    }
    #expect(digests.count == 1 && digests.first?.count == 18)
  }

  @Test func `asks a program for its version once`() throws {
    let path = photographs.home.appending(path: "bin").path
    for _ in 0..<2 {
      var store = photographs.store()
      #expect(try store.program(in: "relative:/nowhere:\(path)").get().version == "8.14.1")
      store.removeUnused()
      // A program that was changed this moment might change again without another stamp.
      Thread.sleep(forTimeInterval: 2.1)
    }
    try? FileManager.default.removeItem(at: photographs.log)
    var store = photographs.store()
    #expect(try store.program(in: path).get() == program)
    #expect(photographs.calls == [])
    _ = try photographs.stand(in: "exit 0", version: "9.0")
    #expect(try store.program(in: path).get().version == "9.0")
    #expect(photographs.calls.count == 1)
  }

  @Test func `says why no program is used`() throws {
    var store = photographs.store()
    let path = photographs.home.appending(path: "bin").path
    #expect(store.program(in: "/nowhere") == .failure(.missing))
    _ = try photographs.stand(in: "", version: "8.9.2")
    #expect(store.program(in: path) == .failure(.tooOld("8.9.2")))
    _ = try photographs.stand(in: "", version: "x")
    #expect(store.program(in: path) == .failure(.broken))
    try Data("no program".utf8).write(to: URL(filePath: path + "/vips"))
    #expect(store.program(in: path) == .failure(.broken))
  }

  @Test(arguments: [
    ("vips-8.14.1", "8.14.1"), ("vips-8.18.0-Sat Jan 1\n", "8.18.0"), ("vips-8", nil),
    ("vips-8..1", nil), ("vips 8.14", nil), ("", nil),
  ]) func `reads a version as programs say it`(said: String, version: String?) {
    #expect(VipsProgram.version(in: said) == version)
  }
}

extension RenditionStore.Outcome {
  var renditions: [RenditionStore.Rendition] {
    if case .made(let renditions) = self { return renditions }
    return []
  }

  var failure: RenditionFailure? {
    if case .failed(let failure) = self { return failure }
    return nil
  }
}
