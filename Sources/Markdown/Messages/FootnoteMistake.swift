import Diagnostics

/// A mistake with a footnote's mark or text; each names the label.
enum FootnoteMistake {
  /// A mark that no footnote has, and the label that is near it. Where the document has no footnotes at all, it may be text.
  case missing(Bytes, near: String?, mayBeText: Bool)
  case unused(Bytes)
  case repeated(Bytes)
  /// Brackets or a colon that are full-width, what to write, and whether it has no text yet.
  case unread(Bytes, corrected: String, isMissing: Bool)

  var id: String {
    switch self {
    case .missing: "missing-footnote"
    case .unused: "unused-footnote"
    case .repeated: "repeated-footnote"
    case .unread: Self.unreadID
    }
  }

  static let unreadID = "unread-footnote"

  /// Whether it may be no mistake, so that it is shown as text and told once.
  var mayBeText: Bool { if case .missing(_, _, mayBeText: true) = self { true } else { false } }

  var message: Message {
    switch self {
    case .missing(let label, _, let mayBeText):
      let label = brief(label.string)
      let shown = mayBeText ? Message("，按文字显示", "; it is shown as text") : Message("", "")
      return Message(
        "没有脚注“\(label)”\(shown.chinese)", "there is no footnote “\(label)”\(shown.english)")
    case .unused(let label):
      return Message(
        "脚注“\(brief(label.string))”没有被引用，不显示",
        "the footnote “\(brief(label.string))” is not referred to and not shown")
    case .repeated(let label):
      return Message(
        "脚注“\(brief(label.string))”已经有了，后面的不显示",
        "the footnote “\(brief(label.string))” is defined before; this one is not shown")
    case .unread(let written, _, _):
      return Message(
        "“\(written.excerpt)”没有成为脚注：括号或冒号是全角的",
        "“\(written.excerpt)” is no footnote: a bracket or colon is full-width")
    }
  }

  var suggestion: Message {
    switch self {
    case .missing(_, let near?, _):
      return Message("是不是 [^\(brief(near))]？", "did you mean [^\(brief(near))]?")
    case .missing(let label, nil, let mayBeText):
      let mark = "[^\(brief(label.string))]"
      return mayBeText
        ? Message(
          "如果就是文字，写成 \\\(mark) 或放进反引号“`”；如果是脚注，加上一行 \(mark): 脚注内容",
          "write \\\(mark) or put it between backquotes if it is text; for a footnote add a line \(mark): its text"
        )
        : Message("加上一行 \(mark): 脚注内容", "add a line \(mark): the footnote's text")
    case .unused(let label):
      return Message(
        "在正文里写 [^\(brief(label.string))]，或删去这条脚注",
        "write [^\(brief(label.string))] in the text, or delete the footnote")
    case .repeated: return Message("换一个名字", "give it another name")
    case .unread(_, let mark, let isMissing):
      return isMissing
        ? Message(
          "写成 \(mark)，另起一行写 \(mark): 脚注内容",
          "write \(mark), and on a line of its own \(mark): the footnote's text")
        : Message("写成 \(mark)", "write \(mark)")
    }
  }
}
