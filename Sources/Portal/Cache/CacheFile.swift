internal import ByteText
internal import Dates
internal import Diagnostics
internal import Digests
internal import Glibc

/// Where the cache of a site stands, one for each output folder.
struct CacheFile: Sendable {
  private let state: Folder
  private let name: String
  /// What tells this very program from any other.
  let program: Digest
  /// A file that was not changed since, in nanoseconds since 1970, will have another stamp when it is.
  private let settledSince: Int

  init(_ options: BuildOptions) {
    state = Folder(path: options.state)
    name = stateFileName(
      "cache", for: nameInManifest(of: Folder(path: options.output), beside: state))
    program = identityOfProgram()
    settledSince = nanosecondsNow() - options.clockStep
  }

  /// Whether there is a cache, and it is wanted.
  func isUsed(_ options: BuildOptions) -> Bool {
    unsafe !options.ignoresCache && access(state.shown(name), F_OK) == 0
  }

  /// Reads the cache; says why one is not used, and begins with an empty one.
  func load(diagnostics: inout [Diagnostic]) -> Cache {
    guard case .success(let bytes) = state.read(name) else { return Cache() }
    do throws(CacheRefusal) {
      return try Cache(bytes, writtenBy: program)
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
      return Cache()
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
    for (path, stamp) in found.stamps {
      parts.add(path)
      parts.add(stamp)
      isSettled = isSettled && stamp.isBefore(settledSince)
    }
    return isSettled ? parts.digest() : .none
  }

  /// Replaces the cache. One that cannot be written is no mistake: the next build takes longer.
  func save(
    _ build: BuildMemory, _ inputs: Inputs, _ site: Site, _ parsed: ParsedDocuments,
    _ outputs: [OutputMemory], jobs: Int
  ) {
    let pictures = zip(inputs.assets, site.pictures).compactMap { file, header in
      header.map { PictureMemory(path: file.path, stamp: settled(file.stamp), header: $0) }
    }
    do throws(SystemError) {
      try state.replace(name, by: "cache.new") { file throws(SystemError) in
        try Cache.write(
          program: program, settings: inputs.settings, build, outputs, pictures, parsed.results,
          jobs: jobs, to: file)
      }
    } catch {
      _ = unsafe unlink(state.shown("cache.new"))
    }
  }

  /// A stamp that tells whether the file changes from now on, or none.
  func settled(_ stamp: FileStamp) -> FileStamp {
    stamp.isBefore(settledSince) ? stamp : .none
  }
}

extension FoundInputs {
  fileprivate var stamps: [(path: String, stamp: FileStamp)] {
    files.map { ($0.path, $0.stamp) } + templateFiles.map { ($0.path, $0.stamp) }
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
