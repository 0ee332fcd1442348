internal import CMemory
internal import Diagnostics

/// Builds a site: reads `content/` and `templates/`, and publishes the result if nothing is wrong.
///
/// Every mistake of a run is in the report, sorted for printing. With any error the old site stays
/// as it was.
public func build(_ options: BuildOptions) -> BuildReport {
  var (diagnostics, report) = ([Diagnostic](), BuildReport())
  report.timings.begin()

  // Read, at first only what the file system says of files
  guard hasContent(options, diagnostics: &diagnostics),
    let state = StateFolder(options, diagnostics: &diagnostics)
  else { return report.ended(with: diagnostics) }
  let memory = CacheFiles(state, options)
  let (found, cache) = look(options, memory, diagnostics: &diagnostics)
  let stamps = memory.digest(of: found, diagnostics, options)
  if cache.isUpToDate(with: stamps, options, state) {
    memory.keep()
    report.timings.end("read")
    return report.unchanged(since: cache.build)
  }
  if cache.isEmpty { branchpress_allow_large_pages() }
  let (inputs, known) = read(found, memory, options, diagnostics: &diagnostics)
  guard let configSource = inputs.config else { return report.ended(with: diagnostics) }
  report.timings.end("read")

  // Parse
  let config = parseSiteConfig(configSource, at: options.baseURL, diagnostics: &diagnostics)
  guard config.isWhole else { return report.ended(with: diagnostics) }
  let parsed = parse(inputs, config, knowing: known, memory, options, diagnostics: &diagnostics)
  memory.save(parsed, inputs, jobs: options.jobs)
  let schedule = schedule(parsed.documents, options)
  report.timings.end("parse")

  // Resolve; the theme is compiled while folders get their addresses
  let (book, compiled) = both(
    jobs: options.jobs, diagnostics: &diagnostics,
    { _ in AddressBook(schedule.documents, assets: inputs.assets, config: config) },
    { Templates(inputs.theme, for: schedule.documents, config.language, diagnostics: &$0) })
  let site = resolve(
    schedule, book, inputs, config, options, knowing: cache.pictures, diagnostics: &diagnostics)
  compiled?.check(site, inputs.content, jobs: options.jobs, diagnostics: &diagnostics)
  guard let theme = compiled else { return report.ended(with: diagnostics) }
  report.timings.end("resolve")

  // Render, each output into a file beside the site
  let fingerprints = Fingerprints(site, theme, inputs, options, memory.program)
  let hasErrors = diagnostics.hasErrors
  let (sitemap, publisher) = both(
    jobs: options.jobs, diagnostics: &diagnostics,
    { _ in SitemapFiles(site, fingerprints, cache) },
    { hasErrors ? nil : Publisher(options, state, diagnostics: &$0) })
  defer { publisher?.finish() }
  let plan = Plan(site, sitemap, fingerprints, cache, isTrial: publisher == nil, options)
  report.count(site, schedule, plan)
  report.timings.end("plan")
  let renderer = Renderer(plan, site, sitemap, theme, inputs, options)
  report.timings.end("data")
  report.remains = [cache, found, inputs, parsed, schedule, site, plan, renderer]
  let staged = stage(plan, renderer, publisher, options, diagnostics: &diagnostics)
  report.timings.end("render")
  if options.notesSlowest { report.timings.note(staged, plan, site) }

  // Publish
  if let publisher, !diagnostics.hasErrors {
    diagnostics += feedsLeftOut(of: site, since: publisher.manifest, settings: configSource)
    let commit = publisher.commit(plan, staged, jobs: options.jobs, diagnostics: &diagnostics)
    report.published(commit)
    if case .done(let change) = commit {
      let build = memory.memory(of: report, parsed, stamps, diagnostics, options)
      let outputs = publisher.memories(of: plan, staged, after: change)
      memory.save(build, inputs, site, outputs, plan.seen(staged, all: false))
    }
  }
  if diagnostics.hasErrors { memory.saveFailed(plan, staged, inputs, site, options) }
  report.timings.end("publish")
  return report.ended(with: diagnostics)
}
