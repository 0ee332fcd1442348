package import ByteText
package import Dates

/// A document as feeds show it. All addresses are absolute and percent-encoded.
package struct FeedItem: Sendable, Equatable {
  /// The permanent id, a `tag:` URI: RSS's guid, Atom's id. What keeps it is the same item.
  package var id: String
  /// Plain text.
  package var title: String
  /// The page of the item.
  package var url: String
  /// The moment of its first publication.
  package var published: Moment
  /// The day of its publication as people write it, which a browser shows; nil where that is not known.
  package var day: String?
  /// The moment of its last change, if it was changed.
  package var updated: Moment?
  /// Plain text.
  package var summary: String
  /// The whole body, in pieces that follow each other; their local addresses are made absolute when
  /// they are written.
  package var content: [HTMLFragment]
  /// Its authors, in their order.
  package var authors: [Author]
  /// The words that it is filed under.
  package var categories: [String]
  /// An official document's number: 发文字号.
  package var number: String?
  /// The body that issued an official document.
  package var issuer: String?
  /// The files that belong to it, in their order; RSS has room for the first alone.
  package var enclosures: [Enclosure]
  /// The picture that stands for it.
  package var cover: Picture?
  /// The first publication, if it is a reprint.
  package var source: Source?

  /// An item of which all that has no value here stays unsaid.
  package init(
    id: String, title: String, url: String, published: Moment, day: String? = nil,
    updated: Moment? = nil,
    summary: String = "", content: [HTMLFragment] = [], authors: [Author] = [],
    categories: [String] = [], number: String? = nil,
    issuer: String? = nil,
    enclosures: [Enclosure] = [], cover: Picture? = nil, source: Source? = nil
  ) {
    self.id = id
    self.title = title
    self.url = url
    self.published = published
    self.day = day
    self.updated = updated
    self.summary = summary
    self.content = content
    self.authors = authors
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

  /// Somebody who wrote an item.
  package struct Author: Sendable, Equatable {
    /// The name.
    package var name: String
    /// The page that tells of the author.
    package var url: String?

    /// An author, with a page if there is one.
    package init(name: String, url: String? = nil) {
      self.name = name
      self.url = url
    }
  }

  /// A file that belongs to an item.
  package struct Enclosure: Sendable, Equatable {
    /// The address of the file.
    package var url: String
    /// In bytes.
    package var length: Int
    /// The type as registered with IANA.
    package var mediaType: String
    /// The name that a person reads.
    package var title: String?

    /// A file of so many bytes.
    package init(url: String, length: Int, mediaType: String, title: String? = nil) {
      self.url = url
      self.length = length
      self.mediaType = mediaType
      self.title = title
    }
  }

  /// A picture that stands for an item.
  package struct Picture: Sendable, Equatable {
    /// The address of the picture.
    package var url: String
    /// In pixels.
    package var size: (width: Int, height: Int)?

    /// A picture whose size may be unknown.
    package init(url: String, size: (width: Int, height: Int)? = nil) {
      self.url = url
      self.size = size
    }

    /// Pictures are equal when their addresses and sizes are.
    package static func == (a: Self, b: Self) -> Bool {
      a.url == b.url && a.size?.width == b.size?.width && a.size?.height == b.size?.height
    }
  }

  /// The first publication of a reprint.
  package struct Source: Sendable, Equatable {
    /// The name of the paper or site.
    package var title: String
    /// The address of the text there.
    package var url: String?

    /// A publication by its name.
    package init(title: String, url: String? = nil) {
      self.title = title
      self.url = url
    }
  }
}

/// An item as a feed's writer takes it.
package enum FeedEntry: Sendable {
  /// The bytes that the format's `item` made, to be copied.
  case made([UInt8])
  /// To be written now. An item has many parts; held by reference it is passed on as one.
  indirect case item(FeedItem)
}

extension [FeedItem] {
  /// The latest change among the items: what `Feed.updated` is for a feed of them.
  package var newestChange: Moment? { lazy.map(\.changed).max() }
}
