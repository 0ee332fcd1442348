internal import ByteText
internal import Diagnostics

/// An output that was made.
struct StagedOutput: Sendable {
  /// Its index in the plan.
  let index: Int
  let staged: Staged
  let problems: [Diagnostic]
  /// What rendering it took.
  let seconds: Double
}

/// Renders every output that the site does not have and stages it; without a publisher only to see
/// what is wrong with it.
func stage(
  _ plan: Plan, _ renderer: Renderer, _ publisher: Publisher?, _ options: BuildOptions,
  diagnostics: inout [Diagnostic]
) -> [StagedOutput] {
  let count = plan.waiting.count
  let counter = options.progress?.counter(Message("生成网页", "writing pages"), count: count)
  let staged = parallelMap(count: count, jobs: options.jobs, counting: counter) { place in
    let index = plan.waiting[place]
    return stage(plan.outputs[index], index, renderer, publisher)
  }
  // A template's mistake is met on every page that it renders, and told once.
  diagnostics += staged.flatMap(\.problems).withoutRepetitions()
  for output in staged {
    if case .failed(let error) = output.staged, let publisher {
      let path = plan.outputs[output.index].path
      diagnostics.append(error.notWritten(publisher.output.shown(path)))
    }
  }
  return staged
}

private func stage(
  _ output: Output, _ index: Int, _ renderer: Renderer, _ publisher: Publisher?
) -> StagedOutput {
  let start = monotonicSeconds()
  var writer = ByteWriter()
  let problems = renderer.render(output, to: &writer)
  let seconds = monotonicSeconds() - start
  let staged = publisher?.stage(output.path, writer) ?? .unchanged(.none)
  return StagedOutput(index: index, staged: staged, problems: problems, seconds: seconds)
}
