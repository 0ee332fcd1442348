package import Content
package import Diagnostics
internal import Digests
package import Files
internal import FrontMatter
package import Mustache
package import SiteModel

/// The theme's templates, compiled and linked, with the words that they use.
package struct Templates: Sendable {
  /// The compiled templates, by name.
  package let set: TemplateSet
  let kinds: ObjectKinds
  /// The words of `strings`, in the order of its shape.
  let words: [String]
  let assets: AssetVersions
  /// The names of the templates that make pages.
  private let names: DigestSet
  /// The digests, by the index of a template's name.
  private let digests: [TemplateDigest]

  /// Compiles a theme for a site's settings; nil after reporting mistakes in it. Documents may name other templates than those of their
  /// kinds.
  package init?(
    _ theme: Theme, for documents: [ParsedDocument], _ config: SiteConfig,
    diagnostics: inout [Diagnostic]
  ) {
    let (strings, added) = readStrings(theme, config.wordsFile, &diagnostics)
    diagnostics += unreadStrings(in: theme, config.wordsFile)
    var vocabulary = Vocabulary()
    let kinds = ObjectKinds(&vocabulary, words: strings.map(\.key))
    let words = strings.map(\.value)
    let sources = theme.files.compactMap { file -> (name: String, file: SourceFile)? in
      guard endsIn(file.path, templateSuffix) else { return nil }
      let name = String(file.path.utf8.dropLast(templateSuffix.utf8CodeUnitCount)) ?? ""
      return (name, SourceFile(path: file.shownPath, bytes: file.bytes))
    }
    let (set, problems) = TemplateSet.compile(sources, vocabulary: &vocabulary)
    diagnostics += problems
    guard let set else { return nil }
    diagnostics += unknownWords(added, among: strings.map(\.key), usedBy: set)
    self.set = set
    self.kinds = kinds
    self.words = words
    assets = AssetVersions(theme, config)
    let asked = documents.lazy.compactMap { $0.template?.value }
    (names, digests) = templateDigests(
      of: pageTemplates + asked, in: set, kinds, words: words, assets)
  }

  /// The digest of a template and all that it uses. For a name that is no template's it is `none`, with a demand for
  /// all values.
  package func digest(of template: String) -> TemplateDigest {
    names.index(of: Digest(of: template)).map { digests[$0] } ?? TemplateDigest()
  }

  /// Reports documents whose front matter asks for a template that does not exist.
  package func check(_ site: Site, _ content: Folder, jobs: Int, diagnostics: inout [Diagnostic]) {
    let sources = SourcePlaces(content: content)
    var found: [Diagnostic] = []
    for document in site.documents {
      guard let field = document.parsed.template,
        set.template(named: field.value) == nil
      else { continue }
      let (name, near) = (brief(field.value), set.nearestName(to: field.value))
      found.append(
        Diagnostic(
          .error, "missing-template", at: sources.place(document.parsed.path, field.range),
          Message("没有模板“\(name)”", "there is no template `\(name)`"),
          suggestion: near.map { Message("是不是“\($0)”？", "did you mean `\($0)`?") }
            ?? Message(
              "把模板放在 templates/\(name).mustache，或者删去这一项",
              "save the template as templates/\(name).mustache, or remove this field")))
    }
    diagnostics += sources.read(found, jobs: jobs)
  }
}

extension Site {
  /// The template of a page; nil for an output that is no page.
  package func template(of content: Output.Content) -> String? {
    switch content {
    case .home: "home"
    case .calendarPage: "calendar"
    case .section(let index, _): sections[index].config.kind.indexTemplate
    case .view: "archive"
    case .column: "column"
    case .document(let index):
      documents[index].parsed.template?.value ?? documents[index].parsed.kind.template
    case .tagIndex: "tags"
    case .tag: "tag"
    case .authorIndex: "authors"
    case .author: "author"
    case .notFound: "not-found"
    case .redirect: "redirect"
    case .searchPage: "search"
    case .search, .feed, .feedArchive, .feedList, .calendar, .event, .sitemap, .robots, .manifest,
      .asset, .rendition, .themeAsset:
      nil
    }
  }
}

private let templateSuffix: StaticString = ".mustache"

/// A word of a site's own that the default theme does not have, with its place.
private struct AddedWord {
  let key: String
  let place: Place
}

/// Reports words that no template asks for, which are probably misspelt.
private func unknownWords(
  _ added: [AddedWord], among known: [String], usedBy set: TemplateSet
) -> [Diagnostic] {
  if added.isEmpty { return [] }
  let used = Set(
    set.names.compactMap(set.template(named:)).flatMap(set.references(in:)).map(\.name))
  var found = FileDiagnostics()
  let addedKeys = Set(added.map(\.key))
  let words = NearWords(known.filter { !addedKeys.contains($0) })
  for word in added where !used.contains("strings." + word.key) {
    found.add("unknown-word") {
      let near = words.nearest(to: word.key)
      return Diagnostic(
        .warning, "unknown-word", at: word.place,
        Message(
          "主题的文字里没有“\(brief(word.key))”这一项，没有用上",
          "`\(brief(word.key))` is not a name among the words of the theme, so it is not used"),
        suggestion: near.map { Message("是不是“\($0)”？", "did you mean `\($0)`?") }
          ?? Message(
            "照着自带的 strings/zh.yml 写，或者删去这一项",
            "see the theme's own strings/en.yml for the names, or remove this field"))
    }
  }
  return found.list
}

/// Reports files of words that have another name than those that are read.
private func unreadStrings(in theme: Theme, _ wordsFile: String) -> [Diagnostic] {
  let known = ["strings/zh.yml", "strings/zh-Hant.yml", "strings/en.yml"]
  let right = "templates/" + wordsFile
  return theme.files.lazy.filter { file in
    !file.shownPath.utf8.starts(with: "theme:".utf8) && !known.contains(file.path)
      && (endsIn(file.path, ".yml") || endsIn(file.path, ".yaml"))
      && !file.path.utf8.starts(with: "assets/".utf8)
  }.map { file in
    Diagnostic(
      .warning, "unread-strings",
      at: Place(SourceFile(path: file.shownPath, bytes: file.bytes), 0..<0),
      Message(
        "这个文件没有用上：主题的文字写在 \(right) 里", "this file is not read: words of the theme are in \(right)"),
      suggestion: Message("改名为 \(right)；不要的删去", "rename it to \(right), or remove it"))
  }
}

/// Reads the words of a theme in the site's language from its file; the site's own words
/// replace those of the default theme. Words that this does not have are returned with their places.
private func readStrings(
  _ theme: Theme, _ wordsFile: String, _ diagnostics: inout [Diagnostic]
) -> (words: [(key: String, value: String)], added: [AddedWord]) {
  var words: [String: String] = [:]
  var added: [AddedWord] = []
  for file in theme.strings(wordsFile) {
    let source = SourceFile(path: file.shownPath, bytes: file.bytes)
    guard
      let root = parseYAML(
        source, in: 0..<source.bytes.count, names: .none, diagnostics: &diagnostics),
      case .mapping(let entries) = root.content
    else { continue }
    var fields = FieldReader(root, in: source, names: .none)
    let isOwn = !words.isEmpty
    for entry in entries {
      let isNew = words.updateValue(fields.text(entry.key)?.value ?? "", forKey: entry.key) == nil
      if isOwn, isNew {
        added.append(AddedWord(key: entry.key, place: Place(source, entry.keyRange)))
      }
    }
    diagnostics += fields.diagnostics
  }
  return (words.sorted { precedes($0.key, $1.key) }, added)
}
