import Content
import Files
import Foundation
import Pictures
import Testing

@testable import Renditions

/// A folder with originals and a store, removed with this object.
final class Photographs {
  let home: URL
  let content: Folder
  let storeFolder: Folder

  init() throws {
    home = FileManager.default.temporaryDirectory.appending(path: "renditions-\(UUID().uuidString)")
    content = try Folder.make(home.appending(path: "content").path)
    storeFolder = try Folder.make(home.appending(path: "store").path)
  }

  deinit { try? FileManager.default.removeItem(at: home) }

  /// The store as a build would open it.
  func store(for user: String = "site", now: Int = nanosecondsNow()) -> RenditionStore {
    RenditionStore(in: storeFolder, for: user, now: now)
  }

  /// Writes an original, and lets it look as if it had not been changed lately.
  func write(_ bytes: [UInt8], to name: String) throws {
    let url = home.appending(path: "content/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// The order for a file as a build would give it.
  func order(_ name: String, _ recipes: [Recipe]) throws -> RenditionStore.Order {
    let file = try #require(FilePath(name))
    let stamp = try #require(content.stamp(of: file))
    let header = PictureHeader(of: file, size: stamp.size, in: content)
    return RenditionStore.Order(
      file: file, stamp: stamp, header: header ?? PictureHeader(.jpeg, nil), recipes: recipes)
  }

  /// Makes orders in a new store, as one build after another does.
  func make(
    _ orders: [RenditionStore.Order], with program: VipsProgram, jobs: Int = 2
  ) -> [RenditionStore.Outcome] {
    var store = store()
    let outcomes = store.make(orders, from: content, with: program, jobs: jobs)
    store.removeUnused()
    return outcomes
  }

  /// The bytes of a rendition.
  func bytes(_ rendition: RenditionStore.Rendition) throws -> [UInt8] {
    try storeFolder.read(rendition.file, limit: 1 << 24).get()
  }

  /// The colour that libvips sees at a point of a file of the store.
  func colour(of rendition: RenditionStore.Rendition, _ x: Int, _ y: Int) throws -> [Int] {
    let file = home.appending(path: "store/" + rendition.file.text).path
    let said = try run([try vips().path, "getpoint", file, "\(x)", "\(y)"])
    return said.split(separator: " ").compactMap { Double($0).map { Int($0.rounded()) } }
  }

  /// Has libvips write an original from another file, with its options.
  func convert(_ source: String, to target: String, _ arguments: String...) throws {
    let folder = home.appending(path: "content/")
    _ = try run(
      [
        try vips().path, "copy", folder.path + "/" + source, folder.path + "/" + target,
      ] + arguments)
  }

  /// A program that stands in for vips: it says the version, writes its arguments to a file, and does what the script says;
  /// `$vips` is the real one.
  func stand(in script: String, version: String = "8.14.1") throws -> VipsProgram {
    let file = home.appending(path: "bin/vips")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let text = """
      #!/bin/sh
      echo "$*" >>'\(log.path)'
      if [ "$1" = --version ]; then echo vips-\(version); exit; fi
      vips='\((try? vips().path) ?? "")'
      \(script)
      """
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    return VipsProgram(path: file.path, version: version)
  }

  /// The calls of the program that stands in, one a line.
  var calls: [String] {
    ((try? String(contentsOf: log, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
  }

  var log: URL { home.appending(path: "calls") }

  /// The names of the files in the store besides the index.
  var kept: [String] { storeFolder.names(in: nil).filter { $0 != "index" } }
}

/// The installed program. These tests need it; Scripts/tools installs it.
func vips() throws -> VipsProgram {
  let path = VipsProgram.path(in: ProcessInfo.processInfo.environment["PATH"] ?? "")
  let program = path.flatMap { try? VipsProgram.ask($0).get() }
  return try #require(program, "sudo apt-get install -y --no-install-recommends libvips-tools")
}

/// What a program writes.
func run(_ words: [String]) throws -> String {
  let process = Process()
  process.executableURL = URL(filePath: words[0])
  process.arguments = Array(words.dropFirst())
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  #expect(process.terminationStatus == 0, "\(words)")
  return String(decoding: data, as: UTF8.self)
}

/// A TIFF without compression, of the colours that `colour` gives for each point.
func tiff(
  _ width: Int, _ height: Int, orientation: Int = 1, bands: Int = 3,
  _ colour: (Int, Int) -> [UInt8]
) -> [UInt8] {
  func little(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
  let entries: [(tag: Int, type: Int, count: Int, value: Int)] =
    [
      (256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 2),
      (273, 4, 1, 200), (274, 3, 1, orientation), (277, 3, 1, bands), (278, 4, 1, height),
      (279, 4, 1, width * height * bands), (284, 3, 1, 1),
    ] + (bands == 4 ? [(338, 3, 1, 2)] : [])
  var bytes = Array("II".utf8) + little(42, 2) + little(8, 4) + little(entries.count, 2)
  for entry in entries {
    bytes += little(entry.tag, 2) + little(entry.type, 2) + little(entry.count, 4)
    bytes += little(entry.value, 4)
  }
  bytes += [UInt8](repeating: 0, count: 200 - bytes.count)
  for y in 0..<height { for x in 0..<width { bytes += colour(x, y).prefix(bands) } }
  return bytes
}

/// A picture of soft colours and a hard edge.
func scene(_ width: Int, _ height: Int) -> (Int, Int) -> [UInt8] {
  { x, y in
    let isEdge = x * 3 > width && x * 2 < width
    return [UInt8(x * 255 / width % 256), UInt8(y * 255 / height % 256), isEdge ? 220 : 40, 255]
  }
}
