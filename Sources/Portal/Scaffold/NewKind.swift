package import Content

/// A thing that can be made anew: a document of a kind, or a column of study articles.
package enum NewKind: Sendable, Equatable {
  case document(DocumentKind)
  case column

  /// The kind that people call by a name, in English or in Chinese; nil for other names.
  package init?(called name: String) {
    if let kind = DocumentKind(rawValue: name) {
      self = .document(kind)
    } else if let kind = Self.names[name] {
      self = kind
    } else {
      return nil
    }
  }

  /// The names beside those of `site.yml`.
  package static let names: [String: NewKind] = [
    "notices": .document(.notice), "activities": .document(.activity), "pages": .document(.page),
    "article": .document(.study), "branch": .document(.directory), "column": .column,
    "学习": .document(.study), "学习文章": .document(.study), "文章": .document(.study),
    "学习材料": .document(.study), "学习资料": .document(.study),
    "通知": .document(.notice), "通知公告": .document(.notice), "公告": .document(.notice),
    "公示": .document(.notice), "公示公告": .document(.notice), "通报": .document(.notice),
    "活动": .document(.activity), "活动记录": .document(.activity), "支部活动": .document(.activity),
    "单页": .document(.page), "页面": .document(.page), "网页": .document(.page),
    "支部": .document(.directory), "党支部": .document(.directory),
    "支部名录": .document(.directory), "名录": .document(.directory),
    "专栏": .column, "学习专栏": .column, "栏目": .column,
  ]

  /// The names that are offered.
  package static let offered = DocumentKind.allCases.map(\.rawValue) + ["column"]
}
