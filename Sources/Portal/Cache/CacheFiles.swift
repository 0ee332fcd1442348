internal import ByteText
internal import Content
internal import Dates
internal import Diagnostics
internal import Digests
internal import Files
internal import Pages
internal import Publishing
internal import Renditions
internal import SiteModel

/// The files of a site's cache: two for each output folder, one for the site as a whole and one for its documents.
struct CacheFiles: Sendable {
  let state: StateFolder
  private let site: FilePath
  private let documents: FilePath
  /// The digest that distinguishes this very program from any other.
  let program: Digest
  /// The digest that distinguishes the system's current run from any other; always the same where the system does not
  /// name its runs.
  let boot: Digest
  /// The time, in nanoseconds since 1970, that makes stamps reliable: a file that has not changed since then gets
  /// another stamp by any later change.
  let settledSince: Int

  init(_ state: StateFolder, _ options: BuildOptions) {
    self.state = state
    site = state.file("cache")
    documents = state.file("documents")
    program = identityOfProgram()
    boot = Digest(of: options.boot ?? identityOfBoot())
    settledSince = max(0, nanosecondsNow()) - options.clockStep
  }

  /// Whether there is a cache of the site, and the options allow its use.
  func knowsSite(_ options: BuildOptions) -> Bool {
    !options.ignoresCache && state.folder.stamp(of: site) != nil
  }

  func knowsDocuments(_ options: BuildOptions) -> Bool {
    !options.ignoresCache && state.folder.stamp(of: documents) != nil
  }

  /// Marks the site's cache as used, at most once a day.
  func keep() {
    let day = 86_400 * 1_000_000_000
    if let stamp = state.folder.stamp(of: site), stamp.modified < nanosecondsNow() - day {
      state.folder.touch(site)
    }
  }

  /// Reads the cache of the site; after reporting why it cannot be used, an empty one.
  func load(diagnostics: inout [Diagnostic]) -> Cache {
    load(site, empty: Cache(), diagnostics: &diagnostics) { file throws(CacheRefusal) in
      try Cache(file, writtenBy: program)
    }
  }

  /// Reads the cache of documents; after reporting why it cannot be used, an empty one.
  func loadDocuments(jobs: Int, diagnostics: inout [Diagnostic]) -> DocumentJournal {
    load(documents, empty: DocumentJournal(), diagnostics: &diagnostics) {
      file throws(CacheRefusal) in
      try DocumentJournal(file, writtenBy: program, jobs: jobs)
    }
  }

  private func load<Memory>(
    _ file: FilePath, empty: @autoclosure () -> Memory, diagnostics: inout [Diagnostic],
    _ read: (MappedFile) throws(CacheRefusal) -> Memory
  ) -> Memory {
    guard let mapped = MappedFile(file, in: state.folder) else { return empty() }
    do throws(CacheRefusal) {
      return try read(mapped)
    } catch {
      let place = Place(path: state.folder.shown(file))
      diagnostics.append(
        error == .damaged
          ? Diagnostic(
            .note, "cache-damaged", at: place,
            Message("缓存已损坏，从头生成", "the cache is damaged, so everything is rebuilt"))
          : Diagnostic(
            .note, "cache-foreign", at: place,
            Message(
              "缓存是另一个版本写的，从头生成",
              "the cache was written by another version, so everything is rebuilt")))
      return empty()
    }
  }

  /// The digest of everything that a build reads: the options, the stamps of all files, and the diagnostics of the
  /// walk, which mention files that are left out. `none` if a file may change once more without its stamp changing.
  func digest(
    of found: FoundInputs, _ diagnostics: [Diagnostic], _ options: BuildOptions
  ) -> Digest {
    var parts = DigestBuilder()
    parts.add(program)
    parts.add(options.content)
    parts.add(options.templates)
    parts.add(options.baseURL)
    parts.add(options.includesDrafts)
    let program = options.programs.flatMap { VipsProgram.stamp(in: $0) }
    parts.add(program ?? .none)
    for diagnostic in diagnostics where !diagnostic.isOfBuild {
      parts.add(diagnostic.id)
      parts.add(diagnostic.place?.file.path)
    }
    parts.add(found.files.count)
    var isSettled = true
    for files in [found.files, found.templateFiles] {
      for file in files {
        parts.add(file.file.text)
        parts.add(file.stamp)
        isSettled = isSettled && file.stamp.isBefore(settledSince)
      }
    }
    return isSettled ? parts.digest() : .none
  }

