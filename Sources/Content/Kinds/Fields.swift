package import Dates
package import Diagnostics
internal import FrontMatter

/// The fields of one part of front matter: those of a kind of document, those that all kinds share, or those of a
/// mapping within.
///
/// `visit` is the only list of them. Reading them from a file, keeping them from one build to the next, the digest of
/// the content that other pages show, the values of templates, the advice on misplaced keys, the comments that
/// `branchpress new` writes, and the tables of docs/front-matter.md are visitors that walk over it.
package protocol FieldList: Sendable {
  /// A list of absent fields.
  init()

  /// Passes every field to a visitor, once, in the order of the documentation.
  mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable)
}

/// A visitor that walks over fields.
package protocol FieldVisitor: ~Copyable {
  /// Meets a field: its value, which may be changed, its key in front matter, the rules for treating it, and its
  /// description for people, which is made only where it is asked for.
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

/// The rules for treating a field. Made where they are used, they cost nothing.
package struct FieldRules: Sendable {
  /// Whether other pages show the field itself. If not, they show something that follows from it: a position in an
  /// order, the page of a tag, an address.
  package var isContent = true
  /// Whether templates see the field as it is, under its own key.
  package var isShown = true
  /// The largest number of items in a list.
  var most = longestList
  /// Whether a list is one of names, of which one may stand alone.
  var areNames = false
  /// The kinds of documents that require the field.
  package var needs: KindSet = []
  /// The key of the title that a file of a list may have.
  var fileTitle: StaticString = "title"
  /// The limits of a number; nil where every whole number will do.
  var limits: ClosedRange<Int>?
  /// A number within the limits that is often right.
  var likelyNumber = 20
  /// The key of the end of a date that may be written with it: `09:30-11:00`.
  var endKey: StaticString?
  /// The line on which an item of a feed shows the field, nil where it shows none.
  package var fact: FeedFact?
  /// A check of a text, which returns what is wrong with it, or nil; nil where every text will do.
  var fault: (@Sendable (String) -> FieldFault?)?
  /// The form in which a text is kept; nil where it is as written.
  var form: (@Sendable (String) -> String)?

  static var content: FieldRules { FieldRules() }
  static var relation: FieldRules { FieldRules(isContent: false) }
  /// The start of something, with which its `end` may be written.
  static var begins: FieldRules { FieldRules(endKey: "end") }
}

/// A receiver of the fields that templates or feeds show as they are.
package protocol FieldPresenter {
  mutating func present(_ text: String?, _ key: String)
  mutating func present(_ moment: Moment?, _ key: String)
  mutating func present(_ texts: [String], _ key: String)
}

/// A reason why a text cannot be the value of a field.
struct FieldFault {
  let id: String
  let message: Message
  let suggestion: Message
}

/// The line on which an item of a feed shows a field, with a label before its value.
package struct FeedFact {
  /// The label before the value.
  package let label: Message
  /// Whether the line comes after all others below the body, otherwise before them.
  package let isLast: Bool
}

extension FieldRules {
  /// The rules of a content field that items of feeds show below the body.
  static func fact(_ chinese: String, _ english: String) -> FieldRules {
    FieldRules(fact: FeedFact(label: Message(chinese, english), isLast: false))
  }

  /// The rules of a content field that items of feeds show below the body, after all others.
  static func lastFact(_ chinese: String, _ english: String) -> FieldRules {
    FieldRules(fact: FeedFact(label: Message(chinese, english), isLast: true))
  }
}

/// A set of kinds of documents.
package struct KindSet: OptionSet {
  /// The kinds as bits.
  package let rawValue: UInt8

  /// A set of the kinds that the bits stand for.
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

/// The description of a field for people.
package struct FieldText: Sendable {
  /// The meaning of the field, in one line of Markdown for each language.
  let meaning: Message
  /// A value as `branchpress new` writes it into a comment, with `TODAY`, `LATER` and `YEAR` for days; nil for
  /// fields that it does not offer.
  package let example: String?
  /// The type in the table of fields, nil where the name of the value's type will do.
  let type: String?
  /// The meaning of the field in the documentation of templates, in English; nil where that documentation gives none.
  package let inTemplates: String?
  /// The hint for a document in which the required field is missing; nil for the usual one.
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
