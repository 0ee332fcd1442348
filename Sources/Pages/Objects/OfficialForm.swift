internal import ByteText
internal import Content
internal import Dates
internal import Markdown
internal import Mustache
internal import SiteModel

// The names of what only the page of a notice shows: the parts of an official document.

func describeOfficialForm(_ names: inout ObjectNames<ShownNotice>) {
  names.value(
    "title", as: "html",
    "the title as `titlePhrases`, with `<br class=\"paper-line\">` where a line of paper ends"
  ) { $0.titleInLines }
  names.flag("letter", "信函格式") { $0.notice.form == .letter }
  names.flag("seal", "room for a seal is wanted") { $0.notice.hasSeal }
  names.optionalText("copies", "抄送, joined") {
    $0.notice.copies.isEmpty ? nil : $0.notice.copies.joined(separator: $0.make.words.comma)
  }
  names.optionalObject("imprint", of: "imprint", "none in the letter form") { shown in
    guard shown.notice.form != .letter, let imprint = shown.notice.imprint else { return nil }
    return shown.make.kinds.imprint(
      Shown(it: ShownImprint(imprint: imprint, document: shown.document), make: shown.make))
  }
  names.flag("hasImprint", "there is a copy to somebody, or an imprint") {
    !$0.notice.copies.isEmpty || $0.notice.form != .letter && $0.notice.imprint != nil
  }
  names.value("text", as: "html", "its body up to the first annex") { .html($0.text.main) }
  names.value("annexes", as: "html?", "the rest of its body, from `## 附件1` on") {
    $0.text.rest.map { .html($0) } ?? .null
  }
  names.list("enclosures", of: "enclosure", "attachments and annexes in the order of their numbers")
  {
    shown in
    shown.enclosures.map { shown.make.kinds.enclosure(Shown(it: $0, make: shown.make)) }
  }
  names.flag("hasEnclosures") { !$0.enclosures.isEmpty }
}

func describeImprint(_ names: inout ObjectNames<Shown<ShownImprint>>) {
  names.text("office", "印发机关") { $0.it.imprint.office }
  names.optionalDate("date", "印发日期; by default the document's `date`") {
    $0.it.imprint.date ?? $0.it.document.date
  }
}

func describeEnclosure(_ names: inout ObjectNames<Shown<Enclosure>>) {
  names.text("title", example: "会议议程") { $0.it.title }
  names.phrases { $0.it.title }
  names.optionalObject("file", of: "attachment", "the file; none for an annex") { shown in
    guard case .file(let attachment) = shown.it else { return nil }
    return shown.make.kinds.attachment(Shown(it: attachment, make: shown.make))
  }
  names.optionalText("id", "the id of an annex's heading, for `#…`") { shown in
    guard case .annex(let heading, _) = shown.it else { return nil }
    return heading.id
  }
}

extension Enclosure {
  fileprivate var title: String {
    switch self {
    case .file(let attachment): attachment.title
    case .annex(_, let title): title
    }
  }
}

extension ShownNotice {
  /// The title with a mark at the end of each line that it fills on paper.
  fileprivate var titleInLines: Value {
    let phrases = make.phrases(document.markedTitle)
    guard case .html(let html) = phrases else { return phrases }
    let places = Array("<wbr>".utf8)
    let mark = Array("<wbr><br class=\"paper-line\">".utf8)
    return TitleLines.divided(html.bytes, between: places, by: mark)
      .map { .html(HTMLFragment(bytes: $0)) } ?? phrases
  }

  /// The attachments and annexes by their numbers: an annex has the number in its heading, and files have the others.
  fileprivate var enclosures: [Enclosure] {
    var files = document.references.attachments.map(Enclosure.file)[...]
    if text.annexes.isEmpty { return Array(files) }
    var annexes = text.annexes.sorted { ($0.number ?? 0) < ($1.number ?? 0) }[...]
    var enclosures: [Enclosure] = []
    while let annex = annexes.first {
      if let number = annex.number, number > enclosures.count + 1, let file = files.popFirst() {
        enclosures.append(file)
      } else {
        enclosures.append(.annex(annex.heading, title: annex.title))
        annexes.removeFirst()
      }
    }
    return enclosures + files
  }
}
