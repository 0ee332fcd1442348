package import ByteText
package import Dates

/// A list of feeds that readers import (OPML 2.0, subscription lists).
package enum OPML {
  /// A list with its title.
  package struct Document: Sendable, Equatable {
    /// Plain text.
    package var title: String
    /// When the list last changed; nil leaves it unsaid.
    package var updated: Moment?
    /// The name of the list's owner.
    package var owner: String?
    /// The folders and feeds in their order.
    package var outlines: [Outline]

    /// A list of subscriptions.
    package init(
      title: String, updated: Moment? = nil, owner: String? = nil, outlines: [Outline]
    ) {
      self.title = title
      self.updated = updated
      self.owner = owner
      self.outlines = outlines
    }
  }

  /// An entry of the list.
  package enum Outline: Sendable, Equatable {
    /// A folder of the reader's.
    indirect case group(title: String, [Outline])
    case feed(Subscription)
  }

  /// A feed to subscribe to; addresses are absolute.
  package struct Subscription: Sendable, Equatable {
    /// Plain text.
    package var title: String
    /// One sentence of plain text.
    package var description: String?
    /// The feed's own address.
    package var feedURL: String
    /// The page that the feed stands beside.
    package var homeURL: String
    /// The language of its items, such as `zh-CN`.
    package var language: String?

    /// A feed with the page that it stands beside.
    package init(
      title: String, description: String? = nil, feedURL: String, homeURL: String,
      language: String? = nil
    ) {
      self.title = title
      self.description = description
      self.feedURL = feedURL
      self.homeURL = homeURL
      self.language = language
    }
  }

  /// Appends the list as an XML document.
  package static func write(_ document: Document, to writer: inout ByteWriter) {
    writer.startXML()
    writer.append("<opml version=\"2.0\">\n<head>\n")
    writer.element("title", document.title)
    if let updated = document.updated { writer.element("dateModified", updated.rfc822) }
    writer.element("ownerName", ifPresent: document.owner)
    writer.element("docs", "https://opml.org/spec2.opml")
    writer.append("</head>\n<body>\n")
    for outline in document.outlines { write(outline, to: &writer) }
    writer.append("</body>\n</opml>\n")
  }

  private static func write(_ outline: Outline, to writer: inout ByteWriter) {
    switch outline {
    case .group(let title, let members):
      writer.append("<outline")
      writer.attribute("text", title)
      writer.attribute("title", title)
      writer.append(">\n")
      for member in members { write(member, to: &writer) }
      writer.close("outline")
    case .feed(let feed):
      // The type of every feed, whatever its format.
      writer.append("<outline type=\"rss\"")
      writer.attribute("text", feed.title)
      writer.attribute("title", feed.title)
      writer.attribute("description", ifPresent: feed.description)
      writer.attribute("xmlUrl", feed.feedURL)
      writer.attribute("htmlUrl", feed.homeURL)
      writer.attribute("language", ifPresent: feed.language)
      writer.append("/>\n")
    }
  }
}
