internal import Dates
internal import FrontMatter
internal import Markdown

/// A Markdown file after reading it alone: typed front matter and rendered body.
///
/// It depends on its file's bytes, its kind and the site's zone and language only, never on
/// another document, so that it can be made in parallel and kept.
final class ParsedDocument: Sendable {
  /// Relative to `content/`, with `/` between folders.
  let path: String
  let kind: DocumentKind
  let header: Header
  let details: Details
  let body: MarkdownDocument

  init(path: String, kind: DocumentKind, header: Header, details: Details, body: MarkdownDocument) {
    self.path = path
    self.kind = kind
    self.header = header
    self.details = details
    self.body = body
  }

  /// Whether it describes a study column rather than being an article.
  var isColumn: Bool {
    if case .column = details { true } else { false }
  }
}

/// The front matter that every kind shares.
struct Header: Sendable {
  var title = ""
  var date: Moment?
  var updated: Moment?
  var id: Field<String>?
  var slug: Field<String>?
  var summary: String?
  var tags: [Field<String>] = []
  var author: Field<String>?
  var branch: Field<String>?
  var isDraft = false
  var isPinned = false
  var aliases: [Field<String>] = []
  var cover: Field<String>?
  var template: Field<String>?
}

/// The front matter of one kind.
enum Details: Sendable {
  case study(StudyDetails)
  /// The description of a study column, with its place among the columns.
  case column(order: Int?)
  case notice(NoticeDetails)
  case activity(ActivityDetails)
  case page(order: Int?)
  case branch(BranchDetails)
}

struct StudyDetails: Sendable {
  enum Reading: Sendable { case required, optional }
  var order: Int?
  var sourceTitle: String?
  var sourceURL: String?
  var reading: Reading?
}

struct NoticeDetails: Sendable {
  var number: String?
  var issuer: String?
  var recipients: [String] = []
  var publicity: (from: Moment, until: Moment)?
  var expires: Moment?
  var event: EventDetails?
  var attachments: [FileReference] = []
}

struct EventDetails: Sendable {
  var start: Moment
  var end: Moment?
  var place: String?
  var isCancelled = false
}

struct ActivityDetails: Sendable {
  var held: Moment?
  var place: String?
  var photos: [FileReference] = []
}

struct BranchDetails: Sendable {
  var name: String?
  var contact: String?
  var place: String?
  var parent: Field<String>?
  var order: Int?
  var meetings: [Meeting] = []
}

/// A file that front matter names, with the title or caption given to it.
struct FileReference: Sendable {
  let file: Field<String>
  let title: String?
}
