/// The formats of pictures that are known by their first bytes.
package enum PictureFormat: Sendable, CaseIterable {
  case png, jpeg, gif, webp, avif, svg
  /// Formats of phones, cameras, scanners and old programs, which not all browsers show.
  case heic, tiff, bmp

  /// Whether all browsers show pictures of this format.
  package var isShownByBrowsers: Bool {
    switch self {
    case .png, .jpeg, .gif, .webp, .avif, .svg: true
    case .heic, .tiff, .bmp: false
    }
  }

  /// The type as registered with IANA: `image/png`.
  package var mediaType: String {
    switch self {
    case .png: "image/png"
    case .jpeg: "image/jpeg"
    case .gif: "image/gif"
    case .webp: "image/webp"
    case .avif: "image/avif"
    case .svg: "image/svg+xml"
    case .heic: "image/heic"
    case .tiff: "image/tiff"
    case .bmp: "image/bmp"
    }
  }
}

/// The format and the size that the beginning of a picture's file states, whatever the file's name.
package struct PictureHeader: Sendable, Equatable {
  /// The numbers of bytes from a file's start to try, one after the other. The first are enough for nearly all that are
  /// made for the web; the last for any picture that is not made to hide its size: a JPEG's metadata come
  /// first, in segments of up to 64 KB.
  package static let lengths = [1 << 12, 1 << 15, 1 << 18]

  /// The format, told by its mark and not by a name.
  package let format: PictureFormat
  /// In pixels, each at least 1, as the picture is shown: turned as its metadata ask for. Nil for a
  /// drawing that has no size of its own.
  package let size: PictureSize?
  /// Whether the file contains pictures that are shown one after the other, or may do so: the beginning of a GIF does not say.
  package let isAnimated: Bool

  /// The type as registered with IANA.
  package var mediaType: String { format.mediaType }
  /// The width in pixels, where it is known.
  package var width: Int? { size?.width }
  /// The height in pixels, where it is known.
  package var height: Int? { size?.height }

  /// Reads a file's first bytes. Nil if they are not a picture's, or break off before its size, or, where the file
  /// `hasMore` of them, before what could turn it.
  package init?(_ bytes: [UInt8], hasMore: Bool = false) {
    let bytes = ByteView(bytes)
    if let png = pngHeader(bytes, hasMore: hasMore) {
      self.init(.png, png.size, isAnimated: png.isAnimated)
    } else if let size = jpegSize(bytes) {
      self.init(.jpeg, size)
    } else if let size = gifSize(bytes) {
      self.init(.gif, size, isAnimated: true)
    } else if let size = webpSize(bytes) {
      self.init(.webp, size, isAnimated: isAnimatedWebP(bytes))
    } else if let header = heifHeader(bytes) {
      self = header
    } else if let size = tiffSize(bytes) {
      self.init(.tiff, size)
    } else if let size = bmpSize(bytes) {
      self.init(.bmp, size)
    } else if let root = SVGRoot(bytes) {
      self.init(.svg, root.size)
    } else {
      return nil
    }
  }

  /// Reads as much of a file as is needed, which for most pictures is its beginning; `read` gives the bytes of a range, fewer
  /// where the file ends.
  package init?(fileSize: Int, read: (Range<Int>) -> [UInt8]) {
    for length in Self.lengths {
      let start = read(0..<min(length, fileSize))
      if let header = PictureHeader(
        start, hasMore: fileSize > length && length != Self.lengths.last)
      {
        self = header
        return
      }
      if fileSize <= length { return nil }
      // The directory of a TIFF may be anywhere; many programs write it after the picture.
      if let directory = tiffDirectory(ByteView(start)) {
        guard directory < fileSize,
          let size = tiffSize(
            ByteView(start), directory: ByteView(read(directory..<min(directory + 4096, fileSize))))
        else { return nil }
        self.init(.tiff, size)
        return
      }
    }
    return nil
  }

  /// A header that was read before.
  package init(_ format: PictureFormat, _ size: PictureSize?, isAnimated: Bool = false) {
    self.format = format
    self.size = size
    self.isAnimated = isAnimated
  }
}

/// A picture's sides in pixels.
package struct PictureSize: Sendable, Hashable {
  /// At least 1.
  package let width: Int
  /// At least 1.
  package let height: Int

  /// Nil unless both sides are at least 1 and fit into 31 bits.
  package init?(width: Int, height: Int) {
    guard (1...0x7FFF_FFFF).contains(width), (1...0x7FFF_FFFF).contains(height) else { return nil }
    self.width = width
    self.height = height
  }

  private init(checkedWidth width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// Turned by a quarter.
  var turned: PictureSize { PictureSize(checkedWidth: height, height: width) }
}
