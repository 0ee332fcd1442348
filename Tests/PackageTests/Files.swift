import Foundation

/// The folder of the whole package.
let packageFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// Every file below a folder, by its path within it.
func filesBelow(_ folder: URL) -> [String: Data] {
  let base = folder.resolvingSymlinksInPath().path + "/"
  let entries = FileManager.default.enumerator(
    at: folder, includingPropertiesForKeys: [.isRegularFileKey])
  var files: [String: Data] = [:]
  for case let url as URL in entries ?? FileManager.DirectoryEnumerator() {
    guard (try? url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true else {
      continue
    }
    let path = url.resolvingSymlinksInPath().path
    files[String(path.dropFirst(base.count))] = try? Data(contentsOf: url)
  }
  return files
}
