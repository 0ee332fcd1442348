internal import Dates
internal import Diagnostics
package import FrontMatter

/// A value that a field may have: the one place where a type of values says how it is read from front matter, how
/// it is kept, and what documentation calls it.
package protocol FieldValue: Sendable {
  /// What documentation calls the type.
  static var typeName: String { get }

  /// Reads the value of a key; what does not fit is reported and reads as absent.
  static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Self

  /// Writes the value into a record, or reads it from one.
  mutating func code(_ coder: inout some RecordCoder & ~Copyable)

  /// Shows the value as it is; values that are shown by way of others do nothing.
  func present(_ key: String, to presenter: inout some FieldPresenter)
}

extension FieldValue {
  package func present(_ key: String, to presenter: inout some FieldPresenter) {}
}

/// A value that may be absent.
package protocol OptionalFieldValue: Sendable {
  /// What reading a record begins with.
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
  package static func present(
    _ value: Self?, _ key: String, to presenter: inout some FieldPresenter
  ) {}
}

/// A value of which a list holds many.
package protocol ListedFieldValue: Sendable {
  static var blank: Self { get }
  /// What documentation calls a list of them.
  static var listName: String { get }

  static func parseList(
    _ key: String, _ rules: FieldRules, _ parser: inout FieldParser
  ) -> [Self]

  mutating func code(_ coder: inout some RecordCoder & ~Copyable)

  static func present(
    _ list: [Self], _ key: String, to presenter: inout some FieldPresenter)
}

extension ListedFieldValue {
  package static func present(
    _ list: [Self], _ key: String, to presenter: inout some FieldPresenter
  ) {}
}

extension Optional: FieldValue where Wrapped: OptionalFieldValue {
  package static var typeName: String { Wrapped.typeName }

  package static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Wrapped? {
    Wrapped.parse(key, rules, about: about, &parser)
  }

  package mutating func code(_ coder: inout some RecordCoder & ~Copyable) {
    coder.code(&self, empty: .blank) { $1.code(&$0) }
  }

  package func present(_ key: String, to presenter: inout some FieldPresenter) {
    Wrapped.present(self, key, to: &presenter)
  }
}

extension Array: FieldValue where Element: ListedFieldValue {
  package static var typeName: String { Element.listName }

  package static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> [Element] {
    Element.parseList(key, rules, &parser)
  }

  package mutating func code(_ coder: inout some RecordCoder & ~Copyable) {
    coder.code(&self, empty: .blank) { $1.code(&$0) }
  }

  package func present(_ key: String, to presenter: inout some FieldPresenter) {
    Element.present(self, key, to: &presenter)
  }
}

// MARK: - Texts

/// A text that must be there.
extension String: FieldValue {
  package static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> String {
    Field<String>.required(key, about: about, &parser)?.value ?? ""
  }

  package mutating func code(_ coder: inout some RecordCoder & ~Copyable) { coder.code(&self) }
}

extension String: OptionalFieldValue {
  package static var blank: String { "" }
  package static var typeName: String { "text" }

  package static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> String? {
    Field<String>.parse(key, rules, about: about, &parser)?.value
  }

  package static func present(
    _ text: String?, _ key: String, to presenter: inout some FieldPresenter
  ) {
    presenter.present(text, key)
  }
}

extension String: ListedFieldValue {
  package static var listName: String { "list of text" }

  package static func parseList(
    _ key: String, _ rules: FieldRules, _ parser: inout FieldParser
  ) -> [String] {
    parser.reader.texts(key, atMost: rules.most).map(\.value)
  }

  package static func present(
    _ texts: [String], _ key: String, to presenter: inout some FieldPresenter
  ) {
    presenter.present(texts, key)
  }
}

extension FieldReader {
  /// A text that the rules of its field find no fault with; a fault is reported.
  mutating func text(_ key: String, _ rules: FieldRules) -> Field<String>? {
    guard let text = text(key) else { return nil }
    guard let fault = rules.fault?(text.value) else { return text }
    report(id: fault.id, text.range, fault.message, suggestion: fault.suggestion)
    return nil
  }
}

/// A text with its place in the file, for messages of later phases.
extension Field<String>: OptionalFieldValue {
  package static var blank: Field<String> { emptyField }
  package static var typeName: String { "text" }

  package static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Field<String>? {
    parser.reader.text(key, rules)
  }

  fileprivate static func required(
    _ key: String, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Field<String>? {
    let hint = about().hint ?? Message("加一行“\(key): …”", "add a line `\(key): …`")
    let text = parser.reader.requiredText(key, hint: hint)
    if text == nil { parser.isWhole = false }
    return text
  }

  package mutating func code(_ coder: inout some RecordCoder & ~Copyable) { coder.code(&self) }
}

extension Field<String>: ListedFieldValue {
  package static var listName: String { "list of text" }

