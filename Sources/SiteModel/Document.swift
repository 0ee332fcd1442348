package import Content
package import Dates
package import Files

/// A published document and its position in the site. It is immutable.
package final class Document: Sendable {
  /// The document as its file was parsed.
  package let parsed: ParsedDocument
  /// The title as pages show it: in a preview drafts are marked as such.
  package let title: String
  /// The same title with a zero-width space where its author has marked that a line may end.
  package let markedTitle: String
  /// The address of the document's page.
  package let address: Address
  /// The file of the document's page; nil if the address cannot be a path on disk.
  package let outputFile: FilePath?
  /// The permanent id: that of the front matter, or else the path without its ending.
  package let id: String
  /// The index of the document's section, nil for single pages outside every section.
  package let section: Int?
  /// The index of the column of a study article, nil for other kinds.
  package let column: Int?
  /// The position of a study article in its column, from 0; 0 for other kinds.
  package let position: Int
  /// The index of the branch that the document belongs to, nil where it names none.
  package let branch: Int?
  /// The index of the branch that the document describes, nil for documents of other kinds than `directory`.
  package let ownBranch: Int?
  /// The indices of the tags, in the order of the front matter.
  package let tags: [Int]
  /// The indices of the authors, in the order of the front matter.
  package let authors: [Int]
  /// The index of the article before it in its column, or of the newer document in its section.
  package let previous: Int?
  /// The index of the article after it in its column, or of the older document in its section.
  package let next: Int?
  /// The pictures, files and link targets that the document refers to.
  package let references: References
  /// The corrections as which the document has been published once more, in the order of their dates.
  package let reissues: [Reissue]
  /// The indices of the notices that correct the document, in the order of their paths.
  package let correctedBy: [Int]
  /// The reasons why the document no longer holds, nil where there are none.
  package let standing: Standing?

  /// A document whose position has been found.
  init(
    _ placed: PlacedDocument, _ references: References, mark: String? = nil,
    correctedBy: [Int] = [], standing: Standing? = nil, now: Moment
  ) {
    parsed = placed.parsed
    let written = placed.parsed.header.markedTitle
    markedTitle = mark.map { $0 + written } ?? written
    title = withoutBreakMarks(markedTitle)
    address = placed.address
    outputFile = placed.outputFile
    id = placed.id
    section = placed.section
    column = placed.column
    position = placed.position
    branch = placed.branch
    ownBranch = placed.ownBranch
    tags = placed.tags
    authors = placed.authors
    previous = placed.previous
    next = placed.next
    self.references = references
    self.correctedBy = correctedBy
    self.standing = standing
    reissues = placed.parsed.reissues.filter { $0.date <= now }
  }

  /// The same document with another version of its text.
  init(_ document: Document, _ parsed: ParsedDocument) {
    self.parsed = parsed
    title = document.title
    markedTitle = document.markedTitle
    address = document.address
    outputFile = document.outputFile
    id = document.id
    section = document.section
    column = document.column
    position = document.position
    branch = document.branch
    ownBranch = document.ownBranch
    tags = document.tags
    authors = document.authors
    previous = document.previous
    next = document.next
    references = document.references
    reissues = document.reissues
    correctedBy = document.correctedBy
    standing = document.standing
  }

  /// The address of a calendar file with the event alone.
  package var eventAddress: Address { address.appending("event.ics") }

  /// The date of a notice itself: as it is written, otherwise that of publication; nil for documents of other kinds.
  package var issued: Moment? {
    if case .notice(let notice) = parsed.details {
      notice.issued ?? parsed.header.date
    } else {
      nil
    }
  }

  /// The date of the last change or, if that is later, of publication; nil where the front matter has neither.
  package var changed: Moment? { updated.map { max($0, date ?? $0) } ?? date }

  /// The date of publication, nil where there is none; an activity without a date uses the time at which it was held.
  package var date: Moment? { parsed.published }
}

/// A published document without its position.
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

/// A published document whose position is being found, step by step.
struct PlacedDocument: Sendable {
  /// The document without its position. It is a reference, since lists of documents are copied.
  private let published: PublishedDocument
  var column: Int?
  var position = 0
  var branch: Int?
  var ownBranch: Int?
  var tags: [Int] = []
  var authors: [Int] = []
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

