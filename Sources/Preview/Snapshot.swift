internal import ByteText
internal import Content
internal import Diagnostics
internal import Digests
internal import Files

/// The input of a site at one moment: the Read and Parse phases, which all views of the site share.
struct Snapshot: Sendable {
  private let found: FoundInputs
  /// The problems with names and folders.
  private let problemsOfWalk: [Diagnostic]
  let inputs: Inputs
  let config: SiteConfig
  let documents: ParsedDocuments
  /// The problems that were found.
  let diagnostics: [Diagnostic]
  /// The digest of the paths and stamps of all files.
  private let stamps: Digest
  /// The digest of all that templates are compiled from, besides the documents; nil if a file of theirs may change once more without
  /// its stamp changing.
  let themeDigest: Digest?
  /// The time, in nanoseconds since 1970, since which a file that has not changed gets another stamp by any later change.
  let settledSince: Int
  /// Whether all files are such files.
  private let isSettled: Bool

  /// Whether another snapshot is certainly the same.
  func isSame(as other: Snapshot?) -> Bool { isSettled && other?.stamps == stamps }

  /// Reads a site. Documents that are known from `last` are not read, if the settings are the same. Where it is known which files
  /// were `changed` since, the folders are not walked. Nil, with the problems, where there are no settings, or none that documents can
  /// be read with.
  static func read(
    _ options: BuildOptions, after last: Snapshot?, changed: [String]? = nil
  ) -> (snapshot: Snapshot?, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    guard hasContent(options, diagnostics: &diagnostics) else { return (nil, diagnostics) }
    let settledSince = max(0, nanosecondsNow()) - options.clockStep
    let updated = changed.flatMap { paths in
      last.flatMap { $0.problemsOfWalk.isEmpty ? $0.found.updated(paths) : nil }
    }
    let found = updated ?? find(options, diagnostics: &diagnostics)
    let problemsOfWalk = diagnostics
    let inputs = readInputs(found, diagnostics: &diagnostics)
    guard let settings = inputs.config else { return (nil, diagnostics) }
    let config = parseSiteConfig(settings, at: options.baseURL, diagnostics: &diagnostics)
    guard config.isWhole else { return (nil, diagnostics) }
    reportSampleText(in: settings, &diagnostics)
    let known = last.flatMap { $0.inputs.settings == inputs.settings ? $0.documents : nil }
    let documents = parseDocuments(
      inputs, config, knowing: DocumentsInMemory(known), options, settledSince: settledSince,
      diagnostics: &diagnostics)
    let snapshot = Snapshot(
      found: found, problemsOfWalk: problemsOfWalk, inputs: inputs, config: config,
      documents: documents, diagnostics: diagnostics,
      stamps: digest(of: [found.files, found.templateFiles]),
      themeDigest: areSettled(found.templateFiles, since: settledSince)
        ? digest(of: [found.templateFiles], settings: inputs.settings) : nil,
      settledSince: settledSince,
      isSettled: areSettled(found.files, since: settledSince)
        && areSettled(found.templateFiles, since: settledSince))
    return (snapshot, diagnostics)
  }
}

extension Snapshot {
  /// The documents of which another snapshot has other versions, as indices of `documents.results`; nil where more has changed than
  /// texts, so that the site has to be resolved again.
  func newTexts(since last: Snapshot) -> [Int]? {
    let (results, before) = (documents.results, last.documents.results)
    guard themeDigest != nil, themeDigest == last.themeDigest, results.count == before.count,
      hasSameAssets(as: last), diagnostics.count == last.diagnostics.count
    else { return nil }
    var changed: [Int] = []
    for index in results.indices where results[index].document !== before[index].document {
      guard let new = results[index].document, let old = before[index].document,
        !new.isColumn, results[index].diagnostics.map(\.id) == before[index].diagnostics.map(\.id),
        new.differsInTextAlone(from: old)
      else { return nil }
      changed.append(index)
    }
    return changed
  }

  /// Whether the files that are no documents are certainly the same.
  private func hasSameAssets(as last: Snapshot) -> Bool {
    func stamp(_ found: FoundInputs) -> FileStamp? {
      found.files.index(of: redirectsFile.text, \.path).map { found.files[$0].stamp }
    }
    let (assets, others) = (inputs.assets, last.inputs.assets)
    return stamp(found) == stamp(last.found) && assets.count == others.count
      && assets.indices.allSatisfy {
        assets[$0].stamp == others[$0].stamp && assets[$0].file == others[$0].file
          && assets[$0].stamp.isBefore(settledSince)
      }
  }
}

/// The digest of the paths and stamps of files, and of the settings.
private func digest(of lists: [[FoundFile]], settings: Digest = .none) -> Digest {
  var parts = DigestBuilder()
  parts.add(settings)
  for files in lists {
    parts.add(files.count)
    for file in files {
      parts.add(file.file.text)
      parts.add(file.stamp)
    }
  }
  return parts.digest()
}

private func areSettled(_ files: [FoundFile], since moment: Int) -> Bool {
  files.allSatisfy { $0.stamp.isBefore(moment) }
}

/// The documents of an earlier snapshot, by which those are recognised that have not changed.
private struct DocumentsInMemory: KnownDocuments {
  /// In the order of the walk, which is that of their paths.
  private let results: [ParseResult]

  init(_ documents: ParsedDocuments?) { results = documents?.results ?? [] }

  func version(of path: String, at hint: Int) -> DocumentVersion? {
    guard
      let index = results.index(of: path, at: hint, { $0.document?.path ?? $0.file.text.composed }),
      let version = results[index].version
    else { return nil }
    return DocumentVersion(
      stamp: version.stamp, source: version.source, entry: version.entry,
      origin: .known(entry: index))
  }

  func result(_ version: DocumentVersion, at file: FilePath, in content: Folder) -> ParseResult? {
    let entry: Int
    switch version.origin {
    case .known(let known), .restamped(let known): entry = known
    case .parsed: return nil
    }
    var result = results[entry]
    guard result.file == file else { return nil }
    result.version = version
    return result
  }
}
