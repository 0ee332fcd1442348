internal import ByteText
internal import Diagnostics
internal import Files

/// An output that was made.
struct StagedOutput: Sendable {
  /// Its index in the plan.
  let index: Int
  let staged: Staged
  let problems: [Diagnostic]
  /// What rendering it took.
  let seconds: Double
}

/// Renders every output that the site does not have and stages it, or renders it only to see what is wrong with
/// it.
func stage(
  _ plan: Plan, _ renderer: Renderer, _ publisher: Publisher?, _ options: BuildOptions,
  diagnostics: inout [Diagnostic]
) -> [StagedOutput] {
  let publisher = plan.isTrial ? nil : publisher
  let count = plan.waiting.count
  let counter = options.progress?.counter(Message("生成网页", "writing pages"), count: count)
  let staged = parallelMap(
    count: count, jobs: options.jobs, counting: counter, each: { OutputMaker(renderer, publisher) }
  ) { place, maker in
    let index = plan.waiting[place]
    return maker.make(plan.outputs[index], index)
  }
  // A template's mistake is met on every page that it renders, and told once.
  var rest = staged[...]
  let problems = plan.outputs.indices.flatMap { index in
    rest.first?.index == index ? rest.removeFirst().problems : plan.problems(of: index)
  }
  diagnostics += problems.withoutRepetitions()
  for output in staged {
    guard let publisher, case .failed(let error) = output.staged else { continue }
    diagnostics.append(error.notWritten(publisher.output.shown(plan.outputs[output.index].file)))
  }
  return staged
}

/// Makes outputs, one after the other, on one thread.
private struct OutputMaker: ~Copyable {
  private let renderer: Renderer
  private var stager: FileStager?

  init(_ renderer: Renderer, _ publisher: Publisher?) {
    self.renderer = renderer
    stager = publisher?.stager()
  }

  mutating func make(_ output: Output, _ index: Int) -> StagedOutput {
    let start = monotonicSeconds()
    if let source = renderer.source(of: output) {
      let staged = stager?.stage(output.file, copying: source, in: renderer.content)
      return StagedOutput(
        index: index, staged: staged ?? .unchanged(.none),
        problems: renderer.problems(with: source, staged),
        seconds: monotonicSeconds() - start)
    }
    var writer = ByteWriter()
    let problems = renderer.render(output, to: &writer)
    let seconds = monotonicSeconds() - start
    let staged = stager?.stage(output.file, writer) ?? .unchanged(.none)
    return StagedOutput(index: index, staged: staged, problems: problems, seconds: seconds)
  }
}
