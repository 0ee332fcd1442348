internal import ByteText
internal import Content
internal import Diagnostics
internal import Digests
internal import Files

/// The input of a site at one moment: the Read and Parse phases, which all views of the site share.
struct Snapshot: Sendable {
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
  /// Whether no file may change once more without its stamp changing.
  private let isSettled: Bool

  /// Whether another snapshot is certainly the same.
  func isSame(as other: Snapshot?) -> Bool { isSettled && other?.stamps == stamps }

  /// Reads a site. Documents that are known from `last` are not read, if the settings are the same. Nil, with the problems, where
  /// there are no settings, or none that documents can be read with.
  static func read(
    _ options: BuildOptions, after last: Snapshot?
  ) -> (snapshot: Snapshot?, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    guard hasContent(options, diagnostics: &diagnostics) else { return (nil, diagnostics) }
    let settledSince = max(0, nanosecondsNow()) - options.clockStep
    let found = find(options, diagnostics: &diagnostics)
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
      inputs: inputs, config: config, documents: documents, diagnostics: diagnostics,
      stamps: digest(of: [found.files, found.templateFiles]),
      themeDigest: areSettled(found.templateFiles, since: settledSince)
        ? digest(of: [found.templateFiles], settings: inputs.settings) : nil,
      isSettled: areSettled(found.files, since: settledSince)
        && areSettled(found.templateFiles, since: settledSince))
    return (snapshot, diagnostics)
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
