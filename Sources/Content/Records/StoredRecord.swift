/// A document's record, whose parts are read when they are asked for.
///
/// It keeps the file in memory that contains its bytes, so that a document may be kept as long as wanted.
@safe
package struct StoredRecord: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer
  private let owner: AnyObject?

  /// A record of bytes that `owner` keeps in memory; without an owner they must outlive the record.
  package init(bytes: UnsafeRawBufferPointer, keptBy owner: AnyObject? = nil) {
    unsafe self.bytes = bytes
    self.owner = owner
  }

  /// The text in a range of the record, limited to the record's bytes.
  func text(_ range: Range<Int>) -> String {
    unsafe String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }
}
