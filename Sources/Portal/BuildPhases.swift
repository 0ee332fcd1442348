internal import CMemory
internal import Content
internal import Diagnostics
internal import Digests
internal import Files
internal import FrontMatter
internal import Pages
internal import Publishing
internal import SiteModel

/// A build that is running: its options, the problems found so far, and its report.
struct BuildRun {
  let options: BuildOptions
  /// Whether nothing is to be written, neither a site nor its records.
  private let isLookingOnly: Bool
  private var diagnostics: [Diagnostic] = []
  private var report = BuildReport()

  init(_ options: BuildOptions, isLookingOnly: Bool = false) {
    self.options = options
    self.isLookingOnly = isLookingOnly
    report.timings.begin()
  }

  /// The report with all problems that were found.
  func ended() -> BuildReport { report.ended(with: diagnostics) }
}

// MARK: - Read

/// The files of a site, not yet read, and the records of earlier builds.
struct FoundSite {
  let state: StateFolder
  let memory: CacheFiles
  let files: FoundInputs
  let cache: Cache
  /// The digest of the stamps of all files and of the options.
  let stamps: Digest
}

/// The bytes of a site's settings and theme, and the known results for its documents.
struct ReadSite {
  let inputs: Inputs
  let settings: SourceFile
  let known: DocumentJournal
}

extension BuildRun {
  /// Finds the site's files without opening any; nil after reporting that there is no site, or that another build is
  /// running.
  mutating func look() -> FoundSite? {
    guard hasContent(options, diagnostics: &diagnostics), let state = state() else { return nil }
    let memory = CacheFiles(state, options)
    let (files, cache) = findWithLastBuild(options, memory, diagnostics: &diagnostics)
    let stamps = memory.digest(of: files, diagnostics, options)
    return FoundSite(state: state, memory: memory, files: files, cache: cache, stamps: stamps)
  }

  private mutating func state() -> StateFolder? {
    isLookingOnly
      ? StateFolder(lookingAt: options, diagnostics: &diagnostics)
      : StateFolder(options, diagnostics: &diagnostics)
  }

  /// The report of a build that has nothing to do, since nothing has changed; nil where there is something to do.
  mutating func unchanged(_ found: FoundSite) -> BuildReport? {
    guard found.cache.isUpToDate(with: found.stamps, options, found.state) else { return nil }
    found.memory.keep()
    report.timings.end(.read)
    return report.unchanged(since: found.cache.build)
  }

  /// Reads the files on which all documents depend; nil after reporting that there are no settings.
  mutating func read(_ found: FoundSite) -> ReadSite? {
    if found.cache.isEmpty { branchpress_allow_large_pages() }
    let (inputs, known) = readWithJournal(
      found.files, found.memory, options, diagnostics: &diagnostics)
    report.workingSet = [found.cache, found.files, inputs]
    guard let settings = inputs.config else { return nil }
    report.timings.end(.read)
    return ReadSite(inputs: inputs, settings: settings, known: known)
  }
}

// MARK: - Parse and resolve

/// The settings and documents of a site, each parsed by itself.
struct ParsedSite {
  let config: SiteConfig
  let documents: ParsedDocuments
  let schedule: Schedule
  /// The documents without an id that have another name since the last build.
  let renamed: [RenamedDocument]
}

/// A site whose documents are related to each other, with its theme.
struct ResolvedSite {
  let site: Site
  let theme: Templates
  /// The store of renditions, nil where none are wanted.
  let pictures: ScaledPictures?
}

extension BuildRun {
  /// Parses the settings and every document that is not known; nil after reporting mistakes in the settings that would
  /// cause false reports about documents.
  mutating func parse(_ read: ReadSite, found: FoundSite) -> ParsedSite? {
    let config = parseSiteConfig(
      read.settings, at: options.baseURL, diagnostics: &diagnostics)
    guard config.isWhole else { return nil }
    reportSampleText(in: read.settings, &diagnostics)
    let known = read.known.settings == read.inputs.settings ? read.known : DocumentJournal()
    let documents = parseDocuments(
      read.inputs, config, knowing: known, options, settledSince: found.memory.settledSince,
      diagnostics: &diagnostics)
    if !isLookingOnly {
      found.memory.save(documents, knowing: known, read.inputs, jobs: options.jobs)
    }
    let renamed = renamedDocuments(
      documents, since: known, config, in: read.inputs.content, now: options.now)
    diagnostics += renamed.map(\.warning)
    diagnostics +=
      identityChange(from: found.cache.build.identity, to: config, in: read.settings).map { [$0] }
      ?? []
    report.identity = config.identityName
    var schedule = scheduleDocuments(documents.documents, options)
    schedule.unread = documents.unread
    report.workingSet += [documents, schedule]
    report.timings.end(.parse)
    return ParsedSite(
      config: config, documents: documents, schedule: schedule, renamed: renamed)
  }

