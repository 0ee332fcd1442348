import ByteText
import Diagnostics

/// A finding about a Markdown text that its author is told.
enum Finding {
  case unsafeAddress(Bytes, MarkdownDocument.Link.Kind)
  case noAlternativeText(PlayedMedia?)
  case html(HTMLMistake)
  case footnote(FootnoteMistake)
  case tooDeep
  case unreadLink(UnreadLink, in: Bytes)
  case controlCharacter
  case officeText(OfficeFinding)
  case unclosedCode(fence: Bytes)
  case sign(UnreadSign, in: Bytes)
  case unreadPicture(Bytes, corrected: String)
  case unreadAlert(UnreadAlert)

  var severity: Diagnostic.Severity {
    if case .footnote(.missing(_, _, mayBeText: false)) = self { .error } else { .warning }
  }

  var id: String {
    switch self {
    case .unsafeAddress: "unsafe-address"
    case .noAlternativeText: "no-alternative-text"
    case .html(let mistake): mistake.id
    case .unclosedCode: "unclosed-code"
    case .footnote(let mistake): mistake.id
    case .tooDeep: "nested-too-deep"
    case .unreadLink: unreadLinkID
    case .controlCharacter: "control-character"
    case .sign(let sign, _): sign.kind.id
    case .unreadPicture: unreadLinkID
    case .unreadAlert: "unread-alert"
    case .officeText(let finding): finding.id
    }
  }

  /// The number of findings of this kind that are told of a file; the others are counted.
  var most: Int {
    switch self {
    case .noAlternativeText, .sign: 1
    case .html(.anchor): 1
    case .footnote(let mistake): mistake.mayBeText ? 1 : mostOfAKind
    default: mostOfAKind
    }
  }

  var message: Message {
    switch self {
    case .unsafeAddress(let address, .link):
      Message(
        "链接地址“\(address.excerpt)”不安全，已去掉",
        "the link to “\(address.excerpt)” is not safe and was removed")
    case .unsafeAddress(let address, .image):
      Message(
        "图片地址“\(address.excerpt)”不安全，已去掉",
        "the picture at “\(address.excerpt)” is not safe and was removed")
    case .noAlternativeText(nil):
      Message("图片没有替代文字", "the picture has no alternative text")
    case .noAlternativeText(.video):
      Message("视频没有说明文字", "the video has no text that describes it")
    case .noAlternativeText(.audio):
      Message("录音没有说明文字", "the recording has no text that describes it")
    case .html(let mistake): mistake.message
    case .footnote(let mistake): mistake.message
    case .unreadPicture(let written, _):
      Message(
        "“\(written.excerpt)”成了链接，没有成为图片：感叹号要用半角，紧挨方括号",
        "“\(written.excerpt)” became a link, not a picture: it needs a half-width exclamation mark right before the bracket"
      )
    case .unreadAlert(let alert): alert.message
    case .tooDeep:
      Message(
        "引用和列表嵌套超过 \(Limits.deepestBlock) 层，后面的按文字显示",
        "quotes and lists are nested more than \(Limits.deepestBlock) levels deep; the rest is shown as text"
      )
    case .sign(let sign, let text): sign.message(in: text)
    case .unclosedCode:
      Message(
        "代码块没有结束，后面的内容都成了代码", "the code block is never closed, so everything after it became code")
    case .controlCharacter:
      Message(
        "“&#……;”这样的字符代号写出了看不见的控制字符，已略去",
        "a character reference (`&#…;`) stands for an invisible control character and was left out"
      )
    case .officeText(let finding): finding.message
    case .unreadLink(let link, let text): link.message(in: text)
    }
  }

  var suggestion: Message? {
    switch self {
    case .unsafeAddress(let address, _):
      nameOnDisk(address).map {
        Message(
          "这是自己电脑里的路径，读者打不开：把文件放到这篇稿件旁边，只写文件名 \(brief($0))",
          "readers cannot open a path on your computer: put the file in the document's folder and write only its name, \(brief($0))"
        )
      }
        ?? Message(
          "写以 https:// 开头的网址，或者网站里的文件",
          "write an address that begins with https://, or a file of the site")
    case .noAlternativeText(.some):
      Message(
        "在方括号里说明它的内容：![讲课录像](文件名)", "describe it in the square brackets: ![The lecture](file)")
    case .noAlternativeText:
      Message(
        "在方括号里说明图片内容：![会场全景](文件名)",
        "describe the picture in the square brackets: ![The meeting hall](file)")
    case .html(let mistake): mistake.suggestion
    case .footnote(let mistake): mistake.suggestion
    case .unreadPicture(_, let corrected):
      Message("写成 \(brief(corrected))", "write \(brief(corrected))")
    case .unreadAlert(let alert): alert.suggestion
    case .tooDeep: Message("减少嵌套的层数", "use fewer levels")
    case .controlCharacter: Message("删去这个字符代号", "remove the character reference")
    case .officeText(let finding): finding.suggestion
    case .sign(let sign, let text): sign.suggestion(in: text)
    case .unclosedCode(let fence):
      Message(
        "在代码后面另起一行写 \(fence.string)；如果不是代码，就删去这一行",
        "write \(fence.string) on a line of its own after the code; if it is not code, remove this line"
      )
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

  /// Keeps a diagnostic, as long as its kind is told: a text of nothing but mistakes stays cheap. Its fixes are kept
  /// with the one that is told.
  mutating func report(
    _ finding: Finding, at location: FindingLocation, fixes: [Replacement] = []
  ) {
    let id = finding.id
    let fixes = fixes + finding.fixes
    guard found.hasRoom(for: id, most: finding.most) else {
      if !fixes.isEmpty { laterFixes[id, default: []] += fixes }
      return found.addUnlisted(id)
    }
    let range =
      switch location {
      case .range(let range): range
      case .text(let text): locator.range(of: text, line: lineAtHand)
      }
    found.add(id) { [source] in
      Diagnostic(
        finding.severity, id, at: Place(source, range), finding.message,
        suggestion: finding.suggestion, fixes: fixes)
    }
  }

  /// The findings, with the fixes of those that are only counted.
  func listFindings() -> [Diagnostic] {
    if laterFixes.isEmpty { return found.list }
    return found.list.map { diagnostic in
      guard diagnostic.unlisted > 0, let more = laterFixes[diagnostic.id] else { return diagnostic }
      return diagnostic.adding(fixes: more)
    }
  }
}
