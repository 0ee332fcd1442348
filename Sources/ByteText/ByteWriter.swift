internal import Glibc

/// One growable buffer of UTF-8 that everything BranchPress emits is appended to.
///
/// It is not copyable: a page has one writer, and whoever appends borrows it. `removeAll` keeps the
/// memory, so that a thread can write page after page into the same buffer. Appending costs a
/// bounds check and a `memcpy`; growth doubles.
@safe
public struct ByteWriter: ~Copyable {
  @usableFromInline var base: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int
  @usableFromInline var length: Int

  /// An empty writer with room for `capacity` bytes.
  public init(capacity: Int = 1 << 14) {
    self.capacity = max(capacity, 16)
    unsafe base = allocated(self.capacity)
    length = 0
  }

  deinit { unsafe free(base) }

  /// The number of bytes that have been written.
  @inlinable public var count: Int { length }

  /// Whether nothing has been written.
  @inlinable public var isEmpty: Bool { count == 0 }

  /// The last byte written, if any.
  @inlinable public var last: UInt8? { count > 0 ? unsafe base[count - 1] : nil }

  /// A copy of what has been written.
  public borrowing func array() -> [UInt8] {
    unsafe [UInt8](UnsafeBufferPointer(start: base, count: count))
  }

  /// Calls `body` with the bytes written so far; the buffer must not be kept.
  @inlinable
  public borrowing func withUnsafeBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try unsafe body(UnsafeRawBufferPointer(start: base, count: count))
  }

  /// Forgets what was written and keeps the memory.
  public mutating func removeAll() { length = 0 }

  /// Forgets everything after the first `length` bytes; does nothing if there are no more.
  public mutating func truncate(to length: Int) { self.length = max(0, min(length, self.length)) }

  /// Puts a number in the place of the eight bytes from `offset` on, which must have been written.
  public mutating func replace(at offset: Int, littleEndian number: UInt64) {
    precondition(offset >= 0 && offset <= length - 8, "there is nothing to replace")
    unsafe UnsafeMutableRawPointer(base + offset).storeBytes(
      of: number.littleEndian, as: UInt64.self)
  }

  /// Puts a byte in the place of the one at `offset`, which must have been written.
  public mutating func replace(at offset: Int, with byte: UInt8) {
    precondition(offset >= 0 && offset < length, "there is nothing to replace")
    unsafe base[offset] = byte
  }

  /// Makes room for `more` bytes, so that appending them does not grow the buffer.
  @inlinable
  public mutating func reserve(_ more: Int) {
    if capacity - count < more { grow(more) }
  }

  @usableFromInline
  @inline(never)
  mutating func grow(_ more: Int) {
    let larger = max(capacity * 2, count + more)
    unsafe base = allocated(larger, movedFrom: base)
    capacity = larger
  }

  /// Appends one byte.
  @inlinable
  public mutating func append(_ byte: UInt8) {
    if count == capacity { grow(1) }
    unsafe base[length] = byte
    length += 1
  }

  /// Appends `count` bytes from `start`, which must be readable.
  @inlinable
  public mutating func append(from start: UnsafePointer<UInt8>, count more: Int) {
    reserve(more)
    unsafe (base + length).update(from: start, count: more)
    length += more
  }

  /// Appends bytes of somebody else's memory.
  @inlinable
  public mutating func append(_ buffer: UnsafeBufferPointer<UInt8>) {
    guard let start = buffer.baseAddress else { return }
    unsafe append(from: start, count: buffer.count)
  }

  /// Appends bytes.
  @inlinable
  public mutating func append(_ span: Span<UInt8>) {
    unsafe span.withUnsafeBufferPointer { unsafe append($0) }
  }

  /// Appends bytes.
  @inlinable
  public mutating func append(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append($0) }
  }

  /// Appends bytes.
  @inlinable
  public mutating func append(_ bytes: ArraySlice<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append($0) }
  }

  /// Appends the UTF-8 of a literal, which is copied from the program.
  @inlinable
  public mutating func append(_ text: StaticString) {
    unsafe append(from: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// Appends what another writer holds.
  public mutating func append(_ other: borrowing ByteWriter) {
    unsafe append(from: other.base, count: other.count)
  }

  /// Appends the eight bytes of a number, the lowest first.
  @inlinable
  public mutating func append(littleEndian number: UInt64) {
    reserve(8)
    unsafe UnsafeMutableRawPointer(base + length).storeBytes(
      of: number.littleEndian, as: UInt64.self)
    length += 8
  }

  /// Appends a text's UTF-8.
  @_disfavoredOverload
  @inlinable
  public mutating func append(_ text: String) {
    unsafe text.withBytes { unsafe append($0) }
  }

  /// Appends `number` in decimal, with zeros in front up to `width` digits.
  public mutating func append(decimal number: Int, width: Int = 1) {
    if number < 0 { append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    let start = count
    repeat {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    while count - start < width { append(UInt8(ascii: "0")) }
    var low = start
    var high = count - 1
    while low < high {
      let byte = unsafe base[low]
      unsafe base[low] = unsafe base[high]
      unsafe base[high] = byte
      low += 1
      high -= 1
    }
  }
}

/// Memory for bytes. The C library's own functions: they grow a block in its place where they can, and
/// Swift's allocation asks for an alignment that bytes have no need of.
private func allocated(
  _ count: Int, movedFrom old: UnsafeMutablePointer<UInt8>? = nil
) -> UnsafeMutablePointer<UInt8> {
  guard let memory = unsafe realloc(old, count) else { fatalError("out of memory") }
  return unsafe memory.bindMemory(to: UInt8.self, capacity: count)
}

extension String {
  /// The bytes of the text in UTF-8, as `withUTF8` gives them; the text need not be a variable, which
  /// spares a copy and the counting of references for it.
  @inlinable
  @inline(__always)
  public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = unsafe utf8.withContiguousStorageIfAvailable({ unsafe body($0) }) {
      return result
    }
    var text = self
    return text.withUTF8 { unsafe body($0) }
  }
}
