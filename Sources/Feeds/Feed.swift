package import Dates

/// A feed as a whole, whatever its format: one value serves `rss.xml`, `atom.xml`
/// and `feed.json`. All addresses are absolute and percent-encoded.
package struct Feed: Sendable, Equatable {
  /// The permanent id, a `tag:` URI; it must not change when the feed moves.
  package var id: String
  /// Plain text.
  package var title: String
  /// One sentence; where it is empty the title stands in.
  package var description: String
  /// The page that the feed stands beside.
  package var homeURL: String
  /// As in BCP 47: `zh-CN`.
  package var language: String
  /// The publisher of the feed; where it is nil the title stands in as the author that Atom demands.
  package var organization: String?
  /// When the feed last changed: `newestChange` of its items, or for an empty feed any fixed moment.
  package var updated: Moment
  /// The rights in its texts, in plain text.
  package var rights: String?
  /// The program that made it.
  package var generator: Generator?
  /// WebSub hubs, which tell subscribers of news at once.
  package var hubs: [String]
  /// The number of minutes for which a reader may keep what it has fetched (RSS only).
  package var ttl: Int?
  /// Hours of the day, 0 to 23 in UTC, in which no reader needs to ask (RSS only).
  package var skipHours: [Int]
  /// A small square picture: Atom's `icon`, JSON Feed's `favicon`.
  package var icon: String?
  /// A larger picture, PNG, JPEG or GIF: RSS's `image`, Atom's `logo`, JSON Feed's `icon`.
  package var logo: String?
  /// The CSS that a browser shows the feed with (RSS and Atom); this address may be relative to the
  /// document, so that a copy on another host looks the same.
  package var stylesheet: String?

  /// A feed of which all that has no value here stays unsaid.
  package init(
    id: String, title: String, description: String = "", homeURL: String, language: String,
    organization: String? = nil, updated: Moment, rights: String? = nil,
    generator: Generator? = nil, hubs: [String] = [], ttl: Int? = nil, skipHours: [Int] = [],
    icon: String? = nil, logo: String? = nil, stylesheet: String? = nil
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.homeURL = homeURL
    self.language = language
    self.organization = organization
    self.updated = updated
    self.rights = rights
    self.generator = generator
    self.hubs = hubs
    self.ttl = ttl
    self.skipHours = skipHours
    self.icon = icon
    self.logo = logo
    self.stylesheet = stylesheet
  }

  /// The program that made a feed.
  package struct Generator: Sendable, Equatable {
    /// The name in plain text.
    package var name: String
    /// The version, by which readers find what a mistake is due to.
    package var version: String
    /// The program's own page.
    package var url: String?

    /// A program by its name.
    package init(name: String, version: String, url: String? = nil) {
      self.name = name
      self.version = version
      self.url = url
    }
  }
}

/// One file of a feed: the document that readers subscribe to, or an archive of older items
/// (RFC 5005, section 4). Its addresses are those of one format.
package struct FeedDocument: Sendable, Equatable {
  /// The document's own address.
  package var url: String
  /// The address to subscribe to, if this document is an archive; its items never change.
  package var current: String?
  /// The archive with the items before these.
  package var previousArchive: String?
  /// The archive with the items after these; only archives have one.
  package var nextArchive: String?

  /// The addresses of one document of a feed, of which a feed without archives has only `url`.
  package init(
    url: String, current: String? = nil, previousArchive: String? = nil, nextArchive: String? = nil
  ) {
    self.url = url
    self.current = current
    self.previousArchive = previousArchive
    self.nextArchive = nextArchive
  }

  var isArchive: Bool { current != nil }
}
