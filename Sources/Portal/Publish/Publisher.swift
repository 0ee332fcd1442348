internal import ByteText
internal import Diagnostics
internal import Glibc

/// What became of an output's bytes before anything of the old site is touched.
enum Staged: Sendable {
  /// The site has this file already.
  case unchanged
  /// The bytes wait under the same path in the staging folder.
  case waiting
  case failed(SystemError)
}

/// The Publish phase: writes what differs beside the site first, and puts it in place when every
/// output is there.
///
/// Each file appears whole, by a rename within one file system. Only files that the manifest names
/// are ever removed; before the first rename the manifest names the new files too, so that a build
/// that is killed half-way leaves nothing that the next one does not know to be its own.
struct Publisher: Sendable {
  let output: Folder
  private let state: Folder
  private let realPath: String
  private let manifest: Manifest
  /// Whether there was nothing in the output folder.
  private let wasEmpty: Bool
  private let lock: Int32

  private static let staging = ".branchpress-staging"

  /// Takes hold of the output folder; nil after reporting why it cannot be had.
  init?(_ options: BuildOptions, diagnostics: inout [Diagnostic]) {
    output = Folder(path: options.output)
    state = Folder(path: options.state)
    if output.kind(of: "") == S_IFLNK {
      diagnostics.append(
        Diagnostic(
          .error, "output-is-link", at: Place(path: options.output),
          Message("输出文件夹是一个符号链接，没有写入", "the output folder is a symbolic link; nothing was written"),
          suggestion: Message("用 --output 直接指定真正的文件夹", "name the folder itself with --output")))
      return nil
    }
    do throws(SystemError) {
      try output.create()
      try state.create()
    } catch {
      diagnostics.append(
        error.diagnostic(path: options.output, doing: Message("写不了", "cannot be written")))
      return nil
    }
    realPath = output.realPath ?? options.output
    for folder in [options.content, options.templates] {
      guard let other = Folder(path: folder).realPath, overlaps(other, realPath) else { continue }
      diagnostics.append(
        Diagnostic(
          .error, "output-overlaps", at: Place(path: options.output),
          Message("输出文件夹和 \(folder) 重叠，会写坏原稿", "the output folder overlaps \(folder)"),
          suggestion: Message("用 --output 指定另一个文件夹", "name another folder with --output")))
      return nil
    }
    manifest = Manifest(in: state, for: realPath)
    lock = unsafe open(state.shown("lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      if lock >= 0 { close(lock) }
      diagnostics.append(
        Diagnostic(
          .error, "build-running", at: Place(path: options.output),
          Message("另一个 branchpress 正在生成这个站点", "another build of this site is running"),
          suggestion: Message("等它结束后再运行", "run it again when that has ended")))
      return nil
    }
    wasEmpty = output.isEmpty
    clearStaging()
  }

  /// Lets go of the output folder.
  func finish() {
    clearStaging()
    close(lock)
  }

  /// Compares an output with what the site has and puts new bytes aside. Safe to call for several
  /// outputs at once.
  func stage(_ path: String, _ writer: borrowing ByteWriter) -> Staged {
    if output.file(path, equals: writer) { return .unchanged }
    if isForeign(path) {
      return .failed(SystemError(code: EEXIST))
    }
    do throws(SystemError) {
      let name = staged(path)
      try output.createFolder(parentFolder(of: name))
      try output.write(name, writer)
      return .waiting
    } catch {
      return .failed(error)
    }
  }

  /// Puts the staged files in place and removes what the site no longer has. `outputs` are sorted by
  /// their paths.
  func commit(
    _ outputs: [(path: String, staged: Staged)], jobs: Int, diagnostics: inout [Diagnostic]
  ) -> (written: Int, removed: Int) {
    let current = Manifest(paths: outputs.map(\.path))
    let stale = manifest.paths(notIn: current)
    let waiting = outputs.compactMap { output in
      if case .waiting = output.staged { output.path } else { nil }
    }
    do throws(SystemError) {
      if !manifest.isKnown || !current.paths(notIn: manifest).isEmpty {
        try manifest.union(current).write(in: state, for: realPath)
      }
      let inTheWay = stale.isEmpty ? [] : filesInTheWay(stale, of: current)
      for path in inTheWay { try output.remove(path) }
      try putInPlace(waiting, jobs: jobs)
      for path in stale where !inTheWay.contains(path) { try output.remove(path) }
      if !stale.isEmpty { try current.write(in: state, for: realPath) }
    } catch {
      diagnostics.append(
        error.diagnostic(
          path: output.path,
          doing: Message("发布到一半停下了，再运行一次即可", "publishing stopped half-way; run it again")))
    }
    if !manifest.isKnown, !wasEmpty { nameForeignFiles(besides: current, &diagnostics) }
    return (waiting.count, stale.count)
  }

  private func staged(_ path: String) -> String { Self.staging + "/" + path }

  /// Moves the waiting files, which are sorted, to their paths. A folder that the site does not have
  /// yet is moved whole, so that a first build takes a few renames.
  private func putInPlace(_ waiting: [String], jobs: Int) throws(SystemError) {
    var known: Set<String> = [""]
    var moved: String?
    var files: [String] = []
    for path in waiting {
      if let moved, path.utf8.starts(with: moved.utf8) { continue }
      if let folder = try firstMissingFolder(above: path, known: &known) {
        if let failure = output.move(staged(folder), to: folder) { throw failure }
        moved = folder + "/"
      } else {
        files.append(path)
      }
    }
    let failures = parallelMap(count: files.count, jobs: jobs) { [files] index in
      output.move(staged(files[index]), to: files[index])
    }
    if let failure = failures.lazy.compactMap(\.self).first { throw failure }
  }

  /// The topmost folder above a path that the site does not have; those in `known` are there.
  private func firstMissingFolder(
    above path: String, known: inout Set<String>
  ) throws(SystemError) -> String? {
    let folder = parentFolder(of: path)
    if known.contains(folder) { return nil }
    if let missing = try firstMissingFolder(above: folder, known: &known) { return missing }
    switch output.kind(of: folder) {
    case nil: return folder
    case S_IFDIR: known.insert(folder)
    default: throw SystemError(code: ENOTDIR)
    }
    return nil
  }

  /// Whether something that BranchPress did not write stands where an output must go. A folder is
  /// ours if the manifest has a file in it.
  private func isForeign(_ path: String) -> Bool {
    guard manifest.isKnown, !manifest.contains(path), let kind = output.kind(of: path) else {
      return false
    }
    let prefix = path + "/"
    return kind != S_IFDIR || !manifest.paths.contains { $0.utf8.starts(with: prefix.utf8) }
  }

  /// Stale files that stand where a folder must be now, or in a folder where a file must be.
  private func filesInTheWay(_ stale: [String], of current: Manifest) -> Set<String> {
    let folders = Set(current.paths.flatMap(foldersAbove))
    return Set(
      stale.filter { path in
        folders.contains(path) || foldersAbove(path).contains(where: current.contains)
      })
  }

  private func foldersAbove(_ path: String) -> [String] {
    let parent = parentFolder(of: path)
    return parent.isEmpty ? [] : [parent] + foldersAbove(parent)
  }

  /// Without a manifest nothing is removed; files that are not part of the site are named instead.
  private func nameForeignFiles(besides current: Manifest, _ diagnostics: inout [Diagnostic]) {
    var ignored: [Diagnostic] = []
    let foreign = output.walk(diagnostics: &ignored).map(\.path).filter { !current.contains($0) }
    guard !foreign.isEmpty else { return }
    let names = foreign.prefix(5).joined(separator: "、") + (foreign.count > 5 ? "…" : "")
    diagnostics.append(
      Diagnostic(
        .warning, "foreign-files", at: Place(path: output.path),
        Message(
          "有 \(foreign.count) 个文件不属于这个站点，原样保留：\(names)",
          "\(foreign.count) files are not part of this site and were left alone: \(names)"),
        suggestion: Message("如果不需要，请自行删除", "remove them yourself if they are not needed")))
  }

  private func clearStaging() {
    if output.kind(of: Self.staging) == S_IFDIR { output.removeFolder(Self.staging) }
  }
}

private func overlaps(_ a: String, _ b: String) -> Bool {
  a == b || a.utf8.starts(with: (b + "/").utf8) || b.utf8.starts(with: (a + "/").utf8)
}
