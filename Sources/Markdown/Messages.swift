import Diagnostics

/// What an author can be told about a Markdown text.
enum Finding {
  case unsafeAddress(String, MarkdownDocument.Link.Kind)
  case noAlternativeText
  case rawHTML(String)
  case unclosedElement(String)
  case unclosedComment
  case missingFootnote(String)
  case unusedFootnote(String)
  case repeatedFootnote(String)

  var severity: Diagnostic.Severity {
    if case .missingFootnote = self { .error } else { .warning }
  }

  var id: StaticString {
    switch self {
    case .unsafeAddress: "unsafe-address"
    case .noAlternativeText: "no-alternative-text"
    case .rawHTML: "raw-html"
    case .unclosedElement: "unclosed-element"
    case .unclosedComment: "unclosed-comment"
    case .missingFootnote: "missing-footnote"
    case .unusedFootnote: "unused-footnote"
    case .repeatedFootnote: "repeated-footnote"
    }
  }

  var message: Message {
    switch self {
    case .unsafeAddress(let address, .link):
      Message("链接地址“\(address)”不安全，已去掉", "the link to “\(address)” is not safe and is left out")
    case .unsafeAddress(let address, .image):
      Message("图片地址“\(address)”不安全，已去掉", "the picture at “\(address)” is not safe and is left out")
    case .noAlternativeText:
      Message("图片没有替代文字", "the picture has no alternative text")
    case .rawHTML(let text):
      Message("不支持的 HTML“\(text)”按文字显示", "HTML that is not allowed, “\(text)”, is shown as text")
    case .unclosedElement(let name):
      Message("<\(name)> 没有结束标签", "<\(name)> has no end tag")
    case .unclosedComment:
      Message("注释没有结束，其后的内容都不显示", "the comment does not end and hides what follows")
    case .missingFootnote(let label):
      Message("没有脚注“\(label)”", "there is no footnote “\(label)”")
    case .unusedFootnote(let label):
      Message("脚注“\(label)”没有被引用，不显示", "the footnote “\(label)” is not referred to and not shown")
    case .repeatedFootnote(let label):
      Message(
        "脚注“\(label)”已经有了，后面的不显示",
        "the footnote “\(label)” is defined before; this one is not shown")
    }
  }

  var suggestion: Message? {
    switch self {
    case .unsafeAddress: nil
    case .noAlternativeText:
      Message("在方括号里写图片内容：![会场全景](…)", "say in the brackets what it shows: ![The meeting hall](…)")
    case .rawHTML:
      Message("改用 Markdown，或在 < 前加反斜杠", "use Markdown, or put a backslash before the <")
    case .unclosedElement(let name):
      Message("在同一段里加上 </\(name)>", "add </\(name)> in the same block")
    case .unclosedComment:
      Message("在注释后加上 -->", "put --> behind the comment")
    case .missingFootnote(let label):
      Message("加上一行 [^\(label)]: 脚注内容", "add a line [^\(label)]: the footnote's text")
    case .unusedFootnote(let label):
      Message("在正文里写 [^\(label)]，或删去这条脚注", "write [^\(label)] in the text, or delete the footnote")
    case .repeatedFootnote: Message("换一个名字", "give it another name")
    }
  }
}

extension HTMLWalker {
  /// Keeps a diagnostic at these bytes of the source file.
  mutating func report(_ finding: Finding, at range: Range<Int>) {
    diagnostics.append(
      Diagnostic(
        finding.severity, finding.id, at: Place(source, range), finding.message,
        suggestion: finding.suggestion))
  }
}
