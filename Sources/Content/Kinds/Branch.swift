internal import Diagnostics
package import FrontMatter

/// The front matter of a branch in the directory.
package struct BranchDetails: FieldList {
  /// The short name by which other documents refer to the branch; nil where its title serves.
  package var name: String?
  /// The contact, nil where none is given.
  package var contact: String?
  /// The premises of the branch, nil where none are given.
  package var place: String?
  /// The parent organisation: the name or file name of another branch, or the name of an organisation that is not in
  /// the directory.
  package var parent: Field<String>?
  /// The branch's position in the directory, nil where none is given.
  package var order: Int?
  /// The branch's recurring meetings.
  package var meetings: [Meeting] = []

  /// A list of absent fields.
  package init() {}

  /// Passes every field to a visitor, once, in the order of the documentation.
  package mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable) {
    visitor.visit(
      &name, "name", as: .hidden,
      FieldText(
        "简称；稿件的 `branch:` 就写它；不写则用 `title`", "short name, which documents write as their `branch`",
        example: "简称", names: ["简称"]))
    visitor.visit(
      &contact, "contact",
      FieldText("联系人和联系方式", "contact", example: "联系人，电话", names: ["联系人", "联系方式", "联系"]))
    visitor.visit(
      &place, "place",
      FieldText("活动阵地", "premises", example: "活动阵地", names: ["活动阵地", "活动地点", "地点"]))
    visitor.visit(
      &parent, "parent",
      FieldText(
        "上级党组织（名录里的名称或文件名，或者名录外的名称）",
        "parent organisation: its name or file name in the directory, or another name",
        example: "上级党组织", names: ["上级", "上级组织", "上级党组织"])
    )
    visitor.visit(
      &order, "order", as: .relation,
      FieldText("排列次序", "position in the list", example: "1", names: ["次序", "排序"]))
    visitor.visit(
      &meetings, "meetings",
      FieldText(
        "支部的固定会议，见 [feeds.md](feeds.md)", "recurring meetings",
        example: "[{title: 支委会, start: LATER 19:30, minutes: 60, every: 每月, by: 星期}]",
        names: ["固定会议", "会议"]))
  }
}

extension FieldRules {
  /// Shown by way of the branch's name, which falls back on the title.
  fileprivate static var hidden: FieldRules { FieldRules(isShown: false) }
}
