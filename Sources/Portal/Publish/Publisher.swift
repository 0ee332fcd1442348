internal import ByteText
internal import Diagnostics
internal import Glibc

/// What became of an output's bytes before anything of the old site is touched.
enum Staged: Sendable {
  /// The site has this file already, with this stamp.
  case unchanged(FileStamp)
  /// The bytes wait under the same path in the staging folder, in a file with this stamp.
  case waiting(FileStamp)
  case failed(SystemError)
}

/// What publishing changed.
struct Change: Sendable {
  let written: Int
  let removed: Int
  /// The written files that were not moved with a whole folder, sorted.
  let movedAlone: [String]
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
  /// What the output folder is called in the manifest.
  private let name: String
  private let manifest: Manifest
  /// Whether there was nothing in the output folder.
  private let wasEmpty: Bool
  /// Whether files that no manifest names may be replaced all the same: there were none, or they are
  /// a site of ours whose manifest is elsewhere.
  private let adopts: Bool
  private let lock: Int32

  static let staging = ".branchpress-staging"

  /// Takes hold of the output folder; nil after reporting why it cannot be had.
  init?(_ options: BuildOptions, diagnostics: inout [Diagnostic]) {
    output = Folder(path: options.output)
    state = Folder(path: options.state)
    if let reason = reasonNotToWrite(options) {
      diagnostics.append(reason)
      return nil
    }
    for folder in [output, state] {
      do throws(SystemError) {
        try folder.create()
      } catch {
        diagnostics.append(error.notWritten(folder.path))
        return nil
      }
    }
    name = nameInManifest(of: output, beside: state)
    manifest = Manifest(in: state, for: name)
    lock = unsafe open(state.shown("lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0 else {
      diagnostics.append(SystemError.current.notWritten(state.shown("lock")))
      return nil
    }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      diagnostics.append(
        Diagnostic(
          .error, "build-running", at: Place(path: options.output),
          Message("另一个 branchpress 正在生成这个站点", "another build of this site is running"),
          suggestion: Message("等它结束后再运行", "run it again when that has ended")))
      return nil
    }
    wasEmpty = output.isEmpty
    adopts = !manifest.isKnown && (wasEmpty || output.holdsSite)
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
    if !wasEmpty, let stamp = output.file(path, equals: writer) { return .unchanged(stamp) }
    if isForeign(path) { return .failed(.exists) }
    do throws(SystemError) {
      let name = staged(path)
      try output.createFolder(parentFolder(of: name))
      return .waiting(try output.write(name, writer))
    } catch {
      return .failed(error)
    }
  }

  /// Puts the staged files in place and removes what the site no longer has; nil after reporting
  /// what went wrong half-way.
  func commit(
    _ plan: Plan, _ staged: [StagedOutput], jobs: Int, diagnostics: inout [Diagnostic]
  ) -> Change? {
    let current = Manifest(paths: plan.outputs.lazy.map(\.path))
    let stale = manifest.paths(notIn: current)
    let waiting = staged.compactMap { output in
      if case .waiting = output.staged { plan.outputs[output.index].path } else { nil }
    }
    var movedAlone: [String] = []
    do throws(SystemError) {
      if !manifest.isKnown || !current.paths(notIn: manifest).isEmpty {
        try manifest.union(current).write(in: state, for: name)
      }
      let inTheWay = stale.isEmpty ? [] : filesInTheWay(stale, of: current)
      for path in inTheWay { try output.remove(path) }
      movedAlone = try putInPlace(waiting, jobs: jobs)
      for path in stale where !inTheWay.contains(path) { try output.remove(path) }
      if !stale.isEmpty { try current.write(in: state, for: name) }
    } catch {
      diagnostics.append(
        error.diagnostic(
          path: output.path,
          doing: Message(
            "发布到一半停下了，排除原因后再运行一次", "publishing stopped half-way; mend this and run it again")))
      return nil
    }
    if !manifest.isKnown, !wasEmpty { nameForeignFiles(besides: current, &diagnostics) }
    return Change(written: waiting.count, removed: stale.count, movedAlone: movedAlone)
  }

  /// What the next build may know of the outputs that are in place now; nothing of those that there is
  /// something to say about, which is to be said again.
  func memories(
    of plan: Plan, _ staged: [StagedOutput], after change: Change
  ) -> some Sequence<OutputMemory> {
    var moved = change.movedAlone[...]
    let stamps = staged.map { made -> FileStamp? in
      switch made.staged {
      case .unchanged(let known): return known
      case .waiting(let written):
        // A file that was moved by itself has another stamp than the one it was written with.
        let path = plan.outputs[made.index].path
        guard moved.first == path else { return written }
        moved.removeFirst()
        return output.stamp(of: path)
      case .failed: return nil
      }
    }
    func stamp(of output: Int) -> FileStamp? {
      if let known = plan.stamp(of: output) { return known }
      let place = place(among: staged.count) { staged[$0].index - output }
      return place.flatMap { staged[$0].problems.isEmpty ? stamps[$0] : nil }
    }
    return plan.outputs.indices.lazy.compactMap { index in
      stamp(of: index).map { stamp in
        OutputMemory(
          path: plan.outputs[index].path, stamp: stamp, fingerprint: plan.fingerprint(of: index))
      }
    }
  }

  private func staged(_ path: String) -> String { Self.staging + "/" + path }

  /// Moves the waiting files, which are sorted, to their paths. A folder that the site does not have
  /// yet is moved whole, so that a first build takes a few renames. Gives the files that were moved by
  /// themselves.
  private func putInPlace(_ waiting: [String], jobs: Int) throws(SystemError) -> [String] {
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
    return files
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

  /// Whether something that BranchPress did not write stands where an output must go, or where a
  /// folder above it must. A folder is ours if the manifest has a file in it.
  private func isForeign(_ path: String) -> Bool {
    if adopts || manifest.contains(path) { return false }
    for folder in foldersAbove(path) {
      guard let kind = output.kind(of: folder), kind != S_IFDIR else { continue }
      return !manifest.contains(folder)
    }
    guard let kind = output.kind(of: path) else { return false }
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
