internal import ByteText
internal import Content
internal import Dates
internal import Diagnostics
internal import Digests
internal import Files
internal import FrontMatter
internal import Mustache
internal import Pages
internal import SiteModel

/// A site as one audience sees it at a moment: the Resolve phase, of which outputs are made when they are asked for.
final class SiteView: Sendable {
  let snapshot: Snapshot
  let options: BuildOptions
  let site: Site
  /// The problems that were found when it was resolved, besides those of the snapshot.
  let diagnostics: [Diagnostic]
  /// The times, in seconds since 1970, between which the site is the same unless a file changes, both exclusive.
  let validity: (after: Int, before: Int)
  private let theme: CompiledTheme
  private let renderer: Renderer
  /// The renditions that it shows.
  let shelf: PictureShelf
  /// The texts for the search's index.
  private let searchedTexts: SearchedTexts

  /// Resolves the documents of a snapshot; nil, with the problems, where the theme cannot be compiled.
  static func resolve(
    _ snapshot: Snapshot, _ options: BuildOptions, since last: SiteView?, _ shelf: PictureShelf
  ) -> (view: SiteView?, diagnostics: [Diagnostic]) {
    if let last, let view = last.withNewTexts(snapshot, options, shelf) {
      return (view, view.diagnostics)
    }
    // Some problems are told only where no other has been found in the input.
    var diagnostics = snapshot.diagnostics
    var schedule = scheduleDocuments(snapshot.documents.documents, options)
    schedule.unread = snapshot.documents.unread
    let (inputs, config) = (snapshot.inputs, snapshot.config)
    let (documents, jobs) = (schedule.documents, options.jobs)
    let (book, theme) = both(
      jobs: jobs, diagnostics: &diagnostics,
      { _ in AddressBook(documents, assets: inputs.assets, config: config) },
      { CompiledTheme.compiled(for: snapshot, documents, last: last?.theme, diagnostics: &$0) })
    let site = resolveSite(
      schedule, addresses: book, inputs, config: config, options: options,
      knowing: last?.knownFiles ?? KnownFiles(),
      renditions: shelf.source(forAuthors: options.includesDrafts), diagnostics: &diagnostics)
    theme?.templates.check(site, inputs.content, jobs: jobs, diagnostics: &diagnostics)
    diagnostics.removeFirst(snapshot.diagnostics.count)
    guard let theme else { return (nil, diagnostics) }
    let view = SiteView(
      snapshot, options, site, theme: theme, shelf: shelf,
      searchedTexts: last?.searchedTexts ?? SearchedTexts(), diagnostics: diagnostics)
    return (view, diagnostics)
  }

  /// The facts about files that were found when it was resolved.
  private var knownFiles: KnownFiles {
    KnownFiles(of: site, snapshot.inputs) { [settled = snapshot.settledSince] stamp in
      stamp.settled(since: settled)
    }
  }

  /// The view of a snapshot in which only texts of documents have changed since this one; nil where more has changed.
  private func withNewTexts(
    _ snapshot: Snapshot, _ options: BuildOptions, _ shelf: PictureShelf
  ) -> SiteView? {
    guard options.includesDrafts, self.options.includesDrafts, shelf === self.shelf,
      isValid(at: options.now), let changed = snapshot.newTexts(since: self.snapshot)
    else { return nil }
    var versions: [(index: Int, document: ParsedDocument)] = []
    for index in changed {
      guard let document = snapshot.documents.results[index].document,
        let place = site.documents.index(of: document.path, \.parsed.path),
        // Messages name lines, which may have moved.
        !diagnostics.contains(where: { $0.mentions(document.path) })
      else { return nil }
      versions.append((place, document))
    }
    guard let site = versions.isEmpty ? site : site.with(versions) else { return nil }
    return SiteView(
      snapshot, options, site, theme: theme, shelf: shelf, searchedTexts: searchedTexts,
      diagnostics: diagnostics)
  }

  private init(
    _ snapshot: Snapshot, _ options: BuildOptions, _ site: Site, theme: CompiledTheme,
    shelf: PictureShelf, searchedTexts: SearchedTexts, diagnostics: [Diagnostic]
  ) {
    self.snapshot = snapshot
    self.options = options
    self.site = site
    self.theme = theme
    self.shelf = shelf
    self.searchedTexts = searchedTexts
    self.diagnostics = diagnostics
    validity = SiteModel.validity(
      of: snapshot.documents.documents, turningAt: site.turnsOfCalendar(around: options.now),
      at: options.now)
    renderer = Renderer(
      making: [], of: site, nil, theme.templates, snapshot.inputs, pictures: shelf.folder,
      now: options.now,
      jobs: options.jobs)
  }
}

extension SiteView {
  /// Whether the site is the same at another moment.
  func isValid(at now: Moment) -> Bool {
    now == options.now || validity.after < now.seconds && now.seconds < validity.before
  }

