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
