import ByteText
import Diagnostics
import Mustache
import Pages

/// The model as objects with shapes.
struct Ours: Sendable {
  private let set: TemplateSet
  private let article: Template
  private let list: Template
  private let site: Object
  private let articlePage: Object
  private let listPage: Object
  private let root: String

  init(_ model: Model) {
    var vocabulary = Vocabulary()
    let link = vocabulary.shape("Link", ["title", "address", "isCurrent"])
    let document = vocabulary.shape(
      "Document", ["title", "address", "summary", "iso", "long", "author", "tags", "isPinned"])
    let heading = vocabulary.shape("Heading", ["id", "title", "isSub"])
    let stringNames = model.strings.keys.sorted()
    let strings = vocabulary.shape("Strings", stringNames)
    let siteShape = vocabulary.shape("Site", ["title", "language", "description", "home"])
    let asset = vocabulary.shape("Assets", ["style"])
    let page = vocabulary.shape("Page", ["title", "url", "feed"])
    let global = vocabulary.shape("every page", ["site", "strings", "menu", "asset", "page"])
    let own = vocabulary.shape(
      "an article",
      [
        "breadcrumb", "document", "headings", "hasHeadings", "content", "words", "minutes",
        "previous", "next",
      ])
    let listed = vocabulary.shape("a list", ["items"])

    func text(_ text: String?) -> Value { text.map(Value.text) ?? .null }
    func object(_ one: Model.Link) -> Value {
      .object(Object(link, [.text(one.title), .address(one.address), .bool(one.isCurrent)]))
    }
    func object(_ one: Model.Document) -> Value {
      .object(
        Object(
          document,
          [
            .text(one.title), .address(one.address), text(one.summary), .text(one.iso),
            .text(one.long), text(one.author), .list(one.tags.map(object)), .bool(one.isPinned),
          ]))
    }
    site = Object(
      global,
      [
        .object(
          Object(
            siteShape,
            [
              .text(model.siteTitle), .text(model.siteLanguage), .text(model.siteDescription),
              .address(model.siteHome),
            ])),
        .object(Object(strings, stringNames.map { text(model.strings[$0]) })),
        .list(model.menu.map(object)), .object(Object(asset, [.address(model.style)])),
        .object(
          Object(page, [.text(model.title), .text(model.url), .address("study/rss.xml")])),
      ])
    articlePage = Object(
      own,
      [
        .list(model.breadcrumb.map(object)), object(model.document),
        .list(
          model.headings.map {
            .object(Object(heading, [.text($0.id), .text($0.title), .bool($0.isSub)]))
          }), .bool(true), .html(HTMLFragment(bytes: Array(model.content.utf8))),
        .text(model.words), .text(model.minutes), model.previous.map(object) ?? .null,
        model.next.map(object) ?? .null,
      ])
    listPage = Object(listed, [.list(model.items.map(object))])
    root = model.root
    let sources = mustacheTemplates.map {
      (name: $0.key, file: SourceFile(path: $0.key, bytes: Array($0.value.utf8)))
    }
    let compiled = TemplateSet.compile(sources, vocabulary: &vocabulary)
    guard let set = compiled.set, let article = set.template(named: "article"),
      let list = set.template(named: "list")
    else {
      fatalError(DiagnosticFormatter(language: .english).format(compiled.diagnostics))
    }
    self.set = set
    self.article = article
    self.list = list
  }

  func render(isList: Bool, into writer: inout ByteWriter) {
    let diagnostics = set.render(
      isList ? list : article, stack: [site, isList ? listPage : articlePage], root: root,
      page: "page", into: &writer)
    precondition(diagnostics.isEmpty)
  }
}
