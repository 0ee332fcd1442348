package import Dates
internal import Diagnostics
package import FrontMatter

/// The front matter of a notice.
package struct NoticeDetails: FieldList {
  /// The first and the last day on which something is made public.
  package struct Publicity: FieldMapping {
    /// The first day.
    package var from = emptyMoment
    /// The last day.
    package var until = emptyMoment

    /// An example of the mapping, for messages.
    package static let example = "{from: 2026-07-01, until: 2026-07-07}"

    /// A list of absent fields.
    package init() {}

    /// Passes every field to a visitor, once, in the order of the documentation.
    package mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable) {
      visitor.visit(&from, "from", FieldText("第一天", "first day", names: ["开始", "起", "自", "开始日期"]))
      visitor.visit(
        &until, "until", FieldText("最后一天", "last day", names: ["结束", "止", "至", "结束日期"]))
    }

    /// The period between two days, as in `2026年6月10日至6月16日`.
    package static func meant(
      by text: String, zone: Zone
    ) -> (mapping: Publicity, written: String)? {
      guard let (from, end) = Moment.span(lenient: text, zone: zone), let until = end else {
        return nil
      }
      var publicity = Publicity()
      (publicity.from, publicity.until) = (from, until)
      return (publicity, "{from: \(from.written), until: \(until.written)}")
    }

    /// Reports an error where the last day is before the first.
    package mutating func check(_ parser: inout FieldParser) {
      parser.checkOrder(of: ("from", from), and: ("until", until))
    }
  }

  /// The meeting or activity that a notice announces.
  package struct Event: FieldMapping {
    /// The beginning, with or without a time.
    package var start = emptyMoment
    /// The end, nil where none is given.
    package var end: Moment?
    /// The location, nil where none is given.
    package var place: String?
    /// Whether the event is called off.
    package var isCancelled = false
    /// The title in calendars, nil where the notice's title serves.
    package var title: String?
    /// The number of minutes before the beginning at which a calendar reminds of the event, 0 for no reminder; nil where
    /// the site's settings decide.
    package var remind: Int?

    /// An example of the mapping, for messages.
    package static let example = "{start: 2026-07-01 14:30, place: 会议室}"

    /// A list of absent fields.
    package init() {}

    /// Passes every field to a visitor, once, in the order of the documentation.
    package mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable) {
      visitor.visit(
        &start, "start", as: .begins,
        FieldText("开始时间", "start", names: ["开始", "开始时间", "时间", "会议时间"]))
      visitor.visit(&end, "end", FieldText("结束时间", "end", names: ["结束", "结束时间"]))
      visitor.visit(
        &place, "place", FieldText("地点", "place", names: ["地点", "会议地点", "活动地点", "活动阵地", "地址"]))
      visitor.visit(
        &isCancelled, "cancelled",
        FieldText("写 `true` 表示已取消", "`true` if it is cancelled", names: ["取消", "已取消"]))
      visitor.visit(
        &title, "title",
        FieldText(
          "在日历里显示的标题", "title in calendars", names: ["标题", "名称", "会议名称", "活动名称"]))
      visitor.visit(
        &remind, "remind", as: .reminder,
        FieldText(
          "提前多少分钟提醒", "minutes before the start to remind", names: ["提醒", "提前提醒", "提前"]))
    }

    /// The event at a time, and perhaps at a place, as in `2026年7月10日下午2点半，会议室`.
    package static func meant(
      by text: String, zone: Zone
    ) -> (mapping: Event, written: String)? {
      guard let (time, place) = split(text, zone: zone) else { return nil }
      var event = Event()
      (event.start, event.end, event.place) = (time.start, time.end, place)
      let ending = time.end.map { ", end: \($0.written)" } ?? ""
      let location = place.map { ", place: \(yamlItem($0))" } ?? ""
      return (event, "{start: \(time.start.written)\(ending)\(location)}")
    }

    /// The time at the beginning of a text, as far as it reaches, and the place behind a comma or a blank.
    private static func split(
      _ text: String, zone: Zone
    ) -> (time: (start: Moment, end: Moment?), place: String?)? {
      if let (start, end) = Moment.span(lenient: text, zone: zone) { return ((start, end), nil) }
      let ends = text.indices.filter { "，,；;、 \u{3000}\n".contains(text[$0]) }
      for end in ends.reversed().prefix(mostEnds) {
        guard let (start, until) = Moment.span(lenient: text[..<end].trimmed, zone: zone) else {
          continue
        }
        var place = text[text.index(after: end)...].trimmed
        for label in ["地点：", "地点:", "在"] where place.utf8.starts(with: label.utf8) {
          place = place[place.index(place.startIndex, offsetBy: label.count)...].trimmed
        }
        // What begins like a time is one that was not understood.
        let first = place.unicodeScalars.prefix(3)
        let isTime = first.first.map {
          (0x30...0x39).contains($0.value) || (0xFF10...0xFF19).contains($0.value)
            || "上下早晚中凌半至到".unicodeScalars.contains($0)
            || first.contains { "点时".unicodeScalars.contains($0) }
        }
        return isTime == false ? ((start, until), place) : nil
      }
      return nil
    }

    /// Takes the end that was written with the start, and reports an event that ends before it begins.
    package mutating func check(_ parser: inout FieldParser) {
      end = parser.reader.completed(end, of: start)
      parser.checkOrder(of: ("start", start), and: ("end", end))
    }
  }

  /// The withdrawal of a notice.
  package struct Withdrawal: FieldMapping {
    /// The day from which the notice no longer holds.
    package var date = emptyMoment
    /// The reason in a sentence, nil where none is given.
    package var reason: String?

    /// An example of the mapping, for messages.
    package static let example = "{date: 2026-07-01, reason: 原因}"

    /// A list of absent fields.
    package init() {}

    /// Passes every field to a visitor, once, in the order of the documentation.
    package mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable) {
      visitor.visit(&date, "date", FieldText("日期", "date", names: ["日期", "撤回日期"]))
      visitor.visit(&reason, "reason", FieldText("原因", "reason", names: ["原因", "理由", "撤回原因"]))
    }

    /// The withdrawal on a day, without a reason.
    package static func meant(
      by text: String, zone: Zone
    ) -> (mapping: Withdrawal, written: String)? {
      guard let (day, end) = Moment.span(lenient: text, zone: zone), end == nil else { return nil }
      var withdrawal = Withdrawal()
      withdrawal.date = day
      return (withdrawal, "{date: \(day.written)}")
    }
  }

  /// The document number, such as `云梧支发〔2026〕3号`; nil where there is none.
  package var number: String?
  /// The issuing body, nil where none is named.
  package var issuer: String?
  /// The date of the notice itself, on which it was adopted or signed; nil where none is written, which means the date of
  /// publication.
  package var issued: Moment?
  /// The bodies or people that the notice is addressed to.
  package var recipients: [String] = []
  /// The days on which something is made public, nil where the notice has no such period.
  package var publicity: Publicity?
  /// The last day of the notice's validity, nil where it has no end.
  package var expires: Moment?
  /// The meeting or activity that the notice announces, nil where it announces none.
  package var event: Event?
  /// The attached files with their titles, in the order of the page.
  package var attachments: [FileReference] = []
  /// The contact for questions, nil where none is given.
  package var inquiries: String?
  /// The form in which the notice is printed, nil for the usual one.
  package var form: OfficialForm?
  /// Whether the printed notice has room for the issuing body's seal.
  package var hasSeal = false
  /// The bodies that receive a copy.
  package var copies: [String] = []
  /// The body that prints and distributes the notice, with the day; nil where none is named.
  @Rare package var imprint: Imprint?
  /// The document that the notice corrects, as a path relative to its own folder; nil where it corrects none.
  @Rare package var corrects: Field<String>?
  /// The document that the notice replaces, as a path relative to its own folder; nil where it replaces none.
  @Rare package var replaces: Field<String>?
  /// The withdrawal of the notice, nil where it was not withdrawn.
  @Rare package var withdrawn: Withdrawal?
  /// The fields by which the notice is published once more as a correction.
  package var reissues = Reissues()

  /// A list of absent fields.
  package init() {}

  /// Passes every field to a visitor, once, in the order of the documentation.
  package mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable) {
    visitor.visit(
      &number, "number", as: .fact("发文字号", "Document number"),
      FieldText(
        "发文字号，如 `云梧支发〔2026〕3号`", "document number", example: "支发〔YEAR〕1号", inTemplates: "发文字号",
        names: ["文号", "字号", "发文字号", "发文号"]))
    visitor.visit(
      &issuer, "issuer", as: .fact("发文单位", "Issued by"),
      FieldText(
        "发文单位", "issuer", example: "发文单位", inTemplates: "发文单位",
        names: ["发文单位", "发文机关", "发布单位", "单位", "落款"]))
    visitor.visit(
      &issued, "issued", as: .completed,
      FieldText(
        "成文日期：会议通过或者负责人签发的日期，显示在通知末尾；不写就是 `date`",
        "issue date: the day on which the notice was adopted or signed, shown at its end; by default `date`",
        example: "TODAY", names: ["成文日期", "成文时间", "签发日期", "签发时间", "落款日期"]))
    visitor.visit(
      &recipients, "recipients",
      FieldText(
        "主送；公示没有", "recipients; a public notice has none", example: "[各党小组]",
        inTemplates: "主送, joined; may be empty",
        names: ["主送", "主送机关", "主送单位"]))
    visitor.visit(
      &publicity, "publicity",
      FieldText(
        "公示期；写了就是公示", "public notice period; makes it a public notice",
        example: "{from: TODAY, until: LATER}", names: ["公示", "公示期"]))
    visitor.visit(
      &expires, "expires",
      FieldText(
        "失效日期，即有效的最后一天；此后仍可阅读，但标明已失效，不再出现在首页",
        "the last day on which the notice is valid; afterwards it is marked as expired and leaves the home page",
        example: "LATER", inTemplates: "its last day", names: ["失效日期", "有效期", "过期日期"]))
    visitor.visit(
      &event, "event",
      FieldText(
        "会议、活动的时间和地点", "the event that the notice announces",
        example: "{start: LATER 09:00, end: LATER 10:30, place: 会议室, cancelled: false}",
        type:
          "`{start: date, end: date, place: text, cancelled: true/false, title: text, remind: integer}`；`start` 以外可省；进日历，见 [feeds.md](feeds.md)",
        names: ["会议", "活动", "会议安排", "活动安排"]))
    visitor.visit(
      &attachments, "attachments",
      FieldText(
        "附件：路径，或者路径与标题", "attachments: paths, or paths with titles", example: "[附件.pdf]",
        type: "list of path, or `{file: path, title: text}`", names: ["附件"]))
    visitor.visit(
      &inquiries, "inquiries", as: .lastFact("联系人", "Inquiries"),
      FieldText(
        "联系人和咨询电话，显示在通知末尾", "the contact for questions, shown at the end of the notice",
        example: "联系人，电话", inTemplates: "联系人和咨询电话", names: ["咨询", "咨询电话", "联系人", "联系电话", "联系方式"]))
    visitForm(&visitor)
    visitStanding(&visitor)
    reissues.visit(&visitor)
  }

  /// Passes what becomes of notices after they are published.
  private mutating func visitStanding(_ visitor: inout some FieldVisitor & ~Copyable) {
    visitor.visit(
      &corrects, "corrects", as: .relation,
      FieldText(
        "这份通知更正的是哪一篇：那篇稿件的路径；两页互相链接。`branchpress new 通知 --correct` 自动写上",
        "the document that this notice corrects, as a path; both pages link to each other",
        type: "path", names: ["更正", "更正对象", "更正的通知"]))
    visitor.visit(
      &replaces, "replaces", as: .relation,
      FieldText(
        "这份通知代替的是哪一篇：那篇稿件的路径；那一篇留在原处，标明已被代替，两页互相链接",
        "the document that this notice replaces, as a path; that one stays, marked as replaced, and both link to each other",
        type: "path", names: ["代替", "替代", "代替的通知"]))
    visitor.visit(
      &withdrawn, "withdrawn",
      FieldText(
        "撤回：从哪一天起，什么原因；网页留在原处，标明已撤回",
        "withdrawal: its day and its reason; the page stays, marked as withdrawn",
        names: ["撤回", "撤销", "废止"]))
  }

  /// Passes the fields that only the notice's own page shows, most of them on paper alone.
  private mutating func visitForm(_ visitor: inout some FieldVisitor & ~Copyable) {
    visitor.visit(
      &form, "form", as: .relation,
      FieldText(
        "打印的格式：`信函` 是信函格式，不写就是通常的文件格式",
        "the printed form: `letter` for the letter form; by default that of a document with a red head",
        names: ["格式", "公文格式", "版式", "打印格式"]))
    visitor.visit(
      &hasSeal, "seal", as: .relation,
      FieldText(
        "写 `true` 表示打印后要盖章，落款处留出印章的位置",
        "`true` if the printed notice gets a seal: leaves room for it at the signature",
        names: ["盖章", "印章", "用章", "用印"]))
    visitor.visit(
      &copies, "copies", as: .relation,
      FieldText(
        "抄送", "the bodies that receive a copy", example: "[上级党组织]",
        names: ["抄送", "抄送机关", "抄送单位"]))
    visitor.visit(
      &imprint, "imprint", as: .relation,
      FieldText(
        "版记里的印发机关（`office`）和印发日期（`date`，不写就是发布日期）",
        "the imprint: the office that prints the notice, and the day, by default the date of publication",
        example: "{office: 支部办公室, date: TODAY}", type: "`{office: text, date: date}`；`date` 可省",
        names: ["版记", "印发"]))
  }
}

