internal import ByteText
internal import Dates
internal import Diagnostics
internal import Digests
internal import Files

/// Where the cache of a site is kept: two files for each output folder, one of the site as a whole and one
/// of its documents.
struct CacheFiles: Sendable {
  let state: StateFolder
  private let site: FilePath
  private let documents: FilePath
  /// What tells this very program from any other.
  let program: Digest
  /// What tells the system's current run from any other; the same for all where the system does not tell.
  let boot: Digest
  /// A file that was not changed since, in nanoseconds since 1970, will have another stamp when it is.
  private let settledSince: Int

  init(_ state: StateFolder, _ options: BuildOptions) {
    self.state = state
    site = state.file("cache")
    documents = state.file("documents")
    program = identityOfProgram()
    boot = Digest(of: options.boot ?? identityOfBoot())
    settledSince = nanosecondsNow() - options.clockStep
  }

  /// Whether there is a cache, and it is wanted.
  func isUsed(_ options: BuildOptions) -> Bool {
    !options.ignoresCache && state.folder.stamp(of: site) != nil
  }

  /// Notes that the site's cache is in use, at most once a day.
  func keep() {
    let day = 86_400 * 1_000_000_000
    if let stamp = state.folder.stamp(of: site), stamp.modified < nanosecondsNow() - day {
      state.folder.touch(site)
    }
  }

  /// Reads what is known of the site; says why that is not used, and begins with nothing.
  func load(diagnostics: inout [Diagnostic]) -> Cache {
    load(site, empty: Cache(), diagnostics: &diagnostics) { file throws(CacheRefusal) in
      try Cache(file, writtenBy: program)
    }
  }

  /// Reads what is known of documents, likewise.
  func loadDocuments(jobs: Int, diagnostics: inout [Diagnostic]) -> DocumentMemories {
    load(documents, empty: DocumentMemories(), diagnostics: &diagnostics) {
      file throws(CacheRefusal) in
      try DocumentMemories(file, writtenBy: program, jobs: jobs)
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
            Message("缓存损坏，已全部重新生成", "the cache is damaged; everything was built anew"))
          : Diagnostic(
            .note, "cache-foreign", at: place,
            Message(
              "缓存是另一个版本写的，已全部重新生成",
              "the cache is another version's; everything was built anew")))
      return empty()
    }
  }

  /// What stands for everything that a build reads: the options, and the stamps of all files. `none`
  /// if a file may change once more without its stamp telling.
  func digest(of found: FoundInputs, _ options: BuildOptions) -> Digest {
    var parts = Ingredients()
    parts.add(program)
    parts.add(options.content)
    parts.add(options.templates)
    parts.add(options.baseURL)
    parts.add(options.includesDrafts)
    parts.add(found.files.count)
    var isSettled = true
    for files in [found.files, found.templateFiles] {
      for file in files {
        parts.add(file.path)
        parts.add(file.stamp)
        isSettled = isSettled && file.stamp.isBefore(settledSince)
      }
    }
    return isSettled ? parts.digest() : .none
  }

  /// What the next build may know of a build as a whole; a build that found something to say is to say it again.
  func memory(
    of report: BuildReport, _ parsed: ParsedDocuments, _ inputs: Digest, _ found: [Diagnostic],
    _ options: BuildOptions
  ) -> BuildMemory {
    BuildMemory(
      inputs: found.isEmpty ? inputs : .none, boot: boot, parsed.documents, now: options.now, report
    )
  }

  /// Writes what the next build may know. A cache that cannot be written is no mistake: the next build takes
  /// longer.
  func save(
    _ build: BuildMemory, _ inputs: Inputs, _ site: Site, _ parsed: ParsedDocuments,
    _ outputs: some Sequence<OutputMemory>, jobs: Int
  ) {
    // A drawing that is remembered was found harmless; nobody looks into those that `publish` lists.
    let pictures = zip(inputs.assets, site.pictures).compactMap { file, header in
      site.config.publish.covers(file.path)
        ? nil
        : header.map { PictureMemory(path: file.path, stamp: settled(file.stamp), header: $0) }
    }
    let temporary = FilePath(fixed: "cache.new")
    do throws(FileError) {
      try save(parsed, settings: inputs.settings, jobs: jobs)
      var file = ByteWriter(capacity: site.outputs.count * 104 + 4096)
      Cache.write(by: program, build, outputs, pictures, to: &file)
      try state.folder.replace(self.site, with: file, by: temporary, isLasting: false)
    } catch {
      state.folder.removeWhatever(at: temporary)
      state.folder.removeWhatever(at: Self.newDocuments)
    }
    state.forgetOldOutputs()
  }

  private static let newDocuments = FilePath(fixed: "documents.new")

  /// Writes what this build learnt of documents, as many at a time as all cores are busy with.
  private func save(
    _ parsed: ParsedDocuments, settings: Digest, jobs: Int
  ) throws(FileError) {
    let news = parsed.known.news(in: parsed.results, settings: settings)
    let size = 512
    func write(to file: borrowing NewFile) throws(FileError) {
      for start in stride(from: 0, to: news.results.count, by: size * jobs * 2) {
        let some = news.results[start...].prefix(size * jobs * 2)
        let blocks = parallelMap(count: (some.count + size - 1) / size, jobs: jobs) { index in
          parsed.known.block(
            of: some.dropFirst(index * size).prefix(size), settings: settings, by: program)
        }
        for block in blocks { try file.append(block) }
      }
    }
    if news.isWhole {
      try state.folder.replace(
        documents, by: Self.newDocuments, isLasting: false
      ) { file throws(FileError) in
        try file.append(DocumentMemories.head)
        try write(to: file)
      }
    } else if !news.results.isEmpty {
      let file = try state.folder.openAtEnd(documents)
      try write(to: file)
      _ = try file.finish()
    }
  }

  /// A stamp that tells whether the file changes from now on, or none.
  func settled(_ stamp: FileStamp) -> FileStamp {
    stamp.isBefore(settledSince) ? stamp : .none
  }
}

/// The program's own file, as the system tells it from all others, and the version that it states.
private func identityOfProgram() -> Digest {
  var parts = Ingredients()
  parts.add(generatorVersion)
  if let stamp = stampOfProgram() { parts.add(stamp) }
  return parts.digest()
}

extension Ingredients {
  mutating func add(_ stamp: FileStamp) {
    add(stamp.size)
    add(stamp.modified)
    add(stamp.changed)
    add(Int(truncatingIfNeeded: stamp.inode))
  }
}
