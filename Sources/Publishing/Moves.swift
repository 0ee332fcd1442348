internal import Content
internal import Diagnostics
internal import Files

/// The moves and removals that put a site in place, found before any of them is made: whatever could stop
/// them half-way is met here, while the old site is whole.
struct Moves: Sendable {
  /// Stale files that are in the way of new ones.
  private(set) var removedFirst: [FilePath] = []
  /// Folders that the site does not have yet, moved whole, so that a first build takes a few renames.
  private(set) var folders: [FilePath] = []
  /// Files that are moved by themselves, in the order of their paths.
  private(set) var files: [FilePath] = []
  private(set) var removedLast: [FilePath] = []

  /// Plans how the waiting files, which are sorted, get to their paths; nil after reporting what is in the way.
  init?(
    _ waiting: [FilePath], removing stale: [FilePath], of site: PublishedFiles, jobs: Int,
    diagnostics: inout [Diagnostic]
  ) {
    let targets = parallelMap(count: waiting.count, jobs: jobs, each: { PublishedFiles.Look() }) {
      site.target(of: waiting[$0], knowing: &$1)
    }
    var problems: [Diagnostic] = []
    for (path, target) in zip(waiting, targets) {
      switch target {
      case .file: files.append(path)
      case .folder(let folder): if folders.last != folder { folders.append(folder) }
      case .taken(let problem): problems.append(problem)
      }
    }
    for path in stale {
      guard let isRemovable = site.canRemove(path) else { continue }
      if !isRemovable { problems.append(site.notWritable(path)) }
      if site.isInTheWay(path) { removedFirst.append(path) } else { removedLast.append(path) }
    }
    guard problems.isEmpty else {
      diagnostics += problems.withoutRepetitions()
      return nil
    }
  }
}

/// The files of the output folder, and which of them are ours to replace and to remove.
struct PublishedFiles: Sendable {
  let output: Folder
  /// The files of the last site.
  let manifest: Manifest
  /// The files of the new one.
  let current: Manifest
  /// Whether files may be replaced that no manifest names.
  let adopts: Bool

  /// What must be done for a file to get to its path.
  enum Target: Sendable {
    case file
    /// A folder above it, the topmost that is missing, must be moved.
    case folder(FilePath)
    case taken(Diagnostic)
  }

  /// What was found out for the last file, which holds for those next to it.
  struct Look {
    /// A folder that is missing.
    fileprivate var missing: FilePath?
    /// A folder that is there, if only the output folder itself, and whether files can be put into it.
    fileprivate var folder: (path: FilePath?, isWritable: Bool)?
  }

  func target(of path: FilePath, knowing look: inout Look) -> Target {
    if let missing = look.missing, path.isBelow(missing) { return .folder(missing) }
    guard let folder = path.folder else { return target(of: path, in: nil, knowing: &look) }
    if let known = look.folder, known.path == folder {
      return target(of: path, in: folder, knowing: &look)
    }
    switch output.kind(of: folder) {
    case .folder: return target(of: path, in: folder, knowing: &look)
    case nil:
      let target = missing(folder)
      if case .folder(let folder) = target { look.missing = folder }
      return target
    case .regular, .link, .other: return replaced(folder)
    }
  }

  /// The same where the folder of the file is there.
  private func target(
    of path: FilePath, in folder: FilePath?, knowing look: inout Look
  ) -> Target {
    let isWritable =
      if let known = look.folder, known.path == folder { known.isWritable } else {
        output.isWritable(folder)
      }
    look.folder = (folder, isWritable)
    if !isWritable { return .taken(notWritable(path)) }
    switch output.kind(of: path) {
    case nil: return .file
    case .regular, .link, .other:
      return adopts || manifest.contains(path) ? .file : .taken(foreignFile(output.shown(path)))
    case .folder:
      return strangers(in: path).first.map { .taken(foreignFile(output.shown($0))) } ?? .file
    }
  }

  /// The same where the folder of the file is not there: the topmost of the folders above that is missing.
  private func missing(_ folder: FilePath) -> Target {
    guard let above = folder.folder else {
      return output.isWritable(nil) ? .folder(folder) : .taken(notWritable(folder))
    }
    switch output.kind(of: above) {
    case nil: return missing(above)
    case .folder: return output.isWritable(above) ? .folder(folder) : .taken(notWritable(folder))
    case .regular, .link, .other: return replaced(above)
    }
  }

  /// The same where something stands in the place of a folder: a stale file of ours goes before, and a link is
  /// not followed.
  private func replaced(_ folder: FilePath) -> Target {
    if manifest.contains(folder), !current.contains(folder) { return .folder(folder) }
    if output.kind(of: folder) == .link { return .taken(linkInOutput(output.shown(folder))) }
    return .taken(foreignFile(output.shown(folder)))
  }

  /// The files below a folder that are not ours to remove.
  private func strangers(in folder: FilePath) -> [FilePath] {
    var files: [FilePath] = []
    var folders: [FilePath] = []
    do throws(FileError) {
      try unsafe output.list(folder) { name, kind in
        // A name that cannot be a path is nothing that we wrote.
        guard let path = unsafe FilePath(name, in: folder) else { return files.append(folder) }
        if kind == .folder { folders.append(path) } else { files.append(path) }
      }
    } catch { return [folder] }
    return files.filter { !manifest.contains($0) || current.contains($0) }
      + folders.flatMap(strangers)
  }

  /// Whether a stale file can be removed; nil if there is nothing of ours at its path any more.
  func canRemove(_ path: FilePath) -> Bool? {
    switch output.kind(of: path) {
    case nil, .folder: nil
    case .regular, .link, .other: output.isWritable(path.folder)
    }
  }

  /// Whether a stale file stands where a folder must be now, or in a folder where a file must be.
  func isInTheWay(_ path: FilePath) -> Bool {
    if current.contains(below: path) { return true }
    var folder = path.folder
    while let above = folder {
      if current.contains(above) { return true }
      folder = above.folder
    }
    return false
  }

  func notWritable(_ path: FilePath) -> Diagnostic {
    FileError.system(13).notWritten(output.shown(path.folder?.text ?? ""))
  }
}

private func linkInOutput(_ path: String) -> Diagnostic {
  Diagnostic(
    .error, "link-in-output", at: Place(path: path),
    Message(
      "输出文件夹里的这个文件夹被换成了符号链接，没有写入",
      "a symbolic link stands in the place of this folder of the site; nothing was written"),
    suggestion: Message("删掉这个链接，再生成一次", "remove the link and build again"))
}
