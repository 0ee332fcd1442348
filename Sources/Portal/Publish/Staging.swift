internal import ByteText
internal import Diagnostics

/// Renders every output and stages it; without a publisher only to see what is wrong with it.
func stage(
  _ renderer: Renderer, _ publisher: Publisher?, jobs: Int, diagnostics: inout [Diagnostic]
) -> [(path: String, staged: Staged)] {
  let results = parallelMap(count: renderer.outputs.count, jobs: jobs) { index in
    let path = renderer.outputs[index].path
    var writer = ByteWriter()
    let problems = renderer.render(renderer.outputs[index], to: &writer)
    let staged = publisher?.stage(path, writer) ?? .unchanged
    return (path: path, staged: staged, problems: problems)
  }
  // A template's mistake is met on every page that it renders, and told once.
  diagnostics += results.flatMap(\.problems).withoutRepetitions()
  for result in results {
    if case .failed(let error) = result.staged, let publisher {
      diagnostics.append(error.notWritten(publisher.output.shown(result.path)))
    }
  }
  return results.map { ($0.path, $0.staged) }
}
