package import Dates
internal import Diagnostics

/// The front matter of an activity record.
package struct ActivityDetails: FieldList {
  package var held: Moment?
  package var place: String?
  package var photos: [FileReference] = []

  package init() {}

  package mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable) {
    visitor.visit(
      &held, "held", as: .held,
      FieldText("活动时间，必填", "when it was held, required", names: ["活动时间", "活动日期", "时间", "日期"]))
    visitor.visit(&place, "place", FieldText("地点", "where", example: "地点"))
    visitor.visit(
      &photos, "photos", as: .photos,
      FieldText(
        "照片：路径，或路径与说明", "photographs", example: "[{file: 1.jpg, caption: 照片说明}]",
        type: "list of path, or `{file: path, caption: text}`", names: ["照片", "图片"]))
  }
}

extension FieldRules {
  fileprivate static var held: FieldRules { FieldRules(needs: [.activity]) }
  fileprivate static var photos: FieldRules { FieldRules(fileTitle: "caption") }
}
