internal import ByteText
package import Content
package import Diagnostics
package import Files
internal import SiteModel

/// The outcome of putting a site in place.
package enum Commit: Sendable {
  case done(Change)
  /// A file in the way was reported; nothing was changed.
  case refused
  /// An unforeseen failure stopped the moves half-way and was reported.
  case stopped
}

/// The changes that publishing made to the output folder.
package struct Change: Sendable {
  /// The number of files that were written because they are new or differ.
  package let written: Int
  /// The number of stale files that were removed.
  package let removed: Int
  /// The written files that were not moved with a whole folder, sorted.
  let movedAlone: [FilePath]
}

/// The Publish phase: it first writes files that differ beside the site, and puts them in place when every output has
/// been written.
///
/// Each file appears whole, by a rename within one file system. Only files that the manifest names are ever removed;
/// before the first rename the manifest names the new files too, so that the next build recognises every file that an
/// interrupted one leaves.
package struct Publisher: Sendable {
  /// The output folder.
  package let output: Folder
  private let state: StateFolder
  private let staging: Folder
  /// The list of files that the last build wrote.
  package let manifest: Manifest
  /// Whether the output folder was empty.
  private let wasEmpty: Bool
  /// Whether files that no manifest names may be replaced: the folder was empty, or it contains a site written by
  /// BranchPress whose manifest is elsewhere.
  private let adopts: Bool

  /// The path of the folder, below the output folder, in which files are written before they are put in place.
  package static let stagingFolder = FilePath(fixed: ".branchpress-staging")

  /// Opens the output folder; nil after reporting why that is not possible.
  package init?(_ options: BuildOptions, _ state: StateFolder, diagnostics: inout [Diagnostic]) {
    self.state = state
    do throws(FileError) {
      output = try Folder.make(options.output)
      output.removeWhatever(at: Self.stagingFolder)
      wasEmpty = output.isEmpty
      try output.makeFolder(Self.stagingFolder)
      staging = try Folder(Self.stagingFolder, in: output)
    } catch {
      diagnostics.append(error.notWritten(options.output))
      return nil
    }
    manifest = Manifest(in: state)
    adopts = !manifest.isKnown && (wasEmpty || !options.includesDrafts && output.holdsSite)
  }

  /// Removes the staging folder.
  package func finish() { output.removeWhatever(at: Self.stagingFolder) }

  /// A stager of outputs for one thread.
  func stager() -> FileStager {
    FileStager(output: wasEmpty ? nil : output, maker: FileMaker(below: staging))
  }

  /// Puts the staged files in place and removes the files that the site no longer has.
  package func commit(
    _ plan: Plan, _ staged: [StagedOutput], jobs: Int, diagnostics: inout [Diagnostic]
  ) -> Commit {
    let current = Manifest(paths: plan.outputs.lazy.map { $0.file.text })
    let stale = manifest.paths(notIn: current)
    let waiting = staged.compactMap { output in
      if case .waiting = output.staged { plan.outputs[output.index].file } else { nil }
    }
    let site = PublishedFiles(output: output, manifest: manifest, current: current, adopts: adopts)
    guard
      let moves = Moves(
        waiting, removing: stale, of: site, jobs: jobs, diagnostics: &diagnostics)
    else { return .refused }
    do throws(FileError) {
      if !manifest.isKnown || !current.paths(notIn: manifest).isEmpty {
        try manifest.union(current).write(in: state)
      }
      try make(moves, jobs: jobs)
      if !stale.isEmpty { try current.write(in: state) }
    } catch {
      diagnostics.append(stoppedHalfWay(error))
      return .stopped
    }
    if !manifest.isKnown, !wasEmpty { nameForeignFiles(besides: current, &diagnostics) }
    return .done(
      Change(written: waiting.count, removed: stale.count, movedAlone: moves.files))
  }

  private func make(_ moves: Moves, jobs: Int) throws(FileError) {
    for path in moves.removedFirst { try output.remove(path) }
    for folder in moves.folders { try staging.move(folder, to: folder, in: output) }
    let failures = parallelMap(count: moves.files.count, jobs: jobs) { index -> FileError? in
      let file = moves.files[index]
      do throws(FileError) {
        try staging.move(file, to: file, in: output)
        return nil
      } catch {
        return error
      }
    }
    if let failure = failures.lazy.compactMap(\.self).first { throw failure }
    for path in moves.removedLast { try output.remove(path) }
  }

  private func stoppedHalfWay(_ error: FileError) -> Diagnostic {
    error.diagnostic(
      path: output.path,
      doing: Message(
        "写入网站时中途停下了；排除原因后再生成一次", "writing the site stopped part-way; fix the cause and build again")
    )
  }

  /// The outputs that are in place now, with their stamps and fingerprints for the next build, sorted by path. Outputs
  /// whose stamps are not known are left out.
  package func memories(
    of plan: Plan, _ staged: [StagedOutput], after change: Change
  ) -> some Sequence<KnownOutput> {
    var moved = change.movedAlone[...]
    let stamps = staged.map { made -> FileStamp? in
      switch made.staged {
      case .unchanged(let known): return known
      case .waiting(let written):
        // A file that was moved by itself has another stamp than the one it was written with.
        let file = plan.outputs[made.index].file
        guard moved.first == file else { return written }
        moved.removeFirst()
        return output.stamp(of: file)
      case .unreadable, .failed: return nil
      }
    }
    func stamp(of output: Int) -> FileStamp? {
      if let known = plan.stamp(of: output) { return known }
      return index(among: staged.count) { staged[$0].index - output }.flatMap { stamps[$0] }
    }
    return plan.outputs.indices.lazy.compactMap { index in
      stamp(of: index).map { stamp in
        KnownOutput(
          file: plan.outputs[index].file, stamp: stamp, fingerprint: plan.fingerprint(of: index))
      }
    }
  }

  /// Reports the files that are not part of the site. They are left in place, since without a manifest nothing is
  /// removed.
  private func nameForeignFiles(besides current: Manifest, _ diagnostics: inout [Diagnostic]) {
    var ignored: [Diagnostic] = []
    let foreign = output.walk(diagnostics: &ignored).map(\.file).filter { !current.contains($0) }
    guard !foreign.isEmpty else { return }
    let names = foreign.prefix(5).map(\.text).joined(separator: "、")
    let more = foreign.count > 5
    diagnostics.append(
      Diagnostic(
        .warning, "foreign-files", at: Place(path: output.path),
        Message(
          "有 \(foreign.count) 个文件不属于这个网站，原样保留：\(names)\(more ? "等" : "")",
          "\(foreign.count == 1 ? "1 file is not part of this site and was" : "\(foreign.count) files are not part of this site and were") left untouched: \(foreign.prefix(5).map(\.text).joined(separator: ", "))\(more ? " and others" : "")"
        ),
        suggestion: Message(
          "如果不需要，请自行删去", "remove \(foreign.count == 1 ? "it" : "them") yourself if not needed")))
  }
}
