import Diagnostics

extension UnreadSign.Kind {
  var id: String {
    switch self {
    case .heading: "unread-heading"
    case .list: "unread-list"
    case .emphasis: "unread-emphasis"
    case .strike: "unread-strike"
    case .container: "unread-container"
    case .contents: "unread-contents"
    case .wikiLink: "unread-wiki-link"
    case .highlight: "unread-highlight"
    case .inlineNote: "unread-note"
    case .template: "unread-template"
    case .attributes: "unread-attributes"
    case .formula: "unread-formula"
    }
  }

  /// The reason why the sign is text.
  private var reason: Message {
    switch self {
    case .heading:
      Message(
        "没有成为标题：# 要用半角，后面空一格",
        "was not read as a heading: it needs a half-width # and a space after it")
    case .list:
      Message(
        "没有成为列表：要用半角的 - 或 1. 开头，后面空一格",
        "was not read as a list: an item begins with a half-width - or 1. and a space")
    case .emphasis:
      Message(
        "没有加粗：要用半角的 **，里侧不留空格", "was not read as bold: it needs half-width ** with no spaces inside"
      )
    case .strike:
      Message("没有划去：要用半角的 ~~", "was not read as struck through: it needs half-width ~~")
    case .container:
      Message("是别的程序的写法，这里按文字显示", "is the syntax of another program and is shown as text")
    case .contents:
      Message("不会变成目录，按文字显示", "does not make a table of contents and is shown as text")
    case .wikiLink: Message("没有成为链接或图片", "was not read as a link or picture")
    case .highlight: Message("没有突出显示", "is not highlighted")
    case .inlineNote: Message("没有成为脚注", "was not read as a footnote")
    case .template:
      Message(
        "是模板或别的程序的写法，在正文里按文字显示",
        "is the syntax of templates or another program and is shown as text")
    case .attributes:
      Message("是别的程序的写法，这里按文字显示", "is the syntax of another program and is shown as text")
    case .formula: Message("不会排成公式，按文字显示", "is not set as a formula and is shown as text")
    }
  }

  func message(quoting text: Bytes) -> Message {
    Message("“\(text.excerpt)”\(reason.chinese)", "“\(text.excerpt)” \(reason.english)")
  }

  /// The advice where the exact text to write is not known, and besides it.
  fileprivate var advice: Message {
    switch self {
    case .heading, .list, .emphasis:
      Message("如果就是文字，在前面加反斜杠“\\”", "if it is text, put a backslash before it")
    case .strike:
      Message("只是拖长语气的，写一个“～”就够", "one ～ is enough if it only draws out a word")
    case .container:
      Message(
        "提示框写成引用，第一行 > [!TIP]，以后每行以“> ”开头；删去“:::”",
        "write a quote: `> [!TIP]` on its first line and `> ` before each other line; remove the `:::`"
      )
    case .contents:
      Message(
        "删去这一行：标题够多的网页会自动有目录",
        "remove the line: pages with several headings have a table of contents anyway")
    case .wikiLink:
      Message(
        "方括号里写要显示的文字，圆括号里写文件名", "the square brackets take the text, the round ones the file name")
    case .highlight: Message("如果就是文字，放进反引号“`”", "if it is text, put it in backquotes")
    case .inlineNote:
      Message(
        "写成 [^注]，再另起一行写 [^注]: 内容", "write [^note], and `[^note]: its text` on a line of its own")
    case .template, .attributes:
      Message("删去它；如果就是要显示，放进反引号“`”", "remove it; to show it as it is, put it in backquotes")
    case .formula:
      Message(
        "用文字和 <sub>、<sup> 写，或者插入公式的图片；如果就是要显示，放进反引号“`”",
        "write it with text, <sub> and <sup>, or as a picture; to show it as it is, put it in backquotes"
      )
    }
  }
}

extension UnreadSign {
  func message(in text: Bytes) -> Message { kind.message(quoting: text[range]) }

  func suggestion(in text: Bytes) -> Message {
    guard let corrected = corrected(in: text) else { return kind.advice }
    return Message(
      "写成 \(brief(corrected))；\(kind.advice.chinese)",
      "write \(brief(corrected)); \(kind.advice.english)")
  }
}
