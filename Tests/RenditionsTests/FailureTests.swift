import Diagnostics
import Digests
import Files
import Foundation
import Pictures
import Testing

@testable import Renditions

private let recipes = [Recipe(.fit(width: 40), .webp), Recipe(.fit(width: 40), .jpeg)]

@Suite final class `A picture that cannot be made` {
  private let photographs: Photographs

  init() throws {
    photographs = try Photographs()
    for (number, name) in ["a.tif", "b.tif", "c.tif", "d.tif"].enumerated() {
      try photographs.write(tiff(60, 40 + number, scene(60, 40)), to: name)
    }
  }

  private func failure(
    _ name: String, with program: VipsProgram, recipes: [Recipe] = recipes
  ) throws -> RenditionFailure? {
    photographs.make([try photographs.order(name, recipes)], with: program)[0].failure
  }

  private func calls() -> Int {
    defer { try? FileManager.default.removeItem(at: photographs.log) }
    return photographs.calls.count
  }

  @Test(
    arguments: [
      ("echo 'VipsJpeg: Premature end of input file' >&2; exit 1", .damaged),
      ("echo 'VipsForeignLoad: is not a known file format' >&2; exit 1", .unknownFormat),
      ("echo 'magickload: operation is blocked' >&2; exit 1", .unknownFormat),
      ("echo 'vips_tracked: out of memory --- size == 90MB' >&2; exit 1", .outOfMemory),
      ("echo 'GLib-ERROR: failed to allocate 99 bytes' >&2; kill -TRAP $$", .outOfMemory),
      ("kill -SEGV $$", .crashed), ("kill -ABRT $$", .crashed),
      ("exit 0", .notWritten), ("echo text >made.webp; echo text >base.tif; exit 0", .damaged),
    ] as [(String, RenditionFailure)])
  func `is published as it is, with the reason`(script: String, reason: RenditionFailure) throws {
    let program = try photographs.stand(in: script)
    #expect(try failure("a.tif", with: program) == reason)
    #expect(photographs.kept == [])
    #expect(calls() > 0)
    // It is not tried at each build, unless its bytes change.
    #expect(try failure("a.tif", with: program) == reason)
    #expect((calls() == 0) == reason.isLasting)
    try photographs.write(tiff(61, 44, scene(60, 40)), to: "a.tif")
    #expect(try failure("a.tif", with: program) == reason)
    #expect(calls() > 0)
  }

  @Test(
    arguments: [
      ("kill -KILL $$", .stopped), ("kill -TERM $$", .stopped),
      ("echo 'unable to write: No space left on device' >&2; exit 1", .notWritten),
    ] as [(String, RenditionFailure)])
  func `for a reason that may pass is tried again`(script: String, reason: RenditionFailure) throws
  {
    #expect(try failure("a.tif", with: photographs.stand(in: script)) == reason)
    #expect(try failure("a.tif", with: photographs.stand(in: #"exec "$vips" "$@""#)) == nil)
  }

