import ByteText
package import Dates

/// A sitemap (sitemaps.org 0.9): every page with the day on which it last changed.
package enum Sitemap {
  /// A page's absolute, percent-encoded address, and when it last changed.
  package struct Page: Sendable, Equatable {
    /// The address.
    package var url: String
    /// The moment of the last change; nil leaves it unsaid.
    package var lastModified: Moment?

    /// A page by its address.
    package init(url: String, lastModified: Moment? = nil) {
      self.url = url
      self.lastModified = lastModified
    }
  }

  /// The most that one file may hold, by the protocol 50,000 pages and 50 MB.
  package struct Limit: Sendable {
    /// The most pages.
    package var pages: Int
    /// The most bytes.
    package var bytes: Int

    /// The protocol's limit, unless a test wants a lower one.
    package init(pages: Int = 50_000, bytes: Int = 50 * 1024 * 1024) {
      self.pages = pages
      self.bytes = bytes
    }
  }

  /// The files to write beside each other, in this order: `sitemap.xml`, or where the pages do not
  /// fit into one file `sitemap-1.xml`, … and `sitemap.xml` as their index. `root` is the absolute
  /// address of the folder that holds them, with a slash at its end.
  package static func files(
    for pages: [Page], root: String, limit: Limit = Limit()
  ) -> [(name: String, bytes: [UInt8])] {
    var writer = ByteWriter(capacity: 1 << 16)
    var parts: [(bytes: [UInt8], lastModified: Moment?)] = []
    var rest = pages[...]
    repeat {
      let taken = write(rest, limit: limit, to: &writer)
      parts.append((writer.array(), rest.prefix(taken).compactMap(\.lastModified).max()))
      rest = rest.dropFirst(taken)
      writer.removeAll()
    } while !rest.isEmpty
    if parts.count == 1 { return [("sitemap.xml", parts[0].bytes)] }
    let names = (1...parts.count).map { "sitemap-\($0).xml" }
    writer.startXML()
    writer.append("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
    for (name, part) in zip(names, parts) {
      writer.writeSitemapEntry("sitemap", url: root + name, lastModified: part.lastModified)
    }
    writer.append("</sitemapindex>\n")
    return zip(names, parts).map { ($0, $1.bytes) } + [("sitemap.xml", writer.array())]
  }

  /// Writes a `urlset` of as many pages as fit, at least one, and gives their number.
  private static func write(
    _ pages: ArraySlice<Page>, limit: Limit, to writer: inout ByteWriter
  ) -> Int {
    let end: StaticString = "</urlset>\n"
    writer.startXML()
    writer.append("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
    var taken = 0
    for page in pages.prefix(limit.pages) {
      let before = writer.count
      writer.writeSitemapEntry("url", url: page.url, lastModified: page.lastModified)
      if taken > 0, writer.count + end.utf8CodeUnitCount > limit.bytes {
        writer.truncate(to: before)
        break
      }
      taken += 1
    }
    writer.append(end)
    return taken
  }
}

extension ByteWriter {
  fileprivate mutating func writeSitemapEntry(
    _ name: StaticString, url: String, lastModified: Moment?
  ) {
    open(name)
    append("<loc>")
    append(xml: url)
    append("</loc>")
    if let lastModified {
      append("<lastmod>")
      append(lastModified.hasTime ? lastModified.rfc3339 : lastModified.date.iso)
      append("</lastmod>")
    }
    close(name)
  }
}
