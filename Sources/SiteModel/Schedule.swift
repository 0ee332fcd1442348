package import Content
internal import Dates
internal import Diagnostics
internal import FrontMatter

/// The documents that are published now, and those that are kept back.
package struct Schedule: Sendable {
  /// The published documents in the order of their paths, including descriptions of columns.
  package var documents: [ParsedDocument] = []
  /// The drafts, which are kept back.
  package var drafts: [ParsedDocument] = []
  /// The documents whose date has not come.
  package var scheduled: [ParsedDocument] = []
  /// Whether these are published too, in a preview.
  let isPreview: Bool
  private let now: Moment

  init(_ options: BuildOptions) {
    isPreview = options.includesDrafts
    now = options.now
  }

  /// The paths of files that could not be read as documents, which is reported: what refers to them is right.
  package var unread: [String] = []

  /// The documents that exist but are not published.
  var keptBack: [ParsedDocument] { drafts + scheduled }

  /// The word in front of a document's title in a preview, nil for a document that is published anyway.
  func mark(of document: ParsedDocument, _ words: Words) -> String? {
    guard isPreview else { return nil }
    if document.header.isDraft { return words.draftMark }
    return (document.header.date.map { $0 > now } ?? false) ? words.scheduledMark : nil
  }
}

/// Separates drafts, and documents whose date has not come, from the documents that are published now. With
/// `includesDrafts` all are published.
package func scheduleDocuments(_ documents: [ParsedDocument], _ options: BuildOptions) -> Schedule {
  var schedule = Schedule(options)
  for document in documents {
    if options.includesDrafts {
      schedule.documents.append(document)
    } else if document.header.isDraft {
      schedule.drafts.append(document)
    } else if let date = document.header.date, date > options.now {
      schedule.scheduled.append(document)
    } else {
      schedule.documents.append(document)
    }
  }
  return schedule
}

/// The paths of files that are used only by documents that are kept back: files that these refer to, and files in the
/// folder of a document that has a folder to itself. They are not published either.
func assetsKeptBack(_ schedule: Schedule, _ assets: [FoundFile]) -> Set<String> {
  let keptBack = schedule.keptBack
  guard !keptBack.isEmpty else { return [] }
  var paths = Set(keptBack.flatMap(filesNamed))
  for document in keptBack where isIndex(document.path) {
    let folder = parentFolder(of: document.path) + "/"
    // Assets are sorted, so that those of a folder follow each other.
    let start = firstIndex(among: assets.count) { !precedes(assets[$0].path, folder) }
    for asset in assets[start...].prefix(while: { $0.path.utf8.starts(with: folder.utf8) }) {
      paths.insert(asset.path)
    }
  }
  for document in schedule.documents { paths.subtract(filesNamed(by: document)) }
  return paths
}

/// The paths of everything within the site that a document links to, shows or attaches.
func filesNamed(by document: ParsedDocument) -> [String] {
  let folder = parentFolder(of: document.path)
  var written: [String] = []
  if let cover = document.cover { written.append(cover.value) }
  switch document.details {
  case .notice(let notice): written += notice.attachments.map(\.file.value)
  case .activity(let activity): written += activity.photos.named.map(\.file.value)
  default: break
  }
  return document.facts.links.all.flatMap {
    [$0.target.path, $0.target.literal].compactMap(\.self)
  }
    + written.flatMap { paths(namedBy: $0, from: folder) }
}
