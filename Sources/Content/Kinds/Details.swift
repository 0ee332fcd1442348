/// The front matter of one kind. Large values are stored indirectly, since most documents are articles.
package enum Details: Sendable {
  case study(StudyDetails)
  /// The description of a study column, whose other fields are its header's.
  case column(ColumnPlace)
  indirect case notice(NoticeDetails)
  indirect case activity(ActivityDetails)
  case page(PageDetails)
  indirect case branch(BranchDetails)

  /// The front matter of a kind, with all fields absent.
  init(_ kind: DocumentKind) {
    switch kind {
    case .study: self = .study(StudyDetails())
    case .notice: self = .notice(NoticeDetails())
    case .activity: self = .activity(ActivityDetails())
    case .page: self = .page(PageDetails())
    case .directory: self = .branch(BranchDetails())
    }
  }

  /// Passes every field to a visitor.
  mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable) {
    switch self {
    case .study(var study):
      study.visit(&visitor)
      self = .study(study)
    case .column(var column):
      column.visit(&visitor)
      self = .column(column)
    case .notice(var notice):
      notice.visit(&visitor)
      self = .notice(notice)
    case .activity(var activity):
      activity.visit(&visitor)
      self = .activity(activity)
    case .page(var page):
      page.visit(&visitor)
      self = .page(page)
    case .branch(var branch):
      branch.visit(&visitor)
      self = .branch(branch)
    }
  }
}

extension DocumentKind {
  /// The fields that documents of this kind have beside those of all kinds.
  package var ownFields: [FieldDescription] {
    var collector = FieldCollector()
    var details = Details(self)
    details.visit(&collector)
    return collector.fields
  }
}
