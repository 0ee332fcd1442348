internal import ByteText
internal import Content
internal import Diagnostics
internal import Files
internal import SiteModel

/// Adds the former addresses of documents that moved to `redirects.yml`, so that they are content, and every later build
/// knows them. A file that cannot be written is reported as an error, since a clean build would lack the redirects.
func writeRedirects(
  _ moved: [MovedPage], to inputs: Inputs, _ config: SiteConfig, _ diagnostics: inout [Diagnostic]
) {
  let (file, content) = (redirectsFile, inputs.content)
  let text = inputs.redirects.adding(
    moved.map {
      NewRedirect(address: $0.former.path, documents: $0.names, replaced: $0.replaced)
    },
    isChinese: config.language == .chinese)
  do throws(FileError) {
    if let stamp = inputs.redirects.text.flatMap({ _ in content.facts(of: file)?.stamp }) {
      try content.rewrite(file, with: text, expecting: stamp)
    } else {
      var writer = ByteWriter(capacity: text.count)
      writer.append(text)
      var maker = FileMaker(below: content)
      _ = try maker.make(file, writer)
    }
  } catch {
    diagnostics.append(
      error.diagnostic(
        path: content.shown(file),
        doing: Message("旧网址写不进去", "former addresses cannot be added"),
        suggestion: Message(
          "让这个文件可以写入；或者在 site.yml 里写“moved: tell”，只提醒，不自动跳转",
          "make the file writable, or write `moved: tell` in site.yml to get a warning in place of a redirect"
        )))
  }
}

/// The address of the page that an output's file is; nil for a file that is no page of a folder.
func addressOfPage(_ path: String) -> String? {
  let name = "/index.html"
  guard path.utf8.count > name.utf8.count, path.hasSuffix(name) else { return nil }
  return String(path.utf8.dropLast(name.utf8.count - 1)) ?? nil
}
