internal import ByteText
internal import CXXHash

/// 128 bits that stand for bytes: XXH3, whose result is the same on every machine.
///
/// Different bytes have different digests but by accident, which no site will ever meet; somebody who
/// wants two texts of one digest can make them, and would fool nobody but the cache of their own site.
package struct Digest: Hashable, Sendable {
  /// The upper 64 of its 128 bits.
  package let high: UInt64
  /// The lower 64 of its 128 bits.
  package let low: UInt64

  /// A digest that was made before.
  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The digest of bytes of somebody else's memory.
  package init(of bytes: UnsafeRawBufferPointer) {
    let hash = unsafe branchpress_hash(bytes.baseAddress, bytes.count)
    self.init(high: hash.high, low: hash.low)
  }

  /// The digest of bytes.
  package init(of bytes: [UInt8]) {
    self = unsafe bytes.withUnsafeBytes { unsafe Digest(of: $0) }
  }

  /// The digest of bytes.
  package init(of bytes: ArraySlice<UInt8>) {
    self = unsafe bytes.withUnsafeBytes { unsafe Digest(of: $0) }
  }

  /// The digest of a text's UTF-8.
  package init(of text: String) {
    self = unsafe text.withBytes { unsafe Digest(of: UnsafeRawBufferPointer($0)) }
  }

  /// The digest of nothing known, which no bytes have but by accident.
  package static let none = Digest(high: 0, low: 0)

  /// The digest in 32 hexadecimal digits.
  package var hexadecimal: String {
    [high, low].map { number in
      let digits = String(number, radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }
}

/// Values that make something up, in their order, to be told by one digest.
///
/// Each value's length is part of what is written, so that no two lists of values are written alike.
/// The memory is kept from one digest to the next.
package struct DigestBuilder: ~Copyable {
  private var bytes = ByteWriter(capacity: 1 << 12)

  /// A list without values.
  package init() {}

  /// Adds a number.
  package mutating func add(_ number: Int) {
    bytes.append(littleEndian: UInt64(truncatingIfNeeded: number))
  }

  /// Adds a text.
  package mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes.append(text)
  }

  /// Adds a truth value.
  package mutating func add(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  /// Adds a digest in place of what it stands for.
  package mutating func add(_ digest: Digest) {
    bytes.append(littleEndian: digest.high)
    bytes.append(littleEndian: digest.low)
  }

  /// Something that may be absent, which is told from anything present.
  package mutating func add(_ text: String?) {
    add(text != nil)
    if let text { add(text) }
  }

  /// Adds a number, or that there is none.
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
