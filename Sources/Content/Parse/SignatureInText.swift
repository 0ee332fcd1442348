internal import Diagnostics
internal import FrontMatter

extension TextFrame.Signature {
  /// The report that a page would show the signature twice.
  func diagnostic(in source: SourceFile, _ header: FieldReader) -> Diagnostic {
    let insertion = isKnown ? nil : header.inserting(["issuer: \(yamlItem(issuer))"])
    let removals = isFollowed ? lines.map { Replacement($0, "") } : []
    let line = "issuer: \(brief(issuer))"
    let suggestion =
      switch (isKnown, isFollowed) {
      case (true, _):
        Message("删去正文里的这两行，网页会写在最后", "remove these two lines; the page adds them at its end")
      case (false, true):
        Message(
          "开头信息里加一行“\(line)”，删去正文里的这两行",
          "add `\(line)` to the front matter, and remove these two lines")
      case (false, false):
        Message(
          "开头信息里加一行“\(line)”，落款就只写一次",
          "add `\(line)` to the front matter, so that the signature appears only once")
      }
    return Diagnostic(
      .warning, "signature-in-text", at: Place(source, lines[0]),
      Message(
        "正文里有落款，网页最后还会再写一次", "the text has a signature, and the page adds another at its end"),
      suggestion: suggestion, fixes: removals + (insertion.map { [$0] } ?? []))
  }
}
