internal import ByteText
internal import Dates
package import Diagnostics
internal import Digests
package import Files
internal import FrontMatter
package import Markdown
package import Search

/// The result of reading one Markdown file: the document, if it could be read well enough to be part of the site, and
/// the diagnostics.
package struct ParseResult: Sendable {
  /// The file, by its path below `content/`.
  package let file: FilePath
  /// The document, nil where the file is none.
  package var document: ParsedDocument?
  /// The diagnostics about the file.
  package var diagnostics: [Diagnostic] = []
  /// The version of the file that the result was made from, nil where the file could not be read.
  package var version: DocumentVersion?

  /// The result for a file, by default without a document, a diagnostic or a version.
  package init(
    file: FilePath, document: ParsedDocument? = nil, diagnostics: [Diagnostic] = [],
    version: DocumentVersion? = nil
  ) {
    self.file = file
    self.document = document
    self.diagnostics = diagnostics
    self.version = version
  }
}

/// The results of the Parse phase, in the order of the walk.
package struct ParsedDocuments: Sendable {
  /// The result for each file.
  package let results: [ParseResult]
  /// The documents that can be part of the site.
  package let documents: [ParsedDocument]

  /// The paths of the files that could not be read as documents, in the composed form.
  package var unread: [String] {
    results.filter { $0.document == nil }.map(\.file.text.composed)
  }
}

/// Runs the Parse phase: parses every Markdown file by itself, unless its result is known from an earlier build. Files
/// that were changed after `settledSince`, in nanoseconds since 1970, get no stamp, since they may change once more
/// without their stamps changing.
package func parseDocuments(
  _ inputs: Inputs, _ config: SiteConfig, knowing known: any KnownDocuments,
  _ options: BuildOptions,
  settledSince: Int, diagnostics: inout [Diagnostic]
) -> ParsedDocuments {
  let count = inputs.documents.count
  let counter = options.progress?.counter(Message("读取稿件", "reading documents"), count: count)
  let results = parallelMap(count: count, jobs: options.jobs, counting: counter) { index in
    let file = inputs.documents[index]
    return known.result(of: file, at: index, in: inputs.content)
      ?? parseDocument(
        file, in: inputs.content, config: config, knowing: known, at: index,
        stamp: file.stamp.settled(since: settledSince))
  }
  diagnostics += results.flatMap(\.diagnostics)
  return ParsedDocuments(results: results, documents: results.compactMap(\.document))
}

/// Reads and parses one Markdown file, with no effect other than reading it. A known result for a file with the same
/// bytes is used instead of parsing; it is looked for at index `hint` first. `stamp` is the stamp by which the next
/// build may recognise the file.
func parseDocument(
  _ file: FoundFile, in content: Folder, config: SiteConfig, knowing known: any KnownDocuments,
  at hint: Int, stamp: FileStamp
) -> ParseResult {
  var result = ParseResult(file: file.file)
  let version = known.version(of: file.path, at: hint)
  guard
    let bytes = readBytes(
      file.file, size: file.size, in: content, diagnostics: &result.diagnostics)
  else { return result }
  let digest = Digest(of: bytes)
  if let version, version.source == digest,
    let result = known.result(version.restamped(stamp), at: file.file, in: content)
  {
    return result
  }
  result.read(bytes, digest, of: file, in: content, config)
  result.version = DocumentVersion(
    stamp: stamp, source: digest, entry: result.document?.entry ?? .none, origin: .parsed)
  return result
}

/// The result for a file that has these bytes, or that would have them after being fixed. `notingForms` adds notes about
/// all that `branchpress fix` writes in another form and a build has nothing to say about.
package func parseDocument(
  _ bytes: [UInt8], of file: FoundFile, in content: Folder, config: SiteConfig, notingForms: Bool
) -> ParseResult {
  var result = ParseResult(file: file.file)
  result.read(bytes, Digest(of: bytes), of: file, in: content, config, notingForms: notingForms)
  return result
}

/// The changes that give a document's front matter an id and a former address; nil where its form has no place for them.
package func changes(
  toFrontMatterOf bytes: [UInt8], addingID id: String?, alias: String?
) -> [Replacement]? {
  var ignored: [Diagnostic] = []
  let source = SourceFile(path: "", bytes: bytes)
  guard let parts = splitFrontMatter(source, names: .chinese, diagnostics: &ignored),
    let root = parseYAML(
      source, in: parts.header, names: .chinese, notingForms: false, diagnostics: &ignored)
  else { return nil }
  let reader = FieldReader(root, in: source, names: .chinese)
  var changes: [Replacement] = []
  var lines = id.map { ["id: \(yamlItem($0))"] } ?? []
  if let alias {
    if let change = reader.appending(alias, to: "aliases") {
      changes.append(change)
    } else {
      lines.append("aliases: [\(yamlItem(alias))]")
    }
  }
  if !lines.isEmpty {
    guard let change = reader.inserting(lines) else { return nil }
    changes.append(change)
  }
  return changes
}

extension ParseResult {
  /// Reads the bytes of a Markdown file, as a document if they are one.
  fileprivate mutating func read(
    _ bytes: [UInt8], _ digest: Digest, of file: FoundFile, in content: Folder,
    _ config: SiteConfig, notingForms: Bool = false
  ) {
    if let source = decode(bytes, shown: content.shown(file.path), diagnostics: &diagnostics) {
      document = parseDocument(
        source, digest, of: file, config, notingForms: notingForms, diagnostics: &diagnostics)
    }
    diagnostics = diagnostics.withoutFiles()
  }
}

