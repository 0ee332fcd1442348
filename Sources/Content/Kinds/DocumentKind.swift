/// A kind of document that a section publishes. The kinds are a closed set, each with its own front matter, order and
/// page.
package enum DocumentKind: String, Sendable, CaseIterable {
  case study, notice, activity, page, directory

  /// The template of a document's own page.
  package var template: String { self == .directory ? "branch" : rawValue }

  /// The template of the section's index.
  package var indexTemplate: String {
    switch self {
    case .study: "columns"
    case .directory: "directory"
    case .notice, .activity, .page: "list"
    }
  }

  /// The name of the kind in Chinese messages.
  package var chineseName: String {
    switch self {
    case .study: "学习文章"
    case .notice: "通知公告"
    case .activity: "活动记录"
    case .page: "单页"
    case .directory: "支部"
    }
  }
}
