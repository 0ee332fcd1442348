internal import Diagnostics
package import FrontMatter

/// A type of values that a field may have. Only here it is defined how such a value is read from front matter, how it
/// is kept in records, and what the documentation calls the type.
package protocol FieldValue: Sendable {
  /// The name of the type in the documentation.
  static var typeName: String { get }

  /// Reads the value of a key. A value that does not fit is reported and reads as absent.
  static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Self

  /// Writes the value into a record, or reads it from one.
  mutating func code(_ coder: inout some RecordCoder & ~Copyable)

  /// Shows the value as it is. Types whose values are shown in other ways do nothing.
  func present(_ key: String, to presenter: inout some FieldPresenter)
}

extension FieldValue {
  /// Shows nothing, for types whose values are shown in other ways.
  package func present(_ key: String, to presenter: inout some FieldPresenter) {}
}

/// A value that may be absent.
package protocol OptionalFieldValue: Sendable {
  /// The value with which reading a record begins.
  static var blank: Self { get }
  static var typeName: String { get }

  static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Self?

  mutating func code(_ coder: inout some RecordCoder & ~Copyable)

  static func present(
    _ value: Self?, _ key: String, to presenter: inout some FieldPresenter)
}

extension OptionalFieldValue {
  /// Shows nothing, for types whose values are shown in other ways.
  package static func present(
    _ value: Self?, _ key: String, to presenter: inout some FieldPresenter
  ) {}
}

/// A type of values that a list may have as its elements.
package protocol ListedFieldValue: Sendable {
  static var blank: Self { get }
  /// The name of a list of them in the documentation.
  static var listName: String { get }

  static func parseList(
    _ key: String, _ rules: FieldRules, _ parser: inout FieldParser
  ) -> [Self]

  mutating func code(_ coder: inout some RecordCoder & ~Copyable)

  static func present(
    _ list: [Self], _ key: String, to presenter: inout some FieldPresenter)
}

extension ListedFieldValue {
  /// Shows nothing, for types whose values are shown in other ways.
  package static func present(
    _ list: [Self], _ key: String, to presenter: inout some FieldPresenter
  ) {}
}

extension Optional: FieldValue where Wrapped: OptionalFieldValue {
  /// The name of the value's type in the documentation; every optional field may be absent.
  package static var typeName: String { Wrapped.typeName }

  /// Reads the value of a key; nil where it is absent or, after a report, where it does not fit.
  package static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Wrapped? {
    Wrapped.parse(key, rules, about: about, &parser)
  }

  /// Writes whether there is a value, and the value, into a record, or reads them from one.
  package mutating func code(_ coder: inout some RecordCoder & ~Copyable) {
    coder.code(&self, empty: .blank) { $1.code(&$0) }
  }

  /// Shows the value, if the type shows its values as they are.
  package func present(_ key: String, to presenter: inout some FieldPresenter) {
    Wrapped.present(self, key, to: &presenter)
  }
}

extension Array: FieldValue where Element: ListedFieldValue {
  /// The name of a list of the elements in the documentation.
  package static var typeName: String { Element.listName }

  /// Reads the list of a key. Elements that do not fit are reported and left out.
  package static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> [Element] {
    Element.parseList(key, rules, &parser)
  }

  /// Writes the number of elements, and the elements, into a record, or reads them from one.
  package mutating func code(_ coder: inout some RecordCoder & ~Copyable) {
    coder.code(&self, empty: .blank) { $1.code(&$0) }
  }

  /// Shows the list, if the type of its elements shows lists as they are.
  package func present(_ key: String, to presenter: inout some FieldPresenter) {
    Element.present(self, key, to: &presenter)
  }
}

// MARK: - Texts

/// A text that is required.
extension String: FieldValue {
  /// Reads a required text. A missing one is reported, makes the parser's mapping incomplete and reads as empty.
  package static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> String {
    let text = Field<String>.required(key, about: about, &parser)?.value ?? ""
    return rules.form.map { $0(text) } ?? text
  }

  /// Writes the text into a record, or reads it from one.
  package mutating func code(_ coder: inout some RecordCoder & ~Copyable) { coder.code(&self) }
}

extension String: OptionalFieldValue {
  /// An empty text, with which reading a record begins.
  package static var blank: String { "" }
  /// The name of the type in the documentation.
  package static var typeName: String { "text" }

  /// Reads a text; nil where it is absent or, after a report, where the field's rules find a fault with it.
  package static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> String? {
    Field<String>.parse(key, rules, about: about, &parser)?.value
  }

  /// Shows the text, or that there is none.
  package static func present(
    _ text: String?, _ key: String, to presenter: inout some FieldPresenter
  ) {
    presenter.present(text, key)
  }
}

extension String: ListedFieldValue {
  /// The name of a list of texts in the documentation.
  package static var listName: String { "list of text" }

  /// Reads a list of texts, of at most as many as the field's rules allow; longer ones are reported.
  package static func parseList(
    _ key: String, _ rules: FieldRules, _ parser: inout FieldParser
  ) -> [String] {
    parser.reader.texts(key, atMost: rules.most).map(\.value)
  }

  /// Shows the texts.
  package static func present(
    _ texts: [String], _ key: String, to presenter: inout some FieldPresenter
  ) {
    presenter.present(texts, key)
  }
}

extension FieldReader {
  /// The text of a key, if the rules of its field find no fault with it. A fault is reported and makes it nil.
  mutating func text(_ key: String, _ rules: FieldRules) -> Field<String>? {
    guard let text = text(key) else { return nil }
    guard let fault = rules.fault?(text.value) else {
      return rules.form.map { Field(value: $0(text.value), range: text.range) } ?? text
    }
    report(id: fault.id, text.range, fault.message, suggestion: fault.suggestion)
    return nil
  }
}

/// A text with its place in the file, for messages of later phases.
extension Field<String>: OptionalFieldValue {
  /// An empty text without a place, with which reading a record begins.
  package static var blank: Field<String> { emptyField }
  /// The name of the type in the documentation.
  package static var typeName: String { "text" }

  /// Reads a text with its place; nil where it is absent or, after a report, where the field's rules find a fault with
  /// it.
  package static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Field<String>? {
    parser.reader.text(key, rules)
  }

  fileprivate static func required(
    _ key: String, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Field<String>? {
    let hint = about().hint ?? Message("加一行“\(key): ……”", "add a line `\(key): …`")
    let text = parser.reader.requiredText(key, hint: hint)
    if text == nil { parser.isWhole = false }
    return text
  }

  /// Writes the text and its place into a record, or reads them from one.
  package mutating func code(_ coder: inout some RecordCoder & ~Copyable) { coder.code(&self) }
}

extension Field<String>: ListedFieldValue {
  /// The name of a list of texts in the documentation.
  package static var listName: String { "list of text" }

  /// Reads a list of texts with their places, of at most as many as the field's rules allow; longer ones are reported.
  package static func parseList(
    _ key: String, _ rules: FieldRules, _ parser: inout FieldParser
  ) -> [Field<String>] {
    rules.areNames
      ? parser.reader.names(key, atMost: rules.most)
      : parser.reader.texts(key, atMost: rules.most)
  }
}
