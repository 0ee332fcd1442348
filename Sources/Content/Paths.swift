internal import ByteText
internal import Glibc

// Paths are relative, with `/` between their parts.

/// The byte between the parts of a path.
package let slash = UInt8(ascii: "/")

/// The last part of a path.
package func fileName(of path: String) -> String {
  unsafe path.withBytes { bytes in
    let start = unsafe index(ofLast: slash, in: bytes).map { $0 + 1 } ?? 0
    return unsafe String(decoding: UnsafeBufferPointer(rebasing: bytes[start...]), as: UTF8.self)
  }
}

/// A path without its last part and the slash before it.
package func parentFolder(of path: String) -> String {
  unsafe path.withBytes { bytes in
    let end = unsafe index(ofLast: slash, in: bytes) ?? 0
    return unsafe String(decoding: UnsafeBufferPointer(rebasing: bytes[..<end]), as: UTF8.self)
  }
}

/// A file's name without its folder and its ending.
package func stem(of path: String) -> String {
  unsafe path.withBytes { bytes in
    unsafe String(
      decoding: UnsafeBufferPointer(rebasing: bytes[rangeOfStem(in: bytes)]), as: UTF8.self)
  }
}

/// The range of the file's name in a path, without its folder and its ending.
private func rangeOfStem(in path: UnsafeBufferPointer<UInt8>) -> Range<Int> {
  let start = unsafe index(ofLast: slash, in: path).map { $0 + 1 } ?? 0
  let dot = unsafe index(ofLast: UInt8(ascii: "."), in: path) ?? path.count
  return start..<(dot < start ? path.count : dot)
}

private func index(ofLast byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  var index = bytes.count
  while index > 0 {
    index -= 1
    if unsafe bytes[index] == byte { return index }
  }
  return nil
}

/// Whether a path lies below a folder, which is not empty.
package func isBelow(_ path: String, _ folder: String) -> Bool {
  unsafe path.withBytes { path in
    unsafe folder.withBytes { folder in
      guard let start = path.baseAddress, let other = folder.baseAddress,
        path.count > folder.count, unsafe path[folder.count] == UInt8(ascii: "/")
      else { return false }
      return unsafe memcmp(start, other, folder.count) == 0
    }
  }
}

/// Whether a path lies directly in a folder, which is not empty, rather than in one of its subfolders.
package func isRightBelow(_ path: String, _ folder: String) -> Bool {
  guard isBelow(path, folder) else { return false }
  return unsafe path.withBytes { unsafe index(ofLast: slash, in: $0) } == folder.utf8.count
}

/// A path without its file's ending.
package func withoutEnding(_ path: String) -> String {
  unsafe path.withBytes { bytes in
    let end = unsafe rangeOfStem(in: bytes).upperBound
    return unsafe String(decoding: UnsafeBufferPointer(rebasing: bytes[..<end]), as: UTF8.self)
  }
}

/// Whether a document is its folder's own: `index.md`.
package func isIndex(_ path: String) -> Bool {
  unsafe path.withBytes { bytes in
    unsafe bytes[rangeOfStem(in: bytes)].elementsEqual("index".utf8)
  }
}

/// Whether a path ends in `suffix`, which is in small ASCII letters; capitals count as small ones.
package func endsIn(_ path: String, _ suffix: StaticString) -> Bool {
  unsafe path.withBytes { bytes in
    let start = bytes.count - suffix.utf8CodeUnitCount
    guard start >= 0 else { return false }
    for index in (0..<suffix.utf8CodeUnitCount).reversed() {
      let (byte, wanted) = unsafe (bytes[start + index], suffix.utf8Start[index])
      guard byte == wanted || (0x41...0x5A).contains(byte) && byte + 32 == wanted else {
        return false
      }
    }
    return true
  }
}

/// The order of paths: by their UTF-8 bytes.
package func precedes(_ a: String, _ b: String) -> Bool { order(a, b) < 0 }

