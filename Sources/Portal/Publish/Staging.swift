internal import ByteText
internal import Diagnostics
internal import Digests

/// An output that was staged, or need not be.
struct StagedOutput: Sendable {
  let path: String
  let staged: Staged
  /// What it is made from; nil where there is something to say about it, which is to be said again.
  let fingerprint: Digest?
  /// What is wrong with it.
  let problems: [Diagnostic]
  /// What rendering it took.
  let seconds: Double

  init(
    _ planned: PlannedOutput, _ staged: Staged, problems: [Diagnostic] = [], seconds: Double = 0
  ) {
    path = planned.output.path
    self.staged = staged
    fingerprint = problems.isEmpty ? planned.fingerprint : nil
    self.problems = problems
    self.seconds = seconds
  }
}

/// Renders every output that the site does not have and stages it; without a publisher only to see
/// what is wrong with it.
func stage(
  _ outputs: [PlannedOutput], _ renderer: Renderer, _ publisher: Publisher?,
  _ options: BuildOptions, diagnostics: inout [Diagnostic]
) -> [StagedOutput] {
  let waiting = outputs.indices.filter { outputs[$0].current == nil }
  let counter = options.progress?.counter(Message("生成网页", "writing pages"), count: waiting.count)
  let made = parallelMap(count: waiting.count, jobs: options.jobs, counting: counter) { index in
    stage(outputs[waiting[index]], renderer, publisher)
  }
  // A template's mistake is met on every page that it renders, and told once.
  diagnostics += made.flatMap(\.problems).withoutRepetitions()
  for output in made {
    if case .failed(let error) = output.staged, let publisher {
      diagnostics.append(error.notWritten(publisher.output.shown(output.path)))
    }
  }
  if made.count == outputs.count { return made }
  var staged: [StagedOutput] = []
  staged.reserveCapacity(outputs.count)
  var next = made.makeIterator()
  for planned in outputs {
    let output = planned.current.map { StagedOutput(planned, .unchanged($0)) } ?? next.next()
    if let output { staged.append(output) }
  }
  return staged
}

private func stage(
  _ planned: PlannedOutput, _ renderer: Renderer, _ publisher: Publisher?
) -> StagedOutput {
  let start = monotonicSeconds()
  var writer = ByteWriter()
  let problems = renderer.render(planned.output, to: &writer)
  let seconds = monotonicSeconds() - start
  let staged = publisher?.stage(planned.output.path, writer) ?? .unchanged(.none)
  return StagedOutput(planned, staged, problems: problems, seconds: seconds)
}
