internal import Diagnostics
internal import FrontMatter
internal import Markdown

/// A document, if it could be read well enough to stand in the site, and what was found wrong.
struct ParseResult: Sendable {
  var document: ParsedDocument?
  var diagnostics: [Diagnostic] = []
}

/// The Parse phase: every Markdown file alone.
func parse(
  _ inputs: Inputs, _ config: SiteConfig, jobs: Int, diagnostics: inout [Diagnostic]
) -> [ParsedDocument] {
  let results = parallelMap(count: inputs.documents.count, jobs: jobs) { index in
    parseDocument(inputs.documents[index], in: inputs.content, config: config)
  }
  for result in results { diagnostics += result.diagnostics }
  return results.compactMap(\.document)
}

/// Reads and parses one Markdown file; pure but for reading the file.
func parseDocument(_ file: ContentFile, in content: Folder, config: SiteConfig) -> ParseResult {
  var result = ParseResult()
  guard let source = readText(file.path, in: content, diagnostics: &result.diagnostics) else {
    return result
  }
  guard let parts = splitFrontMatter(source, diagnostics: &result.diagnostics),
    let root = parseYAML(source, in: parts.header, diagnostics: &result.diagnostics)
  else { return result }
  var fields = FieldReader(root, in: source)
  let section = config.section(holding: file.path)
  let kind = section.map { config.sections[$0].kind } ?? .page
  let isColumn = kind == .study && file.name == "_column.md"
  let header =
    isColumn
    ? parseColumnHeader(&fields) : parseHeader(&fields, kind: kind, zone: config.zone)
  let details =
    isColumn
    ? .column(order: fields.integer("order")?.value)
    : parseDetails(&fields, kind: kind, zone: config.zone)
  fields.finish(elsewhere: { key in adviceOnKey(key, in: section, kind, config) })
  result.diagnostics += fields.diagnostics
  let body = renderMarkdown(source, body: parts.body, options: markdownOptions(config, file.path))
  result.diagnostics += body.diagnostics
  result.document = ParsedDocument(
    path: file.path, kind: kind, header: header, details: details, body: body)
  return result
}

private func markdownOptions(_ config: SiteConfig, _ path: String) -> MarkdownOptions {
  var options = MarkdownOptions()
  options.language = config.language == .chinese ? .chinese : .english
  options.rawHTML = config.trustsHTML(in: path) ? .trusted : .safe
  return options
}

/// Says which kind of document a key belongs to that another kind does not know. A file outside
/// every section has probably come to lie in the wrong folder.
private func adviceOnKey(
  _ key: String, in section: Int?, _ kind: DocumentKind, _ config: SiteConfig
) -> Message? {
  let owners: KeyValuePairs<DocumentKind, [String]> = [
    .study: ["source", "reading"],
    .notice: ["number", "issuer", "recipients", "publicity", "expires", "event", "attachments"],
    .activity: ["held", "photos"],
    .directory: ["name", "contact", "parent", "meetings"],
  ]
  let meant = [key] + keys(named: key)
  guard let (owner, known) = owners.first(where: { $0.value.contains(where: meant.contains) }),
    owner != kind
  else { return nil }
  let name = meant.first(where: known.contains) ?? key
  let belongs = Message(
    (name == key ? "“\(name)”" : "“\(key)”要写成“\(name)”，这") + "是\(owner.chineseName)才有的",
    "`\(name)` belongs to the kind `\(owner)`")
  if section == nil, let home = config.sections.first(where: { $0.kind == owner }) {
    let folder = "content/\(home.folder)/"
    let isStudy = owner == .study
    return Message(
      "\(belongs.chinese)；这个文件不在栏目里，请移到 \(folder)\(isStudy ? " 下的专栏文件夹" : "")；如果就是单页，就删去这一行",
      "\(belongs.english); move this file into \(isStudy ? "a column's folder in " : "")\(folder), "
        + "or remove the line from a page")
  }
  return Message(
    "\(belongs.chinese)；\(kind.chineseName)里请删去", "\(belongs.english); remove it from this \(kind)")
}
