internal import ByteText
internal import Content
internal import Dates
internal import Diagnostics
package import Digests
internal import Search
internal import SiteModel

/// A maker of the files of a search's index, but for shards, which are made of all texts together.
struct SearchFiles: Sendable {
  let site: Site
  let inputs: Inputs
  let plan: SearchPlan

  /// The maker for a site; nil where it has no search.
  init?(_ site: Site, _ inputs: Inputs) {
    guard let plan = site.search else { return nil }
    (self.site, self.inputs, self.plan) = (site, inputs, plan)
  }

  /// Writes a file that is no shard, and returns its problems.
  func write(_ file: SearchFile, to writer: inout ByteWriter) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    switch file {
    case .about: wrap(file, &writer) { writeAbout(to: &$0) }
    case .foldTable: wrap(file, &writer) { write(Fold.tableOfProgram(), to: &$0) }
    case .filter(let filter, let value):
      let entries = plan.filters[filter].values[value].entries
      let bytes = [UInt8](numbersOfFilter: entries.map { plan.entries[$0].number })
      wrap(file, &writer) { write(bytes, to: &$0) }
    case .piece(let entry, let piece):
      if let pieces = pieces(of: entry, &diagnostics) {
        write(pieces[piece], piece, of: entry, to: &writer)
      }
    case .shard, .presences: break
    }
    return diagnostics
  }

  /// Writes a shard from its bytes.
  func write(_ file: SearchFile, shard bytes: [UInt8], to writer: inout ByteWriter) {
    wrap(file, &writer) { write(bytes, to: &$0) }
  }

  // MARK: - Forms of files

  /// Writes a file's content, as the argument of a script's call where pages are opened from a folder.
  private func wrap(
    _ file: SearchFile, _ writer: inout ByteWriter, _ content: (inout ByteWriter) -> Void
  ) {
    guard plan.hasScripts else { return content(&writer) }
    writer.append("branchpressSearch(")
    writer.append(json: plan.name(of: file))
    writer.append(",")
    content(&writer)
    writer.append(")\n")
  }

  private func write(_ bytes: [UInt8], to writer: inout ByteWriter) {
    guard plan.hasScripts else { return writer.append(bytes) }
    writer.append("\"")
    writer.append(Base64.text(of: bytes))
    writer.append("\"")
  }

  // MARK: - What the script must know first

  private func writeAbout(to json: inout ByteWriter) {
    let layout = plan.layout
    json.append("{\"version\":1,\"shards\":\(layout.shards),\"presences\":\(layout.presences)")
    json.append(",\"slots\":\(layout.slots),\"piece\":\(SearchPieces.length)")
    json.append(",\"documents\":\(plan.entries.count),")
    member("folder", layout.folder, to: &json)
    member("fold", plan.name(of: .foldTable), to: &json)
    json.append("\"filters\":[")
    for (index, filter) in plan.filters.enumerated() {
      if index > 0 { json.append(",") }
      json.append("\n{")
      member("id", filter.kind.rawValue, to: &json)
      json.append("\"values\":[")
      for (index, value) in filter.values.enumerated() {
        json.append(index > 0 ? ",\n{" : "\n{")
        member("id", value.id, to: &json)
        member("label", value.label, to: &json)
        json.append("\"count\":\(value.entries.count)}")
      }
      json.append("]}")
    }
    json.append("]}")
  }

  // MARK: - Pieces of texts

  /// The passages of each piece of an entry's text as results show them; nil after reporting that its file has changed.
  func pieces(of entry: Int, _ diagnostics: inout [Diagnostic]) -> [[Passage]]? {
    guard let parsed = parsed(of: plan.entries[entry]),
      let text = renderText(
        of: parsed, in: inputs.content, config: site.config, diagnostics: &diagnostics)
    else { return nil }
    let passages = parsed.passages(of: text).compactMap { $0.shown() }
    return plan.entries[entry].length.pieces == 1
      ? [passages.filter { $0.zone != .title }] : SearchPieces.pieces(of: passages)
  }

  /// The document whose text an entry has.
  func parsed(of entry: SearchPlan.Entry) -> ParsedDocument? {
    switch entry.source {
    case .document(let index): site.documents[index].parsed
    case .column(let index): site.columns[index].description
    }
  }

  /// Writes a piece of an entry's text, which has these passages, with what a result shows of the document.
  func write(
    _ passages: [Passage], _ number: Int, of entry: Int, to writer: inout ByteWriter
  ) {
    let found = plan.entries[entry]
    wrap(.piece(entry: entry, number), &writer) { json in
      json.append("{")
      writeHead(of: found, to: &json)
      if found.length.pieces > 1 { json.append("\"pieces\":\(found.length.pieces),") }
      json.append("\"text\":[")
      for (index, passage) in passages.enumerated() {
        if index > 0 { json.append(",\n") }
        if passage.zone == .heading { json.append("[\"h\",") }
        json.append(json: passage.text)
        if passage.zone == .heading { json.append("]") }
      }
      json.append("]}")
    }
  }

  private func writeHead(of entry: SearchPlan.Entry, to json: inout ByteWriter) {
    let config = site.config
    switch entry.source {
    case .document(let index):
      let document = site.documents[index]
      member("title", document.title, to: &json)
      switch document.parsed.details {
      case .notice(let notice):
        if let number = notice.number { member("number", number, to: &json) }
      case .branch(let branch): if let name = branch.name { member("name", name, to: &json) }
      case .study, .column, .activity, .page: break
      }
      member("url", config.link(document.address), to: &json)
      if let date = document.date?.on(config.zone).date {
        member("date", date.iso, to: &json)
        member("dateText", config.words.day(date), to: &json)
      }
      writeGroups(of: document, to: &json)
    case .column(let index):
      let column = site.columns[index]
      member("title", column.title, to: &json)
      member("url", config.link(column.address), to: &json)
      member("kind", site.sections[column.section].config.title, to: &json)
    }
  }

  private func writeGroups(of document: Document, to json: inout ByteWriter) {
    if let section = document.section {
      member("kind", site.sections[section].config.title, to: &json)
    }
    if let column = document.column { member("column", site.columns[column].title, to: &json) }
    if let branch = document.branch { member("branch", site.branches[branch].name, to: &json) }
  }
}

// MARK: - Fingerprints

extension SearchPlan {
  /// The digest of all texts of the index with their numbers, from which its shards are made.
  var digestOfTexts: Digest { digest(of: entries.lazy.map { ($0.number, $0.length.digest) }) }
}

/// The digest of numbers and of the digests of the passages of the texts that have them.
package func digest(of texts: some Sequence<(number: UInt64, passages: Digest)>) -> Digest {
  var parts = DigestBuilder()
  for text in texts {
    parts.add(Int(text.number))
    parts.add(text.passages)
  }
  return parts.digest()
}
