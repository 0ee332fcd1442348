internal import CMemory
internal import Content
internal import Diagnostics
internal import Digests
internal import FrontMatter
internal import Pages
internal import Publishing
internal import SiteModel

/// A build under way: what it is asked to do, what was found wrong so far, and what it did.
struct BuildRun {
  let options: BuildOptions
  /// Whether nothing is to be written, neither a site nor what is remembered of it.
  private let isLookingOnly: Bool
  private var diagnostics: [Diagnostic] = []
  private var report = BuildReport()

  init(_ options: BuildOptions, isLookingOnly: Bool = false) {
    self.options = options
    self.isLookingOnly = isLookingOnly
    report.timings.begin()
  }

  /// The report of everything that was found wrong.
  func ended() -> BuildReport { report.ended(with: diagnostics) }
}

// MARK: - Read

/// A site as the file system describes it, and what the last builds left to know it by.
struct FoundSite {
  let state: StateFolder
  let memory: CacheFiles
  let files: FoundInputs
  let cache: Cache
  /// The digest of the stamps of all files and of the options.
  let stamps: Digest
}

/// The bytes of a site's settings and theme, and what is known of its documents without reading them.
struct ReadSite {
  let inputs: Inputs
  let settings: SourceFile
  let known: DocumentJournal
}

extension BuildRun {
  /// Looks at the site's files, of which none is opened; nil after reporting that there is no site, or that another
  /// build is at work.
  mutating func look() -> FoundSite? {
    guard hasContent(options, diagnostics: &diagnostics), let state = state() else { return nil }
    let memory = CacheFiles(state, options)
    let (files, cache) = lookAround(options, memory, diagnostics: &diagnostics)
    let stamps = memory.digest(of: files, diagnostics, options)
    return FoundSite(state: state, memory: memory, files: files, cache: cache, stamps: stamps)
  }

  private mutating func state() -> StateFolder? {
    isLookingOnly
      ? StateFolder(lookingAt: options, diagnostics: &diagnostics)
      : StateFolder(options, diagnostics: &diagnostics)
  }

  /// The report where nothing changed since the last build; nil where there is something to do.
  mutating func unchanged(_ found: FoundSite) -> BuildReport? {
    guard found.cache.isUpToDate(with: found.stamps, options, found.state) else { return nil }
    found.memory.keep()
    report.timings.end("read")
    return report.unchanged(since: found.cache.build)
  }

  /// Reads what all documents depend on; nil after reporting that there are no settings.
  mutating func read(_ found: FoundSite) -> ReadSite? {
    if found.cache.isEmpty { branchpress_allow_large_pages() }
    let (inputs, known) = readAll(
      found.files, found.memory, options, diagnostics: &diagnostics)
    report.remains = [found.cache, found.files, inputs]
    guard let settings = inputs.config else { return nil }
    report.timings.end("read")
    return ReadSite(inputs: inputs, settings: settings, known: known)
  }
}

// MARK: - Parse and resolve

/// A site's settings and documents, each read alone.
struct ParsedSite {
  let config: SiteConfig
  let documents: ParsedDocuments
  let schedule: Schedule
}

/// A site whose documents know each other, with the theme that shows it.
struct ResolvedSite {
  let site: Site
  let theme: Templates
}

extension BuildRun {
  /// Parses the settings and every document that is not known; nil after reporting mistakes in the settings, for which
  /// the documents would be blamed.
  mutating func parse(_ read: ReadSite, found: FoundSite) -> ParsedSite? {
    let config = parseSiteConfig(
      read.settings, at: options.baseURL, diagnostics: &diagnostics)
    guard config.isWhole else { return nil }
    let known = read.known.settings == read.inputs.settings ? read.known : DocumentJournal()
    let documents = parseDocuments(
      read.inputs, config, knowing: known, options, settledSince: found.memory.settledSince,
      diagnostics: &diagnostics)
    if !isLookingOnly {
      found.memory.save(documents, knowing: known, read.inputs, jobs: options.jobs)
    }
    let schedule = scheduleDocuments(documents.documents, options)
    report.remains += [documents, schedule]
    report.timings.end("parse")
    return ParsedSite(config: config, documents: documents, schedule: schedule)
  }

