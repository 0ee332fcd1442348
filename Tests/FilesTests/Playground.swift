import ByteText
import Files
import Foundation

/// A folder of a test's own, which goes when the test does.
final class Playground: Sendable {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "files-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  @discardableResult
  func write(_ name: String, _ text: String) -> Self {
    let url = URL(filePath: path).appending(path: name)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    } catch {
      fatalError("\(name): \(error)")
    }
    return self
  }

  @discardableResult
  func link(_ name: String, to target: String) -> Self {
    do {
      try FileManager.default.createSymbolicLink(
        atPath: path + "/" + name, withDestinationPath: target)
    } catch {
      fatalError("\(name): \(error)")
    }
    return self
  }

  /// The texts of all regular files below a folder, by their paths.
  func tree(_ folder: String) -> [String: String] {
    let base = folder.isEmpty ? path : path + "/" + folder
    var files: [String: String] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: base) ?? .init() {
      let file = base + "/" + name
      let type = (try? FileManager.default.attributesOfItem(atPath: file))?[.type]
      guard type as? FileAttributeType == .typeRegular else { continue }
      files[name] = (try? Data(contentsOf: URL(filePath: file))).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    return files
  }
}

extension Folder {
  /// Writes a new file, which must not exist.
  func write(_ path: FilePath, _ writer: borrowing ByteWriter) throws(FileError) {
    let file = try create(path)
    try file.append(writer)
    _ = try file.finish()
  }
}
