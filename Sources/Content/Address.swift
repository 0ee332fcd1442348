internal import ByteText

/// An address within the site, relative to its root, such as `study/history/` or `rss.xml`; the empty path is the home
/// page.
package struct Address: Sendable, Hashable {
  /// The path as it is written on disk and shown to people, without percent-encoding.
  package let path: String

  /// The address that has an unencoded path.
  package init(path: String) {
    self.path = path
  }

  /// The path as links contain it: percent-encoded (RFC 3986).
  package var encoded: String {
    if isPlain { return path }
    var writer = ByteWriter(capacity: path.utf8.count * 3)
    writer.append(urlPath: path)
    return unsafe writer.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// The path of the file that a server sends for the address.
  package var outputPath: String {
    path.isEmpty || path.utf8.last == UInt8(ascii: "/") ? concatenated(path, "index.html") : path
  }

  /// The address of a file or page beside this page, whose own address ends with a slash.
  package func appending(_ name: String) -> Address { Address(path: concatenated(path, name)) }

  /// The address of a page in a folder below this page.
  package func appending(folder name: String) -> Address {
    Address(path: concatenated(path, name, "/"))
  }

  /// The number of folders between the site's root and the page; as many `../` lead back to the root.
  package var depth: Int { path.utf8.count { $0 == UInt8(ascii: "/") } }

  /// Whether there is nothing to encode. Looks at all bytes, which is quicker than stopping at one.
  private var isPlain: Bool {
    let others = unsafe path.withBytes { bytes in
      unsafe bytes.reduce(0 as UInt8) { others, byte in
        let letter: UInt8 = (byte | 0x20) &- 0x61 <= 25 ? 1 : 0
        let figure: UInt8 = byte &- 0x2D <= 0x39 - 0x2D ? 1 : 0
        let underscore: UInt8 = byte == 0x5F ? 1 : 0
        return others | (1 &- (letter | figure | underscore))
      }
    }
    return others == 0
  }
}

/// The relative path from a page at `depth` to the site's root.
package func rootPrefix(depth: Int) -> String { String(repeating: "../", count: depth) }

/// Splits a file or folder name such as `01-founding` into the number that only orders it and the rest. One to three
/// digits followed by `-`, `_` or `.` are such a number, so that a year is kept; without one, `number` is nil and
/// `rest` is the whole name.
package func withoutOrderNumber(_ name: String) -> (number: Int?, rest: String) {
  let digits = name.utf8.prefix { (0x30...0x39).contains($0) }
  let behind = name.utf8.dropFirst(digits.count)
  guard (1...3).contains(digits.count), let separator = behind.first,
    "-_.".utf8.contains(separator), behind.count > 1
  else { return (nil, name) }
  return (Int(String(Substring(digits))), String(Substring(behind.dropFirst())))
}