/// The minutes before an event at which a calendar may remind of it: up to four weeks.
let reminderMinutes = 0...40_320

extension FieldRules {
  /// The rules of a number of minutes before an event.
  fileprivate static var reminder: FieldRules {
    FieldRules(limits: reminderMinutes, likelyNumber: 30)
  }

  /// The rules of a content field that templates see completed: where it is absent, another field counts.
  fileprivate static var completed: FieldRules { FieldRules(isShown: false) }
}

extension FieldParser {
  /// Reports a notice that was published before its own date, and recipients of a public notice, which has none.
  mutating func check(_ notice: NoticeDetails, published date: Moment?) {
    if let issued = notice.issued, let date, date.end < issued {
      reader.report(
        .warning, id: "issued-after-date", reader.valueRange("issued") ?? 0..<0,
        Message(
          "“issued”（成文日期）晚于“date”（发布日期）",
          "`issued`, the issue date, is after `date`, the date of publication"),
        suggestion: Message(
          "核对这两个日期；成文当天就发布的，删去“issued”一行",
          "check the two dates; remove `issued` if the notice was published on its issue date")
      )
    }
    checkForm(of: notice)
    if notice.publicity != nil, !notice.recipients.isEmpty {
      reader.report(
        .warning, id: "publicity-with-recipients", reader.valueRange("recipients") ?? 0..<0,
        Message(
          "写了“publicity”的是公示，公示没有主送，“recipients”不会显示",
          "`publicity` makes this a public notice, which has no recipients, so `recipients` is not shown"
        ),
        suggestion: Message(
          "删去“recipients”一行；如果不是公示，就删去“publicity”",
          "remove `recipients`, or remove `publicity` if this is not a public notice"))
    }
  }
}

/// The most places of a text at which its time may end.
private let mostEnds = 20