/// The document that is parsed from the text of a Markdown file; nil after reporting why it is no document.
private func parseDocument(
  _ source: SourceFile, _ digest: Digest, of file: FoundFile, _ config: SiteConfig,
  notingForms: Bool, diagnostics: inout [Diagnostic]
) -> ParsedDocument? {
  guard let parts = splitFrontMatter(source, names: .chinese, diagnostics: &diagnostics),
    let root = parseYAML(
      source, in: parts.header, names: .chinese, notingForms: notingForms,
      diagnostics: &diagnostics)
  else { return nil }
  let section = config.section(holding: file.path)
  let kind = section.map { config.sections[$0].kind } ?? .page
  let isColumn = kind == .study && file.name == "_column.md"
  var parser = FieldParser(
    FieldReader(root, in: source, names: .chinese, notingForms: notingForms), kind: kind,
    zone: config.zone)
  if kind == .activity { parser.reader.preferredKey = "held" }
  parser.reader.parsed = diagnostics
  let (header, details) = parseFields(isColumn: isColumn, &parser)
  var isMisplaced = false
  parser.reader.finish(elsewhere: { key in
    if let advice = adviceOnUnclearName(key, kind) { return advice }
    guard let advice = adviceOnKey(key, in: section, kind, config) else {
      return adviceOnForeignKey(key, kind)
    }
    // All keys of another kind have one cause, that the file is in no section.
    defer { isMisplaced = section == nil }
    return isMisplaced ? .told : advice
  })
  if notingForms, !isColumn { parser.noteMissingID(withoutEnding(file.path)) }
  diagnostics += parser.reader.diagnostics
  if let keys = MisplacedKeys(below: parts, in: source, of: kind) {
    diagnostics.append(keys.diagnostic(in: source))
  }
  let rules = TextRules(config, file.path, header: header, details: details)
  let body = rules.body(parts.body, of: source)
  if let signature = rules.signature(in: body, of: source) {
    diagnostics.append(signature.diagnostic(in: source, parser.reader))
  }
  let text = renderMarkdown(source, body: body, options: rules.options)
  diagnostics += text.diagnostics
  var facts = TextFacts(
    text, of: rules.digest(of: source.bytes[body]), in: file.folder,
    trustsHTML: rules.options.rawHTML == .trusted)
  let passages = config.hasSearch ? searchPassages(header, details, text) : []
  let searchText = config.hasSearch ? SearchText(passages) : nil
  facts.searchLength = searchText.map { SearchLength($0, of: passages) } ?? SearchLength()
  let document = ParsedDocument(
    file: file.file, kind: kind, header: header, details: details, facts: facts, source: digest,
    entry: ParsedDocument.entry(of: kind, header, details, facts: facts), text: text,
    searchText: searchText)
  reportSampleText(
    source, header: parts.header, body: parts.body, of: document, &diagnostics)
  return document
}

private func parseFields(
  isColumn: Bool, _ parser: inout FieldParser
) -> (header: Header, details: Details) {
  if isColumn {
    let column = parser.parse(ColumnDetails())
    var header = Header()
    (header.markedTitle, header.slug, header.summary) = (column.title, column.slug, column.summary)
    return (header, .column(column.place))
  }
  let header = parser.parse(Header())
  if let date = header.date, let updated = header.updated, updated.end < date {
    parser.reader.reportEarlyUpdate(updated, date)
  }
  var details = Details(parser.kind)
  details.visit(&parser)
  if case .notice(let notice) = details { parser.check(notice, published: header.date) }
  var published = header.date
  if case .activity(let activity) = details { published = published ?? activity.held }
  details.reissues?.check(after: published, &parser)
  return (header, details)
}

extension KnownDocuments {
  /// The known result for a file with this stamp, nil if there is none.
  fileprivate func result(of file: FoundFile, at hint: Int, in content: Folder) -> ParseResult? {
    guard let version = version(of: file.path, at: hint), version.stamp == file.stamp else {
      return nil
    }
    return result(version, at: file.file, in: content)
  }
}

/// The text of a document, rendered again from its file if this build has not rendered it; nil after reporting that the
/// file has changed since the rest of the site was made from it.
package func renderText(
  of document: ParsedDocument, in content: Folder, config: SiteConfig,
  diagnostics: inout [Diagnostic]
) -> MarkdownDocument? {
  if let text = document.text { return text }
  // The phases before have reported whatever is wrong with the file.
  var known: [Diagnostic] = []
  if let bytes = readBytes(document.file, in: content, diagnostics: &known),
    Digest(of: bytes) == document.source,
    let source = decode(bytes, shown: content.shown(document.path), diagnostics: &known),
    let parts = splitFrontMatter(source, names: .chinese, diagnostics: &known)
  {
    let rules = TextRules(
      config, document.path, header: document.header, details: document.details)
    return renderMarkdown(
      source, body: rules.body(parts.body, of: source), options: rules.options)
  }
  diagnostics.append(changedMeanwhile(content.shown(document.file)))
  return nil
}

/// The text of a document as a search finds it, from its file if this build has not rendered it; nil after reporting that the file has
/// changed since the rest of the site was made from it.
package func searchText(
  of document: ParsedDocument, in content: Folder, config: SiteConfig,
  diagnostics: inout [Diagnostic]
) -> SearchText? {
  document.searchText
    ?? renderText(of: document, in: content, config: config, diagnostics: &diagnostics).map {
      SearchText(document.passages(of: $0))
    }
}

/// An error for a file of `content/` that has changed since the rest of the site was made from it.
package func changedMeanwhile(_ path: String) -> Diagnostic {
  Diagnostic(
    .error, "changed-meanwhile", at: Place(path: path),
    Message("生成的过程中这个文件改动了", "the file was changed while the site was being built"),
    suggestion: Message("改完以后再生成一次", "build again when the file is finished"))
}
