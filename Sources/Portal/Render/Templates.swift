internal import Diagnostics
internal import FrontMatter
internal import Mustache

/// The theme's templates, compiled and linked, with the words that they use.
struct Templates: Sendable {
  let set: TemplateSet
  let shapes: Shapes
  /// The values of `strings`, in the order of its shape.
  let words: [String]

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
