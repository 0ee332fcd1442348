internal import Content
internal import Dates
internal import Mustache

// Fields of front matter that templates see as they are, under their own keys.

extension ObjectNames {
  /// Adds the fields of front matter that templates see as they are.
  mutating func fields<List: FieldList>(
    of type: List.Type, _ list: @escaping @Sendable (Subject) -> List
  ) {
    add(
      namesInTemplates(of: type),
      .many { subject, made in appendValues(of: list(subject), subject.make, to: &made) })
  }
}

/// The names of the fields that templates see as they are.
private func namesInTemplates<List: FieldList>(of list: List.Type) -> [ObjectName] {
  var collector = NameCollector()
  var list = List()
  list.visit(&collector)
  return collector.names
}

/// Appends the values of these fields, in the order of their names.
private func appendValues<List: FieldList>(
  of list: List, _ make: ValueFactory, to values: inout [Value]
) {
  var collector = ValueCollector(make: make, values: values)
  values = []
  var list = list
  list.visit(&collector)
  values = collector.values
}

private struct NameCollector: FieldVisitor, FieldPresenter {
  var names: [ObjectName] = []
  private var meaning = ""
  /// Whether the field is required.
  private var isNeeded = false

  mutating func meet<Value: FieldValue>(
    _ value: inout Value, _ key: String, _ rules: FieldRules, about: () -> FieldText
  ) {
    guard rules.isContent && rules.isShown else { return }
    isNeeded = !rules.needs.isEmpty
    meaning = about().inTemplates ?? ""
    value.present(key, to: &self)
  }

  mutating func present(_ text: String?, _ key: String) { add(key, "text?") }

  mutating func present(_ moment: Moment?, _ key: String) {
    add(key, isNeeded ? "date" : "date?")
  }

  mutating func present(_ texts: [String], _ key: String) {
    add(key, "text")
    names.append(ObjectName(name: flagName(key), type: "bool", meaning: "", example: ""))
  }

  private mutating func add(_ key: String, _ type: String) {
    names.append(ObjectName(name: key, type: type, meaning: meaning, example: ""))
  }
}

private struct ValueCollector: FieldVisitor, FieldPresenter {
  let make: ValueFactory
  var values: [Value]

  mutating func meet<Value: FieldValue>(
    _ value: inout Value, _ key: String, _ rules: FieldRules, about: () -> FieldText
  ) {
    if rules.isContent && rules.isShown { value.present(key, to: &self) }
  }

  mutating func present(_ text: String?, _ key: String) { values.append(.optional(text)) }

  mutating func present(_ moment: Moment?, _ key: String) {
    values.append(.optional(moment.map(make.date)))
  }

  mutating func present(_ texts: [String], _ key: String) {
    values.append(.text(texts.joined(separator: make.words.separator)))
    values.append(.bool(!texts.isEmpty))
  }
}

/// The name of the flag for a list that is not empty: `hasRecipients` of `recipients`.
private func flagName(_ key: String) -> String {
  let name = key
  return "has" + name.prefix(1).uppercased() + name.dropFirst()
}