  /// The pages of the last build.
  private func lastPages(_ parsed: ParsedSite, _ found: FoundSite) -> LastPages {
    let outputs = found.cache.known.outputs
    return LastPages(
      found.cache.pages,
      renamed: parsed.config.moved == .redirect
        ? parsed.renamed.compactMap { page in page.former.map { (page.path, page.id, $0) } } : []
    ) { wanted in
      var addresses: [Digest: String] = [:]
      for address in outputs.lazy.compactMap({ addressOfPage($0.path) }) {
        let digest = Digest(of: address)
        if wanted.contains(digest), addresses[digest] == nil { addresses[digest] = address }
      }
      return addresses
    }
  }

  /// Resolves the site while the theme is compiled; nil after reporting that the theme cannot be compiled.
  mutating func resolve(
    _ parsed: ParsedSite, read: ReadSite, found: FoundSite
  ) -> ResolvedSite? {
    let (inputs, schedule) = (read.inputs, parsed.schedule)
    let (book, theme) = both(
      jobs: options.jobs, diagnostics: &diagnostics,
      { _ in AddressBook(schedule.documents, assets: inputs.assets, config: parsed.config) },
      {
        Templates(
          inputs.theme, for: schedule.documents, parsed.config, diagnostics: &$0)
      }
    )
    let pictures = ScaledPictures(
      found.state, for: inputs.assets, options, isLookingOnly: isLookingOnly,
      diagnostics: &diagnostics)
    let site = resolveSite(
      schedule, addresses: book, inputs, config: parsed.config, options: options,
      knowing: found.cache.files, since: lastPages(parsed, found),
      renditions: pictures?.source(of: inputs.content) ?? .withoutStore(options),
      diagnostics: &diagnostics)
    if isLookingOnly {
      diagnostics.removeAll { $0.id == "moved" }
    } else if !site.moved.isEmpty {
      writeRedirects(site.moved, to: inputs, parsed.config, &diagnostics)
    }
    theme?.check(site, inputs.content, jobs: options.jobs, diagnostics: &diagnostics)
    guard let theme else { return nil }
    report.workingSet.append(site)
    report.timings.end(.resolve)
    return ResolvedSite(site: site, theme: theme, pictures: pictures)
  }
}

// MARK: - Plan, render, publish

/// The number of files of the search's index that take much memory to make.
private let manyFiles = 4096

/// A site with the outputs that must be made. Without a publisher they are made only to find mistakes.
struct PlannedSite {
  let plan: Plan
  let search: SearchChanges
  let sitemap: SitemapFiles
  let publisher: Publisher?
}

extension BuildRun {
  /// Finds the outputs that must be made.
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
    let search = SearchChanges(
      site, SearchRenderer(site, read.inputs), last: found.cache.searchTexts,
      known: found.cache.known, in: Folder(path: options.output))
    let plan = Plan(
      site, sitemap, fingerprints, search: search, known: found.cache.known,
      isTrial: publisher == nil,
      jobs: options.jobs)
    report.count(site, parsed.schedule, plan)
    report.workingSet.append(plan)
    report.timings.end(.plan)
    return PlannedSite(plan: plan, search: search, sitemap: sitemap, publisher: publisher)
  }

  /// Makes each output of the plan in a file beside the site.
  mutating func render(
    _ planned: PlannedSite, resolved: ResolvedSite, read: ReadSite
  ) -> [StagedOutput] {
    let search = stageSearch(
      planned.plan, of: resolved.site, read.inputs, planned.search, publisher: planned.publisher,
      options: options, diagnostics: &diagnostics)
    if search.count > manyFiles { branchpress_give_back_memory() }
    let renderer = Renderer(
      making: planned.plan.waitingOutputs, of: resolved.site, planned.sitemap, resolved.theme,
      read.inputs, pictures: resolved.pictures?.folder, now: options.now, jobs: options.jobs)
    report.timings.end(.data)
    report.workingSet.append(renderer)
    let staged = stage(
      planned.plan, renderer, besides: search, publisher: planned.publisher, options: options,
      diagnostics: &diagnostics)
    report.timings.end(.render)
    if options.notesSlowest { report.timings.note(staged, planned.plan, resolved.site) }
    return staged
  }

  /// Puts the files in place unless there are errors, and records the outputs with their fingerprints.
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
      report.stripped = StrippedFiles(staged, plan, resolved.site)
      if case .done(let change) = commit {
        let build = memory.memory(
          of: report, parsed.documents, resolved.site, inputs: found.stamps, found: diagnostics,
          options: options)
        let outputs = publisher.memories(of: plan, staged, after: change)
        memory.save(
          build, read.inputs, resolved.site, outputs: outputs,
          told: plan.told(staged, all: false), searchTexts: planned.search.texts,
          pages: resolved.site.pages)
        resolved.pictures?.removeUnused()
      }
    }
    if diagnostics.hasErrors {
      memory.saveFailed(
        plan, staged, inputs: read.inputs, site: resolved.site, since: found.cache,
        options: options)
    }
    planned.publisher?.finish()
    report.timings.end(.publish)
  }
}
