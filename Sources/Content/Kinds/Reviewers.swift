/// The people who reviewed a text before it was published, one for each of the three reviews that are usual in China.
package struct Reviewers: FieldMapping {
  /// The person of the first review (初审), nil where none is named.
  package var first: String?
  /// The person of the second review (复审), nil where none is named.
  package var second: String?
  /// The person of the final review (终审), nil where none is named.
  package var last: String?

  /// An example of the mapping, for messages.
  package static let example = "{初审: 姓名, 复审: 姓名, 终审: 姓名}"

  /// A list of absent fields.
  package init() {}

  /// Whether no review has a person.
  package var isEmpty: Bool { first == nil && second == nil && last == nil }

  /// Passes every field to a visitor, once, in the order of the documentation.
  package mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable) {
    visitor.visit(
      &first, "first",
      FieldText("初审", "first review", inTemplates: "初审", names: ["初审", "一审"]))
    visitor.visit(
      &second, "second",
      FieldText("复审", "second review", inTemplates: "复审", names: ["复审", "二审"]))
    visitor.visit(
      &last, "final",
      FieldText("终审", "final review", inTemplates: "终审", names: ["终审", "三审"]))
  }
}
