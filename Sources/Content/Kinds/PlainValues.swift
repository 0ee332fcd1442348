internal import Dates
internal import FrontMatter

/// A date that is required.
extension Moment: FieldValue {
  static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Moment {
    let moment = parser.reader.requiredMoment(
      key, zone: parser.zone, endKey: rules.endKey?.description)
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

extension Moment: ListedFieldValue {
  static var listName: String { "date, or list of date" }

  static func parseList(
    _ key: String, _ rules: FieldRules, _ parser: inout FieldParser
  ) -> [Moment] {
    parser.reader.moments(key, zone: parser.zone, atMost: rules.most).map(\.value)
  }
}

extension Int: OptionalFieldValue {
  /// Zero, with which reading a record begins.
  package static var blank: Int { 0 }
  /// The name of the type in the documentation.
  package static var typeName: String { "integer" }

  /// Reads a whole number; nil where it is absent or, after a report, where the value is none or is not within the limits
  /// of the field's rules.
  package static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Int? {
    guard let limits = rules.limits else { return parser.reader.integer(key)?.value }
    return readCount(&parser.reader, key, within: limits, example: rules.likelyNumber)
  }

  /// Writes the number into a record, or reads it from one.
  package mutating func code(_ coder: inout some RecordCoder & ~Copyable) { coder.code(&self) }
}

/// A flag, which is false where it is absent.
extension Bool: FieldValue {
  /// The name of the type in the documentation.
  package static var typeName: String { "true/false" }

  /// Reads a flag, which is false where it is absent.
  package static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Bool {
    parser.reader.flag(key)?.value ?? false
  }

  /// Writes the flag into a record, or reads it from one.
  package mutating func code(_ coder: inout some RecordCoder & ~Copyable) { coder.code(&self) }
}

/// A flag that may be absent, which means something else than false.
extension Bool: OptionalFieldValue {
  /// False, with which reading a record begins.
  package static var blank: Bool { false }

  /// Reads a flag; nil where it is absent or, after a report, where it is another word.
  package static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Bool? {
    parser.reader.flag(key)?.value
  }
}

/// A field's value that is one of a few words.
package protocol FieldChoice: OptionalFieldValue, RawRepresentable<Int>, CaseIterable {
  /// The spellings that are accepted, each with the value that it means.
  static var spellings: KeyValuePairs<String, Self> { get }
  /// Other words that people write, each with the spelling that it stands for.
  static var meant: KeyValuePairs<String, String> { get }
}

extension FieldChoice {
  /// No other words.
  package static var meant: KeyValuePairs<String, String> { [:] }

  /// The name of the type in the documentation, with all accepted spellings.
  package static var typeName: String { "one of " + spellings.map(\.key).joined(separator: ", ") }

  /// Reads one of the accepted words; nil where it is absent or, after a report, where it is another word.
  package static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Self? {
    parser.reader.hasEntry(key) ? parser.reader.choice(key, spellings, meant: meant)?.value : nil
  }

  /// Writes the value into a record by its raw number, or reads it from one.
  package mutating func code(_ coder: inout some RecordCoder & ~Copyable) { coder.code(&self) }
}
