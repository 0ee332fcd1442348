internal import ByteText
internal import Content
internal import Diagnostics
internal import Files
internal import FrontMatter
internal import SiteModel

/// The files of a site with what becomes of them, none of which is written yet.
struct SiteToFix {
  let found: FoundInputs
  private let scope: FixScope
  private let options: BuildOptions
  let content: Folder
  /// The files that have a text, by their paths relative to `content/`.
  private(set) var texts: [String: TextToFix] = [:]
  /// The results of the documents whose texts have not changed since.
  private var results: [String: ParseResult] = [:]
  private(set) var config = SiteConfig()
  /// The site that the texts make; nil where a document or the settings cannot be read.
  private(set) var site: Site?
  /// The facts about files that the last round found.
  private var known = KnownFiles()

  /// The most rounds: each fixes what stood behind a mistake of the one before.
  private static let mostRounds = 64

  init(_ found: FoundInputs, _ scope: FixScope, _ options: BuildOptions) {
    self.found = found
    self.scope = scope
    self.options = options
    content = Folder(path: options.content)
  }

  /// The same site with files at other paths, by those that they have.
  init(moving site: SiteToFix, to paths: [String: FilePath]) {
    var found = site.found
    found.files = found.files.map { file in
      paths[file.path].map { FoundFile(file, movedTo: $0) } ?? file
    }
    found.files.sort { precedes($0.path, $1.path) }
    self.init(found, site.scope, site.options)
    texts = Dictionary(
      uniqueKeysWithValues: site.texts.map { (paths[$0]?.text.composed ?? $0, $1) })
  }

  /// The documents that the texts are, by their paths.
  var documents: [String: ParsedDocument] { results.compactMapValues(\.document) }

  /// Reads the files; gives the diagnostics of a build of them.
  mutating func read() -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let inputs = readInputs(found, diagnostics: &diagnostics)
    if texts.isEmpty { read(inputs) }
    return diagnostics + diagnose(inputs)
  }

  /// Changes the text of a file.
  mutating func change(_ path: String, _ changes: [Replacement]) {
    if texts[path]?.apply(changes.map { [$0] }) == true { results[path] = nil }
  }

  /// The files whose bytes change.
  var fixedFiles: [FixedFile] {
    found.files.compactMap { file in
      texts[file.path].flatMap { $0.fixedFile(file, shown: content.shown(file.file)) }
    }
  }

  /// Fixes all that can be fixed; gives the number of errors and warnings that are left.
  mutating func fix() -> Int {
    var ignored: [Diagnostic] = []
    let inputs = readInputs(found, diagnostics: &ignored)
    read(inputs)
    for _ in 0..<Self.mostRounds {
      let diagnostics = diagnose(inputs)
      if !apply(diagnostics) { return count(diagnostics) }
    }
    // Only files that go round in circles are left.
    for (path, text) in texts where text.isUnsettled { texts[path]?.reset() }
    results = [:]
    return count(diagnose(inputs))
  }

  private func count(_ diagnostics: [Diagnostic]) -> Int {
    diagnostics.count { diagnostic in
      diagnostic.severity > .note
        && (diagnostic.place.map { scope.contains(path(of: $0)) } ?? true)
    }
  }

  // MARK: - What there is to fix

  private mutating func read(_ inputs: Inputs) {
    let files = inputs.documents + found.files.filter { $0.file == settingsFile }
    let read = parallelMap(count: files.count, jobs: options.jobs) { [content] index in
      TextToFix(files[index], in: content)
    }
    for (file, text) in zip(files, read) { texts[file.path] = text }
  }

  /// The diagnostics of a build of the texts as they are now, and the notes about other forms.
  private mutating func diagnose(_ inputs: Inputs) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    site = nil
    guard let settings = texts[settingsFile.text] else { return [] }
    var ofSettings: [Diagnostic] = []
    config = parseSiteConfig(
      SourceFile(path: content.shown(settingsFile), bytes: settings.text), notingForms: true,
      diagnostics: &ofSettings)
    diagnostics += ofSettings.withoutFiles()
    // A section that cannot be read makes its documents those of another kind.
    guard config.isWhole else { return diagnostics }
    parse(inputs)
    let all = inputs.documents.compactMap { results[$0.path] }
    diagnostics += all.flatMap(\.diagnostics)
    diagnostics += all.compactMap(\.document).flatMap { document in
      notes(
        aboutPathsOf: document, in: texts[document.path]?.text ?? [],
        shown: content.shown(document.path))
    }
    // A document that cannot be read is missing from the site, so that links to it seem wrong.
    let documents = all.compactMap(\.document)
    guard documents.count == inputs.documents.count else { return diagnostics }
    return diagnostics + resolve(documents, inputs)
  }

  private mutating func parse(_ inputs: Inputs) {
    let waiting = inputs.documents.filter { results[$0.path] == nil && texts[$0.path] != nil }
    let parsed = parallelMap(count: waiting.count, jobs: options.jobs) {
      [texts, config, content] index in
      parseDocument(
        texts[waiting[index].path]?.text ?? [], of: waiting[index], in: content, config: config,
        notingForms: true)
    }
    for (file, result) in zip(waiting, parsed) { results[file.path] = result }
  }

  private mutating func resolve(_ documents: [ParsedDocument], _ inputs: Inputs) -> [Diagnostic] {
    var options = options
    options.includesDrafts = true
    let schedule = scheduleDocuments(documents, options)
    let book = AddressBook(schedule.documents, assets: inputs.assets, config: config)
    var diagnostics: [Diagnostic] = []
    site = resolveSite(
      schedule, addresses: book, inputs, config: config, options: options, knowing: known,
      renditions: .withoutStore(options), diagnostics: &diagnostics)
    if let site { known = KnownFiles(of: site, inputs) }
    return diagnostics
  }

  // MARK: - Fixing

  /// Applies the fixes of diagnostics to the texts; false if there is none.
  private mutating func apply(_ diagnostics: [Diagnostic]) -> Bool {
    var fixes: [String: [[Replacement]]] = [:]
    let taken = Set(results.values.compactMap { $0.document?.header.id?.value })
    for diagnostic in diagnostics where !diagnostic.fixes.isEmpty {
      guard let place = diagnostic.place else { continue }
      let path = path(of: place)
      // Another document may have been moved, and have kept the id that its path was.
      if diagnostic.id == "no-id", taken.contains(withoutEnding(path)) { continue }
      if scope.contains(path) { fixes[path, default: []].append(diagnostic.fixes) }
    }
    for path in texts.keys { texts[path]?.isUnsettled = false }
    var isChanged = false
    for (path, fixes) in fixes where texts[path]?.apply(fixes) == true {
      isChanged = true
      results[path] = nil
      if path == settingsFile.text { results = [:] }
    }
    return isChanged
  }

  /// The path of a place's file, relative to `content/`.
  private func path(of place: Place) -> String {
    let path = place.file.path
    let folder = content.shown("x").utf8.dropLast()
    return path.utf8.starts(with: folder) ? String(path.utf8.dropFirst(folder.count)) ?? path : path
  }
}
