package import Content
package import Dates
package import Files

/// A published document and its place in the site. Nothing in it changes any more.
package final class Document: Sendable {
  package let parsed: ParsedDocument
  package let address: Address
  /// The file of its page; nil if its address cannot be one.
  package let outputFile: FilePath?
  /// The permanent id: the front matter's, else the path without its ending.
  package let id: String
  /// Its section, by index as all that follows.
  package let section: Int?
  /// A study's column.
  package let column: Int?
  /// A study's place in its column, from 0.
  package let position: Int
  /// The branch that it belongs to.
  package let branch: Int?
  /// The branch that this is the page of.
  package let ownBranch: Int?
  package let tags: [Int]
  package let author: Int?
  /// The neighbour before it in its series, or the newer one in its section.
  package let previous: Int?
  /// The neighbour after it in its series, or the older one in its section.
  package let next: Int?
  /// The pictures and links to which it leads.
  package let references: References

  /// A document whose place is found.
  init(_ placed: PlacedDocument, _ references: References) {
    parsed = placed.parsed
    address = placed.address
    outputFile = placed.outputFile
    id = placed.id
    section = placed.section
    column = placed.column
    position = placed.position
    branch = placed.branch
    ownBranch = placed.ownBranch
    tags = placed.tags
    author = placed.author
    previous = placed.previous
    next = placed.next
    self.references = references
  }

  /// The event that a notice announces.
  package var event: NoticeDetails.Event? { parsed.event }

  /// Where the event stands alone, to be added to a calendar.
  package var eventAddress: Address { address.appending("event.ics") }

  /// When it last changed, as far as the front matter says.
  package var changed: Moment? { parsed.updated.map { max($0, date ?? $0) } ?? date }

  /// When it was published.
  package var date: Moment? { parsed.published }
}

/// A published document by itself.
final class PublishedDocument: Sendable {
  let parsed: ParsedDocument
  let address: Address
  let outputFile: FilePath?
  let id: String
  let section: Int?

  init(parsed: ParsedDocument, address: Address, id: String, section: Int?) {
    self.parsed = parsed
    self.address = address
    outputFile = FilePath(address.outputPath)
    self.id = id
    self.section = section
  }
}

/// A published document while its place is looked for, step by step.
struct PlacedDocument: Sendable {
  /// The document by itself; behind a reference, since lists of documents are copied.
  private let published: PublishedDocument
  var column: Int?
  var position = 0
  var branch: Int?
  var ownBranch: Int?
  var tags: [Int] = []
  var author: Int?
  var previous: Int?
  var next: Int?

  init(_ published: PublishedDocument) { self.published = published }

  var parsed: ParsedDocument { published.parsed }
  var address: Address { published.address }
  var outputFile: FilePath? { published.outputFile }
  var id: String { published.id }
  var section: Int? { published.section }
  var event: NoticeDetails.Event? { parsed.event }
  var eventAddress: Address { address.appending("event.ics") }
  var date: Moment? { parsed.published }
}

extension ParsedDocument {
  /// The event that a notice announces.
  var event: NoticeDetails.Event? {
    if case .notice(let notice) = details { notice.event } else { nil }
  }

  /// When it was published: an activity without a date counts from when it was held.
  var published: Moment? {
    if let date = header.date { return date }
    if case .activity(let activity) = details { return activity.held }
    return nil
  }

  /// Whether it stands on top: it is pinned and has not expired.
  package func isPinned(at now: Moment) -> Bool { header.isPinned && !hasExpired(at: now) }

  /// Whether a notice's last day is over.
  package func hasExpired(at now: Moment) -> Bool {
    guard case .notice(let notice) = details, let expires = notice.expires else { return false }
    return now > expires.end
  }

  /// The place of a page or a branch among its kind.
  var order: Int {
    switch details {
    case .page(let page): page.order ?? .max
    case .branch(let branch): branch.order ?? .max
    default: .max
    }
  }
}
