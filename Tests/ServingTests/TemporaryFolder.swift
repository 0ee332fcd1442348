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

  func truncate(_ name: String) throws {
    try FileHandle(forWritingTo: url.appending(path: name)).truncate(atOffset: 0)
  }
}

/// The memory that this process has, in bytes.
func residentBytes() throws -> Int {
  let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
  return (Int(text.split(separator: " ")[1]) ?? 0) * 4096
}
