internal import Dates
internal import Diagnostics
internal import FrontMatter

/// A visitor that reads fields from a mapping of front matter and reports what is wrong with them.
package struct FieldParser: FieldVisitor {
  var reader: FieldReader
  /// The kind of the document.
  let kind: DocumentKind
  /// The site's zone, in which dates are written.
  let zone: Zone
  /// Whether no required field was missing.
  var isWhole = true

  init(_ reader: FieldReader, kind: DocumentKind, zone: Zone) {
    self.reader = reader
    self.kind = kind
    self.zone = zone
  }

  /// Reads a field's value; a value that is missing or does not fit reads as absent.
  package mutating func meet<Value: FieldValue>(
    _ value: inout Value, _ key: String, _ rules: FieldRules, about: () -> FieldText
  ) {
    value = Value.parse(key, rules, about: about, &self)
  }

  /// The list with the fields of the mapping; the list passed in has all fields absent.
  mutating func parse<List: FieldList>(_ list: List) -> List {
    var list = list
    list.visit(&self)
    return list
  }

  /// Reports an error where the second of two dates is before the first; either may be absent.
  mutating func checkOrder(
    of first: (key: String, date: Moment?), and last: (key: String, date: Moment?)
  ) {
    func field(_ written: (key: String, date: Moment?)) -> Field<Moment>? {
      guard let date = written.date, let range = reader.valueRange(written.key) else { return nil }
      return Field(value: date, range: range)
    }
    Content.checkOrder(
      of: field(first), first.key, and: field(last), last.key, &reader)
  }
}

/// Reports an error where the second of two dates is before the first; either may be absent.
func checkOrder(
  of first: Field<Moment>?, _ firstKey: String, and last: Field<Moment>?, _ lastKey: String,
  _ fields: inout FieldReader
) {
  guard let first, let last, last.value.end < first.value else { return }
  fields.report(
    id: "dates-out-of-order", last.range,
    Message("“\(lastKey)”早于“\(firstKey)”", "`\(lastKey)` is before `\(firstKey)`"),
    suggestion: Message("核对这两个日期", "check the two dates"))
}

extension FieldReader {
  /// The end of something that begins at `start`: the one under its own key, or the one that was written behind the start.
  /// An end that stands in both places is reported, and so is one with a time of day where the start has none, since
  /// calendars would show a whole day.
  mutating func completed(_ end: Moment?, of start: Moment) -> Moment? {
    let written = self.end(of: "start")?.value
    if written != nil, end != nil {
      report(
        id: "two-ends", valueRange("end") ?? 0..<0,
        Message(
          "“start”里已经写了结束时间，“end”又写了一次", "`start` already contains an end, and `end` gives another"),
        suggestion: Message("只留一处", "keep one of the two"))
    }
    let end = end ?? written
    if let end, end.hasTime, !start.hasTime {
      report(
        id: "start-without-time", valueRange("start") ?? 0..<0,
        Message(
          "“end”写了几点结束，“start”没写几点开始", "`end` has a time of day, but `start` has none"),
        suggestion: Message(
          "补上开始的时间，例如“start: \(start.date.iso) 09:30”",
          "add the time, as in `start: \(start.date.iso) 09:30`"))
    }
    return end
  }

  /// Reports a last change that comes before the publication. Feeds then give the publication as the last change.
  mutating func reportEarlyUpdate(_ updated: Moment, _ date: Moment) {
    report(
      .warning, id: "updated-before-date", valueRange("updated") ?? 0..<0,
      Message("“updated”早于“date”", "`updated` is before `date`"),
      suggestion: Message(
        "核对这两个日期；没有改过，就删去“updated”这一项",
        "check the two dates; remove `updated` if nothing has changed since publication"))
  }
}