  /// Gives everything its address and its place; the theme is compiled meanwhile. Nil after reporting that it cannot be.
  mutating func resolve(
    _ parsed: ParsedSite, read: ReadSite, found: FoundSite
  ) -> ResolvedSite? {
    let (inputs, schedule) = (read.inputs, parsed.schedule)
    let (book, theme) = both(
      jobs: options.jobs, diagnostics: &diagnostics,
      { _ in AddressBook(schedule.documents, assets: inputs.assets, config: parsed.config) },
      { Templates(inputs.theme, for: schedule.documents, parsed.config.language, diagnostics: &$0) }
    )
    let site = resolveSite(
      schedule, addresses: book, inputs, config: parsed.config, options: options,
      knowing: found.cache.pictures,
      diagnostics: &diagnostics)
    theme?.check(site, inputs.content, jobs: options.jobs, diagnostics: &diagnostics)
    guard let theme else { return nil }
    report.remains.append(site)
    report.timings.end("resolve")
    return ResolvedSite(site: site, theme: theme)
  }
}

// MARK: - Plan, render, publish

/// A site with the outputs that must be made; without a publisher they are made for their mistakes alone.
struct PlannedSite {
  let plan: Plan
  let sitemap: SitemapFiles
  let publisher: Publisher?
}

extension BuildRun {
  /// Finds out which outputs are not as they would be made.
  mutating func plan(
    _ resolved: ResolvedSite, parsed: ParsedSite, read: ReadSite, found: FoundSite
  ) -> PlannedSite {
    let (site, options) = (resolved.site, options)
    let fingerprints = Fingerprints(
      site, resolved.theme, read.inputs, options: options, program: found.memory.program)
    let isTrial = isLookingOnly || diagnostics.hasErrors
    let (sitemap, publisher) = both(
      jobs: options.jobs, diagnostics: &diagnostics,
      { _ in SitemapFiles(site, fingerprints, known: found.cache.known.files) },
      { isTrial ? nil : Publisher(options, found.state, diagnostics: &$0) })
    let plan = Plan(
      site, sitemap, fingerprints, known: found.cache.known, isTrial: publisher == nil,
      jobs: options.jobs)
    report.count(site, parsed.schedule, plan)
    report.remains.append(plan)
    report.timings.end("plan")
    return PlannedSite(plan: plan, sitemap: sitemap, publisher: publisher)
  }

  /// Makes each output that is not as it should be into a file beside the site.
  mutating func render(
    _ planned: PlannedSite, resolved: ResolvedSite, read: ReadSite
  ) -> [StagedOutput] {
    let renderer = Renderer(
      making: planned.plan.waitingOutputs, of: resolved.site, planned.sitemap, resolved.theme,
      read.inputs, now: options.now, jobs: options.jobs)
    report.timings.end("data")
    report.remains.append(renderer)
    let staged = stage(
      planned.plan, renderer, publisher: planned.publisher, options: options,
      diagnostics: &diagnostics)
    report.timings.end("render")
    if options.notesSlowest { report.timings.note(staged, planned.plan, resolved.site) }
    return staged
  }

  /// Puts the files in place, unless something is wrong, and remembers what was made of what.
  mutating func publish(
    _ staged: [StagedOutput], planned: PlannedSite, resolved: ResolvedSite,
    parsed: ParsedSite, read: ReadSite, found: FoundSite
  ) {
    let (plan, memory) = (planned.plan, found.memory)
    if let publisher = planned.publisher, !diagnostics.hasErrors {
      diagnostics += feedsLeftOut(
        of: resolved.site, since: publisher.manifest, settings: read.settings)
      let commit = publisher.commit(plan, staged, jobs: options.jobs, diagnostics: &diagnostics)
      report.published(commit)
      if case .done(let change) = commit {
        let build = memory.memory(
          of: report, parsed.documents, inputs: found.stamps, found: diagnostics, options: options)
        let outputs = publisher.memories(of: plan, staged, after: change)
        memory.save(
          build, read.inputs, resolved.site, outputs: outputs, told: plan.told(staged, all: false))
      }
    }
    if diagnostics.hasErrors {
      memory.saveFailed(plan, staged, inputs: read.inputs, site: resolved.site, options: options)
    }
    planned.publisher?.finish()
    report.timings.end("publish")
  }
}
