internal import Dates
internal import Diagnostics
internal import Digests
internal import Glibc

/// Looks at what there is to read, and at the same time at what the last build left.
func look(
  _ options: BuildOptions, _ memory: CacheFile, diagnostics: inout [Diagnostic]
) -> (found: FoundInputs, cache: Cache) {
  enum Sight: Sendable {
    case inputs(FoundInputs, [Diagnostic])
    case cache(Cache, [Diagnostic])
  }
  let sights = parallelMap(count: 2, jobs: options.jobs) { index -> Sight in
    var diagnostics: [Diagnostic] = []
    if index == 0 { return .inputs(find(options, diagnostics: &diagnostics), diagnostics) }
    return .cache(memory.load(options, diagnostics: &diagnostics), diagnostics)
  }
  guard case .inputs(let found, let first) = sights[0],
    case .cache(let cache, let second) = sights[1]
  else { fatalError("results come in order") }
  diagnostics += first + second
  return (found, cache)
}

/// The report of a build that has nothing to do, since neither what it reads nor what it wrote has
/// changed; nil if something has. Nothing is read but the stamps of files.
func reportIfUnchanged(
  _ cache: Cache, inputs: Digest, _ options: BuildOptions
) -> BuildReport? {
  let memory = cache.build
  let output = Folder(path: options.output)
  guard inputs != .none, memory.inputs == inputs, memory.after < options.now.seconds,
    options.now.seconds < memory.before, output.kind(of: Publisher.staging) == nil,
    Manifest(of: options).isKnown, cache.isCurrent.allSatisfy(\.self)
  else { return nil }
  return BuildReport(memory.counts)
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

extension BuildMemory {
  init(inputs: Digest, _ documents: [ParsedDocument], now: Moment, _ report: BuildReport) {
    self.inputs = inputs
    (after, before) = validity(of: documents, at: now)
    counts = report.counts
  }
}

/// Between which moments the site stays as it is now, both exclusive: before the first nothing is
/// known, at the second something becomes due, begins, ends or expires.
private func validity(of documents: [ParsedDocument], at now: Moment) -> (after: Int, before: Int) {
  var (after, before) = (Int.min, Int.max)
  for document in documents {
    for moment in turningPoints(of: document) {
      if moment.seconds <= now.seconds { after = max(after, moment.seconds) }
      if moment.seconds >= now.seconds { before = min(before, moment.seconds) }
    }
  }
  return (after, before)
}

/// The moments at which something that pages say of a document changes.
private func turningPoints(of document: ParsedDocument) -> [Moment] {
  var moments = document.header.date.map { [$0] } ?? []
  if case .notice(let notice) = document.details {
    if let expires = notice.expires { moments.append(expires.end) }
    if let (from, until) = notice.publicity { moments += [from, until.end] }
    if let event = notice.event { moments.append((event.end ?? event.start).end) }
  }
  return moments
}
