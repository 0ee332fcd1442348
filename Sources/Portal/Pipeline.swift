internal import ByteText
internal import Diagnostics

/// Builds a site: reads `content/` and `templates/`, and publishes the result if nothing is wrong.
///
/// Every mistake of a run is in the report, sorted for printing. With any error the old site stays
/// as it was.
public func build(_ options: BuildOptions) -> BuildReport {
  var diagnostics: [Diagnostic] = []
  var report = BuildReport()

  // Read
  let inputs = read(options, diagnostics: &diagnostics)
  guard let configSource = inputs.config else { return report.ended(with: diagnostics) }

  // Parse
  var config = parseSiteConfig(configSource, diagnostics: &diagnostics)
  if let baseURL = options.baseURL { config.url = baseURL }
  let parsed = parse(inputs, config, jobs: options.jobs, diagnostics: &diagnostics)
  let schedule = schedule(parsed, options)

  // Resolve
  let site = resolve(schedule, inputs, config, options, diagnostics: &diagnostics)

  // Render, each output into a file beside the site
  let theme = Templates(inputs.theme, language: config.language, diagnostics: &diagnostics)
  theme?.check(site, Sources(content: inputs.content), diagnostics: &diagnostics)
  guard let theme else { return report.ended(with: diagnostics) }
  let renderer = Renderer(site, theme, inputs, options)
  report.count(site, schedule)
  report.count(renderer.outputs)
  let publisher = diagnostics.hasErrors ? nil : Publisher(options, diagnostics: &diagnostics)
  defer { publisher?.finish() }
  let staged = stage(renderer, publisher, jobs: options.jobs, diagnostics: &diagnostics)

  // Publish
  if let publisher, !diagnostics.hasErrors {
    (report.written, report.removed) = publisher.commit(staged, diagnostics: &diagnostics)
  }
  return report.ended(with: diagnostics)
}

/// The Parse phase: every Markdown file alone.
private func parse(
  _ inputs: Inputs, _ config: SiteConfig, jobs: Int, diagnostics: inout [Diagnostic]
) -> [ParsedDocument] {
  let results = parallelMap(count: inputs.documents.count, jobs: jobs) { index in
    parseDocument(inputs.documents[index], in: inputs.content, config: config)
  }
  for result in results { diagnostics += result.diagnostics }
  return results.compactMap(\.document)
}

/// Renders every output and stages it; without a publisher only to see what is wrong with it.
private func stage(
  _ renderer: Renderer, _ publisher: Publisher?, jobs: Int, diagnostics: inout [Diagnostic]
) -> [(path: String, staged: Staged)] {
  let results = parallelMap(count: renderer.outputs.count, jobs: jobs) { index in
    let path = renderer.outputs[index].address.outputPath
    var writer = ByteWriter()
    let problems = renderer.render(renderer.outputs[index], to: &writer)
    let staged = publisher?.stage(path, index: index, writer) ?? .unchanged
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
