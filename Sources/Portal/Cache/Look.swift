internal import Diagnostics
internal import Glibc

/// Looks at what there is to read, and at the same time at what the last build left, if it did.
func look(
  _ options: BuildOptions, _ memory: CacheFile, diagnostics: inout [Diagnostic]
) -> (found: FoundInputs, cache: Cache) {
  guard memory.isUsed(options) else { return (find(options, diagnostics: &diagnostics), Cache()) }
  var found = FoundInputs(options)
  let content = found.content
  let ((names, problems), (loaded, doubts)) = both(
    jobs: options.jobs,
    {
      var diagnostics: [Diagnostic] = []
      let names = content.exists ? content.names(jobs: 1, diagnostics: &diagnostics) : []
      return (names, diagnostics)
    },
    {
      var diagnostics: [Diagnostic] = []
      return (memory.load(diagnostics: &diagnostics), diagnostics)
    })
  diagnostics += problems + doubts
  var cache = loaded

  // What remains is to look at files, some of what is read and some of what was written at a time.
  let outputs = cache.outputs
  let size = 64
  let site = Folder(path: options.output)
  let runs = (outputs.count + size - 1) / size
  typealias Look = (content: Folder.Sight?, areCurrent: [Bool])
  let looks = parallelMap(count: names.count + runs, jobs: options.jobs) { index -> Look in
    if index < names.count { return (content.look(at: names[index]), []) }
    let start = (index - names.count) * size
    return (nil, site.holds(outputs[start..<min(start + size, outputs.count)]))
  }
  cache.isCurrent = looks.flatMap(\.areCurrent)
  found.files = content.files(looks.compactMap(\.content), diagnostics: &diagnostics)
  findTemplates(&found, diagnostics: &diagnostics)
  return (found, cache)
}

extension Folder {
  /// Which of these files are there as they were.
  func holds(_ files: ArraySlice<OutputMemory>) -> [Bool] {
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
