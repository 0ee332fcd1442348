package import Diagnostics
internal import Dispatch
internal import Synchronization

/// The results of `transform` for every index below `count`, in order, made on `jobs` threads. This is the only way in
/// which BranchPress does two things at once.
///
/// `transform` must have no effects other than on values of its own index. `counter` counts the results. A thread takes at
/// most `run` indices at once: 1 where each takes so long that no thread should be left with several.
@inlinable
package func parallelMap<Result: Sendable>(
  count: Int, jobs: Int, counting counter: BuildProgress.Counter? = nil, run: Int = 32,
  _ transform: @Sendable (Int) -> Result
) -> [Result] {
  parallelMap(count: count, jobs: jobs, counting: counter, run: run, each: {}) { index, _ in
    transform(index)
  }
}

/// The same where each thread has something of its own, which `make` gives it, and which the results must not
/// depend on: a buffer, an open folder.
@inlinable
package func parallelMap<Result: Sendable, Own: ~Copyable>(
  count: Int, jobs: Int, counting counter: BuildProgress.Counter? = nil, run: Int = 32,
  each make: @Sendable () -> Own, _ transform: @Sendable (Int, inout Own) -> Result
) -> [Result] {
  unsafe [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
    nonisolated(unsafe) let results = unsafe buffer
    forEachRun(count: count, jobs: jobs, counting: counter, longest: run) { nextRun in
      var own = make()
      while let run = nextRun() {
        for index in run { unsafe results.initializeElement(at: index, to: transform(index, &own)) }
      }
    }
    initialized = count
  }
}

/// Hands out the indices below `count` to threads, each of which takes runs of them until there are none left. Runs are
/// small, so that a few long pages do not leave a core idle.
@usableFromInline
func forEachRun(
  count: Int, jobs: Int, counting counter: BuildProgress.Counter?, longest: Int,
  _ thread: @Sendable (_ nextRun: () -> Range<Int>?) -> Void
) {
  let run = jobs > 1 ? max(1, min(longest, count / (jobs * 4))) : longest
  let next = Atomic<Int>(0)
  @Sendable func takeRuns() {
    var last = 0
    thread {
      counter?.advance(by: last)
      let start = next.add(run, ordering: .relaxed).oldValue
      guard start < count else { return nil }
      let end = min(start + run, count)
      last = end - start
      return start..<end
    }
  }
  if jobs > 1 && count > 1 {
    DispatchQueue.concurrentPerform(iterations: min(jobs, count)) { _ in takeRuns() }
  } else {
    takeRuns()
  }
}

/// Runs two different functions, at the same time where there is more than one job, and returns both results. If one of
/// them runs in parallel itself, it has only half of the cores, or one of two: long parallel work belongs here only if
/// both functions have as much of it.
package func both<First: Sendable, Second: Sendable>(
  jobs: Int, _ first: @Sendable () -> First, _ second: @Sendable () -> Second
) -> (First, Second) {
  let halves = parallelMap(count: 2, jobs: jobs) { index -> (First?, Second?) in
    index == 0 ? (first(), nil) : (nil, second())
  }
  guard let first = halves[0].0, let second = halves[1].1 else {
    preconditionFailure("results come in order")
  }
  return (first, second)
}

/// Runs two different functions in the same way, and appends the diagnostics of both, those of the first function
/// first.
package func both<First: Sendable, Second: Sendable>(
  jobs: Int, diagnostics: inout [Diagnostic],
  _ first: @Sendable (inout [Diagnostic]) -> First,
  _ second: @Sendable (inout [Diagnostic]) -> Second
) -> (First, Second) {
  let (one, other) = both(jobs: jobs, { noting(first) }, { noting(second) })
  diagnostics += one.found + other.found
  return (one.result, other.result)
}

private func noting<Result>(
  _ work: (inout [Diagnostic]) -> Result
) -> (result: Result, found: [Diagnostic]) {
  var found: [Diagnostic] = []
  return (work(&found), found)
}
