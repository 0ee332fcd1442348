internal import Dates
internal import Diagnostics
internal import FrontMatter

/// Reads fields out of a mapping.
package struct FieldParser: FieldVisitor {
  var reader: FieldReader
  /// The kind of the document.
  let kind: DocumentKind
  /// The site's zone, in which dates are written.
  let zone: Zone
  /// Whether everything is there that must be.
  var isWhole = true

  init(_ reader: FieldReader, kind: DocumentKind, zone: Zone) {
    self.reader = reader
    self.kind = kind
    self.zone = zone
  }

  package mutating func meet<Value: FieldValue>(
    _ value: inout Value, _ key: String, _ rules: FieldRules, about: () -> FieldText
  ) {
    value = Value.parse(key, rules, about: about, &self)
  }

  /// The fields of a list, which is given without any.
  mutating func parse<List: FieldList>(_ list: List) -> List {
    var list = list
    list.visit(&self)
    return list
  }

  /// Reports the second of two dates where it is before the first; both may be absent.
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

/// Reports the second of two dates where it is before the first.
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
