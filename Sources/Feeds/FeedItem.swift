package import ByteText
package import Dates

/// A document as feeds show it. All addresses are absolute and percent-encoded.
package struct FeedItem: Sendable, Equatable {
  /// The permanent id, a `tag:` URI: RSS's guid, Atom's id. What keeps it is the same item.
  package var id: String
  package var title: String
  package var url: String
  package var published: Moment
  package var updated: Moment?
  /// Plain text.
  package var summary: String
  /// The whole body, in pieces that follow each other; their local addresses are made absolute when
  /// they are written.
  package var content: [HTMLFragment]
  package var author: String?
  /// The page that tells of the author.
  package var authorURL: String?
  package var categories: [String]
  /// An official document's number: 发文字号.
  package var number: String?
  /// The body that issued an official document.
  package var issuer: String?
  package var enclosures: [Enclosure]
  package var cover: Picture?
  package var source: Source?

  package init(
    id: String, title: String, url: String, published: Moment, updated: Moment? = nil,
    summary: String = "", content: [HTMLFragment] = [], author: String? = nil,
    authorURL: String? = nil, categories: [String] = [], number: String? = nil,
    issuer: String? = nil,
    enclosures: [Enclosure] = [], cover: Picture? = nil, source: Source? = nil
  ) {
    self.id = id
    self.title = title
    self.url = url
    self.published = published
    self.updated = updated
    self.summary = summary
    self.content = content
    self.author = author
    self.authorURL = authorURL
    self.categories = categories
    self.number = number
    self.issuer = issuer
    self.enclosures = enclosures
    self.cover = cover
    self.source = source
  }

  /// About as many bytes as it takes to write.
  var size: Int { content.reduce(2048) { $0 + $1.bytes.count } }

  /// When the item last changed.
  package var changed: Moment { updated.map { max($0, published) } ?? published }

  /// A file that belongs to an item.
  package struct Enclosure: Sendable, Equatable {
    package var url: String
    /// In bytes.
    package var length: Int
    package var mediaType: String
    package var title: String?

    package init(url: String, length: Int, mediaType: String, title: String? = nil) {
      self.url = url
      self.length = length
      self.mediaType = mediaType
      self.title = title
    }
  }

  /// A picture that stands for an item.
  package struct Picture: Sendable, Equatable {
    package var url: String
    /// In pixels.
    package var size: (width: Int, height: Int)?

    package init(url: String, size: (width: Int, height: Int)? = nil) {
      self.url = url
      self.size = size
    }

    package static func == (a: Self, b: Self) -> Bool {
      a.url == b.url && a.size?.width == b.size?.width && a.size?.height == b.size?.height
    }
  }

  /// Where a reprint was first published.
  package struct Source: Sendable, Equatable {
    package var title: String
    package var url: String?

    package init(title: String, url: String? = nil) {
      self.title = title
      self.url = url
    }
  }
}

/// An item as a feed's writer takes it.
package enum FeedEntry: Sendable {
  /// What the format's `item` made, to be copied.
  case made([UInt8])
  /// To be written now. An item has many parts; held by reference it is passed on as one.
  indirect case item(FeedItem)
}

extension [FeedItem] {
  /// The latest change among the items: what `Feed.updated` is for a feed of them.
  package var newestChange: Moment? { lazy.map(\.changed).max() }
}
