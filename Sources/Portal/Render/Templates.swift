internal import Diagnostics
internal import Digests
internal import FrontMatter
internal import Mustache

/// The theme's templates, compiled and linked, with the words that they use.
struct Templates: Sendable {
  let set: TemplateSet
  let shapes: Shapes
  /// The values of `strings`, in the order of its shape.
  let words: [String]
  private let names: DigestSet
  /// By the place of a template's name.
  private let digests: [TemplateDigest]

  /// Compiles a theme; nil after reporting what is wrong with it.
  init?(_ theme: Theme, language: SiteConfig.Language, diagnostics: inout [Diagnostic]) {
    let strings = readStrings(theme, language, &diagnostics)
    var vocabulary = Vocabulary()
    shapes = Shapes(&vocabulary, words: strings.map(\.key))
    words = strings.map(\.value)
    let sources = theme.files.compactMap { file -> (name: String, file: SourceFile)? in
      guard endsIn(file.path, templateSuffix) else { return nil }
      let name = String(file.path.utf8.dropLast(templateSuffix.utf8CodeUnitCount)) ?? ""
      return (name, SourceFile(path: file.shownPath, bytes: file.bytes))
    }
    let (set, problems) = TemplateSet.compile(sources, vocabulary: &vocabulary)
    diagnostics += problems
    guard let set else { return nil }
    self.set = set
    var names = DigestSet(capacity: set.names.count)
    digests = set.names.map { name in
      _ = names.insert(Digest(of: name))
      return TemplateDigest(of: name, in: set)
    }
    self.names = names
  }

  /// What stands for a template and all that it uses.
  func digest(of template: String) -> TemplateDigest {
    names.place(of: Digest(of: template)).map { digests[$0] }
      ?? TemplateDigest(of: template, in: set)
  }

  /// Reports documents whose front matter asks for a template that does not exist.
  func check(_ site: Site, _ sources: Sources, diagnostics: inout [Diagnostic]) {
    for document in site.documents {
      guard let field = document.parsed.header.template,
        set.template(named: field.value) == nil
      else { continue }
      let near = nearMatch(for: field.value, in: set.names)
      diagnostics.append(
        Diagnostic(
          .error, "missing-template", at: sources.place(document.parsed.path, field.range),
          Message("没有模板“\(field.value)”", "there is no template `\(field.value)`"),
          suggestion: near.map { Message("是不是“\($0)”？", "did you mean `\($0)`?") }
            ?? Message(
              "把模板放在 templates/\(field.value).mustache，或删去这一行",
              "put it at templates/\(field.value).mustache, or remove this line")))
    }
  }
}

/// What the bytes of a page owe to its template.
struct TemplateDigest: Sendable {
  /// Of the template's text, and of every partial and parent that it may use.
  let text: Digest
  /// Whether it may list all feeds or calendars of the site: then a new tag changes the page.
  let listsFeeds: Bool
  /// Whether it may list what is new beside a document: then a new one changes the pages of others.
  let listsLatest: Bool
  /// Whether it asks for the page's data for machines, and for its times; what nobody asks for need
  /// not be made.
  let asksForStructuredData: Bool
  let asksForTimes: Bool

  init(of name: String, in set: TemplateSet) {
    var parts = Ingredients()
    // Every part of every dotted name.
    var names: Set<Substring> = []
    var seen: Set<String> = [name]
    var waiting = [name]
    while let name = waiting.popLast() {
      guard let template = set.template(named: name) else { continue }
      parts.add(Digest(of: set.file(of: template).bytes))
      for reference in set.references(in: template) {
        switch reference.kind {
        case .partial, .parent:
          if seen.insert(reference.name).inserted { waiting.append(reference.name) }
        case .dynamicName: waiting += set.names.filter { seen.insert($0).inserted }
        case .interpolation, .test: names.formUnion(reference.name.split(separator: "."))
        case .block, .override: break
        }
      }
    }
    text = parts.digest()
    listsFeeds = !names.isDisjoint(with: ["feeds", "feedGroups", "calendars"])
    listsLatest = names.contains("latest")
    asksForStructuredData = names.contains("structuredData")
    asksForTimes = !names.isDisjoint(with: ["published", "updated"])
  }
}

extension Site {
  /// The template of a page; nil for what is no page.
  func template(of content: Output.Content) -> String? {
    switch content {
    case .home: "home"
    case .section(let index, _): sections[index].config.kind.indexTemplate
    case .column: "column"
    case .document(let index):
      documents[index].parsed.header.template?.value ?? documents[index].parsed.kind.template
    case .tagIndex: "tags"
    case .tag: "tag"
    case .authorIndex: "authors"
    case .author: "author"
    case .notFound: "not-found"
    case .redirect: "redirect"
    case .feed, .feedArchive, .feedList, .calendar, .event, .sitemap, .robots, .asset,
      .themeAsset:
      nil
    }
  }
}

private let templateSuffix: StaticString = ".mustache"

/// Reads `strings/zh.yml` or `strings/en.yml`: the words of a theme in the site's language, those of
/// the site in place of the default theme's.
private func readStrings(
  _ theme: Theme, _ language: SiteConfig.Language, _ diagnostics: inout [Diagnostic]
) -> [(key: String, value: String)] {
  var words: [String: String] = [:]
  for file in theme.strings(language == .chinese ? "strings/zh.yml" : "strings/en.yml") {
    let source = SourceFile(path: file.shownPath, bytes: file.bytes)
    guard let root = parseYAML(source, in: 0..<source.bytes.count, diagnostics: &diagnostics),
      case .mapping(let entries) = root.content
    else { continue }
    var fields = FieldReader(root, in: source)
    for entry in entries { words[entry.key] = fields.text(entry.key)?.value ?? "" }
    diagnostics += fields.diagnostics
  }
  return words.sorted { precedes($0.key, $1.key) }
}
