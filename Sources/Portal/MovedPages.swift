internal import ByteText
internal import Content
internal import Diagnostics
internal import Files
internal import SiteModel

/// Adds the former addresses of documents that moved to `redirects.yml`, so that they are content, and every later build
/// knows them. A file that cannot be written is reported as an error, since a clean build would lack the redirects.
func writeRedirects(
  _ moved: [MovedPage], in content: Folder, _ config: SiteConfig, _ diagnostics: inout [Diagnostic]
) {
  let file = redirectsFile
  let entries = moved.map { (address: $0.former.path, document: $0.name) }
  let isChinese = config.language == .chinese
  do throws(FileError) {
    guard let stamp = content.facts(of: file)?.stamp else {
      var writer = ByteWriter(capacity: 1024)
      writer.append(redirectLines(entries, after: nil, isChinese: isChinese))
      var maker = FileMaker(below: content)
      _ = try maker.make(file, writer)
      return
    }
    let bytes = try content.read(file, limit: SizeLimit.settings).get()
    try content.rewrite(
      file, with: redirectLines(entries, after: bytes, isChinese: isChinese), expecting: stamp)
  } catch {
    diagnostics.append(
      error.diagnostic(
        path: content.shown(file),
        doing: Message("旧网址写不进去", "former addresses cannot be added"),
        suggestion: Message(
          "让这个文件可以写入；或者在 site.yml 里写“moved: tell”，只提醒，不自动跳转",
          "make the file writable, or write `moved: tell` into site.yml to be told instead")))
  }
}

/// The address of the page that an output's file is; nil for a file that is no page of a folder.
func addressOfPage(_ path: String) -> String? {
  let name = "/index.html"
  guard path.utf8.count > name.utf8.count, path.hasSuffix(name) else { return nil }
  return String(path.utf8.dropLast(name.utf8.count - 1)) ?? nil
}
