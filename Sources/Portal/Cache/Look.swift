internal import Diagnostics
internal import Files

/// Looks at the files that are to be read, and at the same time at the files that the last build left.
func look(
  _ options: BuildOptions, _ memory: CacheFiles, diagnostics: inout [Diagnostic]
) -> (found: FoundInputs, cache: Cache) {
  guard memory.isUsed(options) else { return (find(options, diagnostics: &diagnostics), Cache()) }
  return both(
    jobs: options.jobs, diagnostics: &diagnostics,
    { find(options, diagnostics: &$0) },
    { diagnostics in
      var cache = memory.load(diagnostics: &diagnostics)
      cache.isCurrent =
        cache.build.boot == memory.boot
        ? Folder(path: options.output).holds(cache.outputs, jobs: options.jobs)
        : [Bool](repeating: false, count: cache.outputs.count)
      return cache
    })
}

/// Reads what was found, and at the same time what is known of documents where the site is known.
func read(
  _ found: FoundInputs, beside cache: Cache, _ memory: CacheFiles, _ options: BuildOptions,
  diagnostics: inout [Diagnostic]
) -> (inputs: Inputs, known: DocumentMemories) {
  guard !cache.isEmpty else {
    return (read(found, diagnostics: &diagnostics), DocumentMemories())
  }
  return both(
    jobs: options.jobs, diagnostics: &diagnostics,
    { read(found, diagnostics: &$0) },
    { memory.loadDocuments(jobs: options.jobs, diagnostics: &$0) })
}

extension Folder {
  /// Which of these files are there as they were.
  fileprivate func holds(_ files: [OutputMemory], jobs: Int) -> [Bool] {
    parallelMap(count: files.count, jobs: jobs) { stamp(of: files[$0].file) == files[$0].stamp }
  }
}