/// A number below 0 where the first path comes before the second, 0 where they are the same, and otherwise above 0.
@usableFromInline
package func order(_ a: String, _ b: String) -> Int {
  unsafe a.withBytes { a in unsafe b.withBytes { b in unsafe order(a, b) } }
}

/// The order of two paths that are given by their bytes: below 0, 0 or above 0.
package func order(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
  guard let start = a.baseAddress, let other = b.baseAddress else { return a.count - b.count }
  let order = unsafe memcmp(start, other, min(a.count, b.count))
  return order == 0 ? a.count - b.count : Int(order)
}

/// Three texts joined in one allocation; `+` would allocate memory for each step.
package func concatenated(_ first: String, _ second: String, _ third: String = "") -> String {
  let count = first.utf8.count + second.utf8.count + third.utf8.count
  return unsafe String(unsafeUninitializedCapacity: count) { all in
    var end = unsafe first.withBytes { unsafe all.update(fromContentsOf: $0) }
    end = unsafe second.withBytes { unsafe all[end...].update(fromContentsOf: $0) }
    return unsafe third.withBytes { unsafe all[end...].update(fromContentsOf: $0) }
  }
}

// Lists that are sorted by path are searched by bisection rather than hashed, since they are made in that order.

/// The index of the wanted one among `count` sorted elements, nil if it is not there. `order` is given an index and
/// returns a number below 0 for an element before the wanted one, 0 for that one, and otherwise one above 0.
@inlinable
package func index(among count: Int, _ order: (Int) -> Int) -> Int? {
  var range = 0..<count
  while !range.isEmpty {
    let middle = range.lowerBound + range.count / 2
    let order = order(middle)
    if order == 0 { return middle }
    range = order < 0 ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
  }
  return nil
}

/// The first index below `count` for which `holds` is true, `count` if there is none. Where it is true for an index, it
/// must be true for all after it.
@inlinable
package func firstIndex(among count: Int, where holds: (Int) -> Bool) -> Int {
  var range = 0..<count
  while !range.isEmpty {
    let middle = range.lowerBound + range.count / 2
    range = holds(middle) ? range.lowerBound..<middle : (middle + 1)..<range.upperBound
  }
  return range.lowerBound
}

extension Array {
  /// The index of the element that has a path, in a list sorted by path; nil if there is none.
  @inlinable
  package func index(of path: String, _ pathOf: (Element) -> String) -> Int? {
    Content.index(among: count) { order(pathOf(self[$0]), path) }
  }

  /// The index of the element that has a path. The index `hint` is tried first: it is right where two lists have the
  /// same elements.
  @inlinable
  package func index(of path: String, at hint: Int, _ pathOf: (Element) -> String) -> Int? {
    indices.contains(hint) && pathOf(self[hint]) == path ? hint : index(of: path, pathOf)
  }
}

/// Paths in one block of memory, so that comparing them often does not count references.
package struct PathBlock: Sendable {
  private var bytes: [UInt8] = []
  /// The offset in `bytes` at which each path ends, after the one at which the first begins.
  private var ends = [0]

  /// The paths that `path` gives for the indices below `count`.
  package init(count: Int, _ path: (Int) -> String) {
    bytes.reserveCapacity(count * 48)
    ends.reserveCapacity(count + 1)
    for index in 0..<count {
      unsafe path(index).withBytes { unsafe bytes.append(contentsOf: $0) }
      ends.append(bytes.count)
    }
  }

  /// The paths' indices, sorted by path; equal paths keep their order.
  package func order() -> [Int] {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe ends.withUnsafeBufferPointer { ends in
        func path(_ index: Int) -> UnsafeBufferPointer<UInt8> {
          unsafe UnsafeBufferPointer(rebasing: bytes[ends[index]..<ends[index + 1]])
        }
        return (0..<(ends.count - 1)).sorted {
          let result = unsafe Content.order(path($0), path($1))
          return result == 0 ? $0 < $1 : result < 0
        }
      }
    }
  }
}
