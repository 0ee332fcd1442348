internal import ByteText
internal import Dates
internal import Diagnostics
internal import Digests
internal import Glibc

/// Where the cache of a site stands: two files for each output folder, one of the site as a whole and one
/// of its documents.
struct CacheFiles: Sendable {
  private let state: Folder
  private let site: String
  private let documents: String
  /// What tells this very program from any other.
  let program: Digest
  /// A file that was not changed since, in nanoseconds since 1970, will have another stamp when it is.
  private let settledSince: Int

  init(_ options: BuildOptions) {
    state = Folder(path: options.state)
    let output = nameInManifest(of: Folder(path: options.output), beside: state)
    site = stateFileName("cache", for: output)
    documents = stateFileName("documents", for: output)
    program = identityOfProgram()
    settledSince = nanosecondsNow() - options.clockStep
  }

  /// Whether there is a cache, and it is wanted.
  func isUsed(_ options: BuildOptions) -> Bool {
    !options.ignoresCache && state.kind(of: site) != nil
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
    _ name: String, empty: @autoclosure () -> Memory, diagnostics: inout [Diagnostic],
    _ read: (MappedFile) throws(CacheRefusal) -> Memory
  ) -> Memory {
    guard let file = MappedFile(name, in: state) else { return empty() }
    do throws(CacheRefusal) {
      return try read(file)
    } catch {
      let place = Place(path: state.shown(name))
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

  /// Writes what the next build may know. A cache that cannot be written is no mistake: the next build takes
  /// longer.
  func save(
    _ build: BuildMemory, _ inputs: Inputs, _ site: Site, _ parsed: ParsedDocuments,
    _ outputs: some Sequence<OutputMemory>, jobs: Int
  ) {
    let pictures = zip(inputs.assets, site.pictures).compactMap { file, header in
      header.map { PictureMemory(path: file.path, stamp: settled(file.stamp), header: $0) }
    }
    do throws(SystemError) {
      try save(parsed, settings: inputs.settings, jobs: jobs)
      var file = ByteWriter(capacity: site.outputs.count * 104 + 4096)
      Cache.write(by: program, build, outputs, pictures, to: &file)
      try state.replace(self.site, with: file, by: "cache.new")
    } catch {
      for name in ["cache.new", "documents.new"] { _ = unsafe unlink(state.shown(name)) }
    }
  }

  /// Writes what this build learnt of documents, as many at a time as all cores are busy with.
  private func save(
    _ parsed: ParsedDocuments, settings: Digest, jobs: Int
  ) throws(SystemError) {
    let news = parsed.known.news(in: parsed.results, settings: settings)
    let size = 512
    func write(to file: borrowing OpenFile) throws(SystemError) {
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
      try state.replace(documents, by: "documents.new") { file throws(SystemError) in
        try file.append(DocumentMemories.head)
        try write(to: file)
      }
    } else if !news.results.isEmpty {
      let file = try OpenFile(appendingTo: state.shown(documents))
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
  var facts = stat()
  var parts = Ingredients()
  parts.add(generatorVersion)
  if unsafe stat("/proc/self/exe", &facts) == 0 { parts.add(FileStamp(facts)) }
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
