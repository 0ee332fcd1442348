package import ByteText
import Dates

/// Atom 1.0 (RFC 4287), with Dublin Core for document numbers and Media RSS for covers.
/// Dublin Core has the day of publication too, as people write it, since the style sheet that browsers use cannot write dates.
///
/// An entry's bytes do not depend on the feed, so they are made once and copied into each.
package enum Atom {
  /// One `<entry>`; `root` is the site's absolute address, with a slash at its end.
  package static func item(_ item: FeedItem, root: String) -> [UInt8] {
    var writer = ByteWriter(capacity: item.size)
    write(item, root: root, to: &writer)
    return writer.array()
  }

  private static func write(_ item: FeedItem, root: String, to writer: inout ByteWriter) {
    writer.append("<entry>\n")
    writer.element("id", item.id)
    writer.element("title", item.title)
    writer.writeLink("link", "alternate", item.url, type: "text/html")
    writer.element("published", item.published.rfc3339)
    writer.element("updated", item.changed.rfc3339)
    writer.element("dcterms:available", ifPresent: item.day)
    for author in item.authors { writer.writeAuthor(author.name, url: author.url) }
    writer.element("dc:publisher", ifPresent: item.issuer)
    writer.element("dc:identifier", ifPresent: item.number)
    for category in item.categories {
      writer.append("<category")
      writer.attribute("term", category)
      writer.append("/>\n")
    }
    if !item.summary.isEmpty { writer.element("summary", item.summary) }
    if item.content.contains(where: { !$0.isEmpty }) {
      writer.element("content", attributes: " type=\"html\"", item.content, root: root)
    }
    if let source = item.source {
      writer.element("dc:source", source.title)
      writer.writeLink("link", "via", source.url, title: source.title)
    }
    for enclosure in item.enclosures { writer.writeEnclosureLink(enclosure) }
    if let cover = item.cover { writer.writeThumbnail(cover) }
    writer.append("</entry>\n")
  }

  /// The document around its entries, newest first.
  package static func write(
    _ feed: Feed, as document: FeedDocument, items: some Sequence<FeedEntry>, root: String,
    to writer: inout ByteWriter
  ) {
    writer.startXML(stylesheet: feed.stylesheet)
    writer.append("<feed xmlns=\"http://www.w3.org/2005/Atom\"\n")
    writer.append("  xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n")
    writer.append("  xmlns:fh=\"http://purl.org/syndication/history/1.0\"\n")
    writer.append("  xmlns:media=\"http://search.yahoo.com/mrss/\"\n")
    writer.append("  xmlns:dcterms=\"http://purl.org/dc/terms/\"")
    writer.attribute("xml:lang", feed.language)
    writer.append(">\n")
    writer.writeAtomHead(feed, as: document)
    for entry in items {
      switch entry {
      case .made(let bytes): writer.append(bytes)
      case .item(let item): write(item, root: root, to: &writer)
      }
    }
    writer.append("</feed>\n")
  }
}

extension ByteWriter {
  fileprivate mutating func writeAtomHead(_ feed: Feed, as document: FeedDocument) {
    element("id", feed.id)
    element("title", feed.title)
    element("subtitle", ifPresent: feed.description)
    element("updated", feed.updated.rfc3339)
    writeAuthor(feed.organization ?? feed.title)
    writeLink("link", "alternate", feed.homeURL, type: "text/html")
    writeLinks("link", of: document, type: "application/atom+xml", hubs: feed.hubs)
    if document.isArchive { append("<fh:archive/>\n") }
    if let generator = feed.generator { writeGenerator(generator) }
    element("icon", ifPresent: feed.icon)
    element("logo", ifPresent: feed.logo)
    element("rights", ifPresent: feed.rights)
  }

  private mutating func writeGenerator(_ generator: Feed.Generator) {
    append("<generator")
    attribute("uri", ifPresent: generator.url)
    attribute("version", generator.version)
    append(">")
    append(xml: generator.name)
    close("generator")
  }

  fileprivate mutating func writeAuthor(_ name: String, url: String? = nil) {
    append("<author><name>")
    append(xml: name)
    append("</name>")
    if let url {
      append("<uri>")
      append(xml: url)
      append("</uri>")
    }
    append("</author>\n")
  }

  fileprivate mutating func writeEnclosureLink(_ enclosure: FeedItem.Enclosure) {
    append("<link rel=\"enclosure\"")
    attribute("href", enclosure.url)
    attribute("length", enclosure.length)
    attribute("type", enclosure.mediaType)
    attribute("title", ifPresent: enclosure.title)
    append("/>\n")
  }
}
