package import Files
package import Metadata
package import Pictures

/// The header of a picture that an earlier build read, with the stamp of its file. Pictures that could run programs are
/// never among these.
package struct KnownPicture: Sendable {
  /// The path of the picture, relative to `content/`.
  package let path: String
  /// The stamp of the file for which the header is valid.
  package let stamp: FileStamp
  /// The header of the picture.
  package let header: PictureHeader

  /// A picture's header with the path and the stamp of its file.
  package init(path: String, stamp: FileStamp, header: PictureHeader) {
    self.path = path
    self.stamp = stamp
    self.header = header
  }
}

/// The private parts of a file that an earlier build found, with the stamp of the file.
package struct KnownParts: Sendable {
  /// The path of the file, relative to `content/`.
  package let path: String
  /// The stamp of the file for which they are valid.
  package let stamp: FileStamp
  /// The private parts, which may be none.
  package let parts: PrivateParts

  /// A file's private parts with its path and its stamp.
  package init(path: String, stamp: FileStamp, parts: PrivateParts) {
    self.path = path
    self.stamp = stamp
    self.parts = parts
  }
}

/// The facts about files of `content/` that an earlier build read.
package struct KnownFiles: Sendable {
  /// The headers of pictures, sorted by path.
  package let pictures: [KnownPicture]
  /// The private parts of files that are published, sorted by path.
  package let parts: [KnownParts]

  /// Facts, each list sorted by path; by default none.
  package init(pictures: [KnownPicture] = [], parts: [KnownParts] = []) {
    self.pictures = pictures
    self.parts = parts
  }
}
