/// Numbers by hashes, in a table of which at most half is full. Where they stand depends on a number
/// that is another in every process, so that nobody can write a text whose hashes all meet; nothing
/// shows it.
struct HashTable {
  private var slots: [(hash: UInt64, value: Int)] = []
  private var count = 0
  private static let factor = UInt64.random(in: 0 ... .max) | 1

  /// Makes room for so many numbers more.
  mutating func reserve(_ more: Int) {
    while more > 0, (count + more) * 2 >= slots.count { grow() }
  }

  /// Keeps a number unless there is one with this hash, which is given then.
  mutating func insert(_ hash: UInt64, _ value: Int) -> Int? {
    if count * 2 >= slots.count { grow() }
    let slot = slot(of: hash)
    if slots[slot].hash != 0 { return slots[slot].value }
    slots[slot] = (max(hash, 1), value)
    count += 1
    return nil
  }

  func find(_ hash: UInt64) -> Int? {
    if slots.isEmpty { return nil }
    let found = slots[slot(of: hash)]
    return found.hash == 0 ? nil : found.value
  }

  /// The slot in which a hash stands or would stand; a hash of 0 marks a slot that is free.
  private func slot(of hash: UInt64) -> Int {
    let hash = max(hash, 1)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: (hash &* Self.factor) >> 32) & mask
    while slots[slot].hash != 0, slots[slot].hash != hash { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: (0, 0), count: max(16, old.count * 2))
    for entry in old where entry.hash != 0 { slots[slot(of: entry.hash)] = entry }
  }
}

/// FNV-1a: a hash that is the same in every process.
struct StableHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
