internal import ByteText
package import Content
package import Diagnostics
internal import Files
internal import Mustache
package import Pages
internal import SiteModel

/// An output that this build made.
package struct StagedOutput: Sendable {
  /// The index of the output in the plan.
  package let index: Int
  let staged: Staged
  let problems: [Diagnostic]
  /// Whether the site did not have the output as it is now.
  package var isNew: Bool { if case .waiting = staged { true } else { false } }
  /// Whether there are more problems, which were reported for another output.
  var hasToldMistakes = false
  /// The time that rendering took, in seconds.
  package let seconds: Double
}

/// The number of outputs that are made before the template mistakes found in them are gathered.
private let outputsAtOnce = 4096

/// The largest number of outputs that may each report all their mistakes.
private let fewOutputs = 256

/// Renders every output that the site does not have and stages it; in a trial it renders them only to find problems.
///
/// A mistake in a template occurs on every page that the template makes, and is reported once. So one page of each
/// template is made before the others, which then need not report it again.
package func stage(
  _ plan: Plan, _ renderer: Renderer, besides ofSearch: [StagedOutput], publisher: Publisher?,
  options: BuildOptions, diagnostics: inout [Diagnostic]
) -> [StagedOutput] {
  let publisher = plan.isTrial ? nil : publisher
  let waiting = plan.waiting.filter { !plan.outputs[$0].isMadeWithOthers }
  let count = waiting.count
  let counter = options.progress?.counter(Message("生成网页", "writing pages"), count: count)
  var made = [StagedOutput?](repeating: nil, count: count)
  var told = ToldMistakes()
  func make(_ numbers: [Int]) {
    let results = parallelMap(
      count: numbers.count, jobs: options.jobs, counting: counter,
      each: { OutputMaker(renderer, publisher) }
    ) { [told] number, maker in
      let index = waiting[numbers[number]]
      return maker.make(plan.outputs[index], index, after: told)
    }
    for (number, result) in zip(numbers, results) {
      made[number] = result
      if !result.problems.isEmpty { told.add(result.problems) }
    }
  }
  if count > fewOutputs {
    make(renderer.firstOfEachTemplate(count: count) { plan.outputs[waiting[$0]] })
  }
  let others = made.indices.filter { made[$0] == nil }
  for start in stride(from: 0, to: others.count, by: outputsAtOnce) {
    make(Array(others[start..<min(start + outputsAtOnce, others.count)]))
  }
  let staged = (made.compactMap(\.self) + ofSearch).sorted { $0.index < $1.index }
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

/// The problems where a file could not be copied.
private func problems(
  with source: FoundFile, in content: Folder, _ staged: Staged?
) -> [Diagnostic] {
  guard case .unreadable(let error) = staged else { return [] }
  let path = content.shown(source.file)
  return [
    error == .changed || error == .missing
      ? changedMeanwhile(path)
      : error.diagnostic(path: path, doing: Message("无法读取", "this file cannot be read"))
  ]
}

/// A maker of outputs, one after the other, on one thread.
private struct OutputMaker: ~Copyable {
  private let renderer: Renderer
  private var stager: FileStager?

  init(_ renderer: Renderer, _ publisher: Publisher?) {
    self.renderer = renderer
    stager = publisher?.stager()
  }

  mutating func make(_ output: Output, _ index: Int, after told: ToldMistakes) -> StagedOutput {
    let start = monotonicSeconds()
    if let source = renderer.source(of: output) {
      let staged = stager?.stage(
        output.file, copying: source.file, in: source.folder, with: renderer.edits(of: output))
      return StagedOutput(
        index: index, staged: staged ?? .unchanged(.none),
        problems: problems(with: source.file, in: source.folder, staged),
        seconds: monotonicSeconds() - start)
    }
    var writer = ByteWriter()
    var told = told
    let problems = renderer.render(output, after: &told, to: &writer)
    let seconds = monotonicSeconds() - start
    let staged = stager?.stage(output.file, writer) ?? .unchanged(.none)
    return StagedOutput(
      index: index, staged: staged, problems: problems, hasToldMistakes: told.areMet,
      seconds: seconds)
  }
}
