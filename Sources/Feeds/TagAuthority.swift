internal import ByteText
package import Dates

/// The authority that gives out the ids of a site's feeds and items: a host and a day on which the site's owner
/// held it (RFC 4151). Ids stay valid when the host passes on to somebody else, and when the site
/// moves to another address.
package struct TagAuthority: Sendable, Equatable {
  /// `wutongli.example,2021-07-01`.
  package let name: String
  /// The first moment of the day named; where only a year or month is, of its first day.
  package let since: Moment

  /// Takes `host,2021`, `host,2021-07` or `host,2021-07-01`; nil for anything else.
  package init?(_ name: String) {
    let parts = name.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[0].allSatisfy(isHostByte),
      [4, 7, 10].contains(parts[1].count),
      let date = String(parts[1]), let rest = String("-01-01".utf8.suffix(10 - date.utf8.count)),
      let since = Moment(date + rest, zone: .shanghai)
    else { return nil }
    self.name = name
    self.since = since
  }

  /// The id of the thing that the site itself calls `name`: a document's id, or the path of a feed's
  /// page. What a URI may not hold is percent-encoded.
  package func uri(_ name: String) -> String {
    var writer = ByteWriter(capacity: self.name.utf8.count + name.utf8.count * 3 + 8)
    writer.append("tag:\(self.name):")
    writer.append(urlPath: name)
    return String(decoding: writer.array(), as: UTF8.self)
  }
}

private func isHostByte(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x2E
}
