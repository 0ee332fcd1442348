package import Files
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
