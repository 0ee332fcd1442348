internal import Content
internal import Dates
internal import Diagnostics
internal import Files
internal import Publishing
internal import SiteModel

/// The reason for which the next build makes an output again.
enum RemakeReason: Sendable {
  /// No build has ended well, or its cache is gone.
  case noEarlierBuild
  /// The cache of the last build is damaged or another version's, as was reported.
  case unusableCache
  /// The last build had no such output.
  case isNew
  /// Its fingerprint is another: with the sources that were changed since the last build, as far as their files tell.
  case changedSources([NamedSource])
  /// Something else than a build changed the file, or removed it.
  case changedFile, removedFile
  /// The system was started anew, so that no file's stamp counts.
  case restarted
  /// The messages about it name folders that are called otherwise now.
  case renamedFolders
}

/// The state of an output compared with what the last build left.
struct OutputState: Sendable {
  /// The reasons for which the next build makes it again; none where that leaves it as it is, nil where a theme that cannot
  /// be compiled keeps anybody from knowing.
  let reasons: [RemakeReason]?
  /// The time at which its file was last written, if the file is there.
  let written: Moment?

  init(of index: Int, from sources: SourceGroups, in explained: ExplainedSite) {
    let file = explained.outputs[index].file
    let stamp = Folder(path: explained.options.output).stamp(of: file)
    written = stamp.map {
      let zone = explained.parsed.config.zone
      return Moment(seconds: $0.modified / 1_000_000_000, offsetMinutes: zone.offsetMinutes)
    }
    reasons = explained.plan.map { plan in
      plan.stamp(of: index) == nil
        ? Self.reasons(of: index, in: plan, with: stamp, from: sources, explained) : []
    }
  }

  private static func reasons(
    of index: Int, in plan: Plan, with stamp: FileStamp?, from sources: SourceGroups,
    _ explained: ExplainedSite
  ) -> [RemakeReason] {
    let (cache, memory) = (explained.found.cache, explained.found.memory)
    let known = cache.known
    if cache.isEmpty { return [explained.hasUnusableCache ? .unusableCache : .noEarlierBuild] }
    let output = plan.outputs[index]
    guard let place = known.outputs.place(of: output.path, \.path) else { return [.isNew] }
    var reasons: [RemakeReason] = []
    if known.outputs[place].fingerprint != plan.fingerprint(of: index) {
      let freshness = Freshness(explained)
      reasons.append(.changedSources(sources.all.filter(freshness.isNewer)))
    }
    if known.isCurrent[place] { return reasons }
    if stamp == nil {
      reasons.append(.removedFile)
    } else if stamp != known.outputs[place].stamp {
      reasons.append(.changedFile)
    } else if cache.build.boot != memory.boot {
      reasons.append(.restarted)
    } else if reasons.isEmpty {
      reasons.append(.renamedFolders)
    }
    return reasons
  }
}

extension ExplainedSite {
  /// The file that the last build left its knowledge of outputs in.
  fileprivate var cacheFile: FilePath { found.state.file("cache") }

  /// Whether that file was reported as one that cannot be used.
  fileprivate var hasUnusableCache: Bool {
    let shown = found.state.folder.shown(cacheFile)
    return problems.contains { $0.isOfBuild && $0.place?.file.path == shown }
  }
}

/// Tells which sources were changed since the last build that ended well, by the times of their files.
struct Freshness: Sendable {
  private let explained: ExplainedSite
  /// The time of that in nanoseconds since 1970; nil where there is nothing to compare with.
  private let since: Int?
  /// Whether a build has failed since, which read documents and remembers them.
  private let hasFailedSince: Bool

  /// A build that fails leaves another cache, but no output: the newest of these tells of the one before.
  init(_ explained: ExplainedSite) {
    self.explained = explained
    let cache = explained.found.cache
    hasFailedSince = cache.build.isOfFailure
    since =
      hasFailedSince
      ? cache.known.outputs.lazy.map(\.stamp.changed).max()
      : explained.found.state.folder.stamp(of: explained.cacheFile)?.modified
  }

  /// Whether the source's file is another than the last build's: what nobody can tell counts as old.
  func isNewer(_ source: NamedSource) -> Bool {
    guard let since, let stamp = stamp(of: source) else { return false }
    return max(stamp.modified, stamp.changed) > since && !isOnlyTouched(source)
  }

  private func stamp(of source: NamedSource) -> FileStamp? {
    let files = explained.found.files
    let list = source.origin == .content ? files.files : files.templateFiles
    guard source.origin != .none else { return nil }
    return list.place(of: source.path, \.path).map { list[$0].stamp }
  }

  /// Whether a document's file has the bytes that the last build read.
  private func isOnlyTouched(_ source: NamedSource) -> Bool {
    guard source.origin == .content, !hasFailedSince,
      let index = explained.inputs.documents.place(of: source.path, \.path)
    else { return false }
    if case .parsed = explained.parsed.documents.results[index].version?.origin { return false }
    return explained.parsed.documents.results[index].document != nil
  }
}

extension RememberedBuild {
  /// Whether a build left it that could not make the site, which has no bounds in time.
  fileprivate var isOfFailure: Bool { after == .max && before == .min }
}