  /// The record of a build as a whole for the next one.
  func memory(
    of report: BuildReport, _ parsed: ParsedDocuments, _ site: Site, inputs: Digest,
    found: [Diagnostic], options: BuildOptions
  ) -> RememberedBuild {
    let findings = Findings(found.filter { !$0.isOfBuild }.sortedForPrinting())
    return RememberedBuild(
      inputs: inputs, boot: boot, parsed.documents, site, options, report: report,
      findings: findings)
  }

  /// Writes the cache of the site. A cache that cannot be written is not reported: the next build only takes longer.
  func save(
    _ build: RememberedBuild, _ inputs: Inputs, _ site: Site, outputs: some Sequence<KnownOutput>,
    told: ToldProblems, searchTexts: [KnownText], pages: [KnownPage]
  ) {
    let files = KnownFiles(of: site, inputs) { $0.settled(since: settledSince) }
    let temporary = FilePath(fixed: "cache.new")
    do throws(FileError) {
      var file = ByteWriter(capacity: site.outputs.count * 104 + 4096)
      Cache.write(
        by: program, build, outputs: outputs, told: told, files: files, searchTexts: searchTexts,
        pages: pages, to: &file)
      try state.folder.replace(self.site, with: file, by: temporary, isLasting: false)
    } catch {
      state.folder.removeWhatever(at: temporary)
    }
    state.forgetOldOutputs()
  }

  /// Writes the results of a build that failed, if it made anything: the site is unchanged, except for files that were
  /// changed by others.
  func saveFailed(
    _ plan: Plan, _ staged: [StagedOutput], inputs: Inputs, site: Site,
    since last: Cache, options: BuildOptions
  ) {
    // Pictures are outputs too.
    if staged.isEmpty { return }
    let outputs = zip(plan.known.outputs, plan.known.isCurrent).lazy.map { output, isCurrent in
      KnownOutput(
        file: output.file, stamp: isCurrent ? output.stamp : .none,
        fingerprint: output.fingerprint)
    }
    var build = RememberedBuild()
    (build.boot, build.names) = (boot, namesInMessages(options))
    build.identity = last.build.identity
    save(
      build, inputs, site, outputs: outputs, told: plan.told(staged, all: true),
      searchTexts: last.searchTexts, pages: last.pages)
  }

  private static let newDocuments = FilePath(fixed: "documents.new")

  /// Writes this build's results for documents, even if the build fails later, so that the next one need not read these
  /// documents.
  func save(
    _ parsed: ParsedDocuments, knowing known: DocumentJournal, _ inputs: Inputs, jobs: Int
  ) {
    let settings = inputs.settings
    let news = known.news(in: parsed.results, settings: settings)
    if !news.isWhole && news.results.isEmpty { return }
    do throws(FileError) {
      try save(news, known, inputs.content, settings: settings, jobs: jobs)
    } catch {
      state.folder.removeWhatever(at: Self.newDocuments)
    }
  }

  /// Writes new results for documents, in groups that keep all cores busy.
  private func save(
    _ news: (isWhole: Bool, results: [ParseResult]), _ known: DocumentJournal, _ content: Folder,
    settings: Digest, jobs: Int
  ) throws(FileError) {
    let size = 512
    func write(to file: borrowing NewFile) throws(FileError) {
      for start in stride(from: 0, to: news.results.count, by: size * jobs * 2) {
        let some = news.results[start...].prefix(size * jobs * 2)
        let blocks = parallelMap(count: (some.count + size - 1) / size, jobs: jobs) { index in
          known.block(
            of: some.dropFirst(index * size).prefix(size), in: content, settings: settings,
            by: program)
        }
        for block in blocks { try file.append(block) }
      }
    }
    if news.isWhole {
      try state.folder.replace(
        documents, by: Self.newDocuments, isLasting: false
      ) { file throws(FileError) in
        try file.append(DocumentJournal.head)
        try write(to: file)
      }
    } else {
      let file = try state.folder.openAtEnd(documents)
      try write(to: file)
      _ = try file.finish()
    }
  }

}

/// The digest of the program's own file, by its stamp, and of the program's version.
private func identityOfProgram() -> Digest {
  var parts = DigestBuilder()
  parts.add(generatorVersion)
  if let stamp = stampOfProgram() { parts.add(stamp) }
  return parts.digest()
}
