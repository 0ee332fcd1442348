package import ByteText
package import Content
internal import Pictures

// The files that a document shows, plays or comes with.

/// A picture that front matter names.
package struct Picture: Sendable {
  /// The index of the picture's file in `Inputs.assets`.
  package let asset: Int
  /// The address of the picture's file.
  package let address: Address
  /// The caption, nil where none is given.
  package let caption: String?
  /// The size in pixels, nil where the file does not state it.
  package let size: (width: Int, height: Int)?
  /// The number of bytes of the file.
  package let bytes: Int
  /// The picture that is shown until a video is played, by its index and address; nil where there is none.
  package let poster: (asset: Int, address: Address)?
  /// The properties of a video or a sound, which stands among photographs; nil for a picture.
  package let played: PlayedFile?
}

/// A video or a sound of the site.
package struct PlayedFile: Sendable {
  /// Whether it is seen or only heard.
  package let media: PlayedMedia
  /// The media type (RFC 6838), such as `video/mp4`.
  package let mediaType: String
  /// The size in bytes.
  package let size: Int

  /// The properties of a file that browsers play; nil for any other.
  package init?(_ asset: Int, of inputs: Inputs, _ copies: AssetCopies) {
    let name = inputs.assets[asset].name
    guard let media = PlayedMedia(fileName: name) else { return nil }
    self.media = media
    mediaType = MediaType(fileName: name).text
    size = copies.size(of: asset)
  }
}

/// A file that a notice comes with.
package struct Attachment: Sendable {
  /// The index of the file in `Inputs.assets`.
  package let asset: Int
  /// The address of the file.
  package let address: Address
  /// The title; the file's name without its ending where none is given.
  package let title: String
  /// The media type (RFC 6838), such as `application/pdf`.
  package let mediaType: String
  /// The name by which people call the format, such as `PDF`.
  package let typeName: String
  /// The size in bytes.
  package let size: Int
}
