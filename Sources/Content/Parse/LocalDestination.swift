internal import ByteText

/// A destination within the site, split into its parts.
package struct LocalDestination: Sendable {
  /// The path relative to `content/`; nil if it leads out of that folder.
  package let path: String?
  /// The path that the whole destination is as a file's name, with its `#`, `?` and `%`; nil where it has none of them.
  package let literal: String?
  /// The query and fragment, `?…` and `#…`, as written; empty where there are none.
  let suffix: String
  /// Whether only a query or fragment was written, so that the destination is on the same page.
  let isFragment: Bool

  /// A destination from its parts, as a record contains them.
  init(path: String?, literal: String?, suffix: String, isFragment: Bool) {
    self.path = path
    self.literal = literal
    self.suffix = suffix
    self.isFragment = isFragment
  }

  /// The destination that a document in `folder` of `content/` wrote; a leading slash stands for `content/`.
  package init(_ destination: String, from folder: String) {
    let bytes = destination.utf8
    let end =
      bytes.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? bytes.endIndex
    let isEscaped = unsafe destination.withBytes { unsafe $0.contains(UInt8(ascii: "%")) }
    let written =
      isEscaped
      ? percentDecoded(bytes[..<end])
      : end == bytes.endIndex ? destination : String(destination[..<end])
    suffix = String(bytes[end...]) ?? ""
    isFragment = written.isEmpty
    path = joined(folder, written)
    literal = end == bytes.endIndex && !isEscaped ? nil : joined(folder, destination)
  }
}

/// The paths, relative to `content/`, that a document in `folder` may mean by the name of a file in its front matter:
/// the name as it is, with its `#`, `?` and `%`; or decoded like an address; or with the backslashes of Windows; or, of a
/// path on the author's disk, the last part. Names that lead out of `content/` are none of them.
package func paths(namedBy written: String, from folder: String) -> [String] {
  var spellings = [written]
  if written.utf8.contains(UInt8(ascii: "%")) {
    spellings.append(percentDecoded(written.utf8[...]))
  }
  if written.utf8.contains(UInt8(ascii: "\\")) {
    spellings.append(
      String(
        decoding: written.utf8.map { $0 == UInt8(ascii: "\\") ? slash : $0 }, as: UTF8.self))
    let isOnDisk = written.utf8.dropFirst().first == UInt8(ascii: ":")
    if isOnDisk,
      let last = written.utf8.split(separator: UInt8(ascii: "\\")).last.flatMap({ String($0) })
    {
      spellings.append(last)
    }
  }
  return spellings.compactMap { joined(folder, $0) }
}

/// The part of a destination's `?…` and `#…` that names a place in the target, decoded; nil where there is none, or where it
/// is one that every page has.
package func fragment(of suffix: String) -> String? {
  guard let sign = suffix.utf8.firstIndex(of: UInt8(ascii: "#")) else { return nil }
  let name = percentDecoded(suffix.utf8[suffix.utf8.index(after: sign)...])
  let isEverywhere =
    name.isEmpty || name.lowercased() == "top" || name.utf8.starts(with: ":~:".utf8)
    || name.utf8.starts(with: "fn-".utf8) || name.utf8.starts(with: "fnref-".utf8)
  return isEverywhere ? nil : name
}

/// The path that a path written in a folder leads to, without `.` and `..`, composed; nil if it leads out of the root. A
/// leading slash stands for the root.
private func joined(_ folder: String, _ written: String) -> String? {
  let folder = written.utf8.first == slash ? "" : folder
  let dot = UInt8(ascii: ".")
  var leadsOut = false
  let path = unsafe written.withBytes { written in
    unsafe String(unsafeUninitializedCapacity: folder.utf8.count + written.count + 1) { path in
      var count = unsafe path.update(fromContentsOf: folder.utf8)
      var start = 0
      while start < written.count {
        var end = start
        while end < written.count, unsafe written[end] != slash { end += 1 }
        let part = unsafe UnsafeBufferPointer(rebasing: written[start..<end])
        start = end + 1
        if unsafe part.isEmpty || part.count == 1 && part[0] == dot { continue }
        if unsafe part.count == 2 && part[0] == dot && part[1] == dot {
          leadsOut = leadsOut || count == 0
          while count > 0 {
            count -= 1
            if unsafe path[count] == slash { break }
          }
        } else {
          if count > 0 {
            unsafe path[count] = slash
            count += 1
          }
          count = unsafe path[count...].update(fromContentsOf: part)
        }
      }
      return count
    }
  }
  return leadsOut ? nil : path.composed
}

/// The text with escapes such as `%E5%85%9A` decoded. A `%` without two hexadecimal digits stays; bytes that are not
/// UTF-8 become U+FFFD, and no file has such a path.
private func percentDecoded(_ text: Substring.UTF8View) -> String {
  guard text.contains(UInt8(ascii: "%")) else { return String(text) ?? "" }
  var bytes: [UInt8] = []
  var rest = text
  while let byte = rest.popFirst() {
    if byte == UInt8(ascii: "%"), let high = rest.first.flatMap(hexValue),
      let low = rest.dropFirst().first.flatMap(hexValue)
    {
      bytes.append(high << 4 | low)
      rest = rest.dropFirst(2)
    } else {
      bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

private func hexValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x37
  case 0x61...0x66: byte - 0x57
  default: nil
  }
}
