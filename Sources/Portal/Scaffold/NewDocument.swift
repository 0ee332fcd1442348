internal import ByteText
internal import Content
package import Dates
package import Diagnostics
internal import Files

/// A request for a new document.
package struct NewDocument: Sendable {
  /// The path of the site's `content` folder.
  package var content: String
  /// The kind of the document, or that it is a column.
  package var kind: NewKind
  /// The title, from which the file's name is made unless `name` is given; empty for a notice that corrects another
  /// document, whose title then follows from that one's.
  package var title: String
  /// The file's name without number, date and ending; nil to make it from the title.
  package var name: String?
  /// The folder of a study article's column; nil if there is only one.
  package var column: String?
  /// The document that the new notice corrects, as a person names it; nil where it corrects none.
  package var corrects: String?
  /// The time that counts as now, for the document's date and id.
  package var now: Moment

  /// A request for a document with a title, in the only column if it is a study article.
  package init(
    content: String, kind: NewKind, title: String, name: String? = nil,
    column: String? = nil, corrects: String? = nil, now: Moment
  ) {
    self.content = content
    self.kind = kind
    self.title = title
    self.name = name
    self.column = column
    self.corrects = corrects
    self.now = now
  }
}

/// The result of making a document: the path of its file, or the errors.
package enum NewDocumentResult: Sendable {
  case made(path: String)
  case failed([Diagnostic])
}

/// Makes a file with complete front matter and a new permanent id. An existing file is never overwritten.
package func makeDocument(_ new: NewDocument) -> NewDocumentResult {
  var diagnostics: [Diagnostic] = []
  let content = Folder(path: new.content)
  guard
    let source = readText(
      settingsFile, in: content, limit: SizeLimit.settings, diagnostics: &diagnostics)
  else {
    return .failed(diagnostics)
  }
  let config = parseSiteConfig(source, diagnostics: &diagnostics)
  var new = new
  var corrected: CorrectedDocument?
  if !diagnostics.hasErrors, let written = new.corrects {
    corrected = CorrectedDocument(
      at: written, in: content, named: new.content, config, &diagnostics)
    new.take(corrected, isChinese: config.language == .chinese)
  }
  guard !diagnostics.hasErrors,
    let path = path(for: new, in: content, config, &diagnostics), let file = FilePath(path)
  else { return .failed(diagnostics) }
  var writer = ByteWriter()
  switch new.kind {
  case .document(let kind):
    writeStarterText(
      of: kind, new, correcting: corrected, in: parentFolder(of: path), config: config, to: &writer)
  case .column: writeColumnText(new, config: config, to: &writer)
  }
  do throws(FileError) {
    var maker = FileMaker(below: content)
    _ = try maker.make(file, writer)
    return .made(path: content.shown(path))
  } catch {
    let isThere = error == .exists
    return .failed([
      isThere
        ? Diagnostic(
          .error, "already-there", at: Place(path: content.shown(path)),
          Message("已有这个文件，没有覆盖", "this file already exists and was not overwritten"),
          suggestion: Message(
            "换一个标题，或者用 --name 另写文件名", "use another title, or give a file name with --name"))
        : error.diagnostic(
          path: content.shown(path), doing: Message("无法写入", "this file cannot be written"))
    ])
  }
}

extension NewDocument {
  /// Takes what nothing else is said of from the document that the new one corrects.
  fileprivate mutating func take(_ corrected: CorrectedDocument?, isChinese: Bool) {
    guard let corrected, title.isEmpty else { return }
    title = corrected.titleOfCorrection(isChinese: isChinese)
    name = name ?? corrected.nameOfCorrection(isChinese: isChinese)
  }
}

/// The path of the file, relative to `content/`; nil after reporting why there is none.
private func path(
  for new: NewDocument, in content: Folder, _ config: SiteConfig,
  _ diagnostics: inout [Diagnostic]
) -> String? {
  let name = nameForFile(new.name ?? new.title)
  let day = new.now.on(config.zone).date.iso
  let kind = if case .document(let kind) = new.kind { kind } else { DocumentKind.study }
  let section = config.sections.first { $0.kind == kind }?.folder
  guard !name.isEmpty else {
    diagnostics.append(
      Diagnostic(
        .error, "missing-title", at: nil,
        Message("标题里没有文字", "the title has no letters or digits"),
        suggestion: Message(
          "在命令后面写上标题，如 branchpress new 通知 关于召开党员大会的通知",
          "write the title at the end, as in `branchpress new notice General meeting`")))
    return nil
  }
  if kind == .page { return (section.map { $0 + "/" } ?? "") + name + ".md" }
  guard let section else {
    diagnostics.append(
      Diagnostic(
        .error, "no-section", at: Place(path: content.shown("site.yml")),
        Message(
          "网站没有“\(kind.rawValue)”（\(kind.chineseName)）这一类的栏目",
          "the site has no section of the kind `\(kind.rawValue)`"),
        suggestion: Message("先在 site.yml 的 sections 里加上", "add one to `sections` in site.yml")))
    return nil
  }
  if new.kind == .column { return "\(section)/\(name)/\(columnFile)" }
  switch kind {
  case .activity: return "\(section)/\(day)-\(name)/index.md"
  case .notice: return "\(section)/\(day)-\(name).md"
  case .directory, .page: return "\(section)/\(name).md"
  case .study:
    return column(for: new, in: content, section, &diagnostics).map { column in
      "\(column)/\(nextNumber(in: column, content))-\(name).md"
    }
  }
}

