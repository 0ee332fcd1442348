/// A range of a file's bytes and the bytes in its place.
package struct ByteEdit: Sendable, Equatable {
  /// The range; empty where bytes are added.
  package let range: Range<Int>
  /// The bytes in its place, after which `zeros` zeros come.
  package let bytes: [UInt8]
  /// The number of zeros.
  package let zeros: Int

  /// A range with the bytes and then the zeros in its place.
  package init(_ range: Range<Int>, bytes: [UInt8] = [], zeros: Int = 0) {
    self.range = range
    self.bytes = bytes
    self.zeros = zeros
  }

  /// The number of bytes in place of the range.
  package var count: Int { bytes.count + zeros }
}

extension [ByteEdit] {
  /// The number of bytes of a file of `size` bytes after these edits.
  package func size(of size: Int) -> Int { reduce(size) { $0 - $1.range.count + $1.count } }
}
