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

  /// Takes the end that was written with a start, and reports a contradiction where the end has a key of its own as well,
  /// or a time where the start has none.
  mutating func complete(_ end: inout Moment?, endKey: String, of start: Moment, startKey: String) {
    if let written = reader.end(of: startKey) {
      if end == nil { end = written.value } else { reader.reportTwoEnds(startKey, endKey) }
    }
    if let end, end.hasTime, !start.hasTime { reader.reportLostTime(startKey, endKey, start) }
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
  /// Reports an end that stands twice: behind its start, and under its own key.
  mutating func reportTwoEnds(_ startKey: String, _ endKey: String) {
    report(
      id: "two-ends", valueRange(endKey) ?? 0..<0,
      Message(
        "“\(startKey)”里已经写了结束时间，“\(endKey)”又写了一次",
        "`\(startKey)` has an end already, and `\(endKey)` is another"),
      suggestion: Message("只留一处", "keep one of them"))
  }

  /// Reports an end with a time where the start has none: calendars would show a whole day.
  mutating func reportLostTime(_ startKey: String, _ endKey: String, _ start: Moment) {
    report(
      id: "start-without-time", valueRange(startKey) ?? 0..<0,
      Message(
        "“\(endKey)”写了几点结束，“\(startKey)”没写几点开始",
        "`\(endKey)` has a time of day and `\(startKey)` has none"),
      suggestion: Message(
        "补上开始的时间，例如“\(startKey): \(start.date.iso) 09:30”",
        "add the time, as in `\(startKey): \(start.date.iso) 09:30`"))
  }

  /// Reports a last change that comes before the publication. Feeds then give the publication as the last change.
  mutating func reportEarlyUpdate(_ updated: Moment, _ date: Moment) {
    report(
      .warning, id: "updated-before-date", valueRange("updated") ?? 0..<0,
      Message("“updated”早于“date”", "`updated` is before `date`"),
      suggestion: Message(
        "核对这两个日期；没有改过，就删去“updated”一行",
        "check the two dates; remove `updated` if nothing was changed since"))
  }
}
