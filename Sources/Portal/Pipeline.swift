internal import Diagnostics

/// Builds a site: reads `content/` and `templates/`, and publishes the result if nothing is wrong.
///
/// Every mistake of a run is in the report, sorted for printing. With any error the old site stays
/// as it was.
public func build(_ options: BuildOptions) -> BuildReport {
  var diagnostics: [Diagnostic] = []
  var report = BuildReport()
  report.timings.begin()

  // Read
  let inputs = read(options, diagnostics: &diagnostics)
  guard let configSource = inputs.config else { return report.ended(with: diagnostics) }
  report.timings.end("read")

  // Parse
  var config = parseSiteConfig(configSource, diagnostics: &diagnostics)
  guard config.isWhole else { return report.ended(with: diagnostics) }
  if let baseURL = options.baseURL { config.url = baseURL }
  let parsed = parse(inputs, config, jobs: options.jobs, diagnostics: &diagnostics)
  let schedule = schedule(parsed, options)
  report.timings.end("parse")

  // Resolve
  let site = resolve(schedule, inputs, config, options, diagnostics: &diagnostics)
  report.timings.end("resolve")

  // Render, each output into a file beside the site
  let theme = Templates(inputs.theme, language: config.language, diagnostics: &diagnostics)
  theme?.check(site, Sources(content: inputs.content), diagnostics: &diagnostics)
  guard let theme else { return report.ended(with: diagnostics) }
  report.timings.end("templates")
  let renderer = Renderer(site, theme, inputs, options)
  report.timings.end("data")
  report.count(site, schedule)
  report.count(renderer.outputs)
  let publisher = diagnostics.hasErrors ? nil : Publisher(options, diagnostics: &diagnostics)
  defer { publisher?.finish() }
  let staged = stage(renderer, publisher, jobs: options.jobs, diagnostics: &diagnostics)
  report.timings.end("render")

  // Publish
  if let publisher, !diagnostics.hasErrors {
    let change = publisher.commit(staged, jobs: options.jobs, diagnostics: &diagnostics)
    report.published(change)
  }
  report.timings.end("publish")
  return report.ended(with: diagnostics)
}
