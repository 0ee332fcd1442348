package import Content
package import Diagnostics
internal import Files
internal import Mustache

/// Reports problems of a theme's templates beyond those that a build reports: templates that are not used, names that
/// no page has, and blocks that are not overridden. Errors stop a build too; the rest are warnings.
package func checkTemplates(_ options: BuildOptions) -> [Diagnostic] {
  var diagnostics: [Diagnostic] = []
  let content = Folder(path: options.content)
  var config = SiteConfig()
  if content.exists,
    let source = readText(
      settingsFile, in: content, limit: SizeLimit.settings, diagnostics: &diagnostics)
  {
    config = parseSiteConfig(source, diagnostics: &diagnostics)
  }
  let own = Folder(path: options.templates)
  let theme = Theme(
    own.exists ? own.walk(diagnostics: &diagnostics) : [], overridingIn: own,
    diagnostics: &diagnostics)
  guard
    let templates = Templates(theme, for: [], config, diagnostics: &diagnostics)
  else {
    return diagnostics.sortedForPrinting()
  }
  let check = TemplateCheck(templates)
  diagnostics += check.unusedTemplates() + check.unknownNames() + check.untouchedBlocks()
  return diagnostics.sortedForPrinting()
}

/// The templates that the generator itself uses; `subscribe` is used by pages whose front matter names it.
let pageTemplates =
  [
    "home", "columns", "column", "list", "directory", "tags", "tag", "authors", "author",
    "not-found", "redirect", "calendar", "archive", "search",
    "subscribe", "updates", "sitemap",
  ] + DocumentKind.allCases.map(\.template)

/// The name of the template of the site's card, which `branchpress card` draws.
let cardTemplate = "card"

private struct TemplateCheck {
  private let set: TemplateSet
  private let kinds: ObjectKinds
  /// The references of each template, in the order of the templates' names.
  private let references: [(template: String, list: [TemplateReference])]

  init(_ templates: Templates) {
    set = templates.set
    kinds = templates.kinds
    references = templates.set.names.map { name in
      (name, templates.set.template(named: name).map(templates.set.references(in:)) ?? [])
    }
  }

  /// Reports templates that no page uses. If a name is dynamic, any template may be used, and nothing is reported.
  func unusedTemplates() -> [Diagnostic] {
    if references.contains(where: { $0.list.contains { $0.kind == .dynamicName } }) { return [] }
    let called = Dictionary(
      uniqueKeysWithValues: references.map { name, list in
        (name, list.filter { $0.kind == .partial || $0.kind == .parent }.map(\.name))
      })
    var reached: Set<String> = []
    var waiting = pageTemplates + [cardTemplate]
    while let name = waiting.popLast() {
      if reached.insert(name).inserted { waiting += called[name] ?? [] }
    }
    return references.filter { !reached.contains($0.template) }.map { name, _ in
      Diagnostic(
        .warning, "unused-template",
        at: set.template(named: name).map { Place(set.file(of: $0), 0..<0) },
        Message("没有网页用到模板“\(name)”", "no page uses the template `\(name)`"),
        suggestion: Message(
          "如果稿件的“template”要用它，不必理会；否则删去", "remove it, unless documents name it in `template`")
      )
    }
  }

  /// Reports parts of names that no kind of object has, so that they are empty or an error everywhere.
  func unknownNames() -> [Diagnostic] {
    let known = (kinds.shapes + [kinds.strings]).reduce(into: Set<String>()) {
      $0.formUnion($1.names)
    }
    let words = NearWords(known)
    return references.flatMap { _, list in
      var found = FileDiagnostics()
      for reference in list {
        guard let name = unknownPart(of: reference, known) else { continue }
        found.add("unknown-name") {
          let (shown, near) = (brief(name), words.nearest(to: name))
          return Diagnostic(
            .warning, "unknown-name", at: reference.place,
            Message("所有网页的数据里都没有“\(shown)”这一项", "no page has a value named `\(shown)`"),
            suggestion: near.map { Message("是不是“\($0)”？", "did you mean `\($0)`?") }
              ?? Message("可用的各项见 docs/templates.md", "docs/templates.md lists the names"))
        }
      }
      return found.list
    }
  }

  /// The first part of a value's name that no object has, nil if there is none.
  private func unknownPart(of reference: TemplateReference, _ known: Set<String>) -> String? {
    guard reference.kind == .interpolation || reference.kind == .test, reference.name != ".",
      !reference.name.utf8.starts(with: "-".utf8)
    else { return nil }
    return reference.name.split(separator: ".").map(String.init).first { !known.contains($0) }
  }

  /// Reports blocks that can be overridden and never are.
  func untouchedBlocks() -> [Diagnostic] {
    var overridden: Set<String> = []
    for reference in references.flatMap(\.list) {
      if case .override = reference.kind { overridden.insert(reference.name) }
    }
    return references.flatMap { _, list in
      var found = FileDiagnostics()
      for reference in list where reference.kind == .block && !overridden.contains(reference.name) {
        let name = brief(reference.name)
        found.add("untouched-block") {
          Diagnostic(
            .warning, "untouched-block", at: reference.place,
            Message("没有模板替换“\(name)”这一块", "no template overrides the block `\(name)`"),
            suggestion: Message(
              "删去 {{$\(name)}} 和 {{/\(name)}}，只留中间的内容",
              "remove its two tags and keep the content between them"))
        }
      }
      return found.list
    }
  }
}
