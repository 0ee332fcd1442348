internal import Content
internal import Diagnostics
internal import Files
internal import Publishing

/// Finds the files to be read, and at the same time checks the files that the last build left.
func findWithLastBuild(
  _ options: BuildOptions, _ memory: CacheFiles, diagnostics: inout [Diagnostic]
) -> (found: FoundInputs, cache: Cache) {
  guard memory.knowsSite(options) else {
    return (find(options, diagnostics: &diagnostics), Cache())
  }
  return both(
    jobs: options.jobs, diagnostics: &diagnostics,
    { find(options, diagnostics: &$0) },
    { diagnostics in
      var cache = memory.load(diagnostics: &diagnostics)
      cache.known.isCurrent =
        cache.build.boot == memory.boot
        ? Folder(path: options.output).holds(cache.known.outputs, jobs: options.jobs)
        : [Bool](repeating: false, count: cache.known.outputs.count)
      if cache.build.names != namesInMessages(options) { cache.forgetProblems() }
      return cache
    })
}

extension Cache {
  /// Forgets the known problems and has the outputs with problems made again, since their messages would be in other
  /// words now.
  fileprivate mutating func forgetProblems() {
    for (index, output) in known.outputs.enumerated()
    where known.told.problems(of: output.fingerprint)?.isEmpty == false {
      known.isCurrent[index] = false
    }
    known.told = ToldProblems()
  }
}

/// Reads the files that were found, and at the same time the cache of documents, even if there is no cache of the site.
func readWithJournal(
  _ found: FoundInputs, _ memory: CacheFiles, _ options: BuildOptions,
  diagnostics: inout [Diagnostic]
) -> (inputs: Inputs, known: DocumentJournal) {
  guard memory.knowsDocuments(options) else {
    return (readInputs(found, diagnostics: &diagnostics), DocumentJournal())
  }
  return both(
    jobs: options.jobs, diagnostics: &diagnostics,
    { readInputs(found, diagnostics: &$0) },
    { memory.loadDocuments(jobs: options.jobs, diagnostics: &$0) })
}

extension Folder {
  /// Whether each of these files still has its stamp.
  fileprivate func holds(_ files: [KnownOutput], jobs: Int) -> [Bool] {
    parallelMap(count: files.count, jobs: jobs) { stamp(of: files[$0].file) == files[$0].stamp }
  }
}
