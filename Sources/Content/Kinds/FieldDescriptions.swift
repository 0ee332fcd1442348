internal import Diagnostics

/// A description of a field for the documentation, for comments in new documents and for advice.
package struct FieldDescription {
  /// The key in front matter.
  package let key: String
  let type: String
  /// The meaning of the field and an example, in the words that people read.
  package let text: FieldText
}

/// The fields of a list, in its order.
package func fields<List: FieldList>(of list: List.Type) -> [FieldDescription] {
  var (collector, list) = (FieldCollector(), List())
  list.visit(&collector)
  return collector.fields
}

/// A visitor that collects the descriptions of fields.
struct FieldCollector: FieldVisitor {
  private(set) var fields: [FieldDescription] = []

  mutating func meet<Value: FieldValue>(
    _ value: inout Value, _ key: String, _ rules: FieldRules, about: () -> FieldText
  ) {
    let text = about()
    fields.append(
      FieldDescription(key: key, type: text.type ?? Value.typeName, text: text))
  }
}
