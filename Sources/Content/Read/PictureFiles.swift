package import Files
package import Pictures

extension PictureHeader {
  /// Reads as much of a file that has `size` bytes as is needed. Nil if it is no picture, or cannot be read.
  package init?(of file: FilePath, size: Int, in folder: Folder) {
    guard let open = try? folder.openForReading(file), (try? open.facts())?.kind == .regular else {
      return nil
    }
    self.init(fileSize: size) { open.bytes(at: $0.lowerBound, atMost: $0.count) }
  }
}
