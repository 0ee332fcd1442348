internal import Content
internal import Diagnostics
internal import Files

/// The moves and removals that put a site in place, planned before any of them is made, so that whatever could stop
/// them half-way is found while the old site is whole.
struct Moves: Sendable {
  /// The stale files that are in the way of new ones.
  private(set) var removedFirst: [FilePath] = []
  /// The folders that the site does not have yet, which are moved whole, so that a first build takes a few renames.
  private(set) var folders: [FilePath] = []
  /// The files that are moved by themselves, in the order of their paths.
  private(set) var files: [FilePath] = []
  private(set) var removedLast: [FilePath] = []

  /// Plans the moves of the waiting files, which are sorted, to their paths; nil after reporting files and folders in
  /// the way.
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

/// The files of the output folder, and the decision which of them BranchPress may replace and remove.
struct PublishedFiles: Sendable {
  let output: Folder
  /// The files of the last site.
  let manifest: Manifest
  /// The files of the new site.
  let current: Manifest
  /// Whether files that no manifest names may be replaced.
  let adopts: Bool

  /// The move that brings a file to its path.
  enum Target: Sendable {
    case file
    /// The topmost missing folder above the file must be moved.
    case folder(FilePath)
    case taken(Diagnostic)
  }

  /// The findings for the last file, which are also true for files next to it.
  struct Look {
    /// A folder that does not exist.
    fileprivate var missing: FilePath?
    /// A folder that exists, nil being the output folder itself, and whether files can be put into it.
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

  /// The move of a file whose folder exists.
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

  /// The move of a file whose folder does not exist: that of the topmost folder that is missing.
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

  /// The move of a file whose folder's path is taken by a file: a stale file of the site is removed first, and a link
  /// is not followed.
  private func replaced(_ folder: FilePath) -> Target {
    if manifest.contains(folder), !current.contains(folder) { return .folder(folder) }
    if output.kind(of: folder) == .link { return .taken(linkInOutput(output.shown(folder))) }
    return .taken(foreignFile(output.shown(folder)))
  }

  /// The files below a folder that BranchPress may not remove.
  private func strangers(in folder: FilePath) -> [FilePath] {
    var files: [FilePath] = []
    var folders: [FilePath] = []
    do throws(FileError) {
      try unsafe output.list(folder) { name, kind in
        // A name that cannot be a path was not written by BranchPress.
        guard let path = unsafe FilePath(name, in: folder) else { return files.append(folder) }
        if kind == .folder { folders.append(path) } else { files.append(path) }
      }
    } catch { return [folder] }
    return files.filter { !manifest.contains($0) || current.contains($0) }
      + folders.flatMap(strangers)
  }

  /// Whether a stale file can be removed; nil if there is no file at its path any more.
  func canRemove(_ path: FilePath) -> Bool? {
    switch output.kind(of: path) {
    case nil, .folder: nil
    case .regular, .link, .other: output.isWritable(path.folder)
    }
  }

  /// Whether a stale file is in the place of a new folder, or in a folder whose place a new file takes.
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
      "this folder of the site was replaced by a symbolic link; nothing was written"),
    suggestion: Message("删去这个链接，再生成一次", "remove the link and build again"))
}
