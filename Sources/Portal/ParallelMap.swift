internal import Diagnostics
internal import Dispatch
internal import Synchronization

/// Applies `transform` to every index below `count` on `jobs` threads and gives the results in
/// order: the one way in which BranchPress does two things at once.
///
/// `transform` must be pure but for what it does to its own index; `counter` is told what is done.
func parallelMap<Result: Sendable>(
  count: Int, jobs: Int, counting counter: BuildProgress.Counter? = nil,
  _ transform: @Sendable (Int) -> Result
) -> [Result] {
  parallelMap(count: count, jobs: jobs, counting: counter, each: {}) { index, _ in
    transform(index)
  }
}

/// The same where each thread has something of its own, which `make` gives it, and which the results must not
/// depend on: a buffer, an open folder.
///
/// Indices are handed out in small runs, so that a few long pages do not leave a core idle.
func parallelMap<Result: Sendable, Own: ~Copyable>(
  count: Int, jobs: Int, counting counter: BuildProgress.Counter? = nil,
  each make: @Sendable () -> Own, _ transform: @Sendable (Int, inout Own) -> Result
) -> [Result] {
  guard jobs > 1, count > 1 else {
    var own = make()
    return (0..<count).map { index in
      defer { counter?.advance(by: 1) }
      return transform(index, &own)
    }
  }
  return unsafe [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
    let run = max(1, min(32, count / (jobs * 4)))
    let next = Atomic<Int>(0)
    nonisolated(unsafe) let results = unsafe buffer
    DispatchQueue.concurrentPerform(iterations: min(jobs, count)) { _ in
      var own = make()
      while true {
        let start = next.add(run, ordering: .relaxed).oldValue
        guard start < count else { return }
        let end = min(start + run, count)
        for index in start..<end {
          unsafe results.initializeElement(at: index, to: transform(index, &own))
        }
        counter?.advance(by: end - start)
      }
    }
    initialized = count
  }
}

/// Does two different things, at once where there are jobs for both, and gives both results. What one of them
/// does in parallel has half the cores, of two one: long parallel work belongs here only where both have as much.
func both<First: Sendable, Second: Sendable>(
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

/// The same of what may find something wrong.
func both<First: Sendable, Second: Sendable>(
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
