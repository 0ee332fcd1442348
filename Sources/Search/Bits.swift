/// The place at which bits are written: the hot part of a `BitWriter`, which loops keep in registers.
@safe struct BitCursor {
  fileprivate(set) var next: UnsafeMutablePointer<UInt8>
  /// Bits that do not fill a byte yet, the last ones of this number.
  private var held: UInt64 = 0
  private var heldBits = 0

  fileprivate init(at start: UnsafeMutablePointer<UInt8>) { unsafe next = start }

  /// Writes a number of 1 to 57 bits.
  @inline(__always)
  mutating func put(_ value: UInt64, width: Int) {
    held = held &<< UInt64(width) | value
    heldBits &+= width
    let word = (held &<< UInt64(64 &- heldBits)).bigEndian
    unsafe UnsafeMutableRawPointer(next).storeBytes(of: word, as: UInt64.self)
    unsafe next += heldBits &>> 3
    heldBits &= 7
  }

  /// Writes a number in an exponential Golomb code: the more bits the larger it is, one more than `least` at least.
  @inline(__always)
  mutating func put(_ value: UInt64, golomb least: Int) {
    let raised = value &+ 1 &<< UInt64(least)
    let bits = 63 &- raised.leadingZeroBitCount
    let width = 2 &* bits &- least &+ 1
    if width <= 57 {
      put(raised, width: width)
    } else {
      put(0, width: bits &- least)
      put(raised, width: bits &+ 1)
    }
  }

  /// Copies bits.
  mutating func copy(_ bits: Range<Int>, of reader: BitReader) {
    var reader = reader
    reader.position = bits.lowerBound
    var left = bits.count
    while left > 56 {
      put(reader.bits(56), width: 56)
      left &-= 56
    }
    if left > 0 { put(reader.bits(left), width: left) }
  }

  /// Fills the last byte with zeros.
  mutating func align() {
    if heldBits > 0 { put(0, width: 8 &- heldBits) }
  }
}

/// A writer of numbers of few bits, the highest bit of a byte first.
@safe struct BitWriter: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// The place of the next bit.
  var cursor: BitCursor

  init(capacity: Int) {
    self.capacity = capacity + 8
    unsafe base = UnsafeMutablePointer.allocate(capacity: capacity + 8)
    unsafe cursor = BitCursor(at: base)
  }

  deinit { unsafe base.deallocate() }

  /// The whole bytes written.
  var count: Int { unsafe cursor.next - base }

  /// Makes room for as many bytes more; whoever writes must have asked for them.
  mutating func reserve(_ more: Int) {
    let count = count
    guard count + more + 8 > capacity else { return }
    capacity = max(capacity * 2, count + more + 8)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    unsafe larger.update(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = larger
    unsafe cursor.next = base + count
  }

  /// Writes a number of 1 to 57 bits.
  mutating func put(_ value: UInt64, width: Int) { cursor.put(value, width: width) }

  /// Writes a number in an exponential Golomb code.
  mutating func put(_ value: UInt64, golomb least: Int) { cursor.put(value, golomb: least) }

  /// Fills the last byte with zeros.
  mutating func align() { cursor.align() }

  /// Appends bytes at the border of a byte.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    reserve(bytes.count)
    unsafe cursor.next.update(from: start, count: bytes.count)
    unsafe cursor.next += bytes.count
  }

  /// Appends what another one has written, which ends at the border of a byte, and empties it.
  mutating func append(_ other: inout BitWriter) {
    unsafe append(UnsafeBufferPointer(start: other.base, count: other.count))
    unsafe other.cursor.next = other.base
  }

  /// The bytes behind a count, which has seven bits a byte, the lowest first.
  func bytes(count lists: Int) -> [UInt8] {
    var head: [UInt8] = []
    head.append(number: UInt64(lists))
    return unsafe [UInt8](unsafeUninitializedCapacity: head.count + count) { buffer, length in
      length = head.count + count
      for index in head.indices { unsafe buffer[index] = head[index] }
      if let start = buffer.baseAddress {
        unsafe (start + head.count).update(from: base, count: count)
      }
    }
  }
}

