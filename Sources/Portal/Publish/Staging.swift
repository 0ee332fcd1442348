internal import ByteText
internal import Diagnostics
internal import Digests

/// An output that was staged, or need not be.
struct StagedOutput: Sendable {
  let path: String
  let staged: Staged
  /// What it is made from; nil where there is something to say about it, which is to be said again.
  let fingerprint: Digest?
  /// What rendering it took.
  let seconds: Double
}

/// Renders every output that the site does not have and stages it; without a publisher only to see
/// what is wrong with it.
func stage(
  _ outputs: [PlannedOutput], _ renderer: Renderer, _ publisher: Publisher?,
  _ options: BuildOptions, diagnostics: inout [Diagnostic]
) -> [StagedOutput] {
  let counter = options.progress?.counter(Message("生成网页", "writing pages"), count: outputs.count)
  let results = parallelMap(
    count: outputs.count, jobs: options.jobs, counting: counter
  ) { index in
    stage(outputs[index], renderer, publisher)
  }
  // A template's mistake is met on every page that it renders, and told once.
  diagnostics += results.flatMap(\.problems).withoutRepetitions()
  for (output, _) in results {
    if case .failed(let error) = output.staged, let publisher {
      diagnostics.append(error.notWritten(publisher.output.shown(output.path)))
    }
  }
  return results.map(\.output)
}

private func stage(
  _ planned: PlannedOutput, _ renderer: Renderer, _ publisher: Publisher?
) -> (output: StagedOutput, problems: [Diagnostic]) {
  let path = planned.output.path
  if let stamp = planned.current {
    let output = StagedOutput(
      path: path, staged: .unchanged(stamp), fingerprint: planned.fingerprint, seconds: 0)
    return (output, [])
  }
  let start = monotonicSeconds()
  var writer = ByteWriter()
  let problems = renderer.render(planned.output, to: &writer)
  let seconds = monotonicSeconds() - start
  let staged = publisher?.stage(path, writer) ?? .unchanged(.none)
  let output = StagedOutput(
    path: path, staged: staged, fingerprint: problems.isEmpty ? planned.fingerprint : nil,
    seconds: seconds)
  return (output, problems)
}
