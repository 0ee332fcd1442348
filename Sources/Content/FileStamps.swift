package import Digests
package import Files

extension FileStamp {
  /// The stamp, if any later change of the file will change it; `none` if the file was changed after `moment`, in
  /// nanoseconds since 1970.
  package func settled(since moment: Int) -> FileStamp { isBefore(moment) ? self : .none }
}

extension DigestBuilder {
  /// Adds a stamp.
  package mutating func add(_ stamp: FileStamp) {
    add(stamp.size)
    add(stamp.modified)
    add(stamp.changed)
    add(Int(truncatingIfNeeded: stamp.inode))
  }
}