  package static func parseList(
    _ key: String, _ rules: FieldRules, _ parser: inout FieldParser
  ) -> [Field<String>] {
    parser.reader.texts(key, atMost: rules.most)
  }
}

// MARK: - Dates, numbers, words

/// A date that must be there.
extension Moment: FieldValue {
  static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Moment {
    let moment = parser.reader.requiredMoment(key, zone: parser.zone)
    if moment == nil { parser.isWhole = false }
    return moment?.value ?? emptyMoment
  }

  mutating func code(_ coder: inout some RecordCoder & ~Copyable) { coder.code(&self) }
}

extension Moment: OptionalFieldValue {
  static var blank: Moment { emptyMoment }
  static var typeName: String { "date" }

  static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Moment? {
    let isNeeded = rules.needs.contains(parser.kind)
    let moment =
      isNeeded
      ? parser.reader.requiredMoment(key, zone: parser.zone)
      : parser.reader.moment(key, zone: parser.zone)
    return moment?.value
  }

  static func present(
    _ moment: Moment?, _ key: String, to presenter: inout some FieldPresenter
  ) {
    presenter.present(moment, key)
  }
}

extension Int: OptionalFieldValue {
  package static var blank: Int { 0 }
  package static var typeName: String { "integer" }

  package static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Int? {
    parser.reader.integer(key)?.value
  }

  package mutating func code(_ coder: inout some RecordCoder & ~Copyable) { coder.code(&self) }
}

/// A flag, which is false where it is absent.
extension Bool: FieldValue {
  package static var typeName: String { "true/false" }

  package static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Bool {
    parser.reader.flag(key)?.value ?? false
  }

  package mutating func code(_ coder: inout some RecordCoder & ~Copyable) { coder.code(&self) }
}

/// One of a few words.
package protocol FieldChoice: OptionalFieldValue, RawRepresentable<Int>, CaseIterable {
  /// Each spelling that is taken, with its meaning.
  static var spellings: KeyValuePairs<String, Self> { get }
}

extension FieldChoice {
  package static var typeName: String { "one of " + spellings.map(\.key).joined(separator: ", ") }

  package static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Self? {
    parser.reader.choice(key, spellings)?.value
  }

  package mutating func code(_ coder: inout some RecordCoder & ~Copyable) { coder.code(&self) }
}

// MARK: - Mappings and files

/// A mapping within front matter, with fields of its own.
package protocol FieldMapping: FieldList, OptionalFieldValue {
  /// Such a mapping on one line, for messages.
  static var example: String { get }

  /// Reports what is wrong with fields of which each is right by itself. Asked where all are there that must be.
  func check(_ parser: inout FieldParser)
}

extension FieldMapping {
  package func check(_ parser: inout FieldParser) {}

  package static var blank: Self { Self() }

  package static var typeName: String {
    "`{" + fields(of: Self.self).map { "\($0.key): \($0.type)" }.joined(separator: ", ") + "}`"
  }

  package static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Self? {
    guard let reader = parser.reader.object(key, example: example) else { return nil }
    var inner = FieldParser(reader, kind: parser.kind, zone: parser.zone)
    let mapping = inner.parse(Self())
    if inner.isWhole { mapping.check(&inner) }
    parser.reader.absorb(inner.reader)
    return inner.isWhole ? mapping : nil
  }

  package mutating func code(_ coder: inout some RecordCoder & ~Copyable) { visit(&coder) }
}

/// A file that front matter names, with the title or caption given to it.
package struct FileReference: Sendable, ListedFieldValue {
  package var file: Field<String>
  package var title: String?

  package init(file: Field<String>, title: String? = nil) {
    self.file = file
    self.title = title
  }

  package static var blank: FileReference { FileReference(file: emptyField, title: nil) }
  package static var listName: String { "list of path" }

  /// Reads a list of paths, or of mappings with `file` and a title.
  package static func parseList(
    _ key: String, _ rules: FieldRules, _ parser: inout FieldParser
  ) -> [FileReference] {
    let title = rules.fileTitle.description
    return parser.reader.items(key, atMost: rules.most).compactMap { item in
      if case .scalar(let path) = item.content {
        return FileReference(file: Field(value: path, range: item.range), title: nil)
      }
      var entry = parser.reader.reader(
        item, path: key, example: "\(key): [{file: 文件名, \(title): 标题}]")
      let file = entry.requiredText(
        "file", hint: Message("写上文件名，例如“file: plan.pdf”", "name the file: `file: plan.pdf`"))
      let text = entry.text(title)?.value
      parser.reader.absorb(entry)
      return file.map { FileReference(file: $0, title: text) }
    }
  }

  package mutating func code(_ coder: inout some RecordCoder & ~Copyable) {
    coder.code(&file)
    coder.code(&title)
  }
}
