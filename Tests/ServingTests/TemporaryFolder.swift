import ByteText
import Files
import Foundation

/// A folder of a test's own, which goes when the test does.
final class TemporaryFolder {
  private let url = FileManager.default.temporaryDirectory.appending(
    path: "serving-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  struct Missing: Error {}

  func file(_ name: String, text: String = "", size: Int? = nil) throws -> FileAtOffsets {
    let path = url.appending(path: name)
    try Data(text.utf8).write(to: path)
    if let size { try FileHandle(forWritingTo: path).truncate(atOffset: UInt64(size)) }
    guard let file = FilePath(name).flatMap({ FileAtOffsets($0, in: Folder(path: url.path)) })
    else {
      throw Missing()
    }
    return file
  }

  func write(_ bytes: [UInt8], at offset: Int, in name: String) throws {
    let handle = try FileHandle(forWritingTo: url.appending(path: name))
    try handle.seek(toOffset: UInt64(offset))
    try handle.write(contentsOf: Data(bytes))
  }

  func truncate(_ name: String) throws {
    try FileHandle(forWritingTo: url.appending(path: name)).truncate(atOffset: 0)
  }
}
