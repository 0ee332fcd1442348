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
    let shapes = Shapes(&vocabulary, words: strings.map(\.key))
    let words = strings.map(\.value)
    let sources = theme.files.compactMap { file -> (name: String, file: SourceFile)? in
      guard endsIn(file.path, templateSuffix) else { return nil }
      let name = String(file.path.utf8.dropLast(templateSuffix.utf8CodeUnitCount)) ?? ""
      return (name, SourceFile(path: file.shownPath, bytes: file.bytes))
    }
    let (set, problems) = TemplateSet.compile(sources, vocabulary: &vocabulary)
    diagnostics += problems
    guard let set else { return nil }
    self.set = set
    self.shapes = shapes
    self.words = words
    var names = DigestSet(capacity: set.names.count)
    digests = set.names.map { name in
      _ = names.insert(Digest(of: name))
      return TemplateDigest(of: name, in: set, shapes, words: words)
    }
    self.names = names
  }

  /// What stands for a template and all that it uses.
  func digest(of template: String) -> TemplateDigest {
    names.place(of: Digest(of: template)).map { digests[$0] }
      ?? TemplateDigest(of: template, in: set, shapes, words: words)
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
  /// Of the template's text, of every partial and parent that it may use, and of the words that it asks
  /// for.
  let text: Digest
  let demand: PageDemand

  init(of name: String, in set: TemplateSet, _ shapes: Shapes, words: [String]) {
    var parts = Ingredients()
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
        case .interpolation, .test, .block, .override: break
        }
      }
    }
    let asked = set.template(named: name).flatMap { template in
      demands(of: template, in: set, shapes.pages.kinds(of: name), below: shapes.root)
    }
    for (key, word) in zip(shapes.strings.names, words)
    where asked?.shared["strings"].names.contains(key) ?? true {
      parts.add(key)
      parts.add(word)
    }
    text = parts.digest()
    demand = asked.map { PageDemand(page: $0.page, shared: $0.shared) } ?? PageDemand()
  }
}

/// What a template asks of pages of some kinds and of what lies below all of them; nil where that cannot be
/// told.
private func demands(
  of template: Template, in set: TemplateSet, _ kinds: [Shape], below root: Shape
) -> (page: Demand, shared: Demand)? {
  var (page, shared) = (Demand(), Demand())
  for kind in kinds {
    guard let demands = set.demands(of: template, stack: [root, kind]) else { return nil }
    shared.formUnion(demands[0])
    page.formUnion(demands[1])
  }
  return (page, shared)
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
