import ByteText
import Diagnostics

/// A finding about a Markdown text that its author is told.
enum Finding {
  case unsafeAddress(Bytes, MarkdownDocument.Link.Kind)
  case noAlternativeText(PlayedMedia?)
  case rawHTML(Bytes)
  case unclosedElement(String)
  case unclosedComment
  case missingFootnote(Bytes)
  case unusedFootnote(Bytes)
  case repeatedFootnote(Bytes)
  case tooDeep
  case unreadLink(UnreadLink, in: Bytes)
  case controlCharacter
  case officeText(OfficeFinding)

  var severity: Diagnostic.Severity {
    if case .missingFootnote = self { .error } else { .warning }
  }

  /// Its number among the kinds.
  fileprivate var kind: Int {
    switch self {
    case .unsafeAddress: 0
    case .noAlternativeText: 1
    case .rawHTML: 2
    case .unclosedElement: 3
    case .unclosedComment: 4
    case .missingFootnote: 5
    case .unusedFootnote: 6
    case .repeatedFootnote: 7
    case .tooDeep: 8
    case .unreadLink: 9
    case .controlCharacter: 10
    case .officeText(let finding): 11 + finding.kind
    }
  }

  fileprivate static let ids: [String] =
    [
      "unsafe-address", "no-alternative-text", "raw-html", "unclosed-element", "unclosed-comment",
      "missing-footnote", "unused-footnote", "repeated-footnote", "nested-too-deep",
      "unread-link", "control-character",
    ] + OfficeFinding.ids

  var message: Message {
    switch self {
    case .unsafeAddress(let address, .link):
      Message(
        "链接地址“\(address.excerpt)”不安全，已去掉",
        "the link to “\(address.excerpt)” is not safe and is left out")
    case .unsafeAddress(let address, .image):
      Message(
        "图片地址“\(address.excerpt)”不安全，已去掉",
        "the picture at “\(address.excerpt)” is not safe and is left out")
    case .noAlternativeText(nil):
      Message("图片没有替代文字", "the picture has no alternative text")
    case .noAlternativeText(.video):
      Message("视频没有说明文字", "the video has no text that says what it shows")
    case .noAlternativeText(.audio):
      Message("录音没有说明文字", "the recording has no text that says what it is")
    case .rawHTML(let html):
      Message(
        "不支持的 HTML“\(html.excerpt)”按文字显示",
        "HTML that is not allowed, “\(html.excerpt)”, is shown as text")
    case .unclosedElement(let name):
      Message("<\(name)> 没有结束标签", "<\(name)> has no end tag")
    case .unclosedComment:
      Message("注释没有结束，其后的内容都不显示", "the comment does not end and hides what follows")
    case .missingFootnote(let label):
      Message("没有脚注“\(brief(label.string))”", "there is no footnote “\(brief(label.string))”")
    case .unusedFootnote(let label):
      Message(
        "脚注“\(brief(label.string))”没有被引用，不显示",
        "the footnote “\(brief(label.string))” is not referred to and not shown")
    case .repeatedFootnote(let label):
      Message(
        "脚注“\(brief(label.string))”已经有了，后面的不显示",
        "the footnote “\(brief(label.string))” is defined before; this one is not shown")
    case .tooDeep:
      Message(
        "引用和列表嵌套超过 \(Limits.deepestBlock) 层，其后按文字显示",
        "quotes and lists nest more than \(Limits.deepestBlock) deep; what follows is shown as text"
      )
    case .controlCharacter:
      Message(
        "“&#…;”这样的编号写出了看不见的控制字符，已略去",
        "a character written as a number (`&#…;`) is an invisible control character and is left out"
      )
    case .officeText(let finding): finding.message
    case .unreadLink(let link, let text): link.message(in: text)
    }
  }

  var suggestion: Message? {
    switch self {
    case .unsafeAddress: nil
    case .noAlternativeText(.some):
      Message("在方括号里写它的内容：![讲课录像](…)", "say in the brackets what it is: ![The lecture](…)")
    case .noAlternativeText:
      Message("在方括号里写图片内容：![会场全景](…)", "say in the brackets what it shows: ![The meeting hall](…)")
    case .rawHTML:
      Message("改用 Markdown，或在 < 前加反斜杠", "use Markdown, or put a backslash before the <")
    case .unclosedElement(let name):
      Message("在同一段里加上 </\(name)>", "add </\(name)> in the same block")
    case .unclosedComment:
      Message("在注释后加上 -->", "put --> behind the comment")
    case .missingFootnote(let label):
      Message(
        "加上一行 [^\(brief(label.string))]: 脚注内容",
        "add a line [^\(brief(label.string))]: the footnote's text")
    case .unusedFootnote(let label):
      Message(
        "在正文里写 [^\(brief(label.string))]，或删去这条脚注",
        "write [^\(brief(label.string))] in the text, or delete the footnote")
    case .repeatedFootnote: Message("换一个名字", "give it another name")
    case .tooDeep: Message("减少嵌套的层数", "nest them less deep")
    case .controlCharacter: Message("删去这个编号", "remove the number")
    case .officeText(let finding): finding.suggestion
    case .unreadLink(let link, let text): link.suggestion(in: text)
    }
  }
}

extension Finding {
  /// The changes that do what it suggests.
  var fixes: [Replacement] {
    if case .officeText(let finding) = self { finding.fixes } else { [] }
  }
}

extension Bytes {
  /// The beginning, as much as fits into a message.
  var excerpt: String {
    var end = min(count, 40)
    while end < count, end > 0, self[end] & 0xC0 == 0x80 { end -= 1 }
    let shown = (0..<end).map { self[$0] < 0x20 ? 0x20 : self[$0] }
    return String(decoding: shown, as: UTF8.self) + (end < count ? "…" : "")
  }
}

/// The location of a finding.
enum FindingLocation {
  case range(Range<Int>)
  /// The first place in the block at hand where this text stands.
  case text(Bytes)
}

extension HTMLWalker {
  /// Reports control characters, which references in the block at hand make, once for each block.
  mutating func reportControl() {
    guard reportedControlLine != blockLine else { return }
    reportedControlLine = blockLine
    report(.controlCharacter, at: .range(locator.range(ofLine: blockLine)))
  }

  /// Keeps a diagnostic, as long as its kind is told: a text of nothing but mistakes stays cheap.
  mutating func report(_ finding: Finding, at location: FindingLocation) {
    let id = Finding.ids[finding.kind]
    guard found.hasRoom(for: id) else { return found.addUnlisted(id) }
    let range =
      switch location {
      case .range(let range): range
      case .text(let text): locator.range(of: text, line: blockLine)
      }
    found.add(id) { [source] in
      Diagnostic(
        finding.severity, id, at: Place(source, range), finding.message,
        suggestion: finding.suggestion, fixes: finding.fixes)
    }
  }
}
