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
  return parseSiteConfig(source, diagnostics: &ignored).language == .chinese ? .chinese : .english
}
