package import Dates
internal import Diagnostics
internal import FrontMatter

/// A form of official documents after GB/T 9704.
package enum OfficialForm: Int, FieldChoice {
  /// A document with a red head and a rule below it, or a letter between two double rules.
  case document, letter

  /// The value with which reading a record begins.
  package static var blank: OfficialForm { .document }
  /// The accepted words, in Chinese and English.
  package static var spellings: KeyValuePairs<String, OfficialForm> {
    ["信函": .letter, "文件": .document, "letter": .letter, "document": .document]
  }
  /// Other words that people write, each with the spelling that it stands for.
  package static var meant: KeyValuePairs<String, String> {
    [
      "信函格式": "信函", "公函": "信函", "函": "信函", "文件格式": "文件", "公文": "文件", "公文格式": "文件",
    ]
  }
}

/// The end of an official document, which says who prints and distributes it, and when (印发机关, 印发日期).
package struct Imprint: FieldMapping {
  /// The office that prints the document, which is required.
  package var office = ""
  /// The day on which it is printed, nil where the date of publication serves.
  package var date: Moment?

  /// An example of the mapping, for messages.
  package static let example = "{office: 支部办公室, date: 2026-07-01}"

  /// A list of absent fields.
  package init() {}

  /// Passes every field to a visitor, once, in the order of the documentation.
  package mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable) {
    visitor.visit(
      &office, "office",
      FieldText(
        "印发机关", "the office that prints the notice",
        hint: Message("写上印发机关", "write the office that prints the notice"),
        names: ["印发机关", "印发单位", "印发部门", "机关"]))
    visitor.visit(
      &date, "date", FieldText("印发日期", "day of printing", names: ["印发日期", "印发时间"]))
  }

  /// The office that a text names.
  package static func meant(by text: String, zone: Zone) -> (mapping: Imprint, written: String)? {
    guard !text.isEmpty, !text.utf8.contains(UInt8(ascii: "\n")) else { return nil }
    var imprint = Imprint()
    imprint.office = text
    return (imprint, "{office: \(yamlItem(text))}")
  }
}

extension FieldParser {
  /// Reports fields of a notice's printed form that contradict each other.
  mutating func checkForm(of notice: NoticeDetails) {
    if notice.form == .letter, notice.imprint != nil {
      reader.report(
        .warning, id: "imprint-of-letter", reader.valueRange("imprint") ?? 0..<0,
        Message(
          "信函格式的版记只有抄送，“imprint”不会显示",
          "a letter's imprint has only the bodies that receive a copy, so `imprint` is not shown"),
        suggestion: Message(
          "删去“imprint”一行；如果不是信函，就删去“form”",
          "remove `imprint`, or remove `form` if this is not a letter"))
    }
    if notice.hasSeal, notice.issuer == nil {
      reader.report(
        .warning, id: "seal-without-issuer", reader.valueRange("seal") ?? 0..<0,
        Message(
          "要盖章的通知没有写“issuer”（发文单位），落款处只有日期",
          "the notice gets a seal but has no `issuer`, so its signature is only a date"),
        suggestion: Message(
          "加一行“issuer: 发文单位”；不盖章就删去“seal”",
          "add `issuer`, or remove `seal` if there is no seal"))
    }
    if let printed = notice.imprint?.date, let issued = notice.issued, printed.end < issued {
      reader.report(
        .warning, id: "printed-before-issued", reader.valueRange("imprint") ?? 0..<0,
        Message(
          "“imprint”里的印发日期早于“issued”（成文日期）",
          "the date in `imprint` is before `issued`, the issue date"),
        suggestion: Message(
          "核对这两个日期；发布当天印发的，删去“imprint”里的“date”",
          "check the two dates; remove `date` from `imprint` if the notice was printed on the day of publication"
        ))
    }
  }
}
