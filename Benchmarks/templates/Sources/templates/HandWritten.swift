import ByteText
import Pages

/// What a person would write who wanted these two pages and no engine.
struct HandWritten {
  private let model: Model

  func render(isList: Bool, into writer: inout ByteWriter) {
    layout(isList ? model.title : model.document.title, &writer) { writer in
      if isList { list(&writer) } else { article(&writer) }
    }
  }

  private func string(_ name: String) -> String { model.strings[name] ?? "" }

  private func address(_ path: String, _ writer: inout ByteWriter) {
    writer.append(html: model.root)
    writer.append(html: path)
  }

  private func layout(
    _ title: String, _ writer: inout ByteWriter, _ main: (inout ByteWriter) -> Void
  ) {
    writer.append("<!doctype html>\n<html lang=\"")
    writer.append(html: model.siteLanguage)
    writer.append(
      "\">\n<head>\n  <meta charset=\"utf-8\">\n  <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n  <title>"
    )
    writer.append(html: title)
    writer.append(" | ")
    writer.append(html: model.siteTitle)
    writer.append("</title>\n  <meta name=\"description\" content=\"")
    writer.append(html: model.siteDescription)
    writer.append("\">\n  <link rel=\"canonical\" href=\"")
    writer.append(html: model.url)
    writer.append("\">\n  <link rel=\"stylesheet\" href=\"")
    address(model.style, &writer)
    writer.append("\">\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">")
    writer.append(html: skip)
    writer.append("</a>\n<header>\n  <a href=\"")
    address(model.siteHome, &writer)
    writer.append("\">")
    writer.append(html: model.siteTitle)
    writer.append("</a>\n  <nav>\n    <ul>\n")
    for link in model.menu {
      writer.append("      <li><a href=\"")
      address(link.address, &writer)
      writer.append("\"")
      if link.isCurrent { writer.append(" aria-current=\"page\"") }
      writer.append(">")
      writer.append(html: link.title)
      writer.append("</a></li>\n")
    }
    writer.append("    </ul>\n  </nav>\n</header>\n<main id=\"main\">\n")
    main(&writer)
    writer.append("\n</main>\n<footer>\n  <p>")
    writer.append(html: model.siteTitle)
    writer.append("</p>\n  <p><a href=\"")
    address("study/rss.xml", &writer)
    writer.append("\">")
    writer.append(html: subscribe)
    writer.append("</a></p>\n</footer>\n</body>\n</html>\n")
  }

  private func article(_ writer: inout ByteWriter) {
    writer.append("<nav><ol>\n")
    for link in model.breadcrumb {
      writer.append("  <li><a href=\"")
      address(link.address, &writer)
      writer.append("\">")
      writer.append(html: link.title)
      writer.append("</a></li>\n")
    }
    writer.append("</ol></nav>\n<article>\n  <h1>")
    writer.append(html: model.document.title)
    writer.append("</h1>\n  <p>\n    <time datetime=\"")
    writer.append(html: model.document.iso)
    writer.append("\">")
    writer.append(html: model.document.long)
    writer.append("</time>\n    ")
    if let author = model.document.author {
      writer.append("<span>")
      writer.append(html: author)
      writer.append("</span>")
    }
    writer.append("\n    ")
    writer.append(html: model.words)
    writer.append(" ")
    writer.append(html: words)
    writer.append("，")
    writer.append(html: model.minutes)
    writer.append(" ")
    writer.append(html: minutes)
    writer.append("\n  </p>\n")
    if model.headings.count >= 2 { headings(&writer) }
    writer.append(model.content)
    writer.append("\n  <p>")
    writer.append(html: tags)
    writer.append("：")
    self.tags(of: model.document, &writer)
    writer.append("</p>\n</article>\n<nav>\n")
    if let document = model.previous { neighbour(document, "prev", previous, &writer) }
    if let document = model.next { neighbour(document, "next", next, &writer) }
    writer.append("</nav>")
  }

  private func headings(_ writer: inout ByteWriter) {
    writer.append("  <nav>\n    <h2>")
    writer.append(html: contents)
    writer.append("</h2>\n    <ol>\n")
    for heading in model.headings {
      writer.append("      <li")
      if heading.isSub { writer.append(" class=\"sub\"") }
      writer.append("><a href=\"#")
      writer.append(html: heading.id)
      writer.append("\">")
      writer.append(html: heading.title)
      writer.append("</a></li>\n")
    }
    writer.append("    </ol>\n  </nav>\n")
  }

  private func tags(of document: Model.Document, _ writer: inout ByteWriter) {
    for tag in document.tags {
      writer.append("<a href=\"")
      address(tag.address, &writer)
      writer.append("\">")
      writer.append(html: tag.title)
      writer.append("</a> ")
    }
  }

  private func neighbour(
    _ document: Model.Document, _ relation: StaticString, _ label: String,
    _ writer: inout ByteWriter
  ) {
    writer.append("  <a rel=\"")
    writer.append(relation)
    writer.append("\" href=\"")
    address(document.address, &writer)
    writer.append("\">")
    writer.append(html: label)
    writer.append("：")
    writer.append(html: document.title)
    writer.append("</a>\n")
  }

  private func list(_ writer: inout ByteWriter) {
    writer.append("<h1>")
    writer.append(html: model.title)
    writer.append("</h1>\n<ul>\n")
    for document in model.items { card(document, &writer) }
    writer.append("</ul>")
  }

  private func card(_ document: Model.Document, _ writer: inout ByteWriter) {
    writer.append("<li>\n  <h2><a href=\"")
    address(document.address, &writer)
    writer.append("\">")
    writer.append(html: document.title)
    writer.append("</a>")
    if document.isPinned {
      writer.append(" <b>")
      writer.append(html: pinned)
      writer.append("</b>")
    }
    writer.append("</h2>\n  <p><time datetime=\"")
    writer.append(html: document.iso)
    writer.append("\">")
    writer.append(html: document.long)
    writer.append("</time>")
    if let author = document.author {
      writer.append(" <span>")
      writer.append(html: author)
      writer.append("</span>")
    }
    writer.append("</p>\n")
    if let summary = document.summary {
      writer.append("  <p>")
      writer.append(html: summary)
      writer.append("</p>\n")
    }
    writer.append("  <p>")
    tags(of: document, &writer)
    writer.append("</p>\n</li>\n")
  }

  // The theme's words, looked up once.
  private let skip, tags, contents, previous, next, words, minutes, subscribe, pinned: String

  init(_ model: Model) {
    self.model = model
    func word(_ name: String) -> String { model.strings[name] ?? "" }
    skip = word("skip")
    tags = word("tags")
    contents = word("contents")
    previous = word("previous")
    next = word("next")
    words = word("words")
    minutes = word("minutes")
    subscribe = word("subscribe")
    pinned = word("pinned")
  }
}
