import Foundation
import Testing

@testable import Pictures

/// The folders in which libvips is looked for. Tests of photographs need it: `sudo apt install libvips-tools`, or
/// `Scripts/tools`.
let programFolders = ProcessInfo.processInfo.environment["PATH"] ?? ""

extension SiteFixture {
  /// Writes an invented photograph, with so much grain that it has more bytes than a page shows as they are. The ending of the
  /// path tells the format.
  @discardableResult
  func photograph(_ path: String, width: Int = 2000, height: Int = 1500, seed: UInt8 = 1) throws
    -> Self
  {
    let (source, target) = (root.appending(path: "photograph.tif"), root.appending(path: path))
    defer { try? FileManager.default.removeItem(at: source) }
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(uncompressed(width, height, seed)).write(to: source)
    let vips = try #require(
      programFolders.split(separator: ":").map { "\($0)/vips" }
        .first { FileManager.default.isExecutableFile(atPath: $0) },
      "no vips: run Scripts/tools")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: vips)
    process.arguments = ["copy", source.path, target.path]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return self
  }

  /// The size of a picture in the built site; nil if there is none.
  func sizeOfPicture(_ path: String) -> [Int]? {
    (try? Data(contentsOf: root.appending(path: "site/" + path)))
      .flatMap { PictureHeader(Array($0))?.size }.map { [$0.width, $0.height] }
  }
}

/// A TIFF file (revision 6.0) of one strip without compression: three bytes for each pixel.
private func uncompressed(_ width: Int, _ height: Int, _ seed: UInt8) -> [UInt8] {
  let entries: [(tag: Int, type: Int, count: Int, value: Int)] = [
    (256, 4, 1, width), (257, 4, 1, height), (258, 3, 3, 122), (259, 3, 1, 1), (262, 3, 1, 2),
    (273, 4, 1, 128), (277, 3, 1, 3), (278, 4, 1, height), (279, 4, 1, width * height * 3),
  ]
  var bytes: [UInt8] = Array("II".utf8) + [42, 0, 8, 0, 0, 0]
  func add(_ value: Int, _ count: Int) {
    for shift in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (shift * 8))) }
  }
  add(entries.count, 2)
  for entry in entries {
    add(entry.tag, 2)
    add(entry.type, 2)
    add(entry.count, 4)
    add(entry.value, 4)
  }
  add(0, 4)
  for _ in 0..<3 { add(8, 2) }
  var grain = UInt32(seed) &* 2_654_435_761 | 1
  for y in 0..<height {
    for x in 0..<width {
      grain = grain &* 1_664_525 &+ 1_013_904_223
      let light = x * 150 / width + y * 50 / height + Int(grain >> 27)
      bytes += [UInt8(light), UInt8(light * 3 / 4), UInt8(255 - light)]
    }
  }
  return bytes
}
