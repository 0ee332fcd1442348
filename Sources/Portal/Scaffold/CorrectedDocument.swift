internal import ByteText
internal import Content
internal import Diagnostics
internal import Files
internal import SiteModel

/// The document that a new notice corrects.
struct CorrectedDocument {
  /// The path of its file, relative to `content/`.
  let path: String
  let title: String
  let number: String?
  let issuer: String?
  let recipients: [String]

  /// The document that a person names, by its file or by the folder that it has to itself; nil after reporting that there
  /// is none, or why it cannot be read.
  init?(
    at written: String, in content: Folder, named name: String, _ config: SiteConfig,
    _ diagnostics: inout [Diagnostic]
  ) {
    var ignored: [Diagnostic] = []
    let files = content.walk(diagnostics: &ignored).filter { endsIn($0.path, ".md") }
    let clean = FixScope.clean(written.composed, in: name) ?? ""
    let paths = [clean, clean + ".md", clean + "/index.md"]
    guard let file = files.first(where: { paths.contains($0.path) }) else {
      let near = nearMatch(for: clean, in: files.map(\.path)).map(content.shown)
      diagnostics.append(
        Diagnostic(
          .error, "unknown-path", at: nil,
          Message("没有这篇稿件：\(brief(written))", "there is no document \(brief(written))"),
          suggestion: near.map { Message("是不是“\($0)”？", "did you mean `\($0)`?") }
            ?? Message(
              "--correct 后面写要更正的那篇稿件，例如 \(content.shown("notice/2026-07-01-通知.md"))",
              "name the document to correct, such as \(content.shown("notice/2026-07-01-meeting.md"))"
            )))
      return nil
    }
    guard
      let text = readText(
        file.file, in: content, limit: SizeLimit.document, diagnostics: &diagnostics)
    else { return nil }
    let result = parseDocument(
      text.bytes, of: file, in: content, config: config, notingForms: false)
    guard let document = result.document else {
      diagnostics += result.diagnostics
      return nil
    }
    path = file.path
    title = document.header.title
    guard case .notice(let notice) = document.details else {
      (number, issuer, recipients) = (nil, nil, [])
      return
    }
    (number, issuer, recipients) = (notice.number, notice.issuer, notice.recipients)
  }

  /// The title of the notice that corrects it, which as an official document names what it is about and its kind.
  func titleOfCorrection(isChinese: Bool) -> String {
    isChinese ? "关于更正《\(innerTitle)》的通知" : "Correction of “\(title)”"
  }

  /// The title from which the name of the correction's file is made.
  func nameOfCorrection(isChinese: Bool) -> String {
    (isChinese ? "更正 " : "correction ") + title
  }

  /// The first sentence of the correction, which names the document as officials do.
  func introduction(isChinese: Bool) -> String {
    guard isChinese else { return "“\(title)” is corrected as follows:" }
    return "现将《\(innerTitle)》" + (number.map { "（\($0)）" } ?? "") + "更正如下："
  }

  /// The title as it stands within title marks, of which inner ones are single.
  private var innerTitle: String {
    String(
      String.UnicodeScalarView(
        title.unicodeScalars.map { $0 == "《" ? "〈" : $0 == "》" ? "〉" : $0 }))
  }

  /// The lines of front matter that the correction takes from the document; `folder` is that of its own file.
  func lines(from folder: String) -> [String] {
    var lines = ["corrects: \(yamlScalar(relativePath(to: path, from: folder)))"]
    if let issuer { lines.append("issuer: \(yamlScalar(issuer))") }
    if !recipients.isEmpty {
      lines.append("recipients: [\(recipients.map(yamlScalar).joined(separator: ", "))]")
    }
    return lines
  }
}
