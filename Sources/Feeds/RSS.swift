package import ByteText
import Dates

/// RSS 2.0 (the RSS Advisory Board's 2.0.11) with the modules that readers understand: content for
/// the whole text, Dublin Core for people and document numbers, Media RSS for covers, Atom's links.
///
/// An item's bytes do not depend on the feed, so that what stands in several feeds is made once and
/// copied into each.
package enum RSS {
  /// One `<item>`; `root` is the site's absolute address, with a slash at its end.
  package static func item(_ item: FeedItem, root: String) -> [UInt8] {
    var writer = ByteWriter(capacity: item.size)
    write(item, root: root, to: &writer)
    return writer.array()
  }

  private static func write(_ item: FeedItem, root: String, to writer: inout ByteWriter) {
    writer.append("<item>\n")
    writer.element("title", item.title)
    writer.element("link", item.url)
    writer.append("<guid isPermaLink=\"false\">")
    writer.append(xml: item.id)
    writer.append("</guid>\n")
    writer.element("pubDate", item.published.rfc822)
    writer.element("dcterms:available", ifPresent: item.day)
    if let updated = item.updated { writer.element("atom:updated", updated.rfc3339) }
    for author in item.authors { writer.element("dc:creator", author.name) }
    writer.element("dc:publisher", ifPresent: item.issuer)
    writer.element("dc:identifier", ifPresent: item.number)
    for category in item.categories { writer.element("category", category) }
    let hasContent = item.content.contains { !$0.isEmpty }
    if !item.summary.isEmpty || hasContent {
      // The whole text is an addition to a description.
      writer.element("description", htmlOfText: item.summary.isEmpty ? item.title : item.summary)
    }
    if hasContent {
      writer.element("content:encoded", item.content, root: root)
    }
    if let source = item.source { writer.writeRSSSource(source) }
    for enclosure in item.enclosures { writer.writeRSSEnclosure(enclosure) }
    if let cover = item.cover { writer.writeThumbnail(cover) }
    writer.append("</item>\n")
  }

  /// The document around its items, newest first.
  package static func write(
    _ feed: Feed, as document: FeedDocument, items: some Sequence<FeedEntry>, root: String,
    to writer: inout ByteWriter
  ) {
    writer.startXML(stylesheet: feed.stylesheet)
    writer.append("<rss version=\"2.0\"\n")
    writer.append("  xmlns:atom=\"http://www.w3.org/2005/Atom\"\n")
    writer.append("  xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"\n")
    writer.append("  xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n")
    writer.append("  xmlns:fh=\"http://purl.org/syndication/history/1.0\"\n")
    writer.append("  xmlns:media=\"http://search.yahoo.com/mrss/\"\n")
    writer.append("  xmlns:dcterms=\"http://purl.org/dc/terms/\">\n<channel>\n")
    writer.writeRSSChannel(feed, as: document)
    for entry in items {
      switch entry {
      case .made(let bytes): writer.append(bytes)
      case .item(let item): write(item, root: root, to: &writer)
      }
    }
    writer.append("</channel>\n</rss>\n")
  }
}

extension ByteWriter {
  fileprivate mutating func writeRSSChannel(_ feed: Feed, as document: FeedDocument) {
    element("title", feed.title)
    element("link", feed.homeURL)
    // As in items: readers take descriptions for HTML, titles for text.
    element("description", htmlOfText: feed.description.isEmpty ? feed.title : feed.description)
    element("language", feed.language)
    element("copyright", ifPresent: feed.rights)
    element("dc:publisher", ifPresent: feed.organization)
    element("lastBuildDate", feed.updated.rfc822)
    if let generator = feed.generator {
      element("generator", "\(generator.name) \(generator.version)")
    }
    element("docs", "https://www.rssboard.org/rss-specification")
    writeLinks("atom:link", of: document, type: "application/rss+xml", hubs: feed.hubs)
    if document.isArchive { append("<fh:archive/>\n") }
    if let ttl = feed.ttl { element("ttl", String(ttl)) }
    writeSkipHours(feed.skipHours)
    if let logo = feed.logo { writeRSSImage(logo, of: feed) }
  }

  private mutating func writeSkipHours(_ hours: [Int]) {
    guard !hours.isEmpty else { return }
    append("<skipHours>")
    for hour in Set(hours).sorted() {
      append("<hour>")
      append(decimal: hour)
      append("</hour>")
    }
    close("skipHours")
  }

  /// The channel's picture; RSS wants the channel's own title and link beside it.
  private mutating func writeRSSImage(_ url: String, of feed: Feed) {
    append("<image>\n")
    element("url", url)
    element("title", feed.title)
    element("link", feed.homeURL)
    close("image")
  }

  fileprivate mutating func writeRSSEnclosure(_ enclosure: FeedItem.Enclosure) {
    append("<enclosure")
    attribute("url", enclosure.url)
    attribute("length", enclosure.length)
    attribute("type", enclosure.mediaType)
    append("/>\n")
  }

  /// RSS's own `source` names another feed, so a reprint's original is told with Dublin Core, and
  /// its address as the link that Atom calls "via".
  fileprivate mutating func writeRSSSource(_ source: FeedItem.Source) {
    element("dc:source", source.title)
    writeLink("atom:link", "via", source.url, title: source.title)
  }

  /// Media RSS, in RSS and Atom alike.
  mutating func writeThumbnail(_ picture: FeedItem.Picture) {
    append("<media:thumbnail")
    attribute("url", picture.url)
    if let size = picture.size {
      attribute("width", size.width)
      attribute("height", size.height)
    }
    append("/>\n")
  }
}
