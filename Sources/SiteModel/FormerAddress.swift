internal import ByteText
internal import Content

/// A former address of a document, as its front matter writes it.
struct FormerAddress {
  /// A reason to report a former address, which may be usable nevertheless.
  enum Fault {
    /// No path of this site.
    case unusable
    /// It has a query or a fragment, by which a static site finds no file.
    case query
    /// It begins with the site's own address or folder.
    case withSite
    /// It does not begin with a slash.
    case relative
  }

  /// The address within the site; nil if there is none that could redirect.
  let address: Address?
  /// The fault to report, nil if there is none.
  let fault: Fault?
  /// The text to write instead, nil where none can be named.
  let meant: String?

  /// A former address in a site with these settings.
  init(_ written: String, in config: SiteConfig) {
    var (rest, fault) = (written, Fault?.none)
    if let path = Self.path(of: written, within: config) {
      (rest, fault) = (path, .withSite)
    } else if written.utf8.first != slash {
      (rest, fault) = ("/" + written, .relative)
    }
    let path = rest.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    let hasQuery = path.count < rest.utf8.count
    let address = Self.address(String(path) ?? "")
    guard let address, address.path.utf8.first != slash else {
      (self.address, self.fault, meant) = (nil, .unusable, nil)
      return
    }
    self.address = hasQuery ? nil : address
    self.fault = hasQuery ? .query : fault
    meant = hasQuery ? String(path) : "/" + address.path
  }

  /// The address that a path from the site's root leads to; nil if it is none that files can have.
  private static func address(_ path: String) -> Address? {
    guard let path = LocalDestination(path, from: "").path, !path.isEmpty,
      path.utf8.split(separator: slash).allSatisfy({ isAddressSegment(String($0) ?? "") })
    else { return nil }
    return Address(path: endsIn(path, ".html") || endsIn(path, ".htm") ? path : path + "/")
  }

  /// The path, from the site's root, of an address that begins with that of the site, with or without the host; nil for
  /// any other. A section that has the name of the site's folder is meant itself.
  private static func path(of written: String, within config: SiteConfig) -> String? {
    let parts = config.url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
    let folder = parts.count > 2 ? "/" + parts[2] : "/"
    if let path = pathOnWeb(written, host: String(parts[1])) {
      return path.utf8.starts(with: folder.utf8)
        ? "/" + (String(path.utf8.dropFirst(folder.utf8.count)) ?? "") : nil
    }
    guard folder != "/", written.utf8.starts(with: folder.utf8),
      !config.sections.contains(where: { ("/" + $0.folder + "/").utf8.starts(with: folder.utf8) })
    else { return nil }
    return "/" + (String(written.utf8.dropFirst(folder.utf8.count)) ?? "")
  }

  /// The path of a whole address at a host, nil if the text is no such address.
  private static func pathOnWeb(_ written: String, host: String) -> String? {
    let parts = written.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, ["", "http:", "https:"].contains(parts[0]), parts[1].isEmpty,
      asciiHost(String(parts[2])) == host
    else { return nil }
    return "/" + parts[3]
  }
}
