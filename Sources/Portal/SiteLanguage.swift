internal import Content
package import Diagnostics
internal import Files

/// The language of a site, as its `site.yml` says; nil where there is no site.
package func languageOfSite(content path: String) -> MessageLanguage? {
  var ignored: [Diagnostic] = []
  let content = Folder(path: path)
  guard
    let source = readText(
      settingsFile, in: content, limit: SizeLimit.settings, diagnostics: &ignored)
  else { return nil }
  guard mayNameLanguage(source.bytes) else { return .chinese }
  return parseSiteConfig(source, diagnostics: &ignored).language == .chinese ? .chinese : .english
}

/// Whether settings may say something other than what a site without the key `language` has: they name the key, or have an
/// escape in which it could be.
private func mayNameLanguage(_ bytes: [UInt8]) -> Bool {
  bytes.indices.contains { index in
    switch bytes[index] {
    case UInt8(ascii: "l"): bytes[index...].starts(with: "language".utf8)
    case 0xE8: bytes[index...].starts(with: "语".utf8)
    case UInt8(ascii: "\\"): true
    default: false
    }
  }
}