  /// The date of publication, nil where there is none; an activity without a date uses the time at which it was held.
  var published: Moment? {
    if let date = header.date { return date }
    if case .activity(let activity) = details { return activity.held }
    return nil
  }

  /// Whether the document comes first in lists: it is pinned, and has not expired or been withdrawn.
  package func isPinned(at now: Moment) -> Bool {
    header.isPinned && !hasExpired(at: now) && withdrawal(at: now) == nil
  }

  /// Whether a notice's last day is over.
  package func hasExpired(at now: Moment) -> Bool {
    guard case .notice(let notice) = details, let expires = notice.expires else { return false }
    return now > expires.end
  }

  /// The position of a page or a branch among its kind; the largest number where none is given.
  var order: Int {
    switch details {
    case .page(let page): page.order ?? .max
    case .branch(let branch): branch.order ?? .max
    default: .max
    }
  }
}

extension Document {
  /// The indices of the documents that this one corrects or replaces, and of those that correct or replace it.
  package var corrections: [Int] {
    [references.corrects, references.replaces].compactMap(\.self) + correctedBy
      + (standing?.successors.map(\.document) ?? [])
  }
}

// MARK: - Standing

/// The reasons why a document no longer holds: it was withdrawn, or newer notices replace it. Few documents have any.
package final class Standing: Sendable {
  /// A notice that replaces the document.
  package struct Successor: Sendable {
    /// The index of the notice.
    package let document: Int
    /// The document number of the notice, nil where it has none.
    package let number: String?
    /// The title of the notice.
    package let title: String
    /// The address of the notice's page.
    package let address: Address
  }

  /// The withdrawal, once its day has come; nil where there is none.
  package let withdrawal: NoticeDetails.Withdrawal?
  /// The notices that replace the document, in the order of their paths.
  package let successors: [Successor]
  /// The latest day on which the document was withdrawn or replaced, nil where none of these has a date.
  package let since: Moment?

  init(
    withdrawal: NoticeDetails.Withdrawal?, replacedBy successors: [(Int, PlacedDocument)]
  ) {
    self.withdrawal = withdrawal
    self.successors = successors.map { index, notice in
      let details: NoticeDetails? =
        if case .notice(let details) = notice.parsed.details { details } else { nil }
      return Successor(
        document: index, number: details?.number, title: notice.parsed.header.title,
        address: notice.address)
    }
    since = (successors.map(\.1.date) + [withdrawal?.date]).compactMap(\.self).max()
  }
}

/// The standing of the documents that were withdrawn or replaced, by their indices.
func standings(
  of documents: [PlacedDocument], _ references: [References], now: Moment
) -> [Int: Standing] {
  var withdrawals: [Int: NoticeDetails.Withdrawal] = [:]
  var successors: [Int: [(Int, PlacedDocument)]] = [:]
  for (index, document) in documents.enumerated() {
    withdrawals[index] = document.parsed.withdrawal(at: now)
    if let replaced = references[index].replaces {
      successors[replaced, default: []].append((index, document))
    }
  }
  if withdrawals.isEmpty, successors.isEmpty { return [:] }
  return Dictionary(
    uniqueKeysWithValues: Set(withdrawals.keys).union(successors.keys).map {
      ($0, Standing(withdrawal: withdrawals[$0], replacedBy: successors[$0] ?? []))
    })
}

extension ParsedDocument {
  /// The withdrawal of a notice whose day has come, nil otherwise.
  func withdrawal(at now: Moment) -> NoticeDetails.Withdrawal? {
    guard case .notice(let notice) = details, let withdrawn = notice.withdrawn,
      withdrawn.date <= now
    else { return nil }
    return withdrawn
  }
}

extension Document {
  /// The date of the last change, of its text or of its standing; nil where there was none.
  package var updated: Moment? {
    guard let since = standing?.since else { return parsed.updated }
    return parsed.updated.map { max($0, since) } ?? since
  }

  /// The event that a notice announces. It is called off once the notice no longer holds.
  package var event: NoticeDetails.Event? {
    var event = parsed.event
    if standing != nil { event?.isCancelled = true }
    return event
  }
}
