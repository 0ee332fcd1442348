import Diagnostics

/// Raw HTML that does not do what its author wanted.
enum HTMLMistake {
  /// A tag that is shown as text, and what Markdown has for the element.
  case refused(Bytes, Conversion)
  /// An element without its end tag. One that is shown as text has its tag as it is written.
  case unclosed(String, Bytes?)
  case unclosedComment
  /// A place to link to: the name that it has.
  case anchor(Bytes, name: String)

  /// The advice about an element that is not allowed.
  enum Conversion {
    /// Markdown to write instead, which may be nothing.
    case markdown(String)
    /// No HTML at all: `<String>`.
    case text
    /// A place where the element may not stand.
    case wrongPlace(Message)
    case none
  }

  var id: String {
    switch self {
    case .refused: "raw-html"
    case .unclosed: "unclosed-element"
    case .unclosedComment: "unclosed-comment"
    case .anchor: "html-anchor"
    }
  }

  var message: Message {
    switch self {
    case .refused(let html, _):
      Message(
        "不支持 HTML“\(html.excerpt)”，按文字显示",
        "the HTML “\(html.excerpt)” is not supported and is shown as text")
    case .unclosed(let name, nil): Message("<\(name)> 没有结束标签", "<\(name)> has no closing tag")
    case .unclosed(_, let tag?):
      Message(
        "“\(tag.excerpt)”没有结束标签，按文字显示", "“\(tag.excerpt)” has no closing tag and is shown as text")
    case .unclosedComment:
      Message("注释没有结束，后面的内容都不显示", "this comment is never closed, so everything after it is hidden")
    case .anchor(let html, _):
      Message(
        "“\(html.excerpt)”在这里不能作链接的目标，按文字显示",
        "“\(html.excerpt)” cannot be a link target here and is shown as text")
    }
  }

  var suggestion: Message {
    switch self {
    case .refused(let html, let conversion): conversion.suggestion(for: html)
    case .unclosed(let name, nil):
      Message("在同一段里加上 </\(name)>", "add </\(name)> in the same block")
    case .unclosed(let name, let tag?):
      Message(
        "如果是文字，写成 \\\(tag.excerpt) 或放进反引号“`”；否则在同一段里加上 </\(name)>",
        "if it is text, write \\\(tag.excerpt) or put it in backquotes; otherwise add </\(name)> in the same block"
      )
    case .unclosedComment: Message("在注释后面加上 -->", "put --> after the comment")
    case .anchor(_, let name):
      Message(
        "要链接到某个标题，就在标题后面写 {#\(brief(name))}，再删去这里的",
        "to link to a heading, write {#\(brief(name))} after it and remove this")
    }
  }
}

extension HTMLMistake.Conversion {
  fileprivate func suggestion(for html: Bytes) -> Message {
    switch self {
    case .markdown(""): return Message("删去这样的 HTML 标签", "remove such HTML tags")
    case .markdown(let markdown):
      let lines = markdown.utf8.split(separator: 0x0A, omittingEmptySubsequences: true)
      let first = lines.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
      let more = lines.count > 1 ? " …" : ""
      return Message("写成 \(brief(first, to: 120))\(more)", "write \(brief(first, to: 120))\(more)")
    case .text:
      return Message(
        "如果是文字，写成 \\\(html.excerpt) 或放进反引号“`”",
        "if it is text, write \\\(html.excerpt) or put it in backquotes")
    case .wrongPlace(let message): return message
    case .none:
      return Message(
        "改用 Markdown，或者在“<”前加反斜杠“\\”", "use Markdown, or put a backslash before the `<`")
    }
  }
}
