package import Content
package import Diagnostics
package import Digests
package import Renditions

/// The renditions of an original, which pages show in its place.
package struct RenditionSet: Sendable {
  /// A picture in one width: a file in the best format, and one that all browsers show.
  package struct Size: Sendable {
    /// In pixels.
    package let width: Int
    /// In pixels.
    package let height: Int
    /// The file in the format that takes fewer bytes.
    package let best: Address
    /// The file in a format that all browsers show.
    package let plain: Address

    /// The file in one of the formats.
    package func address(_ format: Format) -> Address { format == .best ? best : plain }
  }

  /// The formats of each size: the one that takes fewer bytes, and one that all browsers show.
  package enum Format: Sendable { case best, plain }

  /// The sizes, the narrowest first; none where pages show the original itself.
  package let sizes: [Size]
  /// The media type of the files in the best format.
  package let bestType: String
  /// The part of the picture that stands for its page where other sites link to it; nil where nothing asks for it.
  package let card: Size?

  /// The width of pictures in pixels where readers choose none, as in feeds.
  private static let usualWidth = 960

  /// The size for readers that choose none; nil where pages show the original itself.
  package var usual: Size? { sizes.last { $0.width <= Self.usualWidth } ?? sizes.first }

  /// Adds everything that pages show.
  package func add(to parts: inout DigestBuilder) {
    parts.add(bestType)
    parts.add(sizes.count)
    for size in sizes + (card.map { [$0] } ?? []) {
      parts.add(size.width)
      parts.add(size.height)
      parts.add(size.best.path)
      parts.add(size.plain.path)
    }
  }
}

/// A file of the site that is a rendition.
package struct RenditionFile: Sendable {
  /// The index of the original in `Inputs.assets`.
  package let original: Int
  /// The address of the file.
  package let address: Address
  /// The file in the store of renditions.
  package let file: FoundFile
  /// The digest of its bytes.
  package let digest: Digest
}

/// The renditions of a site.
package struct SiteRenditions: Sendable {
  /// The renditions by the index of their original in `Inputs.assets`; empty where there are none at all.
  var sets: [RenditionSet?] = []
  /// The files, in the order in which outputs name them.
  package internal(set) var files: [RenditionFile] = []

  /// No renditions.
  package init() {}

  /// The renditions of an original; nil where it is shown as it is.
  package subscript(original: Int) -> RenditionSet? {
    sets.isEmpty ? nil : sets[original]
  }
}

/// A source of renditions.
package enum RenditionSource {
  /// None is wanted: pages show all pictures as they are.
  case none
  /// None can be made, which this note tells where a page has a picture that is too large.
  case absent(Diagnostic)
  /// The function that makes them: its outcomes are in the order of the orders, nil for one of which nothing was made or told,
  /// since a site is only looked at.
  case making(([RenditionStore.Order]) -> [RenditionStore.Outcome?])

  /// The source for a site that is only looked at and has no store: renditions could be made, and none is.
  package static var unmade: RenditionSource {
    .making { [RenditionStore.Outcome?](repeating: nil, count: $0.count) }
  }
}

extension RenditionSource {
  /// Whether pictures that browsers do not show can be shown in another format.
  var isMaking: Bool { if case .making = self { true } else { false } }
}