/// A reader of what a `BitWriter` wrote, which may be damaged: then it is `isBroken`, and its numbers are 0.
///
/// The eight bytes after the end must be there.
@safe struct BitReader {
  private let base: UnsafePointer<UInt8>
  /// The next bit, counted from the start of the bytes.
  var position: Int
  /// The number of bits of the part that is read.
  private let end: Int
  private(set) var isBroken = false

  init(_ base: UnsafePointer<UInt8>, bytes: Range<Int>) {
    unsafe self.base = unsafe base
    position = bytes.lowerBound * 8
    end = bytes.upperBound * 8
  }

  /// Whether fewer bits than a byte are left, none of which is 1.
  var isAtEnd: Bool {
    mutating get {
      guard !isBroken, end - position < 8 else { return false }
      return end == position || bits(end - position) == 0
    }
  }

  /// The number of the byte that the next bit begins, or that follows the one it is in.
  var byte: Int { (position + 7) / 8 }

  /// The next 57 bits or more, the highest first.
  @inline(__always)
  private var window: UInt64 {
    let word = unsafe UnsafeRawPointer(base + position &>> 3).loadUnaligned(as: UInt64.self)
    return word.bigEndian &<< UInt64(position & 7)
  }

  /// Reads 1 to 57 bits.
  @inline(__always)
  mutating func bits(_ width: Int) -> UInt64 {
    guard position &+ width <= end else { return broken() }
    let value = window &>> UInt64(64 &- width)
    position &+= width
    return value
  }

  /// Reads a number in an exponential Golomb code.
  @inline(__always)
  mutating func golomb(_ least: Int) -> UInt64 {
    guard position < end else { return broken() }
    let window = window
    let zeros = window.leadingZeroBitCount
    let width = 2 &* zeros &+ least &+ 1
    if width <= 57 {
      guard position &+ width <= end else { return broken() }
      position &+= width
      return window &>> UInt64(64 &- width) &- 1 &<< UInt64(least)
    }
    return longGolomb(zeros, least)
  }

  private mutating func longGolomb(_ zeros: Int, _ least: Int) -> UInt64 {
    guard zeros + least <= 54 else { return broken() }
    position += zeros
    return bits(zeros + least + 1) &- 1 << UInt64(least)
  }

  /// Reads numbers in an exponential Golomb code, and hands them on; several are read of the same bits in a register.
  @inline(__always)
  mutating func golombs(_ least: Int, count: Int, _ take: (UInt64) -> Void) {
    var held: UInt64 = 0
    var heldBits = 0
    var next = position
    var left = count
    while left > 0 {
      var zeros = held.leadingZeroBitCount
      var width = 2 &* zeros &+ least &+ 1
      if width > heldBits {
        position = next
        guard next < end else { return isBroken = true }
        held = window
        heldBits = 57
        zeros = held.leadingZeroBitCount
        width = 2 &* zeros &+ least &+ 1
        if width > heldBits {
          take(longGolomb(zeros, least))
          if isBroken { return }
          next = position
          heldBits = 0
          held = 0
          left &-= 1
          continue
        }
      }
      take(held &>> UInt64(64 &- width) &- 1 &<< UInt64(least))
      held &<<= UInt64(width)
      heldBits &-= width
      next &+= width
      left &-= 1
    }
    position = next
    if next > end { isBroken = true }
  }

  /// The number of ones before the next zero, as far as is seen at once; at most what is left.
  @inline(__always)
  var ones: Int {
    position < end ? min(57, (~window).leadingZeroBitCount, end &- position) : 0
  }

  /// Leaves bits out that are there.
  @inline(__always)
  mutating func skip(_ bits: Int) { position &+= bits }

  mutating func align() { position = (position + 7) & ~7 }

  /// Stops reading.
  mutating func fail() { isBroken = true }

  private mutating func broken() -> UInt64 {
    isBroken = true
    return 0
  }
}