  @Test func `is forgotten when no page shows it any more`() throws {
    _ = try failure("a.tif", with: photographs.stand(in: "exit 1"))
    #expect(photographs.store().index.failures.count == 1)
    _ = try failure("b.tif", with: photographs.stand(in: #"exec "$vips" "$@""#))
    #expect(photographs.store().index.failures.isEmpty)
  }

  @Test func `because the program takes too long is ended, and the third is not tried`() throws {
    var program = try photographs.stand(in: "sleep 30 & sleep 30")
    program.seconds = 1
    let orders = try ["a.tif", "b.tif", "c.tif", "d.tif"].map {
      try photographs.order($0, recipes)
    }
    let start = ContinuousClock.now
    let failures = photographs.make(orders, with: program, jobs: 1).map(\.failure)
    #expect(failures == [.stopped, .stopped, .givenUp, .givenUp])
    #expect(ContinuousClock.now - start < .seconds(15))
  }

  @Test func `because it takes too much processor time is known by that`() throws {
    var program = try photographs.stand(in: "while :; do :; done")
    program.processorSeconds = 1
    #expect(try failure("a.tif", with: program) == .tooSlow)
    #expect(try failure("a.tif", with: photographs.stand(in: "exit 9")) == .tooSlow)
  }

  @Test func `because there is no program`() throws {
    let program = VipsProgram(path: "/nowhere/vips", version: "8.14.1")
    #expect(try failure("a.tif", with: program) == .notStarted)
    #expect(try failure("a.tif", with: photographs.stand(in: #"exec "$vips" "$@""#)) == nil)
  }

  @Test func `keeps no other from being made`() throws {
    #expect(tiff(60, 40, scene(60, 40)).count == 7400)
    let program = try photographs.stand(
      in: #"case $(wc -c <"$2") in 7400) exit 1;; esac; exec "$vips" "$@""#)
    let orders = try ["a.tif", "b.tif", "c.tif"].map { try photographs.order($0, recipes) }
    #expect(photographs.make(orders, with: program).map(\.failure) == [.damaged, nil, nil])
  }

  @Test(arguments: ["jpg", "png", "webp", "heic[compression=hevc]", "avif", "tif"])
  func `because it is cut, whatever its format`(ending: String) throws {
    try photographs.write(
      tiff(320, 240) { x, y in [UInt8(x % 256), UInt8(x * y % 251), UInt8(y)] }, to: "s.tif")
    try photographs.convert("s.tif", to: "x." + ending)
    let name = "x." + String(ending.prefix { $0 != "[" })
    let whole = [UInt8](
      try Data(contentsOf: photographs.home.appending(path: "content/" + name)))
    for length in [whole.count / 2, whole.count * 9 / 10] {
      try photographs.write(Array(whole.prefix(length)), to: name)
      #expect(try failure(name, with: vips()) == .damaged)
    }
    try photographs.write(whole, to: name)
    #expect(try failure(name, with: vips()) == nil)
  }

  @Test func `because it is no picture, or its file is too large or has too many pixels`() throws {
    let program = try photographs.stand(in: "exit 7")
    try photographs.write(Array("<html>".utf8), to: "x.jpg")
    #expect(try failure("x.jpg", with: program) == .damaged)
    try photographs.write([], to: "y.png")
    #expect(try failure("y.png", with: program) == .damaged)
    // A bomb: the header of a picture of 50,000 by 50,000 pixels.
    var bomb = tiff(4, 4, scene(4, 4))
    for entry in [18, 30] { bomb.replaceSubrange(entry..<(entry + 2), with: [0x50, 0xC3]) }
    try photographs.write(bomb, to: "z.tif")
    let size = try #require(PictureSize(width: 50_000, height: 50_000))
    #expect(try failure("z.tif", with: program) == .tooManyPixels(size))
    let order = try photographs.order("a.tif", recipes)
    let large = FileStamp(
      size: 300_000_000, modified: 0, changed: 0, inode: order.stamp.inode)
    let outcomes = photographs.make(
      [.init(file: order.file, stamp: large, header: order.header, recipes: recipes)],
      with: program)
    #expect(outcomes[0].failure == .tooLarge)
    #expect(calls() == 0)
  }

  @Test func `because it claims more than it has ends within its limits`() throws {
    var liar = tiff(4, 4, scene(4, 4))
    for entry in [18, 30] { liar.replaceSubrange(entry..<(entry + 2), with: [0xB0, 0x36]) }
    try photographs.write(liar, to: "x.tif")
    let order = try photographs.order("x.tif", recipes)
    #expect(order.header.width == 14_000)
    let start = ContinuousClock.now
    #expect(photographs.make([order], with: try vips())[0].failure != nil)
    #expect(ContinuousClock.now - start < .seconds(30))
  }

  @Test func `because it is not the file that was seen`() throws {
    let order = try photographs.order("a.tif", recipes)
    try photographs.write(tiff(9, 9, scene(9, 9)), to: "a.tif")
    #expect(photographs.make([order], with: try vips())[0].failure == .changed)
    // Nor is a link followed.
    let file = photographs.home.appending(path: "content/b.tif")
    let other = try photographs.order("b.tif", recipes)
    try FileManager.default.moveItem(at: file, to: photographs.home.appending(path: "b.tif"))
    try FileManager.default.createSymbolicLink(
      at: file, withDestinationURL: photographs.home.appending(path: "b.tif"))
    #expect(photographs.make([other], with: try vips())[0].failure == .changed)
  }

  @Test func `tells what to do, in both languages`() throws {
    let size = try #require(PictureSize(width: 50_000, height: 40_000))
    let others: [RenditionFailure] = [
      .tooManyPixels(size), .tooLarge, .stopped, .givenUp, .notStarted, .changed, .notWritten,
    ]
    let all = RenditionFailure.lasting + others
    #expect(Set(all.map(\.reason.chinese)).count == all.count)
    #expect(Set(all.map(\.reason.english)).count == all.count)
    #expect(others[0].reason.chinese == "图片有 50000×40000 像素，超过了 2 亿像素")
    for failure in all { #expect(!failure.help.chinese.isEmpty && !failure.help.english.isEmpty) }
  }

  @Test func `may be the first page of a thousand, which is made`() throws {
    // A chain of directories that all describe the same pixels.
    var bytes = tiff(60, 40, scene(60, 40))
    let directory = Array(bytes[8..<(8 + 2 + 11 * 12)])
    var last = 8 + directory.count
    for _ in 0..<1000 {
      if bytes.count % 2 == 1 { bytes.append(0) }
      let next = (0..<4).map { UInt8(truncatingIfNeeded: bytes.count >> ($0 * 8)) }
      bytes.replaceSubrange(last..<(last + 4), with: next)
      bytes += directory
      last = bytes.count
      bytes += [0, 0, 0, 0]
    }
    try photographs.write(bytes, to: "x.tif")
    #expect(try failure("x.tif", with: vips()) == nil)
  }
}

@Suite struct `A WebP without metadata` {
  private func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let count = (0..<4).map { UInt8(truncatingIfNeeded: content.count >> ($0 * 8)) }
    return Array(name.utf8) + count + content + (content.count % 2 == 1 ? [0] : [])
  }

  private func webp(_ chunks: [UInt8]...) -> [UInt8] {
    chunk("RIFF", Array("WEBP".utf8) + chunks.flatMap { $0 })
  }

  private let features = [0x3E, 0, 0, 0, 9, 0, 0, 9, 0, 0] as [UInt8]

  @Test func `has its picture and its transparency, and nothing else`() {
    let picture = chunk("VP8 ", [1, 2, 3])
    let exif = chunk("EXIF", [7, 7, 7])
    #expect(plainWebP(webp(picture)) == webp(picture))
    #expect(
      plainWebP(webp(chunk("VP8X", features), chunk("ICCP", [8]), picture, exif, chunk("XMP ", [])))
        == webp(picture))
    let alpha = chunk("ALPH", [4, 4])
    let plain = [0x10] + features.dropFirst()
    #expect(
      plainWebP(webp(chunk("VP8X", features), alpha, picture, exif))
        == webp(chunk("VP8X", plain), alpha, picture))
    #expect(plainWebP(webp(picture, exif) + [9, 9]) == webp(picture))
  }

  @Test func `is none of a file that is cut or has no picture`() {
    let whole = webp(chunk("VP8X", features), chunk("ALPH", [4, 4]), chunk("VP8 ", [1, 2, 3]))
    for length in 0..<whole.count { #expect(plainWebP(Array(whole.prefix(length))) == nil) }
    #expect(plainWebP(webp(chunk("EXIF", [1]))) == nil)
    #expect(plainWebP(webp(chunk("ALPH", [4, 4]), chunk("VP8 ", [1]))) == nil)
    var wrong = whole
    wrong[16] = 0xFF
    #expect(plainWebP(wrong) == nil)
  }
}
