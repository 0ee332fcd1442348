internal import Content
internal import Dates
internal import Diagnostics
internal import Files
internal import Publishing
internal import SiteModel

/// The reason for which the next build makes an output again.
enum RemakeReason: Sendable {
  /// No earlier build has succeeded, or its cache is missing.
  case noEarlierBuild
  /// The cache of the last build is damaged or of another version, which was reported.
  case unusableCache
  /// The last build had no such output.
  case isNew
  /// The fingerprint differs. The sources are those that have changed since the last build, as far as the stamps of
  /// their files show.
  case changedSources([NamedSource])
  /// The file was changed, or removed, by something other than a build.
  case changedFile, removedFile
  /// The system was restarted, so that stamps are no longer valid.
  case restarted
  /// The messages about it name folders that are called otherwise now.
  case renamedFolders
}

/// The state of an output compared with what the last build left.
struct OutputState: Sendable {
  /// The reasons why the next build makes the output again: none where it leaves the output as it is, nil where a theme
  /// that cannot be compiled leaves this open.
  let reasons: [RemakeReason]?
  /// The time at which the file was last written, nil if there is no such file.
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
    guard let found = known.outputs.index(of: output.path, \.path) else { return [.isNew] }
    var reasons: [RemakeReason] = []
    if known.outputs[found].fingerprint != plan.fingerprint(of: index) {
      let freshness = Freshness(explained)
      reasons.append(.changedSources(sources.all.filter(freshness.isNewer)))
    }
    if known.isCurrent[found] { return reasons }
    if stamp == nil {
      reasons.append(.removedFile)
    } else if stamp != known.outputs[found].stamp {
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
  /// The file in which the last build left its record of outputs.
  fileprivate var cacheFile: FilePath { found.state.file("cache") }

  /// Whether that file was reported as one that cannot be used.
  fileprivate var hasUnusableCache: Bool {
    let shown = found.state.folder.shown(cacheFile)
    return problems.contains { $0.isOfBuild && $0.place?.file.path == shown }
  }
}

/// A comparison of sources with the last build that succeeded, by the times of their files.
struct Freshness: Sendable {
  private let explained: ExplainedSite
  /// The time of that build in nanoseconds since 1970; nil where there is none to compare with.
  private let since: Int?
  /// Whether a build has failed since, which read documents and keeps their results.
  private let hasFailedSince: Bool

  /// A build that fails writes another cache, but no output: the newest output gives the time of the build before.
  init(_ explained: ExplainedSite) {
    self.explained = explained
    let cache = explained.found.cache
    hasFailedSince = cache.build.isOfFailure
    since =
      hasFailedSince
      ? cache.known.outputs.lazy.map(\.stamp.changed).max()
      : explained.found.state.folder.stamp(of: explained.cacheFile)?.modified
  }

  /// Whether the source's file has changed since the last build; false where that cannot be found out.
  func isNewer(_ source: NamedSource) -> Bool {
    guard let since, let stamp = stamp(of: source) else { return false }
    return max(stamp.modified, stamp.changed) > since && !isOnlyTouched(source)
  }

  private func stamp(of source: NamedSource) -> FileStamp? {
    let files = explained.found.files
    let list = source.origin == .content ? files.files : files.templateFiles
    guard source.origin != .none else { return nil }
    return list.index(of: source.path, \.path).map { list[$0].stamp }
  }

  /// Whether a document's file has the bytes that the last build read.
  private func isOnlyTouched(_ source: NamedSource) -> Bool {
    guard source.origin == .content, !hasFailedSince,
      let index = explained.inputs.documents.index(of: source.path, \.path)
    else { return false }
    if case .parsed = explained.parsed.documents.results[index].version?.origin { return false }
    return explained.parsed.documents.results[index].document != nil
  }
}

extension RememberedBuild {
  /// Whether the record is that of a build that failed, which has no bounds in time.
  fileprivate var isOfFailure: Bool { after == .max && before == .min }
}
