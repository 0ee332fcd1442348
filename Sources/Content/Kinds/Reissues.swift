package import Dates
internal import Diagnostics
internal import FrontMatter

/// A later publication of a document as a correction, which is an item of feeds beside the first one.
package struct Reissue: Sendable {
  /// The date of the correction, as it is written.
  package let date: Moment
  /// The sentence about the change, nil where nothing is said of it.
  package let reason: String?
}

/// The fields by which a document is published once more as a correction. Every kind that feeds contain has them.
package struct Reissues: FieldList {
  private var dates: [Moment] = []
  private var reasons: [Reason] = []

  /// A list of absent fields.
  package init() {}

  /// Passes every field to a visitor, once, in the order of the documentation.
  package mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable) {
    visitor.visit(
      &dates, "reissue", as: .corrections,
      FieldText(
        "更正日期：写上以后，订阅的人会另外收到一条“更正：……”；几次更正就写几个日期",
        "date of a correction, which subscribers get as an item of its own; or the dates of several",
        names: ["重发", "重新发布", "更正日期", "更正时间", "重发日期"]))
    visitor.visit(
      &reasons, "reason", as: .corrections,
      FieldText(
        "更正了什么，一句话；几次更正的，从最近一次倒着对应",
        "what was corrected, in a sentence; a list of several belongs to the last corrections",
        names: ["更正内容", "更正说明", "更正原因", "重发原因"]))
  }

  /// The corrections in the order of their dates. Reasons are those of the last ones.
  package var all: [Reissue] {
    if dates.isEmpty { return [] }
    let last = reasons.suffix(dates.count)
    let missing = dates.count - last.count
    return dates.sorted().enumerated().map { index, date in
      Reissue(
        date: date, reason: index < missing ? nil : last[last.startIndex + index - missing].text)
    }
  }

  /// Reports corrections before the publication, two with the same date, which would be one item, and reasons without a
  /// correction.
  func check(after published: Moment?, _ parser: inout FieldParser) {
    guard let range = parser.reader.valueRange("reissue") else {
      if !reasons.isEmpty { reportReason(&parser) }
      return
    }
    if let published, let first = dates.min(), first.end < published {
      parser.reader.report(
        .warning, id: "reissue-before-date", range,
        Message(
          "更正日期“reissue”早于发布日期“date”",
          "`reissue`, the date of a correction, is before `date`, the date of publication"),
        suggestion: Message("核对这两个日期", "check the two dates"))
    }
    let sorted = dates.sorted()
    if let twice = zip(sorted, sorted.dropFirst()).first(where: { $0 == $1 })?.0 {
      parser.reader.report(
        id: "repeated-reissue", range,
        Message(
          "“reissue”里 \(twice.written) 写了两次", "`reissue` contains \(twice.written) twice"),
        suggestion: Message(
          "同一天更正两次的，后一次带上时间：\(twice.date.iso) 15:30",
          "for two corrections on one day, write the time of the later one: \(twice.date.iso) 15:30"
        ))
    }
    if reasons.count > dates.count { reportReason(&parser) }
  }

  private func reportReason(_ parser: inout FieldParser) {
    parser.reader.report(
      .warning, id: "reason-without-reissue", parser.reader.valueRange("reason") ?? 0..<0,
      dates.isEmpty
        ? Message(
          "写了“reason”，没有写更正日期“reissue”，订阅的人收不到更正",
          "there is a `reason` but no `reissue`, so subscribers receive no correction")
        : Message(
          "“reason”的条数比“reissue”的日期多", "`reason` has more entries than `reissue` has dates"),
      suggestion: dates.isEmpty
        ? Message(
          "加上更正的日期，例如“reissue: 2026-07-03”；不用通知订阅的人，就删去“reason”",
          "add the date of the correction, such as `reissue: 2026-07-03`, or remove `reason`")
        : Message(
          "在“reissue”里补上日期，例如 [2026-07-03, 2026-07-10]，或者删去多出的“reason”",
          "add the dates to `reissue`, as in [2026-07-03, 2026-07-10], or remove the extra reasons")
    )
  }
}

/// A sentence that says what was corrected.
private struct Reason: ListedFieldValue {
  var text = ""

  static var blank: Reason { Reason() }
  static var listName: String { "text, or list of text" }

  /// Reads a sentence, which may contain any comma, or a list of sentences.
  static func parseList(
    _ key: String, _ rules: FieldRules, _ parser: inout FieldParser
  ) -> [Reason] {
    if parser.reader.plainText(key) != nil {
      return parser.reader.text(key).map { [Reason(text: $0.value)] } ?? []
    }
    return parser.reader.texts(key, atMost: rules.most).map { Reason(text: $0.value) }
  }

  mutating func code(_ coder: inout some RecordCoder & ~Copyable) { coder.code(&text) }
}

extension FieldRules {
  /// The rules of dates, one of which may stand alone, and of sentences about them. Feeds and the document's own page show
  /// them in their own ways, so that no list changes by them.
  fileprivate static var corrections: FieldRules { FieldRules(isContent: false, most: 20) }
}

extension Details {
  /// The fields by which the document is published once more; nil for kinds that feeds do not contain.
  var reissues: Reissues? {
    switch self {
    case .study(let study): study.reissues
    case .notice(let notice): notice.reissues
    case .activity(let activity): activity.reissues
    case .column, .page, .branch: nil
    }
  }
}
