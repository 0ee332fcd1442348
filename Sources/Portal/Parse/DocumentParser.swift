internal import ByteText
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
  let parts = splitFrontMatter(source, diagnostics: &result.diagnostics)
  guard
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
  fields.finish(elsewhere: { key in ownerOfKey(key, not: kind) })
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

/// Says which kind of document a key belongs to that another kind does not know.
private func ownerOfKey(_ key: String, not kind: DocumentKind) -> Message? {
  let owners: KeyValuePairs<DocumentKind, [String]> = [
    .study: ["source", "reading"],
    .notice: ["number", "issuer", "recipients", "publicity", "expires", "event", "attachments"],
    .activity: ["held", "photos"],
    .directory: ["name", "contact", "parent", "meetings"],
  ]
  guard let owner = owners.first(where: { $0.value.contains(key) })?.key, owner != kind else {
    return nil
  }
  return Message(
    "“\(key)”是\(owner.chineseName)才有的；\(kind.chineseName)里请删去",
    "`\(key)` belongs to the kind `\(owner.rawValue)`; remove it from this \(kind.rawValue)")
}

/// Reads and decodes a text file below `folder`; nil after reporting why not.
func readText(
  _ path: String, in folder: Folder, diagnostics: inout [Diagnostic]
) -> SourceFile? {
  let shown = folder.shown(path)
  switch folder.read(path) {
  case .failure(let error):
    diagnostics.append(error.diagnostic(path: shown, doing: Message("读不了", "cannot be read")))
    return nil
  case .success(let bytes):
    switch decodeText(bytes) {
    case .utf8(let text): return SourceFile(path: shown, bytes: text)
    case .converted(let text, let encoding):
      let source = SourceFile(path: shown, bytes: text)
      diagnostics.append(converted(source, from: encoding))
      return source
    case .invalid(let offset):
      diagnostics.append(invalidText(SourceFile(path: shown, bytes: bytes), at: offset))
      return nil
    }
  }
}

private func converted(_ source: SourceFile, from encoding: TextEncoding) -> Diagnostic {
  Diagnostic(
    .warning, "not-utf8", at: Place(source, 0..<0),
    Message(
      "文件是 \(encoding.rawValue) 编码，已自动转换", "the file is in \(encoding.rawValue) and was converted"),
    suggestion: Message(
      "用记事本打开，“另存为”时编码选 UTF-8", "save it again with the encoding UTF-8"))
}

private func invalidText(_ source: SourceFile, at offset: Int) -> Diagnostic {
  Diagnostic(
    .error, "invalid-utf8", at: Place(source, offset..<(offset + 1)),
    Message(
      "从第 \(offset + 1) 个字节起不是 UTF-8 文字", "not UTF-8 text from byte \(offset + 1) on"),
    suggestion: Message(
      "用记事本打开，“另存为”时编码选 UTF-8", "save the file again with the encoding UTF-8"))
}
