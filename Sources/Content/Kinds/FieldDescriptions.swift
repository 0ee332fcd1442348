internal import Diagnostics

/// What documentation, comments and advice say of a field.
package struct FieldDescription {
  package let key: String
  let type: String
  package let text: FieldText
}

/// The fields of a list, in its order.
package func fields<List: FieldList>(of list: List.Type) -> [FieldDescription] {
  var (collector, list) = (FieldCollector(), List())
  list.visit(&collector)
  return collector.fields
}

/// Collects what there is to say about fields.
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
