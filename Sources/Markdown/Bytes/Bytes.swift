private import Glibc

/// Bytes of a tree's node, readable as long as the tree lives; none of them is kept longer.
@safe
struct Bytes {
  let base: UnsafePointer<UInt8>?
  let count: Int

  static var empty: Bytes { unsafe Bytes(base: nil, count: 0) }

  /// `base` must be readable for `count` bytes while the value is used.
  init(base: UnsafePointer<UInt8>?, count: Int) {
    unsafe self.base = base
    self.count = count
  }

  /// A string of C, whose length is measured.
  init(cString: UnsafePointer<CChar>?) {
    guard let cString = unsafe cString else {
      self = .empty
      return
    }
    unsafe base = UnsafeRawPointer(cString).assumingMemoryBound(to: UInt8.self)
    count = unsafe strlen(cString)
  }

  subscript(index: Int) -> UInt8 {
    precondition(index >= 0 && index < count)
    return unsafe base.unsafelyUnwrapped[index]
  }

  subscript(range: Range<Int>) -> Bytes {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return unsafe Bytes(base: base.map { unsafe $0 + range.lowerBound }, count: range.count)
  }

  var isEmpty: Bool { count == 0 }

  var buffer: UnsafeBufferPointer<UInt8> { unsafe UnsafeBufferPointer(start: base, count: count) }

  /// Whether these ASCII characters stand somewhere.
  func holds(_ word: StaticString) -> Bool {
    var from = 0
    while let index = first(unsafe word.utf8Start[0], from: from) {
      if holds(word, at: index) { return true }
      from = index + 1
    }
    return false
  }

  /// Whether these ASCII characters stand at `start`.
  func holds(_ word: StaticString, at start: Int) -> Bool {
    guard start + word.utf8CodeUnitCount <= count else { return false }
    for index in 0..<word.utf8CodeUnitCount {
      let byte = unsafe word.utf8Start[index]
      if self[start + index] != byte { return false }
    }
    return true
  }

  /// The offset of the first such byte from `start` on.
  func first(_ byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = unsafe base else { return nil }
    let found = unsafe memchr(base + start, Int32(byte), count - start)
    return unsafe found.map { unsafe UnsafeRawPointer($0) - UnsafeRawPointer(base) }
  }

  /// The end of the line that `start` is on: the offset of its line feed or carriage return.
  func lineEnd(from start: Int, mayHoldReturns: Bool = true) -> Int {
    let end = first(0x0A, from: start) ?? count
    return mayHoldReturns ? self[0..<end].first(0x0D, from: start) ?? end : end
  }

  /// A copy, with what is not UTF-8 replaced.
  var string: String { unsafe String(decoding: buffer, as: UTF8.self) }
}

extension Bytes {
  /// Whether a byte stands somewhere. Takes a fraction of an instruction a byte.
  func holds(_ byte: UInt8, from start: Int = 0) -> Bool { first(byte, from: start) != nil }

  /// Whether a byte stands somewhere where `isRight` says so of the text and the offset.
  @inline(__always)
  func holds(_ byte: UInt8, where isRight: (Bytes, Int) -> Bool) -> Bool {
    var from = 0
    while let index = first(byte, from: from) {
      if isRight(self, index) { return true }
      from = index + 1
    }
    return false
  }

  /// Whether there is anything but ASCII.
  var holdsNonASCII: Bool {
    let bytes = unsafe UnsafeRawBufferPointer(buffer)
    var index = 0
    while index + 16 <= bytes.count {
      if unsafe bytes.sixteenBytes(at: index).isAtLeast(0x80).isAny { return true }
      index += 16
    }
    while index < bytes.count {
      if self[index] >= 0x80 { return true }
      index += 1
    }
    return false
  }

  /// Whether something could be taken for emphasis or for text struck through.
  var holdsDelimiter: Bool {
    holds(UInt8(ascii: "*")) || holds(UInt8(ascii: "_")) || holds(UInt8(ascii: "~"))
  }

  /// Whether there may be character references.
  var holdsReference: Bool { holds(UInt8(ascii: "&")) }
}
