internal import ByteText
internal import Content
internal import Diagnostics
internal import Files
internal import Mustache
internal import Pages
internal import Publishing
internal import SiteModel

/// A site as a build would make it now, with the records of the last build.
struct ExplainedSite: Sendable {
  let options: BuildOptions
  let found: FoundSite
  let read: ReadSite
  let parsed: ParsedSite
  let site: Site
  /// The compiled theme; nil where it has mistakes.
  let theme: Templates?
  /// The plan of the next build; nil where there is no theme.
  private let planned: PlannedSite?
  /// The problems that were found before any page was made, and those that the last builds found in pages.
  let problems: [Diagnostic]

  var plan: Plan? { planned?.plan }
  var inputs: Inputs { read.inputs }
  /// The files of the site, sorted by path.
  var outputs: [Output] { plan?.outputs ?? site.outputs }

  /// Runs the phases of a build that write nothing; nil where the settings or the documents cannot be read.
  init?(_ run: inout BuildRun) {
    guard let found = run.look(), let read = run.read(found),
      let parsed = run.parse(read, found: found)
    else { return nil }
    if let resolved = run.resolve(parsed, read: read, found: found) {
      (site, theme) = (resolved.site, resolved.theme)
      planned = run.plan(resolved, parsed: parsed, read: read, found: found)
    } else {
      site = resolveWithoutTheme(parsed, read, found, of: run.options)
      (theme, planned) = (nil, nil)
    }
    let plan = planned?.plan
    let ofPages = plan.map { plan in plan.outputs.indices.flatMap { plan.problems(of: $0) } } ?? []
    problems = (run.ended().diagnostics + ofPages).withoutRepetitions()
    options = run.options
    (self.found, self.read, self.parsed) = (found, read, parsed)
  }

  /// A renderer of outputs, one after the other; nil where there is no theme.
  func renderer(of outputs: [Int]) -> Renderer? {
    guard let planned, let theme else { return nil }
    return Renderer(
      making: outputs.map { planned.plan.outputs[$0] }, of: site, planned.sitemap, theme, inputs,
      pictures: nil, now: options.now, jobs: options.jobs)
  }

  /// The mistakes found by making an output, for outputs that a build would have to make to find them.
  func problems(making output: Int, by renderer: Renderer?) -> [Diagnostic] {
    guard let renderer, let plan, plan.stamp(of: output) == nil else { return [] }
    var told = ToldMistakes()
    var bytes = ByteWriter(capacity: 1 << 16)
    return renderer.render(plan.outputs[output], after: &told, to: &bytes)
  }
}

/// The site of a theme that cannot be compiled, which `BuildRun.resolve` reported with all other mistakes.
private func resolveWithoutTheme(
  _ parsed: ParsedSite, _ read: ReadSite, _ found: FoundSite, of options: BuildOptions
) -> Site {
  var reported: [Diagnostic] = []
  let book = AddressBook(
    parsed.schedule.documents, assets: read.inputs.assets, config: parsed.config)
  return resolveSite(
    parsed.schedule, addresses: book, read.inputs, config: parsed.config, options: options,
    knowing: found.cache.files, renditions: .withoutStore(options), diagnostics: &reported)
}

// MARK: - Names of files

extension ExplainedSite {
  /// A file of `content/` as messages name it.
  func shownContent(_ path: String) -> String { inputs.content.shown(path) }

  /// A file of the theme as messages name it, with `theme:` before a file of the default theme.
  func shownTheme(_ path: String) -> String {
    inputs.theme.files.index(of: path, \.path).map { inputs.theme.files[$0].shownPath }
      ?? inputs.templates.shown(path)
  }

  /// A file of the site as messages name it.
  func shownOutput(_ output: Output) -> String {
    Folder(path: options.output).shown(output.file)
  }
}
