package import Dates
internal import Diagnostics

/// The front matter of an activity record.
package struct ActivityDetails: FieldList {
  /// The time at which the activity was held; a document without it is reported and has nil.
  package var held: Moment?
  /// The location, nil where none is given.
  package var place: String?
  /// The photographs.
  package var photos = Photos()
  /// The fields by which the record is published once more as a correction.
  package var reissues = Reissues()

  /// A list of absent fields.
  package init() {}

  /// Passes every field to a visitor, once, in the order of the documentation.
  package mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable) {
    visitor.visit(
      &held, "held", as: .held,
      FieldText(
        "活动时间，必填", "date of the activity, required",
        names: ["活动时间", "活动日期", "举办时间", "举办日期", "时间", "日期"]))
    visitor.visit(
      &place, "place", FieldText("地点", "place", example: "地点", names: ["地点", "活动地点"]))
    visitor.visit(
      &photos, "photos", as: .photos,
      FieldText(
        "照片：路径，或者路径与说明；视频、录音也可以。不写则用旁边的全部照片、视频、录音（正文里已有的除外），写 `[]` 则都不用",
        "photographs, videos and recordings; by default all files beside the document that its text does not show, `[]` for none",
        example: "[{file: 1.jpg, caption: 照片说明}]",
        type: "list of path, or `{file: path, caption: text}`; `全部` (`all`)", names: ["照片", "图片"]))
    reissues.visit(&visitor)
  }
}

extension FieldRules {
  fileprivate static var held: FieldRules { FieldRules(needs: [.activity]) }
  fileprivate static var photos: FieldRules { FieldRules(fileTitle: "caption") }
}
