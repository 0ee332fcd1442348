import ByteText
package import Dates

/// Who gives out the ids of a site's feeds and items: a host and a day on which the site's owner
/// held it (RFC 4151). Ids stay valid when the host passes on to somebody else.
package struct TagAuthority: Sendable, Equatable {
  /// `tag:wutongli.example,2021-07-01:`.
  package let prefix: String

  /// Takes the host from a site's address; nil if it has none.
  package init?(siteURL: String, founded: CivilDate) {
    let bytes = Array(siteURL.utf8)
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
      bytes[colon...].starts(with: "://".utf8)
    else { return nil }
    let authority = bytes[(colon + 3)...].prefix { !"/?#".utf8.contains($0) }
    let withPort = authority.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    let host = (withPort.last ?? authority).prefix { $0 != UInt8(ascii: ":") }
    guard !host.isEmpty else { return nil }
    prefix = "tag:\(String(decoding: host, as: UTF8.self).lowercased()),\(founded.iso):"
  }

  /// The id of the thing that the site itself calls `name`: a document's id, or the path of a feed's
  /// page. What a URI may not hold is percent-encoded.
  package func uri(_ name: String) -> String {
    var writer = ByteWriter(capacity: prefix.utf8.count + name.utf8.count * 3)
    writer.append(prefix)
    writer.append(urlPath: name)
    return String(decoding: writer.array(), as: UTF8.self)
  }
}
