import Mustache
import Pages
import Stencil

/// hummingbird-project/swift-mustache.
struct OtherMustache {
  private let library: MustacheLibrary
  private let article: [String: Any]
  private let list: [String: Any]

  init(_ model: Model) throws {
    library = MustacheLibrary(
      templates: try mustacheTemplates.mapValues { try MustacheTemplate(string: $0) })
    article = dictionary(model, isList: false)
    list = dictionary(model, isList: true)
  }

  func render(isList: Bool) -> String {
    library.render(isList ? list : article, withTemplate: isList ? "list" : "article") ?? ""
  }
}

/// stencilproject/Stencil.
struct StencilEngine {
  private let environment = Environment(loader: DictionaryLoader(templates: stencilTemplates))
  private let article: [String: Any]
  private let list: [String: Any]
  private let articleTemplate: Stencil.Template
  private let listTemplate: Stencil.Template

  init(_ model: Model) throws {
    article = dictionary(model, isList: false)
    list = dictionary(model, isList: true)
    articleTemplate = try environment.loadTemplate(name: "article")
    listTemplate = try environment.loadTemplate(name: "list")
  }

  func render(isList: Bool) -> String {
    (try? (isList ? listTemplate : articleTemplate).render(isList ? list : article)) ?? ""
  }
}
