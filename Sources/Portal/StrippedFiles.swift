package import Diagnostics
internal import Metadata
internal import Publishing
internal import SiteModel

/// The files that a build published anew without something that they tell about persons, places and devices.
package struct StrippedFiles: Sendable {
  /// The number of files.
  package private(set) var count = 0
  /// The kinds of things that were removed.
  private var kinds: PrivateKinds = []

  /// No files.
  init() {}

  /// The files among the outputs that a build made.
  init(_ staged: [StagedOutput], _ plan: Plan, _ site: Site) {
    for output in staged where output.isNew {
      guard case .asset(let asset) = plan.outputs[output.index].content else { continue }
      let removed = site.copies.removed(from: asset)
      if removed.isEmpty { continue }
      count += 1
      kinds.formUnion(removed)
    }
  }

  /// The names of the kinds of things that were removed, the most private first.
  package var names: [Message] { namesOfKinds(kinds) }
}

/// The names of kinds of things that a file tells, the most private first.
func namesOfKinds(_ kinds: PrivateKinds) -> [Message] {
  let names: [(PrivateKinds, Message)] = [
    (.location, Message("拍摄地点", "place")), (.serial, Message("设备编号", "serial number")),
    (.author, Message("作者", "author")), (.device, Message("设备和软件", "device or program")),
    (.time, Message("拍摄时间", "time")), (.preview, Message("缩略图", "thumbnail")),
    (.comment, Message("备注", "comment")), (.trailing, Message("文件末尾的附加内容", "data after the end")),
  ]
  return names.filter { kinds.contains($0.0) }.map(\.1)
}
