package import Dates
package import Diagnostics
internal import FrontMatter

/// The fields of one part of front matter: of a kind of document, of what all kinds share, of a mapping within.
///
/// `visit` is the only list of them. Reading them out of a file, keeping them from one build to the next, the digest
/// that stands for what other pages show, what templates see, the advice on misplaced keys, the comments that
/// `branchpress new` writes, and the tables of docs/front-matter.md are visitors that walk over it.
package protocol FieldList: Sendable {
  /// A list of absent fields.
  init()

  /// Passes every field to a visitor, once, in the order of the documentation.
  mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable)
}

/// Something that walks over fields.
package protocol FieldVisitor: ~Copyable {
  /// Meets a field: its value, which may be changed, its key in front matter, how it is treated, and what people
  /// are told of it, which is made only where it is asked for.
  mutating func meet<Value: FieldValue>(
    _ value: inout Value, _ key: String, _ rules: FieldRules, about: () -> FieldText)
}

extension FieldVisitor where Self: ~Copyable {
  /// Meets a field of a list.
  mutating func visit<Value: FieldValue>(
    _ value: inout Value, _ key: String, as rules: FieldRules = .content,
    _ about: @autoclosure () -> FieldText
  ) {
    meet(&value, key, rules, about: about)
  }
}

/// How a field is treated. Made where it is used, it costs nothing.
package struct FieldRules: Sendable {
  /// Whether other pages show the field itself. Else they show something that follows from it: a place in an
  /// order, the page of a tag, an address.
  package var isContent = true
  /// Whether templates see the field as it is, under its own key.
  package var isShown = true
  /// How many items a list has at most.
  var most = longestList
  /// The kinds of documents that cannot do without the field.
  package var needs: KindSet = []
  /// The key of the title that a file of a list may have.
  var fileTitle: StaticString = "title"
  /// Where an item of a feed shows the field, and under which label.
  package var fact: FeedFact?
  /// What is wrong with a text, if anything is.
  var fault: (@Sendable (String) -> FieldFault?)?

  static var content: FieldRules { FieldRules() }
  static var relation: FieldRules { FieldRules(isContent: false) }
}

/// Something that shows fields as they are.
package protocol FieldPresenter {
  mutating func present(_ text: String?, _ key: String)
  mutating func present(_ moment: Moment?, _ key: String)
  mutating func present(_ texts: [String], _ key: String)
}

/// Why a text cannot be the value of a field.
struct FieldFault {
  let id: String
  let message: Message
  let suggestion: Message
}

/// How items of feeds show a field: on a line of its own, behind a label.
package struct FeedFact {
  package let label: Message
  /// Whether it stands behind the body, else before it.
  package let isLast: Bool
}

extension FieldRules {
  /// Content that items of feeds show before the body.
  static func fact(_ chinese: String, _ english: String) -> FieldRules {
    FieldRules(fact: FeedFact(label: Message(chinese, english), isLast: false))
  }

  /// Content that items of feeds show behind the body.
  static func lastFact(_ chinese: String, _ english: String) -> FieldRules {
    FieldRules(fact: FeedFact(label: Message(chinese, english), isLast: true))
  }
}

/// Kinds of documents.
package struct KindSet: OptionSet {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  static var study: KindSet { KindSet(rawValue: 1) }
  static var notice: KindSet { KindSet(rawValue: 2) }
  static var activity: KindSet { KindSet(rawValue: 4) }
  static var page: KindSet { KindSet(rawValue: 8) }
  static var directory: KindSet { KindSet(rawValue: 16) }

  func contains(_ kind: DocumentKind) -> Bool {
    switch kind {
    case .study: contains(KindSet.study)
    case .notice: contains(KindSet.notice)
    case .activity: contains(KindSet.activity)
    case .page: contains(KindSet.page)
    case .directory: contains(KindSet.directory)
    }
  }
}

/// What people are told of a field.
package struct FieldText: Sendable {
  /// What the field means, in one line of Markdown each.
  let meaning: Message
  /// A value as `branchpress new` writes it into a comment, with `TODAY`, `LATER` and `YEAR` for days; nil for
  /// fields that it does not offer.
  package let example: String?
  /// What the table of fields says of the type, where the type's own words do not do.
  let type: String?
  /// What the documentation of templates says of the field, in English.
  package let inTemplates: String?
  /// What to write where the field is missing and must be there.
  let hint: Message?
  /// The Chinese names that authors try in place of the key, to be told the key.
  let names: [String]

  init(
    _ chinese: String, _ english: String, example: String? = nil, type: String? = nil,
    inTemplates: String? = nil, hint: Message? = nil, names: [String] = []
  ) {
    meaning = Message(chinese, english)
    self.example = example
    self.type = type
    self.names = names
    self.inTemplates = inTemplates
    self.hint = hint
  }
}