  /// The address of the one page whose document was read for this view; nil where there are several, or none.
  var addressOfChange: Address? {
    let read = snapshot.documents.results.filter { result in
      if case .parsed? = result.version?.origin { result.document != nil } else { false }
    }
    guard read.count == 1, let path = read[0].document?.path else { return nil }
    if let index = site.documents.index(of: path, \.parsed.path) {
      return site.documents[index].address
    }
    return site.columns.first { $0.description?.path == path }?.address
  }
}

// MARK: - Outputs

extension SiteView {
  /// The output at a path such as `notice/a/index.html`; nil if there is none.
  func output(at path: String) -> Output? {
    if let index = site.outputs.index(of: path, \.path) { return site.outputs[index] }
    // A sitemap that is too large for one file has several, whose names are known when they are made.
    guard !site.isPreview, path.hasPrefix("sitemap"), let file = FilePath(path),
      sitemapFiles().names.contains(path)
    else { return nil }
    return Output(address: Address(path: path), content: .sitemap, file: file)
  }

  /// Whether the site has a folder.
  func hasFolder(_ path: String) -> Bool {
    if path.isEmpty { return true }
    let prefix = path + "/"
    let index = firstIndex(among: site.outputs.count) { !precedes(site.outputs[$0].path, prefix) }
    return index < site.outputs.count && site.outputs[index].path.utf8.starts(with: prefix.utf8)
  }

  /// The file that an output is a copy of, with the edits by which the copy differs; nil for outputs that are made.
  func original(of output: Output) -> (file: FoundFile, folder: Folder, edits: [ByteEdit])? {
    renderer.source(of: output).map { ($0.file, $0.folder, renderer.edits(of: output)) }
  }

  /// The bytes of an output that is no copy, with the problems that were found meanwhile.
  func bytes(of output: Output) -> (bytes: [UInt8], problems: [Diagnostic]) {
    var told = ToldMistakes()
    var bytes = ByteWriter(capacity: 1 << 16)
    if case .search(let file) = output.content, let shard = file.shard,
      let renderer = renderer.search
    {
      let made = searchedTexts.bytes(of: shard, of: site, renderer, jobs: options.jobs)
      renderer.write(file, shard: made, to: &bytes)
      return (bytes.array(), [])
    }
    let renderer = if case .sitemap = output.content { sitemapRenderer() } else { renderer }
    let problems = renderer.render(output, after: &told, to: &bytes)
    return (bytes.array(), problems)
  }

  /// A renderer that knows the dates of the sitemap, which hardly anybody asks for.
  private func sitemapRenderer() -> Renderer {
    Renderer(
      making: [], of: site, sitemapFiles(), theme.templates, snapshot.inputs,
      pictures: shelf.folder,
      now: options.now, jobs: options.jobs)
  }

  private func sitemapFiles() -> SitemapFiles {
    SitemapFiles(
      site, Fingerprints(site, theme.templates, snapshot.inputs, options: options, program: .none),
      known: { _ in ([], false) })
  }

  /// The document that a page shows; nil for pages of lists.
  func document(of output: Output) -> ParsedDocument? {
    switch output.content {
    case .home: site.homePage.map { site.documents[$0].parsed }
    case .document(let index): site.documents[index].parsed
    case .column(let index, page: 0): site.columns[index].description
    default: nil
    }
  }
}

extension Diagnostic {
  /// Whether it names a place in a file of `content/`.
  fileprivate func mentions(_ path: String) -> Bool {
    ([place] + notes.map(\.place)).contains { $0?.file.path.hasSuffix(path) ?? false }
  }
}

/// The templates of a theme, which stay the same as long as no file of theirs and no setting changes.
private struct CompiledTheme: Sendable {
  let templates: Templates
  private let problems: [Diagnostic]
  /// The digest of what they were compiled from; nil where that cannot be told.
  private let source: Digest?
  /// The names of templates that documents ask for.
  private let asked: Set<String>

  /// The templates for the documents of a view: those of an earlier one if they would be the same.
  static func compiled(
    for snapshot: Snapshot, _ documents: [ParsedDocument], last: CompiledTheme?,
    diagnostics: inout [Diagnostic]
  ) -> CompiledTheme? {
    let asked = Set(documents.lazy.compactMap { $0.template?.value })
    if let last, let source = last.source, source == snapshot.themeDigest, asked == last.asked {
      diagnostics += last.problems
      return last
    }
    var problems: [Diagnostic] = []
    let templates = Templates(
      snapshot.inputs.theme, for: documents, snapshot.config, diagnostics: &problems)
    diagnostics += problems
    return templates.map {
      CompiledTheme(
        templates: $0, problems: problems, source: snapshot.themeDigest, asked: asked)
    }
  }
}
