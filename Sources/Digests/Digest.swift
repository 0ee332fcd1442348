internal import ByteText
internal import CXXHash

/// 128 bits that stand for bytes: XXH3, whose result is the same on every machine.
///
/// Different bytes have different digests but by accident, which no site will ever meet; somebody who
/// wants two texts of one digest can make them, and would fool nobody but the cache of their own site.
package struct Digest: Hashable, Sendable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  package init(of bytes: UnsafeRawBufferPointer) {
    let hash = unsafe branchpress_hash(bytes.baseAddress, bytes.count)
    self.init(high: hash.high, low: hash.low)
  }

  package init(of bytes: [UInt8]) {
    self = unsafe bytes.withUnsafeBytes { unsafe Digest(of: $0) }
  }

  package init(of bytes: ArraySlice<UInt8>) {
    self = unsafe bytes.withUnsafeBytes { unsafe Digest(of: $0) }
  }

  package init(of text: String) {
    self = unsafe text.withBytes { unsafe Digest(of: UnsafeRawBufferPointer($0)) }
  }

  /// The digest of nothing known, which no bytes have but by accident.
  package static let none = Digest(high: 0, low: 0)
}

/// Values that make something up, in their order, to be told by one digest.
///
/// Each value's length is part of what is written, so that no two lists of values are written alike.
/// The memory is kept from one digest to the next.
package struct Ingredients: ~Copyable {
  private var bytes = ByteWriter(capacity: 1 << 12)

  package init() {}

  package mutating func add(_ number: Int) {
    bytes.append(littleEndian: UInt64(truncatingIfNeeded: number))
  }

  package mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes.append(text)
  }

  package mutating func add(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  package mutating func add(_ digest: Digest) {
    bytes.append(littleEndian: digest.high)
    bytes.append(littleEndian: digest.low)
  }

  /// Something that may be absent, which is told from anything present.
  package mutating func add(_ text: String?) {
    add(text != nil)
    if let text { add(text) }
  }

  package mutating func add(_ number: Int?) {
    add(number != nil)
    if let number { add(number) }
  }

  /// The digest of what was added since the last one.
  package mutating func digest() -> Digest {
    defer { bytes.removeAll() }
    return unsafe bytes.withUnsafeBytes { unsafe Digest(of: $0) }
  }
}
