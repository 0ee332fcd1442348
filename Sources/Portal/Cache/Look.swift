internal import Diagnostics
internal import Glibc

/// Looks at what there is to read, and at the same time at what the last build left, if it did.
func look(
  _ options: BuildOptions, _ memory: CacheFile, diagnostics: inout [Diagnostic]
) -> (found: FoundInputs, cache: Cache) {
  guard memory.isUsed(options) else { return (find(options, diagnostics: &diagnostics), Cache()) }
  typealias Sight = (found: FoundInputs?, cache: Cache?, diagnostics: [Diagnostic])
  let sights = parallelMap(count: 2, jobs: options.jobs) { index -> Sight in
    var diagnostics: [Diagnostic] = []
    let found = index == 0 ? find(options, diagnostics: &diagnostics) : nil
    let cache = index == 1 ? memory.load(options, diagnostics: &diagnostics) : nil
    return (found, cache, diagnostics)
  }
  diagnostics += sights.flatMap(\.diagnostics)
  return (sights[0].found ?? FoundInputs(options), sights[1].cache ?? Cache())
}

extension Folder {
  /// Which of these files are there as they were.
  func holds(_ files: [OutputMemory]) -> [Bool] {
    guard let folder = openFolder() else { return files.map { _ in false } }
    defer { close(folder) }
    return files.map { stamp(of: $0.path, in: folder) == $0.stamp }
  }

  /// The folder's descriptor, to be closed.
  func openFolder() -> Int32? {
    let folder = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    return folder < 0 ? nil : folder
  }
}

/// The stamp of a regular file below an open folder; nil if there is none.
func stamp(of path: String, in folder: Int32) -> FileStamp? {
  var facts = stat()
  guard unsafe fstatat(folder, path, &facts, AT_SYMLINK_NOFOLLOW) == 0,
    facts.st_mode & S_IFMT == S_IFREG
  else { return nil }
  return FileStamp(facts)
}
