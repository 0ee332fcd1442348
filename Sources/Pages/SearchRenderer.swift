package import ByteText
package import Content
package import Diagnostics
package import Search
package import SiteModel

/// A source of the texts of a site's search, and a maker of the files that are made from them.
///
/// Texts of documents that this build has rendered are at hand; others are rendered from their files when they are asked for.
package struct SearchRenderer: Sendable {
  private let files: SearchFiles
  /// The plan of the search.
  package var plan: SearchPlan { files.plan }

  /// The source for a site; nil where it has no search.
  package init?(_ site: Site, _ inputs: Inputs) {
    guard let files = SearchFiles(site, inputs) else { return nil }
    self.files = files
  }

  /// The text of an entry; nil where its file has changed meanwhile.
  package func text(of entry: Int) -> SearchText? {
    var diagnostics: [Diagnostic] = []
    return text(of: entry, &diagnostics)
  }

  /// The text of an entry; nil after reporting that its file has changed meanwhile.
  package func text(of entry: Int, _ diagnostics: inout [Diagnostic]) -> SearchText? {
    guard let parsed = files.parsed(of: plan.entries[entry]) else {
      return SearchText([])
    }
    return searchText(
      of: parsed, in: files.inputs.content, config: files.site.config, diagnostics: &diagnostics)
  }

  /// The texts of all entries, with the problems of those whose files have changed meanwhile.
  package func allTexts(jobs: Int) -> (texts: [SearchText], problems: [Diagnostic]) {
    let found = parallelMap(count: plan.entries.count, jobs: jobs) { entry in
      var diagnostics: [Diagnostic] = []
      return (text: text(of: entry, &diagnostics), problems: diagnostics)
    }
    return (
      found.map { $0.text ?? SearchText([]) }, found.flatMap(\.problems)
    )
  }

  /// Writes a file that is no shard, and returns its problems.
  package func write(_ file: SearchFile, to writer: inout ByteWriter) -> [Diagnostic] {
    files.write(file, to: &writer)
  }

  /// The passages of each piece of an entry's text as results show them; nil after reporting that its file has changed meanwhile.
  package func pieces(of entry: Int, _ diagnostics: inout [Diagnostic]) -> [[Passage]]? {
    files.pieces(of: entry, &diagnostics)
  }

  /// Writes a piece of an entry's text, by its number from 0, which has these passages.
  package func write(
    _ passages: [Passage], _ number: Int, of entry: Int, to writer: inout ByteWriter
  ) {
    files.write(passages, number, of: entry, to: &writer)
  }

  /// The bytes of a shard in the bytes of its file; nil if the file is damaged.
  package func shard(in file: [UInt8]) -> [UInt8]? {
    guard plan.hasScripts else { return file }
    return file.lastIndex(of: UInt8(ascii: ",")).flatMap { comma in
      Base64.bytes(
        of: file[comma...].dropFirst(2).prefix {
          $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "=")
        })
    }
  }

  /// Writes the file of a shard, which has these bytes.
  package func write(_ file: SearchFile, shard bytes: [UInt8], to writer: inout ByteWriter) {
    files.write(file, shard: bytes, to: &writer)
  }
}
