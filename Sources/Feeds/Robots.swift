package import ByteText

/// The file by which a host tells crawlers where to go (RFC 9309).
package enum Robots {
  /// Lets everybody in but to the paths that begin with one of `disallowed` (absolute on the host
  /// and percent-encoded), and names the sitemaps' absolute addresses.
  package static func write(
    disallowed: [String] = [], sitemaps: [String], to writer: inout ByteWriter
  ) {
    writer.append("User-agent: *\n")
    if disallowed.isEmpty { writer.append("Disallow:\n") }
    for path in disallowed { writer.writeLine("Disallow: ", path) }
    if !sitemaps.isEmpty { writer.append("\n") }
    for sitemap in sitemaps { writer.writeLine("Sitemap: ", sitemap) }
  }
}

extension ByteWriter {
  /// A line breaks at whatever is not printable, so that is left out.
  fileprivate mutating func writeLine(_ name: StaticString, _ value: String) {
    append(name)
    for byte in value.utf8 where byte > 0x20 && byte != 0x7F { append(byte) }
    append("\n")
  }
}
