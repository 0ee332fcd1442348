internal import Content
internal import Diagnostics
internal import FrontMatter

/// The ids that elements have in the templates of a theme.
struct TemplateIDs {
  /// All of them, to which links of texts may lead too.
  private(set) var all: Set<String> = []
  /// The ids in the site's own templates, by the template's path.
  private var own: [(path: String, ids: Set<String>)] = []

  init(in theme: Theme) {
    for file in theme.files
    where file.path.utf8.reversed().starts(with: ".mustache".utf8.reversed()) {
      let ids = Set(Content.idsOfElements(in: file.bytes))
      all.formUnion(ids)
      let isOwn = !file.shownPath.utf8.starts(with: "theme:".utf8)
      if isOwn, !ids.isEmpty { own.append((file.path, ids)) }
    }
  }

  /// Reports headings that have the id of an element in a template of the site's own on the page where they are shown.
  func reportTaken(
    by documents: some Sequence<ParsedDocument>, _ sources: SourcePlaces,
    diagnostics: inout [Diagnostic]
  ) {
    if own.isEmpty { return }
    for document in documents {
      let template = (document.template?.value ?? document.kind.template) + ".mustache"
      let shown = own.filter { $0.path == template || $0.path.utf8.starts(with: "partials/".utf8) }
      guard
        let id = document.facts.anchors.all.first(where: { id in
          shown.contains { $0.ids.contains(id) }
        }),
        let path = shown.first(where: { $0.ids.contains(id) })?.path
      else { continue }
      let written = brief(id)
      diagnostics.append(
        Diagnostic(
          .warning, "id-in-template", at: sources.place(document.path),
          Message(
            "标题的锚点“\(written)”和 templates/\(path) 里的 id 一样，链接会跳错地方",
            "a heading has the id `\(written)`, and so has an element in templates/\(path)"),
          suggestion: Message(
            "在标题后面写 {#别的名称}，或者改掉模板里的 id",
            "write {#another-id} after the heading, or change the id in the template")))
    }
  }
}
