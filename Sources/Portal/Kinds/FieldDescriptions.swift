internal import Diagnostics

/// What documentation, comments and advice say of a field.
struct FieldDescription {
  let key: String
  let type: String
  let text: FieldText
}

/// The fields of a list, in its order.
func fields<List: FieldList>(of list: List.Type) -> [FieldDescription] {
  var collector = FieldCollector()
  var list = List()
  list.visit(&collector)
  return collector.fields
}

/// Collects what there is to say about fields.
private struct FieldCollector: FieldVisitor {
  var fields: [FieldDescription] = []

  mutating func meet<Value: FieldValue>(
    _ value: inout Value, _ key: String, _ rules: FieldRules, about: () -> FieldText
  ) {
    let text = about()
    fields.append(
      FieldDescription(key: key, type: text.type ?? Value.typeName, text: text))
  }
}

extension DocumentKind {
  /// The fields that documents of this kind have beside those of all kinds.
  var ownFields: [FieldDescription] {
    var collector = FieldCollector()
    var details = Details(self)
    details.visit(&collector)
    return collector.fields
  }
}
