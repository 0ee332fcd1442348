import Diagnostics
import Portal

/// A command line that cannot be followed, in words of our own.
struct WrongUse: Error {
  let id: String
  let message: Message
  let suggestion: Message

  init(_ id: String, _ message: Message, _ suggestion: Message) {
    self.id = id
    self.message = message
    self.suggestion = suggestion
  }

  var diagnostic: Diagnostic {
    Diagnostic(.error, id, at: nil, message, suggestion: suggestion)
  }
}

extension WrongUse {
  /// A value that is not one of those that an option takes.
  static func notAmong(_ choices: [String], _ value: String, _ option: String) -> WrongUse {
    let meant = nearMatch(for: value, in: choices)
    return WrongUse(
      "invalid-value",
      Message("“\(option)”不能写“\(brief(value))”", "`\(option)` cannot be `\(brief(value))`"),
      meant.map { Message("是不是“\($0)”？", "did you mean `\($0)`?") }
        ?? Message(
          "可以写：\(choices.joined(separator: "、"))",
          "write one of: \(choices.joined(separator: ", "))"
        ))
  }

  /// That `new` was given no title.
  static var missingTitle: WrongUse {
    WrongUse(
      "missing-argument",
      Message("还要写上标题", "the title is missing"),
      Message(
        "写成：branchpress new 通知 关于召开党员大会的通知",
        "write the title at the end: `branchpress new notice General meeting`"))
  }

  /// That `new --correct` was asked for something else than a notice.
  static var correctionIsNotice: WrongUse {
    WrongUse(
      "invalid-value",
      Message("更正用通知来发", "a correction is a notice"),
      Message(
        "写成：branchpress new 通知 --correct 稿件；只改原来那一篇的，在它的开头信息里写“reissue: 日期”",
        "write `branchpress new notice --correct DOCUMENT`, or add `reissue: DATE` to the document itself"
      ))
  }

  /// A word that names no kind of thing that `new` makes.
  static func unknownKind(_ word: String) -> WrongUse {
    let names = NewKind.offered
    let meant = nearMatch(for: word, in: names + NewKind.names.keys.sorted())
    return WrongUse(
      "unknown-kind",
      Message("没有“\(brief(word))”这一种稿件", "there is no kind `\(brief(word))`"),
      meant.map { Message("是不是“\($0)”？", "did you mean `\($0)`?") }
        ?? Message(
          "先写种类，再写标题；种类有：\(names.joined(separator: "、"))，也可以写通知、学习、活动、单页、支部、专栏",
          "write the kind before the title: \(names.joined(separator: ", "))"))
  }
}
