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
        "正文没有引用脚注“\(brief(label.string))”，不会显示",
        "the footnote “\(brief(label.string))” is never referred to and is not shown")
    case .repeated(let label):
      return Message(
        "脚注“\(brief(label.string))”前面已经有了，这一条不会显示",
        "the footnote “\(brief(label.string))” is already defined above, so this one is not shown")
    case .unread(let written, _, _):
      return Message(
        "“\(written.excerpt)”没有成为脚注：括号或冒号是全角的",
        "“\(written.excerpt)” was not read as a footnote: a bracket or colon is full-width")
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
          "如果就是文字，写成 \\\(mark) 或者放进反引号“`”；如果是脚注，加上一行 \(mark): 脚注内容",
          "if it is text, write \\\(mark) or put it in backquotes; if it is a footnote, add a line `\(mark): its text`"
        )
        : Message("加上一行 \(mark): 脚注内容", "add a line `\(mark): its text`")
    case .unused(let label):
      return Message(
        "在正文里写 [^\(brief(label.string))]，或删去这条脚注",
        "write [^\(brief(label.string))] in the text, or remove the footnote")
    case .repeated: return Message("换一个记号，例如 [^2]", "give it another label, such as [^2]")
    case .unread(_, let mark, let isMissing):
      return isMissing
        ? Message(
          "写成 \(mark)，另起一行写 \(mark): 脚注内容",
          "write \(mark), and `\(mark): its text` on a line of its own")
        : Message("写成 \(mark)", "write \(mark)")
    }
  }
}
