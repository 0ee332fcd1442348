internal import ByteText
internal import Content
internal import Dates
internal import FrontMatter
internal import Mustache
internal import SiteModel

/// The description of a page for machines: one graph of JSON-LD in the vocabulary of schema.org.
///
/// The JSON contains escapes in place of `<`, `>` and `&`, so that a script element that contains it ends where the
/// template ends it, whatever the content.
struct StructuredData: Sendable {
  let site: Site
  let documentData: DocumentData
  private var config: SiteConfig { site.config }

  init(_ site: Site, _ documentData: DocumentData) {
    self.site = site
    self.documentData = documentData
  }

  /// The graph of a page: its subject, its publisher, and its position in the site.
  func html(_ facts: PageFacts) -> HTMLFragment {
    var json = ByteWriter(capacity: 4096)
    json.append(#"{"@context":"https://schema.org","@graph":["#)
    if let index = facts.document {
      writeAbout(site.documents[index], facts, to: &json)
    } else if facts.kind == "home" {
      writeSite(to: &json)
    } else {
      json.openObject(type: "CollectionPage")
      writePage(facts, to: &json)
      json.append("}")
    }
    if !facts.breadcrumb.isEmpty { writeBreadcrumb(facts, to: &json) }
    json.append("]}")
    return HTMLFragment(bytes: json.array())
  }

  // MARK: - The site and its places

  private func writeSite(to json: inout ByteWriter) {
    json.openObject(type: "WebSite")
    json.member("@id", config.url + "#website")
    json.member("url", config.url)
    json.member("name", config.title)
    json.member("description", config.description)
    json.member("inLanguage", config.languageTag)
    json.key("publisher")
    json.openObject()
    json.member("@id", config.url + "#organization")
    json.append("}}")
    writePublisher(isWhole: true, to: &json)
  }

  /// Writes the publisher of the site, completely on the home page, elsewhere only the properties that a reference
  /// needs.
  private func writePublisher(isWhole: Bool, to json: inout ByteWriter) {
    json.openObject(type: "Organization")
    json.member("@id", config.url + "#organization")
    json.member("name", config.organization ?? config.title)
    json.member("url", config.url)
    if isWhole {
      json.member("logo", site.raster.map { config.url + $0.encoded })
      json.member("email", config.email)
      json.member("telephone", config.phone)
      json.member("address", config.place)
    }
    json.append("}")
  }

  private func writeBreadcrumb(_ facts: PageFacts, to json: inout ByteWriter) {
    json.openObject(type: "BreadcrumbList")
    json.key("itemListElement")
    json.append("[")
    let trail = facts.breadcrumb.map { ($0.title, $0.address) } + [(facts.title, facts.address)]
    for (index, (title, address)) in trail.enumerated() {
      json.openObject(type: "ListItem")
      json.key("position")
      json.append(decimal: index + 1)
      json.member("name", title)
      json.member("item", config.url + address.encoded)
      json.append("}")
    }
    json.append("]}")
  }

  // MARK: - Documents

  private func writeAbout(_ document: Document, _ facts: PageFacts, to json: inout ByteWriter) {
    switch document.parsed.details {
    case .study: writeArticle(document, facts, "Article", to: &json)
    case .notice, .activity: writeArticle(document, facts, "NewsArticle", to: &json)
    case .branch:
      if let branch = document.ownBranch { writeBranch(site.branches[branch], facts, to: &json) }
    case .page, .column:
      json.openObject(type: "WebPage")
      writePage(facts, to: &json)
      if let editor = document.parsed.header.editor {
        json.key("editor")
        write("Person", editor, nil, to: &json)
      }
      json.append("}")
    }
    if let event = document.event { write(event, of: document, facts, to: &json) }
  }

  private func writePage(_ facts: PageFacts, to json: inout ByteWriter) {
    json.member("url", config.url + facts.address.encoded)
    json.member("name", facts.title)
    json.member("description", facts.description)
    json.member("inLanguage", config.languageTag)
  }

  private func writeArticle(
    _ document: Document, _ facts: PageFacts, _ type: StaticString, to json: inout ByteWriter
  ) {
    let url = config.url + document.address.encoded
    json.openObject(type: type)
    json.member("@id", url + "#article")
    json.member("mainEntityOfPage", url)
    json.member("headline", facts.title)
    json.member("description", facts.description)
    json.member("inLanguage", config.languageTag)
    json.member("image", site.sharedImage(of: facts).map { config.url + $0.address.encoded })
    json.member("dateCreated", document.issued.map(time))
    json.member("datePublished", facts.published.map(time))
    json.member("dateModified", (facts.updated ?? facts.published).map(time))
    json.member("articleSection", document.section.map { site.sections[$0].config.title })
    json.member("identifier", notice(document)?.number)
    writeAuthor(of: document, to: &json)
    if let editor = document.parsed.header.editor {
      json.key("editor")
      write("Person", editor, nil, to: &json)
    }
    json.key("publisher")
    writePublisher(isWhole: false, to: &json)
    json.append("}")
  }

  /// Writes the authors, or else the body that issued the notice, or else the branch.
  private func writeAuthor(of document: Document, to json: inout ByteWriter) {
    let authors = document.authors.map { site.authors[$0] }
    if !authors.isEmpty {
      json.key("author")
      if authors.count > 1 { json.append("[") }
      for author in authors {
        write("Person", author.title, config.url + author.address.encoded, to: &json)
      }
      if authors.count > 1 { json.append("]") }
    } else if let issuer = notice(document)?.issuer {
      json.key("author")
      write("Organization", issuer, nil, to: &json)
    } else if let branch = document.branch.map({ site.branches[$0] }) {
      json.key("author")
      let url = config.url + site.documents[branch.document].address.encoded
      write("Organization", branch.name, url, to: &json)
    }
  }

  private func write(
    _ type: StaticString, _ name: String, _ url: String?, to json: inout ByteWriter
  ) {
    json.openObject(type: type)
    json.member("name", name)
    json.member("url", url)
    json.append("}")
  }

  private func write(
    _ event: NoticeDetails.Event, of document: Document, _ facts: PageFacts,
    to json: inout ByteWriter
  ) {
    let url = config.url + document.address.encoded
    json.openObject(type: "Event")
    json.member("@id", url + "#event")
    json.member("url", url)
    json.member("name", facts.title)
    json.member("description", facts.description)
    json.member("startDate", time(event.start))
    json.member("endDate", event.end.map(time))
    json.member(
      "eventStatus",
      "https://schema.org/" + (event.isCancelled ? "EventCancelled" : "EventScheduled"))
    if let place = event.place {
      json.key("location")
      json.openObject(type: "Place")
      json.member("name", place)
      json.member("address", config.place ?? place)
      json.append("}")
    }
    json.key("organizer")
    json.openObject(type: "Organization")
    json.member("name", notice(document)?.issuer ?? config.organization ?? config.title)
    json.append("}}")
  }

  private func writeBranch(_ branch: Branch, _ facts: PageFacts, to json: inout ByteWriter) {
    json.openObject(type: "Organization")
    json.member("url", config.url + facts.address.encoded)
    json.member("name", facts.title)
    json.member("alternateName", branch.name == facts.title ? nil : branch.name)
    json.member("description", facts.description)
    json.member("location", branch.details.place)
    let parent = branch.parent.map {
      site.documents[site.branches[$0].document].title
    }
    if let parent = parent ?? branch.details.parent?.value {
      json.key("parentOrganization")
      json.openObject(type: "Organization")
      json.member("name", parent)
      json.append("}")
    }
    json.append("}")
  }

  private func notice(_ document: Document) -> NoticeDetails? {
    if case .notice(let notice) = document.parsed.details { notice } else { nil }
  }

  private func time(_ moment: Moment) -> String {
    let local = moment.on(config.zone)
    return moment.hasTime ? local.rfc3339 : local.date.iso
  }
}

extension ByteWriter {
  /// Appends a comma, unless the object or list has no members yet.
  private mutating func separate() {
    if last != UInt8(ascii: "{"), last != UInt8(ascii: "["), last != UInt8(ascii: ":") {
      append(",")
    }
  }

  fileprivate mutating func openObject() {
    separate()
    append("{")
  }

  fileprivate mutating func openObject(type: StaticString) {
    openObject()
    append(#""@type":""#)
    append(type)
    append("\"")
  }

  fileprivate mutating func key(_ name: StaticString) {
    separate()
    append("\"")
    append(name)
    append("\":")
  }

  /// Appends a member with a text, unless the text is absent or empty.
  fileprivate mutating func member(_ name: StaticString, _ text: String?) {
    guard let text, !text.isEmpty else { return }
    key(name)
    append(json: text)
  }
}
