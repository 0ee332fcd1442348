package import Content
internal import Dates
internal import Diagnostics
internal import FrontMatter

/// What is published now, and what is kept back.
package struct Schedule: Sendable {
  /// In the order of their paths, descriptions of columns included.
  package var documents: [ParsedDocument] = []
  package var drafts: [ParsedDocument] = []
  /// Documents whose date has not come.
  package var scheduled: [ParsedDocument] = []

  /// Documents that exist and are not published.
  var keptBack: [ParsedDocument] { drafts + scheduled }
}

/// Keeps back drafts, and documents whose date has not come yet.
package func scheduleDocuments(_ documents: [ParsedDocument], _ options: BuildOptions) -> Schedule {
  var schedule = Schedule()
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

/// The paths of files that only documents which are kept back use: those that they name, and those
/// in the folder of one that has a folder to itself. They are not published either.
func assetsKeptBack(_ schedule: Schedule, _ assets: [FoundFile]) -> Set<String> {
  let keptBack = schedule.keptBack
  guard !keptBack.isEmpty else { return [] }
  var paths = Set(keptBack.flatMap(filesNamed))
  for document in keptBack where isIndex(document.path) {
    let folder = parentFolder(of: document.path) + "/"
    // Assets are sorted: those of a folder stand together.
    let start = firstIndex(among: assets.count) { !precedes(assets[$0].path, folder) }
    for asset in assets[start...].prefix(while: { $0.path.utf8.starts(with: folder.utf8) }) {
      paths.insert(asset.path)
    }
  }
  for document in schedule.documents { paths.subtract(filesNamed(by: document)) }
  return paths
}

/// The paths of everything within the site that a document links to, shows or attaches.
private func filesNamed(by document: ParsedDocument) -> [String] {
  let folder = parentFolder(of: document.path)
  var written: [String] = []
  if let cover = document.cover { written.append(cover.value) }
  switch document.details {
  case .notice(let notice): written += notice.attachments.map(\.file.value)
  case .activity(let activity): written += activity.photos.map(\.file.value)
  default: break
  }
  return document.facts.links.all.compactMap(\.target.path)
    + written.compactMap { LocalDestination($0, from: folder).path }
}
