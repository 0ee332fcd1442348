/// Digests in the order in which they first came, each found again by its index in that order.
///
/// A dictionary would hash once more what is a hash already.
package struct DigestSet: Sendable {
  private var digests: [Digest] = []
  /// The indices, by the lowest bits of their digests or behind one that has the same; -1 where there is none.
  /// A power of two, at most half full.
  private var slots: [Int32]

  /// An empty set with room for so many digests.
  package init(capacity: Int = 0) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    digests.reserveCapacity(capacity)
  }

  /// The number of digests.
  package var count: Int { digests.count }

  /// The digest at an index.
  package subscript(index: Int) -> Digest { digests[index] }

  /// The index of a digest, if it is one of these.
  package func index(of digest: Digest) -> Int? {
    let index = slots[slot(of: digest)]
    return index < 0 ? nil : Int(index)
  }

  /// The index of a digest, which is the last one if it is new.
  package mutating func insert(_ digest: Digest) -> (index: Int, isNew: Bool) {
    if (digests.count + 1) * 2 > slots.count { grow() }
    let slot = slot(of: digest)
    if slots[slot] >= 0 { return (Int(slots[slot]), false) }
    slots[slot] = Int32(digests.count)
    digests.append(digest)
    return (digests.count - 1, true)
  }

  /// The slot in which a digest's index stands, or would.
  private func slot(of digest: Digest) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: digest.low) & mask
    while slots[slot] >= 0, digests[Int(slots[slot])] != digest { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (index, digest) in digests.enumerated() { slots[slot(of: digest)] = Int32(index) }
  }
}
