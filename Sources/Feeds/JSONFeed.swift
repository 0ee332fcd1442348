package import ByteText
import Dates

/// JSON Feed 1.1 (jsonfeed.org), an item a line.
///
/// An item's bytes do not depend on the feed, so that what stands in several feeds is made once and
/// copied into each.
///
/// What the format has no name for stands in the extension `_branchpress`: an official document's
/// number and issuer, and a reprint's source.
package enum JSONFeed {
  /// One item's object; `root` is the site's absolute address, with a slash at its end.
  package static func item(_ item: FeedItem, root: String) -> [UInt8] {
    var writer = ByteWriter(capacity: item.size)
    write(item, root: root, to: &writer)
    return writer.array()
  }

  private static func write(_ item: FeedItem, root: String, to writer: inout ByteWriter) {
    writer.append("{")
    writer.member("id", item.id)
    writer.member("url", item.url)
    writer.member("title", item.title)
    writer.writeContent(of: item, root: root)
    writer.member("image", ifPresent: item.cover?.url)
    writer.member("date_published", item.published.rfc3339)
    writer.member("date_modified", ifPresent: item.updated?.rfc3339)
    writer.writeAuthors(item.authors)
    writer.writeList("tags", item.categories) { $0.append(jsonText: $1) }
    writer.writeList("attachments", item.enclosures) { $0.writeAttachment($1) }
    writer.writeExtension(of: item)
    writer.append("}")
  }

  /// The document around its items, newest first.
  package static func write(
    _ feed: Feed, as document: FeedDocument, items: some Sequence<FeedEntry>, root: String,
    to writer: inout ByteWriter
  ) {
    writer.append("{")
    writer.member("version", "https://jsonfeed.org/version/1.1")
    writer.member("title", feed.title)
    writer.member("home_page_url", feed.homeURL)
    writer.member("feed_url", document.current ?? document.url)
    writer.member("description", ifPresent: feed.description)
    writer.member("next_url", ifPresent: document.previousArchive)
    writer.member("icon", ifPresent: feed.logo)
    writer.member("favicon", ifPresent: feed.icon)
    writer.writeAuthors([FeedItem.Author(name: feed.organization ?? feed.title)])
    writer.member("language", feed.language)
    writer.writeList("hubs", feed.hubs) {
      $0.append("{")
      $0.member("type", "WebSub")
      $0.member("url", $1)
      $0.append("}")
    }
    writer.key("items")
    writer.append("[\n")
    for (index, entry) in items.enumerated() {
      if index > 0 { writer.append(",\n") }
      switch entry {
      case .made(let bytes): writer.append(bytes)
      case .item(let item): write(item, root: root, to: &writer)
      }
    }
    writer.append("\n]}\n")
  }
}

extension ByteWriter {
  /// A member's name, behind a comma unless it is the object's first.
  fileprivate mutating func key(_ name: StaticString) {
    if last != UInt8(ascii: "{") { append(",") }
    append("\"")
    append(name)
    append("\":")
  }

  fileprivate mutating func member(_ name: StaticString, _ text: String) {
    key(name)
    append(jsonText: text)
  }

  fileprivate mutating func member(_ name: StaticString, ifPresent text: String?) {
    if let text, !text.isEmpty { member(name, text) }
  }

  fileprivate mutating func append(jsonText text: String) {
    append("\"")
    append(jsonRun: text.utf8.span)
    append("\"")
  }

  /// `"name":[…]`, or nothing for an empty list.
  fileprivate mutating func writeList<Element>(
    _ name: StaticString, _ elements: [Element], _ write: (inout ByteWriter, Element) -> Void
  ) {
    guard !elements.isEmpty else { return }
    key(name)
    for (index, element) in elements.enumerated() {
      append(index == 0 ? "[" : ",")
      write(&self, element)
    }
    append("]")
  }

  fileprivate mutating func writeAuthors(_ authors: [FeedItem.Author]) {
    writeList("authors", authors) { json, author in
      json.append("{")
      json.member("name", author.name)
      json.member("url", ifPresent: author.url)
      json.append("}")
    }
  }

  /// The whole text and the summary; an item must have some content, so that without a text the summary
  /// is that, or the title.
  fileprivate mutating func writeContent(of item: FeedItem, root: String) {
    if item.content.allSatisfy(\.isEmpty) {
      return member("content_text", item.summary.isEmpty ? item.title : item.summary)
    }
    key("content_html")
    append("\"")
    for fragment in item.content {
      fragment.forEachPiece(root: root) { append(jsonRun: $0) }
    }
    append("\"")
    member("summary", ifPresent: item.summary)
  }

  fileprivate mutating func writeAttachment(_ enclosure: FeedItem.Enclosure) {
    append("{")
    member("url", enclosure.url)
    member("mime_type", enclosure.mediaType)
    member("title", ifPresent: enclosure.title)
    key("size_in_bytes")
    append(decimal: enclosure.length)
    append("}")
  }

  fileprivate mutating func writeExtension(of item: FeedItem) {
    guard item.number != nil || item.issuer != nil || item.source != nil else { return }
    key("_branchpress")
    append("{")
    member("number", ifPresent: item.number)
    member("issuer", ifPresent: item.issuer)
    if let source = item.source {
      key("source")
      append("{")
      member("title", source.title)
      member("url", ifPresent: source.url)
      append("}")
    }
    append("}")
  }
}
