package import Content
package import Dates
package import Diagnostics
internal import Publishing
internal import SiteModel

/// The report of a build, for its summary.
package struct BuildReport: Sendable {
  /// The problems that were found; the site was published if none of them is an error.
  package internal(set) var findings = Findings([])
  /// Published documents by kind, in the kinds' order, kinds without any left out.
  package internal(set) var documents: [(kind: DocumentKind, count: Int)] = []
  /// Documents kept back as drafts.
  package internal(set) var drafts = 0
  /// Documents kept back because their date has not come.
  package internal(set) var scheduled = 0
  /// The first of these to come, the soonest first, at most ten.
  package internal(set) var upcoming: [UpcomingDocument] = []
  /// The site's identity, of which the guids in feeds are made.
  var identity = ""
  /// The number of HTML pages.
  package internal(set) var pages = 0
  /// The number of feeds, each of them in all its formats.
  package internal(set) var feeds = 0
  /// The number of all other files of the site.
  package internal(set) var otherFiles = 0
  /// The number of files that were made anew, since their sources or they themselves had changed.
  package internal(set) var made = 0
  /// The number of files that were written, since they are new or differ.
  package internal(set) var written = 0
  /// The number of stale files that were removed.
  package internal(set) var removed = 0
  /// The files that were published anew without something that they tell.
  package internal(set) var stripped = StrippedFiles()

  /// Whether putting the site in place stopped half-way: some files are new and some old, but each is whole.
  package internal(set) var isHalfPublished = false
  /// The time that the phases of the build took.
  package internal(set) var timings = Timings()
  /// The values that the site was made of. A program that ends while it has the report need not release them, which
  /// would take a tenth of a build.
  var workingSet: [any Sendable] = []

  /// Whether there was nothing to do, so that no file was opened and only stamps were compared.
  package internal(set) var isUnchanged = false

  /// All problems that were found, sorted for printing.
  package var diagnostics: [Diagnostic] { findings.all }

  /// Whether no error was found.
  package var succeeded: Bool { !findings.hasErrors }

  mutating func count(_ site: Site, _ schedule: Schedule, _ plan: Plan) {
    count(plan)
    // A document's kind is that of its section; those of no section are pages.
    var counts = [DocumentKind.page: site.documents.count { $0.section == nil }]
    for section in site.sections {
      counts[section.config.kind, default: 0] += section.documents.count
    }
    documents = DocumentKind.allCases.map { ($0, counts[$0] ?? 0) }.filter { $0.count > 0 }
    drafts = schedule.drafts.count
    scheduled = schedule.scheduled.count
    upcoming = schedule.scheduled.compactMap { document in
      document.header.date.map {
        UpcomingDocument(path: document.path, date: $0.on(site.config.zone))
      }
    }.sorted { ($0.date, $0.path) < ($1.date, $1.path) }
    upcoming = Array(upcoming.prefix(10))
  }

  /// Records the outcome of publishing.
  mutating func published(_ commit: Commit) {
    switch commit {
    case .done(let change): (written, removed) = (change.written, change.removed)
    case .refused: break
    case .stopped: isHalfPublished = true
    }
  }

  private mutating func count(_ plan: Plan) {
    made = plan.waiting.count
    for output in plan.outputs {
      switch output.content {
      case .home, .calendarPage, .section, .view, .column, .document, .tagIndex, .tag, .authorIndex,
        .author, .notFound, .redirect, .searchPage:
        pages += 1
      case .feed(_, let format): feeds += format == .rss ? 1 : 0
      case .feedArchive, .feedList, .calendar, .event, .sitemap, .robots, .manifest, .search,
        .asset,
        .rendition, .themeAsset:
        otherFiles += 1
      }
    }
  }

  /// The report with all problems that were found.
  func ended(with diagnostics: [Diagnostic]) -> BuildReport {
    var report = self
    report.findings = Findings(diagnostics.sortedForPrinting().withinLimits())
    return report
  }
}

extension BuildReport {
  /// The report of a build that found the site as an earlier one had left it.
  func unchanged(since build: RememberedBuild) -> BuildReport {
    var report = self
    let kinds = DocumentKind.allCases
    report.findings = build.findings
    report.documents = zip(kinds, build.counts.numbers).filter { $1 > 0 }.map { ($0, $1) }
    let others = Array(build.counts.numbers[kinds.count...])
    (report.drafts, report.scheduled) = (others[0], others[1])
    (report.pages, report.feeds, report.otherFiles) = (others[2], others[3], others[4])
    report.upcoming = build.upcoming
    report.isUnchanged = true
    return report
  }

  var counts: ReportCounts {
    ReportCounts(
      numbers: DocumentKind.allCases.map { kind in
        documents.first { $0.kind == kind }?.count ?? 0
      } + [drafts, scheduled, pages, feeds, otherFiles])
  }
}

/// A document whose date has not come.
package struct UpcomingDocument: Sendable {
  /// The document's path within `content/`.
  package let path: String
  /// The date on which it is to be published, in the site's zone.
  package let date: Moment
}