/// The folder of a study article's column: the one asked for, or the only one. Nil after reporting that there is no
/// such folder.
private func column(
  for new: NewDocument, in content: Folder, _ section: String, _ diagnostics: inout [Diagnostic]
) -> String? {
  let columns = columnFolders(in: content, section)
  let names = columns.map { String($0.utf8.dropFirst(section.utf8.count + 1)) ?? "" }
  if let wanted = new.column {
    if let index = names.firstIndex(where: { $0 == wanted || withoutOrderNumber($0).rest == wanted }
    ) {
      return columns[index]
    }
    let near = nearMatch(for: wanted, in: names) ?? names.first { $0.contains(wanted) }
    diagnostics.append(
      Diagnostic(
        .error, "unknown-column", at: Place(path: content.shown(section)),
        Message("没有学习专栏“\(wanted)”", "there is no column `\(wanted)`"),
        suggestion: near.map { Message("是不是“\($0)”？", "did you mean `\($0)`?") }
          ?? newColumnAdvice(wanted, names)))
    return nil
  }
  if columns.count == 1 { return columns[0] }
  diagnostics.append(
    Diagnostic(
      .error, "column-needed", at: Place(path: content.shown(section)),
      Message("没有写明文章放进哪个学习专栏", "the column for the article is missing"),
      suggestion: names.isEmpty
        ? Message(
          "先运行 branchpress new 专栏 专栏名称，建一个专栏",
          "create a column first: `branchpress new column` and its title")
        : Message(
          "加上 --column 和专栏：\(names.joined(separator: "、"))",
          "add --column and one of: \(names.joined(separator: ", "))")))
  return nil
}

/// The way to a column that does not exist yet.
private func newColumnAdvice(_ wanted: String, _ names: [String]) -> Message {
  let (chinese, english) =
    names.isEmpty
    ? ("", "")
    : (
      "；已有的专栏：\(names.joined(separator: "、"))",
      "; the existing columns are \(names.joined(separator: ", "))"
    )
  return Message(
    "要新建，先运行 branchpress new 专栏 \(brief(wanted))" + chinese,
    "to create it, first run `branchpress new column \(brief(wanted))`" + english)
}

/// The name of the file that makes a folder of study a column, and describes it.
private let columnFile = "_column.md"

private func columnFolders(in content: Folder, _ section: String) -> [String] {
  var ignored: [Diagnostic] = []
  let files = Folder(path: content.shown(section)).walk(diagnostics: &ignored)
  return files.compactMap { file in
    let parts = file.path.utf8.split(separator: UInt8(ascii: "/"))
    return parts.count == 2 && fileName(of: file.path) == columnFile
      ? section + "/" + parentFolder(of: file.path) : nil
  }
}

/// The number after the last one in a column, with at least two digits.
private func nextNumber(in column: String, _ content: Folder) -> String {
  var ignored: [Diagnostic] = []
  let numbers = Folder(path: content.shown(column)).walk(diagnostics: &ignored)
    .compactMap { withoutOrderNumber($0.path).number }
  let next = String((numbers.max() ?? 0) + 1)
  return next.utf8.count < 2 ? "0" + next : next
}

/// A title as a file's name: spaces and characters that an address may not contain become one dash.
private func nameForFile(_ title: String) -> String {
  var name = ""
  for scalar in title.unicodeScalars.prefix(60) {
    let isKept =
      scalar.value > 0x7F
      ? !isUnseen(scalar) && !"“”‘’《》〈〉「」『』【】〔〕（）、，。！？：；…—　·".unicodeScalars.contains(scalar)
      : scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value)
    if isKept {
      name.unicodeScalars.append(scalar)
    } else if !name.isEmpty, name.unicodeScalars.last != "-" {
      name += "-"
    }
  }
  while name.unicodeScalars.last == "-" { name.unicodeScalars.removeLast() }
  return name.lowercasedASCII
}

/// Whether a character is a control character or one that only affects how others are shown.
private func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator: true
  default: false
  }
}

extension String {
  /// The text with the letters A to Z in lower case.
  fileprivate var lowercasedASCII: String {
    String(
      decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
  }
}
