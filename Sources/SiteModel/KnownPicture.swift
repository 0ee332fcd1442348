package import Files
package import Pictures

/// What is known of a picture that is published as it is.
package struct KnownPicture: Sendable {
  package let path: String
  package let stamp: FileStamp
  package let header: PictureHeader

  package init(path: String, stamp: FileStamp, header: PictureHeader) {
    self.path = path
    self.stamp = stamp
    self.header = header
  }
}
