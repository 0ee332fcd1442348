package import Digests
package import Pictures

/// A rule by which a picture for pages is made from an original.
package struct Recipe: Sendable, Hashable {
  /// The shape of a rendition, as a person sees it: turned as the original's metadata ask for.
  package enum Shape: Sendable, Hashable {
    /// The whole picture, at most so many pixels wide and never larger than the original.
    case fit(width: Int)
    /// The part of the picture that matters most, cut to this shape; smaller where the original is.
    case fill(width: Int, height: Int)
  }

  /// A format of renditions. The raw values are those of the store's index.
  package enum Format: Int, Sendable, Hashable, CaseIterable {
    /// For photographs, in browsers since 2020.
    case webp = 1
    /// For drawings, whose edges stay sharp.
    case losslessWebP = 2
    /// For photographs in all browsers; white where the original is transparent.
    case jpeg = 3
    /// For drawings in all browsers.
    case png = 4
  }

  /// The shape.
  package let shape: Shape
  /// The format.
  package let format: Format

  /// A recipe for a shape in a format.
  package init(_ shape: Shape, _ format: Format) {
    self.shape = shape
    self.format = format
  }

  /// The version of all recipes, to be raised when what is made by them changes.
  static let version = 1

  /// The width to which each original is brought first, since all pages show less: the other renditions are made from that
  /// one. It is the same for all, so that a rendition does not depend on which others are wanted.
  static let baseWidth = 1600

  /// A digest that stands for the recipe in all its details.
  package var digest: Digest {
    var builder = DigestBuilder()
    builder.add(Self.version)
    builder.add(Self.baseWidth)
    builder.add(saving)
    switch shape {
    case .fit(let width):
      builder.add(false)
      builder.add(width)
    case .fill(let width, let height):
      builder.add(true)
      builder.add(width)
      builder.add(height)
    }
    return builder.digest()
  }

  /// The exact size of the rendition of an original, whose size is that of the picture as it is shown.
  package func size(of original: PictureSize) -> PictureSize {
    let (width, height) = (original.width, original.height)
    let size: PictureSize? =
      switch shape {
      case .fit(let most):
        width <= most
          ? original
          : PictureSize(width: most, height: max(1, (height * most + width / 2) / width))
      case .fill(let across, let down):
        if width >= across && height >= down {
          PictureSize(width: across, height: down)
        } else if width * down <= height * across {
          PictureSize(width: width, height: max(1, width * down / across))
        } else {
          PictureSize(width: max(1, height * across / down), height: height)
        }
      }
    return size ?? original
  }

  /// Whether the format can contain the rendition of an original: a picture of a long page may be too high for WebP.
  package func isPossible(for original: PictureSize) -> Bool {
    let size = size(of: original)
    return max(size.width, size.height) <= format.longestSide
  }

  /// The formats in which renditions of a picture are of use on pages, the best first: none of a drawing in SVG, nor of one that
  /// moves. `bytes` is the size of its file.
  package static func formats(for header: PictureHeader, bytes: Int) -> [Format] {
    guard let size = header.size, !header.isAnimated else { return [] }
    switch header.format {
    case .svg, .gif: return []
    case .jpeg, .webp, .avif, .heic, .tiff, .bmp: return [.webp, .jpeg]
    // A photograph takes more than a byte for each pixel as PNG; a drawing or a picture of a screen takes less.
    case .png: return bytes > size.width * size.height ? [.webp, .jpeg] : [.losslessWebP, .png]
    }
  }
}

extension Recipe {
  /// The options with which libvips writes the rendition, as they are written after a file's name. Of a narrow picture, which
  /// phones show in lists of many, the fine screen hides more.
  var saving: String {
    let quality = if case .fit(let width) = shape, width <= 480 { 70 } else { 78 }
    return switch format {
    case .webp: "[Q=\(quality),effort=4,strip]"
    case .losslessWebP: "[lossless,effort=4,strip]"
    case .jpeg: "[Q=\(quality),interlace,optimize-coding,background=255,strip]"
    case .png: "[compression=9,strip]"
    }
  }
}

extension Recipe.Format {
  /// The ending of the files' names.
  package var ending: String {
    switch self {
    case .webp, .losslessWebP: "webp"
    case .jpeg: "jpg"
    case .png: "png"
    }
  }

  /// The type as registered with IANA: `image/webp`.
  package var mediaType: String { pictureFormat.mediaType }

  var pictureFormat: PictureFormat {
    switch self {
    case .webp, .losslessWebP: .webp
    case .jpeg: .jpeg
    case .png: .png
    }
  }

  /// The most pixels of a side.
  fileprivate var longestSide: Int {
    switch self {
    case .webp, .losslessWebP: 16_383
    case .jpeg: 65_500
    case .png: 100_000
    }
  }
}
