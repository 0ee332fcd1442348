internal import Dates
internal import Diagnostics

/// What is published now, and how much is kept back.
struct Schedule: Sendable {
  /// In the order of their paths, descriptions of columns included.
  var documents: [ParsedDocument] = []
  /// Paths of documents that exist but are not published.
  var keptBack: Set<String> = []
  var drafts = 0
  var scheduled = 0
}

/// Keeps back drafts, and documents whose date has not come yet.
func schedule(_ documents: [ParsedDocument], _ options: BuildOptions) -> Schedule {
  var schedule = Schedule()
  for document in documents {
    let header = document.header
    if options.includesDrafts {
      schedule.documents.append(document)
    } else if header.isDraft {
      schedule.drafts += 1
      schedule.keptBack.insert(document.path)
    } else if let date = header.date, date > options.now {
      schedule.scheduled += 1
      schedule.keptBack.insert(document.path)
    } else {
      schedule.documents.append(document)
    }
  }
  return schedule
}
