internal import ByteText

/// A place within the site, relative to its root: `study/history/` or `rss.xml`; empty is the home
/// page.
package struct Address: Sendable, Hashable {
  /// As it is written on disk and shown to people.
  package let path: String

  package init(path: String) {
    self.path = path
  }

  /// As it stands in a link: percent-encoded (RFC 3986).
  package var encoded: String {
    if isPlain { return path }
    var writer = ByteWriter(capacity: path.utf8.count * 3)
    writer.append(urlPath: path)
    return unsafe writer.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// The file that a server sends for it.
  package var outputPath: String {
    path.isEmpty || path.utf8.last == UInt8(ascii: "/") ? concatenated(path, "index.html") : path
  }

  /// The address of something that stands beside this page, which ends with a slash.
  package func appending(_ name: String) -> Address { Address(path: concatenated(path, name)) }

  /// A page in a folder below this one.
  package func appending(folder name: String) -> Address {
    Address(path: concatenated(path, name, "/"))
  }

  /// How many folders down its page lies; the way to the root is as many `../`.
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

/// The way from a page at `depth` to the site's root.
package func rootPrefix(depth: Int) -> String { String(repeating: "../", count: depth) }

/// A file or folder name without the number in front that only orders it: `01-founding`. One to
/// three figures and a `-`, `_` or `.` count as such, so that a year stays.
package func withoutOrderNumber(_ name: String) -> (number: Int?, rest: String) {
  let digits = name.utf8.prefix { (0x30...0x39).contains($0) }
  let behind = name.utf8.dropFirst(digits.count)
  guard (1...3).contains(digits.count), let separator = behind.first,
    "-_.".utf8.contains(separator), behind.count > 1
  else { return (nil, name) }
  return (Int(String(Substring(digits))), String(Substring(behind.dropFirst())))
}
