internal import ByteText
internal import Content
internal import Dates
internal import FrontMatter

/// Writes a new document: the front matter that its kind requires, the optional fields as comments, and a first line of
/// text. A notice that corrects a document says which; `folder` is that of its file.
func writeStarterText(
  of kind: DocumentKind, _ new: NewDocument, correcting corrected: CorrectedDocument?,
  in folder: String, config: SiteConfig, to writer: inout ByteWriter
) {
  let local = new.now.on(config.zone)
  let clock = String(local.rfc3339.utf8.dropFirst(11).prefix(5)) ?? "09:00"
  writer.append("---\n")
  writer.append("title: \(yamlScalar(new.title))\n")
  switch kind {
  case .study, .notice, .page: writer.append("date: \(local.date.iso)\n")
  case .activity: writer.append("held: \(local.date.iso) \(clock)\n")
  case .directory: break
  }
  writer.append("id: \(freshID(local.date))\n")
  let lines = corrected?.lines(from: folder) ?? []
  let isChinese = config.language == .chinese
  for line in lines { writer.append(line + "\n") }
  for line in optionalLines(kind, day: local.date)
  where !lines.contains(where: { $0.prefix { $0 != ":" } == line.prefix { $0 != ":" } }) {
    writer.append("# \(line)\n")
  }
  writer.append("---\n\n")
  if let corrected { writer.append(corrected.introduction(isChinese: isChinese) + "\n\n") }
  writer.append(placeholderText(isChinese: isChinese) + "\n")
  if corrected != nil {
    writer.append(
      isChinese ? "\n其他内容不变。\n" : "\nEverything else remains as it was.\n")
  }
}

/// Writes the description of a new column.
func writeColumnText(_ new: NewDocument, config: SiteConfig, to writer: inout ByteWriter) {
  writer.append("---\n")
  writer.append("title: \(yamlScalar(new.title))\n")
  writer.append(
    config.language == .chinese
      ? "# summary: 一句话说明这个专栏\n" : "# summary: one sentence about the column\n")
  writer.append("---\n")
}

/// The optional fields of a document, as examples that are valid when their `#` is removed; those of its kind come
/// first.
private func optionalLines(_ kind: DocumentKind, day: CivilDate) -> [String] {
  let isDated = kind != .activity && kind != .directory
  return (kind.ownFields + fields(of: Header.self)).compactMap { field in
    guard let example = field.text.example, field.key != "date" || !isDated else { return nil }
    return "\(field.key): "
      + example.replacing("LATER", with: day.adding(days: 7).iso)
      .replacing("TODAY", with: day.iso).replacing("YEAR", with: String(day.year))
  }
}

/// A permanent id: the day and six random characters that are hard to mistake for each other.
func freshID(_ day: CivilDate) -> String {
  let letters = Array("23456789abcdefghjkmnpqrstuvwxyz".utf8)
  let random = (0..<6).map { _ in letters[Int.random(in: 0..<letters.count)] }
  return day.iso.filter { $0 != "-" } + "-" + String(decoding: random, as: UTF8.self)
}

/// A text without control characters as a YAML scalar on one line: plain where that is safe, else in double quotes.
func yamlScalar(_ written: String) -> String {
  let text = String(written.unicodeScalars.filter { $0.properties.generalCategory != .control })
  let isPlain =
    !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x80 || (0x61...0x7A).contains($0 | 0x20) }
    && !["true", "false", "null", "yes", "no", "on", "off"].contains(text)
  return isPlain ? text : doubleQuoted(text)
}
