internal import ByteText
internal import Glibc

// Paths are relative, with `/` between their parts.

let slash = UInt8(ascii: "/")

/// The last part of a path.
func fileName(of path: String) -> String {
  unsafe path.withBytes { bytes in
    let start = unsafe place(ofLast: slash, in: bytes).map { $0 + 1 } ?? 0
    return unsafe String(decoding: UnsafeBufferPointer(rebasing: bytes[start...]), as: UTF8.self)
  }
}

/// A path without its last part and the slash before it.
func parentFolder(of path: String) -> String { part(of: path, beforeLast: slash) ?? "" }

/// A file's name without its folder and its ending.
func stem(of path: String) -> String {
  let name = fileName(of: path)
  return part(of: name, beforeLast: UInt8(ascii: ".")) ?? name
}

private func part(of text: String, beforeLast byte: UInt8) -> String? {
  unsafe text.withBytes { bytes in
    unsafe place(ofLast: byte, in: bytes).map { end in
      unsafe String(decoding: UnsafeBufferPointer(rebasing: bytes[..<end]), as: UTF8.self)
    }
  }
}

private func place(ofLast byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  var index = bytes.count
  while index > 0 {
    index -= 1
    if unsafe bytes[index] == byte { return index }
  }
  return nil
}

/// Whether a path lies below a folder, which is not empty.
func isBelow(_ path: String, _ folder: String) -> Bool {
  unsafe path.withBytes { path in
    unsafe folder.withBytes { folder in
      guard let start = path.baseAddress, let other = folder.baseAddress,
        path.count > folder.count, unsafe path[folder.count] == UInt8(ascii: "/")
      else { return false }
      return unsafe memcmp(start, other, folder.count) == 0
    }
  }
}

/// Whether a path lies right below a folder, which is not empty, and not in one that is in it.
func isRightBelow(_ path: String, _ folder: String) -> Bool {
  isBelow(path, folder) && !path.utf8.dropFirst(folder.utf8.count + 1).contains(slash)
}

/// A path without its file's ending.
func withoutEnding(_ path: String) -> String {
  let folder = parentFolder(of: path)
  return (folder.isEmpty ? "" : folder + "/") + stem(of: path)
}

/// Whether a document is its folder's own: `index.md`.
func isIndex(_ path: String) -> Bool { stem(of: path) == "index" }

/// Whether a path ends in `suffix`, which is in small ASCII letters; capitals count as small ones.
func endsIn(_ path: String, _ suffix: StaticString) -> Bool {
  let count = suffix.utf8CodeUnitCount
  guard path.utf8.count >= count else { return false }
  return zip(path.utf8.suffix(count), 0..<count).allSatisfy { byte, index in
    let wanted = unsafe suffix.utf8Start[index]
    return byte == wanted || ((0x41...0x5A).contains(byte) && byte + 32 == wanted)
  }
}

/// The order of paths: by their UTF-8 bytes.
func precedes(_ a: String, _ b: String) -> Bool { order(a, b) < 0 }

/// Below 0 where the first path comes before the second, 0 where they are one, else above.
func order(_ a: String, _ b: String) -> Int {
  unsafe a.withBytes { a in unsafe b.withBytes { b in unsafe order(a, b) } }
}

/// The same of two paths' bytes.
func order(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
  guard let start = a.baseAddress, let other = b.baseAddress else { return a.count - b.count }
  let order = unsafe memcmp(start, other, min(a.count, b.count))
  return order == 0 ? a.count - b.count : Int(order)
}

/// Texts behind one another. Adding them up would take memory for each sum.
func concatenated(_ first: String, _ second: String, _ third: String = "") -> String {
  let count = first.utf8.count + second.utf8.count + third.utf8.count
  return unsafe String(unsafeUninitializedCapacity: count) { all in
    var end = 0
    for part in [first, second, third] {
      end = unsafe part.withBytes { unsafe all[end...].update(fromContentsOf: $0) }
    }
    return end
  }
}

// Lists that are sorted by path are searched, not hashed: they are made in that order.

/// Where among `count` sorted elements stands the one that is looked for: `order` is below 0 for an
/// element before it, 0 for itself, else above.
func place(among count: Int, _ order: (Int) -> Int) -> Int? {
  var range = 0..<count
  while !range.isEmpty {
    let middle = range.lowerBound + range.count / 2
    let order = order(middle)
    if order == 0 { return middle }
    range = order < 0 ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
  }
  return nil
}

extension Array {
  /// Where the element of a path stands in a list that is sorted by path.
  func place(of path: String, _ pathOf: (Element) -> String) -> Int? {
    Portal.place(among: count) { order(pathOf(self[$0]), path) }
  }

  /// The same, looked for at `hint` first, where it is if two lists are the same.
  func place(of path: String, at hint: Int, _ pathOf: (Element) -> String) -> Int? {
    indices.contains(hint) && pathOf(self[hint]) == path ? hint : place(of: path, pathOf)
  }
}

/// Sorted paths in one block of memory, to be searched often.
struct SortedPaths: Sendable {
  private var bytes: [UInt8] = []
  /// Where each path ends, behind where the first begins.
  private var ends = [0]

  init(_ paths: some Sequence<String>) {
    for path in paths {
      bytes.append(contentsOf: path.utf8)
      ends.append(bytes.count)
    }
  }

  /// The paths themselves, by index.
  var all: [String] {
    zip(ends, ends.dropFirst()).map { String(decoding: bytes[$0..<$1], as: UTF8.self) }
  }

  /// Where a path stands.
  func place(of path: String) -> Int? {
    unsafe path.withBytes { wanted in
      unsafe bytes.withUnsafeBufferPointer { bytes in
        Portal.place(among: ends.count - 1) { index in
          unsafe order(
            UnsafeBufferPointer(rebasing: bytes[ends[index]..<ends[index + 1]]), wanted)
        }
      }
    }
  }
}
