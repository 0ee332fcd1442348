/// A document's record, which is read piece by piece as it is asked for.
///
/// It keeps the file that its bytes are in, so that whoever holds a document may hold it as long as he likes.
@safe
package struct StoredRecord: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer
  private let owner: AnyObject?

  /// `owner` keeps the bytes; without one they must outlive the record.
  package init(bytes: UnsafeRawBufferPointer, keptBy owner: AnyObject? = nil) {
    unsafe self.bytes = bytes
    self.owner = owner
  }

  /// The text in a range of it.
  func text(_ range: Range<Int>) -> String {
    unsafe String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }
}
